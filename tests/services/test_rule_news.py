"""Changes of the rules are told once to each person."""

from __future__ import annotations

from datetime import timedelta

from app.domain.order import Platform
from tests.services.bench import Bench
from tests.services.rule_hands import TODAY, change

DAY = timedelta(days=1)


def news(bench: Bench) -> list[str]:
    return [one.text for one in bench.services.rules.news()]


def read_all(bench: Bench) -> None:
    bench.services.rules.seen(one.id for one in bench.services.rules.news())


def test_what_ships_is_told_once_to_each_person_for_the_platforms_of_the_desk(
    bench: Bench,
) -> None:
    titles = [one.title for one in bench.services.rules.news()]
    assert sorted(titles) == ["淘宝", "通用规则"]
    read_all(bench)
    assert news(bench) == []
    bench.services.staff.add("阿青", ("agent",))
    bench.services.staff.act_as("阿青")
    assert len(news(bench)) == 2
    read_all(bench)
    read_all(bench)
    bench.services.staff.act_as("小周")
    bench.services.shops.create(Platform.JD, "京东店")
    assert [one.title for one in bench.services.rules.news()] == ["京东"]


def test_a_change_is_told_to_the_others_once_it_holds(bench: Bench) -> None:
    bench.services.staff.add("阿青", ("agent",))
    read_all(bench)
    change(bench, valid_from=TODAY + 2 * DAY)
    assert news(bench) == [], "whoever made it knows"
    bench.services.staff.act_as("阿青")
    read_all(bench)
    assert news(bench) == [], "it does not hold yet"
    bench.clock.advance(timedelta(days=2))
    assert news(bench) == ["「质量问题」 改为 30 天（规则库：15 天）。原因：页面写了更久"]
    read_all(bench)
    assert news(bench) == []


def test_the_end_of_a_change_is_told_to_whoever_was_told_of_it(bench: Bench) -> None:
    bench.services.staff.add("阿青", ("agent",))
    bench.services.staff.add("小林", ("agent",))
    made = change(bench)
    bench.services.staff.act_as("阿青")
    read_all(bench)
    bench.services.staff.act_as("小周")
    bench.services.rules.remove(made.id)
    bench.services.staff.act_as("阿青")
    assert news(bench) == ["「质量问题」 不再按本店的 30 天，恢复规则库的 15 天。"]
    bench.services.staff.act_as("小林")
    read_all(bench)
    assert news(bench) == []


def test_whoever_comes_later_is_not_told_what_was_before(bench: Bench) -> None:
    change(bench)
    bench.clock.advance(timedelta(days=1))
    bench.services.staff.add("阿青", ("agent",))
    bench.services.staff.act_as("阿青")
    assert news(bench) == []
