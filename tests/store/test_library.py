"""A library is a folder with a `library.toml` and a folder for each edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.model.errors import GuidegraphError, MisuseError, OccupiedError, UnreadableError
from guidegraph.store.library import create_library, open_library, read_file


OUTLINE = "# T\n\n## A\n\nb\n"
DECLARED = 'title = "L"\nbase = "https://example.org/l/"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one edition, `first`."""
    place = tmp_path / "library"
    write(place / "library.toml", DECLARED)
    write(place / "first" / "edition.toml", "")
    write(place / "first" / "edition.md", OUTLINE)
    return place


def write(path: Path, text: str) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_opens_a_library(folder: Path) -> None:
    """Its editions are found by their folders, sorted; other files and folders are left alone."""
    write(folder / "NOTICE", "")
    write(folder / "old" / "notes.txt", "")
    write(folder / "a.second_1-x" / "edition.toml", "")
    library = open_library(folder)

    assert ("L", "https://example.org/l/") == (library.title, library.base)
    assert ["a.second_1-x", "first"] == list(library.folders)


def test_an_edition_is_named_after_its_folder(folder: Path) -> None:
    """
    The id is the folder's name, the IRI the base and the id; it is a version of the library's work.
    """
    edition = open_library(folder)["first"].edition()

    assert ("first", "https://example.org/l/first", "https://example.org/l/") == (
        edition.id,
        edition.iri,
        edition.version_of,
    )


def test_opens_courses(folder: Path) -> None:
    """Courses live in a folder of their own, and bring their map."""
    write(folder / "library.toml", DECLARED + 'courses = "../courses"\n')
    course = folder.parent / "courses" / "c"
    write(course / "course.toml", "")
    write(course / "course.md", "# C\n\n## Module 1: A\n\nb\n")
    write(
        course / "map.csv",
        "statement,item,edition,how\nmodule/1/statement/1,section/a,first,teaches\n",
    )
    library = open_library(folder)

    assert ["first", "c"] == list(library.folders)
    assert ["section/a"] == [link.destination for link in library["c"].edition().associations]


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ("", "$.base: missing or empty"),
        ('base = "https://e.org/"', "$.title: missing or empty"),
        ('title = "L"', "$.base: missing or empty"),
        ('title = ""\nbase = "https://e.org/"', "$.title: missing or empty"),
        ('title = 1\nbase = "https://e.org/"', "$.title: not a text: 1"),
        (DECLARED + 'colour = "red"', "$.colour: an unknown key"),
        (DECLARED + 'courses = "nowhere"', "$.courses: no such folder: 'nowhere'"),
        (DECLARED + 'courses = "loop"', "$.courses: no such folder: 'loop'"),
        (DECLARED + 'courses = "library.toml"', "$.courses: no such folder: 'library.toml'"),
        (DECLARED + "courses = 1", "$.courses: not a text: 1"),
        ('title = "L', "1: not TOML"),
    ],
)
def test_says_what_is_wrong_with_a_declaration(folder: Path, declared: str, problem: str) -> None:
    """Every error names the file and the key."""
    write(folder / "library.toml", declared)
    (folder / "loop").symlink_to("loop")
    with pytest.raises(GuidegraphError) as caught:
        open_library(folder)

    assert str(caught.value).startswith(f"{folder / 'library.toml'}:{problem}")
    assert 3 == caught.value.exit_code


BAD_BASES = [
    "",
    "example.org/",
    "ftp://example.org/",
    "https://example.org",
    "https://example.org/a",
    "https://",
    "https:///",
    "https://?/",
    "urn:",
    "urn::",
    "javascript:alert(1)/",
    "https://example.org/a b/",
    "https://example.org/<a>/",
    'https://example.org/"/',
    "https://example.org/a\n/",
    "https://example.org/\x7f/",
    "https://example.org/\\/",
]


@pytest.mark.parametrize("base", BAD_BASES)
def test_refuses_a_base_that_makes_no_iris(tmp_path: Path, base: str) -> None:
    """A base that could not begin IRIs is refused before anything is written."""
    with pytest.raises(MisuseError) as caught:
        create_library(tmp_path / "new", title="L", base=base)

    assert repr(base) in str(caught.value)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/",
        "http://example.org:8080/a/b/",
        "https://example.org/a#",
        "https://exämple.org/ü/",
        "urn:example:",
        "urn:example:a/",
    ],
)
def test_makes_a_library(tmp_path: Path, base: str) -> None:
    """A new library can be opened, has no editions, and keeps its base."""
    create_library(tmp_path / "a" / "new", title="L", base=base)
    library = open_library(tmp_path / "a" / "new")

    assert (base, {}) == (library.base, library.folders)


def test_a_new_library_can_have_courses(tmp_path: Path) -> None:
    """Without the first sign of its last line, the file of a new library names the courses."""
    create_library(tmp_path, title="L", base="https://example.org/")
    path = tmp_path / "library.toml"
    path.write_text(path.read_text("utf-8").replace("\n# courses", "\ncourses"), "utf-8")
    (tmp_path / "courses" / "sheet").mkdir(parents=True)
    (tmp_path / "courses" / "sheet" / "course.csv").write_text("Statement\nGreet\n", "utf-8")

    assert ["sheet"] == list(open_library(tmp_path).folders)


@pytest.mark.parametrize(
    "title", ['The "best" guide', "two\nlines\tand a tab", "Größe — 指南 🙂", "back\\slash", "'''"]
)
def test_keeps_any_title(tmp_path: Path, title: str) -> None:
    """Quotes, line ends and letters of any script survive."""
    create_library(tmp_path, title=title, base="https://example.org/")

    assert title == open_library(tmp_path).title


