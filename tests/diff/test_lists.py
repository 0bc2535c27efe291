"""Entries of lists together with their lead-ins."""

from __future__ import annotations

import pytest

from guidegraph.diff.lists import Lists
from guidegraph.model.changes import Aspect, Change, Direction, Facet, Wording, WordingVerdict
from guidegraph.model.edition import Item
from tests.diff.builders import changes_of, edition, statement


PACK = ["sleep in the loft", "feed the foxes", "ring the bell after nine"]


def _flat(*texts: str, start: int = 0) -> list[Item]:
    """Paragraphs of one section, as a document has them: a list is not below its lead-in."""
    return [
        Item(id=str(start + place), type="Paragraph", text=text, parent="s")
        for place, text in enumerate(texts)
    ]


def _nested(*texts: str) -> list[Item]:
    """The first text above the others."""
    lead, *entries = texts
    return [
        statement("0", lead),
        *(statement(str(place), text, "0") for place, text in enumerate(entries, 1)),
    ]


SECTION = Item(id="s", type="Section", label="Huts")


def _document(*texts: str) -> list[Item]:
    return [SECTION, *_flat(*texts)]


def _verdict(change: Change) -> WordingVerdict:
    assert change.verdict is not None
    return change.verdict


@pytest.mark.parametrize("build", [_document, _nested])
@pytest.mark.parametrize(
    ("before", "after", "aspect"),
    [
        ("Hikers must not:", "Hikers must:", Aspect.NEGATION),
        ("Hikers must:", "Hikers may:", Aspect.FORCE),
        ("When it storms, hikers may:", "Hikers may:", Aspect.CONDITION),
        ("Huts are clean. Hikers may:", "Huts are clean. Hikers may not:", Aspect.NEGATION),
    ],
)
def test_a_lead_in_counts_for_all_below_it(
    build: object, before: str, after: str, aspect: Aspect
) -> None:
    """One change is at the lead-in, which names the entries that it holds for."""
    assert callable(build)
    found = changes_of(build(before, *PACK), build(after, *PACK))

    assert {("0", "0")} == set(found)
    verdict = _verdict(found["0", "0"])
    assert Wording.SUBSTANTIVE is verdict.wording
    assert aspect in verdict.aspects
    assert (
        "holds for 3 entries below: 'sleep in the loft', 'feed the foxes', "
        "'ring the bell after nine'"
    ) == verdict.reasons[-1]


@pytest.mark.parametrize("build", [_document, _nested])
@pytest.mark.parametrize(
    ("before", "after", "entry"),
    [
        ("Hikers must not:", "Hikers must:", "not sleep in the loft"),
        ("When it storms, hikers may:", "Hikers may:", "sleep in the loft when it storms"),
    ],
)
def test_what_went_into_one_entry(build: object, before: str, after: str, entry: str) -> None:
    """That entry says what it said; only the others lost the word of the lead-in."""
    assert callable(build)
    found = changes_of(build(before, *PACK), build(after, entry, *PACK[1:]))

    lead, one = _verdict(found["0", "0"]), _verdict(found["1", "1"])
    assert (Wording.SUBSTANTIVE, Wording.EDITORIAL) == (lead.wording, one.wording)
    assert ((), ()) == (one.aspects, one.directions)
    assert (
        "holds for 2 entries below: 'feed the foxes', 'ring the bell after nine'",
        f"not for 1 entry, where nothing changed: '{entry}'",
    ) == lead.reasons[-2:]


def test_what_went_into_all_entries() -> None:
    """Then nothing changed at all, and nothing is weaker."""
    found = changes_of(
        _document("Hikers must not:", *PACK), _document("Hikers must:", *(f"not {e}" for e in PACK))
    )

    assert 4 == len(found)
    assert {Wording.EDITORIAL} == {_verdict(one).wording for one in found.values()}


def test_an_entry_with_other_words_of_its_own() -> None:
    """An editorial difference in an entry spares it nothing; a harmless one above is not told."""
    words = ("feed the foxes at dawn", "feed all the foxes at dawn")
    held = changes_of(
        _document("Hikers must:", words[0], PACK[0]), _document("Hikers may:", words[1], PACK[0])
    )
    harmless = changes_of(_document("Hikers must:", *PACK), _document("The hikers must:", *PACK))

    assert _verdict(held["0", "0"]).reasons[-1].startswith("holds for 2 entries below")
    assert not any("below" in each for each in _verdict(harmless["0", "0"]).reasons)


