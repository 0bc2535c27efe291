"""British and American spellings of one word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from guidegraph.language.lexicon import groups, word_set


__all__ = ["LONGEST_WORD", "american"]

# Longer runs of letters are not words; patterns need not search them.
LONGEST_WORD = 40

# A consonant doubled before an ending: travelling, counselled. Shorter words can be two words
# (hoping, hopping).
DOUBLED = re.compile(
    r"(?<![a-z])(?P<head>[a-z]{3,}[aeiou])l{2}(?P<ending>ed|ing|er|ers|or|ors|ation)\Z"
)


@lru_cache(maxsize=65536)
def american(form: str) -> str:
    """
    A word as American English spells it, a key to compare by.

    >>> [american(form) for form in ("organisations", "paediatric", "counselling", "advise")]
    ['organizations', 'pediatric', 'counseling', 'advise']
    """
    if not 4 <= len(form) <= LONGEST_WORD or not form.isascii():
        return form
    for pattern, replacement, is_rule in _parts() if _any_part().search(form) else ():
        # The rules in -ise have only the listed exceptions.
        if is_rule and (len(form) < 6 or form in word_set("not_ize")):
            continue
        changed = pattern.sub(replacement, form)
        if changed != form:
            form = changed
            break
    return DOUBLED.sub(r"\g<head>l\g<ending>", form)


@cache
def _parts() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """The listed parts of words as patterns, and whether each is a rule for endings."""
    return tuple(
        (_pattern(british), us.strip("-"), british.startswith("-"))
        for british, us in groups("american")
    )


@cache
def _any_part() -> re.Pattern[str]:
    """One pattern for all parts: few words have any, and most need not be tried part by part."""
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _parts()))


def _pattern(part: str) -> re.Pattern[str]:
    """A part of a word as a pattern: a hyphen says where the word may go on."""
    start = "" if part.startswith("-") else r"\A"
    end = "" if part.endswith("-") else r"\Z"
    return re.compile(start + re.escape(part.strip("-")) + end)
