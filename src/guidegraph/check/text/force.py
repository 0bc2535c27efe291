"""How strongly a statement binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guidegraph.check.text.words import words
from guidegraph.language.lexicon import table


__all__ = ["Force", "force_of"]

_LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """
    The strongest word of force in a statement (0 if it has none), and the statement without such.
    """

    strength: int
    told: str
    rest: str


def force_of(text: str) -> Force:
    """
    The force of a statement.

    >>> force = force_of("Staff must be trained, and may be paid.")
    >>> force.strength, force.told, force.rest
    (6, 'must', 'Staff be trained and be paid')
    """
    listed = _listed()
    said = words(text)
    rest: list[str] = []
    strongest, told = 0, ""
    at = 0
    while at < len(said):
        for length in range(min(_LONGEST, len(said) - at), 0, -1):
            phrase = " ".join(word.form for word in said[at : at + length])
            if phrase in listed:
                if listed[phrase] > strongest:
                    strongest, told = listed[phrase], phrase
                at += length
                break
        else:
            rest.append(said[at].text)
            at += 1
    return Force(strength=strongest, told=told, rest=" ".join(rest))


@cache
def _listed() -> Mapping[str, int]:
    return {phrase: int(strength) for phrase, strength in table("force").items()}
