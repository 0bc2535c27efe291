"""The committee's paper, and the commenting table, as Word documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.comments import CommentRegister


def _diff(comparison: Comparison, _page: RenderOptions) -> bytes:
    from guidegraph.render.docx.paper import paper_docx

    return paper_docx(comparison)


def _comments(register: CommentRegister, _page: RenderOptions) -> bytes:
    from guidegraph.render.docx.commenting import comments_docx

    return comments_docx(register)


form = Format(
    name="Word document",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffix=".docx",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_diff,
            losses="Long texts as a whole, what is unchanged and the evidence of the alignment are "
            "not held.",
        ),
        ResultKind.COMMENTS: FormatSupport(
            write=_comments,
            losses="The motivation and the status of a comment, and the words of a document that "
            "it is on, are not held.",
        ),
    },
)
