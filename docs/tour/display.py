"""A screen in memory: Xvfb, started on a free number and ended with the block that wanted it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "xdotool")


def missing() -> list[str]:
    """Programs the tour needs and this machine does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """A screen of this many pixels; yields its name for `DISPLAY`, such as `:7`."""
    ready, told = os.pipe()
    # Xvfb takes the first free number itself and writes it to the pipe once it listens.
    server = subprocess.Popen(
        [
            "Xvfb",
            *("-displayfd", str(told)),
            *("-screen", "0", f"{width}x{height}x24"),
            # Without -noreset it starts afresh whenever its last program has gone.
            *("-dpi", "96", "-nolisten", "tcp", "-noreset"),
        ],
        pass_fds=(told,),
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(ready) as line:
            number = line.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=10)
