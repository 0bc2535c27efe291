"""The title at the top of a plain text, and the terms below the heading of a glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.structure.pieces import joined
from guidegraph.importers.documents.text.contents_lines import CONTENTS
from guidegraph.language.enumeration import is_kind, numbered
from guidegraph.model.reading import GuessKind


__all__ = ["with_contents", "with_names", "with_terms", "with_title"]

_OPENINGS: Final = frozenset(
    [
        "abstract",
        "acknowledgements",
        "acknowledgments",
        "background",
        "contents",
        "foreword",
        "introduction",
        "overview",
        "preamble",
        "preface",
        "purpose",
        "scope",
        "summary",
        "aim",
        "aims",
        "objective",
        "objectives",
        "einleitung",
        "hintergrund",
        "inhalt",
        "überblick",
        "vorwort",
        "zusammenfassung",
        "zweck",
        "präambel",
        "avant-propos",
        "introduction",
        "objet",
        "préambule",
        "préface",
        "résumé",
        "sommaire",
        "antecedentes",
        "contenido",
        "introducción",
        "objeto",
        "prefacio",
        "preámbulo",
        "prólogo",
        "resumen",
        "introduzione",
        "premessa",
        "prefazione",
        "inleiding",
        "voorwoord",
        "introdução",
        "prefácio",
    ]
)
"""The words that sections at the beginning are called by, as no document is."""
_GLOSSARIES: Final = frozenset(
    [
        "glossary",
        "definitions",
        "terms",
        "glossar",
        "begriffe",
        "begriffsbestimmungen",
        "glossaire",
        "définitions",
        "glosario",
        "definiciones",
        "glossario",
        "definizioni",
        "definities",
        "begrippen",
        "glossário",
        "definições",
    ]
)
_AFTER: Final = frozenset(
    [
        "appendix",
        "appendices",
        "annex",
        "annexes",
        "index",
        "references",
        "bibliography",
        "acknowledgements",
        "notes",
        "anhang",
        "anlage",
        "literatur",
        "verzeichnis",
        "annexe",
        "annexes",
        "bibliographie",
        "anexo",
        "anexos",
        "bibliografía",
        "allegato",
        "bijlage",
        "referências",
    ]
)
_MOST_LISTS: Final = 20
_FEWEST: Final = 2  # entries of a contents list
_LONGEST: Final = 160
_LONGEST_TERM: Final = 80
_MOST_WORDS: Final = 16  # of a title
_BARE = re.compile(r"(?:\w{2,15}\.?\s)?(?:\d{1,3}|[IVXLC]{1,7})\.?", re.IGNORECASE)


def _words(block: LaidBlock) -> list[str]:
    return [word.strip(".,:;–—-") for word in block.words.text.casefold().split()]


def with_title(blocks: list[LaidBlock]) -> list[LaidBlock]:
    """
    The blocks; a short one at the top that is no section is the title, above all headings.

    A text whose first heading is like those below it, with text of its own, and is called as
    beginnings of documents are ("Background") has no title.
    """
    at = next((at for at, block in enumerate(blocks) if block.kind is not Kind.FURNITURE), None)
    if at is None or at + 1 >= len(blocks):
        return blocks
    first, after = blocks[at], blocks[at + 1]
    text = first.words.text
    if (
        first.kind not in (Kind.HEADING, Kind.PARAGRAPH)
        or not 0 < len(text) <= _LONGEST
        or text[-1] in ".,;:!?"
        or not (text[0].isupper() or text[0].isdigit())
        or numbered(text) is not None
        or after.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.CONTENTS, Kind.TABLE, Kind.ENTRY)
        or ((after.gap or 0) < 1 and after.kind is not Kind.HEADING)
        or _words(first)[0] in _OPENINGS
        or any(each in text for each in "@=<>{}|\t")
    ):
        return blocks
    headings = [block for block in blocks[at + 1 :] if block.kind is Kind.HEADING]
    if not headings or (
        first.kind is Kind.HEADING and any(each.level != 1 for each in (first, *headings[:1]))
    ):
        return blocks
    if first.kind is Kind.PARAGRAPH and len(text.split()) > _MOST_WORDS:
        return blocks
    reason = LaidReason(decision=GuessKind.HEADING, why="a short line at the top", confidence=0.75)
    found = [
        replace(block, level=block.level + 1)
        if block.kind is Kind.HEADING and block.level is not None
        else block
        for block in blocks
    ]
    reasons = first.reasons if first.kind is Kind.HEADING else (*first.reasons, reason)
    found[at] = replace(first, kind=Kind.HEADING, level=1, reasons=reasons)
    return found


def with_contents(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks; those under "Contents" that all name later headings are a contents list."""
    found = list(blocks)
    heads = [
        at
        for at, block in enumerate(blocks)
        if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and " ".join(_words(block)) in CONTENTS
    ]
    for at in heads[:_MOST_LISTS]:
        end = at + 1
        while end < len(blocks) and blocks[end].kind is not Kind.HEADING:
            end += 1
        names = {
            _letters(name)
            for each in blocks[end:]
            if each.kind is Kind.HEADING
            for name in _names(each.words.text)
        }
        under = blocks[at + 1 : end]
        listed = sum(
            each.kind is Kind.CONTENTS or _letters(each.words.text) in names for each in under
        )
        if listed == len(under) >= _FEWEST:
            reason = LaidReason(decision=GuessKind.FURNITURE, why="contents list")
            found[at:end] = [
                replace(each, kind=Kind.CONTENTS, level=None, reasons=(reason,))
                for each in blocks[at:end]
            ]
    return found


