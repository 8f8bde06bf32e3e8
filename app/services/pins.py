"""PINs: a quick proof of who acts, on a machine that several people share.

Kept as argon2id hashes only. The parameters take about a tenth of a second and 32 MiB, so that
switching stays quick on an old computer while guessing from a stolen file does not. After wrong
tries nobody may try for a while; that is kept in the file and survives a restart. History and log
know that something happened to a PIN, never anything of the PIN itself.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.access import Permission
from app.domain.history import DESK_CHAIN, Json
from app.domain.staff import (
    IDLE_CHOICES,
    IDLE_MINUTES,
    TRIES,
    Person,
    easily_guessed,
    last_owner_leaves,
    pause_after,
    well_formed,
)
from app.errors import NotAllowed, RuleViolation
from app.i18n import _
from app.model.fields import to_instant, to_text
from app.model.journal import Author
from app.model.reading import Reader, Values
from app.model.tables import Setting, StaffPin
from app.model.writing import Write
from app.services.context import HOME_ZONE, Context
from app.services.people import load_people, load_person

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_log = logging.getLogger(__name__)
_IDLE_KEY = "idle_lock_minutes"


class PinService:
    """Setting, proving and taking away PINs; the lock of a desk nobody sits at."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._hasher: PasswordHasher | None = None

    # ------------------------------------------------------------------ who is there

    def switch_to(self, person_id: int, pin: str = "") -> Person:
        """From now on this person acts; `pin` is needed from those who have one.

        Raises `NotAllowed` with the tries left for a wrong PIN, with the time to wait while
        locked out, and for somebody who left.
        """
        person = load_person(self._context.read(), person_id)
        if not person.active:
            raise NotAllowed(_("{name} 已离职，没有切换。").format(name=person.name))
        if person.has_pin:
            self._prove(person, pin)
        self._context.person = person
        self._context.locked = False
        return person

    def paused_until(self, person_id: int) -> datetime | None:
        """Until when nobody may try this person's PIN (UTC); None: one may try now."""
        row = self._context.read().one(StaffPin, staff_id=person_id)
        until = to_instant(row["locked_until_at"]) if row else None
        return until if until is not None and self._context.now() < until else None

    def when_forgotten(self, person_id: int) -> str:
        """What somebody does who has forgotten their PIN, as one sentence.

        The owner resets it. The only owner has nobody to ask and takes it away with `forget`.
        """
        person = load_person(self._context.read(), person_id)
        if _is_only_owner(self._context.read(), person):
            return _(
                "忘了 PIN：你是唯一的店主，可以在命令行运行 staff pin {name} --forgotten 取消，"
                "历史里会写明。"
            ).format(name=person.name)
        return _("忘了 PIN，可以请店主重设。")

    def lock(self) -> bool:
        """Nothing is written until the acting person is back; False when they have no PIN."""
        person = self._context.person
        if person is None or not load_person(self._context.read(), person.id).has_pin:
            return False
        self._context.locked = True
        return True

    def unlock(self, pin: str) -> Person:
        """The acting person is back. Raises as `switch_to`."""
        person = self._context.person
        if person is None:
            raise NotAllowed(_("还不知道是谁在操作。"), _("请先选择你的名字。"))
        return self.switch_to(person.id, pin)

    # ------------------------------------------------------------------ setting and removing

    def set_pin(self, person_id: int, pin: str, old_pin: str = "") -> str:
        """Four to eight digits from now on. Returns a remark when they are easily guessed.

        One's own PIN needs the old one, if there is one; an owner may set anybody's without.
        Raises `RuleViolation` for anything but digits, `NotAllowed` when it is not theirs to set.
        """
        if not well_formed(pin):
            raise RuleViolation(_("PIN 要写 4 到 8 位数字，没有改动。"))
        self._demand_may_set(person_id, old_pin)
        hashed = self._argon2().hash(pin)
        with self._context.write() as write:
            load_person(write, person_id)
            _keep(write, person_id, hashed, self._context.now_text())
            write.event(DESK_CHAIN, "pin_set", {"staff": person_id})
            write.touch("staff", person_id)
        if easily_guessed(pin):
            return _("PIN 已设好；这几个数字很容易被猜到，建议换一组。")
        return ""

    def remove_pin(self, person_id: int, old_pin: str = "") -> None:
        """No PIN from now on; who may is as for `set_pin`."""
        self._demand_may_set(person_id, old_pin)
        with self._context.write() as write:
            row = write.one(StaffPin, staff_id=person_id)
            if row is None or not row["hash"]:
                return
            _keep(write, person_id, "", self._context.now_text())
            write.event(DESK_CHAIN, "pin_removed", {"staff": person_id})
            write.touch("staff", person_id)

    def forget(self, person_id: int) -> None:
        """The only owner has forgotten the PIN: take it away, and let the history tell so.

        A PIN keeps colleagues apart at one desk. It keeps nobody out who may change the files of
        the computer, so that a shop need not be lost with it. Raises `NotAllowed` when another
        owner could set a new one, or for anybody else.
        """
        with self._context.write_as(self._author(load_person(self._context.read(), person_id))) as (
            write
        ):
            person = load_person(write, person_id)
            if not _is_only_owner(write, person):
                raise NotAllowed(
                    _("{name} 的 PIN 可以由店主重设，没有改动。").format(name=person.name),
                    _("请店主在「人员」里重设。"),
                )
            if not person.has_pin:
                return
            _keep(write, person_id, "", self._context.now_text())
            write.event(DESK_CHAIN, "pin_removed", {"staff": person_id, "forgotten": True})
            write.touch("staff", person_id)
        _log.warning("the PIN of staff %d was taken away as forgotten", person_id)

    def _demand_may_set(self, person_id: int, old_pin: str) -> None:
        acting = self._context.acting()
        person = load_person(self._context.read(), person_id)
        if acting.id != person_id:
            self._context.demand(Permission.CONFIGURE, _("重设别人的 PIN"))
        elif person.has_pin:
            self._prove(person, old_pin)

    # ------------------------------------------------------------------ the idle lock

    def idle_minutes(self) -> int:
        """After how many minutes without a hand on it the desk locks; 0: never."""
        row = self._context.read().one(Setting, key=_IDLE_KEY)
        return int(row["value"]) if row else IDLE_MINUTES

    def set_idle_minutes(self, minutes: int) -> None:
        """For everybody who has a PIN. Raises `RuleViolation` for a number nobody means."""
        if minutes not in IDLE_CHOICES:
            raise RuleViolation(
                _("自动锁定的时间要在 0 到 {n} 分钟之间，0 表示不锁。").format(n=IDLE_CHOICES[-1])
            )
        with self._context.write() as write:
            self._context.demand(Permission.CONFIGURE, _("修改自动锁定的时间"))
            row = write.one(Setting, key=_IDLE_KEY)
            if row is None:
                write.insert(Setting, key=_IDLE_KEY, value=str(minutes))
            else:
                write.update(Setting, int(row["id"]), value=str(minutes))
            write.event(DESK_CHAIN, "idle_lock_changed", {"minutes": minutes})
            write.touch("setting", 0)

    # ------------------------------------------------------------------ proving

    def _prove(self, person: Person, pin: str) -> None:
        """Raises `NotAllowed` unless this is the person's PIN; counts wrong ones in the file."""
        row = _row(self._context.read(), person.id)
        self._demand_no_pause(person)
        if not pin:
            raise NotAllowed(
                _("{name} 设了 PIN，请输入。").format(name=person.name),
                _("命令行把它放在环境变量 AFTERSALES_PIN 里。"),
            )
        right = well_formed(pin) and self._matches(str(row["hash"]), pin)
        if right and not row["failures"]:
            return
        with self._context.write_as(self._author(person)) as write:
            # Looked at again inside the write: two guesses at once must both be counted.
            row = _row(write, person.id)
            failures = 0 if right else int(row["failures"]) + 1
            pause = pause_after(failures)
            until = self._context.now() + pause if pause else None
            write.update(
                StaffPin, int(row["id"]), failures=failures, locked_until_at=to_text(until)
            )
            if right:
                write.event(DESK_CHAIN, "pin_proved", {"staff": person.id})
            else:
                said: dict[str, Json] = {"staff": person.id, "failures": failures}
                if until is not None:
                    said["locked_until"] = to_text(until)
                write.event(DESK_CHAIN, "pin_refused", said)
        if not right:
            _log.warning("wrong PIN for staff %d, %d in a row", person.id, failures)
            raise _wrong(failures, until, self.when_forgotten(person.id))

    def _demand_no_pause(self, person: Person) -> None:
        until = self.paused_until(person.id)
        if until is not None:
            raise NotAllowed(
                _("{name} 的 PIN 输错太多次，还要等 {wait} 才能再试。").format(
                    name=person.name, wait=_wait(self._context.now(), until)
                ),
                self.when_forgotten(person.id),
            )

    def _author(self, person: Person) -> Author:
        """Whoever acts, else the person who says to be there: a desk may start behind its lock."""
        acting = self._context.person or person
        context = self._context
        return Author(
            acting.id,
            ",".join(acting.roles),
            context.now(),
            context.clock.monotonic_ms(),
            HOME_ZONE,
        )

    def _matches(self, hashed: str, pin: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._argon2().verify(hashed, pin)
        except (VerificationError, InvalidHashError):
            return False

    def _argon2(self) -> PasswordHasher:
        if self._hasher is None:
            # Loaded when a PIN is first met: the first picture does not wait for it.
            from argon2 import PasswordHasher

            self._hasher = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
        return self._hasher


def _row(read: Reader, person_id: int) -> Values:
    row = read.one(StaffPin, staff_id=person_id)
    if row is None:
        raise NotAllowed(_("PIN 刚被改过，请再试一次。"))
    return row


def _keep(write: Write, person_id: int, hashed: str, now: str) -> None:
    """A new hash, or none: either way earlier wrong tries are forgotten."""
    row = write.one(StaffPin, staff_id=person_id)
    values: Values = {"hash": hashed, "failures": 0, "locked_until_at": None, "set_at": now}
    if row is None:
        write.insert(StaffPin, staff_id=person_id, **values)
    else:
        write.update(StaffPin, int(row["id"]), **values)


def _is_only_owner(read: Reader, person: Person) -> bool:
    return person.is_owner and last_owner_leaves(load_people(read), person.id, ())


def _wrong(failures: int, until: datetime | None, advice: str) -> NotAllowed:
    if until is None:
        return NotAllowed(_("PIN 不对；还可以试 {n} 次。").format(n=TRIES - failures), advice)
    minutes = int(pause_after(failures).total_seconds()) // 60
    return NotAllowed(
        _("PIN 不对，已经连续错了 {n} 次；{m} 分钟后才能再试。").format(n=failures, m=minutes),
        advice,
    )


def _wait(now: datetime, until: datetime) -> str:
    seconds = int((until - now).total_seconds())
    if seconds < 60:
        return _("{n} 秒").format(n=seconds)
    return _("{n} 分钟").format(n=-(-seconds // 60))
