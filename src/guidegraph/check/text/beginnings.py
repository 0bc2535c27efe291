"""How sentences begin: the few that begin as many do but for the form of a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.check.text.passages import Passage
from guidegraph.check.text.words import forms, sentences


__all__ = ["Odd", "odd_beginnings"]

_LENGTH = 3
_RARE = 2
_OFTEN = 4
"""The usual beginning is found as many times, and twice as often as the odd one."""
_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """
    A passage with a sentence that begins oddly: the words, the usual ones, and how often these are.
    """

    passage: Passage
    said: str
    usual: str
    times: int


def odd_beginnings(passages: Sequence[Passage]) -> Iterator[Odd]:
    """
    The sentences whose first three words are rare, and are frequent but for the form of one.

    A word counts as another form if it begins alike and ends otherwise, and more than a plural or
    another person distinguishes the two: "supports" for "supporters".
    """
    found: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        for start, end in sentences(passage.text):
            said = forms(passage.text[start:end])[:_LENGTH]
            if len(said) == _LENGTH:
                found.setdefault(said, []).append(passage)
    often: dict[tuple[object, ...], list[tuple[str, ...]]] = {}
    for said, where in found.items():
        if len(where) >= _OFTEN:
            for hole in range(_LENGTH):
                often.setdefault((hole, *said[:hole], *said[hole + 1 :]), []).append(said)
    for said, where in found.items():
        if len(where) > _RARE:
            continue
        for hole in range(_LENGTH):
            for usual in often.get((hole, *said[:hole], *said[hole + 1 :]), ()):
                if _slipped(said[hole], usual[hole]) and len(found[usual]) >= 2 * len(where):
                    for passage in where:
                        yield Odd(
                            passage=passage,
                            said=" ".join(said),
                            usual=" ".join(usual),
                            times=len(found[usual]),
                        )


def _slipped(odd: str, usual: str) -> bool:
    """
    Whether a word is another one's with its middle or end left out: both end in s, or neither.
    """
    if odd == usual or min(len(odd), len(usual)) < _SHORTEST:
        return False
    if odd.endswith("s") != usual.endswith("s"):
        return False
    one, other = sorted((odd.removesuffix("s"), usual.removesuffix("s")), key=len)
    return other.startswith(one) and other.removeprefix(one) in ("er", "or", "ing", "ed", "ive")
