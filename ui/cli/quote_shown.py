"""A trial calculation as a terminal shows it, and as data."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.approval import Need, needs_sentence
from app.domain.settlement.types import Breakdown, Choices
from app.domain.sheet import Sheet
from app.domain.ticket import Ticket
from app.i18n import _
from ui.cli.terminal import columns, padded


def as_text(ticket: Ticket, made: Sheet, needs: tuple[Need, ...] = ()) -> str:
    """The calculation for a terminal: rows, pieces, limits, checks, who must agree."""
    head = _("{number} 试算：{title}（没有写入任何内容）")
    lines = [head.format(number=ticket.number, title=made.title), ""]
    lines += _table((row.what, row.amount, row.rule) for row in made.rows)
    lines += _part(
        _("每件"), ((f"{one.goods} {one.piece}", one.amount, one.kind) for one in made.pieces)
    )
    used = _("已用 {used}，还剩 {left}")
    lines += _part(
        _("上限"),
        ((cap.name, cap.limit, used.format(used=cap.used, left=cap.left)) for cap in made.caps),
    )
    lines += _part(
        _("满减"),
        ((way, refund, _("采用") if chosen else "") for way, refund, chosen in made.promotion),
    )
    lines += _part(_("买家应付"), ((what, amount, "") for what, amount in made.charges))
    lines += ["", _("检查"), *(f"  {level}：{text}" for level, text in made.checks)]
    if needs:
        lines += ["", needs_sentence(needs)]
    return "\n".join(lines)


def _part(title: str, rows: Iterable[tuple[str, str, str]]) -> list[str]:
    cells = _table(rows)
    return ["", title, *cells] if cells else []


def _table(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Names, amounts flush right, remarks."""
    cells = list(rows)
    name = max((columns(row[0]) for row in cells), default=0)
    amount = max((columns(row[1]) for row in cells), default=0)
    return [
        f"  {padded(what, name)}  {' ' * (amount - columns(much))}{much}  {about}".rstrip()
        for what, much, about in cells
    ]


def as_json(
    ticket: Ticket,
    choices: Choices,
    breakdown: Breakdown,
    made: Sheet,
    needs: tuple[Need, ...],
) -> dict[str, object]:
    """The same as data; amounts are minor units of `currency`."""
    return {
        "number": ticket.number,
        "remedy": choices.remedy.value,
        "currency": breakdown.currency,
        "possible": not breakdown.refused,
        "refund_minor": breakdown.refund_cents,
        "compensation_minor": breakdown.compensation_cents,
        "freight_minor": breakdown.freight_cents,
        "damages_minor": breakdown.damages_cents,
        "charge_minor": breakdown.charge_cents,
        "waived_minor": breakdown.waived_cents,
        "cost_minor": breakdown.cost_cents,
        "rows": [
            {
                "row": line.row.value,
                "label": line.label,
                "amount_minor": line.cents,
                "rule": line.rule,
                "inputs": shown.inputs,
            }
            for line, shown in zip(breakdown.lines, made.rows, strict=True)
        ],
        "payouts": [
            {
                "class": row.money_class.value,
                "amount_minor": row.cents,
                "tender": row.tender.value,
                "line": _position(ticket, row.line_id),
                "units": [part.unit.ordinal for part in row.units],
            }
            for row in breakdown.payouts
        ],
        "caps": [
            {
                "cap": cap.name.value,
                "limit_minor": cap.limit_cents,
                "used_minor": cap.used_cents,
                "left_minor": cap.left_cents,
            }
            for cap in breakdown.caps
        ],
        "guards": [
            {"level": guard.level.value, "code": guard.code, "text": guard.text}
            for guard in breakdown.guards
        ],
        "approval": [
            {"code": need.code, "role": need.role.value, "text": need.text} for need in needs
        ],
    }


def _position(ticket: Ticket, line_id: int | None) -> int | None:
    return next((line.position for line in ticket.order.lines if line.id == line_id), None)
