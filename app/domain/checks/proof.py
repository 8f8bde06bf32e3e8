"""What was supplied to prove the case, and what the buyer said of it."""

from __future__ import annotations

from app.domain.case import CaseWords, IdentityCheck
from app.domain.checks.said import cited, open_question, passed, refused
from app.domain.checks.seen import categories_of, listed, not_begun
from app.domain.checks.types import Case, Check, CheckFinding, Cited
from app.domain.evidence_slots import Slot, buyers_slots, keys_of, shops_slots
from app.domain.labels import label
from app.domain.remedy import Channel, ProblemClass
from app.i18n import N_, _

_BUYER, _BUYER_TITLE = "evidence", N_("买家的凭证是否齐全")
_SHOP, _SHOP_TITLE = "evidence_shop", N_("本店的记录是否备好")
_CONTACT, _CONTACT_TITLE = "contact", N_("能否联系到买家")
_WHO, _WHO_TITLE = "identity", N_("是否买家本人")
_SAID, _SAID_TITLE = "description", N_("情况是否说清楚")
_BY_ACCOUNT = frozenset({Channel.PLATFORM_FILE, Channel.PLATFORM_CHAT})
_WITH_TIME = frozenset({ProblemClass.QUALITY, ProblemClass.USAGE})
_WITH_WORDS = _WITH_TIME | {
    ProblemClass.NOT_AS_DESCRIBED,
    ProblemClass.WRONG_OR_MISSING,
    ProblemClass.SERVICE,
    ProblemClass.UNKNOWN,
}


def _evidence(case: Case) -> CheckFinding | None:
    if case.ticket.problem is ProblemClass.ENQUIRY:
        return None
    slots, rule = buyers_slots(case), _rule(case, ours=False)
    if not slots:
        text = _("货不在买家处，不需要买家举证。") if not_begun(case) else _("不需要买家举证。")
        return passed(_BUYER, _BUYER_TITLE, text, rule)
    there = tuple(slot.name for slot in slots if slot.filled)
    lacking = tuple(slot.name for slot in slots if not slot.filled)
    if lacking:
        text = _("还缺：{kinds}。").format(kinds=listed(lacking)) + _set_aside(slots)
        return open_question(_BUYER, _BUYER_TITLE, text, rule, missing=lacking, supplied=there)
    text = _("已有：{kinds}。").format(kinds=listed(there)) + _set_aside(slots)
    return passed(_BUYER, _BUYER_TITLE, text, rule, supplied=there)


def _evidence_shop(case: Case) -> CheckFinding | None:
    slots, rule = shops_slots(case), _rule(case, ours=True)
    if not slots:
        return None
    lacking = [slot.name for slot in slots if not slot.filled]
    if lacking:
        text = _("本店还没有备好：{kinds}。").format(kinds=listed(lacking)) + _set_aside(slots)
        return open_question(_SHOP, _SHOP_TITLE, text, rule)
    ready = listed(slot.name for slot in slots)
    text = _("已备好：{kinds}。").format(kinds=ready) + _set_aside(slots)
    return passed(_SHOP, _SHOP_TITLE, text, rule)


def _set_aside(slots: tuple[Slot, ...]) -> str:
    """`E2 存疑、E5 不足，未计入。`; empty where nothing was set aside."""
    pieces = {piece.code: label(piece.judgement) for slot in slots for piece in slot.aside}
    if not pieces:
        return ""
    named = listed(_("{code} {judgement}").format(code=c, judgement=j) for c, j in pieces.items())
    return _("{pieces}，未计入。").format(pieces=named)


def _rule(case: Case, *, ours: bool) -> Cited:
    """The first rule that says what is needed."""
    values = (
        case.rules.get(key, category)
        for key in keys_of(case, ours=ours)
        for category in categories_of(case)
    )
    return cited(next((value for value in values if value is not None), None))


def _contact(case: Case) -> CheckFinding | None:
    ticket = case.ticket
    ways = [
        word
        for word, there in (
            (_("手机"), ticket.buyer.phone),
            (_("邮箱"), ticket.words.get(CaseWords.EMAIL)),
            (_("平台账号"), ticket.buyer.nickname or ticket.claims),
        )
        if there
    ]
    if ways:
        text = _("可以联系：{ways}。").format(ways=listed(ways))
        return passed(_CONTACT, _CONTACT_TITLE, text, supplied=(_("手机号或邮箱"),))
    asked = (_("手机号或邮箱"),)
    return open_question(_CONTACT, _CONTACT_TITLE, _("没有任何联系方式。"), missing=asked)


def _identity(case: Case) -> CheckFinding | None:
    said = case.ticket.details.identity
    if said is IdentityCheck.FAILED:
        return refused(_WHO, _WHO_TITLE, _("核对过，与下单的买家对不上。"))
    asked = (_("下单手机号的后四位，或平台昵称"),)
    if said is not IdentityCheck.NOT_DONE:
        text = _("已核对：{how}。").format(how=label(said))
        return passed(_WHO, _WHO_TITLE, text, supplied=asked)
    if case.ticket.claims or case.ticket.channel in _BY_ACCOUNT:
        return passed(_WHO, _WHO_TITLE, _("由下单的平台账号提出。"), supplied=asked)
    return open_question(_WHO, _WHO_TITLE, _("还没有核对是不是买家本人。"), missing=asked)


def _description(case: Case) -> CheckFinding | None:
    ticket = case.ticket
    asked: list[tuple[str, bool]] = []
    if ticket.problem in _WITH_WORDS:
        asked.append((_("问题的具体情况"), bool((ticket.buyer_words or ticket.summary).strip())))
    if ticket.problem in _WITH_TIME:
        asked.append((_("什么时候发现的"), ticket.details.first_noticed_on is not None))
    if not asked:
        return None
    missing = tuple(what for what, said in asked if not said)
    supplied = tuple(what for what, said in asked if said)
    if missing:
        text = _("还没有写明：{what}。").format(what=listed(missing))
        return open_question(_SAID, _SAID_TITLE, text, missing=missing, supplied=supplied)
    text = _("已写明：{what}。").format(what=listed(supplied))
    return passed(_SAID, _SAID_TITLE, text, supplied=supplied)


PROOF = (
    Check(_BUYER, _BUYER_TITLE, _evidence),
    Check(_SHOP, _SHOP_TITLE, _evidence_shop),
    Check(_SAID, _SAID_TITLE, _description),
    Check(_CONTACT, _CONTACT_TITLE, _contact),
    Check(_WHO, _WHO_TITLE, _identity),
)
