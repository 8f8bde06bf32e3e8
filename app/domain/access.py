"""Who may do what, and how personal data looks to those who need not see it.

Masking is the default on every list, paper and message; only the last four digits of a phone
ever show.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from enum import StrEnum

from app.i18n import N_, _

_HIDDEN = "***"
_PHONE_STARS = "*******"
# Seven digits in a row, however they are spaced, may be a phone: over-masking does no harm.
_PHONE_RUN = re.compile(r"[+＋]?\d(?:[-\s.·()（）－—转]{0,2}\d){6,}")
# Every two characters are one surname, simplified first, then the traditional spellings.
_SURNAMES_IN_A_ROW = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容"
    "仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐"
    "段干百里呼延东郭南门羊舌微生梁丘左丘东门西门第五"
    "歐陽東方獨孤諸葛萬俟聞人尉遲赫連鍾離長孫司馬南宮軒轅鮮于公孫"
)
_COMPOUND_SURNAMES = frozenset(
    _SURNAMES_IN_A_ROW[at : at + 2] for at in range(0, len(_SURNAMES_IN_A_ROW), 2)
)
_NUMBER = re.compile(
    r"\d|[零〇一二三四五六七八九十百]+(?=[号號弄幢栋棟楼樓单單室层層座])|[A-Za-z](?=[座栋棟幢区區])"
)
_STREET = re.compile(r"街道|大道|大街|路|街|巷|胡同|镇|鎮|乡|鄉|道")
_DISTRICT = re.compile(r"[省市区區县縣旗州盟]")


class Role(StrEnum):
    """What a person does in the shop; one person may hold several."""

    AGENT = "agent"
    LEAD = "lead"
    WAREHOUSE = "warehouse"
    FINANCE = "finance"
    OWNER = "owner"


class Permission(StrEnum):
    """A right that a role carries."""

    HANDLE = "handle"
    DECIDE = "decide"
    APPROVE = "approve"
    EXCEED_SAVED = "exceed_saved"  # compensation above what is saved, within what was paid
    PAY = "pay"
    RECEIVE = "receive"
    REVEAL = "reveal"  # personal data in full
    IMPORT = "import"
    EXPORT = "export"
    CONFIGURE = "configure"


ROLE_NAMES: dict[str, str] = {
    Role.AGENT: N_("客服"),
    Role.LEAD: N_("主管"),
    Role.WAREHOUSE: N_("仓库"),
    Role.FINANCE: N_("财务"),
    Role.OWNER: N_("店主"),
}
_HANDLING = frozenset({Permission.HANDLE, Permission.DECIDE, Permission.IMPORT, Permission.EXPORT})
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: _HANDLING,
    Role.LEAD: _HANDLING | {Permission.APPROVE, Permission.REVEAL, Permission.RECEIVE},
    Role.WAREHOUSE: frozenset({Permission.RECEIVE}),
    Role.FINANCE: frozenset({Permission.PAY, Permission.EXPORT}),
    Role.OWNER: frozenset(Permission),
}


def may(roles: Collection[str], permission: Permission) -> bool:
    """Whether one of the roles (values of `Role`) carries the permission."""
    return any(permission in GRANTS[role] for role in Role if role in roles)


def missing(roles: Collection[str], wanted: Collection[Permission]) -> str:
    """Who could do what these roles may not: `需要主管或店主来做，你的角色是客服。`."""
    able = [_(ROLE_NAMES[role]) for role in Role if GRANTS[role] & set(wanted)]
    return _("需要{able}来做，你的角色是{own}。").format(
        able=_("或").join(filter(None, ("、".join(able[:-1]), able[-1]))),
        own=roles_text(roles) or _("（没有角色）"),
    )


def roles_text(roles: Collection[str]) -> str:
    """`客服、仓库`: the roles in their fixed order."""
    return "、".join(_(ROLE_NAMES[role]) for role in Role if role in roles)


def known_roles(roles: Iterable[str]) -> tuple[Role, ...]:
    """The roles among these words, each once, in their fixed order."""
    said = set(roles)
    return tuple(role for role in Role if role.value in said)


def mask_phone(text: str) -> str:
    """`13812342209` → `*******2209`; landlines, extensions, 400 and +86 numbers alike.

    Fewer than seven digits hide altogether: four of them would be most of the number.
    """
    marks = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit() or c == "*")
    if not marks:
        return ""
    return _PHONE_STARS + (marks[-4:] if len(marks) >= 7 else "")


def mask_name(text: str) -> str:
    """`张三` → `张*`, `欧阳娜娜` → `欧阳**`, `John Smith` → `J***`."""
    name = text.strip()
    if not name:
        return ""
    if name.isascii():
        return name[0] + _HIDDEN if name[0].isalpha() else _HIDDEN
    kept = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
    if not name[0].isalpha():
        return _HIDDEN
    return name[:kept] + "*" * max(1, min(3, len(name) - kept))


def mask_nickname(text: str) -> str:
    """For lists and papers that leave the screen: `小鹿不迷路` → `小***路`, `A` → `A*`.

    Two characters keep only the first: both would be the whole name.
    """
    name = show_nickname(text.strip())
    if not name:
        return ""
    if len(name) == 1:
        return name + "*"
    return name[0] + _HIDDEN + (name[-1] if len(name) > 2 else "")


def show_nickname(text: str) -> str:
    """A nickname on the screen: as it is, but with any number that may be a phone masked."""
    return _PHONE_RUN.sub(_masked_run, text)


def _masked_run(match: re.Match[str]) -> str:
    return mask_phone(match.group())


def mask_address(text: str) -> str:
    """An address down to its street, without numbers: `浙江省杭州市余杭区良渚街道示例路***`."""
    address = "".join(text.split())
    if not address:
        return ""
    number = _NUMBER.search(address)
    public = address[: number.start()] if number else address
    for level in (_STREET, _DISTRICT):
        ends = [match.end() for match in level.finditer(public)]
        if ends:
            return public[: ends[-1]] + _HIDDEN
    return _HIDDEN
