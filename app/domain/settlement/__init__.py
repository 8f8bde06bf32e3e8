"""Money of a decision, pure: order, live money rows and choices → rows, caps, guards, payouts.

Four classes of money. Price refunds (a) and compensation for keeping goods (b) share one cap, what
was paid, and it is absolute. Freight (c) has caps of its own and falls due once. Damages (d) lie
outside and need a document. Points, coupons and stored value are ledgers of their own.
"""

from app.domain.settlement.caps import caps, overdrawn
from app.domain.settlement.ledger import free_ordinals, in_hand, replaceable
from app.domain.settlement.raising import suggest_compensation
from app.domain.settlement.settle import settle
from app.domain.settlement.shares import goods_paid, paid_shares

__all__ = [
    "caps",
    "free_ordinals",
    "goods_paid",
    "in_hand",
    "overdrawn",
    "paid_shares",
    "replaceable",
    "settle",
    "suggest_compensation",
]