def test_an_entry_below_another_lead_in() -> None:
    """What was allowed is forbidden now, though no word of the entry differs."""
    allowed, forbidden = "Hikers may:", "Hikers must not:"
    old = [SECTION, *_flat(allowed, *PACK[:2], forbidden, "smoke", PACK[2])]
    new = [SECTION, *_flat(allowed, PACK[1], forbidden, "smoke", PACK[2], PACK[0])]
    found = changes_of(
        old, new, ("s", "s"), ("0", "0"), ("1", "5"), ("2", "1"), ("3", "2"), ("4", "3"), ("5", "4")
    )

    moved = found["1", "5"]
    assert (Facet.MOVED,) == moved.facets
    assert {Aspect.FORCE, Aspect.NEGATION} == set(_verdict(moved).aspects)
    assert Direction.STRENGTHENED is _verdict(moved).direction
    assert f"moved from '{allowed}' to '{forbidden}'" == _verdict(moved).reasons[-1]


def test_a_lead_in_written_anew() -> None:
    """Entries whose lead-in has no counterpart are compared with the one they have now."""
    old = [SECTION, *_flat("In case of fire, the keeper:", *PACK)]
    new = [SECTION, *_flat("The keeper:", *PACK)]
    pairs = [("s", "s"), ("0", ""), ("", "0"), ("1", "1"), ("2", "2"), ("3", "3")]
    found = changes_of(old, new, *pairs)

    for key in (("1", "1"), ("2", "2"), ("3", "3")):
        assert Aspect.CONDITION in _verdict(found[key]).aspects
        assert _verdict(found[key]).reasons[-1].startswith("the lead-in was 'In case of fire")


def test_a_lead_in_that_became_one_with_an_entry() -> None:
    """Both together are compared with the entry and its lead-in."""
    old = [SECTION, *_flat("In case of fire, the keeper:", "rings the bell", *PACK)]
    new = [SECTION, *_flat("The keeper:", "rings the bell in case of fire", *PACK)]
    pairs = [("s", "s"), ("0,1", "1"), ("", "0"), *((str(n), str(n)) for n in (2, 3, 4))]
    found = changes_of(old, new, *pairs)

    assert Wording.EDITORIAL is _verdict(found["0,1", "1"]).wording


@pytest.mark.parametrize(
    ("texts", "entries"),
    [
        (["Hikers may:", *PACK], ["1", "2", "3"]),
        (["Hikers may:", *PACK, "Huts are cold."], ["1", "2", "3"]),
        (["Hikers may.", *PACK], []),
        (["Bring these:", "Matches", "Candles", "The keeper helps."], ["1", "2"]),
        (["Wanderer dürfen:", "im Heu schlafen", "Füchse füttern"], ["1", "2"]),
        (["Wanderer dürfen:", "Holz holen;", "Füchse füttern.", "Es ist kalt."], ["1", "2"]),
        (["Two rules:", "Huts are cold.", "Doors are shut."], []),
        (["Hikers may:", "(a) sing", "(b) dance", "and more"], ["1", "2"]),
        (["1. Hikers may:", "(a) sing", "(b) dance", "2. Huts are cold."], ["1", "2"]),
        (["4. Hikers may:", "1. sing", "2. dance", "3. rest"], ["1", "2", "3"]),
        (["(1) Hikers may:", "(2) A keeper may help."], []),
        ([f"{'so ' * 90}hikers may:", *PACK], []),
    ],
)
def test_which_siblings_are_entries(texts: list[str], entries: list[str]) -> None:
    """Those before a text that is a sentence of its own; all or none have numbers."""
    found = Lists(edition("a", _document(*texts)))

    assert dict.fromkeys(entries, "0") == found.lead_ins


def test_a_clause_leads_to_what_is_below_it_only() -> None:
    """The next clause beside it is no entry, whether or not its number is in its text."""
    below = [statement("1a", "(a) sing", "1"), statement("1b", "(b) dance", "1")]
    for first, second in (("Hikers must:", "A guide may help."), ("1 They must:", "2 All may.")):
        plain = first[0].isdigit()
        lead = Item(id="1", type="Statement", text=first, notation=None if plain else "1")
        after = Item(id="2", type="Statement", text=second, notation=None if plain else "2")
        found = Lists(edition("a", [lead, *below, after]))

        assert {"1a": "1", "1b": "1"} == found.lead_ins


@pytest.mark.parametrize(
    ("lead", "open_"),
    [("Hikers must", True), ("Hikers must not", True), ("Hikers", False), ("Hikers:", True)],
)
def test_a_parent_that_stops_in_a_sentence(lead: str, open_: bool) -> None:
    """What is below a parent goes on with its sentence, if that is not complete."""
    found = Lists(edition("a", _nested(lead, *PACK)))

    assert open_ == bool(found.lead_ins)
