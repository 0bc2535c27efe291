r"""
A label with invisible characters: control characters, invisible spaces, unassigned characters.

## Why

It looks like another label but is not equal to it: a search for the visible text finds nothing.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "Te\u200Ba"@en .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.excerpt import listed


_KINDS = frozenset({"Cc", "Co", "Cn", "Cs", "Zl", "Zp"})
_INVISIBLE = frozenset("\u200b\u2060\ufeff\ufffd")


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:ucil",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    for node, _, label in v.labelled():
        text = v.text(label)
        if text.isprintable() and "\ufffd" not in text:
            continue
        wrong = {letter for letter in text if not letter.isprintable() or letter in _INVISIBLE}
        wrong = {each for each in wrong if each in _INVISIBLE or _kind(each) in _KINDS}
        if wrong:
            codes = [f"U+{ord(letter):04X}" for letter in wrong]
            yield Observation(
                items=(v.name_of(node),),
                message=f"a label of {v.label(node)} has invisible characters, "
                f"{listed(sorted(codes))}; remove them",
                quote=_visible(v.quoted(label)),
            )


def _kind(letter: str) -> str:
    return unicodedata.category(letter)


def _visible(text: str) -> str:
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in text)
