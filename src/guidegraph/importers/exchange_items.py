"""The items of a table of Moodle, Canvas or OpenSALT: their parents, links and plain texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from guidegraph.importers.assemble import cycles, in_document_order, language_tag
from guidegraph.importers.exchange_tables import ExchangeTable, TeachingSystem
from guidegraph.importers.words import name_for_people
from guidegraph.language.enumeration import unnumbered
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.statement import Role, Statement


__all__ = ["number_before", "of_system", "text_of_html"]

# What cells are taken for, where the columns of a table of ours say too little.
_ROLES: Final[Mapping[TeachingSystem, Mapping[str, Role]]] = {
    TeachingSystem.MOODLE: {
        "parent": Role.PARENT,
        "related": Role.RELATION,
        "exported": Role.RECORD,
        "format": Role.STATUS,
    },
    TeachingSystem.CANVAS: {"parent_guids": Role.PARENT, "workflow_state": Role.STATUS},
    TeachingSystem.OPENSALT: {
        "smartLevel": Role.PARENT,
        "isChildOf": Role.PARENT,
        "listEnumeration": Role.NOTATION,
        "sequenceNumber": Role.POSITION,
    },
}
_SAYS_NOTHING: Final = frozenset({("rule-outcome", "0"), ("rule-settings", "null")})
_HTML_FORMATS: Final = frozenset({"", "0", "1"})
_TAG: Final = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9]*+)|!--)[^<>]*+>")
_INLINE: Final = (
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup tt u var wbr"
)
_COUNT: Final = re.compile(r"[0-9]{1,9}")
_PARENT: Final = "isChildOf"
_CUT: Final = ("…", "...")
_WORDS_OF_NUMBER: Final = 3  # "Chapter 4 § 2" has more; nobody begins a short name like that


def text_of_html(text: str) -> str:
    """
    The words of a text with the marks of HTML.

    >>> text_of_html("<p>Ask <b>twice</b>;</p><p>then lend &amp; smile, if 3 < 4.</p>")
    'Ask twice; then lend & smile, if 3 < 4.'
    """
    if "<" not in text and "&" not in text:
        return text
    inline = _INLINE.split()
    bare = _TAG.sub(lambda tag: "" if (tag[1] or "").casefold() in inline else " ", text)
    return " ".join(html.unescape(bare).split())


def number_before(name: str, text: str) -> str | None:
    """
    The number in front of a short name that only repeats a text or its beginning, empty if there is
    none; nothing if it is a name of its own.

    >>> number_before("20 Bins are …", "Bins are emptied."), number_before("Bins", "Waste")
    ('20', None)
    """
    name, text = " ".join(name.split()), " ".join(text.split())
    is_cut = name.endswith(_CUT)
    shown = name.rstrip("….").rstrip(" ,;:–—-") if is_cut else name
    rest = shown
    for count in range(_WORDS_OF_NUMBER + 1):
        if rest and (text.startswith(rest) if is_cut else rest == text):
            number = shown[: len(shown) - len(rest)].strip()
            return number if not count or unnumbered(shown, number)[0] else None
        rest = rest.partition(" ")[2]
    return None


def of_system(table: ExchangeTable, edition: Edition) -> Edition:
    """An edition that was read from a table of a system, with what only its columns say."""
    return _Reader(table, edition).edition()


class _Reader:
    def __init__(self, table: ExchangeTable, edition: Edition) -> None:
        self.table = table
        self.before = edition
        lines = {id_: place.line or 0 for id_, place in edition.places.items()}
        self.by_name = by_name = {name: each for each, name in table.names.items()}
        self.cells = {
            item.id: {by_name.get(each.property, ""): each.value for each in item.statements}
            for item in edition.items
        }

        def place(item: Item) -> tuple[int, int]:
            number = self.cells[item.id].get("sequenceNumber", "").strip()
            return (int(number) if _COUNT.fullmatch(number) else 0, lines.get(item.id, 0))

        self.items = sorted(edition.items, key=place)
        self.roles = {
            table.names[each]: role
            for each, role in _ROLES[table.system].items()
            if each in table.names
        }

    def edition(self) -> Edition:
        """All of it."""
        edition, about = self.before, self.table.about
        above = self._above()
        parents = {id_: next(iter(these), None) for id_, these in above.items()}
        for cycle in list(cycles(parents)):
            parents[cycle[0]] = None
        title = " ".join(about.get("title", "").split())
        provenance = edition.provenance
        publisher = about.get("publisher") or about.get("creator")
        return replace(
            edition,
            title=title or edition.title,
            title_printed=edition.title_printed or bool(title),
            language=language_tag(about.get("language")) or edition.language,
            provenance=replace(provenance, publisher=provenance.publisher or publisher),
            items=in_document_order(
                replace(self._item(item), parent=parents[item.id]) for item in self.items
            ),
            associations=tuple(
                dict.fromkeys(
                    (
                        *edition.associations,
                        *_further_parents(above, parents),
                        *self._relations(),
                    )
                )
            ),
            identified="id" in {role for role, _ in self.table.columns},
        )

    def _item(self, item: Item) -> Item:
        label, text, type_ = item.label, item.text, item.type
        notation, shortened = item.notation, False
        if self.table.system is not TeachingSystem.OPENSALT:
            label = text_of_html(label) or None if label else None
            if self.cells[item.id].get("format", "").strip() in _HTML_FORMATS:
                text = text_of_html(text) or None if text else None
            number = number_before(label, text) if label and text else None
            if number is not None:
                label, notation, shortened = None, notation or number or None, True
        if self.table.system is TeachingSystem.MOODLE:
            type_ = "Competency"
        return replace(
            item,
            type=type_,
            notation=notation,
            label=label,
            pref_label=name_for_people(label),
            text=text,
            statements=tuple(
                replace(each, role=self._role(each, notation, shortened=shortened))
                for each in item.statements
            ),
        )

    def _role(self, cell: Statement, notation: str | None, *, shortened: bool) -> Role:
        """What a cell is taken for; a short name that repeats the text is only a number."""
        if shortened and cell.role is Role.LABEL:
            return Role.NOTATION if notation else Role.TEXT
        if (self.by_name.get(cell.property), cell.value.strip()) in _SAYS_NOTHING:
            return Role.STATUS
        return self.roles.get(cell.property, cell.role)

    # -- parents ----------------------------------------------------------------------

    def _above(self) -> dict[str, dict[str, None]]:
        """The parents of each item, the first of which it is shown below."""
        named = self._named()
        found = {item.id: dict[str, None]() for item in self.items}
        for id_, name in self._parents_named():
            parent = named.get(name)
            if parent is not None and parent != id_:
                found[id_].setdefault(parent)
        return found

    def _named(self) -> dict[str, str]:
        """The items by what names a parent: an id, a level, or a code."""
        found = {item.id: item.id for item in self.items}
        for each in ("smartLevel", "humanCodingScheme"):
            for item in self.items:
                if cell := self.cells[item.id].get(each, "").strip():
                    found.setdefault(cell, item.id)
        return found

    def _parents_named(self) -> Iterator[tuple[str, str]]:
        for item in self.items:
            cells = self.cells[item.id]
            match self.table.system:
                case TeachingSystem.MOODLE:
                    yield item.id, " ".join(cells.get("parent", "").split())
                case TeachingSystem.CANVAS:
                    yield from ((item.id, name) for name in cells.get("parent_guids", "").split())
                case _:
                    level = cells.get("smartLevel", "").strip()
                    yield item.id, level.rpartition(".")[0] or cells.get(_PARENT, "").strip()
        known = {item.id for item in self.items}
        for origin, type_, destination in self.table.links:
            if type_ == _PARENT and origin in known:
                yield origin, destination

    # -- links ------------------------------------------------------------------------

    def _relations(self) -> Iterator[Association]:
        known = {item.id for item in self.items}
        for origin, destination in self._pairs():
            if origin in known and destination in known and origin != destination:
                yield Association(origin=origin, type="related", destination=destination)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for item in self.items:
            for name in self.cells[item.id].get("related", "").split(","):
                yield item.id, " ".join(name.replace("%2C", ",").split())
        for origin, type_, destination in self.table.links:
            if type_ != _PARENT:
                yield origin, destination


def _further_parents(
    above: Mapping[str, Iterable[str]], parents: Mapping[str, str | None]
) -> Iterator[Association]:
    for origin, these in above.items():
        for other in these:
            if other != parents[origin]:
                yield Association(origin=origin, type="broaderTransitive", destination=other)
