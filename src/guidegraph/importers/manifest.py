"""
Reads `edition.toml` and the settings of checks, strictly: an unknown key or a value of a wrong
kind is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from guidegraph.graph.iri import is_iri
from guidegraph.importers.assemble import date_of_issue, language_tag
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.excerpt import clipped
from guidegraph.model.findings import Place, Severity
from guidegraph.model.manifest import (
    COLUMN_ROLES,
    Correction,
    Furniture,
    Interruption,
    Layout,
    Manifest,
    Markup,
    NoteMarks,
    TableLayout,
)
from guidegraph.model.names import is_edition_id
from guidegraph.model.report import Exemption, Settings


__all__ = [
    "TomlTable",
    "manifest_from_toml",
    "settings_from_table",
    "settings_from_toml",
    "table_from_toml",
]

# Texts are printed in terminals and written to graphs; they only need line ends and tabs.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MOST_TIMES = 100_000

E_ = TypeVar("E_", bound=StrEnum)


class TomlTable:
    """
    A table of a TOML file that is asked for its keys, and refuses those that are left.

    Args:
        path: the file, for messages.
        place: its place in the file, such as `$.furniture[2]`.
        content: its keys and values.
    """

    def __init__(self, path: str, place: str, content: Mapping[str, Any]) -> None:
        self.path = path
        self.place = place
        self._left = dict(content)
        self._known: list[str] = []

    def text(self, key: str) -> str | None:
        """A text, or nothing if the key is missing."""
        value = self._take(key)
        if value is not None and not isinstance(value, str):
            example = "…" if isinstance(value, (list, dict)) else _shown(value)
            raise self.fault(key, f"not a text: {_shown(value)}", f'write {key} = "{example}"')
        if value is not None and _CONTROL.search(value):
            raise self.fault(key, f"a control character in {_shown(value)}", "remove it")
        return value

    def required(self, key: str) -> str:
        """A text that is required and must not be empty."""
        value = self.text(key)
        if not value or not value.strip():
            raise self.fault(key, "missing or empty", f'write {key} = "…"')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.fault(key, f"not a list of texts: {_shown(value)}", f'write {key} = ["…"]')
        return tuple(value)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, which may be written as one text."""
        return (self.required(key),) if isinstance(self._left.get(key), str) else self.texts(key)

    def count(self, key: str) -> int:
        """A number from 1 to 100 000, and 1 if the key is missing."""
        value = self._take(key)
        if value is None:
            return 1
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_TIMES:
            raise self.fault(
                key,
                f"not a number from 1 to {_MOST_TIMES}: {_shown(value)}",
                "count how often it is printed",
            )
        return value

    def choice(self, key: str, choices: type[E_], value: str) -> E_:
        """*value* as one of *choices*."""
        if value not in list(choices):
            raise self.fault(
                key, f"{value!r} is not one of the choices", f"use one of {', '.join(choices)}"
            )
        return choices(value)

    def table(self, key: str) -> TomlTable | None:
        """A table below this one, or nothing."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.fault(key, f"not a table: {_shown(value)}", f"write [{key}]")
        return TomlTable(self.path, f"{self.place}.{key}", value)

    def tables(self, key: str) -> Iterable[TomlTable]:
        """The tables of an array of tables, none if the key is missing."""
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(key, "not a list of tables", f"write [[{key}]]")
        for number, entry in enumerate(value):
            yield TomlTable(self.path, f"{self.place}.{key}[{number}]", entry)

    def day(self, key: str) -> date | None:
        """A date of TOML or in a text, or nothing if the key is missing."""
        value = self._take(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            problem = f"not a date: {_shown(value)}"
            raise self.fault(key, problem, f"write {key} = 2030-01-31") from None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that were not asked for yet."""
        return tuple(self._left)

    def done(self) -> None:
        """
        Refuse keys that were not asked for.

        Raises:
            FormatError: there are any.
        """
        for key in self._left:
            raise self.fault(key, "an unknown key", f"the keys here are {', '.join(self._known)}")

    def fault(self, key: str, problem: str, advice: str) -> FormatError:
        """The error that a key has a problem."""
        return FormatError(self.path, f"{self.place}.{key}", problem, advice)

    def _take(self, key: str) -> Any:
        self._known.append(key)
        return self._left.pop(key, None)


