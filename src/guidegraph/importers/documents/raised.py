"""Raised and lowered characters in plain text: 10⁶, m², H₂O, and 1st as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final


__all__ = ["power", "with_raised"]

_SIGNS: Final = "0123456789+-\u2212\u2013=()"
_UP: Final = str.maketrans(f"{_SIGNS}ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN: Final = str.maketrans(f"{_SIGNS}nijkmx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₙᵢⱼₖₘₓ")
_BETWEEN: Final = ",; "  # between several marks
_VARIABLE = re.compile(r"[ijkmnpqxyzNK]")
_MEANS = re.compile(r".*[0-9]|[+\-\u2212\u2013=]{1,3}\Z", re.DOTALL)
_TERM = re.compile(r"[\w+\-\u2212\u2013*/.,()·]{1,12}")
_SIMPLE = re.compile(r"[+\-\u2212\u2013]?(?:[0-9]+(?:[.,][0-9]+)?|\w)")


def power(text: str, *, up: bool = True) -> str:
    """
    An exponent or index as it is written in a line, whatever is in front of it.

    >>> power("n+1"), power("x+1"), power("0.5"), power("2", up=False), power("max", up=False)
    ('ⁿ⁺¹', '^(x+1)', '^0.5', '₂', '_max')
    """
    table = _UP if up else _DOWN
    if all(ord(char) in table for char in text) and (len(text) == 1 or not text.isalpha()):
        return text.translate(table)
    sign = "^" if up else "_"
    return f"{sign}{text}" if _SIMPLE.fullmatch(text) or text.isalpha() else f"{sign}({text})"


def with_raised(
    text: str, spans: Sequence[tuple[int, int, bool]]
) -> tuple[str, Callable[[int], int]]:
    """
    A text with what is raised in it written so, and where each place of it is then.

    Each span has its begin and end, and whether it is raised or lowered. Digits and signs are
    written as such (`10⁶`); where a character has no such form, with `^` or `_`, if digits are in
    front. Letters stay (`1st`), and so does a text that is raised as a whole.

    >>> with_raised("Use 106 units of H2O on the 1st.", [(6, 7, True), (18, 19, False)])[0]
    'Use 10⁶ units of H₂O on the 1st.'
    """
    parts: list[str] = []
    at, first, last = 0, len(text) - len(text.lstrip()), len(text.rstrip())
    begins: list[int] = [0]  # of what is written in another length, with what is then added
    added: list[int] = [0]
    for begin, end, up in spans:
        if begin < at or (begin <= first and end >= last):
            continue
        written = _written(text[begin:end], text[begin - 1 : begin], up=up)
        parts += (text[at:begin], written)
        if len(written) != end - begin:
            begins.append(end)
            added.append(len(written) - (end - begin))
        at = end
    moved = list(accumulate(added))
    return (
        "".join((*parts, text[at:])),
        lambda place: place + moved[bisect_right(begins, place) - 1],
    )


def _written(text: str, before: str, *, up: bool) -> str:
    table = _UP if up else _DOWN
    plain = text.strip()
    after_digit = before.isdigit()
    if plain.isalpha():
        is_power = after_digit and _VARIABLE.fullmatch(plain)
        return text.replace(plain, power(plain, up=up)) if is_power else text
    if not _MEANS.match(plain):
        return text
    if all(ord(char) in table for char in plain):
        return text.translate(table)
    if after_digit:
        return text.replace(plain, power(plain, up=up)) if _TERM.fullmatch(plain) else text
    if all(ord(char) in table or char in _BETWEEN for char in plain):
        return text.translate(table)
    return text
