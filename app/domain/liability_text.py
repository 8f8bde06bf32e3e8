"""A finding in words: who, with which parts, weighed by what, and where the trouble comes from."""

from __future__ import annotations

from app.domain.labels import label
from app.domain.liability import Finding, leading
from app.domain.remedy import Liability
from app.i18n import _


def who(finding: Finding) -> str:
    """`商家责任`, `混合责任（商家责任 70%、物流责任 30%）`."""
    if not finding.shares:
        return label(finding.liability)
    parts = "、".join(f"{label(share.party)} {share.percent}%" for share in finding.shares)
    return _("{who}（{parts}）").format(who=label(finding.liability), parts=parts)


def weighed(finding: Finding) -> str:
    """`买家的证据、物流记录；E2 近照`: the ticks, then what somebody wrote; empty without either."""
    ticks = "、".join(label(one) for one in finding.basis)
    return "；".join(part for part in (ticks, finding.text.strip()) if part)


def larger_part(finding: Finding) -> str:
    """Whose part of a shared liability decides who bears the freight; empty for one party alone."""
    if finding.liability is not Liability.SHARED:
        return ""
    party = leading(finding.shares)
    if party is None:
        return _("各方比例相等或还没有写：运费由双方商定，方案里写清谁付。")
    return _("混合责任：运费按比例较大的一方（{party}）算，方案里可以改。").format(
        party=label(party)
    )
