"""Writes docs/worked_examples.md from the examples the tests run: `python -m docs.worked_examples`."""

from __future__ import annotations

from pathlib import Path

from tests.domain.examples.book import CHAPTERS
from tests.domain.examples.shape import Chapter, Example, Sum
from tests.domain.examples.words import choice_text, order_text, result_text

TARGET = Path(__file__).with_suffix(".md")

_HEAD = """# 算例：每一条规则都能用手核对

下面每一行都是程序测试里真实运行的例子：「计算」和「结果」由人工先算好，程序算出来的必须一分不差。
金额以元为单位（其他币种写明）。S(k) 表示前 k 件一共值多少。
平台的具体数值因平台和时间而异，这里用到的店铺数值（运费上限、免收差价、比例）都可以在设置里改。

本文件由测试里的算例生成，请不要手工修改；重新生成：`python -m docs.worked_examples`。
"""


def text() -> str:
    """The whole document."""
    count = sum(len(chapter.examples) for chapter in CHAPTERS)
    parts = [_HEAD, f"共 {len(CHAPTERS)} 类规则，{count} 个算例。\n", _contents()]
    parts += [_chapter(number, chapter) for number, chapter in enumerate(CHAPTERS, 1)]
    return "\n".join(parts)


def _contents() -> str:
    return "".join(
        f"{number}. {chapter.title}（{len(chapter.examples)} 个）\n"
        for number, chapter in enumerate(CHAPTERS, 1)
    )


def _chapter(number: int, chapter: Chapter) -> str:
    rows = [_row(f"{number}.{place}", example) for place, example in enumerate(chapter.examples, 1)]
    head = "| 编号 | 情形 | 订单 | 做法 | 计算 | 结果 |\n|---|---|---|---|---|---|\n"
    return f"## {number}. {chapter.title}\n\n{chapter.rule}\n\n{head}{''.join(rows)}"


def _row(number: str, example: Example | Sum) -> str:
    if isinstance(example, Sum):
        given, done = example.given, example.done
    else:
        given, done = order_text(example), choice_text(example)
    cells = (number, example.title, given, done, example.calculation, result_text(example))
    return "| " + " | ".join(cell.replace("|", "／").replace("\n", " ") for cell in cells) + " |\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(TARGET.name)
