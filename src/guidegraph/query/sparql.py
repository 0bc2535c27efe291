"""A request to the query engine, and its answer as values or as an error with the place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from guidegraph.model.answer import Answer, Solutions, Statements, Term, TermKind, Verdict
from guidegraph.model.errors import FormatError, MisuseError, StoppedError
from guidegraph.query.guard import read_only, unescaped


__all__ = ["LargeAnswerError", "answer_of", "question"]

_PLACE = re.compile(r"error at (\d+):(\d+)(?:: (.*))?", re.DOTALL)
_AROUND = 40
_MOST_EXPECTED = 6
# What is refused anyway, and what is possible nearly everywhere.
_NO_HELP = frozenset({"LATERAL", "OPTIONAL", "SERVICE"})


class LargeAnswerError(MisuseError):
    """An answer is larger than allowed, and a part of it would be taken for the whole."""


def question(
    text: str,
    graphs: Sequence[str],
    *,
    default: Sequence[str] | None,
    limit: int,
    named: Sequence[str] | None = None,
) -> dict[str, Any]:
    """
    The request to the engine for a query that only reads the *graphs*; its "word" is SELECT, ASK …
    in small letters.

    Args:
        default: the graphs that form the default graph; `None` for all.
        named: the named graphs, whatever the query chooses; `None` for all, or those that it
            chooses.
        limit: the maximum number of rows, or triples, of an answer.
    """
    reading = read_only(text, graphs)
    return {
        "query": text,
        "word": reading.form,
        "chooses": reading.chooses_graphs,
        "default": None if default is None else list(default),
        "named": None if named is None else list(named),
        "limit": limit,
    }


def answer_of(reply: Mapping[str, Any], asked: Mapping[str, Any], source: str) -> Answer:
    """
    The engine's reply as values.

    Args:
        source: the name of the query in messages: its file, or its name.

    Raises:
        FormatError: the query is not SPARQL 1.1.
        MisuseError: it cannot be evaluated, or its answer not be written.
        LargeAnswerError: it has more rows, or is longer, than allowed.
        StoppedError: it needed too much memory.
    """
    if "problem" in reply:
        _fail(reply["problem"], reply["message"], asked["query"], source)
    if reply["form"] == "ask":
        return Verdict(holds=reply["holds"])
    limit = asked["limit"]
    rows = [tuple(_term(term) for term in row) for row in reply["rows"][:limit]]
    complete = len(reply["rows"]) <= limit
    if reply["form"] == "select":
        return Solutions(columns=tuple(reply["columns"]), rows=tuple(rows), complete=complete)
    if any(term and term.kind is TermKind.TRIPLE for row in rows for term in row):
        raise MisuseError(
            f"{source}: the answer has statements about statements (RDF 1.2), which cannot be "
            "written; leave out {| |}, << >> and <<( )>>"
        )
    triples = sorted(((s, p, o) for s, p, o in rows if s and p and o), key=_order)
    return Statements(triples=tuple(triples), complete=complete)


def _order(triple: tuple[Term, Term, Term]) -> tuple[str, ...]:
    return tuple(
        part
        for term in triple
        for part in (term.kind, term.value, term.language or "", term.datatype or "")
    )


def _term(plain: Sequence[str | None] | None) -> Term | None:
    if plain is None:
        return None
    kind, value, language, datatype = plain
    return Term(kind=TermKind(kind or ""), value=value or "", language=language, datatype=datatype)


def _fail(problem: str, message: str, text: str, source: str) -> NoReturn:
    match problem:
        case "syntax":
            raise _syntax_error(message, text, source)
        case "memory":
            raise StoppedError(
                f"{source}: the query needed more memory than allowed; ask for less at once"
            )
        case "large":
            raise LargeAnswerError(
                f"{source}: the answer {message}; ask for it in parts with ORDER BY, LIMIT and "
                "OFFSET, or for less"
            )
        case "unwritable":
            raise MisuseError(message)
        case "refused":
            raise MisuseError(
                f"{source}: the word {message} is refused if the process cannot be isolated "
                "from the network; leave it out"
            )
        case _:
            raise MisuseError(f"{source}: the query cannot be answered: {message}; change it")


def _syntax_error(message: str, text: str, source: str) -> FormatError:
    """The place with the words around it, with a caret where the error begins."""
    found = _PLACE.match(message)
    if found is None:
        return FormatError(source, None, f"not SPARQL 1.1: {message}", "fix the query")
    line, column = int(found[1]), int(found[2])
    expected = _expected(found[3] or "")
    lines = re.split(r"\r\n|\n|\r", unescaped(text))
    if not expected:
        line, column = _last_letter(lines, line, column)
    here = lines[line - 1] if line <= len(lines) else ""
    before, after = here[: column - 1][-_AROUND:], here[column - 1 :][:_AROUND]
    return FormatError(
        source,
        f"{line}:{column}",
        f"not SPARQL 1.1 at the caret: {before}^{after}",
        _advice(found[3] or "", expected),
    )


def _last_letter(lines: Sequence[str], line: int, column: int) -> tuple[int, int]:
    """The place of the last letter before a place: the parser has looked ahead to the end."""
    while line > 1 and not lines[line - 1][: column - 1].strip():
        line -= 1
        column = len(lines[line - 1]) + 1
    return line, max(len(lines[line - 1][: column - 1].rstrip()), 1)


def _expected(message: str) -> list[str]:
    """What the parser expected, without its classes of letters and what is refused anyway."""
    words = message.removeprefix("expected ").removeprefix("one of ")
    parts = [part.strip() for part in words.split(", ")]
    return [part for part in parts if part[:1] not in ("[", "'", "") and part not in _NO_HELP]


def _advice(message: str, expected: Sequence[str]) -> str:
    if "Prefix not found" in message:
        return "declare the prefix with PREFIX, or see 'guidegraph queries' for examples"
    shown = ", ".join(expected[:_MOST_EXPECTED])
    if not shown or "\\u" in shown:
        return "fix the query there"
    return f"expected {shown}{' or other' if len(expected) > _MOST_EXPECTED else ''}"
