"""How the statements of a course's map were found, as text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from guidegraph.model.course import CourseMap, FoundBy
from guidegraph.model.excerpt import beginning
from guidegraph.render.format import RenderOptions


__all__ = ["FOUND_WORDS", "map_lines"]

_FIRST = 10

FOUND_WORDS = {
    FoundBy.NUMBER: "quote nothing: known by number alone, so a moved line would not be noticed",
    FoundBy.PART: "quote a part of a sentence: what stands around it is not compared",
    FoundBy.TWIN: "quote words that other statements have too, and stay at their number",
    FoundBy.ELSEWHERE: "quote words that are now at another place, and follow them",
    FoundBy.LIKENESS: "quote other words than the course has now: read both again",
    FoundBy.CHOICE: "quote words that several statements could be, and count for nothing",
    FoundBy.NOTHING: "quote words that the course does not have any more, and count for nothing",
}


def map_lines(course_map: CourseMap, page: RenderOptions) -> Iterator[RenderableType]:
    """How the statements of a map were found, where not by their words at their ids."""
    for how, words in FOUND_WORDS.items():
        links = course_map.found_by(how)
        if not links:
            continue
        quiet = how in (FoundBy.NUMBER, FoundBy.PART, FoundBy.TWIN, FoundBy.ELSEWHERE)
        yield Text(
            f"{len(links):>5}  rows of the map {words}", style="quiet" if quiet else "notable"
        )
        if how is FoundBy.NUMBER or page.summary:
            continue
        for link in links if page.everything else links[:_FIRST]:
            was = link.mapped or link.statement
            there = [link.statement] if how is not FoundBy.NOTHING and link.mapped else []
            places = " | ".join([*there, *link.candidates])
            arrow = " → " if how is not FoundBy.NOTHING else "; the nearest is "
            places = f"{arrow}{places}" if places else ""
            yield Text(
                f"       line {link.line}: {was}{places}  “{beginning(link.quote or '', 80)}”"
            )
