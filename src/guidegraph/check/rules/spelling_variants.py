"""
A word that is spelt in several ways: nonjudgmental and non-judgmental, tool kit and toolkit.

Found are words written together, apart, or with a hyphen; British and American spellings; and names
with other capitals.

## Why

A search for the one does not find the other.

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

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages, without_addresses
from guidegraph.check.text.words import words
from guidegraph.language.lexicon import word_set
from guidegraph.language.variants import american
from guidegraph.model.findings import Severity
from guidegraph.model.report import Subject


_SHORTEST = 6


@rule(
    severity=Severity.INFO,
    since="0.1",
    about=Subject.EDITION,
    groups=("words", "spelling"),
)
def check(context: EditionContext) -> Iterator[Observation]:
    found: dict[str, dict[str, list[str]]] = {}
    apart: dict[str, dict[str, list[str]]] = {}
    small = word_set("function")
    for passage in passages(context.edition):
        text = without_addresses(passage.text)
        said = words(text)
        for at, word in enumerate(said):
            name = sum(map(str.isupper, word.text)) > 1 and not text.isupper()
            form = word.text.removesuffix("'s").removesuffix("’s") if name else word.form
            key = american(word.form.replace("-", "").removesuffix("'s"))
            if len(key) >= _SHORTEST or name:
                shown = form if name else word.form.removesuffix("'s")
                found.setdefault(key, {}).setdefault(shown, []).append(passage.item.id)
            if at and text[said[at - 1].end : word.start] == " ":
                pair = f"{said[at - 1].form} {word.form}"
                if not small.intersection(pair.split()):
                    joined = american(pair.replace(" ", "").replace("-", ""))
                    apart.setdefault(joined, {}).setdefault(pair, []).append(passage.item.id)
    for key, variants in found.items():
        # Two words side by side are a variant only of what is written together elsewhere.
        all_ = variants | apart.get(key, {})
        names = {text for text in all_ if text.casefold() != text}
        if len(names) == 1:
            all_ = {text: ids for text, ids in all_.items() if text not in names} or all_
        if len(all_) > 1:
            listed = sorted(all_, key=lambda text: (-len(all_[text]), text))
            rarer = dict.fromkeys(id_ for text in listed[1:] for id_ in all_[text])
            told = ", ".join(f"{text!r} ({len(all_[text])})" for text in listed)
            yield Observation(
                items=tuple(rarer),
                message=f"one word is spelt in {len(all_)} ways: {told}; choose one",
                quote=", ".join(listed),
            )
