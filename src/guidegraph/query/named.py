"""
The named queries: SPARQL files whose first comment is their documentation.

In such a file `$name` is a parameter, as in SHACL: it is replaced by a term before the query runs.
Values are turned into terms and written by the RDF library: no value can be anything but a value. A
parameter that is left out remains a variable, and matches anything.

The comment begins with a sentence. Then follow, in any order, paragraphs and these lines:

```
# param value (value): the number or label of the value, such as 7
# param edition (edition, optional): the edition; without it, all
# needs: diffs
# example: --value 7 --edition combined
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.records import Tabular
from guidegraph.query.arguments import item_named, number_of_value, term_named
from guidegraph.query.tokens import tokens


__all__ = [
    "NamedQueries",
    "NamedQuery",
    "Parameter",
    "ParameterKind",
    "bound",
    "named_queries",
    "named_query",
    "read_query",
]

_PARAMETER = re.compile(r"param ([a-z]+) \(([a-z]+)(, optional)?\): (.+)")


class ParameterKind(StrEnum):
    """The kind of a parameter's value."""

    EDITION = "edition"
    COURSE = "course"
    ITEM = "item"
    TERM = "term"
    VALUE = "value"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    kind: ParameterKind
    optional: bool
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A named query with the documentation of its comment."""

    name: str
    summary: str
    details: str
    parameters: tuple[Parameter, ...]
    needs_diffs: bool
    example: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQueries(Tabular):
    """Some named queries, to show."""

    queries: tuple[NamedQuery, ...]

    def entries(self) -> Iterable[object]:
        """One for each query."""
        for query in self.queries:
            yield {"name": query.name, "summary": query.summary}


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries by their names, sorted."""
    folder = files(__package__).joinpath("queries")
    found = {
        name.removesuffix(".rq"): folder.joinpath(name).read_text(encoding="utf-8")
        for name in sorted(file.name for file in folder.iterdir())
        if name.endswith(".rq")
    }
    return MappingProxyType({name: read_query(name, text) for name, text in found.items()})


def named_query(name: str) -> NamedQuery:
    """
    A named query.

    Raises:
        UnknownNameError: there is none with this name.
    """
    if name not in named_queries():
        raise UnknownNameError("named query", name, named_queries())
    return named_queries()[name]


def read_query(name: str, text: str) -> NamedQuery:
    """A named query from the text of its file."""
    header = re.match(r"(?:#.*\n)+", text)
    lines = [line.removeprefix("#").strip() for line in header[0].splitlines()] if header else []
    parameters, prose, example, needs = [], [], "", False
    for line in lines:
        if found := _PARAMETER.fullmatch(line):
            parameters.append(
                Parameter(
                    name=found[1],
                    kind=ParameterKind(found[2]),
                    optional=bool(found[3]),
                    summary=found[4],
                )
            )
        elif line.startswith("example: "):
            example = line.removeprefix("example: ")
        elif line == "needs: diffs":
            needs = True
        else:
            prose.append(line)
    summary, *rest = [" ".join(part.split()) for part in "\n".join(prose).split("\n\n")]
    return NamedQuery(
        name=name,
        summary=summary,
        details="\n\n".join(part for part in rest if part),
        parameters=tuple(parameters),
        needs_diffs=needs,
        example=example,
        text=text,
    )


def bound(query: NamedQuery, values: Mapping[str, str], editions: Mapping[str, Edition]) -> str:
    """
    The SPARQL of a named query with terms instead of its parameters.

    Args:
        values: the values of the parameters, by name.
        editions: the editions and courses, by id.

    Raises:
        UnknownNameError: there is no such parameter, edition, course, item, term or value.
        MisuseError: a parameter is missing, or its value is not of its kind.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            raise UnknownNameError(f"parameter of {query.name}", name, known)
    for name, parameter in known.items():
        if name not in values and not parameter.optional:
            raise MisuseError(
                f"the query {query.name!r} needs --{name}: {parameter.summary}; "
                f"try 'guidegraph query {query.name} {query.example}'"
            )
    edition = editions.get(values.get("edition", ""))
    chosen = [*editions.values()] if edition is None else [edition]
    terms = {
        f"${name}": _term(known[name], value, editions, chosen) for name, value in values.items()
    }
    parts, at = [], 0
    for token in tokens(query.text):
        if token.kind == "variable" and token.text in terms:
            parts += [query.text[at : token.start], terms[token.text]]
            at = token.start + len(token.text)
    return "".join((*parts, query.text[at:]))


def _term(
    parameter: Parameter, value: str, editions: Mapping[str, Edition], chosen: Sequence[Edition]
) -> str:
    """A value as a term, in the syntax that SPARQL shares with N-Triples."""
    from pyoxigraph import Literal, NamedNode

    from guidegraph.graph.build import edition_iri

    match parameter.kind:
        case ParameterKind.EDITION:
            if value not in editions:
                raise UnknownNameError("edition", value, editions)
            return str(NamedNode(edition_iri(editions[value])))
        case ParameterKind.COURSE:
            courses = {id_ for id_, edition in editions.items() if edition.type == "Course"}
            if value not in courses:
                raise UnknownNameError("course", value, courses)
            return str(NamedNode(edition_iri(editions[value])))
        case ParameterKind.ITEM:
            value = item_named(value, chosen)
        case ParameterKind.TERM:
            value = term_named(value, chosen)
        case ParameterKind.VALUE:
            value = number_of_value(value, chosen)
        case ParameterKind.WORDS:
            if not any(sign.isalnum() for sign in value):
                raise MisuseError(
                    f"--{parameter.name} {value!r} has no word in it; give {parameter.summary}"
                )
    return str(Literal(value))