def table_from_toml(text: str, path: str) -> TomlTable:
    """
    The whole of a TOML file.

    Raises:
        FormatError: it is not TOML.
    """
    try:
        return TomlTable(path, "$", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
        line = int(found[1]) if found and found[1] else len(text.splitlines()) or 1
        problem = message[: found.start()] if found else message
        raise FormatError(path, line, f"not TOML: {problem}", "fix the line") from None
    except ValueError:  # Python refuses to read numbers of thousands of digits
        raise FormatError(path, None, "not TOML: a number too long", "shorten it") from None
    except RecursionError:
        raise FormatError(path, None, "nested too deeply", "flatten the tables") from None


def manifest_from_toml(text: str, path: str) -> Manifest:
    """
    What an `edition.toml` says.

    Raises:
        FormatError: it is not TOML, or has an unknown key or a wrong value.
    """
    table = table_from_toml(text, path)
    issued = table.text("issued")
    if issued is not None and date_of_issue(issued) != issued:
        raise table.fault("issued", f"not a date: {issued!r}", "write 2013, 2013-07 or 2013-07-08")
    language = table.text("language") or "en"
    if language_tag(language) != language:
        raise table.fault("language", f"not a language tag: {language!r}", 'write "en", "pt-BR" …')
    version_of = table.text("version_of")
    if version_of is not None and not is_iri(version_of):
        raise table.fault("version_of", f"not an IRI: {version_of!r}", "write https://…")
    file = table.text("file")
    if file is not None:
        _must_be_plain(table, file)
    source = table.table("source")
    manifest = Manifest(
        file=file,
        issued=issued,
        version=table.text("version"),
        digest=table.text("digest"),
        language=language,
        publisher=table.text("publisher"),
        rights=table.text("rights"),
        version_of=version_of,
        revision_of=_editions(table, "revision_of"),
        derived_from=_editions(table, "derived_from"),
        layout=_layout(source, table) if source else None,
        table=_table_layout(table),
        profile=_profile(table),
    )
    if source is None:
        _refuse_layout(table)
    table.done()
    return manifest


def _profile(table: TomlTable) -> str | None:
    profile = table.text("profile")
    if profile is not None and (not profile or "/" in profile or "\\" in profile):
        raise table.fault(
            "profile", f"not a plain name: {profile!r}", "name a profile, or a file in the folder"
        )
    return profile


def _editions(table: TomlTable, key: str) -> tuple[str, ...]:
    ids = table.texts(key)
    for id_ in ids:
        if not is_edition_id(id_):
            raise table.fault(
                key, f"not an edition id: {_shown(id_)}", "write one such as 2013-peer"
            )
    return ids


def _table_layout(table: TomlTable) -> TableLayout:
    columns = table.table("columns")
    return TableLayout(
        columns=_columns(columns) if columns else (),
        sheet=table.text("sheet"),
        encoding=table.text("encoding"),
    )


def _columns(table: TomlTable) -> tuple[tuple[str, str], ...]:
    """The columns of a spreadsheet by their roles; a role may have several."""
    found: list[tuple[str, str]] = []
    for role in table.keys:
        if role not in COLUMN_ROLES:
            problem = str(UnknownNameError("role of a column", role, COLUMN_ROLES))
            raise table.fault(role, problem, f"the roles are {', '.join(COLUMN_ROLES)}")
        found += ((role, name) for name in table.text_or_texts(role))
    return tuple(found)


def _refuse_layout(table: TomlTable) -> None:
    for key in ("furniture", "correction", "interruption"):
        if any(table.tables(key)):
            raise table.fault(key, "there is no source for it", "add [source]")


def _layout(source: TomlTable, table: TomlTable) -> Layout:
    layout = Layout(
        file=source.text("file") or "source.txt",
        note_marks=source.choice(
            "note_marks", NoteMarks, source.text("note_marks") or NoteMarks.SUPERSCRIPT
        ),
        markup=tuple(source.choice("markup", Markup, name) for name in source.texts("markup")),
        furniture=tuple(_furniture(entry) for entry in table.tables("furniture")),
        corrections=tuple(_correction(entry) for entry in table.tables("correction")),
        interruptions=tuple(_interruption(entry) for entry in table.tables("interruption")),
    )
    _must_be_plain(source, layout.file)
    source.done()
    return layout


def _must_be_plain(table: TomlTable, file: str) -> None:
    if not file or "/" in file or "\\" in file or file.startswith("."):
        raise table.fault("file", f"not a plain file name: {file!r}", "keep it in the folder")


def _furniture(entry: TomlTable) -> Furniture:
    found = Furniture(
        what=entry.required("what"), words=entry.required("words"), times=entry.count("times")
    )
    entry.done()
    return found


def _correction(entry: TomlTable) -> Correction:
    found = Correction(
        found=entry.required("found"),
        meant=entry.required("meant"),
        why=entry.required("why"),
        times=entry.count("times"),
    )
    entry.done()
    return found


def _interruption(entry: TomlTable) -> Interruption:
    item, words, why = entry.required("item"), entry.required("words"), entry.required("why")
    entry.done()
    before, cut, after = words.partition(" / ")
    if not cut or not before.split() or not after.split():
        raise entry.fault(
            "words", f"no ' / ' between words in {words!r}", "put ' / ' where the words are cut"
        )
    return Interruption(item=item, before=before, after=after, why=why)


def _shown(value: object) -> str:
    """A value as a person would write it, shortened."""
    match value:
        case date() | time():
            text = value.isoformat()
        case int() if abs(value) > 10**60:
            text = "a number of many digits"
        case _:
            text = repr(value)
    return clipped(text, 80)


def settings_from_toml(text: str, path: str) -> Settings:
    """
    The settings in a file of their own.

    Raises:
        FormatError: it is not TOML, or has an unknown key or a wrong value.
    """
    return settings_from_table(table_from_toml(text, path))


def settings_from_table(table: TomlTable) -> Settings:
    """
    The settings in a table.

    Raises:
        FormatError: a key or a level is unknown, or an exemption has no reason.
    """
    levels = table.table("levels")
    settings = Settings(
        path=table.path,
        select=table.texts("select"),
        ignore=table.texts("ignore"),
        levels=_levels(levels) if levels else (),
        exemptions=tuple(_exemption(entry) for entry in table.tables("suppress")),
    )
    table.done()
    return settings


def _levels(table: TomlTable) -> tuple[tuple[str, Severity], ...]:
    return tuple((name, table.choice(name, Severity, table.required(name))) for name in table.keys)


def _exemption(table: TomlTable) -> Exemption:
    item, rule = table.text("item"), table.text("rule")
    rules = (*((rule,) if rule else ()), *table.texts("rules"))
    if not rules:
        raise table.fault("rule", "missing", 'name the rule to ignore: rule = "…"')
    exemption = Exemption(
        rules=rules,
        items=(*((item,) if item else ()), *table.texts("items")),
        reason=table.required("reason"),
        target=table.text("target"),
        until=table.day("until"),
        place=Place(path=table.path, line=1),
    )
    table.done()
    return exemption
