#!/usr/bin/env python3
"""The one door on a bare machine; needs nothing but Python 3.11 or newer.

    python3 run.py                  open the desk
    python3 run.py test [OPTIONS]   run the tests; options go to pytest
    python3 run.py SUBCOMMAND ...   the command line: import, tickets, show, export, verify, demo

The first start makes `.venv` and installs the hash-locked requirements into it. Later starts only
compare a stamp (about 0.03 s). On Linux the system libraries Qt needs are looked for as well,
except for subcommands, which open no window. Exit code 69: the set-up could not be finished and
the last lines say what to do; otherwise the exit code is that of the desk or of pytest.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# No syntax newer than 3.7 in this file: an old Python must get as far as saying that it is too old.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "aftersales-ready.json"
UNFINISHED = VENV / "aftersales-unfinished"
RUN_LOCK = ROOT / "requirements.txt"
TEST_LOCK = ROOT / "requirements-dev.txt"

SET_UP_FAILED = 69
OPTIONS_WITH_VALUE = ("--data-dir", "--lang", "--as", "--theme")

# Debian package -> the library Qt opens from it.
QT_CORE = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libbrotli1": "libbrotlidec.so.1",
    "libpulse0": "libpulse.so.0",
    "libxrandr2": "libXrandr.so.2",
    "libdrm2": "libdrm.so.2",
    "libcups2": "libcups.so.2",
}
QT_DISPLAY = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libwayland-cursor0": "libwayland-cursor.so.0",
}
# Debian package -> a program some tests read labels back with; they are skipped without it.
TEST_PROGRAMS = {"zbar-tools": "zbarimg"}


class SetUpFailed(Exception):
    """The machine lacks something; carries one sentence in Chinese and one in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese, english)
        self.sentences = (chinese, english)


def say(*lines: str) -> None:
    """Speak on standard error, so that the output of a subcommand stays clean."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments open the desk: no subcommand, or one that asks for the window."""
    if "--open" in arguments:
        return True
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-h", "--help", "--version"):
            return False
        if argument in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            return False
    return True


def libraries_for(arguments: Sequence[str]) -> dict[str, str]:
    """The system libraries, by Debian package, that a run with these arguments needs."""
    if not sys.platform.startswith("linux"):
        return {}
    if arguments[:1] == ["test"]:
        return QT_CORE
    if not opens_window(arguments):
        return {}
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and not platform.startswith("xcb"):
        return QT_CORE
    if not platform and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise SetUpFailed(
            "没有图形界面（DISPLAY 未设置），无法打开窗口；命令行仍可使用，见 run.py --help。",
            "There is no display (DISPLAY is not set); the subcommands work, see run.py --help.",
        )
    return {**QT_CORE, **QT_DISPLAY}


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def interpreter() -> str:
    """The real interpreter behind `.venv`: another one after a system upgrade, or none at all."""
    home = PYTHON.resolve()
    if os.name == "nt":
        for line in (VENV / "pyvenv.cfg").read_text("utf-8").splitlines():
            if line.startswith("home ="):
                home = Path(line.partition("=")[2].strip()) / "python.exe"
    return str(home) if home.exists() else "none"


