"""Named queries about statements find those of a course and a guideline in a table, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.librarian import Librarian
from guidegraph.model.answer import Solutions
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.workspace import Workspace


# How the columns of a table are read is said in a warning.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*course.csv. columns:guidegraph.model.errors.GuidegraphWarning"
)

RULES = (
    "id,type,label,text\n"
    "1,Rule,Welcome,{}\n"
    "2,Rule,Light,Lamps are dimmed at nine.\n"
    "3,GlossaryTerm,Lamps,All that shines with the name of lamp.\n"
    "4,GlossaryTerm,Lamp,A thing that shines.\n"
    "5,GlossaryTerm,Door,A way in.\n"
    "6,GlossaryTerm,Door,A way out.\n"
)
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
        "2023/edition.csv": RULES.format("Staff greet everyone."),
        "2026/edition.csv": RULES.format("Staff greet everyone at the door."),
        "2023/edition.toml": 'language = "en"\n',
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


def test_terms(librarian: Librarian) -> None:
    """All statements that use a term are found; a name is before another form of it."""
    found = _rows(librarian, "statements-using-term", term="lamps", edition="2023")
    assert [("2023", "2", "named", "Lamps are dimmed at nine.")] == found
    for name, id_ in (("lamps", "3"), ("lamp", "4")):
        sparql = librarian.sparql("statements-using-term", {"term": name, "edition": "2023"})
        assert f'dcterms:identifier "{id_}"' in sparql
    with pytest.raises(MisuseError, match="may be 5 or 6; give the id"):
        librarian.sparql("statements-using-term", {"term": "door", "edition": "2023"})


def test_a_library_without_courses(tmp_path: Path) -> None:
    """The error of a query for a course says how a library gets one."""
    (tmp_path / "library.toml").write_text('title = "L"\nbase = "https://example.org/"\n', "utf-8")

    with pytest.raises(UnknownNameError, match=r'write courses = "courses" in .*library\.toml'):
        Librarian(Workspace.open(tmp_path)).sparql("course-links", {"course": "sheet"})
