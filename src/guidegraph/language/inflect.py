"""
One word in another form: plurals, tenses, possessives, and words with the same meaning.

Two keys for two purposes. `stem` removes inflection only: *support* and *supports* have one key,
*support* and *supporter* have two, because wordings, names and duplicates differ by them. `root`
also removes derivation: a search for *supervise* should find supervisors and supervision, and
related texts share a subject, not the part of speech.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from guidegraph.language.lexicon import entries, groups, word_set
from guidegraph.language.unseen import as_seen
from guidegraph.language.variants import LONGEST_WORD, american


__all__ = [
    "SHORTEST_ROOT",
    "base_of",
    "canonical",
    "canonical_runs",
    "key_of",
    "participles",
    "root",
    "stem",
    "synonym_of",
]

VOWEL = re.compile(r"[aeiouy]")

# Endings before a plural in -es: boxes, classes, churches.
SIBILANT = ("s", "x", "z", "ch", "sh")

# Consonants, one vowel, one consonant: the rest of "sharing", which needs an e.
SHORT = re.compile(r"[^aeiou]{1,3}[aeiou][^aeiouwxy]\Z")

LONGEST_PHRASE = 7

# Endings of derivation, the longest first; a root keeps at least this many letters.
SHORTEST_ROOT = 4
DERIVED = (
    "ations ating ated ates ation ments ships "
    "ance ence able ible ical ment ness ship ally ful ions ate ies ied ing ion ity ive "
    "ers ors ory al ed er es ic ly or e y"
)
DERIVING = tuple(sorted({*DERIVED.split()}, key=lambda ending: (-len(ending), ending)))
ONE_PERSON = {"people": "person", "persons": "person", "lives": "life"}


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """
    A word without its inflection, a key to compare by rather than a word to print.

    >>> stem("policies"), stem("offering"), stem("planned"), stem("supervisor's")
    ('policy', 'offer', 'plan', 'supervisor')
    """
    if "." in form and not form[0].isdecimal():
        # U.S. and US, e.g. and eg.
        form = form.replace(".", "") or form
    form = form.removesuffix("'s") or form
    irregular = _irregular().get(form) or _irregular().get(american(form))
    if irregular is not None:
        return irregular
    form = american(form)
    if not 4 <= len(form) <= LONGEST_WORD or form in word_set("uninflected") or not form.isalpha():
        return form
    bare = _without_s(form) if form.endswith("s") else _without_ending(form)
    if bare != form and SHORT.match(bare):
        # Without a silent e, its consonant would be doubled: shar|ing, but plann|ing.
        return bare if form.endswith("s") and not form.endswith("es") else bare + "e"
    return _without_e(bare)


def base_of(form: str) -> str:
    """
    The base of an irregular form; any other word as it is.

    >>> base_of("chosen"), base_of("diagnoses"), base_of("peers")
    ('choose', 'diagnosis', 'peers')
    """
    return _irregular().get(form, form)


def _without_s(form: str) -> str:
    """The singular, or the form of other persons than the third."""
    if form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("es") and form[:-2].endswith(SIBILANT):
        return form[:-2]
    return form[:-1]


def _without_ending(form: str) -> str:
    """The form without -ed or -ing."""
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    for ending in ("ing", "ed"):
        bare = form.removesuffix(ending)
        if bare != form and len(bare) >= 2 and VOWEL.search(bare):
            return bare
    return form


def _without_e(form: str) -> str:
    """
    The form without what varies before endings: a silent e, the second of two consonants.

    Short words keep their e: *note* is not *not*, *plane* is not *plan*.
    """
    if form.endswith("e") and len(form) > 4 and not SHORT.match(form[:-1]):
        return form[:-1]
    if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "aeioulsz":
        return form[:-1]
    return form[:-1] if form.endswith("ll") and len(form) > 5 else form


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """
    The common key of all words derived from one; a word that is not English stays unchanged.

    >>> [root(word) for word in ("Supervise", "supervisor's", "supervision", "peers", "honesty")]
    ['supervis', 'supervis', 'supervis', 'peer', 'honest']
    """
    word = (
        unicodedata.normalize("NFKC", as_seen(word)).casefold().replace("’", "'").removesuffix("'s")
    )
    if word in ONE_PERSON:
        return ONE_PERSON[word]
    if not word.isascii():
        return word
    if len(word) >= SHORTEST_ROOT and word[-1] == "s" and word[-2] not in "siu":
        word = f"{word[:-3]}y" if word.endswith("ies") and len(word) > SHORTEST_ROOT else word[:-1]
    for _ in range(2):
        for ending in DERIVING:
            left = len(word) - len(ending)
            if left >= SHORTEST_ROOT and word.endswith(ending):
                word = _single(word[:left])
                break
    # The two spellings of -ise.
    return f"{word[:-1]}s" if word.endswith("iz") else word


def _single(word: str) -> str:
    """Without the second of two consonants that an ending doubled: plann|ing."""
    double = word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if double and len(word) > SHORTEST_ROOT else word


def participles(old: str, new: str) -> bool:
    """
    Whether one form is active and the other passive: those supporting, those supported.

    >>> participles("supporting", "supported"), participles("feeding", "feed")
    (True, False)
    """
    endings = {form[-3:] if form.endswith("ing") else form[-2:] for form in (old, new)}
    plain = any(form.endswith("ed") and stem(form) == form for form in (old, new))
    return endings == {"ing", "ed"} and not plain


@lru_cache(maxsize=65536)
def key_of(form: str) -> str:
    """The key to compare words by: the stem, or that of a listed synonym."""
    number = _numbers().get(form)
    if number is not None:
        return number
    return synonym_of((stem(form),)) or stem(form)


def canonical(forms: tuple[str, ...]) -> tuple[str, ...]:
    """
    A run of words with listed phrases in their shortest wording, without words of no meaning.

    >>> canonical(("in", "order", "to", "help", "the", "peers"))
    ('to', 'help', 'peer')
    """
    return tuple(key for key, _, _ in canonical_runs(forms))


def canonical_runs(forms: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """
    The words of `canonical`, each with the place of what it is for: from, to.

    >>> list(canonical_runs(("in", "order", "to", "help", "the", "peers")))
    [('to', 0, 3), ('help', 3, 4), ('peer', 5, 6)]
    """
    ignorable = word_set("ignorable")
    stems = [(stem(form), form in ignorable) for form in forms]
    at = 0
    while at < len(stems):
        for length in range(min(LONGEST_PHRASE, len(stems) - at), 0, -1):
            first = synonym_of(tuple(word for word, _ in stems[at : at + length]))
            if first is not None:
                if first not in ignorable:
                    yield first, at, at + length
                at += length
                break
        else:
            if not stems[at][1]:
                yield _numbers().get(forms[at], stems[at][0]), at, at + 1
            at += 1


def synonym_of(stems: tuple[str, ...]) -> str | None:
    """The first wording of the group with this phrase, `None` if there is none."""
    return _synonyms().get(stems)


@cache
def _synonyms() -> Mapping[tuple[str, ...], str]:
    """Each phrase of the list, stemmed, and the first of its group; the earlier group wins."""
    found: dict[tuple[str, ...], str] = {}
    for group in groups("synonyms"):
        phrases = [tuple(stem(_bare(word)) for word in phrase.split()) for phrase in group]
        for phrase in phrases:
            found.setdefault(phrase, " ".join(phrases[0]))
    return MappingProxyType(found)


def _bare(word: str) -> str:
    """A word of the list as it is read: "e.g." is read as "eg"."""
    return word.casefold().replace(".", "")


@cache
def _irregular() -> Mapping[str, str]:
    """Each irregular form and its base."""
    found: dict[str, str] = {}
    for entry in entries("irregular"):
        base, *forms = entry.split()
        for form in (base, *forms):
            found.setdefault(form, base)
    return MappingProxyType(found)


@cache
def _numbers() -> Mapping[str, str]:
    """Number words and their figures."""
    return MappingProxyType({group[0]: group[1] for group in groups("numbers")})
