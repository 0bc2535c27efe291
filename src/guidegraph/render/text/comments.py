"""Comments and what was decided about them, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.comments import Comment, CommentRegister, CommentStatus
from guidegraph.render.disposition import clauses, decision
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_comments"]


def text_of_comments(register: CommentRegister, page: Page) -> str:
    """The counts, then each comment: clause, comment, proposed change, decision."""
    return drawn(page, *_parts(register, page))


def _parts(register: CommentRegister, page: Page) -> Iterator[RenderableType]:
    counts = Counter(comment.status for comment in register.comments)
    yield Text(f"Comments on {register.edition.id}", style="title")
    yield Text(", ".join(f"{counts[status]} {status}" for status in CommentStatus))
    if page.summary:
        return
    for comment in register.comments:
        yield Text("")
        yield from _comment(register, comment)


def _comment(register: CommentRegister, comment: Comment) -> Iterator[RenderableType]:
    yield Text.assemble(
        (comment.id, "title"),
        f"  {comment.motivation}  ",
        (clauses(register.edition, comment), "place"),
    )
    yield Padding(Text(comment.body), (0, 0, 0, 4))
    if comment.proposed:
        yield Padding(Text(f"proposed: {comment.proposed}"), (0, 0, 0, 4))
    style = "quiet" if comment.disposition is None else "notable"
    yield Padding(Text(f"decision: {decision(comment)}", style=style), (0, 0, 0, 4))


draw = by_type({CommentRegister: text_of_comments})
