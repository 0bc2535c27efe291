"""Trigrams: which names have which, and how rare each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Codes = NDArray[np.uint64]

__all__ = ["Trigrams"]

_BITS = np.uint64(21)  # room for any letter of Unicode


class Trigrams:
    """
    The trigrams of some plain texts, with a space before and after each text.

    *weights* are the summed rarities of the trigrams of each text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        code, owner = _runs(texts)
        order = np.lexsort((owner, code))
        code, owner = code[order], owner[order]
        first = np.ones(len(code), dtype=bool)
        first[1:] = (code[1:] != code[:-1]) | (owner[1:] != owner[:-1])
        self._places: Ints = owner[first]
        self._codes, begins = np.unique(code[first], return_index=True)
        self._bounds: Ints = np.append(begins, len(self._places))
        spread = np.diff(self._bounds)
        self._rarity: Floats = np.log((1 + self._count) / (0.5 + spread))
        self.weights: Floats = np.bincount(
            self._places, weights=np.repeat(self._rarity, spread), minlength=self._count
        ).astype(np.float64)

    def shared(self, text: str, most: int) -> tuple[Floats, float]:
        """
        The summed rarities of the trigrams that each text shares with another one; and the sum over
        all trigrams of that one.

        Args:
            most: how many trigrams are compared, the rarest.
        """
        code = np.unique(_runs([text])[0])
        at = np.searchsorted(self._codes, code)
        known = at < len(self._codes)
        known[known] = self._codes[at[known]] == code[known]
        rarity = np.full(len(code), np.log((1 + self._count) / 0.5))
        rarity[known] = self._rarity[at[known]]
        rarest = np.argsort(-rarity, kind="stable")[:most]
        sums = np.zeros(self._count)
        for number in rarest[known[rarest]].tolist():
            begin, end = self._bounds[at[number]], self._bounds[at[number] + 1]
            sums[self._places[begin:end]] += rarity[number]
        return sums, float(rarity[rarest].sum())


def _runs(texts: Sequence[str]) -> tuple[Codes, Ints]:
    """All trigrams of some texts, each as a number, and the text it is in."""
    padded = [f" {text} " for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "replace"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(padded)), [len(text) for text in padded])
    if len(letters) < 3:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    wide = letters.astype(np.uint64)
    code = (wide[:-2] << (_BITS + _BITS)) | (wide[1:-1] << _BITS) | wide[2:]
    inside = owner[:-2] == owner[2:]
    return code[inside], owner[:-2][inside]
