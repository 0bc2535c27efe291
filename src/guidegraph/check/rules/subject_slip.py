"""
A subject or object in the wrong form: a different word from all similar sentences.

These are: a sentence that begins like many others except for the form of one word ("Peer supports
are", while all others have "Peer supporters are"); a definition that continues with a shortened
form of its own term ("The peer support volunteers", of the term "peer supporter"); and "other"
where only "others" is possible.

## Why

The sentence is about something else than intended, and no spelling checker finds it.

## Example

```markdown
## GLOSSARY

### Term: PEER SUPPORTER

A peer supporter is someone who has recovered. The peer support volunteers to share experience.
```

Instead:

```markdown
## GLOSSARY

### Term: PEER SUPPORTER

A peer supporter is someone who has recovered. The peer supporter volunteers to share experience.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import names
from guidegraph.check.text.passages import passages, prose, terms
from guidegraph.check.text.statements import unusual_beginnings
from guidegraph.language.spelling import pattern_matches
from guidegraph.language.words import forms, sentences
from guidegraph.model.edition import Edition
from guidegraph.model.excerpt import around


@rule(severity="warning", groups=("grammar",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    for passage in prose(context.edition):
        for hit in pattern_matches("slips", passage.text):
            yield Observation(
                items=(passage.item.id,),
                message=f"{hit.word!r} is not possible here; write {hit.meant!r}",
                quote=around(passage.text, hit.start, hit.end),
            )
    for unusual in unusual_beginnings(list(passages(context.edition))):
        yield Observation(
            items=(unusual.passage.item.id,),
            message=f"begins with {unusual.beginning!r}, while {unusual.times} others begin with "
            f"{unusual.usual!r}; use the same word",
            quote=unusual.passage.text[:80],
        )
    yield from _cut_short(context.edition)


def _cut_short(edition: Edition) -> Iterator[Observation]:
    for term in terms(edition):
        text = term.text or ""
        for name in names(term):
            *rest, last = forms(name) or ("",)
            for start, end in sentences(text):
                said = forms(text[start:end])
                head = ("the", *rest)
                if said[: len(head)] != head or len(said) < len(head) + 3:
                    continue
                word, verb, after = said[len(head) : len(head) + 3]
                is_short = 4 <= len(word) < len(last) and last.startswith(word)
                # "The peer support relationship is …" is about another thing; a verb and what it
                # governs show that the noun is complete.
                if is_short and verb.endswith("s") and after in ("to", "a", "the", "that", "their"):
                    yield Observation(
                        items=(term.id,),
                        message=f"has 'the {' '.join((*rest, word))}' in the definition of "
                        f"{name!r}; check which one is meant",
                        quote=text[start:end][:100],
                    )
