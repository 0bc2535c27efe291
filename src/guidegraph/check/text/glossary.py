"""The terms of an edition: their names, where they are used, and how they are defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.check.text.passages import Passage, passages
from guidegraph.language.words import Name, Names, keys, sentences, words
from guidegraph.model.edition import Edition, Item


__all__ = ["Definition", "definitions", "names", "quoted", "uses"]

_QUOTED = re.compile(r"[“\"]([^“”\"]{2,600})[”\"]|[‘]([^‘’]{2,80})[’]|(?<!\w)'([^']{2,80})'(?!\w)")
_DEFINES = frozenset(("is", "are", "means", "mean"))
_REFERS = ("refers to", "refer to", "is defined as", "are defined as")
_ARTICLES = frozenset(("a", "an", "the", "any", "someone", "anyone", "when", "that"))
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A definition of a term in an item: the words that define it."""

    item: Item
    text: str


def names(term: Item) -> tuple[str, ...]:
    """All names of a term."""
    return tuple(name for name in (term.pref_label or term.label, *term.alt_labels) if name)


def uses(edition: Edition, wanted: Mapping[Name, str]) -> Iterator[tuple[str, Passage]]:
    """
    The uses of names: the value in *wanted* of each name that is found, and the passage.

    If a name is within another, the longest counts.
    """
    if not wanted:
        return
    sought = Names(wanted)
    for passage in passages(edition):
        for _, name in sought.within(keys(passage.text)):
            yield wanted[name], passage


def quoted(text: str) -> Iterator[tuple[int, int, str]]:
    """The words in quotation marks: start, end, and the words without punctuation at their end."""
    for found in _QUOTED.finditer(text):
        inside = next(group for group in found.groups() if group is not None)
        yield found.start(), found.end(), inside.strip(" ,.;:")


def definitions(edition: Edition, terms: Sequence[Item]) -> Mapping[str, list[Definition]]:
    """
    For each term, by its id, its definitions outside the glossary.

    These are in sentences with "TERM is a …", "TERM refers to …", or "TERM, which is a …".
    """
    heads = {keys(name): term.id for term in terms for name in names(term)}
    found: dict[str, list[Definition]] = {}
    for item in edition.items if heads else ():
        if item.type == "GlossaryTerm" or not item.text:
            continue
        for start, end in sentences(item.text):
            sentence = item.text[start:end]
            for id_, meaning in _defined(sentence, heads):
                found.setdefault(id_, []).append(Definition(item=item, text=meaning))
    return found


def _defined(sentence: str, heads: Mapping[Name, str]) -> Iterator[tuple[str, str]]:
    said = words(sentence)
    for at, word in enumerate(said):
        appositive = word.form == "which" and sentence[: word.start].rstrip().endswith(",")
        verb = said[at + 1] if appositive and at + 1 < len(said) else word
        if not (appositive or at <= _LONGEST_NAME) or verb.form not in _DEFINES | {"refers"}:
            continue
        rest = said[at + 1 + appositive :]
        if not rest or (verb.form in ("is", "are") and rest[0].form not in _ARTICLES):
            continue
        for length in range(min(_LONGEST_NAME, at), 0, -1):
            if not appositive and length != at:
                continue
            head = keys(" ".join(each.text for each in said[at - length : at]))
            id_ = _term_of(head, heads)
            if id_:
                yield id_, sentence[rest[0].start :]
                return


def _term_of(head: Name, heads: Mapping[Name, str]) -> str | None:
    """The term with a name; "transparency" is the name of "transparent"."""
    if head in heads:
        return heads[head]
    if len(head) == 1:
        for name, id_ in heads.items():
            if len(name) == 1 and _same_stem(head[0], name[0]):
                return id_
    return None


def _same_stem(one: str, other: str) -> bool:
    """Whether two words have the same stem, by their first letters."""
    shorter = min(len(one), len(other)) - 2
    return shorter >= 6 and one[:shorter] == other[:shorter]
