"""The texts of the rules that ship with the program, for reading offline.

Files in `resources/rulepacks/notes`: a title, a place among the files, and blocks `[[texts]]` of
one source each.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from app.domain.rulepack.pack import RuleNote
from app.domain.rulepack.values import Mark
from app.errors import RuleViolation
from app.i18n import _
from app.services.rule_files import all_packs, folder


@cache
def notes() -> tuple[RuleNote, ...]:
    """Every text: law first. Raises `RuleViolation` when a file is not valid."""
    explained: dict[str, dict[str, None]] = {}
    for pack in all_packs():
        for value in pack.values:
            explained.setdefault(value.article, {})[value.key] = None
    found: list[tuple[int, tuple[RuleNote, ...]]] = []
    for file in (folder() / "notes").glob("*.toml"):
        try:
            top = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append((int(top["place"]), tuple(_notes(top, explained))))
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            raise RuleViolation(
                _("规则原文 {file} 不对：{why}").format(file=file.name, why=error)
            ) from error
    return tuple(note for _place, texts in sorted(found) for note in texts)


def _notes(top: dict[str, Any], explained: dict[str, dict[str, None]]) -> Iterator[RuleNote]:
    for block in top["texts"]:
        for one in block["notes"]:
            yield _note(top["title"], block, one, tuple(explained.get(one["id"], ())))


def _note(
    group: str, block: dict[str, Any], one: dict[str, str], keys: tuple[str, ...]
) -> RuleNote:
    read_on = block["read_on"]
    if type(read_on) is not date:
        raise ValueError(read_on)
    return RuleNote(
        id=one["id"],
        title=one["title"],
        article=one["article"],
        text=one["text"],
        source=str(block["source"]),
        read_on=read_on,
        mark=Mark(block["mark"]),
        keys=keys,
        group=group,
    )
