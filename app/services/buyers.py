"""Buyers of a shop, told apart by their nickname; everything personal stays in the side table."""

from __future__ import annotations

from app.model.tables import Buyer
from app.model.writing import Write


def buyer_named(write: Write, shop_id: int, nickname: str, now: str) -> int | None:
    """The buyer of this shop with this nickname, made when there is none; None without a name."""
    if not nickname:
        return None
    rows = write.query(
        "SELECT b.id FROM personal p JOIN buyer b ON b.id = p.subject_id"
        " WHERE p.subject = 'buyer' AND p.field = 'nickname' AND p.value = ? AND b.shop_id = ?",
        (nickname, shop_id),
    )
    if rows:
        return int(rows[0][0])
    key = write.insert(Buyer, shop_id=shop_id, created_at=now)
    write.set_personal("buyer", key, "nickname", nickname)
    return key
