"""
Amounts with their units: six months, 5 mg per day, twice a year, 6 p.m., 1 March, two thirds.

Each is read as a kind and a number in one unit of that kind, so that 12 months are one year. What
is of another kind is another amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from guidegraph.diff.wording.comparison import Side
from guidegraph.diff.wording.designation import is_past_date
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import key_of
from guidegraph.language.lexicon import groups


__all__ = ["Measure", "measures"]

GLUED = re.compile(r"(\d+(?:[.,]\d+)?)([a-zμ°%]{1,4})\Z")
PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
# Of money, 1.000 is no decimal number.
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+\Z")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")

ARTICLES = frozenset({"a", "an", "ein", "eine", "einen", "einem", "einer", "un", "une", "d'un"})
PER = frozenset({"per", "a", "an", "every", "each", "pro", "par", "je", "im", "/"})
EACH = frozenset({"every", "each", "alle", "jede", "jeden", "jeder", "jedes", "chaque", "all"})
TIMES = frozenset({"times", "time", "mal", "fois"})
COUNTS = MappingProxyType({"once": 1, "twice": 2, "thrice": 3, "einmal": 1, "zweimal": 2})
MORNING = frozenset({"am", "a.m.", "a.m"})
AFTERNOON = frozenset({"pm", "p.m.", "p.m"})
HOURS = frozenset({"uhr", "o'clock"})
WORKING = frozenset({"working", "business", "calendar", "school", "consecutive", "clear", "full"})
CURRENCIES = frozenset({"euro", "dollar", "sterling", "franc", "yen", "crown"})
NAMES = frozenset({"often", "weekday", "month", "season", "fraction", "clock"})
PERIODS = frozenset({"time", "months"})

# Month names that are more often another word.
LOOSE_MONTHS = frozenset({"may", "march", "mar", "sep", "dec", "jan", "jun"})

# How often a year something is, by the length of its period: kind, units a year.
A_YEAR = MappingProxyType({"time": 365 * 86400.0, "months": 12.0})
WEEK = 604800.0
DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An amount, its kind, and the words that say it."""

    start: int
    end: int
    kind: str
    amount: float

    @property
    def value(self) -> tuple[str, float]:
        """What it says, in whatever words."""
        return self.kind, self.amount

    def touches(self, side: Side) -> bool:
        """Whether it has a word in a run."""
        return self.start < side.end and self.end > side.start


def measures(side: Side) -> Iterator[Measure]:
    """The amounts with a unit in a run, from left to right."""
    at = side.start
    while at < side.end:
        found = (
            _frequency(side.reading, at)
            or _clock(side.reading, at)
            or _date(side.reading, at)
            or _share(side.reading, at)
            or _with_unit(side.reading, at)
            or _rate(side.reading, at)
        )
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.end, at + 1)


def _made(start: int, end: int, kind: str, amount: float) -> Measure:
    return Measure(start=start, end=end, kind=kind, amount=float(f"{amount:.{DIGITS}g}"))


def _form(reading: TextReading, at: int) -> str:
    """A word of the same part of the sentence, or ""."""
    return reading.words[at].form if at < len(reading.words) else ""


def _unit(reading: TextReading, at: int) -> tuple[str, float, int] | None:
    """The kind and size of a unit, and where it ends."""
    form = _form(reading, at)
    if form == "°" and _form(reading, at + 1) in ("c", "f"):
        kind, size = _units()[f"°{_form(reading, at + 1)}"]
        return kind, size, at + 2
    if form == "per" and _form(reading, at + 1) == "cent":
        return "share", 0.01, at + 2
    if form in ("degrees", "degree") and _form(reading, at + 1) in ("celsius", "fahrenheit"):
        return _form(reading, at + 1), 1.0, at + 2
    found = _units().get(form)
    if found is not None and found[0] in NAMES:
        return None
    return (*found, at + 1) if found is not None else None


def _number(reading: TextReading, at: int) -> tuple[float, int] | None:
    """The number at a place and where it ends: 5, five, twenty-five, ten (10), a dozen."""
    words = reading.words
    value = _plain(reading, at)
    if value is None:
        return None
    end = at + 1
    while end < len(words):
        follows = _plain(reading, end)
        if follows is None or words[end].text[0].isdigit() != words[end - 1].text[0].isdigit():
            break
        if follows in (100, 1000, 1000000) and words[end].lead == "":
            value *= follows
        elif words[end].lead in ("", "-") and 20 <= value < 100 and follows < 10:
            value += follows
        else:
            break
        end += 1
    if end < len(words) and words[end].lead == "(" and _plain(reading, end) == value:
        end += 1
    return value, end


