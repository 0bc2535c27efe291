"""
The rules of a spreadsheet edition in any format: which sheet, which columns, which rows are items,
and how they are nested. Every cell is kept: in an item, in the edition's own data, or in its
residue.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from guidegraph.graph.iri import is_iri
from guidegraph.importers.assemble import assembled, check_count, cycles, in_document_order, ring
from guidegraph.importers.decoding import without_mojibake
from guidegraph.importers.exchange_items import of_system
from guidegraph.importers.exchange_tables import ExchangeTable, exchange_table
from guidegraph.importers.headers import (
    OWN,
    Column,
    columns_of,
    familiarity,
    header_place,
    is_withdrawn,
    plain,
)
from guidegraph.importers.importer import Document
from guidegraph.importers.limits import MAX_ID
from guidegraph.importers.sheet import Repairs, Row, Sheet, bounded, filled_down, shown
from guidegraph.importers.words import name_for_people, words
from guidegraph.language.enumeration import numbered
from guidegraph.model.edition import Edition, Item, SourceKind, Status
from guidegraph.model.errors import FormatError, GuidegraphWarning, UnknownNameError
from guidegraph.model.excerpt import clipped
from guidegraph.model.findings import Place
from guidegraph.model.manifest import TableLayout
from guidegraph.model.names import iri_path, slug
from guidegraph.model.statement import Role, Statement, StatementKind
from guidegraph.model.table import COLUMNS, SHEET, cell_name


__all__ = ["cells_of", "edition_from_sheets"]

_ROLES: Final[Mapping[str, Role]] = {
    "id": Role.IDENTIFIER,
    "iri": Role.IDENTIFIER,
    "text": Role.TEXT,
    "parent": Role.PARENT,
    "section": Role.PARENT,
    "level": Role.PARENT,
    "type": Role.TYPE,
    "notation": Role.NOTATION,
    "label": Role.LABEL,
    "position": Role.POSITION,
    "note": Role.NOTE,
    "successor": Role.SUCCESSOR,
}
_POSITION = re.compile(r"[0-9]{1,9}")
_NUMBERED_HEADING = re.compile(r"((?:[0-9]+(?:\.[0-9]+)*|[A-Z])[.):]?)\s+(\S.*)", re.DOTALL)
_TOTALS: Final = frozenset({"total", "totals", "sum", "summe", "gesamt", "anzahl", "somme", "suma"})
_CHAPTER = re.compile(
    r"(?i:chapter|section|part|kapitel|abschnitt|teil|chapitre|partie|cap[ií]tulo|secci[oó]n|parte)"
    r" (?:[0-9]{1,4}|[A-Z]|[IVXLC]{1,7})\s?[:.–—-]\s?\S.{0,190}"
)
_LONGEST_NUMBER: Final = 60
_LONGEST_TITLE: Final = 300
_FEW: Final = 3
_DOTTED = re.compile(r"(?=.*[0-9])[^\W_]{1,12}(?:[.\- ][^\W_]{1,12})*(?: ?\([^\W_]{1,4}\))*")
_LAST_PART = re.compile(r"(?:\.[^.]*| ?\([^()]*\))\Z")


def cells_of(document: Document, sheets: Sequence[Sheet]) -> Counter[str]:
    """Every cell of a spreadsheet that is not empty, whatever is read of it."""
    found: Counter[str] = Counter()
    for sheet in _clean(document, sheets):
        for row in sheet.rows:
            found.update(row.cells.values())
    return found


def edition_from_sheets(document: Document, sheets: Sequence[Sheet]) -> Edition:
    """
    The edition that one of some sheets lists.

    Raises:
        FormatError: there is no table in them.
        UnknownNameError: there is no sheet or column of a name that the user gave.
    """
    clean = _clean(document, sheets)
    layout = document.manifest.table
    known = None if layout.columns or layout.sheet else exchange_table(clean)
    if known is None:
        chosen = _chosen(document, clean)
        edition = _Table(document, clean[chosen]).edition()
    else:
        chosen = known.sheet
        columns = TableLayout(columns=known.columns).over(layout)
        stated = replace(document, manifest=replace(document.manifest, table=columns))
        edition = of_system(known, _Table(stated, clean[chosen], known).edition())
    others = tuple(
        _residue_of(sheet) for number, sheet in enumerate(clean) if number != chosen and sheet.rows
    )
    return replace(edition, residue=(*edition.residue, *others)) if others else edition


def _clean(document: Document, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without empty cells, their texts repaired with a warning."""
    repairs = Repairs(document.path)
    found = [
        replace(sheet, rows=list(_repaired(bounded(sheet.rows, repairs), repairs)))
        if document.manifest.table.encoding is None
        else replace(sheet, rows=list(bounded(sheet.rows, repairs)))
        for sheet in sheets
    ]
    repairs.warn()
    return found


