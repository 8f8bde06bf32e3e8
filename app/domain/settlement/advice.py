"""What experience with this kind of trouble suggests beside the figures. Says so, decides nothing.

The words are those of the platforms' lists of reasons and of what staff found. The buyer's wish
stands above all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.remedy import ProblemClass, Remedy
from app.domain.settlement.scene import Scene
from app.domain.settlement.types import Guard, GuardLevel
from app.i18n import N_, _

SIZE_TOLERANCE_CM = 3  # an unverified default of the trade: up to here a size is as described
_COLOUR = ("色差", "颜色")
_SIZE = ("尺码", "尺寸", "偏大", "偏小", "大小")
_WASHED = ("缩水", "掉色", "褪色", "洗后", "变形")
_SMALL = ("线头", "针孔", "污渍", "缺扣", "纽扣", "划痕")
_LOST = ("丢件", "未收到", "空包")
_GOODS_BACK = frozenset({Remedy.RETURN_REFUND, Remedy.EXCHANGE})
_SERIOUS = frozenset({"故障", "不能用", "无法使用", "坏了", "断裂", "漏电", "过期", "变质"})

_OTHER_COLOUR = N_(
    "色差多因批次不同：可以建议买家换其他颜色或款式，运费由商家承担；以买家意愿为准。"
)
_COLOUR_BACK = N_("色差多因批次不同：退货运费由商家承担；换成其他颜色或款式也可以问一问买家。")
_MEASURE = N_(
    "先核对页面尺寸与实测：相差不超过 {cm} 厘米一般不算质量问题（默认值，未核实），"
    "超过则按质量问题处理，运费由商家承担。"
)
_OTHER_STYLE = N_("换货可以建议其他款式，避免再次不合适。")
_HOW_WASHED = N_("先问清是否按洗涤说明正常洗涤，再判定责任。")
_COURIER_FIRST = N_("没有收到或丢件属于物流问题：先向快递核实并保留索赔凭据。")
_KEEP_IT = N_("小瑕疵也可以问买家是否愿意留下并接受补偿；买家坚持退换的照办。")
_NO_SMALL_FLAW = N_("影响使用的问题不宜只补偿：买家要求退换或维修的应当照办。")


def advice(scene: Scene) -> Iterator[Guard]:
    """At most one hint that fits what the buyer or the desk says the trouble is."""
    said = f"{scene.situation.platform_reason} {scene.situation.true_reason}"
    text = _hint(scene, said)
    if text:
        yield Guard(GuardLevel.INFO, "advice", text)


def _hint(scene: Scene, said: str) -> str:
    remedy = scene.choices.remedy
    back = remedy in _GOODS_BACK
    if back and _any(said, _COLOUR):
        return _(_OTHER_COLOUR if remedy is Remedy.EXCHANGE else _COLOUR_BACK)
    if back and _any(said, _SIZE):
        measure = _(_MEASURE).format(cm=SIZE_TOLERANCE_CM)
        return measure + (_(_OTHER_STYLE) if remedy is Remedy.EXCHANGE else "")
    if _any(said, _WASHED):
        return _(_HOW_WASHED)
    if back and _any(said, _SMALL):
        return _(_KEEP_IT)
    if remedy in (Remedy.REFUND_ONLY, Remedy.RESHIP) and _any(said, _LOST):
        return _(_COURIER_FIRST)
    serious = scene.situation.problem is ProblemClass.QUALITY and _any(said, _SERIOUS)
    return _(_NO_SMALL_FLAW) if remedy is Remedy.COMPENSATION and serious else ""


def _any(said: str, words: frozenset[str] | tuple[str, ...]) -> bool:
    return any(word in said for word in words)
