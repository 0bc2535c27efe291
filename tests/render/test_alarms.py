"""What a reader of a diff looks at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from guidegraph.model.changes import (
    Aspect,
    Change,
    Comparison,
    Direction,
    Facet,
    Ref,
    Relation,
    Wording,
    WordingVerdict,
)
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.render.alarms import AlarmKind, alarms_of
from guidegraph.render.format import RenderOptions, written
from tests.comparisons import comparison_of, lending_rules
from tests.margins import without_margins


def test_order() -> None:
    """Losses come first, then negations, weaker duties, doubtful links; of each the unsure."""
    shown = alarms_of(lending_rules()).shown
    expected = [
        (AlarmKind.DROPPED, "loans/6"),
        (AlarmKind.DROPPED, "loans/2"),
        (AlarmKind.NEGATION, "loans/3"),
        (AlarmKind.WEAKENED, "loans/1"),
        (AlarmKind.UNSURE, "loans/5"),
    ]

    assert expected == [(alarm.kind, alarm.change.old[0].id) for alarm in shown]


def test_headings_that_only_the_file_has() -> None:
    """A heading that the document does not print is no loss; it is counted and shown as dropped."""
    text = without_margins(written("text", lending_rules()).decode())
    first, _, rest = text.partition("Loans ─")

    assert "Preamble" not in first
    assert "3  dropped" in first
    assert "DROPPED  preamble\n    Preamble" in rest


def _edition(name: str, items: Iterable[Item]) -> Edition:
    return Edition(id=name, iri=f"https://example.org/{name}", title=name, items=tuple(items))


def _same(number: int, verdict: WordingVerdict, confidence: float = 1.0) -> Change:
    return Change(
        relation=Relation.SAME,
        old=(Ref(edition="a", id=f"{number}"),),
        new=(Ref(edition="b", id=f"{number}"),),
        facets=(Facet.REWORDED,),
        verdict=verdict,
        confidence=confidence,
    )


def _of(changes: Iterable[Change]) -> Comparison:
    found = tuple(changes)
    sides = ([ref for each in found for ref in side(each)] for side in (_old, _new))
    old, new = ([Item(id=ref.id, text=f"Item {ref.id}.") for ref in refs] for refs in sides)
    return comparison_of([_edition("a", old)], _edition("b", new), found)


def _old(change: Change) -> tuple[Ref, ...]:
    return change.old


def _new(change: Change) -> tuple[Ref, ...]:
    return change.new


def _dropped(number: int) -> Change:
    return Change(relation=Relation.DROPPED, old=(Ref(edition="a", id=f"{number}"),))


WEAKENED = WordingVerdict(
    wording=Wording.SUBSTANTIVE,
    aspects=(Aspect.FORCE,),
    directions=(Direction.WEAKENED,),
    weight=0.7,
)


def test_few() -> None:
    """Twenty are shown, of every kind some; the rest is counted, with how to see it."""
    comparison = _of([*map(_dropped, range(50)), *(_same(n, WEAKENED) for n in range(50, 55))])
    alarms = alarms_of(comparison)
    text = written("text", comparison).decode()

    assert Counter(dropped=15, weakened=5) == Counter(alarm.kind.value for alarm in alarms.shown)
    assert {AlarmKind.DROPPED: 35} == alarms.more
    assert "and 35 more: --only dropped\n" in text
    for form in ("markdown", "html"):
        assert b"35 more: --only dropped" in written(form, comparison).replace(b"\\", b"")


def test_unsure_first() -> None:
    """Of one kind what is unsure comes first, even if it weighs less."""
    unsure = replace(WEAKENED, unsure=True, weight=0.5)
    alarms = alarms_of(_of([_same(1, WEAKENED), _same(2, unsure)]))

    assert ["2", "1"] == [alarm.change.old[0].id for alarm in alarms.shown]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item(id="x", label="Fees", pref_label="Fees"), 1),
        (Item(id="x", text="Fees are due."), 1),
        (Item(id="x", pref_label="Fees"), 0),
    ],
)
def test_printed_headings(item: Item, expected: int) -> None:
    """A heading is a loss if the document prints it, as its text is."""
    gone = Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="x"),))
    comparison = comparison_of([_edition("a", [item])], _edition("b", []), [gone])

    assert expected == len(alarms_of(comparison).shown)


def test_all() -> None:
    """With everything, none is left out, and no sentence says so."""
    comparison = _of(map(_dropped, range(50)))
    page = RenderOptions(everything=True)

    assert 50 == len(alarms_of(comparison, everything=True).shown)
    assert b"more: --only" not in written("text", comparison, page)


@pytest.mark.parametrize(
    ("weight", "confidence", "expected"),
    [(0.5, 0.59, [AlarmKind.UNSURE]), (0.4, 0.59, []), (0.5, 0.6, []), (1.0, 1.0, [])],
)
def test_doubtful_links(weight: float, confidence: float, expected: list[AlarmKind]) -> None:
    """A link is to be looked at if it is unsure and the change has some weight."""
    verdict = WordingVerdict(wording=Wording.SUBSTANTIVE, weight=weight)
    alarms = alarms_of(_of([_same(1, verdict, confidence)]))

    assert expected == [alarm.kind for alarm in alarms.shown]


@pytest.mark.parametrize(
    ("facets", "parent", "expected"),
    [
        ((Facet.DUPLICATE,), "part", ["dropped", "duplicate"]),
        ((Facet.DUPLICATE,), "other", ["dropped"]),
        ((Facet.DUPLICATE, Facet.REPLACED), "other", ["dropped", "duplicate"]),
    ],
)
def test_duplicates(facets: tuple[Facet, ...], parent: str, expected: list[str]) -> None:
    """A duplicate is one where something was lost; elsewhere a standard may repeat itself."""
    parts = [Item(id="part", label="Part"), Item(id="other", label="Other")]
    rule = Item(id="part/1", text="A rule.", parent="part")
    old = _edition("a", [*parts, rule, Item(id="part/2", text="A lost rule.", parent="part")])
    new = _edition("b", [*parts, rule, Item(id="copy", text="A rule.", parent=parent)])
    changes = [
        Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="part/2"),)),
        Change(
            relation=Relation.ADDED,
            new=(Ref(edition="b", id="copy"),),
            facets=facets,
            duplicate_of=Ref(edition="b", id="part/1"),
        ),
    ]
    comparison = comparison_of([old], new, changes, ["part", "other", "part/1"])

    assert expected == [alarm.kind.value for alarm in alarms_of(comparison).shown]


def test_concepts_without_text() -> None:
    """Of data a dropped concept is a loss, though it has a label only."""
    old = replace(_edition("a", [Item(id="tea", pref_label="Tea")]), source_kind=SourceKind.RDF)
    gone = Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="tea"),))

    assert 1 == len(alarms_of(comparison_of([old], _edition("b", []), [gone])).shown)


@pytest.mark.parametrize(
    ("aspects", "expected"), [((Aspect.OTHER,), ["relinked"]), ((Aspect.QUANTITY,), [])]
)
def test_references_to_other_items(aspects: tuple[Aspect, ...], expected: list[str]) -> None:
    """A reference that now means another clause is one; a link to another item alone is none."""
    verdict = WordingVerdict(wording=Wording.SUBSTANTIVE, aspects=aspects, weight=0.6)
    change = replace(_same(1, verdict), facets=(Facet.RELINKED,))
    items = [Item(id="1", text="Doors are shut as clause 2 says.")]
    comparison = comparison_of([_edition("a", items)], _edition("b", items), [change])

    assert expected == [alarm.kind.value for alarm in alarms_of(comparison).shown]
