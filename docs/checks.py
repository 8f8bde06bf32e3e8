"""Writes docs/checks.md from the tables the tests run: `python -m docs.checks`."""

from __future__ import annotations

from pathlib import Path

from app.domain.checks.reviewing import CHECKS, title_of
from app.domain.labels import label
from tests.domain.checks.book import CHAPTERS, ROWS
from tests.domain.checks.shape import Chapter, Row

TARGET = Path(__file__).with_suffix(".md")

_HEAD = """# 核实清单：每一项怎么判

下面每一行都是程序测试里真实运行的例子：结论和算式由人工按原文先算好，程序必须说得一样。

- **通过**：没有什么不符合。
- **不符合**：有已知的事实、有读过原文的规则。它从不自动拒绝任何人；仍要给钱或给货的，要写明理由。
- **需要人看**：不知道、没有核实、或法律要求由人判断。写明缺什么。
- **不列出**：这张单不用看这一项。

没有核实过的建议值不会判「不符合」。主管和店主可以改判，理由记入历史。
没有写年份的日期是 2026 年；没有写签收时间的是 7/1 中午签收、7/3 申请、实付 100.00。

本文件由测试里的例子生成，请不要手工修改；重新生成：`python -m docs.checks`。
"""


def text() -> str:
    """The whole document."""
    parts = [
        _HEAD,
        f"共 {len(CHECKS)} 项核实，{len(ROWS)} 个例子。\n",
        *(_chapter(number, chapter) for number, chapter in enumerate(CHAPTERS, 1)),
    ]
    return "\n".join(parts)


def _chapter(number: int, chapter: Chapter) -> str:
    rows = [_row(f"{number}.{place}", row) for place, row in enumerate(chapter.rows, 1)]
    head = "| 编号 | 核实项 | 情形 | 结论 | 计算 | 来源 |\n|---|---|---|---|---|---|\n"
    return f"## {number}. {chapter.title}\n\n{chapter.rule}\n\n{head}{''.join(rows)}"


def _row(number: str, row: Row) -> str:
    verdict = "不列出" if row.verdict is None else label(row.verdict)
    cells = (number, title_of(row.check), row.title, verdict, row.sum or "—", row.source)
    return "| " + " | ".join(cell.replace("|", "／") for cell in cells) + " |\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(TARGET.name)
