"""What the command line tells a script by its exit code. Stable: only ever added to."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
FOUND: Final = 1
"""`verify` found something that is not as it was written."""
USAGE: Final = 2
"""The command line itself is wrong; nothing was opened."""
REFUSED: Final = 3
"""A rule says no, or what was asked for does not exist."""
FILE: Final = 4
"""A platform file was not, or not wholly, taken; what could be taken was."""
STORAGE: Final = 5
"""The disk, a file or a permission is in the way."""
FAULT: Final = 70
"""A bug of the program; details are in the log."""
INTERRUPTED: Final = 130
"""Ctrl+C, as shells count it."""
NOBODY_READS: Final = 141
"""The program that read the output has gone, as shells count it."""
