"""`guidegraph import`: a file becomes an edition of a library, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidegraph.importers.documents.laid import Kind, Laid, LaidBlock, LaidReason, Words
from guidegraph.importers.documents.structure import edition_of
from guidegraph.importers.importer import FORMATS, Document, Importer
from guidegraph.importers.outline.words import words_of_edition
from guidegraph.model.edition import Edition
from guidegraph.model.findings import Place
from guidegraph.model.manifest import Manifest
from guidegraph.model.reading import GuessKind
from guidegraph.store import imports
from guidegraph.store.files import write_atomically
from guidegraph.store.library import open_library


Run = Callable[..., Any]

OLD = "# Lending\n\n## 1. Loans\n\n- Books go out for a month.\n- Maps stay in the house.\n"
PAGES = """\
running Lending rules
heading Loans
text Books go out for a multi- phase loan.
text Maps stay in the house.
running 1
"""


def _read(document: Document) -> Edition:
    blocks = []
    for number, line in enumerate(document.body.decode().splitlines()):
        kind, _, text = line.partition(" ")
        reasons: tuple[LaidReason, ...] = ()
        if kind == "running":
            reasons = (LaidReason(decision=GuessKind.FURNITURE, why="running head"),)
        elif kind == "heading":
            reasons = (
                LaidReason(decision=GuessKind.HEADING, why="larger than the text", confidence=0.7),
            )
        elif "- " in text:
            text = text.replace("- ", "")
            reasons = (
                LaidReason(
                    decision=GuessKind.JOIN,
                    why="nowhere else in the document",
                    confidence=0.6,
                    text="multiphase",
                    other="multi-phase",
                ),
            )
        kinds = {"running": Kind.FURNITURE, "heading": Kind.HEADING}
        blocks.append(
            LaidBlock(
                kind=kinds.get(kind, Kind.PARAGRAPH),
                words=Words(text=text),
                level=2 if kind == "heading" else None,
                place=Place(path=document.path, line=0, page=1 + number // 4),
                reasons=reasons,
            )
        )
    return edition_of(document, Laid(path=document.path, blocks=blocks, pages=2))


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of documents, so that these tests need no reader of a real one."""
    fake = Importer(suffixes=(".pages",), media_type="text/x-pages", read=_read)
    known = {name: FORMATS[name] for name in FORMATS}
    monkeypatch.setattr("guidegraph.importers.importer.FORMATS", {**known, "pages": fake})


@pytest.fixture
def library(run: Run) -> Path:
    run("init", "lib")
    return Path("lib")


def test_a_document_becomes_an_outline_that_is_accounted_for(run: Run, library: Path) -> None:
    Path("Old Rules (2019).pages").write_text(PAGES)
    done = run("import", "Old Rules (2019).pages", "--as", "rules-2019", "--library", "lib")
    assert done.code == 0
    assert "2 guesses (1 heading, 1 join at a line end), 3 words left out" in done.err
    assert "page 1: join: 'multiphase': nowhere else in the document" in done.err

    outline = (library / "rules-2019" / "edition.md").read_text()
    assert "<!-- guess, join, page 1: 'multiphase'" in outline
    assert "Books go out for a multiphase loan." in outline
    assert "Lending rules" in (library / "rules-2019" / "source.txt").read_text()

    verified = run("verify", "rules-2019", "--library", "lib")
    assert verified.code == 0, verified.out
    assert "100 %" in verified.out


def test_the_file_itself_can_be_kept(run: Run, library: Path) -> None:
    Path("old.md").write_text(OLD)
    assert run("import", "old.md", "--as", "a", "--keep", "--library", "lib").code == 0
    assert (library / "a" / "old.md").read_text() == OLD
    assert run("verify", "a", "--library", "lib").code == 0


def test_an_edition_is_never_overwritten(run: Run, library: Path) -> None:
    Path("old.md").write_text(OLD)
    run("import", "old.md", "--as", "a", "--library", "lib")
    before = (library / "a" / "edition.md").read_bytes()
    Path("old.md").write_text("# Other\n\nWords.\n")
    again = run("import", "old.md", "--as", "a", "--library", "lib")
    assert (again.code, (library / "a" / "edition.md").read_bytes()) == (2, before)
    assert "already exists" in again.err
    unread = run("import", "gone.pages", "--as", "a", "--library", "lib")  # nor read for nothing
    assert "already exists" in unread.err


def test_without_a_library_nothing_is_written(run: Run) -> None:
    Path("old.md").write_text(OLD)
    refused = run("import", "old.md", "--as", "a")
    assert refused.code == 2
    assert "guidegraph init" in refused.err
    assert [path.name for path in Path().iterdir()] == ["old.md"]


