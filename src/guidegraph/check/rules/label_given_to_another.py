"""
A preferred label that belonged to another concept in an earlier edition.

The vocabularies of one check are compared, the earlier ones given first; concepts are the same if
their IRIs are equal, or the parts of the IRIs after the scheme.

## Why

Data that was tagged with the label earlier now means something else, and nothing shows it.

## Example

```turtle old
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
:meal a skos:Concept ; skos:prefLabel "Supper"@en .
```

```turtle new
:tea a skos:Concept ; skos:prefLabel "Black tea"@en .
:meal a skos:Concept ; skos:prefLabel "Tea"@en .
```

Instead, choose a label that was not used before:

```turtle old
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
:meal a skos:Concept ; skos:prefLabel "Supper"@en .
```

```turtle new
:tea a skos:Concept ; skos:prefLabel "Black tea"@en .
:meal a skos:Concept ; skos:prefLabel "Evening meal"@en .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.graph.vocab import SKOS


@rule(severity="warning", groups=("labels", "editions"))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    if not context.earlier:
        return
    now = _named(v)
    ids_now = {id_ for bearers in now.values() for id_ in bearers}
    for old in context.earlier:
        for key, before in _named(old).items():
            after = now.get(key, {})
            if len(before) != 1 or len(after) != 1 or before.keys() == after.keys():
                continue
            (old_id,), (new_id,) = before, after
            # A vocabulary with completely different concepts may share a label with this one.
            if old_id in ids_now:
                node, label = after[new_id]
                yield Observation(
                    items=(v.name_of(node),),
                    message=f"{v.quoted(label)} was the label of {old_id!r} in {old.name} and now "
                    f"names {new_id!r}; choose another, or keep the concept",
                    quote=v.quoted(label),
                )


def _named(v: Vocabulary) -> dict[tuple[str, str], dict[str, tuple[Node, Node]]]:
    """The concepts by their preferred labels: for each, its id, its node and the label's."""
    found: dict[tuple[str, str], dict[str, tuple[Node, Node]]] = {}
    for node, _, label in v.labelled(SKOS.prefLabel):
        if node in v.concepts:
            key = (v.text(label).strip().casefold(), v.language(label))
            found.setdefault(key, {})[_id(v, node)] = (node, label)
    return found


def _id(v: Vocabulary, node: Node) -> str:
    name = v.name_of(node)
    for scheme in sorted(v.schemes_of.get(node, ())):
        start = v.name_of(scheme)
        if name.startswith(start) and name != start:
            return name.removeprefix(start).lstrip("/#")
    return name
