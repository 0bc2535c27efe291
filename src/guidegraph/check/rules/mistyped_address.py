"""
An address that differs by one letter from another one, or from the name of its owner.

The parts of host names are compared with one another and with names in capitals (iNAPS, SAMHSA),
and whole addresses with one another; digits may differ.

## Why

One of the two leads nowhere, or to somebody else.

## Example

```markdown
## Purpose

The guidelines are on the website of the International Association of Peer Supporters (iNAPS),
http://www.inaops.org/
```

Instead:

```markdown
## Purpose

The guidelines are on the website of the International Association of Peer Supporters (iNAPS),
http://www.inaps.org/
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import passages
from guidegraph.language.words import words


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{4,300}")
_SHORTEST = 5


@rule(severity="warning", groups=("links",))
def check(context: EditionContext) -> Iterator[Observation]:
    found: dict[str, str] = {}
    for passage in passages(context.edition):
        for address in _ADDRESS.findall(passage.text):
            found.setdefault(_plain(address), passage.item.id)
    for item in context.edition.items:
        for link in item.links:
            if _ADDRESS.match(link.target):
                found.setdefault(_plain(link.target), item.id)
    names: dict[str, str] = {}
    for passage in passages(context.edition) if found else ():
        for word in words(passage.text):
            if sum(map(str.isupper, word.text)) > 1 and len(word.form) >= _SHORTEST:
                names.setdefault(word.form, word.text)
    parts = {part: id_ for address, id_ in found.items() for part in _parts(address)}
    known = {part: part for address in found for part in _parts(address)} | names
    for one, other in _close(known):
        for wrong, right in ((one, other), (other, one)):
            # A part that is also a name in the text is right.
            if wrong in parts and wrong not in names and (right in names or wrong < right):
                yield _seen(parts[wrong], wrong, known[right])
    for one, other in _close({address: address for address in found}):
        if _parts(one) == _parts(other):
            yield _seen(found[other], other, one)


def _seen(item: str, wrong: str, right: str) -> Observation:
    return Observation(
        items=(item,),
        message=f"{wrong!r} differs by a letter from {right!r}; check which one is right",
        quote=wrong,
    )


def _plain(address: str) -> str:
    return address.partition("//")[2].rstrip(".,;:)/") if "//" in address else address.rstrip("./,")


def _parts(address: str) -> tuple[str, ...]:
    host = address.partition("/")[0].casefold()
    return tuple(part for part in host.split(".") if len(part) >= _SHORTEST)


def _close(known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs that differ by one typing mistake, found by leaving out each letter of both."""
    shorter: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for text in sorted(known):
        for at in range(-1, len(text)):
            key = text if at < 0 else text[:at] + text[at + 1 :]
            for other in shorter.get(key, ()):
                if other != text and (other, text) not in seen and _is_typo(other, text):
                    seen.add((other, text))
                    yield other, text
            places = shorter.setdefault(key, [])
            if len(places) < 20 and text not in places[-1:]:
                places.append(text)


def _is_typo(one: str, other: str) -> bool:
    digits = ["".join(filter(str.isdigit, text)) for text in (one, other)]
    plural = one + "s" == other or other + "s" == one
    return digits[0] == digits[1] and not plural and OSA.distance(one, other) == 1