def _repaired(rows: Iterable[Row], repairs: Repairs) -> Iterator[Row]:
    for row in rows:
        changed = {
            column: repaired
            for column, text in row.cells.items()
            if not text.isascii() and (repaired := without_mojibake(text)) != text
        }
        for column, text in changed.items():
            kind = "letters of another encoding are repaired"
            repairs.add(kind, cell_name(column, row.line), row.cells[column], text)
        yield replace(row, cells={**row.cells, **changed}) if changed else row


def _chosen(document: Document, sheets: Sequence[Sheet]) -> int:
    """The number of the sheet to read: the named one, or the one that is most like a table."""
    path, wanted = document.path, document.manifest.table.sheet
    names = [sheet.name for sheet in sheets]
    filled = [number for number, sheet in enumerate(sheets) if sheet.rows]
    if not filled:
        raise FormatError(path, None, "an empty table", f"begin it with {', '.join(OWN[:2])}")
    if wanted is not None:
        same = [number for number, name in enumerate(names) if name.strip() == wanted.strip()]
        if not same or not sheets[same[0]].rows:
            raise UnknownNameError("sheet", wanted, [names[number] for number in filled])
        return same[0]
    best = max(filled, key=lambda number: (*_tabularity(sheets[number]), -number))
    hidden = [names[number] for number in filled if sheets[number].hidden]
    if hidden:
        _warn(f"{path}: hidden sheets are read too: {', '.join(map(shown, hidden[:5]))}")
    others = [
        f"{shown(names[number])} ({sum(len(row.cells) for row in sheets[number].rows)} cells)"
        for number in filled
        if number != best
    ]
    place = header_place(sheets[best].rows)
    own = place is not None and _is_own(sheets[best].rows[place])
    if others and not (own and best == filled[0]):
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        _warn(
            f"{path}: the sheet {shown(names[best])} is read, the others are kept aside "
            f"(choose with --sheet): {', '.join(others[:5])}{more}"
        )
    return best


def _is_own(header: Row) -> bool:
    return {"id", "text"} <= {cell.strip().casefold() for cell in header.cells.values()}


def _tabularity(sheet: Sheet) -> tuple[bool, bool, int]:
    """How much a sheet is like a table of items: shown, with our columns, with known words."""
    place = header_place(sheet.rows)
    if place is None:
        return (not sheet.hidden, False, 0)
    header = sheet.rows[place]
    rows = len(sheet.rows) - place - 1
    known = familiarity(header.cells.values())
    return (not sheet.hidden, rows > 0 and _is_own(header), rows * (known + 1) if rows else 0)


def _residue_of(sheet: Sheet) -> Statement:
    """Another sheet: its name, and its cells by theirs."""
    return Statement(
        property="",
        value=sheet.name,
        kind=StatementKind.NODE,
        about=tuple(
            Statement(
                property=cell_name(column, row.line),
                value=text,
                datatype=row.datatypes.get(column),
            )
            for row in sheet.rows
            for column, text in sorted(row.cells.items())
        ),
    )


