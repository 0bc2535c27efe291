"""
Two statements with nearly the same content.

They are similar if nearly all their important words are the same, if one contains all important
words of the other, or if twelve words in a row and a good part of the shorter one are the same.
Paragraphs of running text and labels are not compared.

## Why

Readers do not know whether the difference is intended, and a change in one place is forgotten in
the other.

## Example

```markdown
## Value 1) CHANGE

### Practice: EDUCATE

- Peer supporters use language that is supportive, encouraging, inspiring and respectful.
- Peer supporters call attention to injustice.

## Value 2) TRANSPARENCY

### Practice: BE CLEAR

- Peer supporters use language that is supportive, inspiring and respectful.
- Peer supporters keep their promises.
```

Instead, state it once, where it belongs:

```markdown
## Value 1) CHANGE

### Practice: EDUCATE

- Peer supporters use language that is supportive, encouraging, inspiring and respectful.
- Peer supporters call attention to injustice.

## Value 2) TRANSPARENCY

### Practice: BE CLEAR

- Peer supporters keep their promises.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import is_prose
from guidegraph.check.text.statements import similar
from guidegraph.model.edition import Item


@rule(severity="warning", groups=("statements",))
def check(context: EditionContext) -> Iterator[Observation]:
    by_type: dict[str, list[Item]] = {}
    for item in context.edition.items:
        if item.text and not is_prose(item):
            by_type.setdefault(item.type, []).append(item)
    for items in by_type.values():
        for found in similar(items):
            yield Observation(
                items=(found.other.id, found.one.id),
                message=f"says nearly the same as {found.one.id}, {found.one.text!r}: {found.why}; "
                "state it once, or make the difference clear",
                quote=found.other.text or "",
            )
