"""No-reason returns of goods for which the law makes an exception; faults are never excepted."""

from __future__ import annotations

from app.domain.case import WearMark
from app.domain.checks.said import cited, law, open_question, passed, refused
from app.domain.checks.seen import Goods, category_name, goods_of, not_begun
from app.domain.checks.types import Case, Check, CheckFinding, Cited, Verdict
from app.domain.remedy import ProblemClass
from app.domain.rulepack import GoodsCategory, Mark, RuleValue
from app.i18n import N_, _

_ID, _TITLE = "special_goods", N_("特殊商品与七天无理由")
_ARTICLES_19_30 = "《网络购买商品七日无理由退货暂行办法》第 19、30 条"
_OPENED = frozenset({WearMark.SEAL_BROKEN, WearMark.ACTIVATED, WearMark.USED})
_EXCEPTING = frozenset({"law.no_reason6", "law.cpl25"})
"""Notes with the law's exceptions: a shop that says the same of such goods adds nothing."""
_FAULT = "《消费者权益保护法》第 24 条"


def _look(case: Case) -> CheckFinding | None:
    every = goods_of(case)
    if case.ticket.problem is not ProblemClass.CHANGE_OF_MIND:
        special = [goods for goods in every if not _allowed(case, goods)]
        if not special or case.ticket.problem is ProblemClass.ENQUIRY:
            return None
        text = _("{kind}：不支持七天无理由，但质量、错发、不符等问题照常受理。")
        return passed(_ID, _TITLE, text.format(kind=_kind(special[0])), law(_FAULT))
    early = not_begun(case)
    if early:
        return _before_signing(case, every, early)
    found = [_one(case, goods) for goods in every]
    if len({one.verdict for one in found}) > 1:
        names = "、".join(goods.name for goods in every)
        text = _("所申请的商品（{names}）适用的规则不同，请分开处理。{worst}")
        worst = min(found, key=_severity)
        return open_question(_ID, _TITLE, text.format(names=names, worst=worst.fact), worst.rule)
    return found[0]


def _before_signing(case: Case, every: tuple[Goods, ...], early: str) -> CheckFinding:
    made = next((goods for goods in every if not _allowed(case, goods)), None)
    if made is None:
        return passed(_ID, _TITLE, _("{why}买家可以不要。").format(why=early))
    text = _("{why}{kind}不适用七天无理由：是否已经制作、能否取消，请与买家商定。")
    return open_question(_ID, _TITLE, text.format(why=early, kind=_kind(made)))


def _severity(finding: CheckFinding) -> int:
    return (Verdict.REFUSE, Verdict.PERSON, Verdict.PASS).index(finding.verdict)


def _kind(goods: Goods) -> str:
    return category_name(goods.category) if goods.category else goods.name


def _allowed(case: Case, goods: Goods) -> bool:
    return case.rules.flag("no_reason.allowed", goods.category, default=True)


def _one(case: Case, goods: Goods) -> CheckFinding:
    stated = goods.policy.no_reason if goods.policy else None
    if stated:
        text = _("「{name}」本店写明支持七天无理由。").format(name=goods.name)
        return passed(_ID, _TITLE, text, Cited("no_reason.allowed", _("本店商品说明"), "own"))
    excepted = _exception(case, goods)
    if excepted is not None and excepted.mark is Mark.VERIFIED:
        return _excepted(case, goods)
    if case.rules.flag("no_reason.confirmed", goods.category):
        return _needs_confirmation(case, goods)
    if excepted is not None:
        return _excepted(case, goods)
    if stated is False or not _allowed(case, goods):
        text = _(
            "本店写明「{name}」不支持七天无理由，但它不在法定例外里，也没有下单时的单独确认："
            "不能据此拒绝。"
        )
        return open_question(_ID, _TITLE, text.format(name=goods.name), law(_ARTICLES_19_30))
    value = case.rules.get("no_reason.allowed", goods.category)
    return passed(_ID, _TITLE, _("支持七天无理由。"), cited(value))


def _exception(case: Case, goods: Goods) -> RuleValue | None:
    """The rule that takes the goods out of returns without a reason.

    None where only the shop says so: nobody widens the law's list (七日无理由退货办法 Art. 30).
    """
    value = case.rules.get("no_reason.allowed", goods.category)
    if value is None or value.value is not False:
        return None
    return value if value.mark is not Mark.OWN or value.article in _EXCEPTING else None


def _excepted(case: Case, goods: Goods) -> CheckFinding:
    """Art. 6: custom-made, perishable, digital goods once opened, papers once delivered."""
    rule = cited(case.rules.get("no_reason.allowed", goods.category))
    if goods.category != GoodsCategory.DIGITAL:
        text = _("{kind}不适用七天无理由。").format(kind=_kind(goods))
        return refused(_ID, _TITLE, text, rule)
    opened = _opened(case)
    if opened is None:
        text = _("{kind}：拆封或下载之后才不适用七天无理由，还不知道是否拆封。")
        return open_question(_ID, _TITLE, text.format(kind=_kind(goods)), rule, missing=_asked())
    if opened:
        text = _("{kind}已拆封或已下载，不适用七天无理由。")
        return refused(_ID, _TITLE, text.format(kind=_kind(goods)), rule)
    text = _("{kind}没有拆封、没有下载，支持七天无理由。")
    return passed(_ID, _TITLE, text.format(kind=_kind(goods)), rule)


def _needs_confirmation(case: Case, goods: Goods) -> CheckFinding:
    """Art. 7: what loses its quality or worth once opened or used, and what was sold as flawed."""
    rule = cited(case.rules.get("no_reason.confirmed", goods.category))
    marks = case.rules.words("goods.wear_marks", goods.category)
    opened: bool | None = True
    if _OPENED & set(marks):
        opened = _opened(case)
    if opened is False:
        text = _("{kind}没有拆封、没有激活或试用，支持七天无理由。")
        return passed(_ID, _TITLE, text.format(kind=_kind(goods)), rule)
    text = _(
        "{kind}：只有买家下单时单独确认过，才可以不支持七天无理由。"
        "请查下单页的确认记录；没有就要支持。"
    )
    asked = _asked() if opened is None else ()
    return open_question(_ID, _TITLE, text.format(kind=_kind(goods)), rule, missing=asked)


def _opened(case: Case) -> bool | None:
    """Whether the goods were opened, activated or used; None while nobody has asked."""
    if _OPENED & set(case.ticket.details.wear):
        return True
    return False if case.ticket.details.intact_asked else None


def _asked() -> tuple[str, ...]:
    return (_("商品是否已经拆封、下载或激活（请拍照）"),)


CHECK = Check(_ID, _TITLE, _look)
