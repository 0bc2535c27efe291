"""What was joined at a line end reads as the other document has it."""

from __future__ import annotations

from types import MappingProxyType

from guidegraph.diff.joins import joins_in, with_joins_decided
from guidegraph.model.edition import Edition, Item, Note
from guidegraph.model.reading import Reading


def edition(id_: str, text: str, joins: dict[str, str] | None = None, note: int = 0) -> Edition:
    notes = (Note(mark="1", text="See there.", offset=note),) if note else ()
    return Edition(
        id=id_,
        iri=f"urn:x:{id_}",
        title="Rules",
        items=(Item(id="r1", text=text, notes=notes),),
        reading=None if joins is None else Reading(joins=MappingProxyType(joins)),
    )


JOINED = edition("pdf", "A multiphase plan.", {"multiphase": "multi-phase"}, note=12)


def text_of(found: Edition) -> str | None:
    return found.items[0].text


def test_the_other_document_decides() -> None:
    read, _ = with_joins_decided((JOINED, edition("docx", "Any multi-phase plan.")))
    assert text_of(read) == "A multi-phase plan."
    assert read.items[0].notes[0].offset == 13


def test_a_reading_that_the_other_document_has_too_stays() -> None:
    other = edition("docx", "A multiphase plan, and a multi-phase one.")
    assert with_joins_decided((JOINED, other)) == (JOINED, other)


def test_an_undecided_join_stays_and_is_named() -> None:
    read, _ = with_joins_decided((JOINED, edition("docx", "No such plan.")))
    assert text_of(read) == "A multiphase plan."
    assert joins_in(read.items[0], read) == ("multiphase",)
