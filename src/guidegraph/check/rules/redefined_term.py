"""
A term that an earlier edition defined differently, with a change of meaning.

## Why

What was written and decided with the old definition may no longer be valid; a course that teaches
it is out of date.

## Example

```markdown old
## GLOSSARY

### Term: PEER

A peer is a person who has lived experience with a challenge.
```

```markdown new
## GLOSSARY

### Term: PEER

A peer is a person experiencing a challenge, who may benefit from support.
```

Instead, keep the definition, or state that it changed:

```markdown old
## GLOSSARY

### Term: PEER

A peer is a person who has lived experience with a challenge.
```

```markdown new
## GLOSSARY

### Term: PEER

A peer is a person who has lived experience with a challenge.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.changes import Wording


@rule(severity="info", groups=("glossary", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    for change in context.comparison.changes.changes:
        verdict = change.verdict
        if not change.old or verdict is None or verdict.wording is not Wording.SUBSTANTIVE:
            continue
        for ref in change.new:
            item = context.edition.by_id[ref.id]
            if item.type == "GlossaryTerm":
                yield Observation(
                    items=(item.id,),
                    message=f"{item.name!r} was defined differently in {change.old[0].edition}: "
                    f"{verdict.reasons[0]}; check what depends on the definition",
                    quote=item.text or "",
                )
