"""The help of `review`, written by hand as that of the other commands."""

from __future__ import annotations

from app.i18n import N_
from ui.cli.help_texts import with_common

_REVIEW = N_("""
核实一张售后单：每一项的结论、看到的事实、依据的规则和算式，以及还缺哪些资料。
和窗口里「核实」页用同一个算法，什么也不写入，也不拒绝任何人。

用法：
  {prog} review 单号 [--json]

  单号               例如 AS-261122-0007
  --json             用 JSON 输出
""")


def reviewing() -> str:
    """The help of `review`."""
    return with_common(_REVIEW)
