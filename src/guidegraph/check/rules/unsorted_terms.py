"""
Terms that are out of alphabetical order, in a glossary that is mostly sorted.

## Why

A reader who looks up a term alphabetically misses it.

## Example

```markdown
## GLOSSARY

### Term: ADVOCACY

Advocacy aims at change.

### Term: PEER SUPPORTER

A peer supporter gives support.

### Term: PEER

A peer is an equal.

### Term: TRANSPARENCY

Transparency is to say what happens.
```

Instead:

```markdown
## GLOSSARY

### Term: ADVOCACY

Advocacy aims at change.

### Term: PEER

A peer is an equal.

### Term: PEER SUPPORTER

A peer supporter gives support.

### Term: TRANSPARENCY

Transparency is to say what happens.
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import terms
from guidegraph.model.excerpt import listed


_FEWEST = 4
_SHARE = 0.6


@rule(severity="info", groups=("glossary",))
def check(context: EditionContext) -> Iterator[Observation]:
    glossary = terms(context.edition)
    keys = [(term.pref_label or term.label or term.id).casefold().split() for term in glossary]
    kept = _in_order(keys)
    moved = [term for place, term in enumerate(glossary) if place not in kept]
    if moved and len(glossary) >= _FEWEST and len(kept) >= _SHARE * len(glossary):
        yield Observation(
            items=tuple(term.id for term in moved),
            message=f"{listed([item.id for item in moved])} is out of alphabetical order, "
            f"unlike {len(kept)} of {len(glossary)} terms; move it",
            quote=", ".join(term.name for term in moved),
        )


def _in_order(keys: Sequence[list[str]]) -> set[int]:
    """
    The places of the keys that can stay while the rest is moved: a longest sorted subsequence
    (patience sorting).
    """
    tails: list[list[str]] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, key in enumerate(keys):
        at = bisect_right(tails, key)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1], ends[at : at + 1] = [key], [place]
    kept: set[int] = set()
    place_: int | None = ends[-1] if ends else None
    while place_ is not None:
        kept.add(place_)
        place_ = before[place_]
    return kept
