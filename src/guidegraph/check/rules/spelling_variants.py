"""
A word that is spelt in several ways: nonjudgmental and non-judgmental, tool kit and toolkit.

These are words written together, apart, or with a hyphen; British and American spellings; and names
with different capitals.

## Why

A search for one does not find the other.

## Example

```markdown
## Purpose

The toolkit is free. Ask for the tool kit.
```

Instead:

```markdown
## Purpose

The toolkit is free. Ask for the toolkit.
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages, without_addresses
from guidegraph.language.lexicon import word_set
from guidegraph.language.variants import american
from guidegraph.language.words import forms, words
from guidegraph.model.edition import Edition


_SHORTEST = 6

Variants = dict[str, dict[str, list[str]]]
"""What the spellings of a word have in common; each spelling; the items that have it."""


@rule(severity="info", groups=("words", "spelling"), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    found = _single(context.edition)
    apart = _pairs(context.edition, found)
    for key, variants in found.items():
        # Two words side by side are a variant only of what is written together elsewhere.
        all_ = variants | apart.get(key, {})
        names = {text for text in all_ if text.casefold() != text}
        if len(names) == 1:
            all_ = {text: ids for text, ids in all_.items() if text not in names} or all_
        if len(all_) > 1:
            listed = sorted(all_, key=lambda text: (-len(all_[text]), text))
            rarer = dict.fromkeys(id_ for text in listed[1:] for id_ in all_[text])
            shown = ", ".join(f"{text!r} ({len(all_[text])})" for text in listed)
            yield Observation(
                items=tuple(rarer),
                message=f"one word is spelt in {len(all_)} ways: {shown}; choose one",
                quote=", ".join(listed),
            )


def _single(edition: Edition) -> Variants:
    """The words with or without a hyphen, by what all their spellings have in common."""
    found: Variants = {}
    for passage in passages(edition):
        is_capital = passage.text.isupper()
        for word in words(without_addresses(passage.text)):
            name = sum(map(str.isupper, word.text)) > 1 and not is_capital
            shown = (word.text.replace("’", "'") if name else word.form).removesuffix("'s")
            key = american(shown.casefold().replace("-", ""))
            if len(key) >= _SHORTEST or name:
                found.setdefault(key, {}).setdefault(shown, []).append(passage.item.id)
    return found


def _pairs(edition: Edition, wanted: Collection[str]) -> Variants:
    """The words side by side that are written together elsewhere."""
    found: Variants = {}
    small = word_set("function")
    for passage in passages(edition):
        text = without_addresses(passage.text)
        spoken = [
            form.replace("-", "")
            for form in (passage.forms if text is passage.text else forms(text))
        ]
        if all(one + other not in wanted for one, other in pairwise(spoken)):
            continue
        said = words(text)
        for one, other in pairwise(said):
            joined = (one.form + other.form).replace("-", "")
            apart = joined in wanted and text[one.end : other.start] == " "
            if apart and one.form not in small and other.form not in small:
                pair = f"{one.form} {other.form}"
                found.setdefault(joined, {}).setdefault(pair, []).append(passage.item.id)
    return found
