"""The page of an item's history."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest

from guidegraph.diff.curation.history import item_history, item_named, library_history
from guidegraph.diff.run import diff
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, Item, Provenance
from guidegraph.model.history import ItemHistory
from guidegraph.model.review import Decision, State
from guidegraph.model.statement import Role, Statement
from guidegraph.render.format import RenderOptions, written
from guidegraph.render.html.timeline import TimelineView
from tests.comparisons import HOSTILE
from tests.render.test_html import Reader


FILLING = (
    "Readers keep their voices low in every room.",
    "Books go back to the shelf where they were found.",
    "The door at the garden stays closed in winter.",
)
RULE = "Staff must greet everyone who comes in by the main door on weekdays."


def edition(number: int, *texts: str, after: tuple[str, ...] = (), **more: object) -> Edition:
    """An edition with some rules."""
    head = Item(id="rules", notation="1", label="Rules", pref_label="Rules")
    rules = [
        Item(id=f"rules/{at}", notation=f"1.{at}", text=text, parent="rules", position=at)
        for at, text in enumerate((*texts, *FILLING), start=1)
    ]
    found = Edition(
        id=f"e{number}",
        iri=f"https://example.org/e{number}",
        title="Rules of the house",
        issued=str(2000 + number),
        provenance=Provenance(revision_of=after),
        items=(head, *rules),
    )
    return replace(found, **more)  # type: ignore[arg-type]


def history_of(*editions: Edition, item: str, decide: bool = False) -> ItemHistory:
    """The history of an item, with each change decided, if asked for."""

    def compare(old: Edition, new: Edition) -> Comparison:
        found = diff((old,), new)
        if not decide:
            return found
        decisions = {
            change.id: Decision(
                change=change.id,
                state=State.ACCEPTED,
                reviewer="Ana",
                date="2026-03-02",
                reason="as agreed",
            )
            for change in found.changes.changes
        }
        return replace(found, decisions=MappingProxyType(decisions))

    return item_history(library_history(editions, (), compare), item_named(editions, item))


def chain(count: int) -> list[Edition]:
    """Editions in which one word of a rule changes each time."""
    return [
        edition(
            number,
            RULE.replace("weekdays", f"weekdays {number}"),
            after=(f"e{number - 1}",) if number else (),
        )
        for number in range(count)
    ]


def view_of(history: ItemHistory) -> TimelineView:
    """What the page shows."""
    return TimelineView.of(history, RenderOptions())


def test_any_two_states_are_compared() -> None:
    """Each pair once, the earlier one first: what is kept or added is the later text."""
    editions = chain(4)
    view = view_of(history_of(*editions, item="e0:rules/1"))
    assert [1, 2, 3, 4] == [state.number for state in view.choices]
    pairs = {(pair.earlier.number, pair.later.number): pair for pair in view.pairs}
    assert {(a, b) for b in range(1, 5) for a in range(1, b)} == set(pairs)
    for pair in pairs.values():
        kept = " ".join(run.text for run in pair.words if run.op != "delete")
        was = " ".join(run.text for run in pair.words if run.op != "insert")
        assert (pair.earlier.text, pair.later.text) == (was, kept)
        assert not pair.same
    body = written("html", history_of(*editions, item="e0:rules/1")).decode()
    ids = re.findall(r'id="(pair-\d-\d)"', body)
    assert [f"pair-{a}-{b}" for a, b in sorted(pairs, key=lambda each: each[::-1])] == ids


def test_without_scripts_each_step_is_there() -> None:
    """Text, clause, date of each edition; what changed since, why, and who decided."""
    body = written(
        "html",
        history_of(
            edition(1, RULE),
            edition(2, RULE.replace("must", "may"), after=("e1",)),
            item="e1:rules/1",
            decide=True,
        ),
    ).decode()
    found = Reader(body)
    assert [] == found.wrong
    main = body[body.index("<main") : body.index("</main>")]
    assert "hidden" not in main
    assert RULE in main
    assert "Rules of the house (e1)" in main
    assert "issued 2002" in main
    assert ">revised, weakened<" in main
    assert re.search(r"<del>.*must.*</del>", main)
    assert "weakened: &#39;must&#39; became &#39;may&#39;" in main
    assert "accepted by Ana, 2026-03-02: as agreed" in main


def test_text_says_who_decided() -> None:
    """What was decided is in the text, too."""
    editions = (edition(1, RULE), edition(2, RULE.replace("must", "may"), after=("e1",)))
    text = written("text", history_of(*editions, item="e1:rules/1", decide=True)).decode()
    assert "accepted by Ana, 2026-03-02: as agreed" in text


def test_words_that_are_the_same_are_said_to_be() -> None:
    """A state whose words came back is the same as the first one, though not as the second."""
    editions = (
        edition(1, RULE),
        edition(2, RULE.replace("must", "may"), after=("e1",)),
        edition(3, RULE, after=("e2",)),
    )
    view = view_of(history_of(*editions, item="e3:rules/1"))
    same = {(pair.earlier.number, pair.later.number): pair.same for pair in view.pairs}
    assert {(1, 2): False, (1, 3): True, (2, 3): False} == same


def test_cells_are_compared() -> None:
    """The cells of a row are shown, and those that differ are compared."""

    def with_level(number: int, level: str, after: tuple[str, ...] = ()) -> Edition:
        found = edition(number, RULE, after=after)
        cell = Statement(property="Level", value=level, role=Role.ATTRIBUTE)
        rows = [replace(item, statements=(cell,)) for item in found.items]
        return replace(found, items=tuple(rows))

    view = view_of(
        history_of(with_level(1, "red"), with_level(2, "blue", ("e1",)), item="e1:rules/1")
    )
    (pair,) = view.pairs
    ((name, runs),) = pair.cells
    assert ("Level", ["red", "blue"]) == (name, [run.text for run in runs])
    assert not pair.same


def test_editions_without_the_item_are_named() -> None:
    """What was compared without finding it, and what was not compared at all."""
    one = "Dogs stay outside the reading room at all times, tied to the rail."
    view = view_of(
        history_of(
            edition(1),
            edition(2, one, after=("e1",)),
            edition(3, after=("e2",)),
            edition(4, one),
            item="e2:rules/1",
        )
    )
    absent = {each.id: each.absent for each in view.editions}
    assert "This item has no counterpart here." == absent["e1"]
    assert "" == absent["e2"]
    assert "This was not compared with any other edition." == absent["e4"]
    dropped = view.editions[2]
    assert ["withdrawn"] == [event.outcome for event in dropped.events]
    assert () == dropped.states == view.choices


def test_threads_from_several_editions() -> None:
    """An item that came from two editions has what changed since each."""
    made = edition(3, RULE.replace("must", "may"))
    both = replace(made, provenance=Provenance(derived_from=("e1", "e2")))
    other = edition(2, RULE.replace("weekdays", "Sundays"))
    view = view_of(history_of(edition(1, RULE), other, both, item="e3:rules/1"))
    last = view.editions[-1]
    assert ["Rules of the house (e1)", "Rules of the house (e2)"] == [
        event.since for event in last.events
    ]
    assert 3 == len(view.choices)


@pytest.mark.slow
def test_many_states_are_bounded() -> None:
    """Of more than twelve states, or of very long ones, the last are compared, and it is said."""
    view = view_of(history_of(*chain(15), item="e0:rules/1"))
    assert (12, 66) == (len(view.choices), len(view.pairs))
    assert "Only the last 12 of 15 states can be compared here." == view.more
    assert 15 == sum(len(each.states) for each in view.editions)
    long = [
        edition(
            number,
            f"{RULE} " * 8_000 + str(number),
            after=(f"e{number - 1}",) if number > 1 else (),
        )
        for number in (1, 2, 3)
    ]
    bounded = view_of(history_of(*long, item="e1:rules/1"))
    assert 2 <= len(bounded.choices) <= 3
    assert sum(len(run.text) for pair in bounded.pairs for run in pair.words) < 4_000_000


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_markup(text: str) -> None:
    """Whatever a document says stays words."""
    editions = (
        edition(1, f"{RULE} {text}", title=text),
        edition(2, f"{RULE} and {text}", title=f"{text} again", after=("e1",)),
    )
    found = Reader(written("html", history_of(*editions, item="e1:rules/1")).decode())
    assert [] == found.wrong
    assert not {tag for tag, _ in found.elements} & {"img", "iframe", "object", "svg"}
    assert 1 == [tag for tag, _ in found.elements].count("script")
