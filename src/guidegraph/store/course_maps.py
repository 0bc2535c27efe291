"""
The maps of courses: the files beside courses that say what their statements are about, and which
suggested links somebody refused.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from guidegraph.model.course import CourseLink, CourseMap, FoundBy
from guidegraph.model.drift import TakenLinks
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, GuidegraphWarning, MisuseError
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.transaction import locked


if TYPE_CHECKING:
    from guidegraph.importers.course_map import MapRows

__all__ = [
    "MAP_FILES",
    "REFUSED_FILE",
    "beside",
    "map_beside",
    "refused_beside",
    "take_beside",
    "with_map",
]

MAP_FILES: Final = ("map.csv", "map.xlsx", "map.ods", "map.tsv")
"""The names that the map of a course may have."""

REFUSED_FILE: Final = "map-refused.csv"
"""The links that somebody refused, in the columns of a map; they are not suggested again."""


Beside = Callable[[str], bytes | None]
"""The bytes of a file in the folder of a course, or nothing."""


def beside(folder: Path) -> Beside:
    """The files in a folder."""

    def read(name: str) -> bytes | None:
        file = folder / name
        return read_bytes(file) if file.is_file() else None

    return read


def map_beside(folder: str, files: Beside, course: Edition) -> CourseMap | None:
    """
    The map beside a course, with its statements where they are in it now; nothing without a file.

    Args:
        folder: what is before the name of the map, for messages.
        files: the files in the folder of the course.
        course: the course as it is now.

    Raises:
        FormatError: there are two maps, or a row of the map is wrong.
    """
    found = [(name, body) for name in MAP_FILES if (body := files(name)) is not None]
    if not found:
        return None
    if len(found) > 1:
        names = " and ".join(name for name, _ in found)
        raise FormatError(
            folder.rstrip("/") or ".", None, f"{names}: each could be the map", "remove one"
        )
    [(name, body)] = found
    from guidegraph.course.placed import placed
    from guidegraph.importers.course_map import links_from_table

    path = f"{folder}{name}"
    return placed(links_from_table(path, body), course, path)


def refused_beside(folder: Path, course: Edition) -> tuple[CourseLink, ...]:
    """
    The links that somebody refused, with their statements where they are in the course now.

    They are in a file of their own, or in the map itself if that is a filled-in sheet.

    Raises:
        FormatError: a row is wrong.
    """
    from guidegraph.course.placed import placed
    from guidegraph.importers.course_map import links_from_table, rows_of_map

    files = beside(folder)
    found: list[CourseLink] = []
    for name in MAP_FILES:
        if (body := files(name)) is not None:
            path = str(folder / name)
            found += placed(rows_of_map(path, body).refused, course, path).links
    if (body := files(REFUSED_FILE)) is not None:
        path = str(folder / REFUSED_FILE)
        found += placed(links_from_table(path, body), course, path).links
    return tuple(found)


def take_beside(folder: Path, rows: MapRows, course: Edition, path: str) -> TakenLinks:
    """
    Add the links that a sheet confirms to the map in the folder of a course, and remember those
    that it refuses. Nobody else can write there meanwhile, and what is in the files stays as it is.

    Raises:
        MisuseError: the map is a workbook, or somebody else writes for too long.
        FormatError: a row of the sheet or of a map is wrong.
    """
    from guidegraph.course.taken import taken, with_rows

    with locked(folder):
        files = beside(folder)
        course_map = map_beside(f"{folder}/", files, course)
        file, kept = folder / MAP_FILES[0], folder / REFUSED_FILE
        if course_map is not None and course_map.path != str(file):
            raise MisuseError(
                f"{course_map.path}: rows can be added to a map.csv only; write yes or no in the "
                "column confirm of that map itself, or save it as map.csv"
            )
        found = taken(
            rows,
            course,
            path=path,
            known=() if course_map is None else (*course_map.links, *course_map.lost),
            refused=refused_beside(folder, course),
        )
        for target, links in ((kept, found.refused), (file, found.links)):
            if links:
                write_atomically(target, with_rows(str(target), files(target.name), links))
    return replace(found, map=str(file))


def with_map(course: Edition, course_map: CourseMap | None) -> Edition:
    """
    A course with the links of its map; a warning says what the map quotes and is not there.
    """
    if course_map is None:
        return course
    from guidegraph.course.placed import associations_of

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