@pytest.mark.parametrize("title", ["", " \n", "a\x1b[31m", "a\x7f", "\udcff"])
def test_refuses_a_title_that_cannot_be_printed(tmp_path: Path, title: str) -> None:
    """A title has words and nothing that steers a terminal."""
    with pytest.raises(MisuseError):
        create_library(tmp_path, title=title, base="https://example.org/")

    assert [] == list(tmp_path.iterdir())


def test_overwrites_no_library(folder: Path) -> None:
    """A library that is there stays as it is."""
    with pytest.raises(OccupiedError):
        create_library(folder, title="Other", base="https://example.org/other/")

    assert DECLARED == (folder / "library.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["First", "a b", "-a", "a..b", "ä", "a" * 101])
def test_refuses_a_folder_that_cannot_name_an_edition(folder: Path, name: str) -> None:
    """The id of an edition becomes part of IRIs and paths."""
    write(folder / name / "edition.toml", "")
    with pytest.raises(GuidegraphError) as caught:
        open_library(folder)

    assert f"{folder / name}: {name!r} cannot be the name of an edition; use lower-case" in str(
        caught.value
    )


def test_refuses_an_id_given_twice(folder: Path) -> None:
    """An edition and a course cannot share an id."""
    write(folder / "library.toml", DECLARED + 'courses = "courses"\n')
    write(folder / "courses" / "first" / "course.toml", "")
    with pytest.raises(GuidegraphError, match="'first' is an edition too; rename one of the two"):
        open_library(folder)


def test_misses_the_manifest_beside_an_outline(folder: Path) -> None:
    """An outline without its TOML file is not passed over in silence."""
    write(folder / "second" / "edition.md", OUTLINE)
    with pytest.raises(UnreadableError, match=r"edition\.toml: no such file beside edition\.md"):
        open_library(folder)


def test_says_that_a_folder_is_no_library(tmp_path: Path) -> None:
    """Each kind of place that is no library gets advice of its own."""
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "declared" / "library.toml").mkdir(parents=True)
    problems = {}
    for name in (".", "file", "missing", "loop", "declared"):
        with pytest.raises(UnreadableError) as caught:
            open_library(tmp_path / name)
        problems[name] = str(caught.value).removeprefix(str(tmp_path))

    assert {
        ".": f": no library.toml in it; create one with 'guidegraph init {tmp_path}'",
        "file": "/file: a file, not a library; name the folder its library.toml is in",
        "missing": "/missing/library.toml: no such file; check the path",
        "loop": "/loop/library.toml: no such file; check the path",
        "declared": "/declared/library.toml: a folder, not a file; name a file in it",
    } == problems


def test_survives_links_in_a_circle(folder: Path) -> None:
    """A folder linked to itself is no edition, and a broken file in one says so."""
    (folder / "self").symlink_to(folder)
    (folder / "loop").symlink_to("loop")
    (folder / "first" / "edition.md").unlink()
    (folder / "first" / "edition.md").symlink_to("edition.md")
    library = open_library(folder)

    assert ["first"] == list(library.folders)
    with pytest.raises(UnreadableError, match=r"edition\.md: no such file"):
        library["first"].edition()


def test_an_edition_without_a_source_says_what_to_add(folder: Path) -> None:
    """Without `[source]` there is nothing to verify against."""
    with pytest.raises(MisuseError, match=r"edition\.toml: names no source .* add \[source\]"):
        open_library(folder)["first"].source()


def test_names_an_edition_after_its_file(tmp_path: Path) -> None:
    """A file read on its own is an edition by the slug of its name."""
    write(tmp_path / "My Guide (2).MD", OUTLINE)
    edition = read_file(tmp_path / "My Guide (2).MD")

    assert ("my-guide-2", "urn:guidegraph:my-guide-2") == (edition.id, edition.iri)


def test_names_an_edition_whose_file_has_no_name(tmp_path: Path) -> None:
    """A name without letters makes an edition called "edition"."""
    write(tmp_path / "!!!.md", OUTLINE)

    assert "edition" == read_file(tmp_path / "!!!.md").id


def test_reads_an_outline_in_its_folder_with_its_manifest(folder: Path) -> None:
    """An outline named `edition.md` is read with the `edition.toml` beside it."""
    write(folder / "first" / "edition.toml", 'issued = "2013"')
    edition = read_file(folder / "first" / "edition.md")

    assert ("first", "2013") == (edition.id, edition.issued)


def test_reads_an_outline_without_a_manifest(tmp_path: Path) -> None:
    """Without one, it is a file like any other."""
    write(tmp_path / "edition.md", OUTLINE)

    assert ("edition", None) == (
        read_file(tmp_path / "edition.md").id,
        read_file(tmp_path / "edition.md").issued,
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.md", "no such file; check the path"),
        ("guide.pptx", "not a format that can be imported; save it as .pdf"),
        ("guide", "not a format that can be imported; use a file ending in"),
        (".", "a folder, not a file; name the edition.md in it"),
        ("folder.md", "a folder, not a file; name the edition.md in it"),
        ("loop.md", "no such file; check the path"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, name: str, problem: str) -> None:
    """An error names the file and what to do."""
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "guide.pptx").touch()
    (tmp_path / "guide").touch()
    (tmp_path / "loop.md").symlink_to("loop.md")
    with pytest.raises(UnreadableError) as caught:
        read_file(tmp_path / name)

    assert str(caught.value).startswith(f"{tmp_path / name}: {problem}")
