"""The first start, inside the window: a name and a shop, and the desk opens. The rest can wait."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.labels import label
from app.domain.order import Platform
from app.i18n import _
from ui.desk import Desk
from ui.forms import Form
from ui.frame.person import LONGEST_NAME
from ui.jobs import Progress
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyVeil
from ui.widgets.button import Button
from ui.widgets.fields import Choice, TextField
from ui.widgets.surface import Card, Ground
from ui.widgets.text import PlainLabel

_WIDTH: Final = 420
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WelcomeScreen(Ground):
    """`begun`: the person and the shop are stored; `demo_wanted`: show the invented shop instead."""

    begun = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        people = desk.services.staff.people()
        self.name = TextField(
            people[0].name if people else "",
            placeholder=_("每一步操作都会记上这个名字"),
            longest=LONGEST_NAME,
        )
        self.platform = Choice([(one, label(one)) for one in Platform], Platform.TAOBAO)
        self.shop = TextField(placeholder=_("与平台后台显示的一致"), longest=60)
        self.fields = Form(columns=2)
        self.fields.add(_("你的名字"), self.name, required=True, span=True)
        self.fields.add(_("平台"), self.platform, required=True)
        self.fields.add(_("店铺名称"), self.shop, required=True)
        self.complaint = Banner("", "bad")
        self.start = Button(_("开始使用"), "primary")
        self.demo = Button(_("打开演示店铺"), icon="shop")
        self.veil = BusyVeil(self)
        self._lay_out()
        self.fields.changed.connect(self._on_changed)
        self.start.clicked.connect(self.begin)
        self.demo.clicked.connect(self.demo_wanted)
        desk.jobs.running.connect(self._on_running)
        self.veil.cancelled.connect(self._on_cancelled)
        self._on_changed()

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(_WIDTH)
        body = card.body
        body.setContentsMargins(14, 10, 14, 12)
        body.setSpacing(14)
        body.addWidget(PlainLabel(_("欢迎使用售后台"), "title"))
        words = _("数据只存在这台电脑上。先写下名字和店铺，退货地址、快递等以后再填。")
        body.addWidget(PlainLabel(words, "muted", wrap=True))
        body.addWidget(self.complaint)
        body.addWidget(self.fields)
        body.addSpacing(2)
        body.addWidget(self.start)
        demo = QVBoxLayout()
        demo.setSpacing(8)
        note = PlainLabel(_("还没想好？先看看一家虚构的店铺，约 100 张售后单。"), "small")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        demo.addWidget(note)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.demo)
        middle.addStretch(1)
        demo.addLayout(middle)
        column = QVBoxLayout(self)
        column.addStretch(3)
        # Between stretches, not aligned: an aligned card is as high as its hint and cuts its fields.
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(card)
        centre.addStretch(1)
        column.addLayout(centre)
        column.addSpacing(18)
        column.addLayout(demo)
        column.addStretch(4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.shop if self.name.value() else self.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.begin()
            return
        super().keyPressEvent(event)

    def begin(self) -> None:
        """Store the name and the shop; says why when that is refused, and keeps what was typed."""
        if not self.start.isEnabled() or self.veil.isVisible():
            return
        services = self._desk.services
        named = self._desk.attempt(services.staff.act_as, self.name.value())
        if not named or named.result is None:
            self.complaint.say(named.sentence, "bad")
            return
        self._desk.memory.put("person", named.result.id)
        made = self._desk.attempt(services.shops.create, self.platform.value(), self.shop.value())
        if not made:
            self.complaint.say(made.sentence, "bad")
            return
        self.begun.emit()

    def _on_changed(self) -> None:
        self.complaint.say("")
        self.start.set_reason(self.fields.problem())

    def _on_running(self, progress: Progress | None) -> None:
        self.veil.show_progress(progress)

    def _on_cancelled(self) -> None:
        job = self._desk.jobs.current
        if job is not None:
            job.cancel()
