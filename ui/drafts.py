"""Typed text that survives: what stands in a dialog is kept a moment after it was typed.

Closing a dialog without confirming, a crash or a refusal loses nothing; the next opening shows
the text again and offers to begin afresh. A confirmed dialog leaves nothing behind.
"""

from __future__ import annotations

import json
import logging
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from app.domain.card_numbers import without_cards
from app.errors import Busy
from app.i18n import _
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.counter import Counter
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, DayField, TextArea, TextField, Tick
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

_log = logging.getLogger(__name__)

WAIT_MS: Final = 1500
_SHAPE: Final = 1  # of the stored text; another number is not restored


def state_of(field: object) -> object:
    """What is typed or chosen in a field, fit for JSON; amounts as typed, right or wrong."""
    if isinstance(field, MoneyEdit):
        return field.line.text()
    if isinstance(field, TextArea):
        return field.toPlainText()
    if isinstance(field, TextField):
        return field.text()
    if isinstance(field, DayField):
        day = field.value()
        return day.isoformat() if day is not None else ""
    if isinstance(field, Counter | Tick | Segments | Choice):
        return field.value()
    if hasattr(field, "state"):
        return field.state()
    raise TypeError(f"nothing is known of keeping {type(field).__name__}")


def put_back(field: object, state: object) -> None:
    """The opposite of `state_of`; a value that does not fit leaves the field as it is."""
    if isinstance(field, MoneyEdit) and isinstance(state, str):
        field.line.setText(state)
    elif isinstance(field, TextArea | TextField) and isinstance(state, str):
        field.set_value(state)
    elif isinstance(field, DayField) and isinstance(state, str):
        field.set_value(date.fromisoformat(state) if state else None)
    elif isinstance(field, Tick):
        field.set_value(bool(state))
    elif isinstance(field, Counter) and isinstance(state, int):
        field.set_value(int(state))
    elif isinstance(field, Segments | Choice):
        # Values are text enums: what JSON gives back compares equal to the member.
        field.set_value(state)
    elif hasattr(field, "restore"):
        field.restore(state)


class DraftKeeper(QObject):
    """Keeps the named fields of one dialog under one key; a child of the dialog.

    Name the fields with `keep` as they stand when the dialog opens, then call `restore` once.
    """

    def __init__(self, desk: Desk, key: str, dialog: DraftDialog) -> None:
        super().__init__(dialog)
        self.key = key
        self._desk = desk
        self._store = desk.services.drafts
        self._fields: dict[str, Any] = {}
        self._fresh: dict[str, object] = {}
        self._restored = Banner("", "info")
        self._restored.pressed.connect(self._on_afresh)
        dialog.form.insertWidget(0, self._restored)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_MS)
        self._later.timeout.connect(self.save)
        dialog.finished.connect(self._on_finished)
        self._done = False
        self._quiet = False

    def keep(self, name: str, field: object) -> None:
        """Keep a field, or a part with `state()`, `restore()` and `changed`, under a name.

        The name stays the same over versions. Raises `TypeError` for anything else.
        """
        self._fields[name] = field
        self._fresh[name] = state_of(field)
        changed = getattr(field, "changed", None)
        if changed is not None:
            changed.connect(self._on_changed)

    def now(self) -> dict[str, object]:
        """What stands in the fields, by name."""
        return {name: state_of(field) for name, field in self._fields.items()}

    def restore(self) -> bool:
        """Put back what was typed the last time; says so and offers to begin afresh."""
        body = self._desk.attempt(self._store.load, self.key).result
        states = _read(body) if body else None
        if not states or states == self._fresh:
            return False
        self.put(states)
        self._restored.say(_("已恢复未提交的草稿，请核对后再确认。"), "info", button=_("重新填写"))
        return True

    def forget(self) -> None:
        """The draft was carried out: drop it and keep nothing any more."""
        self._done = True
        self._later.stop()
        self._write(None)

    def save(self) -> None:
        """Keep what is typed now; behind a long write as soon as that ends."""
        self._later.stop()
        if self._done:
            return
        now = {name: _uncarded(self._fields[name], state) for name, state in self.now().items()}
        if now == self._fresh:
            self._write(None)
        else:
            self._write(json.dumps({"shape": _SHAPE, "fields": now}, ensure_ascii=False))

    def _write(self, body: str | None) -> None:
        write = _Writing(self._desk, self.key, body)
        if not write():
            self._desk.pending.put_off(write)

    def retire(self) -> None:
        """Keep nothing any more: the fields are going."""
        self._done = True
        self._fields = {}
        self._restored.hide()
        self.deleteLater()

    def put(self, states: dict[str, object]) -> None:
        """Fill the fields; what does not fit is left out."""
        self._quiet = True
        for name, field in self._fields.items():
            if name in states:
                try:
                    put_back(field, states[name])
                except (TypeError, ValueError, KeyError):
                    _log.info("a kept draft no longer fits field %s", name)
        self._quiet = False

    def _on_changed(self) -> None:
        # Not restarted by every key: whoever types without a pause is kept all the same.
        if not self._quiet and not self._later.isActive():
            self._later.start()

    def _on_afresh(self) -> None:
        self.put(self._fresh)
        self._restored.say("")
        self.save()

    def _on_finished(self) -> None:
        if self._later.isActive():
            self.save()


def _uncarded(field: object, state: object) -> object:
    """What somebody wrote, without bank card numbers: not even a draft keeps one.

    Single lines hold numbers of orders and parcels, which may look alike.
    """
    if isinstance(field, TextArea) and isinstance(state, str):
        return without_cards(state)
    return state


class _Writing:
    """One text to keep, or (None) to drop; knows no dialog, so that it can outlive one.

    Keeping is a courtesy: a full disk must not get into the way of the dialog.
    """

    def __init__(self, desk: Desk, key: str, body: str | None) -> None:
        self._desk, self._key, self._body = desk, key, body

    def __call__(self) -> bool:
        """Whether nothing is left to do: False while something long is being written."""
        store = self._desk.services.drafts
        outcome = (
            self._desk.attempt(store.drop, self._key)
            if self._body is None
            else self._desk.attempt(store.save, self._key, self._body)
        )
        if isinstance(outcome.error, Busy):
            return False
        if outcome.error is not None:
            _log.warning("a draft could not be kept: %s", outcome.error)
        return True


def _read(body: str) -> dict[str, object] | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("shape") != _SHAPE:
        return None
    fields = found.get("fields")
    return fields if isinstance(fields, dict) else None
