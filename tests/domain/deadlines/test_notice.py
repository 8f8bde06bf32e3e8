"""The yearly announcement of public holidays, as it is published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.deadlines.notice import read_notice
from app.errors import RuleViolation

# 国务院办公厅关于2026年部分节假日安排的通知
OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""
# 国务院办公厅关于2024年部分节假日安排的通知, in one line as some pages give it
OF_2024 = (
    "国务院办公厅关于2024年部分节假日安排的通知 一、元旦：1月1日放假，与周末连休。"
    "二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。"
    "鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。"
    "三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。"
    "四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。"
    "五、端午节：6月10日放假，与周末连休。"
    "六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。"
    "七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"
)


def days(text: str) -> set[date]:
    """`1/1-1/3 4/5` of 2026."""
    found = set()
    for part in text.split():
        first, _, last = part.partition("-")
        ends = [date(2026, *map(int, one.split("/"))) for one in (first, last or first)]
        found |= {ends[0] + timedelta(n) for n in range((ends[1] - ends[0]).days + 1)}
    return found


def test_a_notice_says_which_days_are_off_and_which_are_worked() -> None:
    notice = read_notice(OF_2026, 2030)
    assert notice.year == 2026
    assert set(notice.holidays) == days(
        "1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7"
    )
    assert set(notice.workdays) == days("1/4 2/14 2/28 5/9 9/20 10/10")
    assert notice.holidays[date(2026, 4, 5)] == "清明"
    assert notice.holidays[date(2026, 5, 1)] == "劳动节"


def test_weekends_beside_a_single_day_belong_to_it_where_it_says_so() -> None:
    notice = read_notice(OF_2024, 2030)
    assert notice.year == 2024
    new_year = [day for day, name in notice.holidays.items() if name == "元旦"]
    assert sorted(new_year) == [date(2023, 12, 30), date(2023, 12, 31), date(2024, 1, 1)]
    assert date(2024, 2, 9) not in notice.holidays


def test_a_notice_may_begin_in_the_year_before() -> None:
    text = OF_2026.replace("1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班", "{}")
    said = text.format("2025年12月31日（周三）至2026年1月2日（周五）放假调休，共3天")
    notice = read_notice(said, 2026)
    assert date(2025, 12, 31) in notice.holidays
    assert date(2026, 1, 3) not in notice.holidays
    without_years = text.format("12月31日至1月2日放假调休，共3天。12月28日（周日）上班")
    notice = read_notice(without_years, 2026)
    assert min(notice.holidays) == date(2025, 12, 31)
    assert min(notice.workdays) == date(2025, 12, 28)


def test_two_holidays_in_one_keep_both_names() -> None:
    text = OF_2026.replace("六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n", "")
    notice = read_notice(text.replace("国庆节：", "国庆节、中秋节："), 2026)
    assert notice.holidays[date(2026, 10, 1)] == "国庆、中秋"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("关于2026年", "关于2027年", "对不上"),
        ("1月1日（周四）", "1月1日（周五）", "2026 年 1/1 是周四"),
        ("共9天", "共8天", "写着共 8 天，读到的是 9 天"),
        ("五、端午节：6月19日（周五）至21日（周日）放假，共3天。", "", "没有读到端午的安排"),
        ("10月1日（周四）至7日", "10月1日（周四）至17日", "周六"),
        ("6月19日（周五）至21日（周日）放假，共3天", "照常上班", "没有读到放假的日期"),
        ("6月19日（周五）至21日", "6月19日（周五）至31日", "没有这一天"),
        ("至21日（周日）放假，共3天", "至10月9日（周五）放假", "不像一段假期"),
        ("5月9日（周六）上班", "5月4日（周一）上班", "5/4 既放假又上班"),
    ],
)
def test_a_text_that_contradicts_itself_is_refused(old: str, new: str, said: str) -> None:
    assert old in OF_2026
    with pytest.raises(RuleViolation, match=said) as refused:
        read_notice(OF_2026.replace(old, new), 2026)
    assert refused.value.advice


@pytest.mark.parametrize(
    "text", ["", "明天放假", "元旦：", "一、元旦：日放假", "春节：99月99日放假"]
)
def test_what_is_no_notice_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation):
        read_notice(text, 2027)
