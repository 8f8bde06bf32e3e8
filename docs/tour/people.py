"""Who works at the desk: taking over, roles, limits, and the lock; seen on the demo shop."""

from __future__ import annotations

from typing import Final

from app.domain.staff import Person
from docs.tour.clerk import Clerk

PIN: Final = "4826"


class People:
    """Writes two PINs; everything else is only looked at."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.hands = clerk.hands

    def look(self) -> None:
        """Everything in order."""
        desk = self.clerk.open.desk
        owner, storekeeper = desk.services.staff.people()[0], desk.services.staff.people()[-1]
        for person in (owner, storekeeper):
            desk.services.pins.set_pin(person.id, PIN)
        self.hands.rest(0.3)
        self.take_over(storekeeper)
        self.who_works_here()
        self.limits()
        self.lock()

    def take_over(self, storekeeper: Person) -> None:
        """The list of people, one of them asked for the PIN."""
        hands = self.hands
        hands.click(self.clerk.window.queue.view)
        hands.press("ctrl+shift+p")
        dialog = hands.dialog("PersonDialog")
        row = next(one for one in dialog.list.rows if one.person.id == storekeeper.id)
        hands.click(row)
        hands.type("48")
        self.clerk.camera.take("person")
        hands.press("Escape")
        hands.gone("PersonDialog")

    def who_works_here(self) -> None:
        """The people, and what one of them may do."""
        hands = self.hands
        hands.click(self.clerk.window.rail.people)
        dialog = hands.dialog("PeopleDialog")
        self.clerk.camera.take("people")
        hands.click(dialog.rows[2].edit)
        hands.dialog("PersonForm")
        self.clerk.camera.take("roles")
        hands.press("Escape")
        hands.gone("PersonForm")
        hands.click(dialog.rows[2].pin)
        hands.dialog("PinDialog")
        self.clerk.camera.take("pin")
        hands.press("Escape")
        hands.gone("PinDialog")
        hands.press("Escape")
        hands.gone("PeopleDialog")

    def limits(self) -> None:
        """Up to how much each role decides alone."""
        hands, bar = self.hands, self.clerk.window.bar
        hands.click(bar.person)
        hands.choose(bar.person_menu, "审批额度")
        hands.dialog("LimitsDialog")
        self.clerk.camera.take("limits")
        hands.press("Escape")
        hands.gone("LimitsDialog")

    def lock(self) -> None:
        """Locked at once, and back with the PIN."""
        hands, lock = self.hands, self.clerk.window.lock
        hands.click(self.clerk.window.queue.view)
        hands.press("ctrl+l")
        hands.until("the lock", lambda: lock.on)
        hands.until("the PIN", lock.page.entry.field.hasFocus)
        self.clerk.camera.take("lock")
        hands.type(PIN)
        hands.press("Return")
        hands.until("back", lambda: not lock.on)
        hands.rest(0.3)
