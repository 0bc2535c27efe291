"""
One word in two spellings: misspellings, British and American, hyphens, words written as two.

A difference of letters counts as spelling only if it is the same word: a listed variant, a listed
misspelling, a pattern no English word has, or a word that no dictionary knows beside a known one
that is hardly different. Similarity alone proves nothing: *infection* is similar to *inflection*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from guidegraph.diff.wording.comparison import Hunk, Remark, Side
from guidegraph.diff.wording.reading import ComparedWord
from guidegraph.language.lexicon import groups, word_set
from guidegraph.language.spelling import is_known, is_repaired
from guidegraph.language.variants import LONGEST_WORD, american
from guidegraph.model.changes import Wording


__all__ = ["in_hunk", "is_misspelt", "same_word"]

# With more words than this on a side, it is not clear which word replaced which.
MOST_WORDS = 12

# The maximum number of slips between a misspelling and the intended word.
MOST_SLIPS = 2

# So many words may be said twice by mistake.
MOST_REPEATED = 2

ROMAN = re.compile(r"[IVX]{1,5}")

DOUBLE = re.compile(r"(.)\1")
# Shorter words, and words with these endings, can be two words: hoping, hopping.
SHORTEST_DOUBLED = 7
# Beside function words, those that say something of their own: every day, all ready.
APART = frozenset({"every", "any", "some", "all", "may", "less", "more", "never"})
TOGETHER = frozenset({"cannot", "within", "without", "onto", "throughout"})

SHORTEST_ACCENTED = 4

ENDINGS = ("ed", "ing", "er", "ers")


def in_hunk(hunk: Hunk) -> Iterator[Remark]:
    """The words of a hunk that are only spelled differently."""
    if not hunk.old or not hunk.new:
        yield from _said_twice(hunk)
        return
    if max(len(hunk.old.span), len(hunk.new.span)) > MOST_WORDS:
        return
    if "".join(hunk.old.forms) == "".join(hunk.new.forms):
        if _is_one_word(hunk.old) and _is_one_word(hunk.new):
            yield _remark(hunk.old, hunk.new, "joined or separated differently")
        return
    taken: set[int] = set()
    for old in hunk.old.span:
        for new in hunk.new.span:
            if new in taken:
                continue
            places = ((hunk.old, old), (hunk.new, new))
            if all(ROMAN.fullmatch(side.reading.words[at].text) for side, at in places):
                continue
            before, after = hunk.old.reading.words[old].form, hunk.new.reading.words[new].form
            reason = same_word(before, after) or _repaired(
                hunk.old.reading.words[old], hunk.new.reading.words[new]
            )
            if reason is not None:
                taken.add(new)
                yield _remark(
                    Side(reading=hunk.old.reading, start=old, end=old + 1),
                    Side(reading=hunk.new.reading, start=new, end=new + 1),
                    reason,
                )
                break


def _said_twice(hunk: Hunk) -> Iterator[Remark]:
    """A word that is twice in a row in one of the texts: "the the"."""
    side, came = (hunk.new, "added") if hunk.new else (hunk.old, "removed")
    words = side.reading.words
    if len(side.span) > MOST_REPEATED or any(words[at].lead for at in side.span):
        return
    length = len(side.span)
    before = Side(reading=side.reading, start=max(0, side.start - length), end=side.start)
    after = Side(reading=side.reading, start=side.end, end=min(len(words), side.end + length))
    follows = bool(after) and not words[after.start].lead
    if side.forms == before.forms or (follows and side.forms == after.forms):
        yield Remark(
            wording=Wording.SPELLING,
            reason=f"words said twice were {came}: '{side.text}'",
            old=frozenset(hunk.old.span),
            new=frozenset(hunk.new.span),
        )


def same_word(old: str, new: str) -> str | None:
    """
    How two forms are spellings of one word; `None` if that is not certain.

    >>> same_word("eligiblity", "eligibility"), same_word("colour", "color")
    ('a misspelling was fixed', 'another spelling of the same word')
    >>> same_word("inflection", "infection")
    """
    if old == new or max(len(old), len(new)) > LONGEST_WORD or not (old + new).isalpha():
        return None
    if american(old) == american(new):
        return "another spelling of the same word"
    if _plain(old) == _plain(new):
        if not _is_loanword(_plain(old)):
            return None
        return "an accent was added or left out"
    wrong = (is_misspelt(old), is_misspelt(new))
    if wrong[0] != wrong[1] and OSA.distance(old, new) <= MOST_SLIPS:
        return f"a misspelling was {'fixed' if wrong[0] else 'introduced'}"
    if _doubled(old, new):
        return "a letter is doubled or single now"
    return None


def _repaired(old: ComparedWord, new: ComparedWord) -> str | None:
    """How one word is a slip for the other that no list has; names and acronyms are none."""
    if any(word.text[1:] != word.form[1:] for word in (old, new)):
        return None
    named = any(word.text[:1].isupper() and word.before.strip(" ") == "" for word in (old, new))
    if named and old.before and new.before:
        return None
    if not is_repaired(old.form, new.form):
        return None
    return f"a misspelling was {'introduced' if is_known(old.form) else 'fixed'}"


def is_misspelt(form: str) -> bool:
    """
    Whether a word is a listed misspelling, or holds a pattern no English word has.

    >>> is_misspelt("managment"), is_misspelt("management")
    (True, False)
    """
    return any(pattern.search(form) for pattern in _patterns())


def _is_one_word(side: Side) -> bool:
    """Whether no part of a word is a word of grammar: "health care", but not "not able"."""
    if "".join(side.forms) in TOGETHER:
        return True
    words = side.reading.words
    small = word_set("function") | APART
    apart = [at for at in side.span if len(side.span) > 1 and words[at].form in small]
    return all(
        words[at].lead == "-" or (at + 1 < side.end and words[at + 1].lead == "-") for at in apart
    )


def _doubled(old: str, new: str) -> bool:
    """Whether the forms differ in nothing but double letters: accommodation, accomodation."""
    if min(len(old), len(new)) < SHORTEST_DOUBLED or old.endswith(ENDINGS):
        return False
    return DOUBLE.sub(r"\1", old) == DOUBLE.sub(r"\1", new)


def _is_loanword(plain: str) -> bool:
    """
    Whether an English dictionary has a word without accents: café, naïve.

    In other languages an accent makes another word: schon, schön; ou, où.
    """
    return not plain.isascii() or (len(plain) >= SHORTEST_ACCENTED and is_known(plain))


def _plain(form: str) -> str:
    """A Latin word without its accents; in other scripts such marks make other words."""
    decomposed = unicodedata.normalize("NFD", form)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare if bare.isascii() else form


def _remark(old: Side, new: Side, reason: str) -> Remark:
    """What to say about two spellings."""
    if reason.startswith("a misspelling was"):
        text = f"{reason}: '{(old if reason.endswith('fixed') else new).text}'"
    else:
        text = f"'{old.text}' became '{new.text}': {reason}"
    return Remark(
        wording=Wording.SPELLING, reason=text, old=frozenset(old.span), new=frozenset(new.span)
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The listed misspellings as patterns."""
    return tuple(re.compile(wrong.strip("/")) for wrong, _ in groups("misspellings"))