def _plain(reading: TextReading, at: int) -> float | None:
    """A single word as a number."""
    if at >= len(reading.words):
        return None
    form = reading.words[at].form
    if form in ("first", "second", "third", "quarter", "half"):
        return None
    key = key_of(form)
    if PLAIN.match(key):
        return float(key)
    if DECIMAL_COMMA.match(key):
        return float(key.replace(",", "."))
    return {"½": 0.5, "dozen": 12.0}.get(key)


def _frequency(reading: TextReading, at: int) -> Measure | None:
    """How often: every two weeks, three times a day, quarterly."""
    form = _form(reading, at)
    if _units().get(form, ("",))[0] == "often":
        return _made(at, at + 1, *_units()[form])
    if form in ("half", "twice", "semi") and _form(reading, at + 1) in ("yearly", "annually"):
        return _made(at, at + 2, "often", 2)
    if form in EACH or (form in ("tous", "toutes") and _form(reading, at + 1) == "les"):
        here = at + 1 if form in EACH else at + 2
        count = _number(reading, here)
        amount, here = count or (1.0, here)
        if count is None and _form(reading, here) in ("other", "second"):
            amount, here = 2.0, here + 1
        unit = _unit(reading, here)
        plural = form not in ("all", "alle") or count is not None
        if unit is not None and unit[0] in PERIODS and amount and plural:
            return _made(at, unit[2], "often", _a_year(unit[0], unit[1]) / amount)
        return None
    times: float | None = COUNTS.get(form)
    here = at + 1
    if times is None:
        count = _number(reading, at)
        if count is None or _form(reading, count[1]) not in TIMES:
            return None
        times, here = count[0], count[1] + 1
    if _form(reading, here) in PER:
        unit = _unit(reading, here + 1)
        if unit is not None and unit[0] in PERIODS:
            return _made(at, unit[2], "often", times * _a_year(unit[0], unit[1]))
    return None


def _a_year(kind: str, size: float) -> float:
    """How many periods a year has."""
    return 52.0 * WEEK / size if size in (WEEK, 2 * WEEK) else A_YEAR[kind] / size


def _clock(reading: TextReading, at: int) -> Measure | None:
    """The time of day, in minutes; and a ratio, which is written alike."""
    words = reading.words
    form = _form(reading, at)
    if _units().get(form, ("",))[0] == "clock":
        return _made(at, at + 1, *_units()[form])
    glued = re.match(r"(\d{1,2})(am|pm)\Z", form)
    if glued is not None:
        return _made(at, at + 1, "clock", int(glued[1]) % 12 * 60 + 720 * (glued[2] == "pm"))
    match = re.match(r"(\d{1,4})(?:\.(\d\d))?\Z", form)
    if match is None or not form.isascii():
        return None
    hour, minute, end = int(match[1]), match[2] or "", at + 1
    if not minute and end < len(words) and words[end].lead == ":" and words[end].form.isdecimal():
        minute, end = words[end].form, end + 1
    mark = _form(reading, end)
    glued = re.match(r"(\d\d)(am|pm)\Z", mark) if words[end : end + 1] else None
    if glued is not None and words[end].lead == ":":
        minute, mark = glued[1], glued[2]
    if mark in MORNING | AFTERNOON and hour <= 12:
        minutes = hour % 12 * 60 + int(minute or 0) + 720 * (mark in AFTERNOON)
        return _made(at, end + 1, "clock", minutes)
    if mark in HOURS and hour <= 24:
        return _made(at, end + 1, "clock", hour * 60 + int(minute or 0))
    if end == at + 1:
        return None
    if len(minute) == 2 and hour <= 24 and int(minute) < 60:
        return _made(at, end, "clock", hour * 60 + int(minute))
    small = len(words[at].form) < 4 and len(minute) < 4
    return _made(at, end, "ratio", hour / max(1e-9, int(minute))) if small else None


