"""Every output that maps items says the same of each pair."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.run import diff
from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.model.changes import Comparison
from guidegraph.model.correspondence import correspondences
from guidegraph.model.edition import Edition, Item
from guidegraph.model.mapping import NO_TERM_FOUND, Match
from guidegraph.model.source import source_from_bytes
from guidegraph.render.format import written
from tests.diff.builders import edition, section, statement


Relations = set[tuple[str, str, str]]  # old IRI, property, new IRI

SKOS = "http://www.w3.org/2004/02/skos/core#"
WORDS = ("lend umbrellas quietly", "must", "may", "readers", "at the desk", "on the shelf", "; it")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True).map(" ".join)
WAYS = st.sampled_from(["keep", "drop", "capitals", "reword", "retype", "split", "merge", "twice"])


@st.composite
def revised(draw: st.DrawFn) -> tuple[list[Edition], Edition]:
    """One or two old editions, and a new one that takes over, alters, splits and merges theirs."""
    olds = []
    for name in ("a", "b")[: draw(st.integers(1, 2))]:
        texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
        rows = [statement(f"s/{at}", text, "s") for at, text in enumerate(texts)]
        olds.append(edition(name, [section("s", "Rules"), *rows]))
    new: list[Item] = [section("s", "Rules")]
    for item in {item.text: item for old in olds for item in old.items if item.text}.values():
        words = (item.text or "").split()
        texts = [" ".join(words)]
        type_ = "Item"
        match draw(WAYS):
            case "drop":
                continue
            case "capitals":
                texts = [texts[0].capitalize()]
            case "reword":
                texts = [texts[0].replace("must", "may") + " always"]
            case "retype":
                type_ = "Practice"
            case "split":
                texts = [" ".join(words[:2]), " ".join(words[2:])]
            case "merge" if len(new) > 1:
                texts = [f"{new.pop().text}, {texts[0]}"]
            case "twice":
                texts *= 2
        for text in filter(None, texts):
            new.append(Item(id=f"s/{len(new)}", type=type_, text=text, parent="s"))
    made = edition("n", new)
    return olds, Edition(id="n", iri=made.iri, title="n", issued="2026-01-01", items=made.items)


def in_sssom(comparison: Comparison) -> Relations:
    body = written("sssom-tsv", comparison)
    rows = mappings_from_sssom(source_from_bytes("x.sssom.tsv", body)).mappings
    return {
        (row.subject, row.predicate, row.object)
        for row in rows
        if NO_TERM_FOUND not in (row.subject, row.object)
    }


def in_rdf(comparison: Comparison, form: str, syntax: pyoxigraph.RdfFormat) -> Relations:
    matches = {match.value for match in Match}
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in pyoxigraph.parse(written(form, comparison), format=syntax)
        if quad.predicate.value in matches
        and isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
    }


def in_case(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    for link in json.loads(written("case-changes-json", comparison))["CFAssociations"]:
        ends = link["originNodeURI"]["uri"], link["destinationNodeURI"]["uri"]
        if link["associationType"] == "exactMatchOf":
            yield ends[1], "exactMatchOf", ends[0]
        elif link["associationType"] == "replacedBy":
            yield ends[0], "replacedBy", ends[1]


def in_kgcl(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    for line in written("kgcl", comparison).decode().splitlines():
        if found := re.fullmatch(r"obsolete <(.*)> with replacement <(.*)>", line):
            yield found[1], "replacement", found[2]
        elif found := re.fullmatch(r"create edge <(.*)> <.*oboInOwl#consider> <(.*)>", line):
            yield found[1], "alternative", found[2]


@given(revised())
@settings(deadline=None, max_examples=60)
def test_one_relation_for_each_pair(pair: tuple[list[Edition], Edition]) -> None:
    """SSSOM, N-Quads, XKOS, CASE and KGCL translate one rule and decide nothing."""
    comparison = diff(*pair)
    homes = {each.id: each for each in comparison.old}
    expected = {
        (
            homes[each.old.edition].iri_of(each.old.id),
            each.property.value,
            comparison.new.iri_of(each.new.id),
        )
        for each in correspondences(comparison)
    }
    xkos = in_rdf(comparison, "xkos-turtle", pyoxigraph.RdfFormat.TURTLE)
    kgcl = set(in_kgcl(comparison))
    alternatives = {f"{SKOS}narrowMatch", f"{SKOS}relatedMatch"}

    assert expected == in_sssom(comparison)
    assert expected == in_rdf(comparison, "n-quads", pyoxigraph.RdfFormat.N_QUADS)
    assert expected == in_rdf(comparison, "changes-turtle", pyoxigraph.RdfFormat.TURTLE)
    assert len(comparison.changes.unchanged) == len(xkos)
    assert xkos <= expected
    assert {
        (old, "exactMatchOf" if match == Match.EXACT else "replacedBy", new)
        for old, match, new in expected
    } == set(in_case(comparison))
    assert {
        (old, "alternative" if match in alternatives else "replacement", new)
        for old, match, new in expected
    } == kgcl


@given(revised())
@settings(deadline=None, max_examples=60)
def test_fan_in_agrees_with_each_edition(pair: tuple[list[Edition], Edition]) -> None:
    """What one item is to one other does not hang on which old editions are compared with it."""
    olds, new = pair
    together = {
        (each.old, each.new): each.property
        for each in correspondences(diff(olds, new))
        if each.property in (Match.EXACT, Match.CLOSE)
    }
    for old in olds:
        alone = {(each.old, each.new): each.property for each in correspondences(diff([old], new))}
        shared = together.keys() & alone.keys()

        assert {key: alone[key] for key in shared} == {key: together[key] for key in shared}
