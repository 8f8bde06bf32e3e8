"""What is written to a buyer who is to be told how it stands: the review in kind words.

Findings speak to staff; a buyer reads the sentences of this table. Only a rule somebody has read is
cited; a default nobody has confirmed is told as how the shop sees it, without a citation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.checks import CheckFinding, Verdict
from app.domain.rulepack import Mark
from app.i18n import N_, _

_CITED: Final = frozenset({Mark.VERIFIED, Mark.PARTLY})
_PASS, _REFUSE, _PERSON = Verdict.PASS, Verdict.REFUSE, Verdict.PERSON

POINTS: Final[Mapping[tuple[str, Verdict], str]] = {
    ("in_time", _PASS): N_("申请时限 {sum}"),
    ("in_time", _REFUSE): N_(
        "申请时限 {sum}，超过了这类问题的申请期限。如果有特殊情况（例如生病、代收点没有通知），"
        "请告诉我们，我们会另行考虑"
    ),
    ("special_goods", _PASS): N_("{fact}"),
    ("special_goods", _REFUSE): N_("{fact}如果是质量、错发或与描述不符的问题，仍然可以申请售后"),
    ("resale", _PASS): N_("商品完好，符合退货要求"),
    ("resale", _REFUSE): N_("无理由退货要求商品完好、不影响二次销售。{fact}"),
    ("gift", _PERSON): N_("退货时请把赠品一起寄回；缺少的赠品按标明的价值扣减，不影响主商品退货"),
    ("warranty", _PASS): N_("保修：{sum}。在保修期内，按保修办理"),
    ("warranty", _REFUSE): N_("保修：{sum}。保修期已过，可以付费维修，费用会先和您商量"),
    ("guarantees", _PASS): N_("按购买的时间，{fact}"),
    ("quantity", _REFUSE): N_("申请的件数：{fact}"),
    ("not_refunded", _REFUSE): N_("这笔订单的退款：{sum}，实付已经全部退还"),
    ("units_free", _REFUSE): N_("{fact}"),
    ("bought_here", _REFUSE): N_(
        "这件商品查不到在本店的购买记录，麻烦您核对购买的店铺；也可以把订单截图发来，我们一起看"
    ),
    ("size", _PASS): N_("尺寸：{sum}。{fact}"),
    ("size", _REFUSE): N_("尺寸：{sum}。{fact}"),
    ("colour", _PASS): N_("色差由我们承担：可以退货，也可以换别的颜色或款式"),
    ("care", _PASS): N_("{fact}"),
    ("bad_share", _PASS): N_("坏损部分的退款：{fact}"),
    ("late_shipment", _PASS): N_("发货时间：{sum}，确实晚于约定，是我们的责任"),
    ("late_shipment", _REFUSE): N_("发货时间：{sum}，是按约定的时间发出的"),
}
"""By check and verdict: `{sum}` is the arithmetic (without one the fact stands alone), `{fact}`
what was seen."""


def may_be_told(finding: CheckFinding) -> bool:
    """Whether there is a sentence for the buyer about it.

    None about a verdict somebody changed: what was seen speaks for the other one.
    """
    return finding.override is None and (finding.check, finding.verdict) in POINTS


def worth_telling(findings: Sequence[CheckFinding]) -> tuple[str, ...]:
    """The checks told unless somebody chooses others: what stands against it, else what is for it."""
    told = [one for one in findings if may_be_told(one)]
    against = [one.check for one in told if one.verdict is not _PASS]
    return tuple(against or [one.check for one in told if one.arithmetic])


def explanation(findings: Sequence[CheckFinding], goods: str = "") -> str:
    """The text about these checks; empty without any. `goods`: what it is about, in a few words."""
    told = [one for one in findings if may_be_told(one)]
    if not told:
        return ""
    about = _("您反映的「{goods}」的问题").format(goods=goods) if goods else _("您反映的问题")
    begin = _("您好，{about}我们认真核对过了，向您说明如下：").format(about=about)
    points = "\n".join(f"{place}. {point(one)}" for place, one in enumerate(told, 1))
    end = _(
        "如果还有没说到的情况或新的照片、凭证，直接发给我们，我们会重新核实；"
        "不同意以上说明，您也可以申请平台客服介入。给您添麻烦了。"
    )
    return f"{begin}\n{points}\n{end}"


def point(finding: CheckFinding) -> str:
    """One sentence with its rule. Raises `KeyError` for what no buyer is told."""
    fact = finding.fact.rstrip("。")
    total = finding.arithmetic.rstrip("。")
    said = _(POINTS[finding.check, finding.verdict])
    if "{sum}" in said and not total:
        said = "{fact}"
    text = said.format(sum=total, fact=f"{fact}。").rstrip("。")
    rule = citation(finding)
    return f"{text}。{rule}"


def citation(finding: CheckFinding) -> str:
    """`依据：《…》第 18 条。` of a rule somebody has read; empty for any other."""
    rule = finding.rule
    if not rule.source or rule.mark not in _CITED:
        return ""
    return _("依据：{source}。").format(source=rule.source.rstrip("。"))
