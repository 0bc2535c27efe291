"""
Find the statements that a map quotes in a course whose lines have moved, changed or gone.

A statement is known by its words, not by its number: first the words at the id that the map gives,
then the same words elsewhere, then the aligner, which takes the quoted statements for the course as
it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from guidegraph.course.nearest import Nearest
from guidegraph.course.words import said_by
from guidegraph.language.words import folded, sentences
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
_CLEARLY = 1.5  # how much better than the next one the place among its neighbours must be


class _Finder:
    def __init__(self, course: Edition) -> None:
        self.course = course
        self.said: Mapping[str, str] = {
            item.id: f" {folded(said_by(item))} " for item in course.items if item.text
        }
        self.place = {id_: number for number, id_ in enumerate(self.said)}
        self.whole: dict[str, list[str]] = {}
        for id_, said in self.said.items():
            self.whole.setdefault(said, []).append(id_)

    def all(self, quoted: Iterable[_Quoted]) -> Iterator[tuple[_Quoted, _Found]]:
        """Each quoted statement, and where it is."""
        places = {(id_, quote): self._places(id_, quote) for id_, quote in quoted}
        only = {key: at[0] for key, at in places.items() if len(at) == 1}
        rank = {key: number for number, key in enumerate(sorted(places, key=_natural))}
        open_: list[_Quoted] = []
        for key, at in places.items():
            if not at:
                open_.append(key)
            else:
                yield key, self._found(key, at, self._beside(key, at, only, rank))
        if open_:
            yield from self._by_likeness(list(places), frozenset(open_), set(only.values()))

    def _places(self, id_: str, quote: str) -> tuple[str, ...]:
        """The statements with the words of a quote; those with no other words, if there are any."""
        words = folded(quote.rstrip("…"))
        if not words:
            return (id_,) if id_ in self.course.by_id else ()
        padded = f" {words} "
        if padded in self.whole:
            return tuple(self.whole[padded])
        there = self.course.by_id.get(id_)
        if there is not None and padded in f" {folded(said_by(there))} ":
            return (id_,)
        return tuple(at for at, said in self.said.items() if padded in said)

    def _found(self, key: _Quoted, at: tuple[str, ...], best: str | None) -> _Found:
        id_, quote = key
        if best is None and id_ in at:
            return FoundBy.TWIN, (id_,)
        if best is None:
            near = [one for one in at if _parent(one) == _parent(id_)]
            return (FoundBy.ELSEWHERE, tuple(near)) if len(near) == 1 else (FoundBy.CHOICE, at)
        is_whole = self._is_whole(best, quote)
        if not is_whole and self._is_denied(best, quote):
            return FoundBy.LIKENESS, (best,)
        if best != id_:
            return FoundBy.ELSEWHERE, (best,)
        return FoundBy.QUOTE if is_whole else FoundBy.PART, (id_,)

    def _is_denied(self, id_: str, quote: str) -> bool:
        """Whether the words around a quote deny it."""
        from guidegraph.diff.wording.classify import wordings
        from guidegraph.model.changes import Aspect

        verdict = wordings("", "", quote, said_by(self.course.by_id[id_]))
        return verdict is not None and Aspect.NEGATION in verdict.aspects

    def _beside(
        self,
        key: _Quoted,
        at: tuple[str, ...],
        only: Mapping[_Quoted, str],
        rank: Mapping[_Quoted, int],
    ) -> str | None:
        """
        The place that is nearest to the statements that the map has beside this one; nothing if
        two are about as near.
        """
        if len(at) == 1:
            return at[0]
        score = dict.fromkeys(at, 0.0)
        for other, there in only.items():
            if other[0] == key[0] or there not in self.place:
                continue
            apart = rank[other] - rank[key]
            for one in at:
                now = self.place[there] - self.place[one]
                if apart * now > 0:  # in the same order as in the map
                    score[one] += 1 / (1 + abs(apart)) / (1 + abs(now))
        first, second = sorted(at, key=lambda one: -score[one])[:2]
        return first if score[first] > _CLEARLY * score[second] else None

    def _is_whole(self, id_: str, quote: str) -> bool:
        """Whether a quote has whole sentences of a statement."""
        said = said_by(self.course.by_id[id_])
        words = folded(quote.rstrip("…"))
        if quote.rstrip().endswith("…"):
            return folded(said).startswith(words)
        parts = filter(None, (folded(said[start:end]) for start, end in sentences(said)))
        # The quote begins where a sentence begins, and ends where one ends.
        lines = "\n" + "".join(f"{part}\n" for part in parts)
        flat, wanted = lines.replace("\n", " "), f" {words} "
        at = flat.find(wanted)
        while at >= 0:
            if lines[at] == lines[at + len(wanted) - 1] == "\n":
                return True
            at = flat.find(wanted, at + len(wanted) - 1)
        return False

    def _by_likeness(
        self, quoted: Sequence[_Quoted], open_: AbstractSet[_Quoted], taken: AbstractSet[str]
    ) -> Iterator[tuple[_Quoted, _Found]]:
        """The statements that stand for those whose words are nowhere, by alignment."""
        from guidegraph.course.outcomes import link_outcomes
        from guidegraph.diff.run import diff
        from guidegraph.model.changes import Ref
        from guidegraph.model.course import LinkStatus

        before = self._before(quoted)
        known = link_outcomes(diff((before,), self.course))
        nearest = Nearest(self.course)
        for number, key in enumerate(quoted):
            if key not in open_:
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


def _natural(key: _Quoted) -> list[tuple[int, str]]:
    """What sorts ids by their numbers, however long: `row/9` before `row/10`."""
    parts = key[0].split("/")
    return [(len(part) if part.isdecimal() else 0, part) for part in parts]
