"""Word documents: the committee's paper, and the edition with tracked changes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.run import diff
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.review import Decision, State
from guidegraph.render.docx.tracked import printed
from guidegraph.render.format import written
from guidegraph.workspace import Workspace
from tests.comparisons import HOSTILE, hostile, lending_rules


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAIRS = [
    (("2013-peer",), "combined"),
    pytest.param((("supervisor",), "combined"), marks=pytest.mark.slow),
    pytest.param((("2013-peer", "supervisor"), "combined"), marks=pytest.mark.slow),
    pytest.param((("combined",), "2013-peer"), marks=pytest.mark.slow),
]


def _document(body: bytes) -> ET.Element:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        return ET.fromstring(archive.read("word/document.xml"))


def _read(body: bytes, *, accept: bool) -> list[str]:
    """The paragraphs as a word processor has them once all changes are accepted, or rejected."""
    gone = {W + name for name in (("del", "moveFrom") if accept else ("ins", "moveTo"))}
    found, text = [], ""
    for paragraph in _document(body).iter(W + "p"):
        text += "".join(_words(paragraph, gone))
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        if marks is None or not any(mark.tag in gone for mark in marks):
            found.append(text)
            text = ""
    return [each for each in found if each]


def _words(element: ET.Element, gone: set[str]) -> Iterator[str]:
    for child in element:
        if child.tag in (W + "t", W + "delText"):
            yield child.text or ""
        elif child.tag == W + "br":
            yield "\n"
        elif child.tag not in gone and child.tag != W + "pPr":
            yield from _words(child, gone)


def _texts(*editions: Edition) -> list[str]:
    return [each.text for edition in editions for each in printed(edition)]


@pytest.fixture(scope="module", params=PAIRS, ids=["peer", "supervisor", "both", "back"])
def ours(request: pytest.FixtureRequest) -> Comparison:
    """A comparison of our own editions."""
    old, new = request.param
    return Workspace.open().diff(old, new)


def test_both_texts_to_the_letter(ours: Comparison) -> None:
    """Accepting all changes gives the new text, rejecting all the old one, in its order."""
    body = written("docx-tracked", ours)
    assert _texts(ours.new) == _read(body, accept=True)
    assert _texts(*ours.old) == _read(body, accept=False)
    assert len(ours.new.items) > 100


def test_our_reader_reads_it(ours: Comparison, tmp_path: Path) -> None:
    """guidegraph's own reader of Word documents finds both texts in it."""
    path = tmp_path / "tracked.docx"
    path.write_bytes(written("docx-tracked", ours))
    before, after = Workspace.open().states(path)
    for edition, told in ((before, ours.old), (after, (ours.new,))):
        words = " ".join(" ".join(filter(None, (each.label, each.text))) for each in edition.items)
        for each in told[0].items:
            assert " ".join((each.text or "").split()) in " ".join(words.split())


_WORDS = st.sampled_from(["must", "may", "not", "staff", "readers", "greet", "keep", "a", "b", "."])
_TEXT = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_SPACED = st.tuples(_TEXT, st.sampled_from(["", "\n", "  "]), _TEXT).map("".join)


@st.composite
def _editions(draw: st.DrawFn, name: str) -> Edition:
    sections = draw(st.integers(0, 3))
    items = []
    for number in range(sections):
        items.append(Item(id=f"s{number}", type="Section", label=draw(_TEXT)))
        for position in range(draw(st.integers(0, 4))):
            text = draw(_SPACED)
            items.append(
                Item(id=f"s{number}/{position}", parent=f"s{number}", position=position, text=text)
            )
    return Edition(id=name, iri=f"https://example.org/{name}", title=name, items=tuple(items))


@settings(max_examples=60, deadline=None)
@given(_editions("a"), _editions("b"))
def test_the_laws_hold_for_any_editions(old: Edition, new: Edition) -> None:
    """Whatever moved, split or went, both texts are there to the letter."""
    body = written("docx-tracked", diff([old], new))
    assert _texts(new) == _read(body, accept=True)
    assert _texts(old) == _read(body, accept=False)


def test_moves_and_reasons() -> None:
    """Moved text is marked as moved at both places, and each change has one comment."""
    comparison = Workspace.open().diff(["2013-peer"], "combined")
    body = written("docx-tracked", comparison)
    document = _document(body)
    names = {
        kind: sorted(each.get(f"{W}name", "") for each in document.iter(f"{W}{kind}RangeStart"))
        for kind in ("moveFrom", "moveTo")
    }
    assert names["moveFrom"] == names["moveTo"]
    with zipfile.ZipFile(BytesIO(body)) as archive:
        comments = ET.fromstring(archive.read("word/comments.xml"))
    said = ["".join(each.itertext()) for each in comments]
    assert len(comparison.changes.changes) == len(said)
    assert len(said) == len(list(document.iter(f"{W}commentReference")))


