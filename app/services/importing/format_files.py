"""The known file formats, read from the TOML files in `resources/importers/`, strictly.

A platform is added by writing one TOML file and nothing else. A key that is not known, a value of
the wrong type or a word that no fact has is an error when the formats are loaded, not a surprise
during an import.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.facts import Closing, GoodsIn, Review
from app.domain.imported import DUE_OWNERS, ClaimFacts, FileKind
from app.domain.order import Platform
from app.domain.payment import MoneyState
from app.domain.remedy import Remedy
from app.services.importing.formats import (
    CLAIM_FIELDS,
    KEYS,
    LINE_FIELDS,
    ORDER_FIELDS,
    Column,
    Importer,
    RemedyRule,
    StatusRule,
    Words,
)
from app.services.importing.headers import normal
from app.services.importing.toml_table import FormatError, Table

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "importers"


def parse_importer(source: str, name: str) -> Importer:
    """A format from the text of its TOML file. Raises `FormatError` naming file and key."""
    try:
        top = Table(tomllib.loads(source), name)
    except tomllib.TOMLDecodeError as error:
        raise FormatError(f"{name}: {error}") from error
    kind = top.enum("kind", FileKind)
    fields = CLAIM_FIELDS if kind is FileKind.CLAIMS else ORDER_FIELDS
    columns = _columns(top.table("columns"), fields)
    lines = _columns(top.table("lines", optional=True), LINE_FIELDS)
    if kind is FileKind.CLAIMS and lines:
        raise FormatError(f"{name}: a file of claims has no [lines]")
    if kind is FileKind.ORDER_LINES and not lines:
        raise FormatError(f"{name}: a file of order lines needs [lines]")
    known = {column.field: column.kind for column in columns}
    required = tuple(dict.fromkeys((*KEYS[kind], *top.words("required", optional=True))))
    importer = Importer(
        id=top.text("id"),
        platform=top.enum("platform", Platform),
        kind=kind,
        title=top.text("title"),
        source=top.text("source"),
        checked_on=top.day("checked_on"),
        mark=top.choice("mark", ("V", "P", "U")),
        currency=top.text("currency"),
        zone=_zone(top.text("zone"), name),
        empty=frozenset(top.words("empty", optional=True)),
        recognise=tuple(normal(word) for word in top.words("recognise")),
        recognise_at_least=top.whole("recognise_at_least"),
        required=top.among("required", required, known),
        expected=top.among("expected", top.words("expected", optional=True), known),
        columns=columns,
        lines=lines,
        statuses=tuple(_status(entry) for entry in top.tables("status")),
        remedies=tuple(_remedy(entry, known) for entry in top.tables("remedy")),
    )
    if importer.id != Path(name).stem:
        raise FormatError(f"{name}: id {importer.id!r} is not the name of the file")
    if not 1 <= importer.recognise_at_least <= len(importer.recognise):
        raise FormatError(f"{name}: recognise_at_least does not fit recognise")
    top.finished()
    return importer


@lru_cache(maxsize=8)
def load(folder: Path = FOLDER) -> tuple[Importer, ...]:
    """All formats of a folder, by id. Raises `FormatError` for the first that is not valid."""
    return tuple(
        parse_importer(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(folder.glob("*.toml"))
    )


def _columns(table: Table, fields: dict[str, str]) -> tuple[Column, ...]:
    return tuple(_column(table, field, fields) for field in table.names())


def _column(table: Table, field: str, fields: dict[str, str]) -> Column:
    if field not in fields:
        raise FormatError(f"{table.where}: there is no field {field!r}")
    kind = fields[field]
    if table.is_list(field):
        headers = table.words(field)
        return Column(field, kind, tuple(normal(h) for h in headers), headers[0])
    entry = table.table(field)
    headers = entry.words("headers")
    flags = kind == "flag"
    column = Column(
        field,
        kind,
        tuple(normal(h) for h in headers),
        headers[0],
        join=entry.text("join", optional=True) if kind in ("text", "personal") else None,
        extract=entry.pattern("extract") if kind in ("text", "code", "number") else None,
        strip_prefix=entry.words("strip_prefix", optional=True) if kind == "code" else (),
        formats=entry.words("formats", optional=True) if kind == "instant" else (),
        yes=frozenset(entry.words("yes")) if flags else frozenset(),
        no=frozenset(entry.words("no")) if flags else frozenset(),
        negative=entry.truth("negative") if kind == "amount" else False,
        sum_rows=entry.truth("sum_rows") if kind in ("amount", "quantity") else False,
    )
    entry.finished()
    return column


def _words(entry: Table) -> Words:
    words = Words(
        frozenset(normal(word) for word in entry.words("is", optional=True)),
        tuple(normal(word) for word in entry.words("contains", optional=True)),
    )
    if not words.exact and not words.contains:
        raise FormatError(f"{entry.where}: neither `is` nor `contains`")
    return words


def _status(entry: Table) -> StatusRule:
    rule = StatusRule(
        _words(entry),
        ClaimFacts(
            review=entry.enum("review", Review, optional=True),
            goods_in=entry.enum("goods_in", GoodsIn, optional=True),
            closing=entry.enum("closing", Closing, optional=True),
            money=entry.enum("money", MoneyState, optional=True),
        ),
        entry.choice("due", DUE_OWNERS, optional=True),
    )
    entry.choice("mark", ("V", "P", "U"))
    entry.finished()
    return rule


def _remedy(entry: Table, known: dict[str, str]) -> RemedyRule:
    column = entry.text("column")
    if known.get(column) not in ("text", "flag"):
        raise FormatError(f"{entry.where}: there is no column of words {column!r}")
    rule = RemedyRule(column, _words(entry), entry.enum("gives", Remedy))
    entry.finished()
    return rule


def _zone(name: str, where: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise FormatError(f"{where}: there is no time zone {name!r}") from error
