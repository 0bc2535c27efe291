"""
A term that is used and not defined, in an edition that has a glossary.

Words in quotation marks in a definition count as a term if they are also used elsewhere.

## Why

A definition that depends on an undefined word defines nothing.

## Example

```markdown
## Purpose

Supervisors should have lived experience.

## GLOSSARY

### Term: PEER SUPPORTER

A peer supporter is someone who has “lived experience” and has been trained to assist others.
```

Instead, define it:

```markdown
## Purpose

Supervisors should have lived experience.

## GLOSSARY

### Term: LIVED EXPERIENCE

Lived experience is that of having been through it.

### Term: PEER SUPPORTER

A peer supporter is someone who has “lived experience” and has been trained to assist others.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import names, quoted, uses
from guidegraph.check.text.passages import terms
from guidegraph.language.words import keys
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import listed


_LONGEST = 4


@rule(severity="warning", groups=("glossary",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    glossary = terms(context.edition)
    defined = {keys(name) for term in glossary for name in names(term)}
    wanted: dict[tuple[str, ...], str] = {}
    marked: dict[str, Item] = {}
    for term in glossary:
        for _, _, words in quoted(term.text or ""):
            name = keys(words)
            is_name = 0 < len(name) <= _LONGEST and "?" not in words
            if is_name and name not in defined and name not in wanted:
                wanted[name] = words
                marked[words] = term
    used: dict[str, dict[str, Item]] = {}
    for words, passage in uses(context.edition, wanted):
        if passage.item is not marked[words]:
            used.setdefault(words, {})[passage.item.id] = passage.item
    for words, items in used.items():
        yield Observation(
            items=(marked[words].id, *items),
            message=f"{words!r} is used as a term, also in {listed(list(items))}, but is "
            "not defined; define it in the glossary",
            quote=words,
        )
