"""Where the desk keeps its files. One data folder holds one desk: database, evidence, logs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.errors import StorageProblem
from app.i18n import _, system_reason

APP_NAME = "AftersalesDesk"


@dataclass(frozen=True, slots=True)
class Paths:
    """The places inside one data folder."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "desk.db"

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def previews(self) -> Path:
        return self.root / "previews"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def copies(self) -> Path:
        """Verified copies of the database made before a change of its shape."""
        return self.root / "copies"

    @property
    def lock(self) -> Path:
        return self.root / "desk.lock"

    @property
    def window(self) -> Path:
        """Remembered window layout and theme; nothing of the shop is in it."""
        return self.root / "window.json"


def locate(data_dir: Path | None = None) -> Paths:
    """The data folder: `data_dir` when given, else the platform's folder for user data.

    It need not exist; nothing is made.
    """
    root = data_dir if data_dir is not None else Path(platformdirs.user_data_dir(APP_NAME, False))
    return Paths(root.expanduser().absolute())


def data_paths(data_dir: Path | None = None) -> Paths:
    """As `locate`, and makes the folder. Raises `StorageProblem` when that is impossible."""
    paths = locate(data_dir)
    root = paths.root
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageProblem(
            _("不能建立数据文件夹 {path}：{reason}").format(path=root, reason=system_reason(error)),
            _("请换一个有写入权限的文件夹，用 --data-dir 指定。"),
        ) from error
    return paths
