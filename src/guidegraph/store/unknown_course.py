"""The error for a course that a library does not have, and what to do about it."""

from __future__ import annotations

from guidegraph.model.errors import UnknownNameError
from guidegraph.store.library import LIBRARY_FILE, DocumentKind, LibraryFolder, bundled_library


__all__ = ["add_course_advice", "unknown_course"]


def unknown_course(name: str, folder: LibraryFolder) -> UnknownNameError:
    """The error that a library has no course of a name."""
    kinds = folder.folders.items()
    error = UnknownNameError(
        "course", name, [id_ for id_, each in kinds if each.kind is DocumentKind.COURSE]
    )
    add_course_advice(error, folder)
    return error


def add_course_advice(error: UnknownNameError, folder: LibraryFolder) -> None:
    """Add to the error where courses are looked for, unless there are some in the library."""
    if folder.in_memory:
        return
    if folder.path == bundled_library():
        error.add_advice(
            "this is the built-in library; go to the folder of yours, or name it with --library"
        )
    elif all(each.kind is not DocumentKind.COURSE for each in folder.folders.values()):
        error.add_advice(
            f'write courses = "courses" in {folder.path / LIBRARY_FILE}, and put the course into '
            "a folder of its own, such as courses/NAME/course.docx"
        )
