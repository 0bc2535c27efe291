"""Comments carried to the next edition."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from types import MappingProxyType

import pytest

from guidegraph.course.carried import carried_comments
from guidegraph.diff.run import diff
from guidegraph.importers.comments import comments_from_file
from guidegraph.model.changes import Comparison, Ref, Relation
from guidegraph.model.comments import AttachedBy, Comment, CommentRegister
from guidegraph.model.edition import Edition, Item
from guidegraph.model.review import Decision, State
from guidegraph.render.format import written


def _edition(id_: str, *items: tuple[str, str]) -> Edition:
    made = [Item(id="rules", notation="1", label="Rules")]
    made += [
        Item(id=f"rules/{name}", parent="rules", notation=f"1.{number}", text=text)
        for number, (name, text) in enumerate(items, start=1)
    ]
    return Edition(id=id_, iri=f"https://example.org/{id_}", title="T", items=tuple(made))


OLD = _edition(
    "2019",
    ("a", "Members may borrow printed maps for a week."),
    ("b", "The door of the room is closed at six."),
    ("c", "Pens and ink are kept outside of the room."),
    ("d", "Globes are carried by two people at all times."),
)
NEW = _edition(
    "2026",
    ("a", "The door of the room is closed at six."),
    ("b", "Members may borrow printed maps for four weeks."),
    ("c", "Globes are carried by two people at all times."),
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return diff([OLD], NEW)


def _carried(comparison: Comparison, *comments: Comment) -> tuple[Comment, ...]:
    register = CommentRegister(edition=OLD, comments=comments)
    return carried_comments(register, comparison).comments


def test_each_comment_goes_where_its_item_went(comparison: Comparison) -> None:
    """The numbers do not matter; what became of the place is said, with the words of what went."""
    reworded, unchanged, dropped, whole, nowhere = _carried(
        comparison,
        Comment(id="1", body="x", targets=("rules/a",), clause="1.1"),
        Comment(id="2", body="x", targets=("rules/d",), clause="1.4"),
        Comment(id="3", body="x", targets=("rules/c",), clause="1.3", paragraph="a)"),
        Comment(id="4", body="x", clause="general", attached_by=AttachedBy.WHOLE),
        Comment(id="5", body="x", clause="1.2.9", attached_by=AttachedBy.NOTHING),
    )
    assert ("rules/b",) == reworded.targets
    assert "reworded" in reworded.places[0].outcome
    assert ("1.1", "2019", None) == (
        reworded.places[0].clause, reworded.carried_from, reworded.clause
    )  # fmt: skip
    assert ("rules/c",) == unchanged.targets
    assert (False, (), "dropped", "Pens and ink are kept outside of the room.") == (
        dropped.attached, dropped.targets, dropped.places[0].outcome, dropped.places[0].words
    )  # fmt: skip
    assert (None, "a)") == (dropped.clause, dropped.paragraph)
    assert (True, ()) == (whole.attached, whole.places)
    assert False is nowhere.attached


@pytest.mark.parametrize(
    ("proposed", "there"),
    [
        ("Replace “a week” by “four weeks”", ("four weeks",)),
        ("Replace “a week” by “six weeks”", ()),
        ("Replace a week by four weeks", ()),  # not in quotation marks
        ("Add “printed maps”", ()),  # were there before
        ("Delete “four weeks”", ()),  # is not proposed
        ("“Members may borrow printed maps for four weeks.”",
         ("Members may borrow printed maps for four weeks.",)),
    ],
)  # fmt: skip
def test_whether_the_proposed_words_are_there_now(
    comparison: Comparison, proposed: str, there: tuple[str, ...]
) -> None:
    (found,) = _carried(
        comparison, Comment(id="1", body="x", targets=("rules/a",), proposed=proposed)
    )
    assert there == found.now_there


def test_a_decision_says_where_a_dropped_item_went(comparison: Comparison) -> None:
    change = next(c for c in comparison.changes.changes if c.relation is Relation.DROPPED)
    decision = Decision(
        change=change.id,
        state=State.ACCEPTED,
        reviewer="A. Reader",
        date="2026-03-01",
        into=(Ref(edition="2026", id="rules/a"),),
    )
    decided = replace(comparison, decisions=MappingProxyType({change.id: decision}))
    (found,) = _carried(decided, Comment(id="1", body="x", targets=("rules/c",)))
    assert ("rules/a",) == found.targets
    assert "dropped, incorporated into 1.1" == found.places[0].outcome


def test_what_is_below_a_clause_is_told(comparison: Comparison) -> None:
    """A heading that is the same does not hide what changed below it."""
    register = CommentRegister(
        edition=OLD, comments=(Comment(id="1", body="x", targets=("rules",), clause="1"),)
    )
    carried = carried_comments(register, comparison)
    (place,) = carried.comments[0].places
    assert "unchanged" == place.outcome
    assert 4 == sum(count for said, count in place.below if said != "new")
    assert ("dropped", 1) in place.below
    text = written("text", carried).decode()
    assert "1 Rules in 2019: itself unchanged" in text
    assert "below 1 Rules in 2019: 1 renumbered" in text
    assert "below them: changes in 1 of the 1 places that have parts" in text
    assert "Comments on 2019, carried to 2026" in text


def test_the_paper_has_clauses_as_people_write_them(comparison: Comparison) -> None:
    """No ids in the column of clauses; the paragraph is that of the old edition, and says so."""
    old, new = (
        replace(
            edition,
            items=tuple(
                replace(item, notation=None, position=max(at, 1))
                for at, item in enumerate(edition.items)
            ),
        )
        for edition in (OLD, NEW)
    )
    comments = (
        Comment(id="1", body="x", targets=("rules/a",), clause="1", paragraph="Table 4"),
        Comment(id="2", body="x", targets=("rules/c",), clause="1", paragraph="para 3"),
        Comment(id="3", body="x", targets=("rules/a", "rules/b"), clause="1"),
    )
    carried = carried_comments(CommentRegister(edition=old, comments=comments), diff([old], new))
    first, dropped, several = csv.DictReader(
        io.StringIO(written("csv", carried).decode("utf-8-sig"))
    )
    assert ("Rules, item 2", "Table 4 (2019)") == (
        first["Clause/Subclause"], first["Paragraph/Figure/Table"]
    )  # fmt: skip
    assert ("Rules, item 3 (2019)", "not attached") == (
        dropped["Clause/Subclause"], dropped["Ids of items"]
    )  # fmt: skip
    assert "[" not in several["Clause/Subclause"]
    for form in ("csv", "xlsx", "docx"):
        again, _ = comments_from_file("c", written(form, carried), new)
        assert [c.targets for c in carried.comments] == [c.targets for c in again]
        assert [c.attached for c in carried.comments] == [c.attached for c in again]
        assert () == sum((each.warnings for each in again), ())


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_what_is_carried_can_be_written_and_read(comparison: Comparison, form: str) -> None:
    """A comment on nothing does not get a place in the new edition by its old clause or words."""
    comments = (
        Comment(id="1", body="x", targets=("rules/a",), clause="1.1"),
        Comment(id="2", body="“closed at six” x", targets=("rules/c",), clause="1.3"),
        Comment(id="3", body="x", clause="1.3", attached_by=AttachedBy.NOTHING),
    )
    register = carried_comments(CommentRegister(edition=OLD, comments=comments), comparison)
    again, _ = comments_from_file("c", written(form, register), NEW)
    assert [("rules/b",), (), ()] == [c.targets for c in again]
    assert [True, False, False] == [c.attached for c in again]
