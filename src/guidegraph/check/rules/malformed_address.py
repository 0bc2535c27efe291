"""
An address that cannot work: it has spaces or brackets, no host, or is a placeholder.

Nothing is looked up on the network: well-formed addresses that no longer work are not found.
Hosts that are reserved for examples are placeholders, unless the vocabulary describes the address.

## Why

A link that leads nowhere costs the time of every reader who follows it.

## Example

```turtle
:tea a skos:Concept ; rdfs:seeAlso <http:/tea.net/leaf> .
```

Instead:

```turtle
:tea a skos:Concept ; rdfs:seeAlso <http://tea.net/leaf> .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node, Vocabulary
from guidegraph.check.vocabulary.notice import names
from guidegraph.graph.vocab import XSD


_FORBIDDEN = frozenset(' <>"{}|\\^`\t\n')
_PLACEHOLDERS = ("example.org", "example.com", "example.net", "localhost", "127.0.0.1", "todo")
_RESERVED = (".example", ".invalid", ".test", ".localhost")


@rule(severity="warning", groups=("links", "qskos"), aliases=("qskos:bl",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    wrong: dict[Node, str] = {}
    for node in range(len(v.terms)):
        address = v.name_of(node) if v.is_iri(node) else _typed(v, node)
        linked = node not in v.described and not v.is_ours(node)
        problem = _problem(address, linked=linked) if address else None
        if problem:
            wrong[node] = problem
    if not wrong:
        return
    bearers: dict[Node, set[Node]] = {node: set() for node in wrong}
    for subjects, objects in v.columns.values():
        for one, other in zip(subjects, objects, strict=True):
            if other in wrong:
                bearers[other].add(one)
    for node, problem in wrong.items():
        address = v.name_of(node)[:200]
        yield Observation(
            items=names(v, bearers[node] or {node}),
            message=f"the address {address!r} {problem}; correct it",
            quote=address,
        )


def _typed(v: Vocabulary, node: Node) -> str:
    literal = v.literal(node)
    return literal.value if literal and literal.datatype.value == XSD.anyURI else ""


def _problem(address: str, *, linked: bool) -> str | None:
    scheme, colon, rest = address.partition(":")
    if not colon or scheme.lower() not in ("http", "https"):
        return None
    if any(letter in _FORBIDDEN for letter in address):
        return "has spaces or brackets in it"
    if not rest.startswith("//"):
        return "has no // after the colon"
    host = rest.removeprefix("//").partition("/")[0].partition("#")[0].partition("?")[0].lower()
    name = host.rpartition("@")[2].partition(":")[0]
    if not name or name in ("http", "https"):
        return "has no host"
    if not linked:
        return None
    if name.removeprefix("www.") in _PLACEHOLDERS or name.endswith(_RESERVED):
        return "is a placeholder"
    if "." not in name and not name.startswith("["):
        return "has a host without a dot"
    return None
