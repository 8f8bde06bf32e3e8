"""The other user interface: the same services, spoken to from a terminal. No Qt in here.

Exit codes are stable: 0 done, 1 `verify` found something, 2 the command line is wrong, 3 a rule
says no or the thing does not exist, 4 a platform file was not (wholly) taken, 5 the disk, a file
or a permission is in the way. Errors go to standard error, one sentence and what to do.
"""

from __future__ import annotations

import argparse
import getpass
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from app.domain.access import mask_nickname
from app.domain.import_plan import Change, ImportOutcome, ImportPlan
from app.domain.labels import label
from app.domain.money import Money
from app.domain.ticket import TicketFilter, TicketSummary, View
from app.errors import AppError, ImportProblem, RuleViolation, StorageProblem
from app.i18n import _
from app.services.importing import ImportCancelled
from ui.bootstrap import Opened, choose_language, find_data, open_desk
from ui.cli_show import ticket_as_json, ticket_as_text

DONE, FOUND, USAGE, REFUSED, FILE, STORAGE = range(6)
_PAGE = 500


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    parsed = _parser().parse_args(list(arguments))
    try:
        choose_language(getattr(parsed, "lang", ""))
        command: Callable[[argparse.Namespace], int] = parsed.run
        return command(parsed)
    except ImportProblem as error:
        return _complain(error, FILE)
    except StorageProblem as error:
        return _complain(error, STORAGE)
    except AppError as error:
        return _complain(error, REFUSED)
    except ImportCancelled:
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write(_("已中断；没有写入任何内容。") + "\n")
        return 130


