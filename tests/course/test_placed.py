"""A map follows the words of a course, whatever happens to its lines."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.course.placed import placed
from guidegraph.language.words import folded
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, CourseMap, FoundBy, LinkType
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError


SENTENCES = (
    "Greet every visitor at the door before you ask for anything.",
    "Lost property is kept for ninety days in the locked cupboard.",
    "A novel may be lent for four weeks, a magazine for one.",
    "Never repeat what a reader told you about an illness.",
    "Switch the heating off when the last reader has left.",
    "The alarm is tested on the first Monday of each month.",
    "Books with mould go to the workshop, not back on the shelf.",
    "Explain the catalogue to children with a book that they know.",
    "Whoever finds a wallet calls the desk at once.",
    "Two people count the cash box every evening.",
)


def course(*modules: tuple[str, ...], name: str = "c") -> Edition:
    """A course with these statements in its modules, numbered as an outline numbers them."""
    items: list[Item] = []
    for number, texts in enumerate(modules, start=1):
        items.append(
            Item(id=f"module/{number}", type="CourseModule", pref_label=f"Module {number}")
        )
        items += [
            Item(
                id=f"module/{number}/statement/{place}",
                type="CourseStatement",
                text=text,
                parent=f"module/{number}",
                position=place,
            )
            for place, text in enumerate(texts, start=1)
        ]
    return Edition(
        id=name, iri=f"https://example.org/{name}", title="C", type="Course", items=tuple(items)
    )


def edited(before: Edition, seed: int, edits: int, name: str = "c") -> Edition:
    """A course after some random edits of its lines."""
    chance = random.Random(seed)
    modules: list[list[str]] = []
    for item in before.items:
        if item.text is None:
            modules.append([])
        else:
            modules[-1].append(item.text)
    for _ in range(edits):
        module = chance.choice(modules)
        place = chance.randrange(len(module)) if module else 0
        match chance.choice(("insert", "delete", "split", "move", "join")):
            case "insert":
                module.insert(place, chance.choice(("Bring a pen.", "Be on time for the shift.")))
            case "delete" if module:
                del module[place]
            case "split" if module:
                words = module[place].split()
                half = len(words) // 2
                module[place : place + 1] = [" ".join(words[:half]), " ".join(words[half:])]
            case "move" if module:
                chance.choice(modules).append(module.pop(place))
            case "join" if place + 1 < len(module):
                module[place : place + 2] = [" ".join(module[place : place + 2])]
            case _:
                pass
    return course(*map(tuple, modules), name=name)


def row(statement: str, quote: str | None, item: str = "value/1", line: int = 2) -> CourseLink:
    """A row of a map."""
    return CourseLink(
        statement=statement,
        item=Ref(edition="g", id=item),
        how=LinkType.TEACHES,
        quote=quote,
        line=line,
    )


def find(course: Edition, *rows: CourseLink) -> CourseMap:
    """The map with these rows."""
    return placed(rows, course, "map.csv")


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        (SENTENCES[1], FoundBy.QUOTE),
        (SENTENCES[1].upper().replace(" ", "  "), FoundBy.QUOTE),
        ("Lost property is kept…", FoundBy.QUOTE),
        ("Lost property is kept", FoundBy.PART),
        ("the locked cupboard", FoundBy.PART),
    ],
)
def test_words_at_the_id(quote: str, how: FoundBy) -> None:
    """A quote that is there, whole or in part, in other typography, is found there."""
    [link] = find(course(SENTENCES[:3]), row("module/1/statement/2", quote)).links
    assert (link.statement, link.mapped, link.found_by) == ("module/1/statement/2", None, how)


def test_a_sentence_beside_the_quoted_one() -> None:
    """What was quoted as a whole may get company; a word that denies it is told."""
    now = course((f"{SENTENCES[0]} {SENTENCES[1]}", f"Never {SENTENCES[2].lower()}"))
    rows = row("module/1/statement/1", SENTENCES[0]), row("module/1/statement/2", SENTENCES[2])
    assert [link.found_by for link in find(now, *rows).links] == [FoundBy.QUOTE, FoundBy.LIKENESS]


def test_an_inserted_line_moves_no_link() -> None:
    """The words are found where they are now, also in another module."""
    now = course(("Bring your badge.", *SENTENCES[:2]), (SENTENCES[2],))
    rows = (row("module/1/statement/1", SENTENCES[0]), row("module/1/statement/3", SENTENCES[2]))
    found = find(now, *rows)
    assert [(link.statement, link.mapped) for link in found.links] == [
        ("module/1/statement/2", "module/1/statement/1"),
        ("module/2/statement/1", "module/1/statement/3"),
    ]
    assert found.found_by(FoundBy.ELSEWHERE) == found.links


def test_a_reworded_line_is_told() -> None:
    """Other words for the same are found by the aligner, and said to be other words."""
    now = course(("Bring your badge.", "Keep lost property for ninety days, locked in a cupboard."))
    found = find(now, row("module/1/statement/1", SENTENCES[1]))
    assert [link.statement for link in found.found_by(FoundBy.LIKENESS)] == ["module/1/statement/2"]


def test_a_deleted_line_counts_for_nothing() -> None:
    """A link to words that are gone is kept aside, and does not slide to what is there now."""
    found = find(course(SENTENCES[2:4]), row("module/1/statement/1", SENTENCES[0]))
    assert found.links == ()
    assert [link.found_by for link in found.lost] == [FoundBy.NOTHING]


def test_the_same_words_in_two_modules() -> None:
    """Without neighbours one in the same module counts; without one there, a person chooses."""
    now = course((SENTENCES[1], SENTENCES[0]), (SENTENCES[0],))
    [link] = find(now, row("module/1/statement/1", SENTENCES[0])).links
    assert link.statement == "module/1/statement/2"
    [lost] = find(now, row("module/3/statement/1", SENTENCES[0])).lost
    assert (lost.found_by, lost.candidates) == (
        FoundBy.CHOICE, ("module/1/statement/2", "module/2/statement/1"),
    )  # fmt: skip
    [twin] = find(now, row("module/2/statement/1", SENTENCES[0])).links
    assert (twin.statement, twin.found_by) == ("module/2/statement/1", FoundBy.TWIN)


def test_a_module_in_front_of_others_that_end_alike() -> None:
    """A line that every module has is the one among the neighbours that the map has."""
    end = "Hand in your worksheet."
    now = course(("Welcome to the desk.", end), (*SENTENCES[:2], end), (*SENTENCES[2:4], end))
    rows = [
        row(f"module/{number}/statement/{place}", text, line=line)
        for line, (number, place, text) in enumerate(
            (
                (1, 1, SENTENCES[0]),
                (1, 2, SENTENCES[1]),
                (1, 3, end),
                (2, 1, SENTENCES[2]),
                (2, 2, SENTENCES[3]),
                (2, 3, end),
            ),
            start=2,
        )
    ]
    found = [link.statement for link in find(now, *rows).links]
    assert found == [
        f"module/{number}/statement/{place}" for number in (2, 3) for place in (1, 2, 3)
    ]


def test_a_row_without_a_quote_is_known_by_number() -> None:
    """Its id alone counts; an id that the course does not have is an error."""
    before = course(SENTENCES[:3])
    found = find(before, row("module/1/statement/2", None))
    assert found.found_by(FoundBy.NUMBER) == found.links
    with pytest.raises(FormatError, match="unknown statement 'module/1/statement/9'"):
        find(before, row("module/1/statement/9", None))


@given(seed=st.integers(0, 2**32), edits=st.integers(1, 8))
def test_no_link_ever_points_silently_to_other_words(seed: int, edits: int) -> None:
    """
    However lines are inserted, deleted, split, joined and moved, a link is at the words that it
    quotes, or is said not to be.
    """
    before = course(SENTENCES[:5], SENTENCES[5:])
    rows = [
        row(item.id, item.text, line=line)
        for line, item in enumerate((item for item in before.items if item.text), start=2)
    ]
    now = edited(before, seed, edits)
    found = find(now, *rows)
    assert sorted(link.line for link in (*found.links, *found.lost)) == [each.line for each in rows]
    for link in found.links:
        if link.found_by is not FoundBy.LIKENESS:
            assert folded(link.quote or "") in folded(now.by_id[link.statement].text or "")


def test_denied_elsewhere() -> None:
    """Words that moved into a sentence that denies them are other words."""
    now = course(("Bring your badge.", f"Never {SENTENCES[2].lower()}"))
    [link] = find(now, row("module/1/statement/1", SENTENCES[2])).links
    assert (link.statement, link.found_by) == ("module/1/statement/2", FoundBy.LIKENESS)


def test_long_statements_and_long_numbers() -> None:
    """Thousands of sentences and of digits are no more than a long text."""
    now = course((" ".join(f"Door {number} is open." for number in range(5_000)),))
    quotes = "Door 77 is open. Door 78 is open.", "78 is open"
    for quote, how in zip(quotes, (FoundBy.QUOTE, FoundBy.PART), strict=True):
        rows = row("module/1/statement/1", quote), row("row/" + "9" * 6_000, "Sing.", line=3)
        assert [link.found_by for link in find(now, *rows).links] == [how]
