"""An outline that is written as DOCX, ODT, HTML or text is read back with the same items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.model.edition import Edition
from tests.importers.made import docx, odt, paragraph
from tests.importers.reading import read


LAW = settings(max_examples=40, deadline=None, database=None)
WORDS = [
    "members", "borrow", "books", "rooms", "quiet", "garden", "staff", "answer", "letters",
    "every", "visitor", "signs", "list", "open", "evening", "lamps", "return", "within", "seven",
    "days", "reading", "tables", "kept", "clean", "children", "welcome", "always",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with a level, or a paragraph or entry of a list."""

    kind: str
    text: str
    level: int = 0


def _phrase(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(
        lambda words: " ".join(words).capitalize()
    )


@st.composite
def outlines(draw: st.DrawFn) -> list[Block]:
    """A title, and sections of two levels with paragraphs and lists; no two headings are alike."""
    names = iter(draw(st.lists(_phrase(2, 4), min_size=14, max_size=14, unique=True)))
    found = [Block("heading", next(names), 1)]
    for _ in range(draw(st.integers(2, 4))):
        found.append(Block("heading", next(names), 2))
        found += draw(_bodies())
        for _ in range(draw(st.integers(0, 2))):
            found.append(Block("heading", next(names), 3))
            found += draw(_bodies())
    return found


@st.composite
def _bodies(draw: st.DrawFn) -> list[Block]:
    found = [
        Block("paragraph", f"{text}.")
        for text in draw(st.lists(_phrase(6, 20), min_size=1, max_size=2))
    ]
    entries = draw(st.lists(_phrase(4, 12), max_size=4))
    return found + [Block("entry", f"{text}.") for text in entries if len(entries) > 1]


def _as_docx(outline: list[Block]) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2, 3)
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    looks = {"entry": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "paragraph": ""}
    body = "".join(
        paragraph(each.text, looks.get(each.kind, f'<w:pStyle w:val="H{each.level}"/>'))
        for each in outline
    )
    return docx(body, {"styles": styles, "numbering": numbering})


def _as_odt(outline: list[Block]) -> bytes:
    body = ""
    for kind, blocks in _runs(outline):
        match kind:
            case "heading":
                body += "".join(
                    f"<text:h text:outline-level='{each.level}'>{each.text}</text:h>"
                    for each in blocks
                )
            case "paragraph":
                body += "".join(f"<text:p>{each.text}</text:p>" for each in blocks)
            case _:
                items = (
                    f"<text:list-item><text:p>{b.text}</text:p></text:list-item>" for b in blocks
                )
                body += f"<text:list>{''.join(items)}</text:list>"
    return odt(body)


def _as_html(outline: list[Block]) -> bytes:
    body = ""
    for kind, blocks in _runs(outline):
        match kind:
            case "heading":
                body += "".join(f"<h{b.level}>{b.text}</h{b.level}>" for b in blocks)
            case "paragraph":
                body += "".join(f"<p>{each.text}</p>" for each in blocks)
            case _:
                body += f"<ul>{''.join(f'<li>{each.text}</li>' for each in blocks)}</ul>"
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def _as_text(outline: list[Block]) -> bytes:
    body = ""
    for kind, blocks in _runs(outline):
        match kind:
            case "heading":
                lines = [f"{b.text}\n{'=-~'[b.level - 1] * len(b.text)}\n\n" for b in blocks]
            case "paragraph":
                lines = [f"{each.text}\n\n" for each in blocks]
            case _:
                lines = [*(f"- {each.text}\n" for each in blocks), "\n"]
        body += "".join(lines)
    return body.encode()


def _as_markdown(outline: list[Block]) -> bytes:
    body = ""
    for kind, blocks in _runs(outline):
        match kind:
            case "heading":
                lines = [f"{'#' * each.level} {each.text}\n\n" for each in blocks]
            case "paragraph":
                lines = [f"{each.text}\n\n" for each in blocks]
            case _:
                lines = [*(f"- {each.text}\n" for each in blocks), "\n"]
        body += "".join(lines)
    return body.encode()


def _runs(outline: list[Block]) -> list[tuple[str, list[Block]]]:
    """The blocks, those of one kind that follow each other together."""
    found: list[tuple[str, list[Block]]] = []
    for each in outline:
        if found and found[-1][0] == each.kind:
            found[-1][1].append(each)
        else:
            found.append((each.kind, [each]))
    return found


def _expected(outline: list[Block]) -> list[tuple[str, tuple[str, ...]]]:
    """Of each block below the title its words, and the headings above it."""
    found = []
    above: list[Block] = []
    for each in outline[1:]:
        if each.kind == "heading":
            above = [one for one in above if one.level < each.level]
        found.append((each.text, tuple(one.text for one in above)))
        if each.kind == "heading":
            above.append(each)
    return found


def _items(edition: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """Of each item its words, and those of the headings above it."""
    found = []
    for item in edition.items:
        above = tuple(each.label for each in reversed(list(edition.ancestors(item))) if each.label)
        if item.label:
            found.append((item.label, above))
        inside = (*above, item.label) if item.label else above
        if item.text:
            found.append((item.text, inside))
    return found


@LAW
@given(outline=outlines())
@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a.docx", _as_docx),
        ("a.odt", _as_odt),
        ("a.html", _as_html),
        ("a.txt", _as_text),
        ("a.md", _as_markdown),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_written_is_read_back(
    path: str, written: Callable[[list[Block]], bytes], outline: list[Block]
) -> None:
    """The title, and the words and headings of every item, in the same order."""
    edition = read(path, written(outline))

    assert edition.title == outline[0].text
    assert _items(edition) == _expected(outline)
