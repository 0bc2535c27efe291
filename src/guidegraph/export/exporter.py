"""What an exporter is: a function from an edition, a diff or a graph to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from pyoxigraph import RdfFormat, parse

from guidegraph.graph.changes import LOSSES
from guidegraph.graph.dataset import Dataset, to_dataset
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.comments import CommentRegister
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry


__all__ = ["FORMATS", "Exporter", "exported", "exporter", "fits", "losses_of", "problem_of"]

T = TypeVar("T")

_NOUNS = {
    Edition: "an edition ('guidegraph export')",
    Comparison: "a diff ('guidegraph diff')",
    Dataset: "what has a graph ('guidegraph export')",
    CommentRegister: "a register of comments ('guidegraph comments')",
}
# What has a graph, which every syntax of RDF can write.
_WITH_GRAPHS = (Catalogue, Comparison, Edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter(Generic[T]):
    """
    An export format.

    Attributes:
        of: what it exports: an `Edition`, a `Comparison`, or as a `Dataset` whatever has a graph.
        lossless: whether the file holds all of that, so that reading it back gives the same.
        losses: what the file cannot hold, in a sentence; nothing if it is lossless.
        lost: what of one thing the file does not hold, a sentence for each, where that can be said.
        read_back: reads a file and says what in it is not as in the thing, or nothing.
    """

    media_type: str
    suffix: str
    of: type[T]
    lossless: bool
    losses: str
    export: Callable[[T], bytes]
    lost: Callable[[T], Iterable[str]] | None = None
    read_back: Callable[[T, bytes], str | None] | None = None


FORMATS: Registry[Exporter[Any]] = Registry("export format", "guidegraph.export.formats", "export")


@overload
def exporter(
    *,
    media_type: str,
    suffix: str,
    lossless: bool,
    losses: str = "",
    lost: Callable[[Edition], Iterable[str]] | None = None,
    read_back: Callable[[Edition, bytes], str | None] | None = None,
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
    read_back: Callable[[T, bytes], str | None] | None = None,
) -> Callable[[Callable[[T], bytes]], Exporter[T]]: ...


def exporter(
    *,
    media_type: str,
    suffix: str,
    lossless: bool,
    of: type[Any] = Edition,
    losses: str = "",
    lost: Callable[[Any], Iterable[str]] | None = None,
    read_back: Callable[[Any, bytes], str | None] | None = None,
) -> Callable[[Callable[[Any], bytes]], Exporter[Any]]:
    """Make a function the `export` of its module, for editions unless *of* says otherwise."""

    def make(function: Callable[[Any], bytes]) -> Exporter[Any]:
        return Exporter(
            media_type=media_type,
            suffix=suffix,
            of=of,
            lossless=lossless,
            losses=losses,
            export=function,
            lost=lost,
            read_back=read_back,
        )

    return make


def exported(form: str, thing: object) -> bytes:
    """
    A thing in the export format *form*.

    Raises:
        UnknownNameError: there is no such format.
        MisuseError: the format is for other things.
    """
    chosen, subject = _fitting(form, thing)
    return chosen.export(subject)


def problem_of(form: str, thing: object, body: bytes) -> str | None:
    """
    What in a file is not as in the thing it was made of, where the format can be read back.

    A file of RDF that cannot be compared must be RDF all the same.

    Raises:
        UnknownNameError: there is no such format.
        MisuseError: the format is for other things.
        InputError: the file cannot be read.
    """
    chosen, subject = _fitting(form, thing)
    if chosen.read_back is not None:
        return chosen.read_back(subject, body)
    syntax = RdfFormat.from_media_type(chosen.media_type)
    if syntax is None:
        return None
    try:
        return None if any(True for _ in parse(body, format=syntax)) else "nothing is said in it"
    except SyntaxError as error:
        return " ".join(str(error.msg).split())


def losses_of(form: str, thing: object) -> tuple[str, ...]:
    """
    What of a thing an export format does not hold: in general, then one sentence for each loss.

    Raises:
        UnknownNameError: there is no such format.
        MisuseError: the format is for other things.
    """
    chosen, subject = _fitting(form, thing)
    general = [chosen.losses] if chosen.losses else []
    if subject is not thing and (isinstance(thing, Comparison) or _has_diffs(thing)):
        general.append(f"Of a diff: {LOSSES}")
    return (*general, *(chosen.lost(subject) if chosen.lost else ()))


def _has_diffs(thing: object) -> bool:
    return isinstance(thing, Catalogue) and bool(thing.comparisons)


def fits(form: str, kind: type) -> bool:
    """
    Whether an export format is for things of a kind.

    Raises:
        UnknownNameError: there is no such format.
    """
    of = FORMATS[form].of
    return issubclass(kind, of) or (of is Dataset and kind in _WITH_GRAPHS)


def _fitting(form: str, thing: object) -> tuple[Exporter[Any], Any]:
    chosen = FORMATS[form]
    if isinstance(thing, chosen.of):
        return chosen, thing
    if fits(form, type(thing)):
        return chosen, to_dataset(thing)
    names = [name for name in FORMATS if fits(name, type(thing))]
    raise MisuseError(
        f"the format {form!r} is for {_NOUNS[chosen.of]}; here there are {', '.join(names)}"
    )
