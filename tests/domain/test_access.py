"""Masking is the default: only the last four digits of a phone ever show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access import (
    Permission,
    Role,
    mask_address,
    mask_name,
    mask_nickname,
    mask_phone,
    may,
    show_nickname,
)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812342209", "*******2209"),
        ("+86 138 1234 2209", "*******2209"),
        ("86-13812342209", "*******2209"),
        ("１３８１２３４２２０９", "*******2209"),
        ("138****2209", "*******2209"),
        ("0571-88001234", "*******1234"),
        ("0571-88001234-801", "*******4801"),
        ("88001234 转 8021", "*******8021"),
        ("400-800-1234", "*******1234"),
        ("110", "*******"),
        ("1381234****", "***********"),
        ("", ""),
        ("没有电话", ""),
    ],
)
def test_only_the_last_four_digits_of_a_phone_show(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("诸葛亮", "诸葛*"),
        ("歐陽修", "歐陽*"),
        ("阿依古丽·买买提", "阿***"),
        ("John Smith", "J***"),
        ("*先生", "***"),
        ("13812342209", "***"),
        (" ", ""),
    ],
)
def test_a_name_keeps_its_surname_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("nickname", "shown"),
    [
        ("小鹿不迷路", "小***路"),
        ("tb_88213", "t***3"),
        ("A", "A*"),
        ("张三", "张***"),
        ("阿May", "阿***y"),
        ("", ""),
    ],
)
def test_a_nickname_on_paper_keeps_its_ends(nickname: str, shown: str) -> None:
    assert mask_nickname(nickname) == shown


@pytest.mark.parametrize(
    ("nickname", "shown"),
    [
        ("小鹿不迷路", "小鹿不迷路"),
        ("Lin_0821", "Lin_0821"),
        ("小鹿13812342209", "小鹿*******2209"),
        ("138-1234-2209找我", "*******2209找我"),
        ("138 1234 2209", "*******2209"),
        ("(0571)88001234", "(*******1234"),
        ("a13812342209b13812342210", "a*******2209b*******2210"),
    ],
)
def test_on_the_screen_a_nickname_is_itself_but_for_phones(nickname: str, shown: str) -> None:
    assert show_nickname(nickname) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=6), st.text(max_size=6))
def test_no_nickname_ever_gives_a_phone_away(phone: str, before: str, after: str) -> None:
    text = f"{before}{phone}{after}"
    for shown in (mask_nickname(text), show_nickname(text)):
        assert phone not in shown
        assert phone[:7] not in shown
    assert not re.search(r"[0-9]{5}", mask_nickname(text))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "浙江省杭州市余杭区良渚街道示例路 8 号 2 幢 301 室",
            "浙江省杭州市余杭区良渚街道示例路***",
        ),
        ("上海市徐汇区文定路东方公寓A座", "上海市徐汇区文定路***"),
        ("北京市朝阳区示例胡同十二号", "北京市朝阳区示例胡同***"),
        ("北京市朝阳区东方公寓3号楼", "北京市朝阳区***"),
        ("广东省佛山市某镇某村55号 李四 13812342209", "广东省佛山市某镇***"),
        ("8 Example Street", "***"),
        ("东方公寓", "***"),
        ("", ""),
    ],
)
def test_an_address_ends_at_its_street(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text(max_size=40))
def test_no_masked_address_holds_a_digit(address: str) -> None:
    assert not re.search(r"\d", mask_address(address))


def test_the_owner_may_do_everything_and_the_warehouse_only_its_own() -> None:
    assert all(may([Role.OWNER], permission) for permission in Permission)
    assert may([Role.WAREHOUSE], Permission.RECEIVE)
    assert not may([Role.WAREHOUSE], Permission.DECIDE)
    assert may([Role.WAREHOUSE, Role.AGENT], Permission.DECIDE)
    assert not may([], Permission.HANDLE)
