"""The other user interface: the same services, spoken to from a terminal. No Qt in here.

One room per command; `main` is the door. Answers go to standard output in UTF-8, everything said
beside them to standard error. What is documented in `docs/command_line.md` stays as it is: the
commands, their options, the exit codes and the keys of the JSON.
"""

from __future__ import annotations

from ui.cli.door import main

__all__ = ["main"]
