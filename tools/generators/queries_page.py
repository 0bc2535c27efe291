"""`docs/reference/queries.md`: the named queries, from the comments on top of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guidegraph.query.named import NamedQuery, named_queries


PATH = PurePosixPath("docs/reference/queries.md")
NOTICE = (
    "<!-- Generated from src/guidegraph/query/queries/ by `python tools/gen.py`; "
    "a change made here is lost. -->"
)
HEAD = """# Named queries

`guidegraph query NAME` runs one of these; `guidegraph queries` lists them.
For queries in general, see [Query a library](../how-to/ask.md).

In the queries, `$name` is a parameter, which is replaced by an RDF term.
An optional parameter without a value matches anything."""


def generate_queries_page() -> tuple[PurePosixPath, str]:
    """The page: each query with its parameters, an example and its SPARQL."""
    parts = [NOTICE, HEAD]
    for query in named_queries().values():
        parts += _entry(query)
    return PATH, "\n\n".join(parts) + "\n"


def _entry(query: NamedQuery) -> Iterator[str]:
    yield f"## {query.name}"
    yield query.summary
    if query.details:
        yield query.details
    if query.parameters:
        rows = ["| parameter | kind | meaning |", "| --- | --- | --- |"]
        for parameter in query.parameters:
            optional = ", optional" if parameter.optional else ""
            kind = f"{parameter.kind}{optional}"
            rows.append(f"| `--{parameter.name}` | {kind} | {parameter.summary} |")
        yield "\n".join(rows)
    if query.needs_diffs:
        yield "It also uses the diffs between editions."
    yield f"```shell\nguidegraph query {query.name} {query.example}\n```"
    body = query.text.partition("\n\n")[2].strip()
    yield f"```sparql\n{body}\n```"
