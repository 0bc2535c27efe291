"""
A line of an outline that says what its words cannot: `{: #r1 notation="3.2" "Owner"="Desk"}`.

It is about the item before it. The form is that of kramdown, with texts as JSON writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from guidegraph.model.statement import Role, Statement


__all__ = ["FIELDS", "Given", "given_in", "written_out"]

FIELDS = ("type", "notation", "marker", "label", "name", "also", "parent")
"""What can be stated of an item besides its id and what has a name of its own."""

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_PART = re.compile(
    rf"[ ]*(?:\#(?P<id>[^\s\"{{}}]+)(?=[ }}])|(?P<of>\.text|\.label)(?=[ }}])"
    rf"|(?P<field>{'|'.join(FIELDS)})=(?P<value>{_TEXT})"
    rf"|(?:(?P<role>{'|'.join(Role)})[ ])?(?P<name>{_TEXT})(?:=(?P<said>{_TEXT}))?"
    rf"(?P<open>[ ]\()?|(?P<close>\))|(?P<end>\}}$))"
)


@dataclass(slots=True)
class Given:
    """
    What a line states of the item before it.

    Attributes:
        id: its id.
        of_text: whether the paragraph before the line is the text of the heading above it.
        of_label: whether the words before the line are the item's label, and not its text.
        fields: its fields, by the names in `FIELDS`; "also" may be there several times.
        statements: what has a name of its own. One that was read as the item's text, label or
            number is there without a value, and has that of the item.
    """

    id: str | None = None
    of_text: bool = False
    of_label: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.id or self.of_text or self.of_label or self.fields or self.statements)

    def words(self) -> Iterator[str]:
        """The names and values that the line adds; its fields only say how words are read."""
        for said in self.statements:
            yield from (said.property, said.value)
            for each in said.about:
                yield from (each.property, each.value)


def given_in(line: str) -> Given | None:
    """
    What a line states, or nothing if it is a line of text.

    >>> given_in('{: #r1 "Owner"="Desk"}').statements[0].value, given_in("{: .warning}")
    ('Desk', None)
    """
    if not line.startswith("{:") or not line.endswith("}"):
        return None
    found = Given()
    about: tuple[str, str, Role] | None = None
    inside: list[Statement] = []
    at = 2
    try:
        while (part := _PART.match(line, at)) is not None:
            at = part.end()
            if part["end"]:
                return found if found and about is None and at == len(line) else None
            if part["close"] and about is not None:
                found.statements.append(_statement(*about, inside))
                about, inside = None, []
            elif about is not None:
                if part["name"] is None or part["open"]:
                    return None
                inside.append(_statement(*_said(part), ()))
            elif part["open"]:
                about = _said(part)
            elif part["name"] is not None:
                found.statements.append(_statement(*_said(part), ()))
            elif part["id"]:
                found.id = part["id"]
            elif part["of"]:
                found.of_text |= part["of"] == ".text"
                found.of_label |= part["of"] == ".label"
            elif part["field"]:
                found.fields.append((part["field"], _text(part["value"])))
            else:
                return None
    except ValueError:  # not a text as JSON writes it
        return None
    return None


def _said(part: re.Match[str]) -> tuple[str, str, Role]:
    role = Role(part["role"]) if part["role"] else Role.ATTRIBUTE
    return _text(part["name"]), _text(part["said"]) if part["said"] else "", role


def _statement(name: str, value: str, role: Role, about: Iterable[Statement]) -> Statement:
    return Statement(property=name, value=value, role=role, about=tuple(about))


def _text(written: str) -> str:
    found: str = json.loads(written)
    return found


def written_out(
    *,
    id_: str | None = None,
    of: str = "",
    fields: Sequence[tuple[str, str]] = (),
    statements: Iterable[Statement] = (),
) -> str:
    """
    The line that states something of an item; what was read of its own words has no value.

    >>> written_out(id_="r1", fields=[("notation", "3.2")])
    '{: #r1 notation="3.2"}'
    """
    parts = [f"#{id_}"] if id_ else []
    if of:
        parts.append(f".{of}")
    parts += (f"{name}={_quoted(value)}" for name, value in fields)
    for said in statements:
        parts.append(_pair(said))
        if said.about:
            parts[-1] += f" ({' '.join(map(_pair, said.about))})"
    return f"{{: {' '.join(parts)}}}"


def _pair(said: Statement) -> str:
    role = "" if said.role is Role.ATTRIBUTE else f"{said.role} "
    value = f"={_quoted(said.value)}" if said.value else ""
    return f"{role}{_quoted(said.property)}{value}"


def _quoted(text: str) -> str:
    # "<!--" would begin a comment
    return json.dumps(text, ensure_ascii=False).replace("<!", "\\u003c!").replace("\x7f", "\\u007f")
