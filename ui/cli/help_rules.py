"""The help of `rules`, written by hand as that of the other commands."""

from __future__ import annotations

from app.i18n import N_
from ui.cli.help_texts import with_common

_RULES = N_("""
列出一家店铺今天适用的规则：值、来源、读到的日期，以及是否核对过原文。
V 已核对原文，P 部分核对，U 未核实的建议值，本店 是自己改过的。什么也不写入。

用法：
  {prog} rules [--shop 店铺] [--group 分组] [--json]

  --shop 店铺        哪家店铺；只有一家时不用写
  --group 分组       只看一组：
                     windows 申请期限与保修、platform_clocks 平台时限、
                     our_clocks 本店时限、goods 商品类目、checks 核实标准、
                     freight 运费承担、evidence 证据清单、words 原因列表
  --json             用 JSON 输出
""")


def rules() -> str:
    """The help of `rules`."""
    return with_common(_RULES)
