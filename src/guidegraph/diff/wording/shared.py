"""What differs in the words that both texts share: their form, their spelling, their case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.diff.wording.comparison import Remark, TextComparison, became
from guidegraph.diff.wording.confusable import is_listed
from guidegraph.diff.wording.order import BE
from guidegraph.diff.wording.reading import ComparedWord
from guidegraph.diff.wording.spelling import same_word
from guidegraph.language.inflect import participles, stem
from guidegraph.model.changes import Aspect, Direction, Wording


__all__ = ["remarks"]

# Some standards give these words their binding sense in capitals only (RFC 8174).
VOWELS = frozenset("aeiouyäöü")

KEYWORDS = frozenset(
    {"must", "shall", "should", "may", "required", "recommended", "optional", "not"}
)


def remarks(comparison: TextComparison) -> Iterator[Remark]:
    """One remark for each way in which shared words differ."""
    lower = all(
        any(word.text.islower() and word.form not in KEYWORDS for word in reading.words)
        for reading in (comparison.old, comparison.new)
    )
    for old, new in comparison.pairs:
        before, after = comparison.old.words[old], comparison.new.words[new]
        if is_listed(before.form, after.form):
            # Confusable words have another remark.
            continue
        if before.form != after.form and not _only_points(before, after):
            yield _other_form(before, after, active=_is_active(comparison, old, new))
        elif before.text != after.text:
            yield _other_case(before, after, among_lower_case=lower)


def _only_points(old: ComparedWord, new: ComparedWord) -> bool:
    """Whether one is the other with points: U.S., US."""
    bare = [word.form.replace(".", "") for word in (old, new)]
    return bare[0] == bare[1] and bare[0].isalpha()


def _is_active(comparison: TextComparison, old: int, new: int) -> bool:
    """Whether somebody does it on both sides, at another time: "they are acting", "they acted"."""
    sides = ((comparison.old.words, old), (comparison.new.words, new))
    lasts = [words[at].form.endswith("ing") for words, at in sides]
    if sum(lasts) != 1 or lasts != [_follows_be(words, at) for words, at in sides]:
        return False
    words, at = sides[lasts.index(False)]
    return at + 1 == len(words) or words[at + 1].form != "by"


def _follows_be(words: Sequence[ComparedWord], at: int) -> bool:
    """Whether the word before is a form of "be", with an adverb between at most."""
    before = [word.form for word in words[max(0, at - 2) : at]]
    return bool(before) and (before[-1] in BE or (before[-1].endswith("ly") and before[0] in BE))


def _other_form(old: ComparedWord, new: ComparedWord, *, active: bool) -> Remark:
    """The remark about a word in two forms; *active* if somebody does it in both."""
    reason = same_word(old.form, new.form)
    if reason is not None:
        return Remark(wording=Wording.SPELLING, reason=f"{became(old.text, new.text)}: {reason}")
    if not active and participles(old.form, new.form) and stem(old.form) == stem(new.form):
        # Those supporting others are not those supported by others.
        return Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.OTHER,
            reason=f"{became(old.text, new.text)}: active and passive may be exchanged",
        )
    if "'" in old.form + new.form and not {old.form[-2:], new.form[-2:]} & {"'s"}:
        written = "written out" if "'" in old.form else "used"
        return Remark(wording=Wording.EDITORIAL, reason=f"a contraction was {written}")
    same = stem(old.form) == stem(new.form)
    kind = "another form of the same word" if same else "another word for the same"
    return Remark(wording=Wording.EDITORIAL, reason=f"{became(old.text, new.text)}: {kind}")


def _with_sharp_s(old: ComparedWord, new: ComparedWord) -> Remark:
    """The remark about "ß" and "ss": between vowels they make two words, elsewhere only one."""
    sharp = next(word.text.lower() for word in (old, new) if "ß" in word.text.lower())
    at = sharp.index("ß")
    if at + 1 < len(sharp) and sharp[at + 1] in VOWELS:
        return Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.OTHER,
            reason=f"{became(old.text, new.text)}: 'ß' and 'ss' may make two words",
        )
    reason = f"{became(old.text, new.text)}: another spelling of the same word"
    return Remark(wording=Wording.SPELLING, reason=reason)


def _other_case(old: ComparedWord, new: ComparedWord, *, among_lower_case: bool) -> Remark:
    """The remark about a word that differs in case, or in points or commas within it."""
    capitals = (old.text.isupper(), new.text.isupper())
    if old.form in KEYWORDS and among_lower_case and capitals[0] != capitals[1]:
        return Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.FORCE,
            direction=Direction.STRENGTHENED if capitals[1] else Direction.WEAKENED,
            reason=f"{became(old.text, new.text)}: in capitals it is a keyword of requirement",
        )
    if old.text.lower() != new.text.lower() and old.text.casefold() == new.text.casefold():
        return _with_sharp_s(old, new)
    kind = "capitals" if old.text.casefold() == new.text.casefold() else "punctuation"
    return Remark(wording=Wording.TYPOGRAPHIC, reason=f"{became(old.text, new.text)}: {kind} only")
