"""
A stranger's shapes, run in a process that has no files, no network, and limits of time and memory.

A regular expression in them can run for ever, and queries in them are put together from parts:
what is run is not what can be read in the file. Therefore the process itself refuses what reaches
out of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.check.shacl import ShapesError, Statement, validated
from guidegraph.model.errors import InputError, StoppedError
from guidegraph.store.process import MEMORY, bound_memory, bound_time, lock_files, started


__all__ = ["Cage"]

_MODULE = "guidegraph.store.caged"
# What reaches out of a process, by the names of Python's audit events.
_OUTSIDE = ("open", "socket.", "subprocess.", "os.", "urllib.", "http.", "ctypes.", "shutil.")
_SHACL = "http://www.w3.org/ns/shacl#"
_RESERVE = 30  # seconds for the start of the process


@dataclass(frozen=True, slots=True, kw_only=True)
class Cage:
    """
    Runs the shapes of the file *path*, at most so many *seconds* and bytes of *memory*.

    It is called with the graph and the shapes, and returns the validation report.
    """

    path: str
    seconds: float
    memory: int = MEMORY

    def __call__(self, graph: Iterable[Statement], shapes: Sequence[Statement]) -> Sequence[Triple]:
        """
        The validation report on a graph.

        Raises:
            InputError: there are too many statements.
            ShapesError: the shapes cannot be used, or reach for the network or a file.
            StoppedError: they took too long, or too much memory.
        """
        asked = {
            "seconds": self.seconds,
            "memory": self.memory,
            "graph": list(_rows(graph)),
            "shapes": list(_rows(shapes)),
        }
        with started(_MODULE) as process:
            try:
                answer, _ = process.communicate(json.dumps(asked).encode(), timeout=self.seconds)
            except subprocess.TimeoutExpired:
                raise self._stopped(f"after {self.seconds:g} seconds") from None
            finally:
                process.kill()
        if process.returncode or not answer:
            raise self._stopped(f"at {self.memory // 1024**2} MB of memory")
        reply: dict[str, Any] = json.loads(answer)
        if "unusable" in reply:
            raise ShapesError(reply["unusable"])
        if "refused" in reply:
            raise InputError(reply["refused"])
        return [_triple(row) for row in reply["report"]]

    def _stopped(self, at: str) -> StoppedError:
        return StoppedError(
            f"{self.path}: its shapes were stopped {at}; simplify them (an sh:pattern that repeats "
            "what is repeated can take for ever), or allow more time with --timeout"
        )


def _rows(graph: Iterable[Statement]) -> Iterator[list[list[str]]]:
    """Statements as lists; those about triples are left out."""
    for each in graph:
        if not isinstance(each.subject, Triple) and not isinstance(each.object, Triple):
            yield [_parts(each.subject), _parts(each.predicate), _parts(each.object)]


def _parts(term: NamedNode | BlankNode | Literal) -> list[str]:
    if isinstance(term, NamedNode):
        return [term.value]
    if isinstance(term, BlankNode):
        return ["_", term.value]
    return [term.language or "", term.value, term.datatype.value]


def _triple(row: Sequence[Sequence[str]]) -> Triple:
    subject, predicate, object_ = map(_term, row)
    return Triple(subject, predicate, object_)


def _term(parts: Sequence[str]) -> Any:
    if len(parts) == 1:
        return NamedNode(parts[0])
    if len(parts) == 2:
        return BlankNode(parts[1])
    if parts[0]:
        return Literal(parts[1], language=parts[0])
    return Literal(parts[1], datatype=NamedNode(parts[2]))


def _shut(refused: list[str]) -> Callable[[str, Any], None]:
    """What refuses events that reach out of the process, and notes them in *refused*."""

    def watch(event: str, _arguments: Any) -> None:
        if event.startswith(_OUTSIDE):
            refused.append(event)
            raise PermissionError(f"shapes may not reach out of the check ({event})")

    return watch


def _warm() -> None:
    """Load all that a validation needs: later, no file can be opened."""
    shape, path, query, text = (BlankNode(name) for name in ("shape", "path", "query", "text"))
    about = NamedNode("urn:x")
    said: list[tuple[BlankNode, str, NamedNode | BlankNode | Literal]] = [
        (shape, "targetNode", about),
        (shape, "property", path),
        (path, "path", NamedNode("urn:y")),
        (path, "pattern", Literal("a")),
        (shape, "sparql", query),
        (
            query,
            "select",
            Literal("SELECT $this { $this ?b ?c FILTER(REGEX(STR(?c), '.')) }"),
        ),
    ]
    shapes = [Triple(one, NamedNode(_SHACL + name), other) for one, name, other in said]
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    shapes.append(Triple(shape, kind, NamedNode(f"{_SHACL}NodeShape")))
    validated([Triple(about, NamedNode("urn:y"), text), Triple(text, kind, about)], shapes)


def _main() -> None:
    """The main function of the process."""
    asked = json.load(sys.stdin.buffer)
    graph, shapes = ([_triple(row) for row in asked[name]] for name in ("graph", "shapes"))
    reply: dict[str, Any]
    _warm()
    refused: list[str] = []
    bound_memory(asked["memory"])
    bound_time(asked["seconds"] + _RESERVE)
    lock_files()
    sys.addaudithook(_shut(refused))
    try:
        reply = {"report": list(_rows(validated(graph, shapes)))}
    except InputError as error:
        reply = {"refused": str(error)}
    except ShapesError as error:
        reply = {"unusable": str(error)}
    if refused:  # also if the shapes ask to be silent about it
        reply = {"unusable": f"they reach for the network or a file ({refused[0]})"}
    sys.stdout.buffer.write(json.dumps(reply).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
