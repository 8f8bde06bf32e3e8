"""Printing a paper as it is: every page on a sheet of its own size, in the printer's own dots.

Nothing is scaled: a label printer would smear the bars of a barcode that does not sit on its dots.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QPoint, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import StorageProblem
from app.i18n import _

_POINTS_PER_INCH: Final = 72
_MOST_DOTS: Final = 80_000_000


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def opened(file: Path, parent: QObject) -> QPdfDocument:
    """A PDF to print. Raises `StorageProblem` when it cannot be read."""
    document = QPdfDocument(parent)
    if document.load(str(file)) is not QPdfDocument.Error.None_ or not document.pageCount():
        raise StorageProblem(
            _("打不开要打印的文件 {file}。").format(file=file), _("请重新导出后再打印。")
        )
    return document


def set_page(printer: QPrinter, size: QSizeF) -> None:
    """Give the printer a sheet of exactly this size in points, to its very edge."""
    sheet = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )


def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Print every page unscaled; returns how many. Raises `StorageProblem` when it was refused."""
    set_page(printer, document.pagePointSize(0))
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageProblem(
            _("打印机「{name}」没有接受打印。").format(name=printer.printerName()),
            _("请检查打印机是否已开机、有纸，或先导出 PDF 再打印。"),
        )
    try:
        for page in range(document.pageCount()):
            if page:
                set_page(printer, document.pagePointSize(page))
                printer.newPage()
            _draw(document, page, printer, painter)
    finally:
        painter.end()
    return document.pageCount()


def _draw(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    size = dots(document.pagePointSize(page), printer.resolution())
    # Paper is white where the page says nothing; unpainted dots would print black.
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    on_white = QPainter(sheet)
    on_white.drawImage(QPoint(0, 0), document.render(page, size))
    on_white.end()
    painter.drawImage(QPoint(0, 0), sheet)


def dots(size: QSizeF, per_inch: int) -> QSize:
    """A page of so many points in the printer's dots; held to what memory can take."""
    while size.width() * size.height() * per_inch * per_inch > _MOST_DOTS * _POINTS_PER_INCH**2:
        per_inch //= 2
    return QSize(
        round(size.width() * per_inch / _POINTS_PER_INCH),
        round(size.height() * per_inch / _POINTS_PER_INCH),
    )


class PrintErrand(QObject):
    """Asks for a printer without blocking, prints one file, and dies with its dialog."""

    printed = Signal(int, str)
    """How many pages went to which printer."""
    failed = Signal(object)
    """An `AppError`."""

    def __init__(self, file: Path, window: QWidget) -> None:
        super().__init__(window)
        self._document = opened(file, self)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(file.stem)
        set_page(self.printer, self._document.pagePointSize(0))
        self.dialog = QPrintDialog(self.printer, window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.finished.connect(self.deleteLater)

    def start(self) -> None:
        """Show the dialog."""
        # The print dialog's own `open` wants a slot by its name in C++.
        QDialog.open(self.dialog)

    def _on_accepted(self) -> None:
        try:
            pages = print_pages(self._document, self.printer)
        except StorageProblem as refusal:
            self.failed.emit(refusal)
            return
        self.printed.emit(pages, self.printer.printerName())
