"""Why a whole file cannot be read, said by the inner modules, which do not know its name."""

from __future__ import annotations

from app.i18n import _


class Unreadable(Exception):
    """A file as a whole is refused.

    `reason` continues a sentence that begins with the name of the file and ends with a full stop;
    `advice` says what to do now.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


def export_again() -> str:
    """The advice for a file that cannot be what the platform exported."""
    return _("请从平台后台重新导出，选平台导出的 .xlsx 或 .csv 文件。")


def save_as_workbook() -> str:
    """The advice for a table in a form that is not read here."""
    return _("请用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。")
