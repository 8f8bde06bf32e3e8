"""What a person does with files over the evidence: drag, let go; and what is there afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.evidence import Evidence
from app.domain.ticket import Ticket
from tests.ui.shop_floor import ShopFloor

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def dropped(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(widget: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget; whether it is taken."""
    event = QDragEnterEvent(widget.rect().center(), COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget and let go; whether it was taken."""
    if not enter(widget, data):
        return False
    event = QDropEvent(QPointF(widget.rect().center()), COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return True


def pieces(floor: ShopFloor, ticket: Ticket) -> tuple[Evidence, ...]:
    return floor.ticket(ticket.id).evidence
