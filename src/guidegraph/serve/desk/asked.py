"""What a page asks for, read as what it must be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guidegraph.diff.curation.review import DecisionGrounds
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.review import Pairing, State
from guidegraph.serve.desk.state import DeskState


__all__ = [
    "file_name",
    "marks_of",
    "pairing_asked",
    "state_of",
    "text_of",
    "texts_of",
    "wording_of",
]

_LONGEST = 10_000
_FILE_NAME = re.compile(r"[^./\x00-\x1f\x7f][^/\x00-\x1f\x7f]{0,199}")


def marks_of(value: object, what: str) -> Mapping[str, str]:
    """Ids, each with what was seen of it."""
    if not isinstance(value, dict):
        raise MisuseError(f"{what} are not named")
    return {text_of(id_, what): text_of(mark, "what was seen") for id_, mark in value.items()}


def state_of(value: object) -> State:
    """A decision."""
    if value not in list(State):
        raise UnknownNameError("decision", str(value)[:60], list(State))
    return State(str(value))


def wording_of(value: object) -> Wording | None:
    """A class of words, or none."""
    if value == "":
        return None
    if value not in list(Wording):
        raise UnknownNameError("class of words", str(value)[:60], list(Wording))
    return Wording(str(value))


def text_of(value: object, what: str) -> str:
    """A text that is not too long."""
    if not isinstance(value, str):
        raise MisuseError(f"{what} is not text")
    if len(value) > _LONGEST:
        raise MisuseError(f"{what} has more than {_LONGEST:,} letters; write less")
    return value


def texts_of(value: object, what: str) -> tuple[str, ...]:
    """Texts in a list."""
    if not isinstance(value, list):
        raise MisuseError(f"{what} are not a list")
    return tuple(text_of(each, what) for each in value)


def file_name(given: str) -> str:
    """
    The name of a file, without folders.

    Raises:
        MisuseError: it is none, or an odd one.
    """
    bare = given.replace("\\", "/").rpartition("/")[2].strip()
    if not _FILE_NAME.fullmatch(bare):
        raise MisuseError(f"{given[:60]!r} is not the name of a file; rename it")
    return bare


def pairing_asked(now: DeskState, asked: Mapping[str, object], grounds: DecisionGrounds) -> Pairing:
    """The pairing of items that the page names as EDITION:ID."""
    comparison = now.review.comparison
    sides: list[tuple[Ref, ...]] = []
    for side, editions in (("old", comparison.old), ("new", (comparison.new,))):
        names = texts_of(asked.get(side), "the items")
        known = {
            f"{edition.id}:{item.id}": Ref(edition=edition.id, id=item.id)
            for edition in editions
            for item in edition.items
        }
        for name in names:
            if name not in known:
                raise UnknownNameError("item", name, known)
        sides.append(tuple(dict.fromkeys(known[name] for name in names)))
    old, new = sides
    if not (old and new):
        raise MisuseError("choose an item on each side; to part items, use 'no counterpart'")
    return Pairing(
        old=old,
        new=new,
        reviewer=grounds.by.reviewer,
        date=grounds.by.date,
        reason=grounds.reason,
        rationale=grounds.rationale,
        link=grounds.link,
    )
