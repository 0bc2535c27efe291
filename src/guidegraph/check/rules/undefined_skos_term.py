"""
A term in the namespace of SKOS that is not defined in SKOS, or a term of SKOS in another namespace.

It is misspelt, invented, or from a draft that was never finished.

## Why

No program understands it; its intended meaning is lost.

## Example

```turtle
:tea a skos:Concept ; skos:preferredLabel "Tea"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import names


_DRAFTS = {
    "subject": "dcterms:subject",
    "isSubjectOf": "the inverse of dcterms:subject",
    "primarySubject": "dcterms:subject",
    "prefSymbol": "foaf:depiction",
    "altSymbol": "foaf:depiction",
    "CollectableProperty": "no class at all",
    "broaderGeneric": "skos:broader",
    "broaderPartitive": "skos:broader",
    "broaderInstantive": "skos:broader",
    "narrowerGeneric": "skos:narrower",
    "narrowerPartitive": "skos:narrower",
    "preferredLabel": "skos:prefLabel",
}


@rule(severity="error", groups=("links", "qskos"), aliases=("qskos:usr",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for predicate in v.columns:
        if _is_undefined(predicate):
            yield _seen(v, predicate, v.objects(predicate))
    for node in range(len(v.terms)):
        if v.is_iri(node) and _is_undefined(v.name_of(node)) and node not in v.described:
            users = {
                one
                for subjects, objects in v.columns.values()
                for one, other in zip(subjects, objects, strict=True)
                if other == node
            }
            yield _seen(v, v.name_of(node), users)
    # Where nothing else is described by SKOS, that is said by nothing-to-check.
    for space, users_ in v.lookalikes.items() if v.described_by_skos else ():
        yield Observation(
            items=names(v, users_),
            message=f"<{space}> is not the namespace of SKOS (resources: {len(users_)}); write "
            f"<{known.SKOS_NAMESPACE}>",
            quote=space,
        )


def _is_undefined(iri: str) -> bool:
    name = iri.removeprefix(known.SKOS_NAMESPACE)
    return name != iri and name not in ("", *known.LOCAL_NAMES)


def _seen(v: Vocabulary, iri: str, users: Collection[Node]) -> Observation:
    name = iri.removeprefix(known.SKOS_NAMESPACE)
    close = get_close_matches(name[:60], known.LOCAL_NAMES, n=1)
    meant = _DRAFTS.get(name) or (f"skos:{close[0]}" if close else "a term that SKOS has")
    return Observation(
        items=names(v, users),
        message=f"SKOS has no {name[:60]!r} (resources: {len(users)}); use {meant}",
        quote=f"skos:{name[:60]}",
    )
