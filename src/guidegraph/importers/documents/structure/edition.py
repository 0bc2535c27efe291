"""From a laid-out document to an edition: the same way for every format."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from guidegraph.importers.assemble import check_count
from guidegraph.importers.documents.laid import Annotation, Laid, Words
from guidegraph.importers.documents.profiles.choice import chosen
from guidegraph.importers.documents.profiles.profile import ItemKind
from guidegraph.importers.documents.structure.contents import with_contents
from guidegraph.importers.documents.structure.footnotes import with_keys
from guidegraph.importers.documents.structure.pieces import OUT, Piece, PieceKind, printed
from guidegraph.importers.documents.structure.profiled import profiled
from guidegraph.importers.documents.structure.reading_order import pieces_of
from guidegraph.importers.importer import Document
from guidegraph.importers.outline import blocks as outline
from guidegraph.importers.outline.headings import Heading, HeadingSubject
from guidegraph.importers.outline.items import OutlineReader
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.model.edition import Edition, Item, Link, Provenance
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.findings import Place
from guidegraph.model.reading import SURE, Guess, GuessKind, LeftOut, Reading
from guidegraph.model.statement import Role, Statement


__all__ = ["edition_of", "marked_up"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~])")


def edition_of(document: Document, laid: Laid) -> Edition:
    """
    The edition that a laid-out document makes, with what was guessed in its `reading`.

    It is read with the layout profile that is given, or that its own words are a sign of.

    Raises:
        FormatError: there are no words in it.
    """
    for warning in laid.warnings:
        warnings.warn(f"{laid.path}: {warning}", GuidegraphWarning, stacklevel=2)
    profile = chosen(document.profile, _all_words(laid))
    if profile is not None:
        laid = profiled(laid, profile)
    laid = replace(laid, blocks=with_contents(laid.blocks))
    everything = pieces_of(laid)
    pieces, marks = with_keys([each for each in everything if each.kind is not PieceKind.LEFT_OUT])
    # A block's number stands for its line, so that each item's place is found again.
    blocks = [_in_outline(piece, at) for at, piece in enumerate(pieces, start=1)]
    reader = OutlineReader(laid.path, blocks, {}, Remarks(laid.path), authored=False)
    found = reader.read()
    if not (found.items or found.title):
        raise FormatError(laid.path, None, "no words in it", "check the file")
    check_count(len(found.items), laid.path)
    manifest = document.manifest
    lines = {id_: place.line for id_, place in found.places.items()}
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
        items=tuple(
            _finished(item, pieces[lines[item.id] - 1], pieces, marks) for item in found.items
        ),
        associations=found.associations,
        statements=tuple(reader.statements),
        places={id_: pieces[line - 1].place for id_, line in lines.items()},
        reading=replace(
            _reading(laid, everything, pieces, lines), profile=profile.name if profile else None
        ),
    )


def _all_words(laid: Laid) -> str:
    """The words of a document with its furniture, to look for the signs of a layout profile."""
    return " ".join(printed([block]) for block in laid.blocks)


def _in_outline(piece: Piece, number: int) -> outline.Block:
    """A piece as a block of Markdown."""
    text = marked_up(piece.words)
    made = outline.Block(
        kind=outline.BlockKind.PARAGRAPH,
        line=number,
        text=text,
        mark=piece.mark,
        depth=piece.depth,
        notation=piece.notation,
        statements=(*piece.statements, *map(_comment, piece.comments)),
    )
    match piece.kind:
        case PieceKind.HEADING if piece.item:
            return replace(
                made,
                kind=outline.BlockKind.HEADING,
                heading=_announced(piece, text),
                level=piece.level,
            )
        case PieceKind.HEADING:
            number_in_front = f"{piece.mark} " if piece.notation else ""
            return replace(
                made,
                kind=outline.BlockKind.HEADING,
                text=number_in_front + text,
                level=piece.level,
            )
        case PieceKind.ENTRY:
            return replace(
                made,
                kind=outline.BlockKind.ENTRY,
                term=marked_up(piece.label),
                defines=piece.item == ItemKind.TERM,
            )
        case PieceKind.NOTE:
            return replace(made, kind=outline.BlockKind.NOTE)
        case _:
            return made


def _announced(piece: Piece, text: str) -> Heading:
    """The heading that a layout profile says a piece is."""
    item = ItemKind(piece.item)
    if item in (ItemKind.TITLE, ItemKind.SECTION):
        return Heading(subject=HeadingSubject.SECTION, label=text)
    found = Heading(subject=HeadingSubject(item), label=text, printed=item is not ItemKind.ROLES)
    digits = "".join(filter(str.isdecimal, piece.mark or ""))[:4]
    if item is not ItemKind.VALUE:
        return found
    if not digits:
        return replace(found, subject=HeadingSubject.SECTION)
    mark = piece.mark or ""
    return replace(found, number=int(digits), marker=None if mark.endswith(":") else mark)


def _finished(
    item: Item, piece: Piece, pieces: Sequence[Piece], marks: dict[str, tuple[str, int]]
) -> Item:
    """An item with the links of its words, and the marks of its notes as they are printed."""
    links: list[Link] = [*piece.label.links, *piece.words.links]
    notes = []
    for note in item.notes:
        mark, at = marks[note.mark]
        notes.append(replace(note, mark=mark))
        links += pieces[at].words.links
    statements = item.statements
    if piece.kind is PieceKind.HEADING:  # an outline has no comments on headings
        statements += tuple(map(_comment, piece.comments))
    if piece.kind is PieceKind.NOTE:  # a note of the title, or of no words: an item with its mark
        item = replace(item, marker=marks[piece.mark or ""][0] or None)
    return replace(
        item, links=(*item.links, *dict.fromkeys(links)), notes=tuple(notes), statements=statements
    )


def _reading(
    laid: Laid, everything: Sequence[Piece], pieces: Sequence[Piece], lines: dict[str, int]
) -> Reading:
    items_at: dict[int, str] = {}
    for id_, line in lines.items():
        items_at.setdefault(line, id_)
    guesses = [
        Guess(
            decision=reason.decision,
            place=piece.place,
            text=reason.text or _text(piece),
            why=reason.why,
            confidence=reason.confidence,
            other=reason.other,
            item=items_at.get(at),
        )
        for at, piece in enumerate(pieces, start=1)
        for reason in piece.reasons
        if reason.confidence < SURE
    ]
    return Reading(
        columns=tuple(
            dict.fromkeys(
                each.columns
                for each in pieces
                if each.columns and all(name for name, _ in each.columns)
            )
        ),
        pages=laid.pages,
        guesses=tuple(guesses),
        left_out=tuple(_left_out(laid, everything)),
        joins=MappingProxyType(
            {
                guess.text: guess.other
                for guess in guesses
                if guess.decision is GuessKind.JOIN and guess.other
            }
        ),
    )


def _left_out(laid: Laid, everything: Sequence[Piece]) -> Iterator[LeftOut]:
    """What is in no item, in the order of the document as far as places say it."""
    found = [
        LeftOut(
            place=block.place,
            text=printed([block]),
            why=block.reasons[0].why if block.reasons else str(block.kind),
        )
        for block in laid.blocks
        if block.kind in OUT
    ]
    found += [
        LeftOut(place=piece.place, text=piece.words.text, why=piece.reasons[0].why)
        for piece in everything
        if piece.kind is PieceKind.LEFT_OUT
    ]
    yield from sorted(found, key=lambda each: _order(each.place))


def _order(place: Place) -> tuple[int, float, int]:
    return (place.page, place.box[1] if place.box else 0.0, place.line)


def _text(piece: Piece) -> str:
    return " ".join(filter(None, (piece.mark, piece.label.text, piece.words.text)))


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
        at = max(at, offset)
    parts.append(_SPECIAL.sub(r"\\\1", text[at:]))
    return "".join(parts)


def _comment(comment: Annotation) -> Statement:
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