def _names(text: str) -> Iterator[str]:
    """A heading with its number and without."""
    yield text
    if (number := numbered(text)) is not None:
        yield number.label


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def with_names(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks; "Chapter I" and the heading under it are one, where each such one has a name."""
    bare = [at for at, block in enumerate(blocks) if _is_bare(block)]
    named = [at for at in bare if at + 1 < len(blocks) and _is_name(blocks[at + 1])]
    if len(named) < 2 or len(named) < len(bare):
        return list(blocks)
    found: list[LaidBlock] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is not None and _is_bare(last) and _is_name(block):
            found[-1] = replace(
                last,
                words=joined([last.words, block.words]),
                reasons=(*last.reasons, *block.reasons),
            )
        else:
            found.append(block)
    return found


def _is_bare(block: LaidBlock) -> bool:
    """Whether a heading is nothing but a number, with a word for what it is the number of."""
    words = block.words.text.split()
    return (
        block.kind is Kind.HEADING
        and _BARE.fullmatch(block.words.text) is not None
        and (len(words) == 1 or is_kind(words[0]))
    )


def _is_name(block: LaidBlock) -> bool:
    return (
        block.kind is Kind.HEADING
        and len(block.words.text) <= _LONGEST_TERM
        and numbered(block.words.text) is None
        and not _is_bare(block)
    )


def with_terms(blocks: list[LaidBlock]) -> list[LaidBlock]:
    """The blocks; headings without numbers after that of a glossary are below it."""
    found: list[LaidBlock] = []
    named = _named_in_contents(blocks)
    over: LaidBlock | None = None
    for block in blocks:
        if block.kind is not Kind.HEADING:
            found.append(block)
            continue
        words = _words(block)
        if (
            len(words) <= 3
            and not _GLOSSARIES.isdisjoint(words)
            and numbered(block.words.text) is None
        ):
            over = block
            found.append(block)
            continue
        if over is not None and (
            not words
            or block.level != over.level
            or words[0] in _AFTER
            or " ".join(words) in named
            or len(block.words.text) > _LONGEST_TERM
            or numbered(block.words.text) is not None
        ):
            over = None
        if over is None:
            found.append(block)
            continue
        reason = LaidReason(
            decision=GuessKind.LEVEL, why="a term below the heading of a glossary", confidence=0.75
        )
        level = (over.level or 1) + 1
        found.append(replace(block, level=level, reasons=(*block.reasons, reason)))
    return found


def _named_in_contents(blocks: Sequence[LaidBlock]) -> frozenset[str]:
    return frozenset(
        " ".join(word for word in _words(block) if not word.isdecimal())
        for block in blocks
        if block.kind is Kind.CONTENTS
    )
