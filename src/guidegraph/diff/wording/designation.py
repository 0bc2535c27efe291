"""Numbers that name something: years, versions, clauses, standards, entries of a list."""

from __future__ import annotations

import re

from guidegraph.diff.wording.place import neighbours
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import word_set


__all__ = ["is_past_date", "names_something"]

# "sections 4.2, 4.3 and 5": this many words back the word "sections" is looked for.
REACH = 8

JOINING = frozenset({"and", "or", "to", "und", "et", "bis", "through", "&"})

YEAR = re.compile(r"(1[5-9]|20|21)\d\d\Z")
DOTTED = re.compile(r"\d+(\.\d+)+\Z")

# A figure with its unit: 5kg, 10th is another matter.
MEASURED = re.compile(
    r"[-+]?\d+([.,]\d+)*(mm|cm|m|km|g|kg|mg|ml|l|s|ms|h|min|v|kv|w|kw|a|ma|hz|"
    r"khz|mhz|ghz|b|kb|mb|gb|tb|pt|px|x|k|db|lx|pa|kpa|bar)\Z"
)

ORDINAL = re.compile(r"\d+(st|nd|rd|th)\Z")


def names_something(reading: TextReading, at: int) -> bool:
    """Whether the number at a place is a name rather than an amount."""
    words = reading.words
    form = words[at].form
    follows = words[at + 1] if at + 1 < len(words) else None
    if not form[0].isdigit() and form[0] not in "+-½¼¾" and words[at].is_number:
        # A4, ipv6
        return True
    if ORDINAL.match(words[at].key) or ORDINAL.match(form):
        return follows is None or (
            stem(follows.form) not in neighbours("periods")
            and stem(follows.form) not in neighbours("months")
        )
    if any(char.isalpha() for char in form) and words[at].is_number and not MEASURED.match(form):
        return True
    if form.count(".") > 1 or form.count(",") > 1:
        return True
    if _is_joined(reading, at) or _is_mark(reading, at) or _is_telephone(reading, at):
        return True
    after = words[at + 1 : at + 4] if follows is not None and not follows.lead else ()
    if (
        any(stem(word.form) in neighbours("streets") for word in after)
        and after[0].text[0].isupper()
    ):
        return True
    if _is_date(reading, at):
        return not _is_due(reading, at)
    return _is_named(reading, at)


def _is_joined(reading: TextReading, at: int) -> bool:
    """Whether it is half of a name such as 27001:2013 or 2016/679."""
    words = reading.words
    for first in (at - 1, at):
        if first >= 0 and first + 1 < len(words) and words[first + 1].lead in (":", "/"):
            pair = (words[first].form, words[first + 1].form)
            if all(map(str.isdecimal, pair)) and max(map(len, pair)) > 2:
                return True
    return False


def _is_mark(reading: TextReading, at: int) -> bool:
    """Whether it is the mark of an entry or a note: "1) …", "(2)", "3. …" at the beginning."""
    form = reading.words[at].form
    if not form.isdecimal() or len(form) > 2:
        return False
    lead, gap = reading.words[at].lead, reading.gap(at + 1)
    opens = not at or not set(lead).isdisjoint(".?!;:,(")
    if gap.startswith(")"):
        spelled = at and lead == "(" and reading.words[at - 1].key == reading.words[at].key
        return (opens or not reading.words[at - 1].is_number) and not spelled
    begins = not at or not set(lead).isdisjoint(".?!;:")
    return begins and gap.startswith(".") and at + 1 < len(reading.words)


def _is_telephone(reading: TextReading, at: int) -> bool:
    """
    Whether it is one of three or more figures in a row that are written as those of a telephone.

    Figures with nothing but spaces between them are also a row of a table: "Library 40 35 30".
    """
    words = reading.words
    first = last = at
    while first > max(0, at - 4) and words[first - 1].is_number and _close(words[first].lead):
        first -= 1
    while last + 1 < min(len(words), at + 5) and (
        words[last + 1].is_number and _close(words[last + 1].lead)
    ):
        last += 1
    if last - first < 2:
        return False
    row = words[first : last + 1]
    return (
        any(word.lead for word in row[1:])
        or any(word.form[0] in "+0" and len(word.form) > 1 for word in row)
        or (first > 0 and stem(words[first - 1].form) in neighbours("calls"))
    )


