"""The one entrance: without a subcommand the window, otherwise the command line.

The command line is answered without loading Qt.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start; returns the exit code. `arguments` without the program's name."""
    # In a bundle the readers of platform files are this very program, started again.
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    from ui.bootstrap import window_options

    options = window_options(given)
    if options is None:
        from ui.cli import main as answer

        return answer(given)
    from ui.window import run

    return run(options)


if __name__ == "__main__":
    # While the program loads, Ctrl+C ends it without a word; whoever runs then listens again.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main())
