"""`import`: platform files in. What can be taken is taken, what cannot is told line by line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.domain.import_plan import Change, ImportOutcome, ImportPlan
from app.domain.labels import label
from app.errors import ImportProblem
from app.i18n import _
from ui.bootstrap import Opened
from ui.cli import exit_codes
from ui.cli.desk import let_act, to_try, to_write
from ui.cli.masking import masked
from ui.cli.terminal import Progress, note, out, out_json

_WEIGHT = {Change.UNCHANGED: 0, Change.CHANGED: 1, Change.NEW: 2}


def run(parsed: argparse.Namespace) -> int:
    """Read the files, show what they change, and write it unless it is a dry run."""
    with to_try(parsed) if parsed.dry_run else to_write(parsed) as desk:
        plan = _read(desk, _once(parsed.files), parsed.shop or "")
        undecided = bool(plan.parsed) and plan.shop is None and plan.shop_to_create is None
        actor, outcome = "", None
        if plan.parsed and not undecided and not parsed.dry_run:
            actor = let_act(desk, getattr(parsed, "person", "")).name
            outcome = desk.services.importing.apply(plan)
    if parsed.json:
        out_json(_as_json(plan, outcome, actor))
    else:
        _print(plan, outcome, actor, undecided=undecided)
    _complain(plan)
    if undecided:
        raise ImportProblem(
            _("这些文件可能属于好几家店铺（{names}），没有写入任何内容。").format(
                names="、".join(shop.name for shop in plan.shop_choices)
            ),
            _("请用 --shop 店铺名 指定。"),
        )
    whole = not plan.problems and not any(file.refusal for file in plan.files)
    return exit_codes.DONE if whole else exit_codes.FILE


def _once(paths: Sequence[Path]) -> list[Path]:
    """Each file once, in the order named."""
    return list({path.absolute(): path for path in paths}.values())


def _read(desk: Opened, paths: list[Path], shop_name: str) -> ImportPlan:
    progress = Progress()
    try:
        return desk.services.importing.read(paths, progress=progress, shop_name=shop_name)
    finally:
        progress.end()


def _counts(plan: ImportPlan, kind: str) -> dict[Change, int]:
    """Orders or claims by what happens to them, each counted once however many files name it."""
    found: dict[str, Change] = {}
    for row in plan.rows:
        if row.kind == kind:
            before = found.get(row.number, Change.UNCHANGED)
            found[row.number] = max(before, row.change, key=_WEIGHT.__getitem__)
    changes = list(found.values())
    return {change: changes.count(change) for change in Change}


def _print(plan: ImportPlan, outcome: ImportOutcome | None, actor: str, *, undecided: bool) -> None:
    for file in plan.files:
        if not file.refusal:
            words = _("{name}：{title}，{rows} 行")
            out(words.format(name=file.name, title=file.title, rows=file.rows))
    if not plan.parsed:
        return
    _print_shop(plan, written=outcome is not None)
    for kind, title in (("order", _("订单")), ("claim", _("平台售后"))):
        counts = _counts(plan, kind)
        out(
            _("{title}：新增 {new}，更新 {changed}，不变 {same}").format(
                title=title,
                new=counts[Change.NEW],
                changed=counts[Change.CHANGED],
                same=counts[Change.UNCHANGED],
            )
        )
    if outcome is not None:
        out(_("新建售后单 {n} 张").format(n=len(outcome.tickets_new)))
        out(_("操作人：{name}").format(name=actor))
    elif not undecided:
        out(_("将新建售后单 {n} 张").format(n=plan.tickets_new))
        out(_("这是预览，没有写入任何内容。"))
    overpaid = outcome.mismatches if outcome is not None else ()
    for line in (*plan.conflicts, *overpaid, *plan.questions):
        out(f"! {masked(line)}")


def _print_shop(plan: ImportPlan, *, written: bool) -> None:
    if plan.shop is not None:
        words = _("店铺：{name}（{platform}）")
        out(words.format(name=plan.shop.name, platform=label(plan.shop.platform)))
    if plan.shop_to_create is not None:
        platform, name = plan.shop_to_create
        words = (
            _("新建店铺「{name}」（{platform}）")
            if written
            else _("将新建店铺「{name}」（{platform}）")
        )
        out(words.format(name=name, platform=label(platform)))
    if plan.address is not None:
        words = _("文件里另有退货地址，可以在窗口的店铺设置里采用。")
        if plan.shop_to_create is not None:
            words = _("退货地址取自文件，可以在窗口的店铺设置里修改。")
        out(words)


def _complain(plan: ImportPlan) -> None:
    for file in plan.files:
        if file.refusal:
            note(masked(" ".join(part for part in (file.refusal, file.advice) if part)))
    for problem in plan.problems:
        note(masked(problem.message))


def _as_json(plan: ImportPlan, outcome: ImportOutcome | None, actor: str) -> dict[str, object]:
    shop = plan.shop.name if plan.shop else (plan.shop_to_create or (None, None))[1]
    return {
        "written": outcome is not None,
        "actor": actor or None,
        "shop": shop,
        "shop_created": plan.shop is None and plan.shop_to_create is not None,
        "shop_choices": [choice.name for choice in plan.shop_choices],
        "files": [
            {
                "name": file.name,
                "format": file.title or None,
                "rows": file.rows,
                "refusal": masked(file.refusal) or None,
                "advice": masked(file.advice) or None,
            }
            for file in plan.files
        ],
        "orders": {change.value: n for change, n in _counts(plan, "order").items()},
        "claims": {change.value: n for change, n in _counts(plan, "claim").items()},
        "tickets_new": len(outcome.tickets_new) if outcome else plan.tickets_new,
        "tickets": list(outcome.tickets_new) if outcome else [],
        "conflicts": [masked(line) for line in plan.conflicts],
        "mismatches": [masked(line) for line in (outcome.mismatches if outcome else ())],
        "questions": [masked(line) for line in plan.questions],
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "value": None if problem.value is None else masked(problem.value),
                "message": masked(problem.message),
            }
            for problem in plan.problems
        ],
    }
