"""
Two sentences without a full stop between them.

It is found before a capitalized word that is not a name: the edition has the word in lower case
elsewhere, the word before it can end a sentence, and the word after it is in lower case.

## Why

The sentence is not understood, or is misunderstood.

## Example

```markdown
## Purpose

Peers give support to people and their families Support services are designed by peers.
```

Instead:

```markdown
## Purpose

Peers give support to people and their families. Support services are designed by peers.
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import prose, replacement_in
from guidegraph.language.lexicon import word_set
from guidegraph.language.words import words
from guidegraph.model.excerpt import around


# A word in lower case, one with a capital, and one in lower case again.
_BREAK = re.compile(r"\b([a-z]{3,40}) ([A-Z][a-z]{1,40})(?= [a-z]{2})")
_BEFORE_NAMES = frozenset(["called", "named", "titled", "termed", "see", "the"])


@rule(severity="warning", groups=("typography",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    passages = list(prose(context.edition))
    # A word that has a capital within sentences several times is a name here.
    times = Counter(m[2].casefold() for each in passages for m in _BREAK.finditer(each.text))
    lower = {
        word.form
        for each in passages
        if not times.keys().isdisjoint(each.forms)
        for word in words(each.text)
        if word.text.islower()
    }
    for passage in passages:
        for found in _BREAK.finditer(passage.text):
            before, word = found[1], found[2].casefold()
            if before in word_set("function") | _BEFORE_NAMES:
                continue
            if word in lower and times[word] == 1:
                yield Observation(
                    items=(passage.item.id,),
                    message=f"a sentence seems to end after {before!r}; add a full stop",
                    quote=around(passage.text, found.start(), found.end()),
                    fix=replacement_in(
                        context, passage.item, f"{before} {found[2]}", f"{before}. {found[2]}"
                    ),
                )
