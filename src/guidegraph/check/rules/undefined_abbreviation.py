"""
An abbreviation that is never written out.

A word of two to eight capitals counts as an abbreviation, unless its whole text is in capitals. It
is written out if it is in brackets after words, or words in brackets follow it, or if words with
its initials are anywhere in the edition.

## Why

Readers from outside may not know what the authors know.

## Example

```markdown
## Purpose

The guidelines were endorsed by a panel at SAMHSA.
```

Instead:

```markdown
## Purpose

The guidelines were endorsed by a panel at the Substance Abuse and Mental Health Services
Administration (SAMHSA).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages
from guidegraph.language.lexicon import word_set
from guidegraph.language.words import words
from guidegraph.model.edition import Item


_SHORT = re.compile(r"(?<![\w./-])[A-Z]{2,8}(?![\w/-])")
_WRITTEN_OUT = re.compile(r"\w \(([A-Za-z]{2,8})\)")


@rule(severity="info", groups=("glossary",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    used: dict[str, dict[str, Item]] = {}
    known = set(word_set("familiar_acronyms"))
    function = word_set("function")
    initials: set[str] = set()
    for passage in passages(context.edition):
        if passage.text.isupper():
            continue
        known.update(found[1].upper() for found in _WRITTEN_OUT.finditer(passage.text))
        if not passage.text[1:].islower():  # else no two words begin with a capital
            letters = "".join(
                word.text[0].upper() if word.text[0].isupper() else "-"
                for word in words(passage.text)
                if word.form not in function
            )
            initials.update(run for run in letters.split("-") if len(run) > 1)
        for found in _SHORT.finditer(passage.text):
            used.setdefault(found[0], {})[passage.item.id] = passage.item
            if passage.text[found.end() : found.end() + 2] == " (":
                known.add(found[0])
    for item in context.edition.items:
        known.update(name.upper() for name in item.alt_labels)
    known.update(text for text in used if any(text in run for run in initials))
    unknown = {text.casefold() for text in used if text not in known}
    lower = {
        word.form
        for each in (passages(context.edition) if unknown else ())
        if not unknown.isdisjoint(each.forms)
        for word in words(each.text)
        if word.text.islower()
    }
    for text, items in used.items():
        # A word in capitals for emphasis is not an abbreviation.
        if text not in known and text.casefold() not in lower:
            yield Observation(
                items=tuple(items),
                message=f"{text!r} is never written out; do so at its first use",
                quote=text,
            )
