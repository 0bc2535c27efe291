"""Published mappings held against the texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.diff.curation.crosswalk import RULES, examine
from guidegraph.model.changes import Audit, Change, ChangeSet, Comparison, Ref, Relation
from guidegraph.model.crosswalk import Crosswalk, CrosswalkRow
from guidegraph.model.edition import Item
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.mapping import Match
from tests.diff.builders import edition, statement


OLD = edition(
    "a",
    [
        statement("1", "Staff must greet every guest at the door."),
        statement("2", "Readers keep their voices low in all rooms."),
        statement("3", "Lost books are replaced within a month."),
    ],
)
NEW = edition(
    "b",
    [
        statement("1", "Staff may greet every guest at the door."),
        statement("2", "Lost books are replaced within a month."),
        statement("3", "Readers keep their voices low in all rooms."),
    ],
)
EXACT, CLOSE = Match.EXACT, Match.CLOSE


def _found(*rows: tuple[str | None, str | None, Match | None]) -> list[Finding]:
    crosswalk = Crosswalk(
        path="m.csv",
        rows=tuple(
            CrosswalkRow(old=old, new=new, match=match, line=line)
            for line, (old, new, match) in enumerate(rows, start=2)
        ),
    )
    return list(examine(crosswalk, [OLD], NEW).findings)


def test_nothing_wrong() -> None:
    """A mapping that says what the texts say has no findings."""
    assert [] == _found(("1", "1", CLOSE), ("2", "3", EXACT), ("3", "2", EXACT))


@pytest.mark.parametrize(
    ("rows", "rule", "severity", "message"),
    [
        ([("9", "1", None)], "orphaned-mapping", Severity.ERROR, "unknown item of a '9'"),
        ([("1", "1", EXACT)], "stale-mapping", Severity.ERROR, "'must' became 'may'"),
        ([("2", "2", None)], "impossible-mapping", Severity.ERROR, "b:3 says what a:2 says"),
        ([("1", "1", None)] * 2, "contradicting-mapping", Severity.WARNING, "as line 2"),
        (
            [("1", "1", CLOSE), ("1", "1", Match.BROAD)],
            "contradicting-mapping",
            Severity.ERROR,
            "contradicts line 2",
        ),
        (
            [("1", "1", None), ("1", None, None)],
            "contradicting-mapping",
            Severity.ERROR,
            "has no counterpart here, and has one in line 2",
        ),
        (
            [("2", "3", EXACT), ("2", "1", EXACT)],
            "grouped-exact-match",
            Severity.ERROR,
            "makes these equal",
        ),
        ([("1", "1", None)], "lost-item", Severity.WARNING, "what happened to a:2"),
        ([("1", "1", None)], "uncovered-item", Severity.WARNING, "where b:2 comes from"),
    ],
)
def test_findings(
    rows: list[tuple[str | None, str | None, Match | None]],
    rule: str,
    severity: Severity,
    message: str,
) -> None:
    """Each thing that can be wrong is found, and said with what to do."""
    found = [finding for finding in _found(*rows) if finding.rule == rule]

    assert found
    assert severity == found[0].severity
    assert message in found[0].message


def test_every_rule_is_known() -> None:
    """What is found bears one of the declared names, and a line if it is about a row."""
    found = _found(("9", "1", EXACT), ("1", "1", EXACT), ("2", "2", EXACT), ("2", "3", EXACT))

    assert {finding.rule for finding in found} <= set(RULES)
    assert all(finding.source for finding in found if finding.rule not in RULES[-2:])


@pytest.mark.parametrize("name", ["2", "a:2", "https://example.org/a/2", "https://other.org/x/2"])
def test_names_of_items(name: str) -> None:
    """An item may be named by its id, its edition and id, or at the end of an IRI."""
    assert "orphaned-mapping" not in {finding.rule for finding in _found((name, "3", None))}


@pytest.mark.parametrize(
    ("claimed", "rival", "named"),
    [
        # half of the words are there, and another item has them all
        ("Staff greet a guest at a desk.", "Staff must greet every guest at the door.", True),
        # the other has more of them, though not by enough
        (
            "Staff greet a guest at the desk always, and each one.",
            "Staff greet every guest at one door.",
            False,
        ),
        # two thirds of the words are near enough
        (
            "Staff greet each guest at some door.",
            "Staff must greet every guest at the door.",
            False,
        ),
        # the other is ahead, though not near itself
        ("Dogs wait outside.", "Staff greet a guest at the desk, always.", False),
    ],
)
def test_a_better_target_is_near_and_far_ahead(claimed: str, rival: str, named: bool) -> None:
    """Another item is named as the right one only if it is near, and beats what is claimed."""
    old = edition("a", [statement("1", "Staff must greet every guest at the door.")])
    new = edition("b", [statement("1", claimed), statement("2", rival)])
    rows = (CrosswalkRow(old="1", new="1", match=CLOSE, line=2),)
    findings = examine(Crosswalk(path="m", rows=rows), [old], new).findings

    assert named is any("b:2 says what" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("claimed", "doubted"),
    [
        ("Dogs wait at noon.", True),
        ("Cats must sleep.", True),
        ("Dogs wait outside the door today.", False),
        ("Dogs and staff wait for every guest here.", False),
    ],
)
def test_texts_that_have_hardly_a_word_in_common(claimed: str, doubted: bool) -> None:
    """Without a better target, a pair is doubted where less than three tenths are in common."""
    old = edition("a", [statement("1", "Staff must greet every guest at the door.")])
    new = edition("b", [statement("1", claimed)])
    rows = (CrosswalkRow(old="1", new="1", match=CLOSE, line=2),)
    findings = examine(Crosswalk(path="m", rows=rows), [old], new).findings

    assert (["impossible-mapping"] if doubted else []) == [each.rule for each in findings]


def test_a_better_target_without_the_rarest_word() -> None:
    """It is found by its other words, though the rarest leads elsewhere."""
    old = edition("a", [statement("1", "Staff must greet every guest with umbrellas.")])
    texts = ["Dogs wait outside.", "Staff must greet every guest.", "Keep umbrellas in the hall."]
    texts += ["Staff must greet every guest twice."]
    new = edition("b", [statement(str(at), text) for at, text in enumerate(texts, start=1)])
    rows = (CrosswalkRow(old="1", new="1", match=CLOSE, line=2),)
    findings = examine(Crosswalk(path="m", rows=rows), [old], new).findings

    assert any("b:2 says what" in finding.message for finding in findings)


def test_a_name_is_enough() -> None:
    """Where one edition gives an item a text and the other only its name, the names count."""
    old = edition("a", [Item(id="v", label="HOPE IS POSSIBLE")])
    new = edition("b", [Item(id="v", label="Hope is possible", text="Peers tell how they live.")])
    rows = (CrosswalkRow(old="v", new="v", match=CLOSE, line=2),)

    assert () == examine(Crosswalk(path="m", rows=rows), [old], new).findings


def test_confirmed_as_dropped() -> None:
    """An item that is said to have no counterpart is not lost."""
    found = _found(("1", "1", None), ("2", None, None), ("3", "2", None), (None, "3", None))

    assert [] == found


def test_what_a_comparison_finds() -> None:
    """A pair that our own comparison makes is not called impossible, nor its exact match stale."""
    old = edition("a", [statement("1", "Guests are met."), statement("2", "Close at six.")])
    new = edition("b", [statement("1", "Everyone who comes is greeted."), old.items[1]])
    changes = ChangeSet(
        old=("a",),
        new="b",
        changes=(
            Change(
                relation=Relation.SAME,
                old=(Ref(edition="a", id="1"),),
                new=(Ref(edition="b", id="1"),),
            ),
        ),
        unchanged=(),
        audit=Audit(old_items=2, new_items=2),
    )
    rows = tuple(
        CrosswalkRow(old=id_, new=id_, match=EXACT, line=line) for line, id_ in ((1, "1"), (2, "2"))
    )
    crosswalk = Crosswalk(path="m", rows=rows)

    assert ["impossible-mapping"] == [each.rule for each in examine(crosswalk, [old], new).findings]
    assert (
        ()
        == examine(
            crosswalk, [old], new, lambda: Comparison(changes=changes, old=(old,), new=new)
        ).findings
    )


def test_identifiers_of_the_sources() -> None:
    """Rows may name items by the IRIs of their vocabularies; those of others name nothing here."""
    old, new = (
        replace(
            found,
            items=tuple(replace(item, iri=f"https://v.example/{item.id}") for item in found.items),
        )
        for found in (OLD, NEW)
    )

    def rules(subject: str) -> list[str]:
        rows = (
            CrosswalkRow(old=subject, new="https://v.example/1", match=CLOSE, line=1),
            CrosswalkRow(old="2", new="https://example.org/b/3", match=EXACT, line=2),
            CrosswalkRow(old="3", new="2", match=EXACT, line=3),
        )
        return [each.rule for each in examine(Crosswalk(path="m", rows=rows), [old], new).findings]

    assert [] == rules("https://v.example/1")
    assert "orphaned-mapping" in rules("https://other.example/1")
