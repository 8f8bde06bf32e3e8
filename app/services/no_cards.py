"""Refusing bank card numbers in whatever somebody wants to store."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.card_numbers import card_like
from app.errors import RuleViolation
from app.i18n import _
from app.model.reading import Reader
from app.model.search import number_key


def demand_no_card(read: Reader, texts: Iterable[str], known: Iterable[str] = ()) -> None:
    """Raises `RuleViolation` when a text holds what looks like a bank card number.

    `known`: numbers that are no cards although they look like one. Numbers of orders, claims and
    parcels of this desk are known without being named.
    """
    found = [number for text in texts for number in card_like(text)]
    if not found:
        return
    ours = {number_key(number) for number in known}
    for number in found:
        if number not in ours and not _is_known(read, number):
            raise RuleViolation(
                _("内容里有像银行卡号的数字（尾号 {tail}），没有写入。").format(tail=number[-4:]),
                _("银行卡号不保存：请删掉或只留后四位，再试一次。"),
            )


def _is_known(read: Reader, number: str) -> bool:
    return bool(
        read.scalar(
            "SELECT EXISTS (SELECT 1 FROM ticket_number WHERE number = ?1)"
            " OR EXISTS (SELECT 1 FROM orders WHERE number = ?1)"
            " OR EXISTS (SELECT 1 FROM orders WHERE tracking = ?1)",
            (number,),
        )
    )
