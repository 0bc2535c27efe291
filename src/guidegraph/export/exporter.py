"""
What an exporter is: a function from an edition, or from a diff, to the bytes of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry


__all__ = ["FORMATS", "Exporter", "exported", "exporter", "losses_of"]

T = TypeVar("T")

_NOUNS = {
    Edition: "an edition ('guidegraph export')",
    Comparison: "a diff ('guidegraph diff')",
    CommentRegister: "a register of comments ('guidegraph comments')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter(Generic[T]):
    """
    An export format.

    Attributes:
        of: what it exports, an `Edition` or a `Comparison`.
        lossless: whether the file holds all of that, so that reading it back gives the same.
        losses: what the file cannot hold, in a sentence; nothing if it is lossless.
        lost: what of one thing the file does not hold, a sentence for each, where that can be said.
    """

    media_type: str
    suffix: str
    of: type[T]
    lossless: bool
    losses: str
    export: Callable[[T], bytes]
    lost: Callable[[T], Iterable[str]] | None = None


FORMATS: Registry[Exporter[Any]] = Registry("export format", "guidegraph.export.formats", "export")


@overload
def exporter(
    *,
    media_type: str,
    suffix: str,
    lossless: bool,
    losses: str = "",
    lost: Callable[[Edition], Iterable[str]] | None = None,
) -> Callable[[Callable[[Edition], bytes]], Exporter[Edition]]: ...


@overload
def exporter(
    *,
    media_type: str,
    suffix: str,
    lossless: bool,
    of: type[T],
    losses: str = "",
    lost: Callable[[T], Iterable[str]] | None = None,
) -> Callable[[Callable[[T], bytes]], Exporter[T]]: ...


def exporter(
    *,
    media_type: str,
    suffix: str,
    lossless: bool,
    of: type[Any] = Edition,
    losses: str = "",
    lost: Callable[[Any], Iterable[str]] | None = None,
) -> Callable[[Callable[[Any], bytes]], Exporter[Any]]:
    """
    Make a function the `export` of its module, for editions unless *of* says otherwise.
    """

    def make(function: Callable[[Any], bytes]) -> Exporter[Any]:
        return Exporter(
            media_type=media_type,
            suffix=suffix,
            of=of,
            lossless=lossless,
            losses=losses,
            export=function,
            lost=lost,
        )

    return make


def exported(form: str, thing: object) -> bytes:
    """
    A thing in the export format *form*.

    Raises:
        UnknownNameError: there is no such format.
        MisuseError: the format is for other things.
    """
    return _fitting(form, thing).export(thing)


def losses_of(form: str, thing: object) -> tuple[str, ...]:
    """
    What of a thing an export format does not hold: in general, then one sentence for each loss.

    Raises:
        UnknownNameError: there is no such format.
        MisuseError: the format is for other things.
    """
    chosen = _fitting(form, thing)
    general = (chosen.losses,) if chosen.losses else ()
    return (*general, *(chosen.lost(thing) if chosen.lost else ()))


def _fitting(form: str, thing: object) -> Exporter[Any]:
    chosen = FORMATS[form]
    if not isinstance(thing, chosen.of):
        fits = [name for name in FORMATS if isinstance(thing, FORMATS[name].of)]
        raise MisuseError(
            f"the format {form!r} is for {_NOUNS[chosen.of]}; here there are {', '.join(fits)}"
        )
    return chosen
