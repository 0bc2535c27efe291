"""
A word for people that the field avoids, such as "client" in peer support.

The words, their fields and the reasons come from a list; a field is recognized by a phrase in its
texts.

## Why

The word implies a relationship that the guidelines were written to replace.

## Example

```markdown
## Purpose

Peer support is mutual. A client must consent to it.
```

Instead:

```markdown
## Purpose

Peer support is mutual. A person must consent to it.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import uses
from guidegraph.check.text.passages import passages
from guidegraph.language.lexicon import groups
from guidegraph.language.words import keys


@rule(severity="warning", groups=("words",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    whole = " ".join(passage.text.casefold() for passage in passages(context.edition))
    reasons = {word: reason for word, field, reason in groups("foreign_terms") if field in whole}
    times: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {}
    for word, passage in uses(context.edition, {keys(word): word for word in reasons}):
        times[word] += 1
        where.setdefault(word, {})[passage.item.id] = None
    for word, items in where.items():
        yield Observation(
            items=tuple(items),
            message=f"{word!r} is used {times[word]} times: {reasons[word]}",
            quote=word,
        )