@pytest.mark.parametrize("step", range(4))
def test_an_import_that_is_stopped_leaves_the_library_as_it_was(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Even if nothing can be tidied up, as when the process is killed."""
    Path("old.md").write_text(OLD)
    writes = iter(range(10))

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    real = write_atomically
    with monkeypatch.context() as patched:
        patched.setattr(
            "guidegraph.store.transaction.write_atomically",
            lambda path, body: killed() if next(writes) == step else real(path, body),
        )
        patched.setattr("guidegraph.store.transaction.rmtree", lambda *_a, **_k: None)
        with pytest.raises(KeyboardInterrupt):
            imports.import_edition(open_library(library), Path("old.md"), _edition("old.md"), "a")
    assert list(open_library(library).folders) == []
    again = run("import", "old.md", "--as", "a", "--library", "lib")
    assert again.code == 0


def _edition(path: str) -> Edition:
    from guidegraph.store.library import read_file

    return read_file(Path(path))


def test_commands_say_how_a_document_was_understood(run: Run) -> None:
    Path("Old Rules (2019).pages").write_text(PAGES)
    Path("new.md").write_text(OLD.replace("month", "multi-phase loan"))
    done = run("diff", "Old Rules (2019).pages", "new.md")
    assert done.code == 0
    assert "Old Rules (2019).pages: 2 guesses (1 heading, 1 join at a line end)" in done.err
    assert "--guesses" in done.err

    rows = run("show", "Old Rules (2019).pages", "--guesses", "--format", "csv").out
    assert "join,1,,section/loans/1,multiphase,nowhere else in the document,0.6,multi-phase" in rows
    assert "left out,2,,,1,running head,," in rows


def test_what_is_left_out_is_accounted_for() -> None:
    document = Document(
        path="a.pages",
        body=PAGES.encode(),
        edition="a",
        iri="urn:x:a",
        manifest=Manifest(),
    )
    assert {"Lending", "rules", "1"} <= set(words_of_edition(_read(document)))


def test_a_profile_is_written_corrected_and_kept_with_the_document(
    run: Run, tmp_path: Path
) -> None:
    library, profile = tmp_path / "library", tmp_path / "house.toml"
    assert run("init", str(library)).code == 0
    rules = tmp_path / "rules.txt"
    part = "TOPIC: {0} of books\n\nWe {0}.\n\n"
    rules.write_text("HOUSE RULES\n\n" + "".join(map(part.format, ("Care", "Loan", "Sale"))))
    at = ("--library", str(library))
    first = run("import", str(rules), "--as", "one", *at, "--write-profile", str(profile))
    assert first.code == 0, first.err
    text = profile.read_text()
    assert 'words = "TOPIC: *"' in text
    profile.write_text(text.replace('words = "TOPIC: *"', 'begins = "TOPIC:"'))
    again = run("import", str(rules), "--as", "two", *at, "--write-profile", str(profile))
    assert again.code == 2
    assert not (library / "two").exists()
    second = run("import", str(rules), "--as", "two", *at, "--keep", "--profile", str(profile))
    assert second.code == 0, second.err
    assert 'profile = "layout.toml"' in (library / "two" / "edition.toml").read_text()
    labels = [item.label for item in open_library(library)["two"].edition().items if item.label]
    assert labels == ["Care of books", "Loan of books", "Sale of books"]
    wrong = run("import", str(rules), "--as", "three", *at, "--profile", "no-such")
    assert wrong.code == 3
    assert "core-values-2013" in wrong.err


def test_a_profile_that_the_folder_has_not_is_said(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "library" / "one"
    folder.mkdir(parents=True)
    (tmp_path / "library" / "library.toml").write_text(
        'title = "Ours"\nbase = "https://example.org/"\n'
    )
    (folder / "rules.txt").write_text("RULES\n\nWe lend.\n")
    (folder / "edition.toml").write_text('file = "rules.txt"\nprofile = "gone.toml"\n')
    found = run("show", "one", "--library", str(tmp_path / "library"))
    assert found.code == 3
    assert "no such layout profile: 'gone.toml'" in found.err


def test_the_edition_before_it(run: Run) -> None:
    """An edition that is imported as a revision has a history; of one that is not, that is said."""
    Path("old.md").write_text(OLD)
    Path("new.md").write_text(OLD.replace("a month", "a week"))
    run("init", "l")
    run("import", "old.md", "--as", "2019", "--library", "l")
    alone = run("import", "new.md", "--as", "2026", "--library", "l")
    unknown = run("import", "new.md", "--as", "2027", "--revision-of", "2018", "--library", "l")
    before = run("log", "2026:section/loans/1", "--library", "l")
    run("import", "new.md", "--as", "2028", "--revision-of", "2019", "--library", "l")
    after = run("blame", "2028", "--library", "l")

    assert "no edition is named before 2026" in alone.err
    assert "unknown edition '2018'" in unknown.err
    assert not Path("l/2027").exists()
    assert "'2026' was compared with no other edition" in before.err
    assert 'revision_of = ["2019"]' in Path("l/2028/edition.toml").read_text()
    assert "" == after.err
    assert "since 2019" in after.out


def test_decisions_lead_from_one_edition_to_the_next(run: Run) -> None:
    """What was decided from one edition to another is a step of the history between them."""
    Path("old.md").write_text(OLD)
    Path("new.md").write_text(OLD.replace("a month", "a week"))
    run("init", "l")
    for name, file in (("2019", "old.md"), ("2026", "new.md")):
        run("import", file, "--as", name, "--library", "l")
    decided = run("review", "2019", "2026", "--accept", "#1", "--reviewer", "A", "--library", "l")
    found = run("log", "2026:section/loans/1", "--library", "l")

    assert 0 == decided.code
    assert "" == found.err
    assert "a [-month.-] {+week.+}" in found.out


def test_a_course_is_no_edition_before(run: Run) -> None:
    """What is advised as the edition before is an edition; with courses alone nothing is."""
    Path("old.md").write_text(OLD)
    run("init", "l")
    course = Path("l/courses/desk")
    course.mkdir(parents=True)
    (course / "course.md").write_text(OLD)
    Path("l/library.toml").write_text(
        Path("l/library.toml").read_text().rstrip() + '\ncourses = "courses"\n'
    )
    first = run("import", "old.md", "--as", "2019", "--library", "l")
    second = run("import", "old.md", "--as", "2026", "--library", "l")

    assert "no edition is named before" not in first.err
    assert 'revision_of = ["2019"]' in second.err
