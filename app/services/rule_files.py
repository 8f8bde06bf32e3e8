"""The rule packs that ship with the program, read from `resources/rulepacks/*.toml`, strictly.

A pack is named like the platform it is for, so that a platform is added by writing one file. A
file is read when its shop is first asked about and then kept; a mistake in it is refused with
file, key and value, because a rule that is silently left out would be missed by nobody.

    id, title, version, based_on        based_on names the pack that fills what is left out
    [[changes]] on, text                announced once to each person
    [[rules]] source, mark, read_on     of everything below it; also valid_from, article
    [rules.values]
    "key" = 3 | true | "buyer" | ["a", "b"] | "48 natural_hours" | "4 window_hours 09:00-18:00"
    "key@food+fresh" = { is = "48 natural_hours", expiry = "auto_agree", note = "…" }
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import resources
from app.domain.deadlines.span import TimeUnit
from app.domain.rulepack.accepting import accepted, known_key
from app.domain.rulepack.keys import RuleKey, ValueKind
from app.domain.rulepack.pack import GENERIC, RulePack
from app.domain.rulepack.values import ALWAYS, Expiry, Mark, RuleValue
from app.errors import RuleViolation
from app.i18n import _

_SHIPPED = (Mark.VERIFIED, Mark.PARTLY, Mark.UNVERIFIED)
_PACK = frozenset({"id", "title", "version", "based_on", "changes", "rules"})
_RULES = frozenset({"source", "mark", "read_on", "valid_from", "article", "values"})
_VALUE = frozenset({"is", "expiry", "note"})


def folder() -> Path:
    """Where the packs are."""
    return resources.path("rulepacks")


@cache
def pack_ids() -> tuple[str, ...]:
    """The names of all packs, the one all others are based on first."""
    names = sorted(file.stem for file in folder().glob("*.toml"))
    return (GENERIC, *(name for name in names if name != GENERIC))


@lru_cache(maxsize=64)
def pack(pack_id: str) -> RulePack:
    """The pack of that name. Raises `RuleViolation` when its file is not valid."""
    file = folder() / f"{pack_id}.toml"
    return parsed_pack(file.read_text(encoding="utf-8"), file.name)


@lru_cache(maxsize=64)
def chain(pack_id: str) -> tuple[RulePack, ...]:
    """The pack of a platform under all it is based on, the most general first.

    A name without a file gets the generic pack alone.
    """
    found: list[RulePack] = []
    name = pack_id if pack_id in pack_ids() else GENERIC
    while name:
        found.insert(0, pack(name))
        name = found[0].based_on
        if any(one.id == name for one in found):
            raise _refused(f"{pack_id}.toml", "based_on", name, _("自己依据自己"))
    return tuple(found)


def all_packs() -> tuple[RulePack, ...]:
    """Every pack that ships."""
    return tuple(pack(name) for name in pack_ids())


def parsed_pack(text: str, file: str) -> RulePack:
    """A pack from the text of its file. Raises `RuleViolation` naming file, key and value."""
    import tomllib  # 5 ms that the first picture need not wait for

    try:
        top = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(file, "", str(error), _("不是有效的 TOML")) from error
    _only(file, "", top, _PACK)
    pack_id = _text(file, "id", top)
    if pack_id != Path(file).stem:
        raise _refused(file, "id", pack_id, _("与文件名不同"))
    version = _text(file, "version", top)
    values = tuple(
        value
        for block in top.get("rules", ())
        for value in _block(file, block, f"{pack_id} {version}")
    )
    seen: set[tuple[str, str, date]] = set()
    for value in values:
        name = (value.key, value.category, value.valid_from)
        if name in seen:
            raise _refused(file, "@".join(filter(None, name[:2])), value.value, _("写了两次"))
        seen.add(name)
    based_on = top.get("based_on", "")
    if (pack_id == GENERIC) is bool(based_on):
        raise _refused(file, "based_on", based_on, _("只有通用规则不依据别的规则"))
    return RulePack(
        id=pack_id,
        title=_text(file, "title", top),
        version=version,
        values=values,
        based_on=based_on,
        changes=tuple(
            (_day(file, "changes.on", one, "on"), _text(file, "text", one))
            for one in top.get("changes", ())
        ),
    )


def _block(file: str, block: dict[str, Any], named: str) -> Iterator[RuleValue]:
    """The values of one `[[rules]]`: all of them said by the same rule, read on the same day."""
    source = _text(file, "source", block)
    _only(file, source, block, _RULES)
    mark = block.get("mark")
    if mark not in _SHIPPED:
        raise _refused(file, source, mark, _("缺少 mark，要写 V、P 或 U"))
    read_on = _day(file, source, block, "read_on")
    valid_from = _day(file, source, block, "valid_from", ALWAYS)
    for name, said in block.get("values", {}).items():
        key_name, _at, categories = name.partition("@")
        entry = said if isinstance(said, dict) else {"is": said}
        _only(file, name, entry, _VALUE)
        for category in categories.split("+"):
            try:
                key = known_key(key_name, category)
                raw, unit, window = _read(key, entry.get("is"))
                value = accepted(key, raw, unit, window)
                expiry = Expiry(entry.get("expiry", ""))
            except RuleViolation as error:
                raise _refused(file, name, said, error.sentence) from error
            except ValueError as error:
                raise _refused(file, name, said, str(error)) from error
            yield RuleValue(
                key=key.key,
                value=value,
                mark=Mark(mark),
                source=source,
                read_on=read_on,
                unit=unit,
                window=window,
                category=category,
                valid_from=valid_from,
                note=entry.get("note", ""),
                expiry=expiry,
                pack=named,
                article=block.get("article", ""),
            )


def _read(key: RuleKey, said: object) -> tuple[object, TimeUnit | None, str]:
    """A time is written in one text, `4 window_hours 09:00-18:00`; 0 alone says that none holds."""
    if key.kind is not ValueKind.TIME or not isinstance(said, str):
        return said, None, ""
    amount, unit, *window = said.split(" ")
    return int(amount), TimeUnit(unit), " ".join(window)


def _only(file: str, place: str, table: dict[str, Any], known: frozenset[str]) -> None:
    for name, value in table.items():
        if name not in known:
            raise _refused(file, f"{place} {name}".strip(), value, _("不认识的键"))


def _text(file: str, name: str, table: dict[str, Any]) -> str:
    found = table.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _refused(file, name, found, _("不能为空"))
    return found


def _day(
    file: str, place: str, table: dict[str, Any], name: str, default: date | None = None
) -> date:
    found = table.get(name, default)
    if type(found) is not date:
        raise _refused(file, f"{place} {name}", found, _("要写日期"))
    return found


def _refused(file: str, key: str, value: object, why: str) -> RuleViolation:
    return RuleViolation(
        _("规则文件 {file} 里「{key}」= {value} 不对：{why}").format(
            file=file, key=key, value=value, why=why
        )
    )
