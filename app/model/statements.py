"""The SQL of single rows, built once per table by peewee and then reused.

peewee builds its text anew for every query, which costs several times what SQLite needs to run
it; a decision writes a dozen rows, so the text is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from peewee import fn

from app.model.tables import Table


@cache
def columns(table: type[Table]) -> tuple[str, ...]:
    """The column names of a table in their fixed order."""
    return tuple(field.column_name for field in table._meta.sorted_fields)


@cache
def _defaults(table: type[Table]) -> Mapping[str, Any]:
    return {
        field.column_name: field.default
        for field in table._meta.sorted_fields
        if not (field.primary_key and field.field_type == "AUTO")
    }


@cache
def key_column(table: type[Table]) -> str:
    """The name of the primary key."""
    key: Any = table._meta.primary_key
    return str(key.column_name)


@cache
def _insert_sql(table: type[Table]) -> str:
    fields = [table._meta.columns[name] for name in _defaults(table)]
    # Text fields would turn a stand-in into text, so every value is None: only the SQL is kept.
    sql, _params = table.insert_many([tuple(None for _f in fields)], fields=fields).sql()
    return str(sql)


def insert(table: type[Table], values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """SQL and parameters of one new row; columns not named get the table's default.

    Raises `KeyError` for a column the table does not have.
    """
    defaults = _defaults(table)
    row = {**defaults, **values}  # in the order of the defaults
    if len(row) != len(defaults):
        raise KeyError(f"{table.__name__} has no column {sorted(values.keys() - defaults.keys())}")
    return _insert_sql(table), tuple(row.values())


@cache
def _update_sql(table: type[Table], names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    changes = {table._meta.columns[name]: None for name in names}
    ordered = sorted(changes, key=_sort_key)
    key = table._meta.primary_key
    sql, _params = table.update(changes).where(key == 0).sql()
    return str(sql), tuple(field.column_name for field in ordered)


def _sort_key(field: Any) -> Any:
    return field._sort_key


def update(
    table: type[Table], key: int | str, values: Mapping[str, Any]
) -> tuple[str, tuple[Any, ...]]:
    """SQL and parameters that change the named columns of one row."""
    sql, ordered = _update_sql(table, tuple(sorted(values)))
    return sql, (*(values[name] for name in ordered), key)


@cache
def select_by(table: type[Table], names: tuple[str, ...]) -> str:
    """SQL of all rows of a table whose named columns equal the parameters, by primary key."""
    query = table.select()
    for name in names:
        query = query.where(table._meta.columns[name] == 0)
    sql, _params = query.order_by(table._meta.primary_key).sql()
    return str(sql)


@cache
def count(table: type[Table]) -> str:
    """SQL of how many rows a table has."""
    sql, _params = table.select(fn.COUNT(table._meta.primary_key)).sql()
    return str(sql)


@cache
def delete_by_key(table: type[Table]) -> str:
    """SQL that removes one row."""
    sql, _params = table.delete().where(table._meta.primary_key == 0).sql()
    return str(sql)
