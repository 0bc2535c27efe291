"""Diffs as KGCL."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation
from guidegraph.render.format import losses_of, written
from guidegraph.workspace import compare_files
from tests.comparisons import BASE, HOSTILE, OLD, comparison_of, reading_rooms


# The grammar of the Python implementation: no escapes, no comments, one line each.
IRI = r"<[^\s<>]+>"
TAG = r"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?"
TEXT = rf"'[^']*'{TAG}"
VALUE = rf"""(?:"[^"]*"|'''(?:(?!''').)*''')(?:{TAG}|\^\^{IRI})"""
COMMANDS = (
    rf"obsolete {IRI}",
    rf"obsolete {IRI} with replacement {IRI}",
    rf"unobsolete {IRI}",
    rf"create node {IRI} {TEXT}",
    rf"create (?:exact )?synonym {TEXT} for {IRI}",
    rf"remove synonym {TEXT} for {IRI}",
    rf"create edge {IRI} {IRI} {IRI}",
    rf"delete edge {IRI} {IRI} {IRI}",
    rf"rename {IRI} from {TEXT} to {TEXT}",
    rf"add definition '[^']*' to {IRI}",
    rf"remove definition for {IRI}",
    rf"change definition of {IRI} from '[^']*' to '[^']*'",
    rf"change annotation of {IRI} with (?:{IRI}|'[^']*') from {VALUE} to {VALUE}",
    rf"move {IRI} {IRI} {IRI} from {IRI} to {IRI}",
)
BROADER = "<http://www.w3.org/2004/02/skos/core#broader>"
CONSIDER = "<http://www.geneontology.org/formats/oboInOwl#consider>"
PREFIXES = """
@prefix : <https://example.org/drinks/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
: a skos:ConceptScheme ; dct:title "Drinks"@en .
"""


def between(old: str, new: str) -> list[str]:
    """The commands between two states of a vocabulary, its own IRIs shortened."""
    sides = (f"{PREFIXES}{side}".encode() for side in (old, new))
    text = written("kgcl", compare_files("drinks.ttl", *sides)).decode()
    assert not [line for line in text.splitlines() if not fits(line)]
    assert "urn:guidegraph" not in text
    return text.replace("<https://example.org/drinks/", "<").splitlines()


def fits(line: str) -> bool:
    """Whether a line is a command of the grammar."""
    return any(re.fullmatch(each, line) for each in COMMANDS)


def lines(comparison: Comparison) -> list[str]:
    """The commands, with the base of all IRIs left out."""
    text = written("kgcl", comparison).decode()
    return [line.replace(BASE, "") for line in text.splitlines() if not line.startswith("#")]


def test_grammar() -> None:
    """Every line is a command: the parser knows neither comments nor empty lines."""
    commands = written("kgcl", reading_rooms()).decode().removesuffix("\n").split("\n")

    assert not [line for line in commands if not fits(line)]


def test_losses_are_told() -> None:
    """The report on losses says what is lost, and how many changes it concerns."""
    text = "\n".join(losses_of("kgcl", reading_rooms()))

    assert text.startswith("That the parts of a split or merger belong together")
    assert "1 duplicate, 1 merged, 1 relinked, 1 split, 5 weighed" in text


