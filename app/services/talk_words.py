"""What was said in talks, questions and judgements of a ticket, as its history tells of them."""

from __future__ import annotations

from app.model.reading import Reader

_SAID = """
    SELECT p.subject, p.subject_id, p.field, p.value FROM contact o
    JOIN personal p ON p.subject = 'contact' AND p.subject_id = o.id WHERE o.ticket_id = ?1
    UNION ALL
    SELECT p.subject, p.subject_id, p.field, p.value FROM follow_up o
    JOIN personal p ON p.subject = 'follow_up' AND p.subject_id = o.id WHERE o.ticket_id = ?1
    UNION ALL
    SELECT p.subject, p.subject_id, p.field, p.value FROM question o
    JOIN personal p ON p.subject = 'question' AND p.subject_id = o.id WHERE o.ticket_id = ?1
    UNION ALL
    SELECT p.subject, p.subject_id, p.field, p.value FROM check_override o
    JOIN personal p ON p.subject = 'check_override' AND p.subject_id = o.id WHERE o.ticket_id = ?1
    UNION ALL
    SELECT p.subject, p.subject_id, p.field, p.value FROM evidence o
    JOIN personal p ON p.subject = 'evidence' AND p.subject_id = o.id WHERE o.ticket_id = ?1
"""


def place(subject: str, key: int, name: str) -> str:
    """Where a text stands, as an event names it: `contact:7:summary`."""
    return f"{subject}:{key}:{name}"


def talk_words(read: Reader, ticket_id: int) -> dict[str, str]:
    """Every text of the ticket's talks by its place; what was erased is empty."""
    return {
        place(subject, int(key), name): str(value or "")
        for subject, key, name, value in read.query(_SAID, (ticket_id,))
    }