def _date(reading: TextReading, at: int) -> Measure | None:
    """A day of a month or week, a month or a season, unless it is that of one year in the past."""
    words = reading.words
    unit = _units().get(_form(reading, at), ("", 0.0))
    if unit[0] == "weekday":
        return _made(at, at + 1, *unit)
    if unit[0] == "season":
        noun = at > 0 and words[at - 1].form in ("in", "during", "the", "each", "every", "until")
        return _made(at, at + 1, *unit) if noun else None
    day = re.match(r"(\d{1,2})(?:st|nd|rd|th)?\Z", _form(reading, at))
    month = at + 1 if day is not None else at
    if day is not None and _form(reading, month) == "of":
        month += 1
    name = _form(reading, month)
    if _units().get(name, ("",))[0] != "month":
        return None
    loose = name in LOOSE_MONTHS and (not words[month].text[0].isupper() or month == 0)
    if loose or (day is not None and words[at + 1].lead) or is_past_date(reading, at, month):
        return None
    amount, end = 100 * _units()[name][1], month + 1
    if day is None:
        day = re.match(r"(\d{1,2})(?:st|nd|rd|th)?\Z", _form(reading, end))
        end += day is not None
    return _made(at, end, "date", amount + (int(day[1]) if day is not None else 0))


def _share(reading: TextReading, at: int) -> Measure | None:
    """A part of a whole: half of, a third of, three quarters of."""
    form = _form(reading, at)
    count: tuple[float, int] | None = _number(reading, at)
    if form in ARTICLES or form == "one":
        count = (1.0, at + 1)
    parts, here = count or (1.0, at)
    unit = _units().get(_form(reading, here), ("", 0.0))
    part = _form(reading, here)
    if part in ("quarter", "quarters"):
        unit = ("fraction", 4.0)
    if unit[0] != "fraction" or not (count is not None or part in ("half", "hälfte", "moitié")):
        return None
    if _form(reading, here + 1) not in ("of", "the", "der", "des"):
        return None
    return _made(at, here + 1, "share", parts / unit[1])


def _with_unit(reading: TextReading, at: int) -> Measure | None:
    """A number with a unit behind it or a currency before it, and what it is measured by."""
    words = reading.words
    form = _form(reading, at)
    half = _unit(reading, at + 2) if form == "half" and _form(reading, at + 1) in ARTICLES else None
    if half is not None:
        return _made(at, half[2], half[0], half[1] / 2)
    glued = GLUED.match(form)
    unit: tuple[str, float, int] | None
    if glued is not None and glued[2] in _units():
        amount, unit = float(glued[1].replace(",", ".")), (*_units()[glued[2]], at + 1)
    else:
        before = _units().get(form)
        number = _number(reading, at + 1) if before and before[0] in CURRENCIES else None
        if number is not None and THOUSANDS.match(_form(reading, at + 1)):
            number = (float(_form(reading, at + 1).replace(".", "")), number[1])
        if before is not None and number is not None:
            return _per(reading, at, (*before, number[1]), number[0])
        number = _number(reading, at)
        alone = at == 0 or (not words[at - 1].is_number and words[at - 1].form not in TIMES)
        if number is None and form in ARTICLES and alone:
            number = (1.0, at + 1)
            if _unit(reading, at + 1) and _unit(reading, at + 1)[0] not in PERIODS:  # type: ignore[index]  # tested just before
                return None
        if number is None:
            return None
        amount, here = number
        kind = _form(reading, here) if _form(reading, here) in WORKING else ""
        unit = _unit(reading, here + bool(kind))
        if unit is None or words[here].lead not in ("", "-", ")"):
            return None
        if kind:
            unit = (f"{kind} {unit[0]}", *unit[1:])
    return _per(reading, at, unit, amount)


def _per(reading: TextReading, at: int, unit: tuple[str, float, int], amount: float) -> Measure:
    """An amount, with the unit that it is measured by: per day, km/h."""
    kind, size, end = unit
    follows = _form(reading, end)
    slash = end < len(reading.words) and reading.words[end].lead == "/"
    by = _unit(reading, end + (not slash)) if slash or follows in PER else None
    if by is not None and by[0] in PERIODS | {"length", "area", "volume", "mass"}:
        return _made(at, by[2], f"{kind} by {by[0]}", amount * size / by[1])
    return _made(at, end, kind, amount * size)


def _rate(reading: TextReading, at: int) -> Measure | None:
    """ "Per hour" behind what is no amount with a unit."""
    if _form(reading, at) not in ("per", "pro", "par"):
        return None
    unit = _unit(reading, at + 1)
    if unit is None or unit[0] == "share" or not reading.words[at + 1].form.isalpha():
        return None
    return _made(at, unit[2], f"by {unit[0]}", unit[1])


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    """Each word of the list with its kind and its size; the first line with a word counts."""
    found: dict[str, tuple[str, float]] = {}
    for kind, size, words in groups("units"):
        for word in words.split():
            found.setdefault(word, (kind, float(size)))
    return MappingProxyType(found)
