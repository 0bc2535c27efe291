"""What is compared of the words of aligned items: numbers in front, and lead-ins that crossed."""

from __future__ import annotations

import pytest

from guidegraph.diff.crossing import crossed
from guidegraph.model.changes import Aspect, Facet, Wording, WordOp
from guidegraph.model.edition import Item
from tests.diff.builders import changes_of, section, statement


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2. Lockers", "3. Lockers"),
        ("B.1 Lockers", "B.2 Lockers"),
        ("Unit 2: Keys", "Unit 3: Keys"),
    ],
)
def test_a_number_in_front_of_a_label(before: str, after: str) -> None:
    """Another number is another number and no other name; both are shown."""
    change = changes_of([Item(id="1", label=before)], [Item(id="1", label=after)])["1", "1"]

    assert ((Facet.RENUMBERED,), None) == (change.facets, change.verdict)
    shown = [(edit.op, edit.text) for edit in change.label_words]
    assert any(op is WordOp.DELETE and text in before for op, text in shown)
    assert any(op is WordOp.INSERT and text in after for op, text in shown)


def test_a_number_in_front_of_a_text() -> None:
    """The same of a text."""
    found = changes_of(
        [statement("1", "(a) Keys are lent.")], [statement("1", "(b) Keys are lent.")]
    )
    change = found["1", "1"]

    assert ((Facet.RENUMBERED,), None) == (change.facets, change.verdict)
    assert ["(a)", "(b)"] == [edit.text for edit in change.words[:2]]


def test_words_beside_another_number() -> None:
    """What differs beside the number is weighed without it."""
    change = changes_of(
        [statement("1", "1. Keys must be lent.")], [statement("1", "2. Keys may be lent.")]
    )["1", "1"]

    assert (Facet.RENUMBERED, Facet.REWORDED) == change.facets
    assert change.verdict is not None
    assert (Aspect.FORCE,) == change.verdict.aspects


def test_plain_figures_that_siblings_confirm() -> None:
    """A figure before a label is a number where the labels go on counting, and else an amount."""
    old = [Item(id=n, label=f"{n} {name}") for n, name in (("1", "Keys"), ("2", "Lamps"))]
    new = [
        Item(id="1", label="1 Keys"),
        Item(id="9", label="2 Bags"),
        Item(id="2", label="3 Lamps"),
    ]

    assert (Facet.RENUMBERED,) == changes_of(old, new)["2", "2"].facets
    alone = changes_of([Item(id="1", label="2 lamps")], [Item(id="1", label="3 lamps")])["1", "1"]
    assert (Facet.RELABELLED,) == alone.facets


def test_an_amount_is_no_number() -> None:
    """ "3 guards" and "4 guards" are not as many."""
    change = changes_of(
        [statement("1", "3 guards are here.")], [statement("1", "4 guards are here.")]
    )["1", "1"]

    assert change.verdict is not None
    assert (Aspect.QUANTITY,) == change.verdict.aspects


@pytest.mark.parametrize(
    ("before", "after"),
    [(("2. Lamps", None), ("Lamps", "2")), (("Lamps", "2"), ("2. Lamps", "2"))],
)
def test_a_number_set_apart(before: tuple[str, str | None], after: tuple[str, str | None]) -> None:
    """The same number in front of the label or in a field of its own is typographic."""
    old, new = (Item(id="1", label=label, notation=number) for label, number in (before, after))
    change = changes_of([old], [new])["1", "1"]

    assert (Facet.RELABELLED,) == change.facets
    assert change.verdict is not None
    assert Wording.TYPOGRAPHIC is change.verdict.wording


def test_the_same_number_printed_in_another_way() -> None:
    """ "(a)" and "a)" differ, typographically."""
    change = changes_of([statement("1", "(a) Keys.")], [statement("1", "a) Keys.")])["1", "1"]

    assert (Facet.REWORDED,) == change.facets
    assert change.verdict is not None
    assert Wording.TYPOGRAPHIC is change.verdict.wording


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ((None, "Lockers: They are free."), ("Lockers", "They are free."), "into the label"),
        ((None, "LOCKERS — they are free."), ("Lockers", "They are free."), "into the label"),
        ((None, "Lockers. They are free."), ("Lockers", "They are free."), "into the label"),
        (
            ("Hall", "Lockers: They are free."),
            ("Hall: Lockers", "They are free."),
            "into the label",
        ),
        (("Lockers", "They are free."), (None, "Lockers: They are free."), "into the text"),
        ((None, "Lockers"), ("Lockers", None), "is now the label"),
        (("Lockers", None), (None, "Lockers"), "is now the text"),
    ],
)
def test_a_lead_in_that_crossed(
    old: tuple[str | None, str | None], new: tuple[str | None, str | None], reason: str
) -> None:
    """Words that only crossed between label and text are no difference in meaning."""
    verdict = changes_of(
        [Item(id="1", label=old[0], text=old[1])], [Item(id="1", label=new[0], text=new[1])]
    )["1", "1"].verdict

    assert verdict is not None
    assert Wording.EDITORIAL is verdict.wording
    (said,) = verdict.reasons
    assert reason in said


