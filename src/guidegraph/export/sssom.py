"""Mappings as SSSOM/TSV 1.1: the same mappings give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence

from guidegraph.model.mapping import BUILT_IN_PREFIXES, GROUP_COLUMN, Mapping, MappingSet


__all__ = ["to_sssom"]

_PLAIN = re.compile(r"[A-Za-z0-9/._(][^#:\x00-\x1f\"'\\]*+(?::(?=\S)[^#:\s\x00-\x1f\"'\\]*+)*+")
# What YAML reads as something other than a text.
_OTHER_TYPE = re.compile(r"[-+.\d_eE]+|0[xo]\w*|null|true|false|yes|no|on|off|y|n|~", re.IGNORECASE)
_LOCAL = re.compile(r"[^\s|]+")
_SPACES = re.compile(r"\s+")
_ALWAYS = ("subject_id", "predicate_id", "object_id", "mapping_justification")


def to_sssom(mappings: MappingSet) -> bytes:
    """
    The file of a mapping set: the header, then the rows in the order of their cells.

    A column is written if a row needs it.
    """
    return "".join(_parts(mappings)).encode()


def _parts(mappings: MappingSet) -> Iterator[str]:
    shorten = _shortener(mappings)
    for line in _header(mappings, shorten):
        yield f"#{line}\n"
    rows = [_cells(mapping, shorten) for mapping in mappings.mappings]
    used = {name for row in rows for name, cell in row.items() if cell}
    known = list(_cells_of_nothing())
    columns = [name for name in known if name in used or name in _ALWAYS]
    columns += sorted(used - set(known))
    if GROUP_COLUMN in columns:
        columns.remove(GROUP_COLUMN)
        columns.append(GROUP_COLUMN)
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted([row.get(name, "") for name in columns] for row in rows))
    yield table.getvalue()


def _header(mappings: MappingSet, shorten: Callable[[str], str]) -> Iterator[str]:
    if mappings.prefixes:
        yield "curie_map:"
        for prefix, iri in sorted(mappings.prefixes.items()):
            yield f"  {prefix}: {_scalar(iri)}"
    yield f"mapping_set_id: {_scalar(mappings.id)}"
    yield f"license: {_scalar(mappings.license)}"
    for key, value in mappings.metadata:
        if isinstance(value, str):
            yield f"{key}: {_scalar(value)}"
            continue
        yield f"{key}:"
        yield from (f"  - {_scalar(text)}" for text in value)
    if mappings.extensions:
        yield "extension_definitions:"
        for slot in mappings.extensions:
            yield f"  - slot_name: {_scalar(slot.name)}"
            if slot.property:
                yield f"    property: {_scalar(shorten(slot.property))}"
            if slot.type_hint:
                yield f"    type_hint: {_scalar(shorten(slot.type_hint))}"


def _scalar(text: str) -> str:
    """A text as YAML: in quotes unless it can only be read as a text."""
    if _PLAIN.fullmatch(text) and text == text.strip() and not _OTHER_TYPE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _shortener(mappings: MappingSet) -> Callable[[str], str]:
    known = {**BUILT_IN_PREFIXES, **mappings.prefixes}
    longest_first = sorted(known.items(), key=lambda entry: (-len(entry[1]), entry[0]))

    def shorten(iri: str) -> str:
        for prefix, start in longest_first:
            local = iri.removeprefix(start)
            if local != iri and _LOCAL.fullmatch(local) and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri

    return shorten


def _cells(mapping: Mapping, shorten: Callable[[str], str]) -> dict[str, str]:
    return {
        "subject_id": shorten(mapping.subject),
        "subject_label": _line(mapping.subject_label),
        "predicate_id": shorten(mapping.predicate),
        "predicate_modifier": "Not" if mapping.negated else "",
        "object_id": shorten(mapping.object),
        "object_label": _line(mapping.object_label),
        "mapping_justification": shorten(mapping.justification),
        "reviewer_id": _list([shorten(id_) for id_ in mapping.reviewer_ids]),
        "reviewer_label": _list(mapping.reviewers),
        "mapping_cardinality": mapping.cardinality or "",
        "mapping_date": mapping.mapping_date or "",
        "review_date": mapping.review_date or "",
        "confidence": _number(mapping.confidence),
        "similarity_score": _number(mapping.similarity),
        "comment": _line(mapping.comment),
        GROUP_COLUMN: _line(mapping.group),
        **dict(mapping.others),
    }


def _cells_of_nothing() -> dict[str, str]:
    return _cells(Mapping(subject="", predicate="", object=""), str)


def _line(text: str | None) -> str:
    """A text on one line, as a cell holds it."""
    return _SPACES.sub(" ", text or "").strip()


def _list(texts: Sequence[str]) -> str:
    return "|".join(_line(text).replace("|", "\\|") for text in texts)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
