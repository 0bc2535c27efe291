"""What a change says, as XHTML for the content of an entry: words removed and added are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guidegraph.model.changes import Change, Comparison, Ref, WordEdit, WordOp
from guidegraph.model.edition import Edition
from guidegraph.render.details import Details
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import link_phrase, names_of, spaced, weight_of, words_of

# Texts become XML here as they do in pictures.
from guidegraph.render.picture import attribute, words
from guidegraph.render.whereabouts import at_place, whereabouts


__all__ = ["bullets", "paragraph", "redline"]

_TAGS = {WordOp.DELETE: "del", WordOp.INSERT: "ins"}


def redline(comparison: Comparison, change: Change) -> str:
    """
    How the items of a change changed, where they are, their old and new words, and the result.
    """
    return "".join(_parts(comparison, change))


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{words(spaced(text))}</p>"


def bullets(texts: Iterable[str]) -> str:
    """A list of plain texts; nothing if there are none."""
    found = "".join(f"<li>{words(spaced(text))}</li>" for text in texts)
    return f"<ul>{found}</ul>" if found else ""


def _parts(comparison: Comparison, change: Change) -> Iterator[str]:
    yield paragraph(f"{', '.join((*names_of(change), *weight_of(change)))}: {_places(change)}")
    for edits in (change.label_words, change.words):
        if edits:
            yield _marked(comparison.new, edits)
    if not change.label_words and not change.words:
        # The words stayed, or are all gone or all new.
        yield from _whole(comparison, change.old, WordOp.DELETE, marked=not change.new)
        if not change.old:
            yield from _whole(comparison, change.new, WordOp.INSERT, marked=True)
    if change.duplicate_of is not None:
        twin = item_of(comparison, change.duplicate_of, old=False)
        yield paragraph(f"Duplicate of {change.duplicate_of.id}: {words_of(twin)}")
    details = Details(comparison, everything=False)
    reasons = change.verdict.reasons if change.verdict else ()
    where = (*at_place(details, change), *whereabouts(details, change))
    links = (link_phrase(link) for link in change.links)
    yield bullets((*dict.fromkeys(reasons), *where, *links))


def _places(change: Change) -> str:
    sides = (change.old, change.new)
    return " → ".join(
        ", ".join(f"{ref.edition}:{ref.id}" for ref in side) for side in sides if side
    )


def _whole(
    comparison: Comparison, refs: Sequence[Ref], op: WordOp, *, marked: bool
) -> Iterator[str]:
    for ref in refs:
        text = words_of(item_of(comparison, ref, old=op is WordOp.DELETE))
        edit = WordEdit(op=op if marked else WordOp.EQUAL, text=text)
        yield _marked(comparison.new, [edit])


def _marked(edition: Edition, edits: Iterable[WordEdit]) -> str:
    language = "" if edition.language == "en" else f" xml:lang={attribute(edition.language)}"
    return f"<p{language}>{' '.join(_run(edit) for edit in edits)}</p>"


def _run(edit: WordEdit) -> str:
    text, tag = words(spaced(edit.text)), _TAGS.get(edit.op)
    return text if tag is None else f"<{tag}>{text}</{tag}>"
