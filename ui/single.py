"""One window per data folder: a lock that outlives no crash, and a knock on the first window.

The lock is Qt's: it names process and machine, and is taken over when that process is gone. The
second start knocks on a local socket; the first window hears it and comes forward.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_log = logging.getLogger(__name__)

_TRIES: Final = 12
_TRY_MS: Final = 250
_ANSWER_MS: Final = 1000
_KNOCK: Final = b"show\n"


class Single(QObject):
    """The claim of this process on a data folder; `file` is the lock."""

    knocked = Signal()
    """Another start wants the window that is there already."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(file))
        # Never by age: a desk may stay open for weeks. A dead process is noticed all the same.
        self._lock.setStaleLockTime(0)
        self._name = _socket_name(file)
        self._server: QLocalServer | None = None
        self.answered = False

    @property
    def held(self) -> bool:
        """Whether the folder is ours."""
        return self._lock.isLocked()

    def take(self) -> bool:
        """Claim the folder, or make the window that holds it come forward.

        True: it is ours. False: somebody has it, and `answered` says whether they heard us. Waits
        a few seconds for a first window that is just starting or just closing.
        """
        self.answered = False
        for _try in range(_TRIES):
            if self._lock.tryLock(_TRY_MS):
                return True
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                _log.warning("the lock of the data folder could not be written")
                return False
            if self._knock():
                self.answered = True
                return False
        return False

    def holder(self) -> str:
        """Who has the folder: process and machine, for a sentence; empty when unknown."""
        process, machine, name = self._lock.getLockInfo()
        return f"{name} {process} @ {machine}"

    def listen(self) -> None:
        """Hear knocks from now on; called when the window is painted, because it loads QtNetwork."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Ours by the lock: what is left of a crashed window may go.
        QLocalServer.removeServer(self._name)
        if not server.listen(self._name):
            _log.info("a second start will not find this window: %s", server.errorString())
            return
        server.newConnection.connect(self._on_connection)
        self._server = server

    def _knock(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(_KNOCK)
        heard = socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return heard

    @Slot()
    def _on_connection(self) -> None:
        if self._server is None:
            return
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            self.knocked.emit()

    def release(self) -> None:
        """Give the folder back: after the database is closed."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock.isLocked():
            self._lock.unlock()


def _socket_name(file: Path) -> str:
    # A path may be longer than a socket's name may be.
    place = hashlib.sha256(str(file.parent.resolve()).encode("utf-8", "surrogatepass"))
    return f"aftersales-desk-{place.hexdigest()[:20]}"
