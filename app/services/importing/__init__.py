"""Importing what platforms export: reading files here, planning and applying beside it.

Nothing of reading touches the database, and nothing here imports Qt or the model: the child
process that reads a file imports this package.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.imported import FileKind
from app.domain.order import Platform
from app.services.importing.format_files import load
from app.services.importing.limits import Limits
from app.services.importing.parent import ImportCancelled, Refusal, parse_file, parse_files
from app.services.importing.reading import Options

__all__ = [
    "ImportCancelled",
    "ImporterInfo",
    "Limits",
    "Options",
    "Refusal",
    "importers",
    "parse_file",
    "parse_files",
]


@dataclass(frozen=True, slots=True)
class ImporterInfo:
    """A known file format as a person chooses it."""

    id: str
    title: str
    platform: Platform
    kind: FileKind


def importers() -> tuple[ImporterInfo, ...]:
    """The known file formats, by id."""
    return tuple(ImporterInfo(i.id, i.title, i.platform, i.kind) for i in load())
