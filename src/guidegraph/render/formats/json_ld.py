"""JSON-LD 1.1, compacted with our context, which is embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind
from guidegraph.render.graphs import Relative, graphs, triples


if TYPE_CHECKING:
    from guidegraph.graph.dataset import Dataset
    from guidegraph.model.comments import CommentRegister


def _write(dataset: Dataset) -> bytes:
    from guidegraph.graph.context import CONTEXT
    from guidegraph.graph.json_ld import compacted_dataset, document

    return document({"@context": dict(CONTEXT), "@graph": compacted_dataset(dataset.graphs)})


def _comments(register: CommentRegister, _page: RenderOptions) -> bytes:
    """Comments as Web Annotations."""
    from guidegraph.graph.comments import comments_to_graph
    from guidegraph.graph.json_ld import to_json_ld

    return to_json_ld(comments_to_graph(register))


form = Format(
    name="JSON-LD",
    media_type="application/ld+json",
    suffix=".jsonld",
    former=("changes-json-ld", "comments-json-ld"),
    holds={
        **graphs(".jsonld", _write, relative=Relative.RESOURCES, named=True),
        ResultKind.COMMENTS: FormatSupport(
            write=_comments,
            losses="Whose a comment is, its place as a commenting table has it, and how it was "
            "attached are not held.",
        ),
        ResultKind.TRIPLES: triples("json-ld"),
    },
)
