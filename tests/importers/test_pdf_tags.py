"""The structure tree of a tagged PDF."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from guidegraph.importers.documents.pdf.tag_tree import Content, Element, tree_of


def _file(*, cycle: bool = False) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    heading = DictionaryObject({NameObject("/S"): NameObject("/Title")})
    heading[NameObject("/Pg")] = page.indirect_reference
    heading[NameObject("/K")] = NumberObject(4)
    kid = writer._add_object(heading)
    if cycle:
        heading[NameObject("/K")] = ArrayObject([kid])
    roles = DictionaryObject({NameObject("/Title"): NameObject("/H1")})
    root = DictionaryObject({NameObject("/K"): ArrayObject([kid]), NameObject("/RoleMap"): roles})
    writer._root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_role_of_the_producer_is_read_as_the_standard_one_with_its_page() -> None:
    tree = tree_of(_file())
    assert tree is not None
    assert tree.children == [Element("H1", [Content(1, 4)])]


def test_a_tree_that_contains_itself_is_not_used() -> None:
    assert tree_of(_file(cycle=True)) is None


def test_a_damaged_file_has_no_tree() -> None:
    assert tree_of(b"%PDF-1.7 and nothing else") is None
