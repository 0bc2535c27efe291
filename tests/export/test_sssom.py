"""Mappings, written as SSSOM/TSV and read back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.curation.mapping import still_confirmed, to_mappings
from guidegraph.export.sssom import to_sssom
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.changes import Relation
from guidegraph.model.mapping import (
    NO_TERM_FOUND,
    Cardinality,
    Curation,
    ExtensionSlot,
    Justification,
    Mapping,
    MappingSet,
    Match,
)
from guidegraph.model.source import source_from_bytes
from tests.comparisons import reading_rooms


_LINES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=20)
_TEXTS = _LINES.map(lambda text: " ".join(text.split()))
_WORDS = _TEXTS.filter(bool)
_IRIS = st.builds(
    "{}{}".format,
    st.sampled_from(["https://example.org/a/", "https://example.org/a/b#", "urn:x:"]).filter(
        lambda start: start.startswith("https")
    ),
    st.from_regex(r"[a-z0-9]([a-z0-9/.-]|%[0-9a-f]{2}){0,8}", fullmatch=True),
)
_ENDS = st.one_of(_IRIS, st.just(NO_TERM_FOUND))
_SHARES = st.none() | st.integers(0, 10_000).map(lambda number: number / 10_000)
_DATES = st.none() | st.dates().map(str)
_LISTS = st.lists(_WORDS, max_size=2).map(tuple)
_MAPPINGS = st.builds(
    Mapping,
    subject=_ENDS,
    predicate=st.sampled_from(Match).map(str),
    object=_ENDS,
    justification=st.sampled_from(Justification).map(str),
    subject_label=st.none() | _WORDS,
    object_label=st.none() | _WORDS,
    negated=st.booleans(),
    cardinality=st.none() | st.sampled_from(Cardinality),
    reviewers=_LISTS.map(lambda names: tuple(n for n in names if not n.endswith("\\"))),
    reviewer_ids=st.lists(_IRIS, max_size=2).map(tuple),
    review_date=_DATES,
    mapping_date=_DATES,
    confidence=_SHARES,
    similarity=_SHARES,
    comment=st.none() | _WORDS,
    group=st.none() | _WORDS,
    others=st.dictionaries(st.sampled_from(["author_label", "x"]), _WORDS).map(
        lambda cells: tuple(sorted(cells.items()))
    ),
)
_SETS = st.builds(
    MappingSet,
    id=_TEXTS,
    license=_TEXTS,
    mappings=st.lists(_MAPPINGS, max_size=4).map(tuple),
    prefixes=st.sampled_from(
        [
            MappingProxyType({}),
            MappingProxyType({"a": "https://example.org/a/", "b": "https://example.org/a/b#"}),
        ]
    ),
    extensions=st.lists(
        st.builds(ExtensionSlot, name=_WORDS, property=st.none() | _IRIS), max_size=2
    ).map(tuple),
    metadata=st.dictionaries(
        st.sampled_from(["mapping_set_title", "creator_label"]),
        _TEXTS | st.lists(_WORDS, min_size=1, max_size=2).map(tuple),
    ).map(lambda entries: tuple(entries.items())),
)


def _read(body: bytes) -> MappingSet:
    return mappings_from_sssom(source_from_bytes("mappings.sssom.tsv", body))


@given(_SETS)
@settings(deadline=None, max_examples=100)
def test_round_trip(mappings: MappingSet) -> None:
    """What is written is read again, in another order; written anew it is the same bytes."""
    body = to_sssom(mappings)
    again = _read(body)

    assert sorted(mappings.mappings, key=repr) == sorted(again.mappings, key=repr)
    assert (mappings.id, mappings.license) == (again.id, again.license)
    assert mappings.extensions == again.extensions
    assert mappings.metadata == again.metadata
    assert dict(mappings.prefixes) == dict(again.prefixes)
    assert body == to_sssom(again)


def test_a_diff_as_mappings() -> None:
    """Splits and mergers share a group and are never exact; what has no counterpart says so."""
    comparison = reading_rooms()
    found = to_mappings(comparison, "1.0")
    by_cardinality: dict[object, list[Mapping]] = {}
    for row in found.mappings:
        by_cardinality.setdefault(row.cardinality, []).append(row)

    relations = {change.relation for change in comparison.changes.changes}
    for cardinality, predicate in (
        (Cardinality.ONE_TO_MANY, Match.NARROW),
        (Cardinality.MANY_TO_ONE, Match.BROAD),
    ):
        rows = by_cardinality.get(cardinality, [])
        assert {predicate} >= {row.predicate for row in rows}
        assert all(row.group for row in rows)
    if Relation.DROPPED in relations:
        assert {NO_TERM_FOUND} == {row.object for row in by_cardinality[Cardinality.ONE_TO_NONE]}
    if Relation.ADDED in relations:
        assert {NO_TERM_FOUND} == {row.subject for row in by_cardinality[Cardinality.NONE_TO_ONE]}
    assert {Match.EXACT} >= {
        row.predicate for row in by_cardinality[Cardinality.ONE_TO_ONE] if row.similarity == 1
    }


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        *((text, True) for text in ("null", "Null", "NULL", "~", "true", "False", "yes", "No")),
        *((text, True) for text in ("on", "Off", "y", "N", "1", "-1.5", "1e3", "0x1F", "0o7", "")),
        *((text, True) for text in (" a", "a ", "a: b", "a #b", "- a", "[a", "a\\b", "it's")),
        *((text, False) for text in ("nullable", "not true", "yes!", "1 a", "a:b", "n/a", "none")),
    ],
)
def test_texts_that_yaml_takes_for_something_else(text: str, *, quoted: bool) -> None:
    """In the header a text is in quotes where YAML would take it for another value."""
    mappings = MappingSet(id="urn:x", license="urn:y", mappings=(), metadata=(("comment", text),))
    body = to_sssom(mappings).decode()
    expected = json.dumps(text) if quoted else text

    assert f"#comment: {expected}\n" in body


def test_every_identifier_is_a_curie() -> None:
    """SSSOM/TSV wants prefixes for all identifiers, declared in its header."""
    body = to_sssom(to_mappings(reading_rooms(), "1.0")).decode()
    header, table = body.split("subject_id", 1)
    declared = {"skos", "semapv", "sssom", *re.findall(r"^#  ([\w.-]+): ", header, re.MULTILINE)}
    rows = [line.split("\t") for line in f"subject_id{table}".splitlines()]
    columns = rows[0]
    used = {
        cell.partition(":")[0]
        for row in rows[1:]
        for column, cell in zip(columns, row, strict=True)
        if column in ("subject_id", "predicate_id", "object_id", "mapping_justification")
    }

    assert used <= declared


def test_who_confirmed_last_stays() -> None:
    """A reviewer of now is not overwritten by one of before."""
    before, now = (
        _confirmed(Curation(reviewer=name, date=f"{year}-07-31"))
        for name, year in (("A. Reader", 2025), ("B. Writer", 2026))
    )
    after = still_confirmed(now, before)

    assert {("B. Writer",)} == {row.reviewers for row in after.mappings}
    assert {"2026-07-31"} == {row.review_date for row in after.mappings}


def _confirmed(by: Curation) -> MappingSet:
    """The mappings of a diff, all of them confirmed."""
    comparison = reading_rooms()
    each = {change.id: by for change in comparison.changes.changes}
    return to_mappings(comparison, "1.0", curations=each, unchanged=by)


def test_how_certain_it_was_stays() -> None:
    """A decision that was already in the lineage does not become more certain the second time."""
    again = _confirmed(Curation(reviewer="A. Reader", date="2026-07-31"))
    rows = tuple(replace(row, confidence=0.5) for row in again.mappings)
    before = replace(again, mappings=rows)

    assert before == still_confirmed(again, before, Curation(reviewer="C", date="2026-08-01"))


def test_who_confirmed_stays() -> None:
    """Mappings made anew are confirmed as they were, where they say the same."""
    before = _confirmed(Curation(reviewer="A. Reader", date="2026-07-31"))
    after = still_confirmed(to_mappings(reading_rooms(), "1.1"), before)

    assert {("A. Reader",)} == {row.reviewers for row in after.mappings}
    assert {"2026-07-31"} == {row.review_date for row in after.mappings}
    assert {Justification.MANUAL} == {row.justification for row in after.mappings}
