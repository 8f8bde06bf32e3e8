"""Which known format a file is, and where its header row stands: by column names alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from app.i18n import _
from app.services.importing.formats import KEYS, Importer
from app.services.importing.headers import keys
from app.services.importing.limits import Limits
from app.services.importing.readers import Sheet, Source
from app.services.importing.refusal import Unreadable, export_again
from app.services.importing.values import shown

_NAMED = 6  # how many missing columns a sentence names
_NEAR = 3  # with fewer names in common a file is not near a format at all


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet of a known format. `keys` are its header cells in normal form, `titles` as written.

    `also` names further sheets of the same format, which are not read.
    """

    importer: Importer
    sheet: Sheet
    header_line: int
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    importer: Importer
    sheet: Sheet
    line: int
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    telling: int
    known: int

    @property
    def rank(self) -> tuple[bool, int, int]:
        return (self.sure, self.known, self.telling)

    @property
    def sure(self) -> bool:
        return self.telling >= self.importer.recognise_at_least


def recognise(source: Source, importers: Sequence[Importer], limits: Limits) -> Recognised:
    """The best format for a file. Raises `Unreadable` when none fits or a number is missing."""
    sheets = [sheet for sheet in source.sheets if next(sheet.rows(), None) is not None]
    if not sheets:
        raise Unreadable(_("里没有任何数据。"), export_again())
    matches = [m for sheet in sheets for m in _matches(sheet, importers, limits)]
    sure = [match for match in matches if match.sure]
    if not sure:
        raise _unknown(matches, importers)
    chosen = max(sure, key=lambda match: match.rank)
    if missing := _missing(chosen):
        raise _without(chosen, missing)
    also = [
        m.sheet.name for m in sure if m.sheet is not chosen.sheet and m.importer is chosen.importer
    ]
    return Recognised(
        chosen.importer,
        chosen.sheet,
        chosen.line,
        chosen.keys,
        chosen.titles,
        also=() if source.readings else tuple(also),
    )


def _matches(sheet: Sheet, importers: Sequence[Importer], limits: Limits) -> list[_Match]:
    """For each format the row of a sheet that looks most like its header row."""
    best: dict[str, _Match] = {}
    for row in islice(sheet.rows(), limits.header_rows):
        row_keys = keys(row.cells[: limits.columns])
        present = set(row_keys)
        for importer in importers:
            known = len(present & _names(importer))
            if not known:
                continue
            telling = sum(name in present for name in importer.recognise)
            titles = tuple(shown(cell) for cell in row.cells)
            match = _Match(importer, sheet, row.line, row_keys, titles, telling, known)
            if importer.id not in best or match.rank > best[importer.id].rank:
                best[importer.id] = match
    return list(best.values())


@lru_cache(maxsize=64)
def _names(importer: Importer) -> frozenset[str]:
    columns = (*importer.columns, *importer.lines)
    return frozenset(importer.recognise).union(*(column.headers for column in columns))


def _missing(match: _Match) -> list[str]:
    """The titles of required columns that a matching sheet does not have."""
    columns = (match.importer.column(field) for field in match.importer.required)
    present = set(match.keys)
    return [column.title for column in columns if present.isdisjoint(column.headers)]


def _lacks(match: _Match) -> list[str]:
    """The columns whose absence made a format fail, the indispensable ones first."""
    return [*_missing(match), *(n for n in match.importer.recognise if n not in match.keys)]


def _without(match: _Match, missing: Sequence[str]) -> Unreadable:
    names = "」「".join(missing)
    keys_of_kind = {match.importer.column(field).title for field in KEYS[match.importer.kind]}
    never = _("编号不会由程序编造。") if keys_of_kind & set(missing) else ""
    return Unreadable(
        _("里没有「{columns}」这一列，没有读入（内容像{format}）。{never}").format(
            columns=names, format=match.importer.title, never=never
        ),
        _("请从平台后台重新导出，不要删改表头。"),
    )


def _unknown(matches: Iterable[_Match], importers: Sequence[Importer]) -> Unreadable:
    """The refusal of a file that is of no known format: what is nearest and what it lacks."""
    near = sorted(matches, key=lambda match: match.rank, reverse=True)
    said = [
        (
            _("最接近的是{format}，缺少{columns}") if n == 0 else _("其次是{format}，缺少{columns}")
        ).format(format=match.importer.title, columns="、".join(_lacks(match)[:_NAMED]))
        for n, match in enumerate(near[:2])
        if match.known >= _NEAR
    ]
    if not said:
        known = "；".join(importer.title for importer in importers)
        said.append(_("能读的有：{formats}").format(formats=known))
    return Unreadable(
        _("不是认识的平台文件。{nearest}。").format(nearest="；".join(said)),
        _("请从平台后台重新导出，不要删改表头。"),
    )
