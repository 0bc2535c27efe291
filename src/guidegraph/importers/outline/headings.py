"""
What a heading of an outline announces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


__all__ = ["Heading", "Subject", "heading_of"]

_ID = re.compile(r"[ \t]*\{#([^\s{}]+)\}$")
_VALUE = re.compile(r"Value (\d{1,4})([.),:])[ \t]+(\S.*)")
_MODULE = re.compile(r"Module (\d{1,4}):[ \t]+(\S.*)")
_OURS = re.compile(r"\[([^\[\]^][^\[\]]*)\]")


class Subject(StrEnum):
    """
    What stands under a heading.
    """

    VALUE = "value"
    PRACTICE = "practice"
    ROLES = "roles"
    TERM = "term"
    MODULE = "module"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """
    A heading, read: its subject, its label with inline marks, and how the document prints it.

    *marker* is the number as printed; *printed* is false for a name of ours in square brackets.
    """

    subject: Subject
    label: str = ""
    number: int = 0
    marker: str | None = None
    printed: bool = True
    id: str | None = None


def heading_of(text: str) -> Heading:
    """
    Read a heading's text.

    >>> heading_of("Value 12, PEER SUPPORT IS PERSON-DRIVEN").marker
    '12,'
    """
    explicit = _ID.search(text)
    body = text[: explicit.start()] if explicit else text
    given = explicit[1] if explicit else None
    if value := _VALUE.fullmatch(body):
        marker = None if value[2] == ":" else value[1] + value[2]
        label, printed = _label(value[3])
        return Heading(
            subject=Subject.VALUE,
            label=label,
            number=int(value[1]),
            marker=marker,
            printed=printed,
            id=given,
        )
    if module := _MODULE.fullmatch(body):
        label, printed = _label(module[2])
        return Heading(
            subject=Subject.MODULE, label=label, number=int(module[1]), printed=printed, id=given
        )
    if body.startswith("Practice: "):
        label, printed = _label(body.removeprefix("Practice: ").strip())
        return Heading(subject=Subject.PRACTICE, label=label, printed=printed, id=given)
    if body == "Supervisor roles":
        return Heading(subject=Subject.ROLES, printed=False, id=given)
    if body.startswith("Term: "):
        label, printed = _label(body.removeprefix("Term: ").strip())
        return Heading(subject=Subject.TERM, label=label, printed=printed, id=given)
    label, printed = _label(body)
    return Heading(subject=Subject.SECTION, label=label, printed=printed, id=given)


def _label(text: str) -> tuple[str, bool]:
    ours = _OURS.fullmatch(text)
    return (ours[1], False) if ours else (text, True)
