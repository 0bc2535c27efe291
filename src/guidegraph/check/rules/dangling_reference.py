"""
A reference to something that does not exist: a number that no item has, a missing section, or a
footnote that the source marks but does not contain.

## Why

Readers search for it without success, and do not know what is missing.

## Example

```markdown
## Value 1) HOPE

Hope is shared, as value 7 says.

## Value 2) RESPECT

Each person is valued.
```

Instead:

```markdown
## Value 1) HOPE

Hope is shared, as value 2 says.

## Value 2) RESPECT

Each person is valued.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages
from guidegraph.check.text.references import lost_notes
from guidegraph.language.words import forms
from guidegraph.model.excerpt import around
from guidegraph.model.findings import Place


_NUMBER = re.compile(
    r"\b(?P<kind>values?|guidelines?|sections?|chapters?|principles?|standards?|modules?|roles?"
    r"|statements?|articles?) (?P<number>\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?![\d%,]|\.\d| (?:percent|of)\b)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?:see|refer to|consult|in) (?:the )?(?P<part>appendix|annex|addendum)"
    r"|(?:see|refer to|consult) (?:the )?(?P<list>glossary|bibliography|references|index))\b"
    r"(?! of)",
    re.IGNORECASE,
)


@rule(severity="warning", groups=("links", "structure"))
def check(context: EditionContext) -> Iterator[Observation]:
    edition = context.edition
    numbers = {text for item in edition.items for text in (item.notation, item.marker) if text}
    numbers |= {number.strip("().: ") for number in numbers}
    kinds = {forms(id_.partition("/")[0])[:1] for id_ in edition.by_id}
    labels = {form for item in edition.items for form in forms(item.label or "")}
    # References in words are understood in English only.
    for passage in passages(edition) if context.language == "en" else ():
        if passage.field == "note":
            continue
        text = passage.text
        for found in _NUMBER.finditer(text):
            known = (found["kind"].casefold().removesuffix("s"),) in kinds
            if known and found["number"] not in numbers:
                what = f"there is no {found[0]!r} in this edition"
                yield _seen(passage.item.id, text, found, what)
        for found in _PART.finditer(text):
            part = found["part"] or found["list"]
            if part.casefold() not in labels:
                yield _seen(passage.item.id, text, found, f"there is no {part}")
    for note in lost_notes(context):
        yield Observation(
            items=(note.item.id,),
            message=f"the source marks a footnote here ({note.mark}) but has none; "
            "add the note, or remove the mark",
            quote=note.quote,
            source=Place(path=note.path, line=note.line),
        )


def _seen(item: str, text: str, found: re.Match[str], what: str) -> Observation:
    return Observation(
        items=(item,),
        message=f"{what}; correct the reference, or restore what it refers to",
        quote=around(text, found.start(), found.end()),
    )
