"""
The one registry of formats: the name, contents, losses and writer of each.

It stands behind every `--format` and `--to`, the downloads of a site, and the media types of all
that is negotiated. A format is a file in `render/formats` that binds `form`. Declaring one imports
nothing heavy: what writes is imported when something is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, cast

from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition

__all__ = [
    "FORMATS",
    "Format",
    "FormatSupport",
    "Grouping",
    "RenderOptions",
    "ResultKind",
    "SortOrder",
    "as_text",
    "by_type",
    "fitting",
    "format_for",
    "format_in_file",
    "kind_of",
    "losses_of",
    "noun_of",
    "problem_of",
    "written",
]


class Grouping(StrEnum):
    """What changes are grouped by: their part of the document, or the type of item."""

    VALUE = "value"
    TYPE = "type"


class SortOrder(StrEnum):
    """The order of changes: by their place in the document, or by their weight."""

    PLACE = "place"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """
    How to render a result; formats for programs ignore it, except for the order of rows.

    *width* is in columns; *everything* shows what is otherwise only counted, *summary* only
    the counts; *by* is what the changes are grouped by, *sort* their order.
    *max_chars* is the maximum length in characters; formats for places with such a limit
    fold the least important changes into counts to keep to it.
    """

    width: int = 100
    colour: bool = False
    everything: bool = False
    summary: bool = False
    by: Grouping = Grouping.VALUE
    sort: SortOrder = SortOrder.PLACE
    max_chars: int | None = None


class ResultKind(Enum):
    """
    What can be written: the name of its type, its readable name, and its part of the program.

    The part names the modules of `render/text` and `render/data` that know the type.
    """

    EDITION = ("Edition", "an edition", "library")
    EXCERPT = ("Excerpt", "a part of an edition", "library")
    LIBRARY = ("Catalogue", "a library", "library")
    DATASET = ("Dataset", "a graph", "library")
    DIFF = ("Comparison", "a diff", "changes")
    EXPLANATION = ("Explanation", "an explanation", "changes")
    REVIEW = ("Review", "a review", "curation")
    MERGE = ("Merge", "a merge", "curation")
    CROSSWALK = ("CrosswalkReport", "a report on a mapping", "curation")
    LOG = ("ItemHistory", "the history of an item", "curation")
    BLAME = ("Blame", "the origin of wordings", "curation")
    ACCOUNTS = ("Accounts", "an account of sources", "findings")
    FINDINGS = ("Report", "findings", "findings")
    RULES = ("RuleBook", "rules", "findings")
    COVERAGE = ("CoverageReport", "a coverage", "course")
    IMPACT = ("Impact", "an impact", "course")
    MIGRATION = ("Migrations", "a migration", "course")
    DRIFT = ("DriftReport", "a drift of words", "course")
    SUGGESTIONS = ("Suggestions", "suggested links", "course")
    RIPPLE = ("Ripple", "what a definition touches", "course")
    COMMENTS = ("CommentRegister", "comments", "course")
    GUESSES = ("Guesses", "what was guessed of a document", "library")
    BINDINGS = ("Solutions", "the rows of a SELECT", "library")
    BOOLEAN = ("Verdict", "the answer to an ASK", "library")
    CHANGED_TRIPLES = ("TripleChanges", "changed triples", "triples")
    STORED = ("StoredEditions", "stored editions", "triples")
    TRIPLES = ("Statements", "the triples of a CONSTRUCT", "library")
    QUERIES = ("NamedQueries", "named queries", "library")
    HITS = ("Hits", "what a search finds", "library")
    RELATED = ("Relatedness", "related items", "library")
    ROUTE = ("Route", "a path between items", "library")
    MAP = ("EditionMap", "a map of an edition", "library")

    def __init__(self, type_name: str, noun: str, part: str) -> None:
        self.type_name = type_name
        self.noun = noun
        self.part = part


_KINDS: Mapping[str, ResultKind] = {kind.type_name: kind for kind in ResultKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSupport:
    """
    How a format supports a kind of result.

    Attributes:
        write: what makes the file.
        lossless: whether the file holds all of it, so that reading it back gives the same.
        losses: what no such file holds, in a sentence.
        lost: what of one result the file does not hold, a sentence for each.
        read_back: reads a file and says what in it is not as in the result, or nothing.
        media_type, suffix: where they are other ones than those of the format.
        attributes: whether the file holds what only the source has names for.
        as_read: the kind of source that is written back as it was read, without a loss.
        download: whether a site offers it in addition to the forms that everything has.
    """

    write: Callable[[Any, RenderOptions], bytes]
    lossless: bool = False
    losses: str = ""
    lost: Callable[[Any], Iterable[str]] | None = None
    read_back: Callable[[Any, bytes], str | None] | None = None
    media_type: str | None = None
    suffix: str | None = None
    attributes: bool = False
    as_read: str | None = None
    download: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """
    A format: its readable name, and how it supports each kind of result that it can hold.

    *former* are older names, which still work.
    """

    name: str
    media_type: str
    suffix: str
    holds: Mapping[ResultKind, FormatSupport]
    former: tuple[str, ...] = ()

    def media_type_of(self, kind: ResultKind) -> str:
        """The media type of a file that holds a kind of result."""
        return self.holds[kind].media_type or self.media_type

    def suffix_of(self, kind: ResultKind) -> str:
        """How the name of a file ends that holds a kind of result."""
        return self.holds[kind].suffix or self.suffix


FORMATS: Registry[Format] = Registry("format", "guidegraph.render.formats", "form")


def by_type(functions: Mapping[type, Callable[..., Any]]) -> Callable[..., Any]:
    """One function for several types of result: it calls the one for its first argument's type."""

    def call(result: object, *arguments: object) -> Any:
        return functions[type(result)](result, *arguments)

    return call


