"""The commenting table of standards bodies: what is in its rows, and what is odd about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from guidegraph.importers.comment_columns import ISO_COLUMNS, CommentColumn
from guidegraph.importers.comment_places import CommentPlaces
from guidegraph.model.clauses import clause_of
from guidegraph.model.comments import (
    AttachedBy,
    Comment,
    CommentRegister,
    Disposition,
    LeftOutRow,
)
from guidegraph.model.edition import Edition
from guidegraph.model.excerpt import beginning


__all__ = [
    "PAPER_COLUMNS",
    "SHEET_COLUMNS",
    "commenting_rows",
    "grouped_rows",
    "remarks_of",
    "summary_of",
    "title_of",
]

PAPER_COLUMNS: Final = (CommentColumn.NUMBER, *ISO_COLUMNS)
"""The columns in the order of ISO, after a number."""

SHEET_COLUMNS: Final = (
    *PAPER_COLUMNS,
    CommentColumn.MOTIVATION,
    CommentColumn.STATUS,
    CommentColumn.ITEMS,
    CommentColumn.ATTACHED,
    CommentColumn.WARNINGS,
)
"""The columns of a sheet, where there is room for more."""

_DECIDED: Final[Mapping[Disposition, str]] = {
    Disposition.ACCEPTED: "Accepted",
    Disposition.ACCEPTED_IN_PART: "Accepted in part",
    Disposition.DEFERRED: "Deferred",
    Disposition.NOTED: "Noted",
    Disposition.REJECTED: "Not accepted",
    Disposition.WITHDRAWN: "Withdrawn",
}
_ATTACHED: Final[Mapping[AttachedBy, str]] = {
    AttachedBy.ITEMS: "by the ids of items",
    AttachedBy.CLAUSE: "by clause",
    AttachedBy.PARAGRAPH: "by paragraph",
    AttachedBy.WORDS: "by quoted words",
    AttachedBy.PLACE: "by place in the document",
    AttachedBy.WHOLE: "on the whole document",
    AttachedBy.NOTHING: "not attached",
}


def title_of(register: CommentRegister, name: str) -> str:
    """The title of the comments on an edition of that name, with where they were made."""
    made_on = next((each.carried_from for each in register.comments if each.carried_from), None)
    id_ = register.edition.id
    named = name if id_ in name else f"{name} ({id_})"
    return f"Comments on {made_on}, carried to {named}" if made_on else f"Comments on {named}"


def commenting_rows(
    register: CommentRegister, columns: Sequence[CommentColumn]
) -> Iterator[tuple[str, ...]]:
    """The names of the columns, then a row for each comment."""
    yield tuple(columns)
    places = CommentPlaces(register.edition)
    for comment in register.comments:
        cells = _cells(register.edition, places, comment)
        yield tuple(cells[column] for column in columns)


def _cells(
    edition: Edition, places: CommentPlaces, comment: Comment
) -> Mapping[CommentColumn, str]:
    paragraph = comment.paragraph or ""
    if paragraph and comment.carried_from:
        paragraph = f"{paragraph} ({comment.carried_from})"
    clause, items = places.cells_for(comment)
    return {
        CommentColumn.NUMBER: comment.id,
        CommentColumn.MEMBER: comment.member or "–",
        CommentColumn.LINE: comment.line_number or "",
        CommentColumn.CLAUSE: clause,
        CommentColumn.PARAGRAPH: paragraph,
        CommentColumn.TYPE: comment.type.abbreviation if comment.type else "",
        CommentColumn.COMMENT: comment.body,
        CommentColumn.PROPOSED: comment.proposed or "",
        CommentColumn.OBSERVATION: _observation(comment),
        CommentColumn.MOTIVATION: comment.motivation.value,
        CommentColumn.STATUS: comment.status.value,
        CommentColumn.ITEMS: items,
        CommentColumn.ATTACHED: _attached(edition, comment),
        CommentColumn.WARNINGS: "\n".join(remarks_of(comment)),
    }


def _observation(comment: Comment) -> str:
    if comment.observation or comment.disposition is None:
        return comment.observation or ""
    decided = _DECIDED[comment.disposition]
    return f"{decided}: {comment.reason}" if comment.reason else decided


def _attached(edition: Edition, comment: Comment) -> str:
    named = (clause_of(edition, edition.by_id[id_]) for id_ in comment.targets)
    return (
        "; ".join(named) or _ATTACHED[AttachedBy.WHOLE if comment.attached else AttachedBy.NOTHING]
    )


def remarks_of(comment: Comment) -> Iterator[str]:
    """What is odd about the place of a comment, and how it changed in another edition."""
    if comment.attached or comment.places:
        yield from comment.warnings
    else:
        yield f"not attached: {'; '.join(comment.warnings)}".removesuffix(": ")
    if comment.reply_to:
        yield f"an answer to {comment.reply_to}"
    for place in comment.places:
        words = f": “{beginning(' '.join(place.words.split()), 200)}”" if place.words else ""
        itself = "itself " if place.below else ""
        yield f"{place.clause} in {comment.carried_from}: {itself}{place.outcome}{words}"
        if place.below:
            below = "; ".join(f"{count} {outcome}" for outcome, count in place.below)
            yield f"below {place.clause} in {comment.carried_from}: {below}"
    for words in comment.now_there:
        yield f"the proposed words now stand there: “{beginning(words, 200)}”"


def summary_of(register: CommentRegister) -> Iterator[str]:
    """How the comments are attached, and what else was in their file, as counts."""
    if register.files:
        (first, count), *others = register.files
        rest = "".join(f", {number} in {name}" for name, number in others)
        yield f"read: {count} comments in {first}{rest}"
    counts = Counter(comment.attached_by for comment in register.comments)
    if set(counts) - {AttachedBy.ITEMS}:
        said = (f"{counts[by]} {words}" for by, words in _ATTACHED.items() if counts[by])
        yield f"attached: {', '.join(said)}"
    outcomes = Counter(place.outcome for each in register.comments for place in each.places)
    if outcomes:
        yield "places: " + "; ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    places = [place for each in register.comments for place in each.places if place.below]
    if places:
        changed = sum(any(said != "unchanged" for said, _ in place.below) for place in places)
        yield f"below them: changes in {changed} of the {len(places)} places that have parts"
    if register.left_out:
        yield "not comments: " + "; ".join(
            f"{why} ({len(rows)})" for why, rows in grouped_rows(register).items()
        )


def grouped_rows(register: CommentRegister) -> Mapping[str, Sequence[LeftOutRow]]:
    """What in a file is no comment, by the reason."""
    found: dict[str, list[LeftOutRow]] = {}
    for row in register.left_out:
        found.setdefault(row.why, []).append(row)
    return found
