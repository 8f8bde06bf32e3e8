"""Text for people: gettext with Simplified Chinese as the source language.

`_()` is the identity until `use()` has chosen a catalogue, so that domain and exports can be used
without any set-up.
"""

from __future__ import annotations

import errno
import gettext as _gettext
from pathlib import Path

from app.errors import NotFound

SOURCE_LANGUAGE = "zh_CN"
DOMAIN = "aftersales"
LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "locale"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def _(text: str) -> str:
    """The text in the chosen language."""
    return _catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the name gettext's extractor knows
    """Mark a text for translation where it stands; translate it with `_()` when it is shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural text for `count` in the chosen language."""
    return _catalogue.ngettext(one, many, count)


_SYSTEM_REASONS = {
    errno.ENOENT: N_("文件或文件夹不存在"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.EEXIST: N_("已有同名的文件"),
    errno.ENOTDIR: N_("路径里有一段不是文件夹"),
    errno.EISDIR: N_("这是一个文件夹"),
    errno.EROFS: N_("这个磁盘是只读的"),
    errno.ENOSPC: N_("磁盘已满"),
    errno.EDQUOT: N_("磁盘配额已用完"),
    errno.EFBIG: N_("文件超过这个磁盘允许的大小"),
    errno.ENAMETOOLONG: N_("文件名太长"),
    errno.EBUSY: N_("正被其他程序占用"),
    errno.EIO: N_("磁盘读写出错"),
    errno.EMFILE: N_("打开的文件太多"),
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in the chosen language; in the system's words when it is rare."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__


def languages() -> tuple[str, ...]:
    """The languages that can be chosen, the source language first."""
    if not LOCALE_FOLDER.is_dir():
        return (SOURCE_LANGUAGE,)
    found = sorted(
        folder.name
        for folder in LOCALE_FOLDER.iterdir()
        if (folder / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file()
    )
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


def language() -> str:
    """The chosen language; a child process is told it, because it starts with the source language."""
    return _language


def use(language: str) -> None:
    """Choose the language of every text from now on.

    Raises `NotFound` when there is no catalogue for it.
    """
    global _catalogue, _language
    if language == SOURCE_LANGUAGE:
        _catalogue = _gettext.NullTranslations()
        _language = language
        return
    if language not in languages():
        raise NotFound(
            _("没有「{language}」的界面语言。").format(language=language),
            _("可用的语言：{names}").format(names="、".join(languages())),
        )
    _catalogue = _gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language])
    _language = language
