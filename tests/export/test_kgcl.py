"""Diffs as KGCL."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation
from guidegraph.render.format import written
from tests.comparisons import BASE, HOSTILE, OLD, comparison_of, reading_rooms


IRI = r"<[^\s<>]+>"
TEXT = r"'(?:[^'\\]|\\['\\])*'(?:@[a-z]{2,3})?"
COMMANDS = (
    rf"obsolete {IRI}",
    rf"obsolete {IRI} with replacement {IRI}",
    rf"obsolete {IRI} with alternative {IRI}(?:, {IRI})*",
    rf"create instance {IRI} {TEXT}",
    rf"create exact synonym {TEXT} for {IRI}",
    rf"remove synonym {TEXT} for {IRI}",
    rf"create edge {IRI} {IRI} {IRI}",
    rf"delete edge {IRI} {IRI} {IRI}",
    rf"rename {IRI} from {TEXT} to {TEXT}",
    rf"add definition {TEXT} to {IRI}",
    rf"remove definition for {IRI}",
    rf"change definition of {IRI} from {TEXT} to {TEXT}",
    rf"change annotation of {IRI} with {IRI} from {TEXT} to {TEXT}",
    rf"move {IRI} from {IRI} to {IRI}",
)


def lines(comparison: Comparison) -> list[str]:
    """The commands, with the base of all IRIs left out."""
    text = written("kgcl", comparison).decode()
    return [line.replace(BASE, "") for line in text.splitlines() if not line.startswith("#")]


def test_grammar() -> None:
    """Every line is a comment at the top or a command of the language."""
    text = written("kgcl", reading_rooms()).decode().removesuffix("\n").split("\n")
    commands = [line for line in text if not line.startswith("#")]

    assert text[-len(commands) :] == commands
    assert not [line for line in commands if not any(re.fullmatch(each, line) for each in COMMANDS)]


def test_losses_are_told() -> None:
    """The comments say what is lost, and how many changes it concerns."""
    text = written("kgcl", reading_rooms()).decode()

    assert "# That the parts of a split or merger belong together" in text
    assert "1 duplicate, 1 merged, 1 relinked, 1 split, 5 weighed" in text


@pytest.mark.parametrize(
    "command",
    [
        "obsolete <2024/value/1/practice/2>",
        (
            "obsolete <2024/value/1/practice/3> with alternative "
            "<2026/value/1/practice/2>, <2026/value/1/practice/3>"
        ),
        "obsolete <2024/value/2/practice/2> with replacement <2026/value/2/practice/2>",
        "obsolete <2024/value/2/practice/1> with replacement <2026/value/2/practice/1>",
        "rename <2026/value/1/practice> from 'Welcome'@en to 'WELCOME'@en",
        (
            "change definition of <2026/value/1/practice/1> from "
            "'Staff must greet everyone who comes in.' to 'Staff may greet everyone who comes in.'"
        ),
        "move <2026/value/2/practice/3> from <2026/value/1/practice> to <2026/value/2/practice>",
        "create instance <2026/value/2/practice/4> 'Readers may bring water.'@en",
    ],
)
def test_commands(command: str) -> None:
    """What KGCL can say is said."""
    assert command in lines(reading_rooms())


def test_one_edition() -> None:
    """Between revisions of one edition items keep their IRIs, and only what differs is said."""
    items = tuple(
        replace(item, text="No one has to.") if item.id == "value/1" else item for item in OLD.items
    )
    same = Ref(edition="2024", id="value/1")
    change = Change(relation=Relation.SAME, old=(same,), new=(same,), facets=(Facet.REWORDED,))
    rest = [item.id for item in OLD.items if item.id != "value/1"]
    comparison = comparison_of([OLD], replace(OLD, items=items), [change], rest)

    expected = (
        "change definition of <2024/value/1> from 'Nobody has to say why they come.' "
        "to 'No one has to.'"
    )

    assert [expected] == lines(comparison)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """No text ends its quotes, or its line."""
    items = tuple(
        replace(item, text=text or None, label=text, alt_labels=(text,)) for item in OLD.items
    )
    other = replace(OLD, id="other", iri=f"{BASE}other", items=items, title=text, language=text)
    changes = [
        Change(
            relation=Relation.SAME,
            old=(Ref(edition="2024", id=item.id),),
            new=(Ref(edition="other", id=item.id),),
        )
        for item in items
    ]
    found = lines(comparison_of([OLD], other, changes))

    assert not [line for line in found if not any(re.fullmatch(each, line) for each in COMMANDS)]