def test_what_differs_behind_a_lead_in() -> None:
    """A change beside a lead-in that crossed is still one."""
    verdict = changes_of(
        [Item(id="1", text="Lockers: They may be used.")],
        [Item(id="1", label="Lockers", text="They must be used.")],
    )["1", "1"].verdict

    assert verdict is not None
    assert (Aspect.FORCE,) == verdict.aspects
    assert verdict.reasons[0] == "strengthened: 'may' became 'must' in 'They must be used'"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((None, "Lockers are free."), ("Lockers", "are free.")),
        ((None, "Lockers: They are free."), ("Lockers", "Lockers: They are free.")),
        (("Keys", "Lockers: They are free."), ("Lockers", "They are free.")),
    ],
)
def test_no_lead_in(old: tuple[str | None, str | None], new: tuple[str | None, str | None]) -> None:
    """A subject is no lead-in; one that stayed, or took a name's place, did not cross."""
    assert crossed(old, new).reason is None


LISTS = [
    ("The guard comes:", "When a lamp fails.", "The guard comes when:", "A lamp fails."),
    ("Guests:", "must pay a fee", "Guests must:", "pay a fee"),
]


@pytest.mark.parametrize(("lead", "entry", "longer", "shorter"), LISTS)
@pytest.mark.parametrize("back", [False, True])
def test_a_lead_in_of_a_list(lead: str, entry: str, longer: str, shorter: str, back: bool) -> None:
    """Words that all entries lost and their lead-in got still hold, and the other way round."""
    entries = [entry, f"{entry.split(maxsplit=1)[0]} a door is open"]
    shorts = [shorter, "A door is open"]
    one = [statement("p", lead), *(statement(str(n), each, "p") for n, each in enumerate(entries))]
    two = [statement("p", longer), *(statement(str(n), each, "p") for n, each in enumerate(shorts))]
    found = changes_of(two, one) if back else changes_of(one, two)

    assert {("p", "p"), ("0", "0"), ("1", "1")} == set(found)
    for change in found.values():
        assert change.verdict is not None
        assert Wording.EDITORIAL is change.verdict.wording
        assert " moved " in change.verdict.reasons[0]


def test_a_lead_in_that_only_some_entries_lost() -> None:
    """A condition that one entry keeps did not move."""
    found = changes_of(
        [
            statement("p", "The guard comes:"),
            statement("0", "When a lamp fails.", "p"),
            statement("1", "When a door is open.", "p"),
        ],
        [
            statement("p", "The guard comes when:"),
            statement("0", "A lamp fails.", "p"),
            statement("1", "When a door is open.", "p"),
        ],
    )
    verdict = found["p", "p"].verdict

    assert verdict is not None
    assert Aspect.CONDITION in verdict.aspects


@pytest.mark.parametrize(
    ("before", "after"),
    [("The guard comes:", "The guard stays:"), ("The guard comes when:", "The guard stays when:")],
)
def test_a_lead_in_that_did_not_get_the_words(before: str, after: str) -> None:
    """A condition that only the entries lost is gone, also where their lead-in had the word."""
    old = [statement("p", before), statement("0", "When a lamp fails.", "p")]
    new = [statement("p", after), statement("0", "A lamp fails.", "p")]
    found = changes_of(old, new)

    for change in found.values():
        assert change.verdict is not None
        assert not any(" moved " in reason for reason in change.verdict.reasons)


def test_a_lead_in_of_merged_items() -> None:
    """What two lead-ins became is compared as it is."""
    entries = [
        ("0", "When a lamp fails.", "A lamp fails."),
        ("1", "When a door is open.", "A door is open."),
    ]
    old = [statement("p", "The guard comes:"), statement("q", "The guard stays:")]
    found = changes_of(
        [*old, *(statement(id_, before, "p") for id_, before, _ in entries)],
        [
            statement("p", "The guard comes when:"),
            *(statement(id_, after, "p") for id_, _, after in entries),
        ],
        ("p,q", "p"),
        ("0", "0"),
        ("1", "1"),
    )
    verdict = found["p,q", "p"].verdict

    assert verdict is not None
    assert any("when" in reason for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("heading", "before", "after"),
    [
        (
            "2. Terms and definitions",
            "Leak: any loss of oil that reached, or could have reached, a drain or a well nearby.",
            "Leak: any loss of oil that reached a drain or a well nearby.",
        ),
        (
            "1 SCOPE",
            "The rules apply to all boats of a club, including rowing boats and old ships.",
            "The rules apply to all boats of a club, including rowing boats, old ships and rafts.",
        ),
        (
            "Begriffe",
            "Vessel: a boat, raft or barge that carries guests, goods or tools on any lake.",
            "Vessel: a boat, raft, ferry or barge that carries guests, goods or tools on any lake.",
        ),
    ],
)
def test_an_entry_more_or_less_in_a_definition(heading: str, before: str, after: str) -> None:
    """What is defined or covered is wider or narrower then; elsewhere it is one word of many."""
    for old, new in ((before, after), (after, before)):
        found = {}
        for name in (heading, "4 Mooring"):
            change = changes_of(
                [section("s", name), statement("1", old, "s")],
                [section("s", name), statement("1", new, "s")],
            )["1", "1"]
            assert change.verdict is not None
            found[name] = change.verdict.wording
        assert found == {heading: Wording.SUBSTANTIVE, "4 Mooring": Wording.EDITORIAL}


def test_other_words_in_a_definition() -> None:
    """A definition that says the same in other words is not another one."""
    change = changes_of(
        [section("s", "Terms"), statement("1", "Boat: a vessel for a maximum of six.", "s")],
        [section("s", "Terms"), statement("1", "Boat: a vessel for at most 6.", "s")],
    )["1", "1"]

    assert change.verdict is not None
    assert change.verdict.wording is Wording.EDITORIAL
