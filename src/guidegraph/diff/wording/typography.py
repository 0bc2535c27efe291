"""
Marks between words: which of their changes alter the meaning, and which do not.

A comma makes a restriction a remark ("employees who work at night" / "employees, who …") and one
thing two ("training materials" / "training, materials"); most other marks are harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.diff.wording.comparison import Remark, TextComparison, became
from guidegraph.diff.wording.reading import JOINT, TextReading
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["remarks"]

RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})
JOINING = frozenset({"and", "or", "and/or", "nor", "but", "&", "so", "yet"})

ABBREVIATIONS = frozenset({"e.g", "e.g.", "i.e", "i.e.", "eg", "ie", "etc"})

DETERMINERS = frozenset({"each", "every", "all", "any", "some", "most", "many", "both", "such"})

STOPS = frozenset(".;!?")

QUOTATION = re.compile(r"[\"'*_#•●○■□▪▫◦➢✓✔❖►▶★☆™®©^|¨¯†‡·∙‣\\`]")

# What a reading has for the number of an entry: "1)", "(b)".
ENUMERATOR = re.compile(r"\(?\w{1,3}\)")

# A comma between two words belongs to a list when another boundary of a list is this near.
NEAR = 5

# What has fewer words is no sentence of its own.
SHORTEST_SENTENCE = 3

# A remark between commas is no longer than this, and may begin with one of these.
FAR = 25
REMARKS = frozenset({"such", "especially", "particularly", "rather", "not", "even", "whether"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """The marks at one place in both texts, and the words on either side of it."""

    old: str
    new: str
    before: str
    after: str
    reading: TextReading
    at: int

    @property
    def where(self) -> str:
        """The words around it, for people."""
        return self.reading.quote(max(0, self.at - 1), self.at + 1)


def remarks(comparison: TextComparison) -> Iterator[Remark]:
    """Changes in the marks between shared words, and in the number of questions."""
    counts = tuple(_questions(reading) for reading in (comparison.old, comparison.new))
    if counts[0] != counts[1]:
        yield _substantive(Aspect.OTHER, "a question became a statement, or the other way round")
    for gap in _gaps(comparison):
        yield _of_gap(gap)
    yield from _before_relatives(comparison)


def _gaps(comparison: TextComparison) -> Iterator[_Gap]:
    """The places between shared words where the marks differ."""
    ends = (len(comparison.old.words), len(comparison.new.words))
    last = (-1, -1)
    for old, new in (*comparison.pairs, ends):
        untouched = (old - 1, new - 1) == last
        last = (old, new)
        marks = (comparison.old.gap(old), comparison.new.gap(new))
        if not untouched or marks[0] == marks[1]:
            continue
        words = comparison.new.words
        yield _Gap(
            old=marks[0],
            new=marks[1],
            before=words[new - 1].form if new else "",
            after=words[new].form if new < ends[1] else "",
            reading=comparison.new,
            at=new,
        )


def _of_gap(gap: _Gap) -> Remark:
    """The remark about the marks at one place."""
    plain = tuple(ENUMERATOR.sub("", marks) for marks in (gap.old, gap.new))
    if plain != (gap.old, gap.new):
        # Commas, semicolons and numbers all separate the entries of a list.
        if ENUMERATOR.findall(gap.old) == ENUMERATOR.findall(gap.new):
            return _typographic(gap)
        reason = "the entries of a list are numbered differently"
        return Remark(wording=Wording.EDITORIAL, reason=reason)
    old, new = (QUOTATION.sub("", marks) for marks in plain)
    if old == new or not gap.before or not gap.after:
        # Quotation marks, bullets; marks before the first word and after the last.
        return _typographic(gap)
    if gap.reading.words[gap.at - 1].is_number and gap.reading.words[gap.at].is_number:
        if {old, new} <= {"-", "—"}:
            return _typographic(gap)
        return _substantive(Aspect.QUANTITY, f"figures are separated differently: '{gap.where}'")
    if {JOINT, "-"} & {old, new} and {old, new} <= {JOINT, "-", "", "—"}:
        return Remark(
            wording=Wording.SPELLING,
            reason=f"'{gap.where}' is now written as one word, as two, or with a hyphen",
        )
    pair = {old.strip("()[]"), new.strip("()[]")}
    if "-" in pair and not pair <= {"-", "—", "/"}:
        return _substantive(Aspect.OTHER, f"'{gap.where}': a hyphen was added or removed")
    if "" in (old, new) and set(old + new) & set("()[]"):
        return _substantive(Aspect.OTHER, f"'{gap.where}': brackets were added or removed")
    if "/" in old + new and not pair <= {"/", "-", "—"}:
        return _substantive(Aspect.OTHER, f"'{gap.where}': a slash was added or removed")
    if pair == {"", ","}:
        return _of_comma(gap)
    if "" in pair and any(set(marks) & STOPS for marks in pair) and gap.after not in JOINING:
        return _of_break(gap)
    return _typographic(gap)


def _of_break(gap: _Gap) -> Remark:
    """The remark about sentences that were joined or separated: both are whole, or the sense is."""
    reason = f"'{gap.where}': sentences were joined or separated"
    ends = [at for at in (gap.at - 1, gap.at) if 0 <= at < len(gap.reading.words)]
    lengths = [_length_of_clause(gap.reading, at) for at in ends]
    if min(lengths, default=0) >= SHORTEST_SENTENCE:
        return Remark(wording=Wording.EDITORIAL, reason=reason)
    return _substantive(Aspect.OTHER, reason)


def _length_of_clause(reading: TextReading, at: int) -> int:
    """How many words the clause of a word has, counted up to the least for a sentence."""
    start = reading.clauses[at]
    return sum(clause == start for clause in reading.clauses[start : start + SHORTEST_SENTENCE])


def _of_comma(gap: _Gap) -> Remark:
    """The remark about an added or removed comma."""
    came = "added" if "," in gap.new else "removed"
    if gap.after in JOINING or gap.before in ABBREVIATIONS:
        return _typographic(gap)
    if gap.before == "however":
        return _substantive(Aspect.OTHER, f"a comma after 'however' was {came}")
    if gap.after in RELATIVE:
        return _restriction(gap.after, came)
    small = word_set("function") | word_set("prepositions") | word_set("verbs") | DETERMINERS
    parted = gap.before not in small and gap.after not in small and _in_list(gap)
    if parted and not _opens_sentence(gap) and not _closes_remark(gap):
        return _substantive(
            Aspect.SCOPE, f"a comma that separates two things was {came}: '{gap.where}'"
        )
    return _typographic(gap)


def _before_relatives(comparison: TextComparison) -> Iterator[Remark]:
    """Where "who" or "which", or what is before it, was replaced: whether its comma changed."""
    pairs = set(comparison.pairs)
    starts = [(hunk.old.start, hunk.new.start) for hunk in comparison.hunks if all(hunk.sides)]
    for old, new in sorted((*comparison.pairs, *starts)):
        before, after = comparison.old.words[old], comparison.new.words[new]
        if after.form not in RELATIVE or before.form not in RELATIVE:
            continue
        commas = ("," in before.lead, "," in after.lead)
        exchanged = before.form != after.form or (old - 1, new - 1) not in pairs
        if commas[0] != commas[1] and old and new and exchanged:
            yield _restriction(after.form, "added" if commas[1] else "removed")


def _in_list(gap: _Gap) -> bool:
    """Whether a list is near: another comma, or a conjunction, within a few words."""
    words = gap.reading.words
    before = words[max(0, gap.at - NEAR) : gap.at]
    after = words[gap.at + 1 : gap.at + 1 + NEAR]
    return any("," in word.lead or word.form in JOINING for word in (*before, *after))


def _opens_sentence(gap: _Gap) -> bool:
    """Whether the comma ends a phrase that opens its sentence: "In such a case, staff …"."""
    words = gap.reading.words
    start = gap.reading.clauses[gap.at - 1]
    first = words[start].form in word_set("prepositions")
    return first and not any("," in word.lead for word in words[start + 1 : gap.at][-FAR:])


def _closes_remark(gap: _Gap) -> bool:
    """
    Whether the comma before this one opens a remark, closed by this one: "…, including X, …".
    """
    words = gap.reading.words
    for at in range(gap.at - 1, max(0, gap.at - FAR), -1):
        if set(words[at].lead) & set(".;:?!"):
            return False
        if "," in words[at].lead:
            return words[at].form in word_set("prepositions") | RELATIVE | REMARKS
    return False


def _questions(reading: TextReading) -> int:
    """How many questions a text asks."""
    return sum("?" in word.lead for word in reading.words) + ("?" in reading.tail)


def _restriction(word: str, came: str) -> Remark:
    """The remark about a comma before a relative clause."""
    return _substantive(
        Aspect.SCOPE,
        f"a comma before '{word}' was {came}: what restricted is now a remark, or the reverse",
    )


def _substantive(aspect: Aspect, reason: str) -> Remark:
    """The remark about marks that change the meaning."""
    return Remark(wording=Wording.SUBSTANTIVE, aspect=aspect, reason=reason)


def _typographic(gap: _Gap) -> Remark:
    """The remark about marks that do not."""
    texts = tuple(marks.replace(JOINT, "") for marks in (gap.old, gap.new))
    return Remark(
        wording=Wording.TYPOGRAPHIC,
        reason=f"punctuation at '{gap.where}': {became(*texts)}" if any(texts) else "spaces only",
    )
