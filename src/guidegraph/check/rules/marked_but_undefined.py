"""
A word that is marked as a term of the glossary, which does not have it.

## Why

A reader who follows the mark finds nothing.

## Example

```markdown
## Value 1) RESPECT

### Supervisor roles

- Offer training on [cultural humility](term/cultural-humility).

## GLOSSARY

### Term: PEER

A peer is an equal.
```

Instead, define it:

```markdown
## Value 1) RESPECT

### Supervisor roles

- Offer training on [cultural humility](term/cultural-humility).

## GLOSSARY

### Term: CULTURAL HUMILITY

Cultural humility is a process of openness.

### Term: PEER

A peer is an equal.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.findings import Severity
from guidegraph.model.report import Subject


@rule(
    severity=Severity.ERROR,
    since="0.1",
    about=Subject.EDITION,
    groups=("glossary",),
)
def check(context: EditionContext) -> Iterator[Observation]:
    edition = context.edition
    for link in edition.associations:
        is_here = link.edition is None and link.type == "usesTerm"
        if is_here and link.destination not in edition.by_id:
            yield _seen(link.origin, link.destination)
    for item in edition.items:
        for anchor in item.links:
            if anchor.target.startswith("term/") and anchor.target not in edition.by_id:
                yield _seen(item.id, anchor.target)


def _seen(origin: str, term: str) -> Observation:
    return Observation(
        items=(origin,),
        message=f"marks {term!r} as a term, which the glossary does not have; define it there",
        quote=term,
    )
