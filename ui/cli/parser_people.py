"""The grammar of people, limits and approvals: commands of the owner and of whoever leads."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ui.cli import help_people
from ui.cli.typed import person, words

Add = Callable[[str, Callable[[], str]], argparse.ArgumentParser]


def add_people(add: Add, shared: argparse.ArgumentParser, program: str) -> None:
    """Add `staff`, `limits`, `approvals`, `approve` and `deny`."""
    _staff(add("staff", help_people.staff), shared, program)
    _limits(add("limits", help_people.limits), shared, program)
    add("approvals", help_people.approvals).add_argument("--json", action="store_true")
    approving = add("approve", help_people.approve)
    approving.add_argument("number", metavar="单号")
    approving.add_argument("--note", type=words, default="", metavar="文字")
    denying = add("deny", help_people.deny)
    denying.add_argument("number", metavar="单号")
    denying.add_argument("--reason", type=words, required=True, metavar="原因")


def _staff(staff: argparse.ArgumentParser, shared: argparse.ArgumentParser, program: str) -> None:
    staff.add_argument("--all", action="store_true")
    staff.add_argument("--json", action="store_true")
    doing = staff.add_subparsers(dest="doing", metavar="操作")

    def add(name: str) -> argparse.ArgumentParser:
        one = doing.add_parser(
            name, prog=f"{program} staff {name}", text=help_people.staff, parents=[shared]
        )
        if name != "list":
            one.add_argument("name", type=person, metavar="名字")
        return one

    listing = add("list")
    for option in ("--all", "--json"):
        # The same before and after the word; what was said before it must not be forgotten.
        listing.add_argument(option, action="store_true", default=argparse.SUPPRESS)
    add("add").add_argument("--roles", type=words, required=True, metavar="角色")
    add("roles").add_argument("roles", type=words, metavar="角色")
    add("rename").add_argument("new_name", type=person, metavar="新名字")
    add("leave")
    add("return")
    pin = add("pin")
    pin.add_argument("--remove", action="store_true")
    pin.add_argument("--forgotten", action="store_true")


def _limits(limits: argparse.ArgumentParser, shared: argparse.ArgumentParser, program: str) -> None:
    limits.add_argument("--json", action="store_true")
    doing = limits.add_subparsers(dest="doing", metavar="操作")

    def add(name: str) -> argparse.ArgumentParser:
        return doing.add_parser(
            name, prog=f"{program} limits {name}", text=help_people.limits, parents=[shared]
        )

    add("list").add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    for name in ("set", "remove"):
        one = add(name)
        one.add_argument("role", type=words, metavar="角色")
        one.add_argument("scope", type=words, metavar="范围")
        if name == "set":
            one.add_argument("amount", type=words, metavar="金额")
        one.add_argument("--remedy", type=words, default="", metavar="方式")
        one.add_argument("--currency", type=words, default="CNY", metavar="币种")
