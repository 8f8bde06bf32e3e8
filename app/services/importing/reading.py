"""One file from its path to frozen records, within this process.

Meant to be run by the child process: a hostile file can make the workbook parser abort whatever
process it runs in.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.imported import ParsedFile
from app.errors import ImportProblem
from app.i18n import _, system_reason
from app.services.importing import format_files
from app.services.importing.formats import Importer
from app.services.importing.limits import STANDARD, Limits
from app.services.importing.mapping import map_rows
from app.services.importing.readers import open_source
from app.services.importing.recognise import recognise
from app.services.importing.refusal import Unreadable, export_again

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may settle where recognition went wrong, and the budgets.

    `importer_id` reads a file as one format only; `encoding` is a codec name; `formats` is the
    folder of the format files.
    """

    importer_id: str | None = None
    encoding: str | None = None
    formats: Path = format_files.FOLDER
    limits: Limits = STANDARD


def read_file(path: Path, options: Options, progress: Progress) -> ParsedFile:
    """Read one platform file. `progress` is told the number of rows now and then.

    Raises `ImportProblem` when the file as a whole cannot be taken; problems of single rows are
    in the result. Panics of the workbook parser pass through.
    """
    name = path.name
    try:
        return _read(path, options, progress)
    except Unreadable as refusal:
        raise ImportProblem(f"「{name}」{refusal.reason}", refusal.advice) from refusal
    except FileNotFoundError as error:
        raise ImportProblem(
            _("找不到文件「{file}」。").format(file=name), _("它可能被移走或改名了，请重新选择。")
        ) from error
    except PermissionError as error:
        raise ImportProblem(
            _("打不开「{file}」：没有读取权限，或正被别的程序占用。").format(file=name),
            _("请先在 Excel 或 WPS 里关闭它，再导入。"),
        ) from error
    except OSError as error:
        raise ImportProblem(
            _("读不了「{file}」：{reason}。").format(file=name, reason=system_reason(error)),
            _("请把文件复制到本机硬盘上，再导入。"),
        ) from error
    except MemoryError as error:
        raise out_of_memory(name) from error


def out_of_memory(name: str) -> ImportProblem:
    """The refusal of a file that would need more memory than a merchant's export ever does."""
    return ImportProblem(
        _("「{file}」打开后占用的内存太多，没有读入。").format(file=name),
        _("请按较短的日期范围分几次导出；若文件被改动过，请把数据复制到新表格里另存。"),
    )


def _read(path: Path, options: Options, progress: Progress) -> ParsedFile:
    if path.name.startswith("~$"):
        raise Unreadable(
            _("是 Excel 打开文件时的临时锁文件，里面没有数据。"),
            _("请选同一文件夹里不带 ~$ 的那个文件。"),
        )
    if path.is_dir():
        raise Unreadable(_("是一个文件夹，不是文件。"), export_again())
    before = path.stat()
    source = open_source(path, options.limits, options.encoding)
    found = recognise(source, _importers(options), options.limits)
    mapped = map_rows(found, path.name, options.limits, progress)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if _changed(before, path.stat()):
        raise Unreadable(_("在读取的时候被别的程序改动了。"), _("请等它保存完，再导入一次。"))
    return ParsedFile(
        path_name=path.name,
        sha256=digest,
        importer_id=found.importer.id,
        platform=found.importer.platform,
        kind=found.importer.kind,
        encoding=source.encoding,
        orders=mapped.orders,
        claims=mapped.claims,
        problems=mapped.problems,
        rows_read=mapped.rows_read,
    )


def _importers(options: Options) -> tuple[Importer, ...]:
    known = format_files.load(options.formats)
    if options.importer_id is None:
        return known
    return tuple(importer for importer in known if importer.id == options.importer_id)


def _changed(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
