"""The threads of items through editions."""

from __future__ import annotations

from dataclasses import replace

from guidegraph.diff.curation.lineage import chronological, lineages, with_lineage
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item, Provenance
from guidegraph.model.mapping import Mapping, MappingSet, Match
from tests.diff.builders import edition, statement


BASE = "https://example.org/"


def _set(old: str, new: str, *rows: tuple[str, str, str]) -> tuple[str, str, MappingSet]:
    return (
        old,
        new,
        MappingSet(
            id="",
            license="",
            mappings=tuple(
                Mapping(subject=f"{BASE}{old}/{one}", predicate=how, object=f"{BASE}{new}/{two}")
                for one, how, two in rows
            ),
        ),
    )


def _value(id_: str, label: str) -> Item:
    return Item(id=id_, type="CoreValue", label=label, pref_label=label)


A = edition("a", [_value("v", "Hope"), statement("s", "Staff tell of hope.", "v")])
B = edition("b", [_value("w", "Hopeful"), statement("t", "Staff tell.", "w"), _value("x", "Hope")])
AB = _set("a", "b", ("v", Match.EXACT, "w"), ("s", Match.CLOSE, "t"))


def test_named_after_the_earliest() -> None:
    """An item bears the name its thread had in the earliest edition, and a new one its own."""
    found = lineages([A, B], [AB], BASE).iris

    assert {
        Ref(edition="a", id="v"): f"{BASE}item/hope",
        Ref(edition="a", id="s"): f"{BASE}item/hope-staff-tell-of-hope",
        Ref(edition="b", id="w"): f"{BASE}item/hope",
        Ref(edition="b", id="t"): f"{BASE}item/hope-staff-tell-of-hope",
        Ref(edition="b", id="x"): f"{BASE}item/hope-2",
    } == found


def test_stable_when_an_edition_is_added() -> None:
    """A later edition changes no lineage of the earlier ones."""
    c = edition("c", [_value("y", "Hope"), _value("z", "Hope 2")])
    before = lineages([A, B], [AB], BASE).iris
    after = lineages([A, B, c], [AB, _set("b", "c", ("x", Match.EXACT, "y"))], BASE).iris

    assert before == {ref: iri for ref, iri in after.items() if ref.edition != "c"}
    assert after[Ref(edition="b", id="x")] == after[Ref(edition="c", id="y")]
    assert len(set(after.values())) == len({*before.values()}) + 1


def test_a_part_is_not_the_whole() -> None:
    """What an item was split into has lineages of its own, and replaces it."""
    split = _set("a", "b", ("v", Match.NARROW, "w"), ("v", Match.NARROW, "x"))
    found = lineages([A, B], [split], BASE)
    parts = {found.iris[Ref(edition="b", id=id_)] for id_ in "wx"}

    assert 3 == len({*parts, found.iris[Ref(edition="a", id="v")]})
    assert (f"{BASE}b/w", f"{BASE}b/x") == found.replaced_by[Ref(edition="a", id="v")]


def test_two_parents_of_one_edition() -> None:
    """An item that two editions had is one thread once a third takes it from both."""
    one, two = (edition(name, [_value("v", "Hope")]) for name in ("a", "c"))
    new = edition("d", [_value("v", "Hope")])
    rows = ("v", Match.EXACT, "v")
    found = lineages([one, two, new], [_set("a", "d", rows), _set("c", "d", rows)], BASE)

    assert {f"{BASE}item/hope"} == set(found.iris.values())


def test_two_items_of_an_edition_are_never_one_thread() -> None:
    """Confirmations that would make two items of one edition the same are not followed."""
    one = edition("a", [statement("1", "One."), statement("2", "Two.")])
    two, new = (edition(name, [statement("3", "Three.")]) for name in ("c", "d"))
    sets = [
        _set("a", "c", ("1", Match.EXACT, "3")),
        _set("c", "d", ("3", Match.EXACT, "3")),
        _set("a", "d", ("2", Match.EXACT, "3")),
    ]
    found = lineages([one, two, new], sets, BASE).iris

    assert found[Ref(edition="a", id="1")] != found[Ref(edition="a", id="2")]


def test_rows_about_items_that_are_gone() -> None:
    """A row about an item that was edited away says nothing."""
    found = lineages([A, B], [_set("a", "b", ("gone", Match.EXACT, "w"))], BASE)

    assert f"{BASE}item/hopeful" == found.iris[Ref(edition="b", id="w")]
    assert {} == found.replaced_by


def test_items_know_their_lineage() -> None:
    """An edition's items bear their lineage and what replaced them."""
    item = with_lineage(A, lineages([A, B], [AB], BASE)).by_id["v"]

    assert (f"{BASE}item/hope", (f"{BASE}b/w",)) == (item.lineage, item.replaced_by)


def _dated(name: str, issued: str | None = None, *parents: str) -> Edition:
    return replace(
        edition(name, []), issued=issued, provenance=Provenance(revision_of=tuple(parents))
    )


def test_chronological() -> None:
    """Parents come first, then dates, then names; a circle is broken."""
    found = chronological(
        [_dated("z", "2001"), _dated("b", None, "z"), _dated("a", "1999", "b"), _dated("c", "2000")]
    )

    assert ["c", "z", "b", "a"] == [edition.id for edition in found]
    circle = chronological([_dated("a", None, "b"), _dated("b", None, "a"), _dated("c", None, "c")])
    assert ["c", "a", "b"] == [edition.id for edition in circle]
    told = chronological([_dated("a"), _dated("b")], [("b", "a")])
    assert ["b", "a"] == [edition.id for edition in told]
