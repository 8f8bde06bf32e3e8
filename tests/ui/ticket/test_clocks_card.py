"""时限 on the overview: what runs, whose it is, until when, by which rule, and what stands still."""

from __future__ import annotations

from datetime import timedelta

from app.domain.deadlines.clock import OverdueCause
from app.domain.remedy import CancelReason, Remedy
from app.domain.ticket import Ticket
from app.domain.workflow import Verb
from app.model import tables
from tests.ui.hands import click
from tests.ui.shop_floor import ShopFloor, dialog_of
from tests.ui.ticket import scenes
from ui.decide.acknowledging import AcknowledgeDialog
from ui.ticket.notices import NoticeBanner
from ui.ticket.pane import TicketPane
from ui.widgets.button import Button


def told(pane: TicketPane) -> dict[str, str]:
    """Names of clocks with what is said of them; the line below a name under the name with a bar."""
    found, name = {}, ""
    for fact in pane.overview.clocks.facts.facts:
        name = fact.name or f"{name}|"
        found[name] = fact.text
    return found


def test_every_clock_says_whose_it_is_and_how_it_was_computed(
    pane: TicketPane, ticket: Ticket
) -> None:
    pane.show_ticket(ticket.id)
    said = told(pane)
    assert said["首次联系"] == "本店 · 明天 11:00（剩 23 小时 00 分）"
    assert said["首次联系|"].startswith("2 个工作小时：申请")
    assert "截止 11/23 11:00" in said["首次联系|"]
    assert "建议值" in said["首次联系|"], "where the limit comes from"
    assert "2026-11-22 查阅" in said["首次联系|"]
    assert said["核实"].startswith("本店 · 明天 17:00")
    assert "核实最长" in said


def test_the_files_own_end_says_so(pane: TicketPane, ticket: Ticket) -> None:
    pane.show_ticket(ticket.id)
    said = told(pane)
    assert said["平台时限"] == "平台 · 明天 18:00（剩 1 天）"
    assert said["平台时限|"] == "平台文件里的时限"


def test_an_estimate_is_marked_and_the_card_says_what_that_means(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    with floor.services.context.write() as write:
        write.update(tables.PlatformClaim, ticket.claims[0].id, due_at=None, due_owner="")
        write.event(ticket.id, "order_changed", {})
    floor.services.review.note(ticket.id, "看过")
    pane.show_ticket(ticket.id)
    said = told(pane)
    assert said["平台时限"].startswith("平台·估 · ")
    assert "未核实" in said["平台时限|"]
    assert "本店 · 剩 23 小时 00 分" in [pill.text() for pill in pane.head.pills]


def test_what_stands_still_says_why(pane: TicketPane, floor: ShopFloor, ticket: Ticket) -> None:
    until = floor.clock.now() + timedelta(days=3)
    asked = floor.services.review.request_info(ticket.id, None, "照片", until)
    pane.show_ticket(asked.id)
    said = told(pane)
    assert said["核实"] == "本店 · 暂停：等买家补充资料，已用的时间保留"
    assert said["补充资料"].startswith("买家 · 11-25 12:00（剩 3 天）")
    assert said["补充资料|"] == "请买家补充时约定"


def test_where_only_the_buyer_acts_the_head_says_the_buyer(
    pane: TicketPane, floor: ShopFloor
) -> None:
    offered = scenes.offer(
        floor, scenes.cups(floor), Remedy.COMPENSATION,
        agreed=False, hours=48, compensation_cents=800,
    )  # fmt: skip
    pane.show_ticket(offered.id)
    assert "本店时限暂停：协商中" in told(pane).values()
    assert told(pane)["答复方案"].startswith("买家 · ")


def test_an_ended_ticket_has_no_card(pane: TicketPane, floor: ShopFloor, ticket: Ticket) -> None:
    floor.services.closing.cancel(ticket.id, ticket.version, CancelReason.AGREED, "")
    pane.show_ticket(ticket.id)
    assert pane.overview.clocks.isHidden()


def test_what_ran_out_asks_for_its_cause(
    pane: TicketPane, floor: ShopFloor, ticket: Ticket
) -> None:
    floor.services.sweep.run()
    floor.clock.advance(timedelta(hours=24))
    floor.services.sweep.run()
    pane.show_ticket(ticket.id)
    banner = next(
        one
        for one in pane.overview.findChildren(NoticeBanner)
        if one.notice is not None and one.notice.verb is Verb.ACKNOWLEDGE
    )
    assert banner.notice is not None
    assert "首次联系 应在 11-23 11:00 前" in banner.notice.text
    click(banner.findChildren(Button)[0])
    dialog = dialog_of(AcknowledgeDialog)
    assert dialog.problem() == "请选择原因。"
    dialog.cause.set_value(OverdueCause.COMMUNICATION.value)
    click(dialog.primary)
    (breach,) = floor.ticket(ticket.id).breaches
    assert breach.cause is OverdueCause.COMMUNICATION
    assert not any(n.verb is Verb.ACKNOWLEDGE for n in pane.overview.notices.shown)
