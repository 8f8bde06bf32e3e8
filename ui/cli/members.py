"""A word of a vocabulary somebody typed: by its name in files and scripts, or as it reads here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.i18n import _
from ui.cli.parser import BadCommandLine, program_name

_Word = TypeVar("_Word", bound=StrEnum)


def member(kind: type[_Word], names: Mapping[str, str], text: str, command: str) -> _Word:
    """Raises `BadCommandLine` naming what there is."""
    typed = text.strip()
    for one in kind:
        if one.value not in names:
            continue
        if typed.lower().replace("-", "_") == one.value or typed == _(names[one.value]):
            return one
    raise BadCommandLine(
        _("命令写错了：没有「{text}」，可用：{names}。").format(
            text=typed, names="、".join(one.value for one in kind if one.value in names)
        ),
        _("用法见 {prog} {command} --help").format(prog=program_name(), command=command),
    )
