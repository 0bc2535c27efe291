"""
A statement that is more or less binding than in a companion document: "are supervised", "would be".

Statements are compared with their counterparts in the editions that this one derives from.

## Why

A reader of both documents does not know what is required.

## Example

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters must respect privacy and confidentiality.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters may respect privacy and confidentiality.
```

Instead, use the same force in both:

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters must respect privacy and confidentiality.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters must respect privacy and confidentiality.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.changes import Aspect


@rule(severity="info", groups=("statements", "editions"), languages=("en",))
def check(context: CompanionsContext) -> Iterator[Observation]:
    revised = context.edition.provenance.revision_of
    for change in context.comparison.changes.changes:
        verdict = change.verdict
        if not change.new or verdict is None or Aspect.FORCE not in verdict.aspects:
            continue
        sources = [ref for ref in change.old if ref.edition not in revised]
        if sources:
            yield Observation(
                items=tuple(ref.id for ref in change.new),
                message=f"has another force than {sources[0].id} of {sources[0].edition}: "
                f"{verdict.reasons[0]}; use the same force in both",
                quote=verdict.reasons[0],
            )
