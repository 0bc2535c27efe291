"""
Two statements with the same words.

Case, punctuation and white space do not count.
Statements of one list are compared whatever their length. Elsewhere only those of four words or
more are compared, because a short entry such as "Surveys" may be in two lists.

## Why

One of the two is superfluous, or replaced a statement that is now lost.

## Example

```markdown
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy.
- Peer supporters keep their promises.
- Peer supporters respect privacy.
```

Instead, say it once:

```markdown
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy.
- Peer supporters keep their promises.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.language.words import forms
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import listed


_SHORT = 4


@rule(severity="error", groups=("statements",))
def check(context: EditionContext) -> Iterator[Observation]:
    same: dict[tuple[object, ...], list[Item]] = {}
    for item in context.edition.items:
        said = forms(item.text or "")
        if said:
            where = item.parent if len(said) < _SHORT else None
            same.setdefault((said, where, item.type), []).append(item)
    for items in same.values():
        if len(items) > 1:
            yield Observation(
                items=tuple(item.id for item in items),
                message=f"{listed([item.id for item in items[1:]])} says the same as "
                f"{items[0].id}; remove it, or restore the text that belongs there",
                quote=items[0].text or "",
            )
