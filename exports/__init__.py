"""Frozen data in, a file out. No Qt, no database.

`EXPORTERS` is the list menus and the command line are built from. The libraries that write the
files are only loaded when something is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.domain.file_names import safe_name
from app.domain.reports import Dossier, Month, Slip
from app.i18n import N_, _

T = TypeVar("T")


@dataclass(frozen=True)
class Exporter(Generic[T]):
    """One kind of file.

    `id` is the word of the command line; `title` is translated with `_()` when shown; `takes` is
    the data set it prints. `write(data, path)` returns the path really written, which is another
    one beside it when the target is open in another program; it raises `StorageProblem` and leaves
    nothing half-written. `file_name(data)` proposes a name every system takes.
    """

    id: str
    title: str
    extension: str
    takes: type[T]
    write: Callable[[T, Path], Path]
    stem: Callable[[T], str]

    def file_name(self, data: T) -> str:
        """A name for the file of this data, with its extension."""
        return safe_name(self.stem(data), self.extension)


def _write_month(month: Month, path: Path) -> Path:
    from exports import monthly_xlsx

    return monthly_xlsx.write(month, path)


def _write_dossier(dossier: Dossier, path: Path) -> Path:
    from exports import dispute_pdf

    return dispute_pdf.write(dossier, path)


def _write_slip(slip: Slip, path: Path) -> Path:
    from exports import return_slip_pdf

    return return_slip_pdf.write(slip, path)


def _month_stem(month: Month) -> str:
    return _("售后月报_{year}-{month:02}").format(year=month.year, month=month.month)


def _dossier_stem(dossier: Dossier) -> str:
    return _("举证报告_{number}_第{version}版").format(
        number=dossier.ticket_number, version=dossier.version
    )


def _slip_stem(slip: Slip) -> str:
    return _("退货卡_{number}").format(number=slip.ticket_number)


MONTHLY = Exporter("monthly", N_("售后月报"), ".xlsx", Month, _write_month, _month_stem)
DISPUTE = Exporter("dispute", N_("举证报告"), ".pdf", Dossier, _write_dossier, _dossier_stem)
SLIP = Exporter("slip", N_("退货卡"), ".pdf", Slip, _write_slip, _slip_stem)

EXPORTERS: tuple[Exporter[Any], ...] = (MONTHLY, DISPUTE, SLIP)