@pytest.mark.parametrize(
    "command",
    [
        "obsolete <2024/value/1/practice/2>",
        "obsolete <2024/value/1/practice/3>",
        f"create edge <2024/value/1/practice/3> {CONSIDER} <2026/value/1/practice/2>",
        f"create edge <2024/value/1/practice/3> {CONSIDER} <2026/value/1/practice/3>",
        "obsolete <2024/value/2/practice/2> with replacement <2026/value/2/practice/2>",
        "obsolete <2024/value/2/practice/1> with replacement <2026/value/2/practice/1>",
        "rename <2026/value/1/practice> from 'Welcome'@en to 'WELCOME'@en",
        (
            "change definition of <2026/value/1/practice/1> from "
            "'Staff must greet everyone who comes in.' to 'Staff may greet everyone who comes in.'"
        ),
        (
            f"move <2026/value/2/practice/3> {BROADER} <2026/value/1/practice> "
            "from <2026/value/1/practice> to <2026/value/2/practice>"
        ),
        "create node <2026/value/2/practice/4> 'Readers may bring water.'@en",
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

    assert not [line for line in found if not fits(line)]


SKOS = "http://www.w3.org/2004/02/skos/core#"
TEA = ':tea a skos:Concept ; skos:inScheme : ; skos:prefLabel "tea"@en, "thé"@fr'
OTHERS = """
:hot a skos:Concept ; skos:inScheme : ; skos:prefLabel "hot drink"@en .
:brew a skos:Concept ; skos:inScheme : ; skos:prefLabel "brew"@en .
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            f"{TEA} .",
            TEA.replace("thé", "l'infusion") + " .",
            ["rename <tea> from 'thé'@fr to 'l’infusion'@fr"],
            id="label",
        ),
        pytest.param(
            f'{TEA} ; skos:altLabel "chai"@en .',
            f'{TEA} ; skos:altLabel "cha"@pt-BR ; skos:hiddenLabel "tee"@en .',
            [
                "remove synonym 'chai'@en for <tea>",
                "create exact synonym 'cha'@pt-BR for <tea>",
                "create synonym 'tee'@en for <tea>",
            ],
            id="synonyms",
        ),
        pytest.param(
            f"{TEA} .",
            f'{TEA} ; skos:definition "A hot\\ndrink."@en, "Boisson."@fr .',
            [
                "add definition 'A hot drink.' to <tea>",
                f'change annotation of <tea> with <{SKOS}definition> from "" to "Boisson."@fr',
            ],
            id="definitions",
        ),
        pytest.param(
            f'{TEA} ; skos:example "a cup"@en .',
            f'{TEA} ; skos:example "a \\"cup\\" of it"@en .',
            [
                (
                    f'change annotation of <tea> with <{SKOS}example> from "a cup"@en '
                    "to '''a \"cup\" of it'''@en"
                )
            ],
            id="quotes",
        ),
        pytest.param(
            f"{TEA} ; dct:created 2020 .",
            f"{TEA} ; dct:created 2021 .",
            [
                (
                    "change annotation of <tea> with <http://purl.org/dc/terms/created> "
                    'from "2020"^^<http://www.w3.org/2001/XMLSchema#integer> '
                    'to "2021"^^<http://www.w3.org/2001/XMLSchema#integer>'
                )
            ],
            id="datatype",
        ),
        pytest.param(
            f"{TEA} ; skos:exactMatch <https://example.net/1> .",
            f"{TEA} ; skos:exactMatch <https://example.net/2> .",
            [
                f"delete edge <tea> <{SKOS}exactMatch> <https://example.net/1>",
                f"create edge <tea> <{SKOS}exactMatch> <https://example.net/2>",
            ],
            id="mapping",
        ),
        pytest.param(
            f"{TEA} ; skos:broader :brew .",
            f"{TEA} ; skos:broader :hot .",
            [f"move <tea> {BROADER} <brew> from <brew> to <hot>"],
            id="move",
        ),
        pytest.param(
            f"{TEA} .",
            f"{TEA} ; owl:deprecated true ; dct:isReplacedBy :brew .",
            ["obsolete <tea> with replacement <brew>"],
            id="deprecated",
        ),
        pytest.param(
            f"{TEA} .",
            f"{TEA} ; owl:deprecated true ; dct:isReplacedBy :brew, :hot .",
            [
                "obsolete <tea>",
                f"create edge <tea> {CONSIDER} <brew>",
                f"create edge <tea> {CONSIDER} <hot>",
            ],
            id="two successors",
        ),
        pytest.param(f"{TEA} .", "", ["obsolete <tea>"], id="dropped"),
    ],
)
def test_vocabulary(old: str, new: str, expected: list[str]) -> None:
    """What keeps its IRI is changed under it, in the languages of its source."""
    assert expected == between(f"{OTHERS}{old}", f"{OTHERS}{new}")


def test_nothing_replaces_itself() -> None:
    """Two releases with the same IRIs replace nothing, however many labels they changed."""
    old = OTHERS + "".join(
        f':c{n} a skos:Concept ; skos:prefLabel "word {n}"@en .' for n in range(9)
    )
    commands = between(old, old.replace("word", "term"))

    assert ["rename"] * 9 == [command.split()[0] for command in commands]


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_quoting(text: str) -> None:
    """Whatever a label, a synonym, a definition or a value is, the line is a command."""
    items = tuple(
        replace(item, text=text or None, label=text or None, alt_labels=(text,), notation=text)
        for item in OLD.items
    )
    other = replace(OLD, items=items, language="zh-Hant")
    refs = [Ref(edition="2024", id=item.id) for item in items]
    changes = [Change(relation=Relation.SAME, old=(ref,), new=(ref,)) for ref in refs]
    found = written("kgcl", comparison_of([OLD], other, changes)).decode()

    assert not [line for line in found.splitlines() if not fits(line)]
