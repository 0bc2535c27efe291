"""Headings that a repeated word and a colon announce, such as "PRACTICE: Share books"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.text.lines import Line


__all__ = ["ANNOUNCED", "announced_in", "levels_of"]

ANNOUNCED = re.compile(
    r"(?:(?:\d{1,3}|[IVXivx]{1,6})[.),:]{0,2}\s{1,4})?"
    r"(?P<word>[^\W\d_][\w'’ /-]{2,40}):\s{1,8}(?P<name>\S.*)"
)
_NO_NAME = re.compile(r"[.;,]$")
_REMARKS: Final = frozenset(
    [
        "note",
        "notes",
        "tip",
        "tips",
        "example",
        "examples",
        "warning",
        "caution",
        "important",
        "hint",
        "remark",
        "remarks",
        "source",
        "sources",
        "see",
        "figure",
        "table",
        "box",
        "date",
        "author",
        "from",
        "to",
        "cc",
        "subject",
        "sent",
        "reply-to",
        "e-mail",
        "email",
        "tel",
        "phone",
        "fax",
        "name",
        "address",
        "website",
        "url",
        "rationale",
        "reason",
        "default",
        "type",
        "status",
        "version",
        "since",
        "returns",
        "hinweis",
        "beispiel",
        "quelle",
        "achtung",
        "wichtig",
        "remarque",
        "exemple",
        "attention",
        "nota",
        "ejemplo",
        "fuente",
    ]
)
_MOSTLY: Final = 0.6
_FEWEST: Final = 3
_LONGEST: Final = 110
_FORM: Final = 3  # lines of "word: value" one after another


def announced_in(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin a heading announced by a word that announces others too."""
    found: dict[str, list[tuple[int, str]]] = {}
    run: list[int] = []
    form: set[int] = set()
    for at, line in enumerate(lines):
        words = line.words
        match = ANNOUNCED.fullmatch(words) if ":" in words[:60] and "\t" not in words else None
        if match is None or len(words) > _LONGEST:
            run = [] if words else run
            continue
        run.append(at)
        if len(run) >= _FORM and run[-1] - run[-_FORM] < _FORM:
            form.update(run[-_FORM:])
        word = " ".join(match["word"].casefold().split())
        if word not in _REMARKS and match["word"][0].isupper():
            found.setdefault(word, []).append((at, match["name"]))
    kept: set[int] = set()
    for uses in found.values():
        named = [(at, name) for at, name in uses if not _NO_NAME.search(name) and at not in form]
        names = {name for _, name in named}
        length = sum(len(name.split()) for _, name in named)
        capital = sum(name[0].isupper() for _, name in named)
        if (
            len(named) >= max(_FEWEST, 0.8 * len(uses))
            and len(names) >= 0.8 * len(named)
            and length >= 2 * len(named)
            and capital >= 0.8 * len(named)
        ):
            kept.update(at for at, _ in named)
    return frozenset(kept)


def levels_of(kinds: Sequence[str]) -> Mapping[str, int]:
    """
    How deep each kind of headings is, from 0, by which kind stands before it.

    *kinds* are those of all headings in order: the word that announces them, or nothing.
    """
    before: dict[str, Counter[str]] = {}
    for over, kind in pairwise(["", *kinds]):
        before.setdefault(kind, Counter())[over] += 1
    found: dict[str, int] = {}
    for kind, counts in before.items():
        ((over, count),) = counts.most_common(1)
        deeper = bool(kind) and over in found and count >= _MOSTLY * counts.total()
        found[kind] = found[over] + 1 if deeper else 0
    return found
