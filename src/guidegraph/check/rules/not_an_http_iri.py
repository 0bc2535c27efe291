"""
A concept, collection or scheme whose IRI is not a web address.

If (nearly) none of them has one, that is reported once, and so are IRIs that are relative to the
address of the file.

## Why

Linked data is looked up by its IRIs. A blank node cannot be linked to at all.

## Example

```turtle
<urn:x-drinks:tea> a skos:Concept .
```

Instead:

```turtle
:tea a skos:Concept .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import is_relative
from guidegraph.check.vocabulary.notice import each_or_all


@rule(severity="info", groups=("links", "qskos"), aliases=("qskos:husv",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    named = v.concepts | v.collections | v.schemes
    wrong = [
        node for node in named if not v.name_of(node).lower().startswith(("http://", "https://"))
    ]
    relative = [node for node in wrong if v.is_iri(node) and is_relative(v.name_of(node))]
    if relative:
        shown = min(map(v.name_of, relative))
        yield Observation(
            items=(shown,),
            message=f"{len(relative)} IRIs are relative, such as <{shown[:100]}>, and the file has "
            "no base that they begin with; add one (@base in Turtle), or write whole IRIs",
            quote="relative",
        )
        apart = set(relative)
        wrong = [node for node in wrong if node not in apart]
    yield from each_or_all(
        v,
        wrong,
        len(named),
        lambda node: Observation(
            items=(v.name_of(node),),
            message=f"{v.label(node)} cannot be looked up; give it an IRI that begins with https:",
            quote=v.name_of(node)[:200],
        ),
        "resources cannot be looked up; use IRIs that begin with https:",
    )
