"""Named queries about statements find those of a course and a guideline in a table, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.librarian import Librarian
from guidegraph.model.answer import Solutions
from guidegraph.model.errors import UnknownNameError
from guidegraph.workspace import Workspace


RULES = "id,text\n{},{}\n2,Lamps are dimmed at nine.\n"
COURSE = (
    "Module,Type,Statement\n"
    "Opening,Outcome,Greet everyone who comes in\n"
    "Opening,Practice,Dim the lamps\n"
    "Closing,Quiz,Greet everyone who comes in.\n"
)
MAP = "statement,item,edition,how\nrow/1,1,2023,teaches\nrow/3,2,2023,assesses\n"


@pytest.fixture
def librarian(tmp_path: Path) -> Librarian:
    """A library with two editions and a course, all in tables."""
    files = {
        "library.toml": 'title = "L"\nbase = "https://example.org/"\ncourses = "courses"\n',
        "2023/edition.csv": RULES.format(1, "Staff greet everyone."),
        "2026/edition.csv": RULES.format(1, "Staff greet everyone at the door."),
        "2023/edition.toml": 'title = "Rooms"\n',
        "2026/edition.toml": 'revision_of = ["2023"]\n',
        "courses/sheet/course.csv": COURSE,
        "courses/sheet/map.csv": MAP,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Librarian(Workspace.open(tmp_path))


def _rows(librarian: Librarian, name: str, **values: str) -> list[tuple[object, ...]]:
    answer = librarian.named_query(name, values)
    assert isinstance(answer, Solutions)
    return [tuple(term.native if term else None for term in row) for row in answer.rows]


def test_links_and_changes(librarian: Librarian) -> None:
    """The links of a course in a table are found, and what changed in the items they lead to."""
    assert [
        ("sheet", "row/1", "teaches", "2023", "1", "Greet everyone who comes in"),
        ("sheet", "row/3", "assesses", "2023", "2", "Greet everyone who comes in."),
    ] == _rows(librarian, "course-links", course="sheet")
    changed = _rows(librarian, "changes-in-course", course="sheet", old="2023", new="2026")
    assert [("row/1", "1")] == [(row[0], row[3]) for row in changed]


def test_words_and_duplicates(librarian: Librarian) -> None:
    """All statements of a course count, whatever type its table gives them."""
    assert ["row/1", "row/3"] == [
        row[1] for row in _rows(librarian, "statements-with-words", words="greet", edition="sheet")
    ]
    found = _rows(librarian, "duplicate-statements", edition="sheet")
    assert [("sheet", "row/1 row/3", 2)] == [row[:3] for row in found]


def test_a_library_without_courses(tmp_path: Path) -> None:
    """The error of a query for a course says how a library gets one."""
    (tmp_path / "library.toml").write_text('title = "L"\nbase = "https://example.org/"\n', "utf-8")

    with pytest.raises(UnknownNameError, match=r'write courses = "courses" in .*library\.toml'):
        Librarian(Workspace.open(tmp_path)).sparql("course-links", {"course": "sheet"})