def _rules(name: str, *parts: tuple[str, tuple[str, ...]]) -> Edition:
    """An edition whose first heading is its title, with parts, and a table in the last of them."""
    items = [Item(id="top", type="Section", label="House rules")]
    for label, texts in parts:
        head = Item(id=label, type="Section", label=label)
        items += (
            head,
            *(
                Item(id=f"{label}/{at}", type="Paragraph", parent=label, position=at, text=text)
                for at, text in enumerate(texts, start=1)
            ),
        )
    items.append(
        Item(id="row", type="Paragraph", parent=items[-1].parent, label="Kitchen", text="closed")
    )
    return Edition(id=name, iri=f"https://example.org/{name}", title="House rules", items=(*items,))


def test_struck_text_is_in_its_own_part() -> None:
    """
    What went is at the end of its own part, before what came; the numbers of the comments rise;
    the title is there once, and a row of a table is no heading.
    """
    doors = "Doors shall be closed at night."
    pupils = ("Pupils follow the guard.", "Pupils tell a guard of any danger that they see.")
    officers = ("The officer inspects the house.",)
    old = _rules(
        "2021",
        ("Doors", (doors, "Nobody lends a key to a stranger.")),
        ("Officers", officers),
        ("Pupils", pupils),
        ("Fire", ("Fires are put out.",)),
    )
    new = _rules(
        "2026",
        ("Doors", (doors, "Locks are oiled in spring.")),
        ("Pupils", pupils),
        ("Officers", officers),
        ("First aid", ("A kit hangs in the hall.",)),
        ("Fire", ("Fires are put out.",)),
    )
    body = written("docx-tracked", diff([old], new))
    lines = ["".join(_words(each, set())) for each in _document(body).iter(f"{W}p")]
    key, lock = (
        lines.index("Nobody lends a key to a stranger."),
        lines.index("Locks are oiled in spring."),
    )
    assert (
        lines.index(doors)
        < key
        < lock
        < min(at for at, line in enumerate(lines) if line in ("Pupils", "Officers"))
    )
    struck = [at for at, line in enumerate(lines) if line in ("Pupils", "Officers")][-1]
    assert lines.index("First aid") > struck
    assert 1 == lines.count("House rules")
    styles = {
        "".join(_words(each, set())): style.get(f"{W}val")
        for each in _document(body).iter(f"{W}p")
        if (style := each.find(f"{W}pPr/{W}pStyle")) is not None
    }
    assert "Entry" == styles["Kitchen"]
    with zipfile.ZipFile(BytesIO(body)) as archive:
        comments = ET.fromstring(archive.read("word/comments.xml"))
    said = ["".join(each.itertext()).partition(".")[0] for each in comments]
    assert [str(number) for number in range(1, len(said) + 1)] == said


def test_the_paper() -> None:
    """The paper names what was compared, numbers the changes, and has decisions and the proof."""
    comparison = lending_rules()
    change = comparison.changes.changes[1]
    decision = Decision(
        change=change.id, state=State.REJECTED, reviewer="A. Reader", date="2026-07-31", reason="no"
    )
    decided = replace(comparison, decisions=MappingProxyType({change.id: decision}))
    text = "\n".join(_read(written("docx", decided), accept=True))
    for words in (
        "rejected by A. Reader, 2026-07-31: no",
        "Decisions: 8 undecided, 1 rejected.",
        "is explained exactly once",
        "Look here first",
        "Index of clauses",
        "Dogs stay outside.",
        "revised, wording unsure",
        change.id[:8],
    ):
        assert words in text
    struck = [
        "".join(run.itertext())
        for run in _document(written("docx", decided)).iter(f"{W}r")
        if run.find(f"{W}rPr/{W}strike") is not None
    ]
    assert "must" in struck


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["docx", "docx-tracked"])
def test_any_text_can_be_written(form: str, text: str) -> None:
    """Whatever a document says, what is written is XML, and the same every time."""
    body = written(form, hostile(text))
    assert _read(body, accept=True)
    assert body == written(form, hostile(text))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "docx-tracked"])
def test_libreoffice_opens_it(form: str, ours: Comparison, tmp_path: Path) -> None:
    """LibreOffice reads the documents; in what it saves again, both texts are the same."""
    path = tmp_path / "made.docx"
    path.write_bytes(written(form, ours))
    again = _saved_by_libreoffice(path)
    for accept in (True, False):
        assert _read(path.read_bytes(), accept=accept) == _read(again, accept=accept)


def _saved_by_libreoffice(path: Path) -> bytes:
    out = path.parent / "again"
    command: Sequence[str] = (
        *("soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless"),
        *("--convert-to", "docx", "--outdir", str(out), str(path)),
    )
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (out / path.name).read_bytes()
