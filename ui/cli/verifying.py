"""`verify`: is everything still as it was written? Exit code 1 names what is not."""

from __future__ import annotations

import argparse
import logging

from app.errors import AppError, DamagedFile
from app.i18n import _
from ui.cli import exit_codes
from ui.cli.desk import existing
from ui.cli.masking import masked
from ui.cli.terminal import Progress, out, out_json

_log = logging.getLogger(__name__)


def run(parsed: argparse.Namespace) -> int:
    """Look at everything; writes nothing and mends nothing."""
    faults, counted = _look(parsed)
    if parsed.json:
        out_json(
            {
                "clean": not faults,
                **counted,
                "faults": [{"place": place, "sentence": text} for place, text in faults],
            }
        )
    else:
        for place, text in faults:
            out(_("✕ {place}：{text}").format(place=place, text=text))
        words = (
            _("发现 {n} 处不符（共 {events} 条记录、{rows} 行数据、{files} 个证据文件）。")
            if faults
            else _("校验通过：{events} 条记录、{rows} 行数据、{files} 个证据文件都与写入时一致。")
        )
        out(words.format(n=len(faults), **counted))
    return exit_codes.FOUND if faults else exit_codes.DONE


def _look(parsed: argparse.Namespace) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """What is wrong, by place; and how much was looked at."""
    counted = {"events": 0, "rows": 0, "files": 0}
    progress = Progress()
    try:
        with existing(parsed) as desk:
            report = desk.services.verify.run(progress=progress)
    except DamagedFile as error:
        return [(_("数据库"), f"{error.sentence}{error.advice}")], counted
    except AppError:
        raise
    except Exception as error:  # noqa: BLE001 - what stops the looking is itself a finding
        _log.exception("verify could not look at everything")
        text = _("校验没有做完，数据库的结构被改过：{error}").format(error=error)
        return [(_("数据库"), masked(text))], counted
    finally:
        progress.end()
    counted = {"events": report.events, "rows": report.rows, "files": report.files}
    return [(fault.place, masked(fault.sentence)) for fault in report.faults], counted
