"""Reads layout profiles, strictly: an unknown key or a wrong value is an error."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from guidegraph.importers.documents.profiles.profile import (
    LONGEST,
    MOST_WILD,
    ColumnRule,
    FurnitureRule,
    HeadingRule,
    ItemKind,
    LayoutProfile,
    normal,
)
from guidegraph.importers.manifest import TomlTable, table_from_toml


__all__ = ["COLUMN_HOLDS", "LEVELS", "profile_from_toml", "profile_text", "shipped"]

COLUMN_HOLDS: Final = ("number", "label", "text", "attribute")
"""What a column of a table can hold."""
LEVELS: Final = {
    ItemKind.TITLE: 1,
    ItemKind.SECTION: 2,
    ItemKind.VALUE: 2,
    ItemKind.PRACTICE: 3,
    ItemKind.ROLES: 3,
    ItemKind.TERM: 3,
}
"""The levels of headings whose rule does not state one."""
_DEEPEST = 9
_MOST_RULES = 200


def profile_from_toml(text: str, path: str, name: str | None = None) -> LayoutProfile:
    """
    What a layout profile says.

    Raises:
        FormatError: it is not TOML, or has an unknown key or a wrong value.
    """
    table = table_from_toml(text, path)
    found = LayoutProfile(
        name=name or path,
        signs=tuple(normal(sign) for sign in table.texts("signs") if sign.strip()),
        headings=tuple(_heading(each) for each in table.tables("heading")),
        furniture=tuple(_furniture(each) for each in table.tables("furniture")),
        columns=tuple(_column(each) for each in table.tables("column")),
    )
    table.done()
    for key, rules in (
        ("heading", found.headings),
        ("furniture", found.furniture),
        ("column", found.columns),
    ):
        if len(rules) > _MOST_RULES:
            raise table.fault(key, f"more than {_MOST_RULES} rules", "put patterns together with *")
    if not (found.headings or found.furniture or found.columns):
        raise table.fault("heading", "no rules", "write [[heading]], [[furniture]] or [[column]]")
    return found


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with guidegraph."""
    return tuple(
        sorted(
            each.name.removesuffix(".toml")
            for each in files(__package__).iterdir()
            if each.name.endswith(".toml")
        )
    )


def profile_text(name: str) -> str:
    """A profile that comes with guidegraph, as it is written."""
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


@cache
def shipped_profile(name: str) -> LayoutProfile:
    """A profile that comes with guidegraph."""
    return profile_from_toml(profile_text(name), f"{name}.toml", name)


def _heading(table: TomlTable) -> HeadingRule:
    item = table.choice("item", ItemKind, table.text("item") or ItemKind.SECTION)
    words = _patterns(table, "words")
    begins = normal(table.text("begins") or "")
    since, until = (_pattern(table, key, table.text(key) or "") for key in ("since", "until"))
    numbers = table.text("numbers") or "printed"
    if numbers not in ("printed", "counted"):
        raise table.fault("numbers", f"not a way to number: {numbers!r}", 'write "counted"')
    level = _level(table, item)
    table.done()
    if not (words or begins or since):
        raise table.fault(
            "words", "missing", 'write words = "…", begins = "…" or since = "…" for the headings'
        )
    return HeadingRule(
        words=words,
        begins=begins,
        item=item,
        level=level,
        counted=numbers == "counted",
        since=since,
        until=until,
    )


def _level(table: TomlTable, item: ItemKind) -> int:
    if "level" not in table.keys:
        return LEVELS[item]
    level = table.count("level")
    if level > _DEEPEST:
        raise table.fault("level", f"{level} is too deep", f"write a number from 1 to {_DEEPEST}")
    return level


def _furniture(table: TomlTable) -> FurnitureRule:
    words = _patterns(table, "words")
    rule = FurnitureRule(words=words, what=table.text("what") or "furniture")
    table.done()
    if not words:
        raise table.fault("words", "missing", 'write words = "…", with # for numbers')
    return rule


def _column(table: TomlTable) -> ColumnRule:
    header = _pattern(table, "header", table.required("header"))
    holds = table.text("holds") or "text"
    table.done()
    if holds not in COLUMN_HOLDS:
        raise table.fault(
            "holds", f"{holds!r} is not one of the choices", f"use one of {', '.join(COLUMN_HOLDS)}"
        )
    return ColumnRule(header=header, holds=holds)


def _patterns(table: TomlTable, key: str) -> tuple[str, ...]:
    return tuple(_pattern(table, key, each) for each in table.text_or_texts(key))


def _pattern(table: TomlTable, key: str, pattern: str) -> str:
    if len(pattern) > LONGEST:
        raise table.fault(key, f"more than {LONGEST} characters", "shorten it with *")
    if pattern.count("*") > MOST_WILD:
        raise table.fault(key, f"more than {MOST_WILD} '*' in {pattern!r}", "use fewer")
    if pattern and not normal(pattern).strip("* ") and key != "words":
        raise table.fault(key, f"{pattern!r} fits everything", "write some words")
    return normal(pattern)
