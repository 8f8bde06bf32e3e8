"""The state of goods that are to come back: fit to be sold again, and complete with their gifts."""

from __future__ import annotations

from app.domain.case import WearMark
from app.domain.checks.said import cited, law, open_question, passed, refused
from app.domain.checks.seen import GOODS_BACK, categories_of, goods_of, inspected, listed, wanted
from app.domain.checks.types import Case, Check, CheckFinding, Cited
from app.domain.facts import GoodsIn
from app.domain.labels import label
from app.domain.remedy import ProblemClass, Remedy
from app.i18n import N_, _

_RESALE, _RESALE_TITLE = "resale", N_("商品是否完好、不影响二次销售")
_GIFT, _GIFT_TITLE = "gift", N_("赠品是否一起退回")
_OPENED = "《网络购买商品七日无理由退货暂行办法》第 8、9 条"
_GIFT_RULE = "《网络购买商品七日无理由退货暂行办法》第 11–13 条"


def _resale(case: Case) -> CheckFinding | None:
    """七日无理由退货办法 Art. 8-9. Opening a parcel to look is no ground to refuse by itself."""
    if case.ticket.problem is not ProblemClass.CHANGE_OF_MIND:
        return None
    if wanted(case) not in (None, *GOODS_BACK):
        return None
    found = inspected(case)
    if found:
        return _after_inspection(found)
    if case.ticket.order.shipped is False:
        return None
    counting, rule = _counting(case)
    details = case.ticket.details
    bad = [mark for mark in details.wear if mark in counting]
    if bad:
        text = _("影响二次销售：{marks}。").format(marks=listed(map(label, bad)))
        return refused(_RESALE, _RESALE_TITLE, text, rule)
    if details.wear:
        return _not_counting(details.wear, rule)
    if details.intact_asked:
        return passed(_RESALE, _RESALE_TITLE, _("买家说完好，收到后再验货。"), rule)
    marks = listed(label(mark) for mark in WearMark if mark in counting)
    asked = (_("商品现在的状态：有没有{marks}（请拍照）").format(marks=marks),) if marks else ()
    text = _("还没有问过商品是否完好。")
    return open_question(_RESALE, _RESALE_TITLE, text, rule, missing=asked)


def _not_counting(wear: tuple[WearMark, ...], rule: Cited) -> CheckFinding:
    """Marks no rule names: opened to look is fine by law, anything else is for a person."""
    marks = listed(map(label, wear))
    if set(wear) <= {WearMark.SEAL_BROKEN}:
        text = _("为查验拆开包装，不影响商品完好。")
        return passed(_RESALE, _RESALE_TITLE, text, law(_OPENED))
    text = _("有{marks}：规则没有写这类商品是否因此不完好，请由人判断。").format(marks=marks)
    return open_question(_RESALE, _RESALE_TITLE, text, rule)


def _after_inspection(found: tuple[GoodsIn, ...]) -> CheckFinding:
    flawed = [state for state in found if state is not GoodsIn.SELLABLE]
    if not flawed:
        return passed(_RESALE, _RESALE_TITLE, _("验货完好。"))
    text = _("验货发现：{states}。请决定全额退、扣减还是退回买家。")
    names = listed(dict.fromkeys(map(label, flawed)))
    return open_question(_RESALE, _RESALE_TITLE, text.format(states=names))


def _counting(case: Case) -> tuple[frozenset[WearMark], Cited]:
    """The marks that count for any of the claimed goods, and the rule that says so."""
    known = set(WearMark)
    marks: set[WearMark] = set()
    rule = Cited()
    for category in categories_of(case):
        value = case.rules.get("goods.wear_marks", category)
        rule = rule if rule.key else cited(value)
        words = case.rules.words("goods.wear_marks", category)
        marks.update(WearMark(word) for word in words if word in known)
    return frozenset(marks), rule


def _gift(case: Case) -> CheckFinding | None:
    """A gift that does not come back is deducted at its price; it never stops the return itself."""
    if case.ticket.problem is not ProblemClass.CHANGE_OF_MIND:
        return None
    if wanted(case) is not Remedy.RETURN_REFUND or case.ticket.order.shipped is False:
        return None
    gifts = {line.id: line for line in case.ticket.order.lines if line.gift}
    if not gifts:
        return None
    claimed = {goods.line.id for goods in goods_of(case) if goods.line}
    left = [line for key, line in gifts.items() if key not in claimed]
    if not left:
        return passed(_GIFT, _GIFT_TITLE, _("赠品随主商品一起退回。"), law(_GIFT_RULE))
    names = listed(line.title or line.sku or _("赠品") for line in left)
    text = _(
        "有赠品「{names}」，还没有说明是否一起退回；缺少的按标明的价值扣减，不能拒绝退主商品。"
    )
    asked = (_("赠品「{names}」是否一起退回、是否完好").format(names=names),)
    return open_question(
        _GIFT, _GIFT_TITLE, text.format(names=names), law(_GIFT_RULE), missing=asked
    )


CONDITION = (Check(_RESALE, _RESALE_TITLE, _resale), Check(_GIFT, _GIFT_TITLE, _gift))
