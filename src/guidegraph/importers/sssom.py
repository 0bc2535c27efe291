"""
Mappings from SSSOM/TSV, by version 1.1 of the standard (https://mapping-commons.github.io/sssom/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import NoReturn

from guidegraph.graph.iri import is_iri
from guidegraph.importers.csv_rows import csv_rows
from guidegraph.importers.yaml_header import YamlNode, header_from_yaml
from guidegraph.model.errors import FormatError
from guidegraph.model.mapping import (
    BUILT_IN_PREFIXES,
    GROUP_COLUMN,
    NO_TERM_FOUND,
    Cardinality,
    ExtensionSlot,
    Mapping,
    MappingSet,
)
from guidegraph.model.source import SourceText


__all__ = ["mappings_from_sssom"]

_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_MODELLED = {
    *_REQUIRED,
    *("subject_label", "object_label", "predicate_modifier", "mapping_cardinality"),
    *("reviewer_label", "reviewer_id", "review_date", "mapping_date"),
    *("confidence", "similarity_score", "comment", GROUP_COLUMN),
}
_CURIE = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(\S*)")
# IRIs without "://" that are not taken for a prefix and a name, unless the prefix is declared.
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]+:.|tag:[^:]+:.", re.IGNORECASE)


def mappings_from_sssom(table: SourceText) -> MappingSet:
    """
    The mapping set in a file; unknown columns are stored unchanged.

    Raises:
        FormatError: the header or a row does not follow SSSOM.
    """
    return _Reader(table).mapping_set()


class _Reader:
    def __init__(self, table: SourceText) -> None:
        self.table = table
        lines = table.text.split("\n")
        # Comments are the header, and only allowed above the table.
        count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        header = [(n, line[1:]) for n, line in enumerate(lines[:count], start=1)]
        self.first = count
        self.header = header_from_yaml(_dedented(header), table.path)
        self.body = "\n".join(lines[count:])
        self.prefixes = self._prefixes()

    def mapping_set(self) -> MappingSet:
        extensions = tuple(self._extensions())
        known = ("curie_map", "mapping_set_id", "license", "extension_definitions")
        metadata = tuple(
            (key, self._plain(key, node)) for key, node in self.header.items() if key not in known
        )
        return MappingSet(
            id=self._text("mapping_set_id"),
            license=self._text("license"),
            mappings=tuple(self._rows()),
            prefixes=MappingProxyType(
                {name: iri for name, iri in self.prefixes.items() if name not in BUILT_IN_PREFIXES}
            ),
            extensions=extensions,
            metadata=metadata,
            path=self.table.path,
        )

    def fault(self, line: int, problem: str, advice: str) -> NoReturn:
        raise FormatError(self.table.path, line, problem, advice)

    # -- the header ------------------------------------------------------------------

    def _text(self, key: str) -> str:
        node = self.header.get(key)
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self.fault(node.line, f"{key} is not one text", f"write {key}: …")
        return node.value

    def _plain(self, key: str, node: YamlNode) -> str | tuple[str, ...]:
        value = node.value
        if isinstance(value, str):
            return value
        texts = tuple(text for text in value if isinstance(text, str))
        if isinstance(value, dict) or len(texts) != len(value):
            self.fault(node.line, f"{key} is neither a text nor a list of texts", "write texts")
        return texts

    def _prefixes(self) -> dict[str, str]:
        node = self.header.get("curie_map")
        found = dict(BUILT_IN_PREFIXES)
        if node is None or node.value == "":
            return found
        if not isinstance(node.value, dict):
            self.fault(
                node.line, "curie_map is not a map", "write a prefix, a colon, an IRI a line"
            )
        for name, iri in node.value.items():
            if not is_iri(iri):
                self.fault(
                    node.line, f"{iri!r}, of the prefix {name!r}, is not an IRI", "correct it"
                )
            if BUILT_IN_PREFIXES.get(name, iri) != iri:
                self.fault(
                    node.line,
                    f"the prefix {name!r} stands for {BUILT_IN_PREFIXES[name]} in every file",
                    "choose another prefix",
                )
            found[name] = iri
        return found

    def _extensions(self) -> list[ExtensionSlot]:
        node = self.header.get("extension_definitions")
        if node is None or node.value in ("", []):
            return []
        found = []
        entries = node.value if isinstance(node.value, list) else [""]
        for entry in entries:
            if isinstance(entry, str) or not entry.get("slot_name"):
                self.fault(node.line, "an extension without slot_name", "write '- slot_name: …'")
            property_, hint = entry.get("property"), entry.get("type_hint")
            found.append(
                ExtensionSlot(
                    name=entry["slot_name"],
                    property=self._entity(property_, node.line) if property_ else None,
                    type_hint=self._entity(hint, node.line) if hint else None,
                )
            )
        return found

    # -- the table -------------------------------------------------------------------

    def _rows(self) -> list[Mapping]:
        rows = csv_rows(self.body, self.table.path, "\t", first=self.first + 1)
        columns = self._columns(next((row.cells for row in rows), ()))
        found = []
        for row in rows:
            if not row.cells:
                continue
            if len(row.cells) != len(columns):
                self.fault(
                    row.line,
                    f"{len(row.cells)} cells where there are {len(columns)} columns",
                    "separate all cells with tabs",
                )
            found.append(self._mapping(dict(zip(columns, row.cells, strict=True)), row.line))
        return found

    def _columns(self, columns: Sequence[str]) -> Sequence[str]:
        for place, column in enumerate(columns):
            if column in columns[:place]:
                self.fault(self.first + 1, f"the column {column!r} twice", "remove one of the two")
        for column in _REQUIRED:
            if column not in columns:
                self.fault(
                    self.first + 1, f"no column {column!r}", f"SSSOM needs {', '.join(_REQUIRED)}"
                )
        return columns

    def _mapping(self, cells: MappingOf[str, str], line: int) -> Mapping:
        def cell(name: str) -> str | None:
            return cells.get(name, "").strip() or None

        for column in _REQUIRED:
            if cell(column) is None:
                self.fault(line, f"no {column}", f"fill it in ({NO_TERM_FOUND} if there is none)")
        modifier, cardinality = cell("predicate_modifier"), cell("mapping_cardinality")
        if modifier not in (None, "Not"):
            self.fault(line, f"predicate_modifier is {modifier!r}", "write Not, or nothing")
        if cardinality is not None and cardinality not in list(Cardinality):
            self.fault(
                line, f"{cardinality!r} is not a cardinality", f"use {', '.join(Cardinality)}"
            )
        return Mapping(
            subject=self._entity(cell("subject_id"), line),
            predicate=self._entity(cell("predicate_id"), line),
            object=self._entity(cell("object_id"), line),
            justification=self._entity(cell("mapping_justification"), line),
            subject_label=cell("subject_label"),
            object_label=cell("object_label"),
            negated=modifier is not None,
            cardinality=Cardinality(cardinality) if cardinality else None,
            reviewers=_listed(cell("reviewer_label")),
            reviewer_ids=tuple(self._entity(id_, line) for id_ in _listed(cell("reviewer_id"))),
            review_date=self._date("review_date", cell("review_date"), line),
            mapping_date=self._date(
                "mapping_date", cell("mapping_date") or self._text("mapping_date") or None, line
            ),
            confidence=self._share("confidence", cell("confidence"), line),
            similarity=self._share("similarity_score", cell("similarity_score"), line),
            comment=cell("comment"),
            group=cell(GROUP_COLUMN),
            others=tuple(
                sorted(
                    (name, text) for name, text in cells.items() if name not in _MODELLED and text
                )
            ),
            line=line,
        )

    def _entity(self, text: str | None, line: int) -> str:
        text = (text or "").removeprefix("<").removesuffix(">")
        found = _CURIE.fullmatch(text)
        if found and found[1] in self.prefixes:
            return self.prefixes[found[1]] + found[2]
        if ("://" in text or _URN.match(text)) and is_iri(text):
            return text
        if found:
            problem = f"the prefix {found[1]!r} of {text!r} is not declared"
            advice = "add it to the curie_map in the header"
        else:
            problem, advice = f"{text!r} is not an identifier", "write prefix:name, or an IRI"
        raise FormatError(self.table.path, line, problem, advice)

    def _date(self, column: str, text: str | None, line: int) -> str | None:
        try:
            return text and date.fromisoformat(text).isoformat()
        except ValueError:
            self.fault(line, f"{column} is {text!r}, not a date", "write 2026-07-31")

    def _share(self, column: str, text: str | None, line: int) -> float | None:
        if text is None:
            return None
        try:
            share = float(text)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            self.fault(line, f"{column} is {text!r}", "write a number from 0 to 1")
        return share


def _dedented(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The header without the space that some programs write after each `#`."""
    full = [text for _, text in lines if text.strip()]
    spare = min((len(text) - len(text.lstrip(" ")) for text in full), default=0)
    return [(number, text[spare:]) for number, text in lines]


def _listed(text: str | None) -> tuple[str, ...]:
    r"""The values of a cell that may hold several: split at `|`, which `\|` stands for itself."""
    if text is None:
        return ()
    parts = re.split(r"(?<!\\)\|", text)
    return tuple(part.replace("\\|", "|").strip() for part in parts if part.strip())
