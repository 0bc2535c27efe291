"""
A bracket or a quotation mark that is opened and not closed, or closed and not opened.

Brackets after the numbers and letters of a list need no partner.
Quotation marks are checked in English texts only.

## Why

Readers do not know where the remark or the quotation ends, and text may be missing there.

## Example

```markdown
## Purpose

Supervisors support all staff (peers and others.
```

Instead:

```markdown
## Purpose

Supervisors support all staff (peers and others).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages


_NUMBER = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})$")
_LONGEST = 7
_PAIRS = {")": "(", "]": "[", "”": "“"}
# In other languages, a mark that opens in English closes, or both marks are alike: „…“, ”…”.
_BRACKETS = {")": "(", "]": "["}
_SIGN = re.compile(r"[()\[\]“”]")


@rule(severity="warning", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    pairs = _PAIRS if context.language == "en" else _BRACKETS
    for passage in passages(context.edition):
        sign = _single(passage.text, pairs)
        if sign:
            yield Observation(
                items=(passage.item.id,),
                message=f"{sign!r} has no partner; add it, or remove this one",
                quote=passage.text[:120],
            )


def _single(text: str, pairs: Mapping[str, str]) -> str | None:
    """The first sign without a partner."""
    waiting: list[str] = []
    for found in _SIGN.finditer(text):
        letter, at = found[0], found.start()
        if letter in pairs.values():
            waiting.append(letter)
        elif letter == ")" and not waiting and _NUMBER.search(text[max(0, at - _LONGEST) : at]):
            continue
        elif letter in pairs:
            if not waiting or waiting[-1] != pairs[letter]:
                return letter
            waiting.pop()
    return waiting[-1] if waiting else None
