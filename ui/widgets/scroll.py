"""A column that scrolls only when it must, and otherwise is as high as what it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """Fill `column`. Never scrolls sideways: what is inside wraps to the width."""

    def __init__(
        self,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        spacing: int = 12,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`margins`: left, top, right, bottom."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hint: tuple[int, QSize] | None = None
        self._inside = _Inside()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(self._inside)
        # Qt gives the inside its own ground when it is set; what is below shall show through.
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._hint = None
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def height_for(self, width: int) -> int:
        """How high the content is at a width."""
        layout = self.column
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return layout.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        # Kept until something inside asks for another layout: a neighbour's text is no reason to
        # measure a table of fifty rows at every key.
        if self._hint is None or self._hint[0] != self.width():
            hint = self.column.totalSizeHint()
            high = self.height_for(max(self.width(), hint.width()))
            self._hint = (self.width(), QSize(hint.width(), high))
        return self._hint[1]

    def minimumSizeHint(self) -> QSize:
        return QSize(self.column.totalMinimumSize().width(), 80)


class _Inside(QWidget):
    """What scrolls. Its height is asked for its width; text at its narrowest says nothing of it."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().minimumSizeHint()
        return QSize(layout.totalMinimumSize().width(), 0)
