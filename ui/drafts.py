"""Typed text that survives: what stands in a dialog is kept a moment after it was typed.

Closing a dialog without confirming, a crash or a refusal loses nothing; the next opening shows
the text again and offers to begin afresh. A confirmed dialog leaves nothing behind.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from app.i18n import _
from ui.widgets.banner import Banner
from ui.widgets.counter import Counter
from ui.widgets.dialog import DraftDialog
from ui.widgets.fields import Choice, DayField, TextArea, TextField, Tick
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.segments import Segments

_log = logging.getLogger(__name__)

WAIT_MS: Final = 1500
_SHAPE: Final = 1  # of the stored text; another number is not restored


class Store(Protocol):
    """Where typed text is kept, by key."""

    def save(self, key: str, body: str) -> None: ...
    def load(self, key: str) -> str | None: ...
    def drop(self, key: str) -> None: ...


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

    def __init__(self, store: Store, key: str, dialog: DraftDialog) -> None:
        super().__init__(dialog)
        self.key = key
        self._store = store
        self._dialog = dialog
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

    @property
    def untouched(self) -> bool:
        """Whether everything stands as it did when the dialog opened."""
        return self._now() == self._fresh

    def restore(self) -> bool:
        """Put back what was typed the last time; says so and offers to begin afresh."""
        body = self._quietly(self._store.load, self.key)
        states = _read(body) if isinstance(body, str) else None
        if not states or states == self._fresh:
            return False
        self._put(states)
        self._restored.say(_("已恢复未提交的草稿，请核对后再确认。"), "info", button=_("重新填写"))
        return True

    def forget(self) -> None:
        """The draft was carried out: drop it and keep nothing any more."""
        self._done = True
        self._later.stop()
        self._quietly(self._store.drop, self.key)

    def save(self) -> None:
        """Keep now; called at most `WAIT_MS` after a change and when the dialog closes."""
        self._later.stop()
        if self._done:
            return
        now = self._now()
        if now == self._fresh:
            self._quietly(self._store.drop, self.key)
            return
        body = json.dumps({"shape": _SHAPE, "fields": now}, ensure_ascii=False)
        self._quietly(self._store.save, self.key, body)

    def _now(self) -> dict[str, object]:
        return {name: state_of(field) for name, field in self._fields.items()}

    def _put(self, states: dict[str, object]) -> None:
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
        self._put(self._fresh)
        self._restored.say("")
        self.save()

    def _on_finished(self) -> None:
        if self._later.isActive():
            self.save()

    def _quietly(self, act: Callable[..., object], *args: str) -> object:
        """Keeping is a courtesy: a full disk must not get into the way of the dialog."""
        try:
            return act(*args)
        except AppError as trouble:
            _log.warning("a draft could not be kept: %s", trouble)
            return None


def _read(body: str) -> dict[str, object] | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("shape") != _SHAPE:
        return None
    fields = found.get("fields")
    return fields if isinstance(fields, dict) else None
