"""
Two concepts of a scheme with the same label.

Preferred and alternative labels are compared; hidden labels are for searches, and may be shared.
Capitals and spaces at the ends are ignored; languages are not.
Labels that the same concepts share are reported once.
A deprecated concept and its successor may have the same label.
If each concept is above or below the other, as "Biology" the discipline and "Biology" the subject,
the finding is an info: a reader sees one in the other.

## Why

A reader who searches for the label, or sees it in a list, does not know which concept is meant.

## Example

```turtle
:bank-money a skos:Concept ; skos:prefLabel "Bank"@en .
:bank-river a skos:Concept ; skos:prefLabel "Shore"@en ; skos:altLabel "bank"@en .
```

Instead, distinguish them, usually by a qualifier:

```turtle
:bank-money a skos:Concept ; skos:prefLabel "Bank (finance)"@en .
:bank-river a skos:Concept ; skos:prefLabel "Shore"@en ; skos:altLabel "bank (river)"@en .
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import names
from guidegraph.check.vocabulary.paths import reached
from guidegraph.graph.vocab import SKOS
from guidegraph.model.excerpt import listed
from guidegraph.model.findings import Severity


_SHOWN = 5
_LONGEST_LINE = 20
"""How many concepts are compared with all their ancestors."""


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:ol",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    shared = _shared(v)
    lines = _lines_of_descent(v, list(shared))
    for together, labels in shared.items():
        texts = listed([v.quoted(label) for label in labels], _SHOWN)
        concepts = listed([_described(v, node) for node in together], _SHOWN)
        if together in lines:
            advice = "they are above one another; distinguish them if readers could mix them up"
        elif len(v.deprecated.intersection(together)) > len(together) - 2:
            advice = "if one replaces another, add dcterms:isReplacedBy"
        else:
            advice = "distinguish them, or merge them"
        minor = not advice.startswith("distinguish")
        yield Observation(
            items=names(v, together),
            message=f"{len(together)} concepts have the label {texts}: {concepts}; {advice}",
            quote=texts,
            at_most=Severity.INFO if minor else Severity.ERROR,
        )


def _shared(v: Vocabulary) -> Mapping[tuple[Node, ...], Sequence[Node]]:
    """The sets of concepts with a label in common, and one of each of these labels."""
    first: dict[tuple[str, str], Node] = {}
    owners: dict[tuple[str, str], dict[Node, Node]] = {}
    for node, _, label in v.labelled(SKOS.prefLabel, SKOS.altLabel):
        key = (v.text(label).strip().casefold(), v.language(label))
        before = first.setdefault(key, node)
        if before != node and key[0]:
            owners.setdefault(key, {before: label})[node] = label
    found: dict[tuple[Node, ...], list[Node]] = {}
    for these in owners.values():
        concepts = {node: label for node, label in these.items() if node in v.concepts}
        together = tuple(sorted(v.in_use(_in_one_scheme(v, concepts)), key=v.name_of))
        if len(together) > 1:
            found.setdefault(together, []).append(concepts[together[0]])
    return found


def _in_one_scheme(v: Vocabulary, nodes: Collection[Node]) -> Collection[Node]:
    """The largest set of concepts in one scheme; those that are in none belong to all."""
    free = [node for node in nodes if node not in v.schemes_of]
    members: dict[Node, list[Node]] = {}
    for node in nodes:
        for scheme in v.schemes_of.get(node, ()):
            members.setdefault(scheme, []).append(node)
    largest = max(members.values(), key=len, default=[])
    return [*free, *largest]


def _lines_of_descent(
    v: Vocabulary, sets: Sequence[tuple[Node, ...]]
) -> frozenset[tuple[Node, ...]]:
    """The sets of concepts of which, in each pair, one is an ancestor of the other."""
    short = [each for each in sets if len(each) <= _LONGEST_LINE]
    questions = [(place, node) for place, each in enumerate(short) for node in each]
    asked = (
        (number, (node,), frozenset(short[place]) - {node})
        for number, (place, node) in enumerate(questions)
    )
    pairs: dict[int, set[frozenset[Node]]] = {}
    for number, ancestors in reached(v.parents, asked):
        place, node = questions[number]
        pairs.setdefault(place, set()).update(frozenset((node, above)) for above in ancestors)
    return frozenset(
        short[place]
        for place, found in pairs.items()
        if len(found) == len(short[place]) * (len(short[place]) - 1) // 2
    )


def _described(v: Vocabulary, node: Node) -> str:
    """A concept with its place, as its label is not enough."""
    above = v.parents.get(node, ())
    return f"{v.label(node)} below {v.label(above[0])}" if above else v.label(node)
