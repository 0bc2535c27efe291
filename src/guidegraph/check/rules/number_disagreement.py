"""
A singular article before a plural noun: "a psychiatric, traumatic or substance use challenges".

The noun must end the phrase: a verb, a preposition or a punctuation mark follows, and the edition
has the noun in the singular elsewhere.

## Why

Readers notice the mistake, and do not know whether one or several are meant.

## Example

```markdown
## Purpose

Recovery is possible for all who experience a psychiatric, traumatic, or substance use challenges.
A challenge is met with support.
```

Instead:

```markdown
## Purpose

Recovery is possible for all who experience psychiatric, traumatic, or substance use challenges.
A challenge is met with support.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import prose
from guidegraph.language.lexicon import word_set
from guidegraph.language.words import Word, words
from guidegraph.model.excerpt import around


_ARTICLES = frozenset(("a", "an"))
_LONGEST = 8
_JOINS = frozenset(("and", "or"))
_NO_PLURAL = ("ss", "us", "is", "ous", "ics")


@rule(severity="warning", groups=("grammar",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    passages = list(prose(context.edition))
    known = {form for passage in passages for form in passage.forms}
    for passage in passages:
        if _ARTICLES.isdisjoint(passage.forms):
            continue
        said = words(passage.text)
        for at, word in enumerate(said):
            if word.form not in _ARTICLES:
                continue
            noun = _noun(passage.text, said[at + 1 : at + 1 + _LONGEST])
            # A verb follows a noun: "a peer or friend helps with".
            first = said[at + 1].form if at + 1 < len(said) else ""
            if noun is None or f"{first}s" in known or first in word_set("actors"):
                continue
            singular = next((one for one in _singulars(noun.form) if one in known), None)
            if singular:
                yield Observation(
                    items=(passage.item.id,),
                    message=f"{word.form!r} needs a singular, and {noun.text!r} is plural; "
                    f"write {singular!r}, or remove {word.form!r}",
                    quote=around(passage.text, word.start, noun.end, margin=15),
                )


def _noun(text: str, said: tuple[Word, ...]) -> Word | None:
    """
    The noun that an article's adjectives lead to, if they are a series such as "this, that or
    other", and it is clear where they end.
    """
    joined = False
    small = word_set("function") - _JOINS
    for place, word in enumerate(said):
        if word.form in small or word.form in word_set("set_nouns"):
            return None
        behind = text[word.end : word.end + 1]
        if word.form in _JOINS:
            joined = True
            continue
        after = said[place + 1] if place + 1 < len(said) else None
        ends = behind in (".", ";", ":", ")", "") or (
            after is not None and after.form in word_set("after_nouns")
        )
        comma = (
            behind == "," and after is not None and after.form in _JOINS | word_set("after_nouns")
        )
        if joined and (ends or (comma and _is_plural(word.form))):
            return word if _is_plural(word.form) else None
        if ends and not joined:
            return None
    return None


def _is_plural(form: str) -> bool:
    return len(form) > 3 and form.endswith("s") and not form.endswith(_NO_PLURAL)


def _singulars(form: str) -> tuple[str, ...]:
    return (form[:-1], form[:-2]) if form.endswith("es") else (form[:-1],)
