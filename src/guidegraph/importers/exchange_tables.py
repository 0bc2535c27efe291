"""
Tables that systems for teaching exchange: Moodle's frameworks of competencies, Canvas's outcomes,
and the sheets of OpenSALT. Their columns are known, so nothing of them is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from guidegraph.importers.headers import plain
from guidegraph.importers.sheet import Row, Sheet
from guidegraph.model.edition import Edition, SourceKind
from guidegraph.model.statement import Statement
from guidegraph.model.table import COLUMNS, column_names


__all__ = [
    "CANVAS_FIELDS",
    "MOODLE_FIELDS",
    "ExchangeTable",
    "TeachingSystem",
    "exchange_table",
    "fields_of_edition",
    "framework_row",
]


class TeachingSystem(StrEnum):
    """A system whose tables are known."""

    MOODLE = "Moodle"
    CANVAS = "Canvas"
    OPENSALT = "OpenSALT"


MOODLE_FIELDS: Final = (
    *("parent", "id", "name", "description", "format", "scale", "scale-settings"),
    *("rule", "rule-outcome", "rule-settings", "related", "exported", "framework", "taxonomy"),
)
"""The columns of Moodle's table in their order, by our names: their headers are translated."""

CANVAS_FIELDS: Final = (
    *("vendor_guid", "object_type", "title", "description", "display_name"),
    *("calculation_method", "calculation_int", "workflow_state", "parent_guids"),
    *("mastery_points", "friendly_description", "ratings"),
)
"""The columns of Canvas's table; the points and names of ratings follow the last of them."""

