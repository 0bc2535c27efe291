"""What a user is told of documents: guesses, tracked changes, and the pages of lost words."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from guidegraph.importers.importer import FORMATS, Document, Importer
from guidegraph.model.edition import Edition
from guidegraph.model.findings import Place
from guidegraph.model.reading import Guess, GuessKind, Reading


Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(name: str, *paragraphs: str) -> None:
    """A Word document; `-x-` is a tracked deletion, `+x+` a tracked insertion."""
    parts = []
    for words in paragraphs:
        runs = ""
        for at, piece in enumerate(words.split("|")):
            tag = {"-": "del", "+": "ins"}.get(piece[:1]) if at % 2 else None
            text = piece.strip("-+") if tag else piece
            element = "delText" if tag == "del" else "t"
            run = f'<w:r><w:{element} xml:space="preserve">{text}</w:{element}></w:r>'
            runs += f"<w:{tag}>{run}</w:{tag}>" if tag else run
        parts.append(f"<w:p>{runs}</w:p>")
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
    with zipfile.ZipFile(name, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)


@pytest.fixture
def draft() -> str:
    """A draft in which somebody tracks changes."""
    docx("draft.docx", "Guests |-may-||+must+| sign the book.", "Lamps are off at noon.")
    return "draft.docx"


def test_one_state_of_a_draft_is_shown(run: Run, draft: str) -> None:
    """Tracked changes are accepted, unless they are to be rejected."""
    assert "Guests must sign the book." in run("show", draft).out
    assert "Guests must sign the book." in run("show", draft, "--tracked", "accept").out
    assert "Guests may sign the book." in run("show", draft, "--tracked", "reject").out


def test_the_two_states_of_a_draft_are_compared(run: Run, draft: str) -> None:
    """`diff --tracked` needs no other document, and takes none."""
    result = run("diff", draft, "--tracked", "--fail-on", "strengthened")

    assert 1 == result.code
    assert "draft-before → draft-after" in result.out
    assert "Guests [-may-] {+must+} sign the book." in result.out
    assert 2 == run("diff", draft, draft, "--tracked").code
    assert 2 == run("diff", draft, "--tracked", "--explain", "paragraph/1").code


def test_a_document_without_tracked_changes_is_named(run: Run) -> None:
    """So that nobody takes the empty diff for a result."""
    docx("clean.docx", "Guests must sign the book.")
    result = run("diff", "clean.docx", "--tracked")

    assert (0, "guidegraph: clean.docx: no tracked changes that change an item\n") == (
        result.code,
        result.err,
    )


def test_one_state_of_a_draft_is_imported(run: Run, draft: str) -> None:
    """The outline and its source have the words of that state; a file that is kept has both."""
    run("init", "lib")
    refused = run("import", draft, "--as", "a", "--tracked", "reject", "--keep", "--library", "lib")
    assert 2 == refused.code
    assert "leave out --keep" in refused.err
    assert not Path("lib/a").exists()

    done = run("import", draft, "--as", "a", "--tracked", "reject", "--library", "lib")
    assert 0 == done.code
    assert "in lib/a: 2 items\n" in done.err
    assert "Guests may sign the book." in Path("lib/a/edition.md").read_text()
    assert "100 %" in run("verify", "a", "--library", "lib").out


def test_decisions_as_a_table(run: Run) -> None:
    """`review --format csv` has each change with what was decided."""
    for name, word in (("2024", "must"), ("2026", "may")):
        Path("lib", name).mkdir(parents=True)
        text = f"# Rules\n\nStaff {word} greet everyone.\n\nLamps are off at {name}.\n"
        Path("lib", name, "edition.md").write_text(text)
        Path("lib", name, "edition.toml").write_text("")
    Path("lib/library.toml").write_text('title = "L"\nbase = "https://example.org/l/"\n')
    place = ["--library", "lib"]
    first = json.loads(run("review", "2024", "2026", "--format", "json", *place).out)
    change = first["changes"][0]["change"]["id"]
    run(
        *("review", "2024", "2026", "--reject", change, "--reason", "a duty", "--reviewer", "Ana"),
        *("--date", "2026-03-02", *place),
    )
    body = run("review", "2024", "2026", "--format", "csv", *place).out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(body, newline=""))}

    said = [change, "rejected", "Ana", "2026-03-02", "a duty"]
    assert said == list(rows.pop(change).values())[:5]
    assert {""} == {row["decision"] for row in rows.values()}
    head = body.splitlines()[0].split(",")
    assert len(head) == len(set(head))
    (other,) = rows
    Path("back.csv").write_text(body.replace(f"{other},,,", f"{other},yes,Ben,2026-03-03,"))
    back = run("review", "2024", "2026", "--import", "back.csv", "--format", "csv", *place)
    assert 0 == back.code
    assert f"\n{other},accepted,Ben,2026-03-03," in back.out


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> str:
    """A document with pages of which a word is lost and one is guessed, in a format of its own."""
    read = FORMATS["outline"].read

    def read_pages(document: Document) -> Edition:
        guess = Guess(
            decision=GuessKind.HEADING,
            place=Place(path=document.path, line=0, page=2),
            text="Lending",
            why="bold",
            confidence=0.6,
        )
        return replace(read(document), reading=Reading(pages=2, guesses=(guess,)))

    form = Importer(
        suffixes=(".printed",),
        media_type="text/x-printed",
        read=read_pages,
        lost=lambda _document, _edition: (3, [("gone", 2)]),
        paged=True,
    )
    known = {name: FORMATS[name] for name in FORMATS}
    monkeypatch.setattr("guidegraph.importers.importer.FORMATS", {**known, "printed": form})
    Path("rules.printed").write_text("# Rules\n\n## Lending\n\nBooks are lent.\n")
    return "rules.printed"


@pytest.mark.parametrize("command", ["show", "check", "verify"])
def test_guesses_are_said(run: Run, printed: str, command: str) -> None:
    """A line on standard error says how many there are, and how to see them."""
    assert (
        "guidegraph: rules.printed: 1 guess (1 heading); see them with 'guidegraph show "
        "rules.printed --guesses'\n"
    ) in run(command, printed).err


def test_a_vocabulary_has_no_guesses(run: Run) -> None:
    """It is checked as what it is, also if no edition can be made of it."""
    Path("a.ttl").write_text("<https://x.test/1> a <https://x.test/2> .\n")

    assert "guess" not in run("check", "a.ttl").err


def test_the_page_of_a_lost_word_is_named(run: Run, printed: str) -> None:
    """As text and as data, where a line would send the reader to the wrong place."""
    assert "page 2: the source has words that are not accounted for: “gone”" in (
        run("verify", printed).out
    )
    data = json.loads(run("verify", printed, "--format", "json").out)
    schema = json.loads((ROOT / "docs" / "schema" / "verify.schema.json").read_text())
    Draft202012Validator(schema).validate(data)
    (gap,) = data["accounts"][0]["gaps"]

    assert (2, None) == (gap["page"], gap["line"])
    assert FORMATS["pdf"].paged
    assert not FORMATS["text"].paged
