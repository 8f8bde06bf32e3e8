"""`demo`: a shop to try things in. Standard output carries its folder and nothing else."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from app.errors import StorageProblem
from app.i18n import _, system_reason
from app.services.demo import DemoShop, demo_folder, fill
from ui.cli import exit_codes
from ui.cli.terminal import Progress, flush, note, out


def run(parsed: argparse.Namespace) -> int:
    """Fill a folder, print it, and open the window on it when asked to."""
    folder = demo_folder(getattr(parsed, "data_dir", None))
    shop = _make(folder, parsed.seed)
    note(_("演示店铺「{name}」已建好：{n} 张售后单。").format(name=shop.name, n=shop.tickets))
    out(str(folder))
    if not parsed.open:
        return exit_codes.DONE
    flush()
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    return subprocess.call([*program, *_options(parsed), "--data-dir", str(folder)])


def _make(folder: Path, seed: int) -> DemoShop:
    """Fill beside the folder first: an interrupted shop must not be found under its name."""
    part = folder.with_name(f"{folder.name}.part")
    progress = Progress()
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        shop = fill(part, seed=seed, progress=progress)
        made = list(part.iterdir())
        for child in made:
            if (folder / child.name).exists():
                raise StorageProblem(
                    _("{folder} 里已经有「{name}」，没有改动。").format(
                        folder=folder, name=child.name
                    ),
                    _("请用 --data-dir 指定一个空文件夹。"),
                )
        for child in made:
            child.rename(folder / child.name)
    except OSError as error:
        raise StorageProblem(
            _("演示店铺没有建成：{reason}。").format(reason=system_reason(error)),
            _("请用 --data-dir 换一个有写入权限的文件夹。"),
        ) from error
    finally:
        progress.end()
        shutil.rmtree(part, ignore_errors=True)
    return shop


def _options(parsed: argparse.Namespace) -> list[str]:
    given = {"--lang": getattr(parsed, "lang", ""), "--theme": getattr(parsed, "theme", "")}
    return [word for name, value in given.items() if value for word in (name, value)]
