"""Whether what a list says of a term is the term's text, or is below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from guidegraph.importers.documents.laid import Kind, LaidBlock


__all__ = ["terms_above"]

_GLOSSARY = re.compile(
    r"glossar|definition|définition|defini[cz]i|terminolog|vocabular|begriff|abbreviat|acronym"
    r"|abkürzung|abréviat|\b(?:key|defined|main) terms\b|\bterms (?:used|and def)|^[\W\d]*terms$",
    re.IGNORECASE,
)
_LONGEST_VALUE = 60
_SENTENCE = re.compile(r"[.:;!?]$")


def terms_above(blocks: Sequence[LaidBlock]) -> frozenset[int]:
    """
    The terms, by their index, whose definitions are pieces of their own below them.

    In a glossary, or where there are no headings, a definition is the text of its term, and so is a
    value such as a date. Elsewhere terms head cases, exceptions or parts of a rule: each is a small
    heading over what it is about.
    """
    found: set[int] = set()
    for section in _sections(blocks)[1:]:
        terms = [at for at in section if blocks[at].kind is Kind.TERM]
        if terms and not _are_values([blocks[at] for at in section]):
            found.update(terms)
    return frozenset(found)


def _sections(blocks: Sequence[LaidBlock]) -> list[list[int]]:
    """The indexes of the blocks below each heading that is not in a glossary."""
    found: list[list[int]] = [[]]
    glossary: int | None = None  # the level of the heading of the open glossary
    for at, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            level = block.level or 1
            if glossary is None or level <= glossary:
                glossary = level if _GLOSSARY.search(block.words.text[:200]) else None
            found.append([])
        elif glossary is None:
            found[-1].append(at)
    return found


def _are_values(section: Sequence[LaidBlock]) -> bool:
    """Whether each term has one short definition that is no sentence."""
    listed = [each for each in section if each.kind in (Kind.TERM, Kind.DEFINITION)]
    for is_term, group in groupby(listed, key=lambda each: each.kind is Kind.TERM):
        definitions = [each.words.text for each in group]
        if not is_term and (
            len(definitions) > 1
            or len(definitions[0]) > _LONGEST_VALUE
            or _SENTENCE.search(definitions[0])
        ):
            return False
    return True
