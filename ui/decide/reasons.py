"""Dialogs that ask for one text: a reason, the buyer's words, a note."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.ticket import Ticket
from app.i18n import _
from ui.decide.action_dialog import FormDialog
from ui.widgets.button import Kind
from ui.widgets.fields import TextArea


class OneText(FormDialog):
    """A sentence about what will happen, and one text that must not be empty."""

    def __init__(
        self,
        ticket: Ticket,
        title: str,
        what: str,
        label: str,
        *,
        primary: str = "",
        kind: Kind = "primary",
        lines: int = 3,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(ticket, title, primary=primary or title, kind=kind, parent=parent)
        if what:
            self.explain(what)
        self.text = TextArea(lines=lines, placeholder=placeholder)
        self.add("text", label, self.text, required=True)
        self.check()

    def draft(self) -> str:
        return self.text.value()


class DeclinesDialog(OneText):
    """The buyer does not accept the offer."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("买家不接受"),
            _("记录后可以提出新方案。"),
            _("买家的原话"),
            primary=_("记录答复"),
            placeholder=_("照原话记录，例如：希望补偿 15 元"),
            parent=parent,
        )


class WithdrawDialog(OneText):
    """Take an offer back."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("撤回方案"),
            _(
                "还没有打出的款、没有寄出的货和没有兑现的承诺一并作废，之后可以提出新方案。请同时通知买家。"
            ),
            _("撤回原因"),
            parent=parent,
        )


class GiveBackDialog(OneText):
    """What the buyer sent in goes back as it is."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("把原物寄还买家"),
            _("记录后货列为待寄出；为它已同意而没有办的方案和款一并作废。请先告诉买家。"),
            _("寄还原因"),
            primary=_("安排寄还"),
            kind="danger",
            placeholder=_("例如 已使用影响二次销售，按拒收退回处理"),
            parent=parent,
        )


class ReopenDialog(OneText):
    """Go on with a ticket that had ended."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("重新打开"),
            _("售后单回到「核实中」，已经打出的款不变。"),
            _("重新打开的原因"),
            parent=parent,
        )


class NoteDialog(OneText):
    """A remark for the shop's own people."""

    def __init__(self, ticket: Ticket, parent: QWidget | None = None) -> None:
        super().__init__(
            ticket,
            _("备注"),
            _("只在本店内部可见，写入时间线，写入后不能修改。"),
            _("备注内容"),
            primary=_("写入备注"),
            lines=5,
            parent=parent,
        )
