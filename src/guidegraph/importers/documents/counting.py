"""Automatic numbers as word processors and browsers print them."""

from __future__ import annotations

from typing import Final


__all__ = ["counted"]

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST: Final = 3999


def counted(number: int, form: str) -> str:
    """
    A number in one of the forms `1`, `01`, `a`, `A`, `i`, `I`.

    What has no such form, as a Roman zero, is printed with digits.

    >>> counted(4, "i"), counted(28, "A"), counted(7, "01"), counted(0, "a")
    ('iv', 'AB', '07', '0')
    """
    if form == "01":
        return f"{number:02d}"
    if not 0 < number <= _LARGEST or form not in ("a", "A", "i", "I"):
        return str(number)
    found = _roman(number) if form in "iI" else _letters(number)
    return found.upper() if form.isupper() else found


def _roman(number: int) -> str:
    parts: list[str] = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        parts.append(sign * times)
    return "".join(parts)


def _letters(number: int) -> str:
    found = ""
    while number:
        number, place = divmod(number - 1, 26)
        found = chr(ord("a") + place) + found
    return found