_MOODLE_HEADERS: Final = (
    *("parentidnumber", "idnumber", "shortname", "description", "descriptionformat"),
    *("scalevalues", "scaleconfiguration", "ruletype", "ruleoutcome", "ruleconfig"),
    *("crossreferencedcompetencyidnumbers", "exportedid", "isframework", "taxonomy"),
)
_CASE_FIELDS: Final = (
    *("identifier", "fullStatement", "humanCodingScheme", "smartLevel", "listEnumeration"),
    *("abbreviatedStatement", "conceptKeywords", "notes", "language", "educationLevel"),
    *("CFItemType", "license", "isChildOf", "sequenceNumber"),
)
_KNOWN: Final[Mapping[TeachingSystem, Mapping[str, str]]] = {
    TeachingSystem.CANVAS: {each.replace("_", ""): each for each in CANVAS_FIELDS},
    TeachingSystem.MOODLE: dict(zip(_MOODLE_HEADERS, MOODLE_FIELDS, strict=True)),
    TeachingSystem.OPENSALT: {each.casefold(): each for each in _CASE_FIELDS},
}
_NEEDED: Final[Mapping[TeachingSystem, frozenset[str]]] = {
    TeachingSystem.CANVAS: frozenset({"vendor_guid", "object_type", "title", "parent_guids"}),
    TeachingSystem.MOODLE: frozenset({"parent", "id", "name"}),
    TeachingSystem.OPENSALT: frozenset({"fullStatement"}),
}
_PARENTS: Final = frozenset({"parent", "parent_guids"})  # nothing, if all are at the top
_PLACED: Final = frozenset({"smartLevel", "isChildOf"})
_OF_CASE: Final = frozenset({"humanCodingScheme", "abbreviatedStatement", "CFItemType"})
_READ_AS: Final[Mapping[TeachingSystem, Mapping[str, str]]] = {
    TeachingSystem.MOODLE: {"id": "id", "name": "label", "description": "text"},
    TeachingSystem.CANVAS: {
        "vendor_guid": "id",
        "object_type": "type",
        "title": "label",
        "description": "text",
        "workflow_state": "status",
    },
    TeachingSystem.OPENSALT: {
        "identifier": "id",
        "fullStatement": "text",
        "abbreviatedStatement": "label",
        "humanCodingScheme": "notation",
        "CFItemType": "type",
        "notes": "note",
    },
}
_DOCUMENT_SHEETS: Final = frozenset({"cfdoc", "cfdocument"})
_ASSOCIATION_SHEETS: Final = frozenset({"cfassociation", "cfassociations"})
_FIRST_ROWS: Final = 30
_LONGEST_HEADER: Final = 100
_YES: Final = frozenset({"1", "true", "yes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeTable:
    """
    A table whose columns are known.

    Attributes:
        system: the one it belongs to.
        sheet: its number among the sheets.
        names: the names of its columns by our names for them.
        columns: what its columns are read as, as a user would say it.
        aside: the lines that are no items: that of Moodle's framework.
        about: what is said of the whole: its title, language and publisher.
        links: the links between items that another sheet lists: origin, type, destination.
    """

    system: TeachingSystem
    sheet: int
    names: Mapping[str, str]
    columns: tuple[tuple[str, str], ...]
    aside: frozenset[int] = frozenset()
    about: Mapping[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str, str], ...] = ()


def exchange_table(sheets: Sequence[Sheet]) -> ExchangeTable | None:
    """The sheet of a system for teaching among some sheets, if there is one."""
    for number, sheet in enumerate(sheets):
        for place, row in enumerate(sheet.rows[:_FIRST_ROWS]):
            width = max(row.cells, default=-1) + 1
            headers = [row.cells.get(column, "") for column in range(width)]
            found = _fields(headers, sheet.rows[place + 1 :])
            if found is not None:
                return _table(sheets, number, place, *found)
    return None


def fields_of_edition(edition: Edition) -> tuple[TeachingSystem, dict[str, str]] | None:
    """
    The system that an edition was read from, and the names of its columns by ours; also of an
    outline that was made of its table, whose items have the cells.
    """
    if edition.source_kind is None:
        return _fields_of_outline(edition)
    columns = next((each for each in edition.statements if each.property == COLUMNS), None)
    if columns is None or edition.source_kind is not SourceKind.TABLE:
        return None
    headers = [head.value for head in columns.about]
    found = _fields(headers, ()) or (
        (TeachingSystem.MOODLE, dict(zip(MOODLE_FIELDS, range(len(headers)), strict=True)))
        if len(headers) == len(MOODLE_FIELDS) and _framework(edition, headers) is not None
        else None
    )
    if found is None:
        return None
    names = _names(headers)
    return found[0], {each: names[place] for each, place in found[1].items() if place in names}


def _fields_of_outline(edition: Edition) -> tuple[TeachingSystem, dict[str, str]] | None:
    said = {each.property: None for item in edition.items for each in item.statements}
    for system in (TeachingSystem.CANVAS, TeachingSystem.MOODLE):
        known = _KNOWN[system]
        names = {known[key]: name for name in said if (key := _squeezed(name)) in known}
        if names.keys() >= _NEEDED[system] - _PARENTS:
            return system, names
    return None


def framework_row(edition: Edition, names: Mapping[str, str]) -> dict[str, str]:
    """What the row of its framework says in a table of Moodle, by our names of the columns."""
    row = _framework(edition, [], names.get("framework"))
    by_name = {name: each for each, name in names.items()}
    return {by_name[each.property]: each.value for each in row or () if each.property in by_name}


def _framework(
    edition: Edition, headers: Sequence[str], name: str | None = None
) -> Sequence[Statement] | None:
    if name is None:
        name = _names(headers).get(MOODLE_FIELDS.index("framework"))
    return next(
        (
            row.about
            for row in edition.residue
            if not row.value
            and any(each.property == name and _is_yes(each.value) for each in row.about)
        ),
        None,
    )


def _fields(
    headers: Sequence[str], below: Sequence[Row]
) -> tuple[TeachingSystem, dict[str, int]] | None:
    """The system that a row of headers is of, and the places of its columns."""
    squeezed = [_squeezed(each) for each in headers]
    for system, known in _KNOWN.items():
        found: dict[str, int] = {}
        for place, header in enumerate(squeezed):
            if header in known:
                found.setdefault(known[header], place)
        if found.keys() >= _NEEDED[system] and (
            system is not TeachingSystem.OPENSALT
            or found.keys() & _PLACED
            or ("identifier" in found and found.keys() & _OF_CASE)
        ):
            return system, found
    if len(headers) == len(MOODLE_FIELDS) and all(headers) and _is_framework_of_moodle(below):
        return TeachingSystem.MOODLE, {each: n for n, each in enumerate(MOODLE_FIELDS)}
    return None


def _squeezed(header: str) -> str:
    """The letters of a header, without what is in brackets behind it: "Rule type (optional)"."""
    return "".join(plain(header[:_LONGEST_HEADER].partition("(")[0]).split())


def _is_framework_of_moodle(rows: Sequence[Row]) -> bool:
    """Whether one row is a framework, in whatever language the headers are."""
    framework, settings = map(MOODLE_FIELDS.index, ("framework", "scale-settings"))
    found = [row.cells for row in rows if _is_yes(row.cells.get(framework, ""))]
    return len(found) == 1 and found[0].get(settings, "").lstrip().startswith("[{")


def _is_yes(cell: str) -> bool:
    return cell.strip().casefold() in _YES


def _names(headers: Sequence[str]) -> dict[int, str]:
    return column_names({number: text for number, text in enumerate(headers) if text})


def _table(
    sheets: Sequence[Sheet],
    number: int,
    place: int,
    system: TeachingSystem,
    fields: Mapping[str, int],
) -> ExchangeTable:
    rows = sheets[number].rows
    printed = column_names(rows[place].cells, range(max(rows[place].cells) + 1))
    names = {each: printed[column] for each, column in fields.items()}
    read_as = {fields[each]: role for each, role in _READ_AS[system].items() if each in fields}
    about: Mapping[str, str] = {}
    links: tuple[tuple[str, str, str], ...] = ()
    aside: frozenset[int] = frozenset()
    if system is TeachingSystem.MOODLE and "framework" in fields:
        frameworks = [
            row for row in rows[place + 1 :] if _is_yes(row.cells.get(fields["framework"], ""))
        ]
        aside = frozenset(row.line for row in frameworks)
        if frameworks:
            about = {"title": frameworks[0].cells.get(fields["name"], "")}
    if system is TeachingSystem.OPENSALT:
        about = next((_record(each) for each in _sheets(sheets, _DOCUMENT_SHEETS)), {})
        links = tuple(
            link for each in _sheets(sheets, _ASSOCIATION_SHEETS) for link in _links(each)
        )
    return ExchangeTable(
        system=system,
        sheet=number,
        names=names,
        columns=tuple((read_as.get(n, "attribute"), name) for n, name in printed.items()),
        aside=aside,
        about=about,
        links=links,
    )


def _sheets(sheets: Sequence[Sheet], names: frozenset[str]) -> Iterator[Sheet]:
    return (sheet for sheet in sheets if _squeezed(sheet.name) in names and sheet.rows)


def _record(sheet: Sheet) -> dict[str, str]:
    """The first row below the headers of a sheet, by its headers."""
    head, *below = sheet.rows
    return {
        " ".join(head.cells[number].split()): cell
        for row in below[:1]
        for number, cell in row.cells.items()
        if number in head.cells
    }


def _links(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    places = {_squeezed(cell): number for number, cell in sheet.rows[0].cells.items()}
    needed = ("originnodeidentifier", "associationtype", "destinationnodeidentifier")
    if not all(each in places for each in needed):
        return
    for row in sheet.rows[1:]:
        origin, type_, destination = (
            " ".join(row.cells.get(places[each], "").split()) for each in needed
        )
        if origin and type_ and destination:
            yield origin, type_, destination
