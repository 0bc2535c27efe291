"""Changes, and the fingerprints that decisions about them hang on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.model.changes import (
    Aspect,
    Change,
    Closest,
    Facet,
    MovedSentence,
    Ref,
    Relation,
    WordCoverage,
    WordEdit,
    Wording,
    WordingVerdict,
    WordOp,
)


CHANGE = Change(
    relation=Relation.SAME,
    old=(Ref(edition="2013-peer", id="value/5/practice/3"),),
    new=(Ref(edition="combined", id="value/5/practice/3"),),
    facets=(Facet.REWORDED, Facet.RENUMBERED),
    verdict=WordingVerdict(
        wording=Wording.SUBSTANTIVE, aspects=(Aspect.SCOPE,), reasons=("narrower",)
    ),
    words=(
        WordEdit(op=WordOp.EQUAL, text="dignity with"),
        WordEdit(op=WordOp.DELETE, text="everyone"),
        WordEdit(op=WordOp.INSERT, text="the people they support"),
    ),
)


def test_fingerprint() -> None:
    """The id of a change never alters, since editors' decisions are filed under it."""
    assert "a595d5cc4c30db8d" == CHANGE.id


@pytest.mark.parametrize(
    "other",
    [
        replace(CHANGE, confidence=0.5),
        replace(CHANGE, evidence={"words": 0.9}),
        replace(
            CHANGE,
            verdict=WordingVerdict(wording=Wording.SUBSTANTIVE, reasons=("said otherwise",)),
        ),
        replace(CHANGE, facets=(Facet.RENUMBERED, Facet.REWORDED)),
        replace(CHANGE, facets=(*CHANGE.facets, Facet.REPLACED), replaced_by=("x",)),
        replace(CHANGE, replaces=CHANGE.old),
        replace(CHANGE, closest=Closest(ref=CHANGE.old[0], likeness=0.3)),
        replace(CHANGE, coverage=WordCoverage(whole=1.0, parts=(0.5, 0.5))),
        replace(
            CHANGE,
            sentences=(MovedSentence(text="Rest.", old=CHANGE.old[0], new=CHANGE.new[0]),),
        ),
    ],
    ids=[
        "confidence",
        "evidence",
        "reasons",
        "order of facets",
        "replaced",
        "replaces",
        "closest",
        "coverage",
        "sentences",
    ],
)
def test_what_does_not_count(other: Change) -> None:
    """How a change was found and explained, and what is told of others, is not part of its id."""
    assert CHANGE.id == other.id


@pytest.mark.parametrize(
    "other",
    [
        replace(CHANGE, relation=Relation.SPLIT),
        replace(CHANGE, facets=(Facet.REWORDED,)),
        replace(CHANGE, old=()),
        replace(CHANGE, new=CHANGE.old),
        replace(CHANGE, old=CHANGE.new, new=CHANGE.old),
        replace(CHANGE, verdict=None),
        replace(CHANGE, verdict=WordingVerdict(wording=Wording.EDITORIAL)),
        replace(CHANGE, duplicate_of=Ref(edition="combined", id="value/1")),
        replace(CHANGE, words=CHANGE.words[:1]),
        replace(CHANGE, words=(), label_words=CHANGE.words),
    ],
)
def test_what_counts(other: Change) -> None:
    """What changed, and how, is part of a change's id."""
    assert CHANGE.id != other.id


def test_weights() -> None:
    """The wording classes weigh in the order of the reference."""
    assert [0, 1, 2, 3] == [wording.rank for wording in Wording]
