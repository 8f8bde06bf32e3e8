"""The verbs of the desk, grouped by what staff do; `build()` wires them.

The package itself imports nothing: the process that reads a platform file imports
`app.services.importing`, and must not load the database for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.wiring import Services, build

__all__ = ["Services", "build"]


def __getattr__(name: str) -> object:
    """`Services` and `build`, loaded when somebody asks for them."""
    if name in __all__:
        from app.services import wiring

        return getattr(wiring, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
