"""
A misspelt word.

Words are compared with a list of common misspellings and with patterns that no English word has
("-blity"). A word that occurs once is reported, too, if it is a frequent word of the edition with
two letters swapped.

## Why

Readers notice it, and a search for the right word does not find it.

## Example

```markdown
## Purpose

The number of supervisors with the required eligiblity is limited.
```

Instead:

```markdown
## Purpose

The number of supervisors with the required eligibility is limited.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages, replacement_in, without_addresses
from guidegraph.language.spelling import meant, swapped
from guidegraph.language.words import forms, words
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("words", "spelling"), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    all_ = passages(context.edition)
    times = Counter(form for each in all_ for form in each.forms)
    slips = swapped(times)
    right_for = cache(lambda form: meant(form) or slips.get(form))
    for passage in all_:
        text = without_addresses(passage.text)
        if all(
            right_for(form) is None
            for form in (passage.forms if text is passage.text else forms(text))
        ):
            continue
        for word in words(text):
            right = right_for(word.form)
            if right is None:
                continue
            new = right.capitalize() if word.text.istitle() else right
            yield Observation(
                items=(passage.item.id,),
                message=f"{word.text!r} is misspelt" + (f"; write {new!r}" if right else ""),
                quote=around(passage.text, word.start, word.end),
                fix=replacement_in(context, passage.item, word.text, new) if right else None,
            )