def installed(lock: Path) -> bool:
    """Whether `.venv` is whole and holds exactly this lock."""
    if not PYTHON.exists() or UNFINISHED.exists():
        return False
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        return bool(stamp["interpreter"] == interpreter() and stamp[lock.name] == digest(lock))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def missing_libraries(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the wanted libraries that cannot be opened; asking for all takes 20 ms."""
    if not wanted:
        return {}
    import ctypes

    missing = {}
    for package, library in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[package] = library
    return missing


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages when root, otherwise stop with the exact command."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    typed = " ".join(command)
    if os.geteuid() != 0:
        raise SetUpFailed(
            f"缺少系统软件包。请运行下面的命令，然后再次启动：\n    sudo {typed}",
            "System packages are missing. Run the command above, then start again.",
        )
    say(f"正在安装系统软件包 / installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(
            step, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode != 0 and step is command:
            say(*done.stderr.decode(errors="replace").splitlines()[-5:])
            raise SetUpFailed(
                f"系统软件包没有装上。请检查网络后手动运行：\n    {typed}",
                "Installing system packages failed; check the network and run the command above.",
            )


def provide_system(wanted: dict[str, str], *, testing: bool, making: bool) -> None:
    """See that Python can make environments and that Qt finds its libraries.

    Raises `SetUpFailed` with the exact command when this machine's owner has to install something.
    """
    debian = sys.platform.startswith("linux") and shutil.which("apt-get") is not None
    packages = []
    if making and (find_spec("venv") is None or find_spec("ensurepip") is None):
        packages.append("python{}.{}-venv".format(*sys.version_info[:2]))
        if not debian:
            raise SetUpFailed(
                "这个 Python 缺少 venv 或 ensurepip 模块，请安装完整的 Python 3.11 或更新版本。",
                "This Python lacks its venv or ensurepip module; install a complete Python >= 3.11.",
            )
    missing = missing_libraries(wanted)
    if missing and not debian:
        names = " ".join(missing.values())
        raise SetUpFailed(
            f"缺少 Qt 需要的系统库，请用系统的软件包管理器安装提供它们的软件包：{names}",
            f"Qt needs system libraries; install the packages that provide: {names}",
        )
    packages.extend(missing)
    if testing and debian and os.geteuid() == 0:
        packages.extend(p for p, program in TEST_PROGRAMS.items() if shutil.which(program) is None)
    if packages:
        apt_install(packages)
        still = missing_libraries(missing)
        if still:
            names = " ".join(still.values())
            raise SetUpFailed(
                f"安装之后仍然找不到这些系统库：{names}",
                f"These system libraries are still missing after the installation: {names}",
            )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other first start of this folder is installing."""
    if os.name == "nt":  # two first starts at once are a matter of shells, not of double clicks
        yield
        return
    import fcntl

    with Path(__file__).open("rb") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def usable() -> bool:
    """Whether the environment that is there, ours or made by hand, can be installed into."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    """Make `.venv` anew, marked as half made until the requirements are in."""
    if VENV.exists():
        say("重新建立未完成或已失效的 .venv / rebuilding an unfinished or outdated .venv")
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    # Not the interpreter of an environment that happens to be active: that one may go away.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [base, "-m", "venv", VENV], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if made.returncode != 0:
        say(*(made.stdout + made.stderr).decode(errors="replace").splitlines()[-5:])
        raise SetUpFailed(
            f"无法在 {VENV} 建立 Python 环境。", f"Could not make a Python environment in {VENV}."
        )


# What pip says -> what it means.
PIP_TROUBLE = (
    (
        "No space left|Errno 28",
        "磁盘空间不足，请清出约 1.5 GB 后重新运行。",
        "The disk is full; free about 1.5 GB and run again.",
    ),
    (
        "DO NOT MATCH THE HASHES",
        "下载的文件与锁定的校验值不符，没有安装；请换一个软件源再运行。",
        "A download does not match its locked hash and was not installed; use another index.",
    ),
    (
        "NewConnection|NameResolution|Timeout|Temporary failure|Proxy|refused|SSLError|reset by",
        "首次启动要联网下载依赖，但连接失败。请检查网络，或用环境变量 PIP_INDEX_URL 指定镜像后重新运行。",
        "The connection failed. Check the network, or name a mirror in PIP_INDEX_URL, and run again.",
    ),
)


def install(lock: Path) -> None:
    """Install a lock into `.venv`; every file must match one of its hashes."""
    say("正在安装依赖，第一次需要几分钟 / installing requirements, the first time takes minutes")
    command = [
        str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary=:all:",
        "--no-user", "--no-input", "--disable-pip-version-check", "--retries=2", "-r", str(lock),
    ]  # fmt: skip
    heard = []
    UNFINISHED.touch()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            heard.append(line.rstrip())
            if line.lstrip().startswith("Downloading "):
                say("  " + line.strip())
    UNFINISHED.unlink()  # pip came to its end, and undoes what it cannot finish
    if pip.returncode == 0:
        return
    for signs, chinese, english in PIP_TROUBLE:
        if re.search(signs, "\n".join(heard)):
            raise SetUpFailed(chinese, english)
    say(*heard[-10:])
    raise SetUpFailed(
        f"安装依赖失败（pip 退出码 {pip.returncode}），原因见上面几行；重新运行可以继续。",
        f"Installing the requirements failed (pip exit code {pip.returncode}), see above.",
    )


def set_up(arguments: Sequence[str]) -> None:
    """Bring the machine to the point where these arguments can run; mostly nothing is to do."""
    testing = list(arguments[:1]) == ["test"]
    lock = TEST_LOCK if testing else RUN_LOCK
    wanted = libraries_for(arguments)
    if installed(lock) and not missing_libraries(wanted):
        return
    with alone():
        ready = installed(lock)  # another first start may just have finished
        fresh = not ready and not usable()
        provide_system(wanted, testing=testing, making=fresh)
        if ready:
            return
        if fresh:
            make_environment()
        install(lock)
        stamp = {"interpreter": interpreter(), lock.name: digest(lock)}
        if testing:  # the larger lock holds the smaller one
            stamp[RUN_LOCK.name] = digest(RUN_LOCK)
        part = STAMP.with_suffix(".part")
        part.write_text(json.dumps(stamp, indent=1), "utf-8")
        part.replace(STAMP)


def hand_over(module: str, arguments: Sequence[str]) -> int:
    """Become the program. The caller's folder stays the current one: it may name files."""
    environment = dict(os.environ)
    inherited = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([inherited] if inherited else [])])
    # -P: a file named like a module in the caller's folder must not be run in its place.
    command = [str(PYTHON), "-P", "-m", module, *arguments]
    if os.name != "nt":
        os.execve(command[0], command, environment)
    program = subprocess.Popen(command, env=environment)
    while True:
        try:
            return program.wait()
        except KeyboardInterrupt:  # the program heard it too and decides
            continue


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # caught above
    if sys.hexversion < 0x030B0000:
        say("需要 Python 3.11 或更新版本。", "Python 3.11 or newer is needed.")
        return SET_UP_FAILED
    try:
        set_up(arguments)
    except SetUpFailed as failure:
        say(*failure.sentences)
        return SET_UP_FAILED
    except OSError as error:
        say(
            f"无法准备运行环境：{error.filename or VENV}（{error.strerror}）。",
            f"The environment could not be prepared: {error.filename or VENV} ({error.strerror}).",
        )
        return SET_UP_FAILED
    except KeyboardInterrupt:
        say("已中断；重新运行会接着完成。", "Interrupted; run again to finish.")
        return 130
    if list(arguments[:1]) == ["test"]:
        os.chdir(ROOT)
        return hand_over("pytest", arguments[1:])
    return hand_over("ui", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
