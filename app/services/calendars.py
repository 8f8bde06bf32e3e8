"""When each shop works: opening hours, public holidays, days a person set."""

from __future__ import annotations

from app.domain.deadlines.calendar import WorkCalendar
from app.errors import NotFound
from app.i18n import _
from app.model.tables import Shop
from app.services.calendar_reading import calendar_of
from app.services.context import Context


class CalendarService:
    """When each shop works: opening hours, public holidays, days a person set."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def for_shop(self, shop_id: int) -> WorkCalendar:
        """The calendar a shop's time is counted by. Raises `NotFound`."""
        read = self._context.read()
        row = read.get(Shop, shop_id)
        if row is None:
            raise NotFound(_("找不到这家店铺。"))
        return calendar_of(read, row)
