"""
TOML files with other values, and otherwise as their authors wrote them: comments, order, spacing.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence


__all__ = ["with_values", "without_tables"]

_TABLE = re.compile(r"\s*\[{1,2}\s*([\w-]+)")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_CLOSING = ('"""', "'''", "]", "}")


def with_values(text: str, values: Mapping[str, str | Sequence[str] | None]) -> str:
    r"""
    A TOML text whose keys outside tables have these values; those with no value are left out.

    >>> print(with_values('issued = "2013"  # July\nlanguage = "en"', {"issued": "2026"}))
    issued = "2026"
    language = "en"
    <BLANKLINE>
    """
    left = {key: value for key, value in values.items() if value is not None}
    found: list[str] = []
    rest: list[str] = []
    for name, table, statement in _statements(text):
        if table or rest:
            rest.append(statement)
        elif name not in values:
            found.append(statement)
        elif name in left:
            found.append(_line(name, left.pop(name)))
    # What is new comes after the last key, before the empty lines and comments above a table.
    above = len(found)
    while above and not _KEY.match(found[above - 1]):
        above -= 1
    head = [*found[:above], *(_line(key, value) for key, value in left.items()), *found[above:]]
    return "".join((*head, *rest))


def without_tables(text: str, tables: Collection[str]) -> str:
    r"""
    A TOML text without these tables, and without the comments directly above them.

    >>> print(without_tables('a = "1"\n\n[source]\nfile = "x"\n\n[columns]\n', ["source"]))
    a = "1"
    <BLANKLINE>
    [columns]
    <BLANKLINE>
    """
    kept: list[str] = []
    dropped = False
    for name, table, statement in _statements(text):
        if table:
            dropped = name in tables
            while dropped and kept and kept[-1].lstrip().startswith("#"):
                kept.pop()
        if not dropped:
            kept.append(statement)
    body = "".join(kept).rstrip("\n")
    return f"{body}\n" if body else ""


def _statements(text: str) -> Iterator[tuple[str, bool, str]]:
    """
    The statements of a TOML text: the name each is about, whether it begins a table, its lines.

    Empty lines and comments are statements about nothing.
    """
    waiting: list[str] = []
    for line in text.splitlines(keepends=True):
        ended = line if line.endswith("\n") else f"{line}\n"
        waiting.append(ended)
        # A value of several lines can end only where something closes.
        if len(waiting) > 1 and not any(sign in ended for sign in _CLOSING):
            continue
        statement = "".join(waiting)
        if not _is_complete(statement):
            continue
        waiting = []
        table = _TABLE.match(statement)
        key = _KEY.match(statement)
        name = table[1] if table else key[1] if key else ""
        yield name, table is not None, statement
    if waiting:
        yield "", False, "".join(waiting)


def _is_complete(statement: str) -> bool:
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _line(key: str, value: str | Sequence[str]) -> str:
    # A JSON string, and a list of them, are TOML, too.
    plain = value if isinstance(value, str) else list(value)
    return f"{key} = {json.dumps(plain, ensure_ascii=False)}\n"
