"""What a heading announces."""

from __future__ import annotations

import pytest

from guidegraph.importers.outline.headings import Heading, HeadingSubject, heading_of, nearly


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Value 7) HONEST",
            Heading(subject=HeadingSubject.VALUE, number=7, marker="7)", label="HONEST"),
        ),
        ("Value 7. A", Heading(subject=HeadingSubject.VALUE, number=7, marker="7.", label="A")),
        ("Value 12, A", Heading(subject=HeadingSubject.VALUE, number=12, marker="12,", label="A")),
        ("Value 7: A", Heading(subject=HeadingSubject.VALUE, number=7, label="A")),
        ("Value 7: [A]", Heading(subject=HeadingSubject.VALUE, number=7, label="A", printed=False)),
        (
            "Practice: Support choice",
            Heading(subject=HeadingSubject.PRACTICE, label="Support choice"),
        ),
        ("Practice: [Ours]", Heading(subject=HeadingSubject.PRACTICE, label="Ours", printed=False)),
        ("Supervisor roles", Heading(subject=HeadingSubject.ROLES, printed=False)),
        ("Term: PEER / PAL", Heading(subject=HeadingSubject.TERM, label="PEER / PAL")),
        ("Term: A {#b}", Heading(subject=HeadingSubject.TERM, label="A", id="b")),
        ("Module 7: Ethics", Heading(subject=HeadingSubject.MODULE, number=7, label="Ethics")),
        ("Purpose", Heading(subject=HeadingSubject.SECTION, label="Purpose")),
        ("Purpose {#why}", Heading(subject=HeadingSubject.SECTION, label="Purpose", id="why")),
        ("[Ours]", Heading(subject=HeadingSubject.SECTION, label="Ours", printed=False)),
        ("[a](b)", Heading(subject=HeadingSubject.SECTION, label="[a](b)")),
        ("[^1]", Heading(subject=HeadingSubject.SECTION, label="[^1]")),
        ("Value 7", Heading(subject=HeadingSubject.SECTION, label="Value 7")),
    ],
)
def test_reads_each_subject(text: str, expected: Heading) -> None:
    """A heading's words say what stands under it."""

    assert expected == heading_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Value 7", "Value 7) label"),
        ("value 7) A", "Value 7) label"),
        ("Values 7) A", "Value 7) label"),
        ("Value 7)A", "Value 7) label"),
        ("Value #7: A", "Value 7) label"),
        ("Value 12345) A", "Value 7) label"),
        ("Module 7. A", "Module 7: label"),
        ("practice: A", "Practice: label"),
        ("Practice:A", "Practice: label"),
        ("Practice:", "Practice: label"),
        ("Terms: A", "Term: name"),
        ("Supervisor Roles", "Supervisor roles"),
        ("Supervisor role:", "Supervisor roles"),
        ("Value 7) A", None),
        ("Value 7 in our work", None),
        ("Module 7 Activity: Meeting the Guidelines", None),
        ("Values", None),
        ("Terminology", None),
        ("Practice: a {#b}", None),
        ("Supervisor Roles {#roles}", None),
        ("[Supervisor Roles]", None),
    ],
)
def test_sees_what_a_heading_was_meant_to_be(text: str, expected: str | None) -> None:
    """A slip in a heading is not read as a section, unless it has an id of its own."""

    assert expected == nearly(heading_of(text))
