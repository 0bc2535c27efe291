"""A small guideline in two editions and a course, with a link of every fate."""

from __future__ import annotations

from guidegraph.course.names import ItemNames
from guidegraph.course.outcomes import LinkOutcomes, link_outcomes
from guidegraph.diff.run import diff
from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.edition import Association, Edition, Item


__all__ = ["COURSE", "FATES", "LINKS", "NAMES", "NEW", "OLD", "compared", "edition", "link"]


def edition(name: str, *texts: tuple[str, str], glossary: tuple[str, ...] = ()) -> Edition:
    """An edition with one value, statements of these ids and texts, and terms `name: text`."""
    terms = tuple(
        Item(
            id=f"term/{line.partition(':')[0].casefold().replace(' ', '-')}",
            type="GlossaryTerm",
            pref_label=line.partition(":")[0],
            text=line.partition(":")[2].strip(),
        )
        for line in glossary
    )
    return Edition(
        id=name,
        iri=f"https://example.org/{name}",
        title=name,
        items=(
            Item(id="value/1", type="CoreValue", notation="1", pref_label="Rooms are open to all"),
            *(
                Item(
                    id=f"value/1/practice/{id_}",
                    type="PracticeStatement",
                    text=text,
                    parent="value/1",
                    position=place,
                )
                for place, (id_, text) in enumerate(texts, start=1)
            ),
            *terms,
        ),
    )


OLD = edition(
    "old",
    ("1", "Staff must greet everyone who comes in."),
    ("2", "Nobody is asked for the reason of a visit to the room."),
    ("3", "Lamps are dimmed at nine, and the doors are closed at ten in the evening."),
    ("4", "Records about readers are kept private by the staff."),
    ("5", "Children may bring their own toys into the garden."),
    glossary=(
        "Reader: A reader is a person who uses the room.",
        "Reader card: A card for readers.",
    ),
)
NEW = edition(
    "new",
    ("1", "Records about readers are kept private by the staff."),
    ("2", "Staff may greet everyone who comes in."),
    ("3", "Nobody is asked for the reason of a visit to the room"),
    ("4", "Lamps are dimmed at nine."),
    ("5", "The doors are closed at ten in the evening."),
    ("6", "Readers show their reader cards and a reader’s name."),
    glossary=(
        "Reader: A reader is anyone who uses the room or the garden.",
        "Reader card: A card for readers.",
    ),
)
COURSE = Edition(
    id="course",
    iri="https://example.org/course",
    title="How to run a room",
    type="Course",
    items=(
        Item(id="module/1", type="CourseModule", pref_label="Opening"),
        Item(
            id="module/1/statement/1",
            type="CourseStatement",
            text="Rooms are open to all – Staff greet each customer and keep records private.",
            parent="module/1",
        ),
        Item(id="section/end", type="Section", pref_label="Closing", parent="module/1"),
        Item(
            id="module/1/statement/2",
            type="CourseStatement",
            text="Which lamps are dimmed at nine? Tell your customers, and any reader, in time.",
            parent="section/end",
        ),
        Item(
            id="module/1/statement/3",
            type="CourseStatement",
            text="Have fun.",
            parent="section/end",
        ),
    ),
    associations=(
        Association(
            origin="module/1/statement/1", type="teaches", destination="value/1", edition="old"
        ),
    ),
)


def link(statement: int, item: str, how: str = "teaches", home: str = "old") -> CourseLink:
    """A link of the course."""
    return CourseLink(
        statement=f"module/1/statement/{statement}",
        item=Ref(edition=home, id=item),
        how=LinkType(how),
    )


LINKS = (
    link(1, "value/1"),
    link(1, "value/1/practice/1"),
    link(1, "value/1/practice/2", "mentions"),
    link(1, "value/1/practice/4"),
    link(2, "value/1/practice/3", "assesses"),
    link(2, "value/1/practice/4", "mentions"),
    link(2, "value/1/practice/5", "mentions"),
)


def compared() -> Comparison:
    """What became of the old items."""
    return diff((OLD,), NEW)


FATES: LinkOutcomes = link_outcomes(compared())
NAMES = ItemNames((OLD,), {"old", "new", "elsewhere"})
