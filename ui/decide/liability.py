"""Who is liable, as a row of segments: short words, because the label above says 责任方."""

from __future__ import annotations

from app.domain.remedy import Liability
from app.i18n import N_, _

_SHORT: dict[Liability, str] = {
    Liability.MERCHANT: N_("商家"),
    Liability.COURIER: N_("物流"),
    Liability.BUYER: N_("买家"),
    Liability.SUPPLIER: N_("供应商"),
    Liability.PLATFORM: N_("平台"),
    Liability.FORCE_MAJEURE: N_("不可抗力"),
    Liability.SHARED: N_("混合"),
    Liability.UNDETERMINED: N_("待定"),
}


def liability_options() -> tuple[tuple[Liability, str], ...]:
    """Every finding with its short word, the commonest first."""
    return tuple((one, _(word)) for one, word in _SHORT.items())
