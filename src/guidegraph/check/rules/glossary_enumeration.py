"""
An introduction to the glossary that names other terms than the glossary contains.

A text counts as an introduction if it quotes two or more terms of the glossary and has the word
"define" or "definition".

## Why

A term was added or removed without a change in the introduction, or a term was lost.

## Example

```markdown
## GLOSSARY

It was necessary to define “peer” and “peer supporter”.

### Term: ADVOCACY

Advocacy aims at change.

### Term: PEER

A peer is an equal.

### Term: PEER SUPPORTER

A peer supporter gives support.
```

Instead, name them all:

```markdown
## GLOSSARY

It was necessary to define “advocacy”, “peer” and “peer supporter”.

### Term: ADVOCACY

Advocacy aims at change.

### Term: PEER

A peer is an equal.

### Term: PEER SUPPORTER

A peer supporter gives support.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import names, quoted
from guidegraph.check.text.passages import terms
from guidegraph.language.words import keys


@rule(severity="warning", groups=("glossary",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    glossary = terms(context.edition)
    known = {keys(name): term for term in glossary for name in names(term)}
    for item in context.edition.items:
        text = item.text or ""
        if item.type == "GlossaryTerm" or "defin" not in text.casefold():
            continue
        listed = {keys(words): words for _, _, words in quoted(text)}
        own = {known[name].id for name in listed if name in known}
        if len(own) < 2:
            continue
        missing = [term for term in glossary if term.id not in own]
        surplus = [words for name, words in listed.items() if name not in known]
        if missing or surplus:
            parts = []
            if missing:
                parts.append("does not name " + ", ".join(f"{term.name!r}" for term in missing))
            if surplus:
                parts.append("names terms that are not in the glossary: " + ", ".join(surplus))
            yield Observation(
                items=(item.id, *(term.id for term in missing)),
                message=f"names {len(listed)} of {len(glossary)} terms: {'; '.join(parts)}; "
                "make the two agree",
                quote=", ".join(listed.values()),
            )
