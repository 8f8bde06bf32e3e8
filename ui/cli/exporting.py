"""`export`: one file out, of any kind in the registry of exports."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from app.domain.reports import Dossier, Month, Slip
from app.i18n import _
from exports import EXPORTERS, Exporter
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import existing, let_act
from ui.cli.parser import BadCommandLine, program_name
from ui.cli.terminal import note, out, padded

_YEARS = range(2000, 2101)  # what lies outside is a slip of the finger


def kinds_text() -> str:
    """The lines of the help that name what can be exported."""
    return "\n".join(
        "  " + padded(f"{kind.id} {_what_it_takes(kind)}", 19) + _(kind.title) for kind in EXPORTERS
    )


def run(parsed: argparse.Namespace) -> int:
    """Write the file and print the path really written."""
    kind = next((kind for kind in EXPORTERS if kind.id == parsed.what), None)
    if kind is None:
        raise BadCommandLine(
            _("没有「{what}」这种导出，可用：{kinds}。").format(
                what=parsed.what, kinds="、".join(kind.id for kind in EXPORTERS)
            ),
            _("用法见 {prog} export --help").format(prog=program_name()),
        )
    month = _month(parsed.which) if kind.takes is Month else (0, 0)
    with existing(parsed) as desk:
        let_act(desk, getattr(parsed, "person", ""))  # the paper names who made it
        data = _data(desk, kind, parsed.which, month)
        path = kind.write(data, _target(parsed.out, kind, data))
    out(str(path))
    if isinstance(data, Slip) and data.address is None:
        note(_("店铺还没有填写退货地址，退货卡上留了空行，请手写或先在店铺设置里填好。"))
    if isinstance(data, Dossier) and not data.chain_ok:
        note(_("这张售后单的历史与写入时不一致，报告里已经写明；请运行 verify 查看。"))
    return exit_codes.DONE


def _what_it_takes(kind: Exporter[Any]) -> str:
    return _("月份") if kind.takes is Month else _("单号")


def _data(desk: Opened, kind: Exporter[Any], which: str, month: tuple[int, int]) -> Any:
    reports = desk.services.reports
    if kind.takes is Month:
        return reports.month(*month)
    ticket = desk.services.tickets.by_number(which)
    return reports.slip(ticket.id) if kind.takes is Slip else reports.dossier(ticket.id)


def _target(wanted: Path | None, kind: Exporter[Any], data: Any) -> Path:
    """The wanted file; inside a wanted folder, or here, under the name the exporter proposes."""
    place = Path() if wanted is None else wanted
    return place / kind.file_name(data) if place.is_dir() else place


def _month(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    year, month = (int(match[1]), int(match[2])) if match else (0, 0)
    if year not in _YEARS or not 1 <= month <= 12:
        raise BadCommandLine(
            _("「{text}」不是一个月份。").format(text=text), _("请写成 2026-11 这样。")
        )
    return year, month