def as_text(write: Callable[[Any, RenderOptions], str]) -> Callable[[Any, RenderOptions], bytes]:
    """What makes a file out of what makes a text."""
    return lambda result, page: write(result, page).encode()


def kind_of(result: object) -> ResultKind:
    """
    What a result is.

    Raises:
        MisuseError: it cannot be written in any format.
    """
    name = type(result).__name__
    if name not in _KINDS:
        raise MisuseError(f"a {name} cannot be written in any format")
    return _KINDS[name]


def noun_of(kinds: Iterable[ResultKind]) -> str:
    """The readable names of results of these kinds."""
    return " or ".join(kind.noun for kind in kinds)


def fitting(*kinds: ResultKind) -> tuple[str, ...]:
    """The names of the formats that hold one of these kinds of result."""
    return tuple(name for name in FORMATS if any(kind in FORMATS[name].holds for kind in kinds))


def format_for(name: str, *kinds: ResultKind) -> Format:
    """
    The format of that name, if it holds one of these kinds of result.

    Raises:
        MisuseError: there is no such format, or it holds none of them.
    """
    named = FORMATS[name] if name in FORMATS else _formerly(name)
    if named is not None and any(kind in named.holds for kind in kinds):
        return named
    names = fitting(*kinds)
    if named is not None:
        raise MisuseError(
            f"the format {name!r} cannot hold {noun_of(kinds)}; use one of {', '.join(names)}"
        )
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    advice = f" (did you mean {close[0]!r}?)" if close else ""
    raise MisuseError(
        f"unknown format {name!r}{advice}; {noun_of(kinds)} can be written as {', '.join(names)}"
    )


def format_in_file(name: str, file: str) -> str:
    """
    The name of the format for a file: what has several forms takes the one that the file is named
    after, as `changelog-html` instead of `changelog` in a file that ends in `.html`.
    """
    _, dot, ending = file.rpartition(".")
    suffix = f".{ending.lower()}"
    other = f"{name}-{ending.lower()}"
    return other if dot and other in FORMATS and FORMATS[other].suffix == suffix else name


def _formerly(name: str) -> Format | None:
    return next((FORMATS[each] for each in FORMATS if name in FORMATS[each].former), None)


def _holding(form: str, result: object) -> tuple[Format, FormatSupport]:
    kind = kind_of(result)
    chosen = format_for(form, kind)
    return chosen, chosen.holds[kind]


def written(form: str, result: object, page: RenderOptions | None = None) -> bytes:
    """
    A result in a format.

    Raises:
        MisuseError: there is no such format, or it is for other results.
        UnwritableError: the format cannot hold something in it.
    """
    return _holding(form, result)[1].write(result, page or RenderOptions())


def problem_of(form: str, result: object, body: bytes) -> str | None:
    """
    What in a file is not as in the result it was made of, where the format can be read back.

    A file of RDF that cannot be compared must at least be valid RDF.

    Raises:
        MisuseError: there is no such format, or it is for other results.
        InputError: the file cannot be read.
    """
    chosen, holding = _holding(form, result)
    if holding.read_back is not None:
        return holding.read_back(result, body)
    from pyoxigraph import RdfFormat, parse

    media_type = holding.media_type or chosen.media_type
    syntax = RdfFormat.from_media_type(media_type)
    if syntax is None or media_type != syntax.media_type.partition(";")[0]:
        return None  # it treats some general types, such as those of XML and JSON, as RDF
    try:
        return None if any(True for _ in parse(body, format=syntax)) else "it has no statements"
    except SyntaxError as error:
        return " ".join(str(error.msg).split())


def losses_of(form: str, result: object) -> Iterator[str]:
    """
    What of a result a format does not hold: in general, then one sentence for each loss.

    Raises:
        MisuseError: there is no such format, or it is for other results.
    """
    _, holding = _holding(form, result)
    if holding.losses:
        yield holding.losses
    if holding.lost:
        yield from holding.lost(result)
    if kind_of(result) is ResultKind.EDITION and not (holding.attributes or holding.lossless):
        from guidegraph.export.read_back import attributes_lost

        edition = cast("Edition", result)
        if edition.source_kind is None or edition.source_kind != holding.as_read:
            yield from attributes_lost(edition)
