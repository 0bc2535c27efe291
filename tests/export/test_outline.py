"""An outline that guidegraph writes is read again as the same items."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.export.outline import outline_of
from guidegraph.importers.importer import FORMATS, Document
from guidegraph.importers.outline.words import lost_words
from guidegraph.model.edition import Edition, Item, Link, Note
from guidegraph.model.manifest import Manifest
from guidegraph.model.statement import Role, Statement


pytestmark = pytest.mark.filterwarnings("ignore::guidegraph.model.errors.GuidegraphWarning")


def read(text: str) -> Edition:
    document = Document(
        path="a.md", body=text.encode(), edition="a", iri="urn:x:a", manifest=Manifest()
    )
    return FORMATS["outline"].read(document)


def edition(*items: Item) -> Edition:
    return Edition(id="a", iri="urn:x:a", title="Rules", items=items)


ODD = st.sampled_from([
    "1. ", "(a) ", "- ", "1.5 ", "A. Smith ", "# ", "> ", "*", "_", "`", "[", "](", "]", "<b>",
    "&amp;", "\\", "~~", "| ", ": ", "{: #a}", "{#a}", "---", "===", "•", "– ", "https://a.org/b",
    "[^1]", "<!--", "-->", "Term: ", "Value 1) ", "2024 ", "o ", "!", "é", "word ", "two words ",
])  # fmt: skip
TEXTS = st.lists(ODD, min_size=1, max_size=4).map(lambda parts: " ".join("".join(parts).split()))


@st.composite
def _trees(draw: st.DrawFn) -> Edition:
    """Editions as they are read from documents: numbered, named, with texts, attributes, notes."""
    items: list[Item] = []
    for number in range(draw(st.integers(1, 8))):
        parent = draw(st.sampled_from([None, *(item.id for item in items)]))
        text = draw(st.none() | TEXTS)
        label = draw(TEXTS if text is None else st.none() | TEXTS)
        items.append(
            Item(
                id=draw(
                    st.sampled_from([f"r{number}", f"R {number}".replace(" ", "."), f"s/{number}"])
                ),
                type=draw(st.sampled_from(["Item", "Section", "Paragraph"])),
                notation=draw(st.none() | st.sampled_from(["1", "3.2", "PR.AC-1"])),
                marker=draw(st.none() | st.sampled_from(["1.", "(a)", "3.2", "•", "Rule 7"])),
                label=label,
                pref_label=label,
                text=text,
                parent=parent,
                statements=tuple(
                    Statement(property=name, value=draw(TEXTS))
                    for name in draw(st.lists(st.sampled_from(["Owner", "Due by"]), unique=True))
                ),
            )
        )
    return edition(*items)


@given(_trees())
@settings(max_examples=300, deadline=None, database=None)
def test_any_tree_is_read_again_as_it_was(tree: Edition) -> None:
    written = outline_of(tree)
    assert written.lost == ()
    found = {item.id: item for item in read(written.text).items}
    assert set(found) == set(tree.by_id)
    for item in tree.items:
        assert replace(found[item.id], position=1) == replace(item, position=1)


@given(_trees())
@settings(max_examples=50, deadline=None, database=None)
def test_no_word_of_what_was_written_is_unaccounted_for(tree: Edition) -> None:
    text = outline_of(tree).text
    assert lost_words(text, read(text)) == []


def test_what_an_editor_sees_is_plain_markdown() -> None:
    rows = tuple(
        Item(
            id=f"section/loans/{number}",
            type="Paragraph",
            text=text,
            parent="section/loans",
            position=number,
            statements=(
                Statement(property="Rule", value=text, role=Role.TEXT),
                Statement(property="Owner", value=owner),
            ),
        )
        for number, (text, owner) in enumerate(
            [("Books go out for a month.", "Desk"), ("Maps stay in the house.", "Archive")], 1
        )
    )
    section = Item(
        id="section/loans",
        type="Section",
        notation="2",
        marker="2.",
        label="Loans",
        pref_label="Loans",
    )
    entry = Item(
        id="section/loans/3",
        type="Paragraph",
        text="Ask us.",
        parent="section/loans",
        position=3,
        links=(Link(words="Ask", target="https://example.org"),),
        notes=(Note(mark="1", text="At the desk.", offset=6),),
    )
    written = outline_of(edition(section, *rows, entry))
    assert written.lost == ()
    assert written.text == (
        "# Rules\n\n"
        "## 2. Loans\n\n"
        "| Rule | Owner |\n| --- | --- |\n"
        "| Books go out for a month. | Desk |\n| Maps stay in the house. | Archive |\n\n"
        "[Ask](https://example.org) us[^1].\n\n"
        "[^1]: At the desk.\n"
    )


def test_what_no_outline_holds_is_named() -> None:
    item = Item(id="r1", type="Item", text="Ask.", replaced_by=("urn:x:new",))
    assert outline_of(edition(item)).lost == ("what it is replaced by of r1",)
