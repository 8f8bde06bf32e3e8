"""How a check speaks: findings, citations and days in words."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.checks.seen import zone
from app.domain.checks.types import Case, CheckFinding, Cited, Verdict
from app.domain.deadlines.span import TimeUnit
from app.domain.deadlines.wording import day_text as day_words
from app.domain.rulepack import Mark, RuleValue
from app.i18n import _

NO_RULE = Cited()
BY_HOURS = frozenset(
    {TimeUnit.MINUTES, TimeUnit.NATURAL_HOURS, TimeUnit.WORKING_HOURS, TimeUnit.WINDOW_HOURS}
)


def passed(
    check: str,
    title: str,
    fact: str,
    rule: Cited = NO_RULE,
    arithmetic: str = "",
    supplied: tuple[str, ...] = (),
) -> CheckFinding:
    """Nothing stands against it."""
    return CheckFinding(check, _(title), Verdict.PASS, fact, rule, arithmetic, supplied=supplied)


def refused(
    check: str, title: str, fact: str, rule: Cited = NO_RULE, arithmetic: str = ""
) -> CheckFinding:
    """A known fact stands against it, by a rule somebody has read.

    A rule nobody has confirmed refuses nothing: then a person looks.
    """
    if rule.mark == Mark.UNVERIFIED:
        text = _("{fact}依据的规则未经核实，请先核对再决定。").format(fact=fact)
        return CheckFinding(check, _(title), Verdict.PERSON, text, rule, arithmetic)
    return CheckFinding(check, _(title), Verdict.REFUSE, fact, rule, arithmetic)


def open_question(
    check: str,
    title: str,
    fact: str,
    rule: Cited = NO_RULE,
    arithmetic: str = "",
    missing: tuple[str, ...] = (),
    supplied: tuple[str, ...] = (),
) -> CheckFinding:
    """A person has to look; `missing` is what the buyer could settle it with."""
    return CheckFinding(
        check, _(title), Verdict.PERSON, fact, rule, arithmetic, missing, supplied=supplied
    )


def cited(value: RuleValue | None) -> Cited:
    """The rule a value comes from."""
    if value is None:
        return Cited()
    return Cited(value.key, value.source, value.mark.value, value.article)


def law(source: str) -> Cited:
    """A rule of law that no shop can change."""
    return Cited("", source, Mark.VERIFIED.value, "")


def day_text(case: Case, day: date) -> str:
    """`6/3`, with the year where it is not this one."""
    return day_words(day, case.now.astimezone(zone(case)).date())


def moment_text(case: Case, at: datetime) -> str:
    """`6/3 14:05` in the shop's zone."""
    local = at.astimezone(zone(case))
    return f"{day_text(case, local.date())} {local:%H:%M}"
