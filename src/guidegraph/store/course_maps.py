"""The maps of courses: the files beside courses that say what their statements are about."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from guidegraph.course.placed import associations_of, placed
from guidegraph.importers.course_map import links_from_table
from guidegraph.model.course import CourseMap, FoundBy
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, GuidegraphWarning


__all__ = ["MAP_FILES", "map_beside", "with_map"]

MAP_FILES: Final = ("map.csv", "map.xlsx", "map.ods", "map.tsv")
"""The names that the map of a course may have."""


def map_beside(
    folder: str, beside: Callable[[str], bytes | None], course: Edition
) -> CourseMap | None:
    """
    The map beside a course, with its statements where they are in it now; nothing without a file.

    Args:
        folder: what is before the name of the map, for messages.
        beside: the bytes of a file in the folder of the course, or nothing.
        course: the course as it is now.

    Raises:
        FormatError: there are two maps, or a row of the map is wrong.
    """
    found = [(name, body) for name in MAP_FILES if (body := beside(name)) is not None]
    if not found:
        return None
    if len(found) > 1:
        names = " and ".join(name for name, _ in found)
        raise FormatError(
            folder.rstrip("/") or ".", None, f"{names}: each could be the map", "remove one"
        )
    [(name, body)] = found
    path = f"{folder}{name}"
    return placed(links_from_table(path, body), course, path)


def with_map(course: Edition, course_map: CourseMap | None) -> Edition:
    """
    A course with the links of its map; a warning says what the map quotes and is not there.
    """
    if course_map is None:
        return course
    other = course_map.found_by(FoundBy.LIKENESS, FoundBy.CHOICE, FoundBy.NOTHING)
    if other:
        lines = ", ".join(str(link.line) for link in other[:5]) + (", …" if len(other) > 5 else "")
        rows = "1 row quotes" if len(other) == 1 else f"{len(other)} rows quote"
        warnings.warn(
            f"{course_map.path}: {rows} other words than the course has now (line {lines}); "
            f"see 'guidegraph coverage {course.id} EDITION'",
            GuidegraphWarning,
            stacklevel=2,
        )
    links = associations_of(course_map, course)
    return replace(course, associations=(*course.associations, *links))
