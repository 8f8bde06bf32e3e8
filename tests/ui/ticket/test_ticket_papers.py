"""Papers of a ticket: written where a person says, opened afterwards, printed unscaled."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, QSize, QSizeF, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.domain.ticket import Ticket
from app.errors import StorageProblem
from tests.ui.hands import click
from tests.ui.recording import RecordingAsk
from tests.ui.shop_floor import ShopFloor
from tests.ui.ticket.conftest import settle
from ui.ticket import papers, printing
from ui.ticket.pane import TicketPane
from ui.ticket.papers import EXPORT_SLIP, PRINT_SLIP

SLIP = (round(76 / 25.4 * 72), round(130 / 25.4 * 72))  # points


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    handed: list[str] = []

    def hand(url: QUrl) -> bool:
        handed.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", hand)
    return handed


def size_of(file: Path) -> tuple[int, int]:
    box = PdfReader(file).pages[0].mediabox
    return round(box.width), round(box.height)


def test_the_dispute_report_is_written_where_a_person_says_and_offered_to_open(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk, tmp_path: Path, opened: list[str]
) -> None:
    pane.show_ticket(ticket.id)
    settle()
    click(pane.actions_bar.dispute)
    assert ask.heard[-1].details == f"{ticket.number} 纠纷报告.pdf"
    target = tmp_path / "报告.pdf"
    ask.pick(target)
    assert ticket.number in PdfReader(target).pages[0].extract_text()
    assert ask.heard[-1].text.startswith("已导出「报告.pdf」")
    assert ask.action is not None
    ask.action.act()
    assert opened == [str(target)]


def test_the_slip_has_exactly_the_size_of_its_paper(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk, tmp_path: Path
) -> None:
    pane.show_ticket(ticket.id)
    pane.do(EXPORT_SLIP.id)
    ask.pick(tmp_path / "slip.pdf")
    assert size_of(tmp_path / "slip.pdf") == SLIP


def test_a_paper_that_cannot_be_written_is_explained(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    pane.show_ticket(ticket.id)
    pane.do(EXPORT_SLIP.id)
    (tmp_path / "here").mkdir()
    ask.pick(tmp_path / "here")
    assert ask.heard[-1].kind == "error"
    assert "没有导出" in ask.heard[-1].text


def test_without_a_printer_a_sentence_says_what_to_do_instead(
    pane: TicketPane, ticket: Ticket, ask: RecordingAsk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    pane.show_ticket(ticket.id)
    pane.do(PRINT_SLIP.id)
    assert ask.the_only().kind == "warn"
    assert "没有打印机" in ask.the_only().text
    assert "导出退货卡 PDF" in ask.the_only().details


def test_printing_puts_the_slip_unscaled_on_a_sheet_of_its_size(
    pane: TicketPane,
    floor: ShopFloor,
    ticket: Ticket,
    ask: RecordingAsk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Into a file, because no test machine has a label printer."""
    monkeypatch.setattr(papers, "has_printer", lambda: True)
    started: list[printing.PrintErrand] = []

    def start(errand: printing.PrintErrand) -> None:
        started.append(errand)

    monkeypatch.setattr(printing.PrintErrand, "start", start)
    pane.show_ticket(ticket.id)
    pane.do(PRINT_SLIP.id)
    errand = started[0]
    out = tmp_path / "printed.pdf"
    errand.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    errand.printer.setOutputFileName(str(out))
    errand.dialog.accepted.emit(errand.printer)
    errand.dialog.close()
    errand.deleteLater()
    assert size_of(out) == SLIP
    assert ask.heard[-1].text.startswith("已交给打印机")


def test_a_page_covers_the_whole_sheet_in_the_printers_dots(tmp_path: Path) -> None:
    assert printing.dots(QSizeF(*SLIP), 203) == QSize(606, 1040)
    huge = printing.dots(QSizeF(5000, 5000), 2400)
    assert huge.width() * huge.height() <= 80_000_000


def test_a_file_that_is_no_pdf_is_not_printed(tmp_path: Path, home: QWidget) -> None:
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"not a pdf")
    with pytest.raises(StorageProblem, match="打不开要打印的文件"):
        printing.opened(bad, QObject(home))


def test_the_print_dialog_opens_without_blocking(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket, tmp_path: Path, home: QWidget
) -> None:
    from exports import return_slip_pdf

    file = return_slip_pdf.write(floor.services.reports.slip(ticket.id), tmp_path / "s.pdf")
    errand = printing.PrintErrand(file, home)
    errand.start()
    assert isinstance(errand.dialog, QPrintDialog)
    assert errand.dialog.isVisible()
    errand.dialog.reject()
