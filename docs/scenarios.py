"""Writes docs/scenarios.md by playing every scenario of the tests: `python -m docs.scenarios`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from tests.scenarios.book import CHAPTERS
from tests.scenarios.stage import Scenario, Story

TARGET: Final = Path(__file__).with_suffix(".md")

_HEAD = """# 从受理到方案：完整的案例

每个案例都在一份真实的数据上演过一遍：用的是程序自己的功能，时间由案例指定，下面写的是程序当时的回答。
「经过」是做了什么、程序怎么说；「时间线」是这张售后单留下的记录。
规则的来源写在每一条里；写着「未核实」的是可以修改的默认值，不是平台的规定。

本文件由测试里的案例生成，请不要手工修改；重新生成：`python -m docs.scenarios`。
"""


def played(one: Scenario) -> str:
    """One scenario, played from the beginning and told."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder) / "desk")
        try:
            ticket = one.play(story)
            history = [line.replace("\n", "、") for line in story.timeline(ticket)]
        finally:
            story.close()
    parts = [
        f"### {one.name}",
        one.told,
        f"依据：{one.rules}。",
        "经过：",
        "\n".join(story.lines),
        "时间线：",
        "\n".join(f"- {line}" for line in history),
    ]
    if one.clicked:
        parts.append(f"也由真实点击走过：`{one.clicked}`")
    return "\n\n".join(parts) + "\n"


def text() -> str:
    """The whole document."""
    count = sum(len(chapter) for _title, chapter in CHAPTERS)
    parts = [_HEAD, f"共 {count} 个案例。\n"]
    for title, chapter in CHAPTERS:
        parts.append(f"## {title}\n")
        parts += [played(one) for one in chapter]
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    print(TARGET.name)
