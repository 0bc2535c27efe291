"""From a laid-out document to an edition: the same way for every format."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from guidegraph.importers.assemble import check_count
from guidegraph.importers.documents.laid import Block, Comment, Kind, Laid, Words
from guidegraph.importers.importer import Document
from guidegraph.importers.outline import blocks as outline
from guidegraph.importers.outline.items import OutlineReader
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.model.edition import Edition, Provenance
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.reading import SURE, Decision, Guess, LeftOut, Reading
from guidegraph.model.statement import Role, Statement


__all__ = ["edition_of"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~])")


def edition_of(document: Document, laid: Laid) -> Edition:
    """
    The edition that a laid-out document makes, with what was guessed in its `reading`.

    Raises:
        FormatError: there are no words in it.
    """
    for warning in laid.warnings:
        warnings.warn(f"{laid.path}: {warning}", GuidegraphWarning, stacklevel=2)
    kept = [block for block in laid.blocks if block.kind not in (Kind.FURNITURE, Kind.CONTENTS)]
    blocks = [each for at, block in enumerate(kept) for each in _in_outline(block, at + 1)]
    # A block's number stands for its line, so that each item's place is found again.
    reader = OutlineReader(laid.path, blocks, {}, Remarks(laid.path), authored=False)
    found = reader.read()
    if not (found.items or found.title):
        raise FormatError(laid.path, None, "no words in it", "check the file")
    check_count(len(found.items), laid.path)
    manifest = document.manifest
    items_at: dict[int, str] = {}
    for id_, place in found.places.items():
        items_at.setdefault(place.line, id_)
    return Edition(
        id=document.edition,
        iri=document.iri,
        title=found.title or laid.title or document.edition,
        title_printed=found.title_printed,
        issued=manifest.issued or laid.issued,
        language=laid.language or manifest.language,
        version_of=manifest.version_of,
        provenance=Provenance(
            publisher=manifest.publisher,
            rights=manifest.rights,
            revision_of=manifest.revision_of,
            derived_from=manifest.derived_from,
        ),
        items=found.items,
        associations=found.associations,
        statements=tuple(reader.statements),
        places={id_: kept[place.line - 1].place for id_, place in found.places.items()},
        reading=_reading(laid, kept, items_at),
    )


def _reading(laid: Laid, kept: list[Block], items_at: dict[int, str]) -> Reading:
    guesses = [
        Guess(
            decision=reason.decision,
            place=block.place,
            text=reason.text or block.words.text,
            why=reason.why,
            confidence=reason.confidence,
            other=reason.other,
            item=items_at.get(at),
        )
        for at, block in enumerate(kept, start=1)
        for reason in block.reasons
        if reason.confidence < SURE
    ]
    return Reading(
        pages=laid.pages,
        guesses=tuple(guesses),
        left_out=tuple(
            LeftOut(
                place=block.place,
                text=block.words.text,
                why=block.reasons[0].why if block.reasons else str(block.kind),
            )
            for block in laid.blocks
            if block.kind in (Kind.FURNITURE, Kind.CONTENTS)
        ),
        joins=MappingProxyType(
            {
                guess.text: guess.other
                for guess in guesses
                if guess.decision is Decision.JOIN and guess.other
            }
        ),
    )


def _in_outline(block: Block, number: int) -> Iterator[outline.Block]:
    """A block as one of Markdown."""
    text = marked_up(block.words)
    said = tuple(map(_comment, block.comments))
    made = outline.Block(
        kind=outline.BlockKind.PARAGRAPH, line=number, text=text, mark=block.mark, statements=said
    )
    match block.kind:
        case Kind.HEADING:
            printed = f"{block.mark} {text}" if block.mark else text
            yield replace(
                made, kind=outline.BlockKind.HEADING, text=printed, level=block.level or 1
            )
        case Kind.ENTRY:
            yield replace(
                made,
                kind=outline.BlockKind.ENTRY,
                depth=block.level or 0,
                numbered=any(map(str.isalnum, block.mark or "")),
            )
        case Kind.TABLE:
            rows = tuple(
                tuple(" ".join(marked_up(each.words) for each in cell.blocks) for cell in row.cells)
                for row in block.rows
            )
            yield replace(
                made,
                kind=outline.BlockKind.TABLE,
                rows=tuple((number, row) for row in rows),
            )
        case Kind.NOTE:
            yield replace(made, kind=outline.BlockKind.NOTE)
        case _:
            yield made


def marked_up(words: Words) -> str:
    r"""
    Words as Markdown.

    >>> marked_up(Words(text="a*b c", notes=(("1", 3),)))
    'a\\*b[^1] c'
    """
    text, at = words.text, 0
    parts: list[str] = []
    for mark, offset in words.notes:
        parts += (_SPECIAL.sub(r"\\\1", text[at:offset]), f"[^{mark}]")
        at = offset
    parts.append(_SPECIAL.sub(r"\\\1", text[at:]))
    return "".join(parts)


def _comment(comment: Comment) -> Statement:
    about = tuple(
        Statement(property=name, value=value)
        for name, value in (
            ("about", comment.about),
            ("creator", comment.author),
            ("date", comment.date),
        )
        if value
    )
    return Statement(property=comment.kind, value=comment.text, role=Role.NOTE, about=about)
