"""The language of a text, recognised by its most frequent words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from guidegraph.language.lexicon import groups


__all__ = ["recognised"]

_ENOUGH = 200_000
"""How many characters are read."""
_FEWEST = 3
_CLEARLY = 1.5
_FOREIGN = 0.3


def recognised(texts: Iterable[str], default: str) -> str:
    """
    The language of some texts: *default*, unless another is clearly more likely.

    It is `und` if most letters are not Latin, or accented, and no frequent word is known.

    >>> recognised(["Die Anlage muss jede Störung protokollieren und melden."], "en")
    'de'
    >>> recognised(["Number and operations"], "en"), recognised(["お茶を飲む"], "en")
    ('en', 'und')
    """
    known = _languages()
    times: Counter[str] = Counter()
    letters = foreign = read = 0
    for text in texts:
        part = text[: _ENOUGH - read].lower()
        for word in part.split():
            for language in known.get(word.strip(".,;:!?()[]\"'«»„“”’"), ()):
                times[language] += 1
        letters += sum(map(str.isalpha, part))
        foreign += sum(letter.isalpha() and not letter.isascii() for letter in part)
        read += len(part)
        if read >= _ENOUGH:
            break
    best = min(times, key=lambda language: (-times[language], language), default=default)
    if times[best] >= _FEWEST and times[best] > _CLEARLY * times[default]:
        return best
    if not times[default] and foreign > _FOREIGN * letters:
        return "und"
    return default


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """The languages in which a word is frequent."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in groups("stop_words"):
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return MappingProxyType(found)
