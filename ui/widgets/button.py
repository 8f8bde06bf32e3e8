"""Buttons: one primary act, normal acts, quiet (ghost) acts, and icon buttons.

A disabled button says why in its tool tip: give the reason to `set_reason`.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.tokens import Tokens, tokens_of
from ui.widgets.focus import came_by_key, draw_box, draw_ring
from ui.widgets.text import sized, tip

Kind = Literal["primary", "normal", "ghost", "danger"]

HEIGHT: Final = 30
_PAD = 12
_GAP = 6
_ICON = 16
_RADIUS = 6.0


class Button(QPushButton):
    """A button with a text and, perhaps, an icon of the family. Use `clicked`."""

    def __init__(
        self,
        text: str,
        kind: Kind = "normal",
        *,
        icon: str = "",
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`menu`: draws the small arrow of something that opens below."""
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon = icon
        self._menu = menu
        self._by_key = False
        self._tip = ""
        self._reason = ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind in ("primary", "danger"):
            self.setFont(sized(self.font(), max(self.font().pixelSize(), 1), strong=True))

    @property
    def reason(self) -> str:
        """Why it cannot be pressed; empty when it can."""
        return self._reason

    def set_reason(self, reason: str) -> None:
        """Disable with a reason, or enable with an empty one."""
        self._reason = reason
        self.setEnabled(not reason)
        self._show_tip()

    def set_tip(self, text: str) -> None:
        """What it does and its key, shown while it can be pressed."""
        self._tip = text
        self._show_tip()

    def _show_tip(self) -> None:
        self.setToolTip(tip(self._reason or self._tip))

    def set_icon(self, name: str) -> None:
        """Another drawing, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Another weight among its neighbours."""
        self._kind = kind
        strong = kind in ("primary", "danger")
        self.setFont(sized(self.font(), max(self.font().pixelSize(), 1), strong=strong))
        self.update()

    def _shown_text(self) -> str:
        # A single & marks a letter for Alt; it is never part of the text.
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _content_width(self) -> int:
        width = QFontMetrics(self.font()).horizontalAdvance(self._shown_text())
        if self._icon:
            width += _ICON + (_GAP if self.text() else 0)
        if self._menu:
            width += _ICON - 2
        return width

    def sizeHint(self) -> QSize:
        pad = 8 if self._icon and not self.text() else _PAD
        right = 4 if self._menu else 0
        return QSize(self._content_width() + 2 * pad - right, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            shape = Qt.CursorShape.PointingHandCursor
            self.setCursor(shape if self.isEnabled() else Qt.CursorShape.ArrowCursor)

    def _colors(self, tokens: Tokens) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, line, ink."""
        over = self.underMouse() and self.isEnabled()
        down = self.isDown() or self.isChecked()
        if not self.isEnabled():
            faded = tokens.color("faint")
            faded.setAlphaF(0.75)
            if self._kind == "ghost":
                return None, None, faded
            return tokens.color("bg"), tokens.color("line"), faded
        if self._kind == "primary":
            name = "button_down" if down else "button_over" if over else "button"
            return tokens.color(name), None, tokens.color("on_button")
        if self._kind == "danger":
            ground = tokens.color("bad_soft" if over or down else "surface")
            return ground, tokens.color("bad"), tokens.color("bad")
        if self._kind == "ghost":
            ink = tokens.color("text" if over or down else "muted")
            return (tokens.color("hover") if over or down else None), None, ink
        line = tokens.color("edge" if over or down else "line")
        return tokens.color("hover" if over or down else "surface"), line, tokens.color("text")

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        ground, line, ink = self._colors(tokens)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, ground, line, _RADIUS)
        if self.hasFocus() and self._by_key:
            if self._kind == "primary":
                draw_ring(painter, box, tokens.color("accent"), _RADIUS)
                draw_box(painter, box.adjusted(2, 2, -2, -2), None, tokens.color("surface"), 4)
            else:
                draw_ring(painter, box, tokens.color("accent"), _RADIUS)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        metrics = QFontMetrics(self.font())
        room = self.rect().width()
        width = min(self._content_width(), room - 8)
        left = (room - width) // 2
        top = (self.height() - _ICON) // 2
        ratio = self.devicePixelRatioF()
        if self._icon:
            painter.drawImage(QPointF(left, top), icons.image(self._icon, ink, _ICON, ratio))
            left += _ICON + _GAP
        rest = room - left - 4 - (_ICON - 2 if self._menu else 0)
        text = metrics.elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, rest)
        painter.setPen(ink)
        painter.setFont(self.font())
        box = QRectF(left, 0, rest + 4, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._menu:
            left += metrics.horizontalAdvance(text) + 2
            painter.drawImage(
                QPointF(left, (self.height() - 14) // 2),
                icons.image("chevron-down", ink, 14, ratio),
            )


class IconButton(Button):
    """A square ghost button that shows only a drawing; its name is in the tool tip."""

    def __init__(
        self, icon: str, name: str, *, kind: Kind = "ghost", parent: QWidget | None = None
    ) -> None:
        super().__init__("", kind, icon=icon, parent=parent)
        self.setAccessibleName(name)
        self.set_tip(name)
        self.setFixedSize(HEIGHT, HEIGHT)
