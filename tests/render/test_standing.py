"""The new edition in reading order, and what is made of it for committees."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest

from guidegraph.diff.run import diff
from guidegraph.model.changes import Certainty, Comparison, Ref, WordOp
from guidegraph.model.clauses import clause_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.review import Decision, State
from guidegraph.model.titles import printed_titles
from guidegraph.render.changelog import log_entries, markdown_of_log, rows_of_crosswalk
from guidegraph.render.format import written
from guidegraph.render.standing import StandingKind, numbers_of, outcome_of, standings_of
from guidegraph.workspace import Workspace
from tests.comparisons import HOSTILE, hostile, lending_rules, reading_rooms


PAIRS = [
    (("2013-peer",), "combined"),
    pytest.param((("supervisor",), "combined"), marks=pytest.mark.slow),
    pytest.param((("2013-peer", "supervisor"), "combined"), marks=pytest.mark.slow),
]


@pytest.fixture(scope="module", params=PAIRS, ids=["peer", "supervisor", "both"])
def ours(request: pytest.FixtureRequest) -> Comparison:
    """A comparison of our own editions."""
    old, new = request.param
    return Workspace.open().diff(old, new)


def test_every_item_has_its_place(ours: Comparison) -> None:
    """Each new item is there once, in order; each dropped one once; the words are both texts."""
    passages = standings_of(ours)
    here = [each.item.id for each in passages if each.kind is StandingKind.HERE]
    assert [item.id for item in ours.new.items] == here
    dropped = Counter(
        Ref(edition=each.home.id, id=each.item.id)
        for each in passages
        if each.kind is StandingKind.DROPPED
    )
    gone = [ref for change in ours.changes.changes for ref in change.old if not change.new]
    assert Counter(gone) == dropped
    for each in passages:
        if each.kind is StandingKind.HERE:
            now = " ".join(edit.text for edit in each.words if edit.op is not WordOp.DELETE)
            assert " ".join((each.item.text or "").split()) == " ".join(now.split())


def test_changes_are_numbered_in_order(ours: Comparison) -> None:
    """The numbers run from 1 without a gap, and stay when a reader chooses some changes."""
    numbers = numbers_of(ours)
    assert list(range(1, len(ours.changes.changes) + 1)) == sorted(numbers.values())
    some = ours.changes.changes[::2]
    hidden = ours.changes.changes[1::2]
    fewer = replace(ours, changes=replace(ours.changes, changes=some, hidden=hidden))
    assert numbers == numbers_of(fewer)
    assert len(some) == len(log_entries(fewer))


def test_every_clause_is_in_the_crosswalk(ours: Comparison) -> None:
    """All items of both sides, unchanged ones too."""
    head, *rows = rows_of_crosswalk(ours)
    old = {row[head.index("old_id")] for row in rows} - {""}
    new = {row[head.index("new_id")] for row in rows} - {""}
    assert {f"{one.id}:{item.id}" for one in ours.old for item in one.items} == old
    assert {f"{ours.new.id}:{item.id}" for item in ours.new.items} == new
    assert "unchanged" in {row[head.index("outcome")] for row in rows}


def test_outcomes() -> None:
    """What became of items is said in the words of standards bodies."""
    found = {
        str((change.old or change.new)[0]): outcome_of(lending_rules(), change)
        for change in lending_rules().changes.changes
    }
    assert "revised, wording unsure" == found["2024:loans/1"]
    assert "withdrawn; unsure whether it has a counterpart" == found["2024:loans/6"]
    assert "new" == found["2026:loans/7"]
    assert "divided" == found["2024:loans/4"]
    assert "withdrawn" == found["2024:loans/2"]
    rooms = {outcome_of(reading_rooms(), change) for change in reading_rooms().changes.changes}
    assert {"revised, weakened", "editorial", "combined", "moved; details revised"} <= rooms


def test_what_is_published() -> None:
    """The rationale and where a withdrawn item went; never the inner reason, nor a rejection."""
    comparison = lending_rules()
    by_place = {change.old[0].id: change for change in comparison.changes.changes if change.old}
    dogs, books = by_place["loans/6"].id, by_place["loans/1"].id

    def made(change: str, state: State) -> Decision:
        by, day = "A. Reader", "2026-07-31"
        return Decision(change=change, state=state, reviewer=by, date=day, reason="between us")

    went = (Ref(edition="2026", id="loans/7"),)
    accepted = replace(made(dogs, State.ACCEPTED), rationale="Dogs are guests.", into=went)
    decisions = {dogs: accepted, books: made(books, State.REJECTED)}
    log = markdown_of_log(replace(comparison, decisions=MappingProxyType(decisions)))
    assert "withdrawn and incorporated into Loans, 7" in log
    assert "Dogs are guests." in log
    assert "between us" not in log
    assert "A. Reader" not in log
    assert "must" not in log
    assert "must" in markdown_of_log(comparison)


def test_names_of_clauses() -> None:
    """A clause is called by number and title, a statement by its clause and its number there."""
    new = lending_rules().new
    assert ["Loans", "Loans, 1"] == [clause_of(new, item) for item in new.items[:2]]


def _edition(name: str, *items: Item) -> Edition:
    return Edition(id=name, iri=f"https://example.org/{name}", title="House rules", items=items)


def _drills() -> Edition:
    """A clause with two lists of bullets and letters, a list in a list, and a table."""
    drills = Item(id="section/drills", type="Section", notation="4.2", label="Drills")
    says = (
        ("", "Note for each drill:"),
        ("•", "the day;"),
        ("–", "the hour."),
        ("a)", "the bell;"),
        ("a)", "the lamp."),
    )
    statements = (
        Item(
            id=f"{drills.id}/{at}",
            type="Paragraph",
            marker=mark or None,
            text=text,
            parent=drills.id,
            position=at,
        )
        for at, (mark, text) in enumerate(says, start=1)
    )
    rows = (
        Item(
            id=f"{drills.id}/{at}",
            type="Paragraph",
            label=label,
            text="twice",
            parent=drills.id,
            position=at,
        )
        for at, label in enumerate(("Kitchen", "Hall", "Hall"), start=6)
    )
    below = Item(
        id="below", type="Paragraph", marker="•", text="its name", parent="section/drills/4"
    )
    return _edition("2026", drills, *statements, *rows, below)


def test_every_statement_has_its_own_clause() -> None:
    """Bullets, letters of two lists, lists in lists and rows of tables are told apart."""
    edition = _drills()
    names = [clause_of(edition, item) for item in edition.items]
    assert names == [
        "4.2 Drills",
        "4.2 Drills, item 1",
        "4.2 Drills, bullet 1",
        "4.2 Drills, bullet 2",
        "4.2 Drills, a (item 4)",
        "4.2 Drills, a (item 5)",
        "4.2 Drills, Kitchen",
        "4.2 Drills, Hall (item 7)",
        "4.2 Drills, Hall (item 8)",
        "4.2 Drills, a (item 4), bullet 1",
    ]


def test_struck_parts_come_after_what_is_new_before_them() -> None:
    """A new clause is not below the heading of a part that went; nor is one in a divided text."""

    def part(number: int, *texts: str) -> tuple[Item, ...]:
        label = ("Doors", "Dogs and other animals", "Windows")[number]
        head = Item(id=f"s{number}", type="Section", label=label)
        return (
            head,
            *(
                Item(id=f"s{number}/{at}", type="Paragraph", parent=head.id, position=at, text=text)
                for at, text in enumerate(texts, start=1)
            ),
        )

    old = _edition(
        "2021",
        *part(0, "Doors shall be closed at night and shall be checked by the guard."),
        *part(1, "Dogs wait outside the house.", "Parrots stay at home."),
        *part(2, "Windows shall be cleaned once a year."),
    )
    new = _edition(
        "2026",
        *part(
            0,
            "Doors shall be closed at night and shall be checked by the guard.",
            "Keys hang in the office.",
        ),
        *part(2, "Windows shall be cleaned once a year."),
    )
    found = [(each.kind, each.item.id) for each in standings_of(diff([old], new))]
    here, dropped = StandingKind.HERE, StandingKind.DROPPED
    assert [(here, "s0"), (here, "s0/1"), (here, "s0/2")] == found[:3]
    assert [(dropped, "s1"), (dropped, "s1/1"), (dropped, "s1/2")] == found[3:6]


PAPERS = ("changelog", "changelog-html", "redline", "crosswalk", "crosswalk-html")


@pytest.mark.parametrize("form", PAPERS)
def test_doubts_and_repetitions_are_in_every_paper(form: str) -> None:
    """That a wording or a pair is unsure, and what a new text repeats, as long as it is open."""
    comparison = lending_rules()
    twin = Ref(edition="2026", id="loans/1")
    changes = tuple(
        replace(each, duplicate_of=twin)
        if each.new == (Ref(edition="2026", id="loans/7"),)
        else each
        for each in comparison.changes.changes
    )
    assert Certainty.UNSURE in {each.certainty for each in changes}
    comparison = replace(comparison, changes=replace(comparison.changes, changes=changes))
    said = written(form, comparison).decode()
    assert "revised, wording unsure" in said
    assert "unsure whether it has a counterpart" in said
    assert "unsure whether these belong together" in said
    assert "new; repeats Loans, 1" in said
    books = next(each for each in changes if each.verdict and each.verdict.unsure)
    accepted = Decision(change=books.id, state=State.ACCEPTED, reviewer="A", date="2026-07-31")
    decided = replace(comparison, decisions=MappingProxyType({books.id: accepted}))
    assert "wording unsure" not in written(form, decided).decode()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["redline", "changelog", "crosswalk"])
def test_no_text_is_taken_for_markup(form: str, text: str) -> None:
    """Whatever a document says stays words."""
    body = written(form, hostile(text)).decode()
    if form != "crosswalk":
        assert "<script>alert(1)" not in body
        assert "<img src=x" not in body
    else:
        assert not [line for line in body.splitlines() if line.startswith(("=", "+", "-", "@"))]


def test_titles_that_do_not_differ() -> None:
    """Editions of one title are told apart by what differs, which is said once."""
    comparison = lending_rules()
    old, new = (replace(each, title="Rules") for each in (*comparison.old, comparison.new))
    named = replace(comparison, old=(old,), new=new)
    assert ("Rules (2024)", "Rules (2026)") == printed_titles(named)
    plain = tuple(replace(each, title="rules", id="rules") for each in (old, new))
    assert ("rules (2024)", "rules (2026)") == printed_titles(
        replace(comparison, old=plain[:1], new=plain[1])
    )