def _warn(message: str) -> None:
    warnings.warn(message, GuidegraphWarning, stacklevel=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An item with its row, the id in the row, and what its order and its parent are found by."""

    item: Item
    row: Row
    key: str | None
    section: str | None
    position: int | None


class _Table:
    """A sheet that is read."""

    def __init__(
        self, document: Document, sheet: Sheet, known: ExchangeTable | None = None
    ) -> None:
        self.known = known
        self.document = document
        self.path = document.path
        self.sheet = sheet
        self.repairs = Repairs(document.path)
        rows = filled_down(sheet, document.path)
        given = document.manifest.table.columns
        names = {" ".join(name.split()).casefold() for _, name in given}
        place = header_place(rows, names)
        self.header = None if place is None else rows[place]
        self.above = [] if place is None else rows[:place]
        self.body = list(rows if place is None else rows[place + 1 :])
        if not self.body:
            line = self.header.line if self.header else None
            raise self._fault(line, "a table without rows", "add a row for each item")
        tall = {area.left for area in sheet.merged if area.bottom > area.top}
        self.columns = columns_of(self.header, self.body, given, merged=tall)
        self.by_number = {column.number: column for column in self.columns}
        last = self.above[-1] if self.above else None
        if (
            last
            and len(last.cells) == 1
            and set(last.cells) <= set(self.by_number)
            and _CHAPTER.fullmatch(next(iter(last.cells.values())).strip())
        ):
            self.above = self.above[:-1]  # a heading of the rows, not of the table
            self.body.insert(0, last)
        self.by_role: dict[str, list[Column]] = {}
        for column in self.columns:
            self.by_role.setdefault(column.role, []).append(column)
        self.language = self._language()
        self.firsts: dict[str, Column | None] = {}
        if not self._first("text") and not self._first("label"):
            raise self._fault(
                self.header.line if self.header else None,
                f"no column of texts among {', '.join(map(_named, self.columns[:12]))}",
                "name one of them with --columns text=…",
            )
        self.wide = {(a.top, a.left) for a in sheet.merged if a.right > a.left}
        self.sections: dict[tuple[str, ...], Item] = {}
        self.lines: dict[str, int] = {}
        self.taken: set[str] = set()
        self.times: dict[str, int] = {}
        self.extra: list[Row] = []
        self.unknown_parents = 0
        self._shape: tuple[bool, bool] | None = None

    def edition(self) -> Edition:
        """The edition that it lists."""
        self._say_what_is_what()
        entries = self._entries()
        if not entries:
            line = self.header.line if self.header else None
            raise self._fault(line, "a table without rows", "add a row for each item")
        self.lines |= {entry.item.id: entry.row.line for entry in entries}
        title = self._title()
        edition = assembled(
            self.document,
            title=title[1] if title else None,
            language=self.language,
            items=in_document_order(*self._with_parents(entries)),
            places={id_: Place(path=self.path, line=line) for id_, line in self.lines.items()},
        )
        self.repairs.warn()
        hidden = [row.line for row in self.body if row.hidden]
        if hidden:
            _warn(f"{self.path}: hidden rows are read too: {_listed(hidden)}")
        return replace(
            edition,
            source_kind=SourceKind.TABLE,
            identified=bool(self._first("id") or self._first("iri")),
            languages=self._languages(),
            statements=tuple(self._own_statements(title[0] if title else None)),
            residue=tuple(map(self._extra_row, self.extra)),
        )

    # -- columns ----------------------------------------------------------------------

    def _first(self, role: str) -> Column | None:
        """The column of a role: of several, the one in the language of the edition."""
        if role in self.firsts:
            return self.firsts[role]
        found = self.by_role.get(role, [])
        own = [column for column in found if column.language in (None, self.language)]
        first = self.firsts[role] = next(iter(own or found), None)
        return first

    def _language(self) -> str | None:
        """The language that is read, if columns name theirs: that of the manifest, or the first."""
        tags = [column.language for column in self.columns if column.language]
        wanted = self.document.manifest.language
        return None if not tags else wanted if wanted in tags else tags[0]

    def _languages(self) -> tuple[str, ...]:
        tags = dict.fromkeys(c.language for c in self.columns if c.language)
        return tuple(tag for tag in tags if tag)

    def _say_what_is_what(self) -> None:
        if self.known is not None:
            _warn(f"{self.path}: read as a table of {self.known.system}")
            return
        if self.header is not None and all(
            column.name.casefold() == column.role or column.number not in self.header.cells
            for column in self.columns
        ):
            unnamed = [column for column in self.columns if column.number not in self.header.cells]
            if unnamed:
                _warn(
                    f"{self.path}: more cells than columns; kept as attributes: "
                    f"{', '.join(column.name for column in unnamed[:12])}"
                )
            return
        roles = [f"{_named(c)} as {c.role}" for c in self.columns if c.role != "attribute"]
        kept = [_named(column) for column in self.by_role.get("attribute", ())]
        more = f" and {len(kept) - 12} more" if len(kept) > 12 else ""
        rest = f"; kept as attributes: {', '.join(kept[:12])}{more}" if kept else ""
        head = "columns" if self.header is not None else "no column names; columns"
        _warn(f"{self.path}: {head}: {', '.join(roles[:24])}{rest}")

    # -- rows -------------------------------------------------------------------------

    def _entries(self) -> list[_Entry]:
        """The rows that are items; the others go to sections or aside."""
        last = self._last_item()
        entries: list[_Entry] = []
        path: tuple[str, ...] = ()
        band: Item | None = None
        for number, row in enumerate(self.body):
            aside = self.known is not None and row.line in self.known.aside
            if number > last or aside or self._is_header(row):
                self.extra.append(row)
            elif (heading := self._band(row)) is not None:
                band = self._headed((*path, heading), row)
            elif not self._has_words(row) and not self._id_cell(row):
                path = self._path(row, path)
                if any(path) and set(row.cells) <= {
                    c.number for c in self.by_role.get("section", ())
                }:
                    band = None
                    self._headed(path, row)
                else:
                    self.extra.append(row)
                    self.repairs.add(
                        "rows without an id and a text are kept aside", f"line {row.line}"
                    )
            else:
                before, path = path, self._path(row, path)
                band = band if before == path else None
                section = band or self._nested(path, row.line)
                entries.append(self._entry(row, len(entries) + 1, section))
                check_count(len(entries), self.path)
        return entries

    def _last_item(self) -> int:
        """The place of the last row that is an item; totals and notes may be below it."""
        for number in range(len(self.body) - 1, -1, -1):
            row = self.body[number]
            first = next(iter(sorted(row.cells.items())))[1]
            if self._has_given_id(row):
                return number
            if set(plain(first).split()[:1]) & _TOTALS and len(first.split()) <= 3:
                continue
            if self._band(row) is None and (self._has_words(row) or self._id_cell(row)):
                return number
        return -1

    def _has_given_id(self, row: Row) -> bool:
        """Whether a row has an id in a column with this name: then it is an item."""
        column = self._first("id")
        return column is not None and column.given and column.number in row.cells

    def _is_header(self, row: Row) -> bool:
        return (
            self.header is not None
            and len(row.cells) > 1
            and (dict(row.cells) == dict(self.header.cells))
        )

    def _has_words(self, row: Row) -> bool:
        return any(
            column.number in row.cells
            for role in ("text", "label")
            for column in self.by_role.get(role, ())
        )

    def _id_cell(self, row: Row) -> str | None:
        for role in ("id", "iri", "notation"):
            column = self._first(role)
            if column is not None and column.number in row.cells:
                return words(row.cells[column.number], self.path, row.line)
        return None

    def _band(self, row: Row) -> str | None:
        """The heading in a row with nothing else, where it is neither an id nor a text."""
        if len(row.cells) > 1 or len(self.columns) < 2 or self._has_given_id(row):
            return None
        ((number, cell),) = row.cells.items()
        column = self.by_number[number]
        if column.role == "section" or len(cell) > 200:
            return None
        wide = (row.line, number) in self.wide
        key = self._first("id") or self._first("notation")
        if column.role == "text" and not wide:
            return None
        if column.role == "label" and key is None and not wide:
            return None
        is_key = column.role in ("id", "iri", "notation")
        if is_key and not wide and self._like_ids(cell) and not _CHAPTER.fullmatch(cell):
            return None
        return words(cell, self.path, row.line)

    def _like_ids(self, cell: str) -> bool:
        """Whether a text is like most ids: with digits, without spaces."""
        column = self._first("id") or self._first("iri") or self._first("notation")
        if column is None:
            return False
        if self._shape is None:
            ids = [row.cells[column.number] for row in self.body if column.number in row.cells]
            ids = ids[:1_000]
            self._shape = (
                sum(any(map(str.isdigit, id_)) for id_ in ids) * 2 > len(ids),
                sum(" " in id_.strip() for id_ in ids) * 5 < len(ids),
            )
        digits, unspaced = self._shape
        return not (
            (digits and not any(map(str.isdigit, cell))) or (unspaced and " " in cell.strip())
        )

    # -- sections ---------------------------------------------------------------------

    def _path(self, row: Row, path: tuple[str, ...]) -> tuple[str, ...]:
        """The sections of a row: those of the row above where its own cells are empty."""
        found: list[str] = []
        changed = False
        for place, column in enumerate(self.by_role.get("section", ())):
            above = path[place] if place < len(path) else ""
            own = words(row.cells.get(column.number, ""), self.path, row.line)
            if own is not None and column.counts:
                own = f"{column.name} {own}"
            changed = changed or (own is not None and own != above)
            found.append(own or ("" if changed else above))
        return tuple(found)

    def _nested(self, path: Sequence[str], line: int) -> Item | None:
        """The innermost section of a path; those that are new begin on this line."""
        inner: Item | None = None
        names = [name for name in path if name]
        for depth in range(1, len(names) + 1):
            key = tuple(names[:depth])
            if key not in self.sections:
                self.sections[key] = self._new_section(names[depth - 1], inner)
                self.lines[self.sections[key].id] = line
                check_count(len(self.sections), self.path)
            inner = self.sections[key]
        return inner

    def _new_section(self, heading: str, above: Item | None) -> Item:
        notation, label = _number_and_label(heading)
        name = slug(label)[:_LONGEST_NUMBER].strip("-") or "section"
        return Item(
            id=self._unique(f"{above.id if above else 'section'}/{name}"),
            type="Section",
            notation=notation,
            label=label,
            pref_label=name_for_people(label),
            parent=above.id if above else None,
        )

    def _headed(self, path: Sequence[str], row: Row) -> Item | None:
        """The innermost section of a path, with the cells of the row that is its heading."""
        section = self._nested(path, row.line)
        if section is None:
            return None
        key = tuple(name for name in path if name)
        statements = (*section.statements, *self._statements(row, Role.LABEL))
        self.sections[key] = replace(section, statements=statements)
        return section

    # -- items ------------------------------------------------------------------------

    def _entry(self, row: Row, number: int, section: Item | None) -> _Entry:
        cells = {
            role: text
            for role in self.by_role
            if (column := self._first(role)) is not None
            and (text := words(row.cells.get(column.number, ""), self.path, row.line)) is not None
        }
        id_, iri = self._id_and_iri(cells, row, number)
        statuses = {
            is_withdrawn(row.cells[column.number])
            for column in self.by_role.get("status", ())
            if column.number in row.cells
        }
        item = Item(
            id=id_,
            type=cells.get("type", "Item"),
            notation=cells.get("notation"),
            label=cells.get("label"),
            pref_label=name_for_people(cells.get("label")),
            text=cells.get("text"),
            iri=iri,
            status=Status.WITHDRAWN
            if True in statuses
            else Status.DEPRECATED
            if False in statuses
            else None,
            statements=self._statements(row),
        )
        if item.text is None and item.label is None:
            self.repairs.add("rows without a text", f"line {row.line}", id_)
        position = cells.get("position")
        if position is not None and not _POSITION.fullmatch(position):
            self.repairs.add("positions that are not whole numbers", f"line {row.line}", position)
            position = None
        return _Entry(
            item=item,
            row=row,
            key=cells.get("id"),
            section=section.id if section else None,
            position=None if position is None else int(position),
        )

    def _statements(self, row: Row, role: Role | None = None) -> tuple[Statement, ...]:
        """The cells of a row; *role* is what they all are, if it is not that of their columns."""
        return tuple(
            Statement(
                property=column.name,
                value=text,
                language=column.language,
                datatype=row.datatypes.get(number),
                role=role or self._role(column, text),
            )
            for number, text in sorted(row.cells.items())
            for column in (self.by_number[number],)
        )

    @staticmethod
    def _role(column: Column, text: str) -> Role:
        if column.role == "status" and is_withdrawn(text) is not None:
            return Role.STATUS
        return _ROLES.get(column.role, Role.ATTRIBUTE)

    def _id_and_iri(
        self, cells: Mapping[str, str], row: Row, number: int
    ) -> tuple[str, str | None]:
        """
        An id that no other row has: the row's own, the end of its IRI, its number, or its place.
        """
        id_, iri = cells.get("id"), cells.get("iri")
        if id_ is not None and iri is None and id_.startswith(("http://", "https://", "urn:")):
            iri, id_ = id_, None
        if iri is not None and not is_iri(iri):
            self.repairs.add("values that are not IRIs", f"line {row.line}", iri)
            id_, iri = id_ or iri, None
        if id_ is None and iri is not None:
            id_ = re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
        id_ = id_ or cells.get("notation") or f"row/{number}"
        if len(id_) > MAX_ID or {".", ".."} & set(id_.split("/")):
            found = slug(id_[:MAX_ID]) or f"row/{number}"
            self.repairs.add("ids that cannot be used", f"line {row.line}", id_, found)
            id_ = found
        unique = self._unique(id_)
        if unique != id_:
            self.repairs.add("ids that occur twice are numbered", f"line {row.line}", id_, unique)
        return unique, iri

    def _unique(self, id_: str) -> str:
        """The id, or one with a number behind it that nothing else has."""
        found = id_
        while found in self.taken:
            self.times[id_] = self.times.get(id_, 1) + 1
            found = f"{id_}-{self.times[id_]}"
        self.taken.add(found)
        return found

    # -- hierarchy --------------------------------------------------------------------

    def _with_parents(self, entries: Sequence[_Entry]) -> tuple[list[Item], dict[str, str | None]]:
        """The sections and items in order, and the parents of the items."""
        named = self._names(entries)
        parents = {entry.item.id: entry.section for entry in entries}
        parents |= dict(self._found_parents(entries, named))
        for cycle in list(cycles(parents)):
            parents[cycle[0]] = None
            self.repairs.add("cycles of parents are cut", ring(cycle))
        placed = {entry.item.id: entry.position for entry in entries}
        items = [
            *self.sections.values(),
            *(
                replace(entry.item, replaced_by=found)
                if (found := self._successors(entry.row, named))
                else entry.item
                for entry in entries
            ),
        ]

        def order(item: Item) -> tuple[bool, int, int]:
            position = placed.get(item.id)  # rows without a position go last, as in the file
            return (position is None, position or 0, self.lines[item.id])

        return sorted(items, key=order), parents

    def _names(self, entries: Sequence[_Entry]) -> dict[str, str]:
        """The ids of items by what names them in a cell: an id, else a number, else a label."""
        found: dict[str, str] = {}
        for entry in entries:
            found.setdefault(entry.key or entry.item.id, entry.item.id)
        for entry in entries:
            found.setdefault(entry.item.id, entry.item.id)
            found.setdefault(entry.item.iri or entry.item.id, entry.item.id)
        for entry in entries:
            if entry.item.notation is not None:
                found.setdefault(entry.item.notation, entry.item.id)
        for entry in entries:
            if entry.item.label is not None:
                found.setdefault(entry.item.label, entry.item.id)
        return found

    def _found_parents(
        self, entries: Sequence[_Entry], named: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Pairs of an item and its parent, by the parents named, levels, numbers or indents."""
        column, level = self._first("parent"), self._first("level")
        if column is not None:
            yield from self._named_parents(entries, column, named)
        elif level is not None:
            depths = [
                int(cell) if _POSITION.fullmatch(cell := self._cell(entry.row, level)) else None
                for entry in entries
            ]
            yield from _by_depth(entries, depths)
        else:
            numbered = list(_by_number(entries))
            indents = [] if numbered else self._indents(entries)
            yield from numbered
            yield from _by_depth(entries, indents)

    def _named_parents(
        self, entries: Sequence[_Entry], column: Column, named: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        for entry in entries:
            name = self._cell(entry.row, column)
            if not name:
                continue
            if name in named:
                yield entry.item.id, named[name]
                continue
            ids = islice((id_[:60] for id_ in named if id_ != entry.item.id), 5_000)
            few = self.unknown_parents < _FEW  # a search for similar names takes long
            self.unknown_parents += 1
            problem = UnknownNameError("parent", name[:60], ids if few else ())
            advice = str(problem).partition(": ")[2] if few else ""
            self.repairs.add(
                "parents that are not in the table are ignored",
                f"line {entry.row.line}",
                f"{name[:60]} ({advice})" if advice.startswith("did you mean") else name,
            )

    def _cell(self, row: Row, column: Column) -> str:
        return words(row.cells.get(column.number, ""), self.path, row.line) or ""

    def _indents(self, entries: Sequence[_Entry]) -> list[int | None]:
        """How far the texts of the rows are indented, if some are and the first is not."""
        for role in ("label", "text", "notation", "id"):
            column = self._first(role)
            if column is None:
                continue
            cells = [entry.row.cells.get(column.number, "") for entry in entries]
            depths = [len(cell) - len(cell.lstrip()) for cell in cells]
            if depths[0] == 0 and max(depths) > 1:
                return [depth if cell else None for depth, cell in zip(depths, cells, strict=True)]
        return []

    def _successors(self, row: Row, named: Mapping[str, str]) -> tuple[str, ...]:
        column = self._first("successor")
        if column is None or column.number not in row.cells:
            return ()
        names = (" ".join(name.split()) for name in re.split(r"[;,\n]", row.cells[column.number]))
        ids = dict.fromkeys(named[name] for name in names if name in named)
        return tuple(f"{self.document.iri}/{iri_path(id_)}" for id_ in ids)

    # -- the edition itself -----------------------------------------------------------

    def _title(self) -> tuple[Row, str] | None:
        """The row above the table with nothing but a title."""
        for row in self.above:
            cells = list(row.cells.values())
            title = words(cells[0], self.path, row.line)
            if len(cells) == 1 and title and len(title) <= _LONGEST_TITLE:
                return row, title
        return None

    def _own_statements(self, title: Row | None) -> Iterator[Statement]:
        for row in self.above:
            for number, text in sorted(row.cells.items()):
                yield Statement(
                    property=cell_name(number, row.line),
                    value=text,
                    datatype=row.datatypes.get(number),
                    role=Role.LABEL if row is title else Role.ATTRIBUTE,
                )
        if self.sheet.name:
            yield Statement(property=SHEET, value=self.sheet.name)
        printed = self.header.cells if self.header is not None else {}
        yield Statement(
            property=COLUMNS,
            kind=StatementKind.LIST,
            about=tuple(
                Statement(
                    property="",
                    value=printed.get(number, ""),
                    # An empty header is no cell of the file: it only keeps the place of a column.
                    kind=StatementKind.LITERAL if number in printed else StatementKind.NODE,
                    datatype=self.header.datatypes.get(number) if self.header else None,
                    role=_ROLES.get(self.by_number[number].role, Role.ATTRIBUTE)
                    if number in self.by_number
                    else Role.ATTRIBUTE,
                )
                for number in range(max(self.by_number) + 1)
            ),
        )

    def _extra_row(self, row: Row) -> Statement:
        """A row that is not an item, such as a total or a note below the table."""
        return Statement(
            property="", kind=StatementKind.NODE, about=self._statements(row, Role.ATTRIBUTE)
        )

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _number_and_label(heading: str) -> tuple[str | None, str]:
    """The number in front of the heading of a section, and the rest."""
    if bare := _NUMBERED_HEADING.fullmatch(heading):
        return bare[1].rstrip(".):"), bare[2]
    found = None if _CHAPTER.fullmatch(heading) else numbered(heading)
    if found is None or not found.clear or " " not in found.notation:
        return None, heading
    return found.notation, found.label


def _by_depth(entries: Sequence[_Entry], depths: Sequence[int | None]) -> Iterator[tuple[str, str]]:
    """Each item and the last one before it that is less deep."""
    above: list[tuple[int, str]] = []
    for entry, depth in zip(entries, depths, strict=False):
        if depth is None:
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        if above:
            yield entry.item.id, above[-1][1]
        above.append((depth, entry.item.id))


def _by_number(entries: Sequence[_Entry]) -> Iterator[tuple[str, str]]:
    """Each item with a number such as 1.2.3, and the one with the longest beginning of it."""
    numbers: dict[str, str] = {}
    for entry in entries:
        numbers.setdefault(_number_of(entry), entry.item.id)
    for entry in entries:
        start = _number_of(entry)
        while last := _LAST_PART.search(start):
            start = start[: last.start()]
            if start in numbers and numbers[start] != entry.item.id:
                yield entry.item.id, numbers[start]
                break


def _number_of(entry: _Entry) -> str:
    number = (entry.item.notation or entry.item.id).strip().rstrip(".")
    return number if len(number) <= _LONGEST_NUMBER and _DOTTED.fullmatch(number) else ""


def _listed(lines: Sequence[int]) -> str:
    """Lines as a message shows them: the first ones, and how many more."""
    more = f" and {len(lines) - 10} more" if len(lines) > 10 else ""
    return f"{', '.join(map(str, lines[:10]))}{more}"


def _named(column: Column) -> str:
    return f'"{clipped(column.name, 61)}"'
