"""The parameters of a catalog, written into the prose that inserts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.importers.json_tree import Node
from guidegraph.importers.limits import MAX_DEPTH, MAX_TABLE, MAX_TEXT
from guidegraph.model.errors import FormatError


__all__ = ["Parameters"]

# {{ insert: param, ac-1_prm_1 }}, and {{ ac-1_prm_1 }} as before version 1.0
_INSERT = re.compile(r"\{\{\s*(?:insert:\s*param\s*,\s*)?([\w.:-]+)\s*\}\}")


class Parameters:
    """The parameters of a catalog by their ids."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._nodes: dict[str, Node] = {}
        self._shown: dict[str, str] = {}
        self._size = 0  # of all that was filled in

    def declare(self, owner: Node) -> None:
        """Take in the parameters that a catalog, group or control declares."""
        for node in owner.entries("params"):
            if id_ := node.text("id"):
                self._nodes.setdefault(id_, node)

    def fill(self, prose: str, place: str) -> str:
        """A text with its parameters as `[label]` or `[Selection: one; other]`."""
        return self._fill(prose, place, ())

    def _fill(self, prose: str, place: str, within: tuple[str, ...]) -> str:
        parts: list[str] = []
        length = done = 0
        for found in _INSERT.finditer(prose):
            parts += (prose[done : found.start()], self._bracket(found[1], place, within))
            length += len(parts[-1]) + len(parts[-2])
            done = found.end()
            if length > MAX_TEXT or length + self._size > MAX_TABLE:
                raise self._fault(
                    place,
                    f"parameters that make a text of more than {MAX_TEXT} characters, "
                    f"or {MAX_TABLE} in all",
                )
        self._size += length
        return "".join((*parts, prose[done:]))

    def _bracket(self, id_: str, place: str, within: tuple[str, ...]) -> str:
        if id_ in within:
            raise self._fault(place, f"the parameter {id_!r} inserts itself")
        if len(within) > MAX_DEPTH:
            raise self._fault(place, f"more than {MAX_DEPTH} parameters inside one another")
        if id_ not in self._shown:
            self._shown[id_] = f"[{self._words(id_, (*within, id_))}]"
        return self._shown[id_]

    def _words(self, id_: str, within: tuple[str, ...]) -> str:
        node = self._nodes.get(id_)
        if node is None:
            return id_
        choices = list(self._choices(node, within))
        if choices:
            many = node.get("select").text("how-many") == "one-or-more"
            return f"Selection{' (one or more)' if many else ''}: {'; '.join(choices)}"
        values = [text for value in node.entries("values") if (text := value.words())]
        label = node.text("label")
        if label is not None:
            return self._fill(label, node.place, within)
        return ", ".join(values) or id_

    def _choices(self, node: Node, within: tuple[str, ...]) -> Iterator[str]:
        for choice in node.get("select").entries("choice"):
            if text := choice.words():
                yield self._fill(text, choice.place, within)

    def _fault(self, place: str, problem: str) -> FormatError:
        return FormatError(self.path, place, problem, "correct what the parameters insert")
