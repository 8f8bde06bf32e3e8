"""Answers that come later: a bound method that is called only while its owner lives."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable
from types import MethodType
from typing import Any, TypeGuard

from PySide6.QtCore import QObject
from shiboken6 import isValid


class Reply:
    """Holds a bound method without keeping its owner alive.

    Raises `TypeError` for anything but a bound method: a lambda or a partial would keep a closed
    screen alive and still be called after it died.
    """

    def __init__(self, method: Callable[..., Any]) -> None:
        if not _is_bound(method):
            raise TypeError(f"a bound method is needed here, not {method!r}")
        self._owner = weakref.ref(method.__self__)
        self._name = method.__name__

    def __call__(self, *args: Any) -> bool:
        """Call the method; False when its owner is gone and nothing was called."""
        owner = self._owner()
        if owner is None or (isinstance(owner, QObject) and not isValid(owner)):
            return False
        getattr(owner, self._name)(*args)
        return True


def _is_bound(method: Callable[..., Any]) -> TypeGuard[MethodType]:
    if inspect.ismethod(method):
        return True
    # Methods of Qt itself, such as `close`.
    return inspect.isbuiltin(method) and isinstance(method.__self__, QObject)


def reply(method: Callable[..., Any] | None) -> Reply | None:
    """A `Reply`, or None for None."""
    return None if method is None else Reply(method)
