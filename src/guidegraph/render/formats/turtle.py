"""Turtle, canonical: the same edition, diff, library or comments give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind
from guidegraph.render.graphs import Relative, graphs, triples


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset
    from guidegraph.model.comments import CommentRegister


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.turtle import to_turtle

    return to_turtle(dataset.triples, dataset.base, dataset.prefixes)


def _comments(register: CommentRegister, _page: RenderOptions) -> bytes:
    """Comments as Web Annotations."""
    from guidegraph.graph.comments import comments_to_graph
    from guidegraph.graph.turtle import to_turtle

    return to_turtle(comments_to_graph(register), f"{register.edition.iri}/")


form = Format(
    name="Turtle",
    media_type="text/turtle",
    suffix=".ttl",
    former=("changes-turtle", "comments-turtle", "skos-turtle"),
    holds={
        **graphs(".ttl", _write, relative=Relative.EVERYTHING),
        ResultKind.COMMENTS: FormatSupport(
            write=_comments,
            losses="Whose a comment is, its place as a commenting table has it, and how it was "
            "attached are not held.",
        ),
        ResultKind.TRIPLES: triples("turtle"),
    },
)
