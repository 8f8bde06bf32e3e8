"""How a follow-up came out, in words that fit what it was."""

from __future__ import annotations

import pytest

from app.domain.contact import FollowUpKind
from app.domain.sentences import sentence


@pytest.mark.parametrize(
    ("kind", "kept", "said"),
    [
        (FollowUpKind.CALL_BACK, False, "没有做到"),
        (FollowUpKind.CALL_BACK, True, "已经做到"),
        (FollowUpKind.PROMISE, False, "没有做到"),
        (FollowUpKind.PROGRESS, False, "没有做到"),
        (FollowUpKind.CHECK_REFUND, False, "发现问题"),
        (FollowUpKind.CHECK_PARCEL, True, "一切正常"),
        (FollowUpKind.CHECK_REPAIR, False, "发现问题"),
    ],
)
def test_a_call_that_was_not_made_is_no_trouble_that_was_found(
    kind: FollowUpKind, kept: bool, said: str
) -> None:
    text = sentence("follow_up_done", {"what": kind.value, "kept": kept}, "")
    assert text.endswith(f"，{said}")
