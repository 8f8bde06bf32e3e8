from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import exports
from app.domain.reports import Dossier, Month, Slip
from exports import EXPORTERS
from tests.exports.datasets import dossier, month, slip

SAMPLES: dict[type, Callable[[], object]] = {Month: month, Dossier: dossier, Slip: slip}


def test_the_words_of_the_command_line_are_unique() -> None:
    assert [exporter.id for exporter in EXPORTERS] == ["monthly", "dispute", "slip"]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: str(exporter.id))
def test_every_exporter_writes_what_it_takes_under_the_name_it_proposes(
    tmp_path: Path, exporter: exports.Exporter[object]
) -> None:
    data = SAMPLES[exporter.takes]()
    target = tmp_path / exporter.file_name(data)
    assert target.suffix == exporter.extension
    assert exporter.write(data, target) == target
    assert target.stat().st_size > 1000


def test_names_of_files_tell_what_they_are() -> None:
    assert exports.MONTHLY.file_name(month()) == "售后月报_2026-11.xlsx"
    assert exports.DISPUTE.file_name(dossier()) == "举证报告_AS-261118-0004_第2版.pdf"
    assert exports.SLIP.file_name(slip()) == "退货卡_AS-261120-0031.pdf"
    assert "/" not in exports.SLIP.file_name(slip(ticket_number="../../etc/passwd"))


def test_menus_load_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, exports;"
        "sys.exit(', '.join({'openpyxl', 'reportlab', 'PIL', 'lxml'} & sys.modules.keys()) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
