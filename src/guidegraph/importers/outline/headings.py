"""What the headings of our authoring format announce."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


__all__ = ["Heading", "HeadingSubject", "heading_of", "label_of", "nearly"]

_ID = re.compile(r"(?:(?<![ \t])[ \t]++)?+\{#([^{}]*+)\}$")
_VALUE = re.compile(r"Value (\d{1,4})([.),:])[ \t]+(\S.*)")
_MODULE = re.compile(r"Module (\d{1,4}):[ \t]+(\S.*)")
_NEARLY = (
    (re.compile(r"values?\W*\d+\s*([^\w\s].*)?", re.IGNORECASE), "Value 7) label"),
    (re.compile(r"modules?\W*\d+\s*([^\w\s].*)?", re.IGNORECASE), "Module 7: label"),
    (re.compile(r"practices?\s*:.*", re.IGNORECASE), "Practice: label"),
    (re.compile(r"terms?\s*:.*", re.IGNORECASE), "Term: name"),
    (re.compile(r"supervisor roles?\s*:?", re.IGNORECASE), "Supervisor roles"),
)
_OURS = re.compile(r"\[([^\[\]^][^\[\]]*)\]")


class HeadingSubject(StrEnum):
    """What is under a heading."""

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

    subject: HeadingSubject
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
        label, printed = label_of(value[3])
        return Heading(
            subject=HeadingSubject.VALUE,
            label=label,
            number=int(value[1]),
            marker=marker,
            printed=printed,
            id=given,
        )
    if module := _MODULE.fullmatch(body):
        label, printed = label_of(module[2])
        return Heading(
            subject=HeadingSubject.MODULE,
            label=label,
            number=int(module[1]),
            printed=printed,
            id=given,
        )
    if body.startswith("Practice: "):
        label, printed = label_of(body.removeprefix("Practice: ").strip())
        return Heading(subject=HeadingSubject.PRACTICE, label=label, printed=printed, id=given)
    if body == "Supervisor roles":
        return Heading(subject=HeadingSubject.ROLES, printed=False, id=given)
    if body.startswith("Term: "):
        label, printed = label_of(body.removeprefix("Term: ").strip())
        return Heading(subject=HeadingSubject.TERM, label=label, printed=printed, id=given)
    label, printed = label_of(body)
    return Heading(subject=HeadingSubject.SECTION, label=label, printed=printed, id=given)


def nearly(heading: Heading) -> str | None:
    """
    How to write what the heading of a section was probably meant to be.

    One with an id, or in square brackets, is a section on purpose.

    >>> nearly(heading_of("Value 7 - HONEST AND DIRECT"))
    'Value 7) label'
    """
    if (
        heading.subject is not HeadingSubject.SECTION
        or heading.id is not None
        or not heading.printed
    ):
        return None
    return next((form for pattern, form in _NEARLY if pattern.fullmatch(heading.label)), None)


def label_of(text: str) -> tuple[str, bool]:
    """
    A title or label with its inline marks, and whether the document prints it.

    >>> label_of("[Preamble]"), label_of("[Hope](term/hope)")
    (('Preamble', False), ('[Hope](term/hope)', True))
    """
    ours = _OURS.fullmatch(text)
    return (ours[1], False) if ours else (text, True)
