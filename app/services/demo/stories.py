"""What happens to each ticket of the demo shop, told with the real verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from app.domain.decisions import reject_text
from app.domain.facts import GoodsIn
from app.domain.remedy import CancelReason, RejectReason, Remedy
from app.services.demo import files
from app.services.demo.clerk import Stage

Steps = Iterator[timedelta]
_HOUR = timedelta(hours=1)
_HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Story:
    """A story starts so long before now; `run` yields how long to wait before its next step."""

    age: timedelta
    run: Callable[[Stage], Steps]
    remedy: Remedy = Remedy.REFUND_ONLY
    trouble: int = 0
    due: timedelta = timedelta(days=1)


def _new(stage: Stage) -> Steps:
    stage.arrive(stage.rng.randint(0, 3))
    yield from ()


def _greeted(stage: Stage) -> Steps:
    yield from _new(stage)
    yield _HALF_HOUR
    stage.greet()


def reviewing(stage: Stage) -> Steps:
    """Answered, accepted, described; what to decide is open."""
    stage.arrive(1 + stage.rng.randint(0, 2))
    yield _HOUR
    stage.accept()
    stage.greet()
    stage.write_down()
    stage.judge()


def _need_info(stage: Stage) -> Steps:
    stage.arrive(1)
    yield _HOUR
    stage.accept()
    stage.services.review.request_info(
        stage.ticket_id,
        stage.version,
        "请补充：破损处近照、外箱面单照片、开箱视频（如有）",
        stage.services.review.info_until(stage.ticket),
    )


def offered(stage: Stage) -> Steps:
    """A small compensation is offered."""
    yield from reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=False, cents=stage.rng.choice((500, 800, 1000)))


def _declined(stage: Stage) -> Steps:
    yield from offered(stage)
    yield 2 * _HOUR
    stage.services.decide.buyer_declines(stage.ticket_id, stage.version, "太少了，至少 15 块吧")


def _awaiting_return(stage: Stage) -> Steps:
    yield from reviewing(stage)
    yield 3 * _HOUR
    stage.decide(Remedy.RETURN_REFUND, agreed=True)
    stage.platform(files.AWAITING_GOODS, 3)


def in_transit(stage: Stage) -> Steps:
    """The goods are on their way back."""
    yield from _awaiting_return(stage)
    yield 20 * _HOUR
    stage.send_back()
    stage.platform(files.GOODS_SENT, stage.rng.randint(1, 6))


def _received(stage: Stage) -> Steps:
    yield from in_transit(stage)
    yield 50 * _HOUR
    stage.receive()


def _flawed(stage: Stage) -> Steps:
    yield from _received(stage)
    yield _HOUR
    stage.inspect(GoodsIn.WORN)


def _to_refund(stage: Stage) -> Steps:
    yield from _received(stage)
    yield _HOUR
    stage.inspect()


def _paid(stage: Stage) -> Steps:
    yield from _to_refund(stage)
    yield 2 * _HOUR
    stage.pay()


def _confirming(stage: Stage) -> Steps:
    yield from _paid(stage)
    yield 24 * _HOUR
    stage.money_arrives()


def _completed(stage: Stage) -> Steps:
    yield from _confirming(stage)
    yield 24 * _HOUR
    stage.finish()


def _compensated(stage: Stage) -> Steps:
    yield from reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.COMPENSATION, agreed=True, cents=stage.rng.choice((500, 600, 1000)))
    yield 3 * _HOUR
    stage.pay()
    yield 20 * _HOUR
    stage.money_arrives()
    yield 20 * _HOUR
    stage.finish()


def _refund_planned(stage: Stage) -> Steps:
    yield from reviewing(stage)
    yield 2 * _HOUR
    stage.decide(Remedy.REFUND_ONLY, agreed=True)


def _refunded(stage: Stage) -> Steps:
    yield from _refund_planned(stage)
    yield 3 * _HOUR
    stage.pay()
    yield 20 * _HOUR
    stage.money_arrives()


def _refunded_and_closed(stage: Stage) -> Steps:
    yield from _refunded(stage)
    yield 30 * _HOUR
    stage.finish()


def _rejected(stage: Stage) -> Steps:
    yield from reviewing(stage)
    yield 5 * _HOUR
    ticket = stage.ticket
    stage.services.review.reject(
        ticket.id,
        ticket.version,
        RejectReason.NO_FAULT_FOUND,
        reject_text(RejectReason.NO_FAULT_FOUND),
    )
    stage.platform(files.REFUSED)


def _cancelled(stage: Stage) -> Steps:
    yield from reviewing(stage)
    yield 6 * _HOUR
    stage.services.closing.cancel(
        stage.ticket_id, stage.version, CancelReason.SOLVED_BY_BUYER, "买家擦拭后污渍消失"
    )
    stage.platform(files.CLOSED)


def _paid_on_platform(stage: Stage) -> Steps:
    stage.arrive(2)
    yield _HOUR
    stage.greet()
    yield 6 * _HOUR
    stage.platform(files.PAID)


def _paid_behind_our_back(stage: Stage) -> Steps:
    """The platform pays while the desk is still looking at it: a mismatch for a person."""
    yield from reviewing(stage)
    yield 5 * _HOUR
    stage.platform(files.PAID)


_RR, _RO, _PC = Remedy.RETURN_REFUND, Remedy.REFUND_ONLY, Remedy.COMPENSATION


def _days(number: int, hours: int = 0) -> timedelta:
    return timedelta(days=number, hours=hours)


def _many(
    count: int, age: timedelta, run: Callable[[Stage], Steps], remedy: Remedy, apart: int = 420
) -> list[Story]:
    """Stories of one kind, begun so many minutes `apart`; nothing of them is late."""
    # minutes from now; some are about to run out
    dues = (1800, 84, 2900, 2130, 4300, 185, 3300, 700, 1235, 2500, 1500, 2100, 3900)
    return [
        Story(
            age + timedelta(minutes=apart * n),
            run,
            remedy,
            trouble=(n * 3 + int(age.days)) % 8,
            due=timedelta(minutes=dues[(n + int(age.days)) % len(dues)]),
        )
        for n in range(count)
    ]


STORIES: tuple[Story, ...] = (
    *_many(4, _days(0), _new, _RR, 24),
    *_many(6, _days(0, 2), _greeted, _RR, 48),
    *_many(6, _days(0, 3), reviewing, _RO, 54),
    *_many(5, _days(1), _need_info, _RR),
    *_many(5, _days(0, 6), offered, _PC),
    *_many(3, _days(0, 6), _declined, _PC, 60),
    *_many(8, _days(1), _awaiting_return, _RR),
    *_many(5, _days(2), in_transit, _RR),
    *_many(3, _days(3, 5), _received, _RR),
    *_many(2, _days(3, 7), _flawed, _RR, 60),
    *_many(4, _days(3, 8), _to_refund, _RR, 120),
    *_many(4, _days(0, 6), _refund_planned, _RO, 120),
    *_many(2, _days(4), _paid, _RR),
    *_many(4, _days(3), _refunded, _RO),
    *_many(3, _days(6), _confirming, _RR),
    *_many(5, _days(14), _completed, _RR),
    *_many(4, _days(9), _compensated, _PC),
    *_many(3, _days(12), _refunded_and_closed, _RO),
    *_many(3, _days(6), _rejected, _RR),
    *_many(3, _days(5), _cancelled, _RO),
    *_many(2, _days(6), _paid_on_platform, _RO),
    *_many(1, _days(0, 8), _paid_behind_our_back, _RO),
)