def _close(lead: str) -> bool:
    return lead in ("", "-", "(", ")", "/")


def _is_date(reading: TextReading, at: int) -> bool:
    """Whether it is a year, or a day of a month."""
    words = reading.words
    form = words[at].form
    near = words[max(0, at - 2) : at + 3]
    if (
        form.isdecimal()
        and len(form) <= 2
        and any(stem(word.form) in neighbours("months") for word in near)
    ):
        beside = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
        return any(
            stem(word.form) in neighbours("months") and word.text[0].isupper() for word in beside
        )
    if not YEAR.match(form):
        return False
    before = words[at - 1].form if at else ""
    if before in ("in", "of", "since") and not form.endswith("00"):
        return True
    # "2000 visitors" is an amount.
    return not _is_counted(reading, at) or any(
        stem(word.form) in neighbours("months") for word in near
    )


def is_past_date(reading: TextReading, first: int, last: int) -> bool:
    """Whether the date in some words is that of one year, and nothing is due by it."""
    beside = reading.words[max(0, first - 1) : first] + reading.words[last + 1 : last + 3]
    return any(YEAR.match(word.form) for word in beside) and not _is_due(reading, first)


def _is_due(reading: TextReading, at: int) -> bool:
    """Whether something is due by a date."""
    words = reading.words
    for here in range(at - 1, max(-1, at - 6), -1):
        word = words[here]
        if stem(word.form) in neighbours("due"):
            return True
        if word.form == "on":
            # A day of every year is due; that of one year is mostly past.
            return not any(YEAR.match(one.form) for one in words[at : at + 3])
        if not (
            stem(word.form) in neighbours("months")
            or word.is_number
            or word.form in ("the", "of", "and", "or")
        ):
            return False
    return False


def _is_named(reading: TextReading, at: int) -> bool:
    """Whether what is before the number says what it is the number of."""
    words = reading.words
    here = at
    while here > max(0, at - REACH):
        joined = words[here].lead
        here -= 1
        word = words[here]
        if not set(joined).isdisjoint(".?!;") or (word.is_number and _in_row(reading, here)):
            return False
        if word.is_number and (word.form[0].isalpha() or word.form.count(".") > 1):
            return True
        if word.is_number or word.form in JOINING or len(word.form) == 1:
            continue
        if stem(word.form) in word_set("named_by_number") or word.form in word_set(
            "named_by_number"
        ):
            return not _is_counted(reading, at) or here == at - 1
        acronym = word.text.isupper() and len(word.text) > 1 and word.text.isalpha()
        if acronym and word.form not in word_set("verbs") | word_set("function"):
            return not _is_counted(reading, at)
        name = word.text[0].isupper() and here > 0 and not set(words[here].lead) & set(".?!:")
        if name and here == at - 1 and stem(word.form) not in neighbours("months"):
            return not (_is_counted(reading, at) or _in_row(reading, at) or _is_row(reading))
        break
    return (
        bool(DOTTED.match(words[at].form))
        and here == at - 1
        and (
            words[here].form in ("see", "in", "under", "with", "by")
            and not _is_counted(reading, at)
        )
    )


def _in_row(reading: TextReading, at: int) -> bool:
    """Whether nothing but a space is between a number and the next one: cells of a row."""
    words = reading.words[at : at + 2]
    return len(words) == 2 and words[1].is_number and not words[1].lead


def _is_row(reading: TextReading) -> bool:
    """Whether no word makes a sentence, as in a row of a table: capitals tell no name there."""
    return all(
        word.is_number or word.form not in word_set("function") | word_set("verbs")
        for word in reading.words
    )


def _is_counted(reading: TextReading, at: int) -> bool:
    """Whether a noun or a unit follows that the number can be the amount of."""
    words = reading.words
    if at + 1 >= len(words):
        return False
    follows = words[at + 1]
    if follows.lead not in ("", "-"):
        return False
    return not (
        follows.form in word_set("function")
        or follows.form in word_set("verbs")
        or follows.form in word_set("prepositions")
        or follows.text[0].isupper()
        or follows.is_number
    )
