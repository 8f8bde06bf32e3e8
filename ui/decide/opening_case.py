"""Which dialog belongs to which verb about the case itself: details, talk, recoveries, delays."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.workflow import Verb
from ui.decide.way import Way

CASE_WAYS: Mapping[Verb, Way] = {}
