"""Strangers' text is read in time that grows as the text does, and not with its square."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tests.hostile_patterns import Found, found_in, grows, pieces


_TOO_FAST = 9.0  # between the 4 of linear and the 16 of quadratic time


@cache
def _all() -> tuple[Found, ...]:
    return tuple(found_in())


def _work(pattern: re.Pattern[Any], method: str) -> Any:
    def work(text: str) -> None:
        given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        if method == "search":
            for _ in pattern.finditer(given):
                pass
        else:
            getattr(pattern, method)(given)

    return work


def _worst(found: Found) -> tuple[float, str]:
    worst = (0.0, "")
    for method in sorted(found.methods):
        for start, piece, end in pieces(found.pattern):
            times = grows(_work(found.pattern, method), start, piece, end)
            worst = max(worst, (times, f"{method} of {start!r} + {piece!r} × n + {end!r}"))
            if times > _TOO_FAST:
                return worst
    return worst