def _complain(error: AppError, code: int) -> int:
    sys.stderr.write(f"{error.sentence}\n")
    if error.advice:
        sys.stderr.write(f"{error.advice}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data-dir", type=Path, metavar="文件夹", help=_("数据文件夹"))
    shared.add_argument("--lang", metavar="语言", help=_("界面语言，例如 zh_CN"))
    shared.add_argument("--as", dest="person", metavar="名字", help=_("以谁的名义操作"))
    parser = argparse.ArgumentParser(
        prog="run.py",
        parents=[shared],
        description=_("售后台：不带命令就打开窗口；下面的命令与窗口用同一份数据。"),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def add(
        name: str, text: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[shared], help=text, description=text)
        command.set_defaults(run=run)
        return command

    reading = add("import", _("导入平台文件"), _import)
    reading.add_argument("files", nargs="+", type=Path, metavar="文件")
    reading.add_argument("--shop", metavar="店铺", help=_("属于哪家店铺；没有就新建"))
    reading.add_argument("--dry-run", action="store_true", help=_("只预览，不写入"))
    reading.add_argument("--json", action="store_true")
    listing = add("tickets", _("列出售后单"), _tickets)
    listing.add_argument("--view", choices=[view.value for view in View], default="all")
    listing.add_argument("--search", default="", metavar="文字")
    listing.add_argument("--json", action="store_true")
    showing = add("show", _("查看一张售后单"), _show)
    showing.add_argument("number", metavar="单号")
    showing.add_argument("--json", action="store_true")
    exporting = add("export", _("导出月报、举证报告或退货卡"), _export)
    exporting.add_argument("what", choices=["monthly", "dispute", "slip"])
    exporting.add_argument("which", metavar="月份或单号")
    exporting.add_argument("--out", type=Path, required=True, metavar="文件")
    add("verify", _("校验历史、数据和证据文件"), _verify).add_argument(
        "--json", action="store_true"
    )
    demo = add("demo", _("建一个演示店铺"), _demo)
    demo.add_argument("--open", action="store_true", help=_("建好后打开窗口"))
    demo.add_argument("--seed", type=int, default=20261122, help=_("随机种子"))
    return parser


class _Desk:
    """An open desk for the length of one command."""

    def __init__(self, parsed: argparse.Namespace, *, writes: bool = False) -> None:
        self._parsed = parsed
        self._writes = writes

    def __enter__(self) -> Opened:
        paths = find_data(getattr(self._parsed, "data_dir", None))
        self._opened = open_desk(paths)
        staff = self._opened.services.staff
        name = getattr(self._parsed, "person", "")
        people = staff.people()
        if name and (self._writes or any(person.name == name for person in people)):
            staff.act_as(name)
        elif people:
            staff.act_as(people[0].name)
        elif self._writes:
            staff.act_as(getpass.getuser())
        return self._opened

    def __exit__(self, *_exc: object) -> None:
        self._opened.db.close()


def _import(parsed: argparse.Namespace) -> int:
    with _Desk(parsed, writes=not parsed.dry_run) as desk:
        importing = desk.services.importing
        shop = desk.services.shops.named(parsed.shop) if parsed.shop else None
        plan = importing.read(parsed.files, shop.id if shop else None)
        if parsed.shop and shop is None and plan.parsed:
            plan = importing.for_new_shop(plan, parsed.shop)
        if not plan.parsed:
            _print_plan(plan, None, parsed)
            return FILE
        if plan.shop is None and plan.shop_to_create is None:
            names = "、".join(choice.name for choice in plan.shop_choices)
            raise ImportProblem(
                _("这些文件可能属于好几家店铺（{names}），没有写入任何内容。").format(names=names),
                _("请用 --shop 店铺名 指定。"),
            )
        outcome = None if parsed.dry_run else importing.apply(plan)
        _print_plan(plan, outcome, parsed)
    whole = not plan.problems and not any(file.refusal for file in plan.files)
    return DONE if whole else FILE


def _print_plan(
    plan: ImportPlan, outcome: ImportOutcome | None, parsed: argparse.Namespace
) -> None:
    if parsed.json:
        print(json.dumps(_plan_json(plan, outcome), ensure_ascii=False, indent=2))
        return
    for file in plan.files:
        if file.refusal:
            sys.stderr.write(f"{file.name}：{file.refusal} {file.advice}\n")
        else:
            print(
                _("{name}：{title}，{rows} 行").format(
                    name=file.name, title=file.title, rows=file.rows
                )
            )
    if not plan.parsed:
        return
    if plan.shop_to_create is not None:
        platform, name = plan.shop_to_create
        words = (
            _("新建店铺「{name}」（{platform}）")
            if outcome
            else _("将新建店铺「{name}」（{platform}）")
        )
        print(words.format(name=name, platform=label(platform)))
    for kind, title in (("order", _("订单")), ("claim", _("平台售后"))):
        print(
            _("{title}：新增 {new}，更新 {changed}，不变 {same}").format(
                title=title,
                new=plan.count(kind, Change.NEW),
                changed=plan.count(kind, Change.CHANGED),
                same=plan.count(kind, Change.UNCHANGED),
            )
        )
    if outcome is not None:
        print(_("新建售后单 {n} 张").format(n=len(outcome.tickets_new)))
    else:
        print(_("预览结束，没有写入任何内容。"))
    for line in (*plan.conflicts, *plan.questions):
        print(f"! {line}")
    for problem in plan.problems:
        sys.stderr.write(
            f"{_place(problem.file, problem.line, problem.column)}：{problem.message}\n"
        )


def _place(file: str, line: int | None, column: str | None) -> str:
    parts = [file]
    if line is not None:
        parts.append(_("第 {line} 行").format(line=line))
    if column:
        parts.append(f"「{column}」")
    return " ".join(parts)


def _plan_json(plan: ImportPlan, outcome: ImportOutcome | None) -> dict[str, object]:
    shop = plan.shop.name if plan.shop else (plan.shop_to_create or ("", ""))[1]
    return {
        "written": outcome is not None,
        "shop": shop,
        "shop_created": outcome.shop_created if outcome else plan.shop is None,
        "files": [
            {"name": f.name, "format": f.title, "rows": f.rows, "refusal": f.refusal}
            for f in plan.files
        ],
        "orders": {c.value: plan.count("order", c) for c in Change},
        "claims": {c.value: plan.count("claim", c) for c in Change},
        "tickets_new": list(outcome.tickets_new) if outcome else plan.tickets_new,
        "conflicts": list(plan.conflicts),
        "questions": list(plan.questions),
        "problems": [
            {
                "file": p.file,
                "line": p.line,
                "column": p.column,
                "value": p.value,
                "message": p.message,
            }
            for p in plan.problems
        ],
    }


def _tickets(parsed: argparse.Namespace) -> int:
    which = TicketFilter(view=View(parsed.view), search=parsed.search)
    with _Desk(parsed) as desk:
        found: list[TicketSummary] = []
        while page := desk.services.queue.page(which, len(found), _PAGE):
            found.extend(page)
    if parsed.json:
        print(json.dumps([_summary_json(t) for t in found], ensure_ascii=False, indent=2))
        return DONE
    for ticket in found:
        amount = (
            str(Money(ticket.amount_cents, ticket.currency))
            if ticket.amount_cents is not None
            else "—"
        )
        print(
            "  ".join(
                (
                    ticket.number,
                    label(ticket.stage),
                    label(ticket.remedy) if ticket.remedy else "—",
                    amount,
                    ticket.order_no or "—",
                    ticket.goods,
                )
            )
        )
    print(_("{n} 张").format(n=len(found)))
    return DONE


def _summary_json(ticket: TicketSummary) -> dict[str, object]:
    return {
        "number": ticket.number,
        "shop": ticket.shop,
        "platform": ticket.platform,
        "claims": list(ticket.claims),
        "order_no": ticket.order_no,
        "stage": ticket.stage.value,
        "kind": ticket.remedy.value if ticket.remedy else None,
        "buyer": mask_nickname(ticket.buyer) if ticket.buyer else None,
        "goods": ticket.goods,
        "amount_minor": ticket.amount_cents,
        "currency": ticket.currency,
        "due_at": _iso(ticket.due_at),
        "buyer_due_at": _iso(ticket.buyer_due_at),
        "applied_at": _iso(ticket.applied_at),
        "evidence_count": ticket.evidence_count,
    }


def _iso(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _show(parsed: argparse.Namespace) -> int:
    with _Desk(parsed) as desk:
        ticket = desk.services.tickets.by_number(parsed.number)
        timeline = desk.services.tickets.timeline(ticket.id)
    if parsed.json:
        print(json.dumps(ticket_as_json(ticket, timeline), ensure_ascii=False, indent=2))
    else:
        print(ticket_as_text(ticket, timeline))
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    with _Desk(parsed) as desk:
        if parsed.what == "monthly":
            from exports import monthly_xlsx

            year, month = _month(parsed.which)
            path = monthly_xlsx.write(desk.services.reports.month(year, month), parsed.out)
        elif parsed.what == "dispute":
            from exports import dispute_pdf

            ticket = desk.services.tickets.by_number(parsed.which)
            path = dispute_pdf.write(desk.services.reports.dossier(ticket.id), parsed.out)
        else:
            from exports import return_slip_pdf

            ticket = desk.services.tickets.by_number(parsed.which)
            slip = desk.services.reports.slip(ticket.id)
            path = return_slip_pdf.write(slip, parsed.out)
            if slip.address is None:
                sys.stderr.write(_("店铺还没有填写退货地址，退货卡上留了空行。") + "\n")
    print(path)
    return DONE


def _month(text: str) -> tuple[int, int]:
    try:
        at = datetime.strptime(text, "%Y-%m")  # noqa: DTZ007 - a month has no zone
    except ValueError as error:
        raise RuleViolation(
            _("「{text}」不是一个月份。").format(text=text), _("请写成 2026-11 这样。")
        ) from error
    return at.year, at.month


def _verify(parsed: argparse.Namespace) -> int:
    with _Desk(parsed) as desk:
        report = desk.services.verify.run()
    if parsed.json:
        print(
            json.dumps(
                {
                    "clean": report.clean,
                    "events": report.events,
                    "rows": report.rows,
                    "files": report.files,
                    "faults": [{"place": f.place, "sentence": f.sentence} for f in report.faults],
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for fault in report.faults:
            print(f"✕ {fault.place}：{fault.sentence}")
        words = (
            _("校验通过：{events} 条记录、{rows} 行数据、{files} 个证据文件都与写入时一致。")
            if report.clean
            else _("发现 {n} 处不符（共 {events} 条记录、{rows} 行数据、{files} 个证据文件）。")
        )
        print(
            words.format(
                n=len(report.faults), events=report.events, rows=report.rows, files=report.files
            )
        )
    return DONE if report.clean else FOUND


def _demo(parsed: argparse.Namespace) -> int:
    from app.services.demo import demo_folder, fill

    folder = demo_folder(getattr(parsed, "data_dir", None))
    shop = fill(folder, seed=parsed.seed)
    sys.stderr.write(
        _("演示店铺「{name}」已建好：{n} 张售后单。").format(name=shop.name, n=shop.tickets) + "\n"
    )
    print(folder)
    if not parsed.open:
        return DONE
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    return subprocess.call([*program, "--data-dir", str(folder)])
