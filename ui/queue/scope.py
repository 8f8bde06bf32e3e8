"""What the list shows at the moment: a view of the rail, a search, a shop, a kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.labels import label
from app.domain.remedy import Remedy
from app.domain.ticket_list import TicketFilter, View
from app.i18n import _

_NEWEST_FIRST = frozenset({View.COMPLETED, View.CLOSED, View.ALL})

KINDS = (
    Remedy.REFUND_ONLY,
    Remedy.RETURN_REFUND,
    Remedy.COMPENSATION,
    Remedy.EXCHANGE,
    Remedy.RESHIP,
    Remedy.REPAIR,
    Remedy.PRICE_PROTECTION,
    Remedy.FREIGHT,
)
"""The kinds a merchant filters by, the frequent ones first."""


def name_of(view: View) -> str:
    """What a view is called in the rail and above the list."""
    return _("全部未结") if view is View.OPEN else label(view)


@dataclass(frozen=True, slots=True)
class Scope:
    """A search looks at all tickets, ended ones too, until a view is chosen to narrow it.

    A number read out on the phone must be found wherever its ticket stands.
    """

    view: View = View.OPEN
    search: str = ""
    narrowed: bool = False
    shop_id: int | None = None
    kind: Remedy | None = None

    @property
    def everywhere(self) -> bool:
        """Whether a search looks beyond the view."""
        return bool(self.search) and not self.narrowed

    @property
    def shown_view(self) -> View:
        """The view whose tickets are listed."""
        return View.ALL if self.everywhere else self.view

    def filter(self) -> TicketFilter:
        """The same as the queue service takes it."""
        kinds = (self.kind,) if self.kind is not None else ()
        return TicketFilter(self.shown_view, self.search, self.shop_id, kinds)

    def title(self) -> str:
        """What stands above the list."""
        return _("搜索结果") if self.everywhere else name_of(self.view)

    def order(self) -> str:
        """How the rows are sorted, in words."""
        return _("最新在前") if self.shown_view in _NEWEST_FIRST else _("按截止时间")

    def searching(self, text: str) -> Scope:
        """Another search text. A new search looks everywhere; an empty one ends it."""
        fresh = not self.search or not text
        return replace(self, search=text, narrowed=False if fresh else self.narrowed)

    def in_view(self, view: View) -> Scope:
        """This view; a search under way is narrowed to it."""
        return replace(self, view=view, narrowed=bool(self.search))

    def widened(self) -> Scope:
        """The same search over all tickets, of every kind."""
        return replace(self, narrowed=False, kind=None)
