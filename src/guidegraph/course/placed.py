"""
Find the statements that a map quotes in a course whose lines have moved, changed or gone.

A statement is known by its words, not by its number: first the words at the id that the map gives,
then the same words elsewhere, then the aligner, which takes the quoted statements for the course as
it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guidegraph.course.nearest import Nearest
from guidegraph.course.words import said_by
from guidegraph.language.words import folded
from guidegraph.model.course import CourseLink, CourseMap, FoundBy
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import FormatError, UnknownNameError


__all__ = ["associations_of", "found_statements", "placed"]


def placed(links: Iterable[CourseLink], course: Edition, path: str) -> CourseMap:
    """
    The map of a course, with each statement where its words are now.

    Args:
        links: the rows of the map; their statements are as the file names them.
        course: the course as it is now.
        path: the map, for messages.

    Raises:
        FormatError: a row without a quote names a statement that the course does not have.
    """
    rows = tuple(links)
    found = found_statements(((link.statement, link.quote) for link in rows if link.quote), course)
    kept: list[CourseLink] = []
    lost: list[CourseLink] = []
    for link in rows:
        if link.quote is None:
            if link.statement not in course.by_id:
                problem = str(UnknownNameError("statement", link.statement, course.by_id))
                advice = "correct the row, or quote its statement in a column quote"
                raise FormatError(path, link.line, problem, advice)
            kept.append(replace(link, found_by=FoundBy.NUMBER))
            continue
        how, ids = found[link.statement, link.quote]
        if how in (FoundBy.NOTHING, FoundBy.CHOICE):
            lost.append(replace(link, found_by=how, candidates=ids))
            continue
        moved = None if ids[0] == link.statement else link.statement
        kept.append(replace(link, statement=ids[0], mapped=moved, found_by=how, candidates=ids[1:]))
    return CourseMap(links=tuple(kept), lost=tuple(lost), path=path)


def found_statements(
    quoted: Iterable[tuple[str, str]], course: Edition
) -> Mapping[tuple[str, str], tuple[FoundBy, tuple[str, ...]]]:
    """
    How each statement that is known by an id and its words is found in a course, and the ids of the
    statements that it is or could be.
    """
    return dict(_Finder(course).all(dict.fromkeys(quoted)))


def associations_of(course_map: CourseMap, course: Edition) -> tuple[Association, ...]:
    """The links of a map as associations, in the order of the course's statements."""
    place = {item.id: number for number, item in enumerate(course.items)}
    found = {
        Association(
            origin=link.statement,
            type=link.how.value,
            destination=link.item.id,
            edition=link.item.edition,
        ): (place[link.statement], link.how.value)
        for link in course_map.links
    }
    return tuple(sorted(found, key=found.__getitem__))


_Quoted = tuple[str, str]
_Found = tuple[FoundBy, tuple[str, ...]]


class _Finder:
    def __init__(self, course: Edition) -> None:
        self.course = course
        self.said: Mapping[str, str] = {
            item.id: f" {folded(said_by(item))} " for item in course.items if item.text
        }

    def all(self, quoted: Iterable[_Quoted]) -> Iterator[tuple[_Quoted, _Found]]:
        """Each quoted statement, and where it is."""
        found: dict[_Quoted, _Found] = {
            (id_, quote): self._by_words(id_, quote) for id_, quote in quoted
        }
        yield from ((key, place) for key, place in found.items() if place[1])
        if any(not place[1] for place in found.values()):
            yield from self._by_likeness(found)

    def _by_words(self, id_: str, quote: str) -> _Found:
        words = folded(quote.rstrip("…"))
        if not words:
            return (FoundBy.NUMBER, (id_,)) if id_ in self.course.by_id else (FoundBy.NOTHING, ())
        there = self.course.by_id.get(id_)
        if there is not None and f" {words} " in f" {folded(said_by(there))} ":
            return FoundBy.QUOTE, (id_,)
        places = [at for at, said in self.said.items() if f" {words} " in said]
        # Of statements with more words than the quote, one that has no other is the one.
        whole = [at for at in places if self.said[at] == f" {words} "]
        near = [at for at in whole or places if _parent(at) == _parent(id_)]
        places = near if len(near) == 1 else whole or places
        if len(places) > 1:
            return FoundBy.CHOICE, tuple(places)
        return FoundBy.ELSEWHERE, tuple(places)

    def _by_likeness(self, found: Mapping[_Quoted, _Found]) -> Iterator[tuple[_Quoted, _Found]]:
        """The statements that stand for those whose words are nowhere, by alignment."""
        from guidegraph.course.outcomes import link_outcomes
        from guidegraph.diff.run import diff
        from guidegraph.model.changes import Ref
        from guidegraph.model.course import LinkStatus

        before = self._before(found)
        known = link_outcomes(diff((before,), self.course))
        nearest = Nearest(self.course)
        taken = {place[0] for _, place in found.values() if len(place) == 1}
        for number, (key, (_, places)) in enumerate(found.items()):
            if places:
                continue
            outcome = known[Ref(edition=before.id, id=f"quoted/{number}")]
            ids = tuple(ref.id for ref in outcome.new if ref.id not in taken)
            if outcome.status is LinkStatus.GONE or not ids:
                near = nearest.to(Item(id="quoted", text=key[1]))
                yield key, (FoundBy.NOTHING, (near.id,) if near else ())
            elif outcome.status is LinkStatus.CHOOSE and len(ids) > 1:
                yield key, (FoundBy.CHOICE, ids)
            else:
                yield key, (FoundBy.LIKENESS, ids[:1])

    def _before(self, found: Iterable[_Quoted]) -> Edition:
        """The course as far as the map quotes it, below the headings that it still has."""
        heads = [item for item in self.course.items if not item.text]
        ids = {item.id for item in heads}
        statements = (
            Item(
                id=f"quoted/{number}",
                type="CourseStatement",
                text=quote,
                parent=next((id_ for id_ in _above(statement) if id_ in ids), None),
                position=number,
            )
            for number, (statement, quote) in enumerate(found)
        )
        return Edition(
            id=f"{self.course.id}-quoted",
            iri=f"{self.course.iri}/quoted",
            title=self.course.title,
            type=self.course.type,
            language=self.course.language,
            items=(*heads, *statements),
        )


def _above(id_: str) -> Iterator[str]:
    """The ids that an id begins with, longest first."""
    while "/" in id_:
        id_ = id_.rpartition("/")[0]
        yield id_


def _parent(id_: str) -> str:
    """What an id has before the kind and the number of the statement."""
    return "/".join(id_.split("/")[:-2])
