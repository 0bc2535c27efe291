"""Words that are misspelled, confused with one another, or wrong in their context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pkgutil import get_data

from rapidfuzz.distance import OSA, Prefix

from guidegraph.language.inflect import root, stem
from guidegraph.language.lexicon import entries, groups, word_set
from guidegraph.language.variants import LONGEST_WORD, american
from guidegraph.language.words import grammatical


__all__ = [
    "PatternMatch",
    "are_near",
    "is_known",
    "is_repaired",
    "is_slip",
    "meant",
    "pattern_matches",
    "swapped",
]

_OFTEN = 5
_SHORTEST = 6
_SHORTEST_SLIP = 3
_LONG = 8
"""From this length on, two slips in a word are believed."""
_LITERAL = re.compile(r"[a-z ']+(?![?*])")
_LETTERS = 2
"""The maximum number of letters that a slip adds, leaves out, replaces or swaps."""
_ENDINGS = ("er", "or", "ers", "s", "ing")
"""What was added or lost by a slip: support(er), other(s), set(ting)."""


@lru_cache(maxsize=32768)
def meant(form: str) -> str | None:
    """
    The correct form of a listed misspelling, "" if unknown; `None` for a correct word.

    >>> meant("eligiblity"), meant("recieve"), meant("eligibility")
    ('eligibility', 'receive', None)
    """
    if len(form) > LONGEST_WORD:
        return None
    for pattern, right in _misspellings():
        if pattern.search(form):
            candidates = [
                candidate
                for part in right.split(",")
                for candidate in _corrected(form, part.strip())
                if OSA.distance(candidate, form) <= _LETTERS
            ]
            # A missing letter is more likely than an extra one.
            return min(
                candidates,
                key=lambda word: (OSA.distance(word, form), -len(word), word),
                default="",
            )
    return None


def is_known(form: str) -> bool:
    """
    Whether an English dictionary has a word, in American or British spelling, in any inflection.

    >>> is_known("hierarchies"), is_known("hierchical"), is_known("colourful")
    (True, False, True)
    """
    plain = american(form)
    return any(word in _dictionary() for word in (form, plain, stem(plain), *_bases(plain)))


def _bases(form: str) -> Iterator[str]:
    """What a word may be formed from: words, worded, wordless."""
    for ending in word_set("suffixes") | {"ly", "ness", "less", "able"}:
        bare = form.removesuffix(ending)
        if bare != form and len(bare) > _LETTERS:
            yield from (bare, f"{bare}e", f"{bare}y")


@cache
def _dictionary() -> frozenset[str]:
    """
    The English words of pyspellchecker, read when the first word is looked up.

    Its list is read without its counts, which takes a third of the time. If it is not where it
    was, or not as it was, pyspellchecker itself reads it.
    """
    from gzip import decompress

    with suppress(EOFError, OSError, ValueError):
        text = decompress(get_data("spellchecker", "resources/en.json.gz") or b"").decode()
        if text and "\\" not in text:
            return frozenset(text.lower().split('"')[1::2])
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


def is_repaired(old: str, new: str) -> bool:
    """
    Whether one of two forms is a slip of the pen for the other: unknown, and few letters away.

    >>> is_repaired("infrastrucutre", "infrastructure"), is_repaired("form", "farm")
    (True, False)
    >>> is_repaired("onboarding", "boarding"), is_repaired("Schule", "Schulen")
    (False, False)
    """
    return _is_near(old, new) and is_known(old) != is_known(new)


def are_near(old: str, new: str) -> bool:
    """
    Whether two words of different origin are both right, and few letters away from each other.

    >>> are_near("form", "farm"), are_near("adaption", "adoption"), are_near("share", "shares")
    (True, True, False)
    >>> are_near("custom", "customs")  # the plural of another word
    True
    """
    if grammatical(old) or grammatical(new):
        return False
    if root(old) == root(new):
        return f"{old}s" == new == stem(new) or f"{new}s" == old == stem(old)
    return _is_near(old, new) and is_known(old) and is_known(new)


def _is_near(old: str, new: str) -> bool:
    """Whether one form may have become the other by a slip of the pen."""
    if old == new or not all(form.isalpha() and form.isascii() for form in (old, new)):
        return False
    shorter = min(len(old), len(new))
    if shorter < _SHORTEST_SLIP or max(len(old), len(new)) > LONGEST_WORD:
        return False
    # The first letter is rarely wrong; "onboarding" has a prefix, and is not misspelled.
    begins = old[0] == new[0] or sorted(old[:2]) == sorted(new[:2])
    letters = _LETTERS if shorter >= _LONG else 1
    return begins and OSA.distance(old, new, score_cutoff=letters) <= letters


def _corrected(form: str, right: str) -> list[str]:
    """
    A form with a correct part instead of one about as long: "-bility" at the end, "receiv-" at the
    start, or a whole word.
    """
    part = right.strip("-")
    lengths = range(max(1, len(part) - 2), len(part) + 3)
    if not part.isalpha():
        return []
    if right.startswith("-"):
        return [form[:-length] + part for length in lengths if length < len(form)]
    if right.endswith("-"):
        return [part + form[length:] for length in lengths]
    return [part]


def swapped(times: Mapping[str, int]) -> Mapping[str, str]:
    """The words found once that are a frequent one with two neighbouring letters swapped."""
    frequent = {
        word
        for word, count in times.items()
        if count >= _OFTEN and len(word) >= _SHORTEST and word.isalpha()
    }
    found: dict[str, str] = {}
    for word in frequent:
        for at in range(1, len(word) - 1):
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if slip != word and times.get(slip) == 1:
                found[slip] = word
    return found


@cache
def _misspellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(wrong.strip("/") if wrong.startswith("/") else rf"\A{re.escape(wrong)}\Z"),
            right,
        )
        for wrong, right in groups("misspellings")
    )


def is_slip(old: str, new: str) -> bool:
    """
    Whether a replaced word is likely to be a slip, in this edition or in the other.

    >>> is_slip("complementary", "complimentary"), is_slip("setting", "set")
    (True, True)
    >>> is_slip("includes", "included"), is_slip("colour", "color"), is_slip("early", "earlier")
    (False, False, False)
    """
    if old == new or not (old + new).isalpha() or american(old) == american(new):
        return False
    if meant(old) is not None or meant(new) is not None:
        return meant(old) is None  # a fixed misspelling is not a slip
    if frozenset((old, new)) in _confusables():
        return True
    shared = Prefix.similarity(old, new)
    ends = frozenset((old[shared:], new[shared:]))
    if "" in ends:
        shorter, longer = sorted((old, new), key=len)
        added = longer.removeprefix(shorter)
        doubled = added[:1] == shorter[-1:] and added[1:] in _ENDINGS
        return len(shorter) >= 3 and (doubled or (added in _ENDINGS and added not in ("s", "ing")))
    if ends <= word_set("suffixes") or stem(old) == stem(new):
        return False
    return min(len(old), len(new)) >= _SHORTEST and OSA.distance(old, new) <= _LETTERS


@cache
def _confusables() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in groups("confusables"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternMatch:
    """A word that a pattern found: its place, the word, and the intended word."""

    start: int
    end: int
    word: str
    meant: str


def pattern_matches(list_: str, text: str) -> Iterator[PatternMatch]:
    """The words of a text that a list of patterns finds, in their order."""
    if text.isascii():  # other letters may be equal to these without case
        lower = text.lower()
        if not any(part in lower for part in _parts(list_)):
            return
    if not _any_pattern(list_).search(text):
        return
    found = [
        PatternMatch(
            start=match.start("word"), end=match.end("word"), word=match["word"], meant=meant
        )
        for pattern, meant in _patterns(list_)
        for match in pattern.finditer(text)
    ]
    yield from sorted(found, key=lambda hit: (hit.start, hit.meant))


@cache
def _parts(list_: str) -> tuple[str, ...]:
    """What a text contains if a pattern finds a word in it: the letters that begin the word."""
    found: set[str] = set()
    for pattern, _ in _patterns(list_):
        for word in pattern.pattern.partition("(?P<word>")[2].partition(")")[0].split("|"):
            start = _LITERAL.match(word.lower())
            found.add(start[0] if start else "")
    return tuple(sorted(part for part in found if not any(o != part and o in part for o in found)))


@cache
def _any_pattern(list_: str) -> re.Pattern[str]:
    """All patterns of a list as one: few texts have any, and most need not be searched for each."""
    all_ = "|".join(pattern.pattern for pattern, _ in _patterns(list_))
    return re.compile(all_.replace("(?P<word>", "(?:"), re.IGNORECASE)


@cache
def _patterns(list_: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (entry.rpartition(" => ") for entry in entries(list_))
    return tuple((re.compile(pattern, re.IGNORECASE), meant) for pattern, _, meant in pairs)
