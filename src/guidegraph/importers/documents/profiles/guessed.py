"""The layout profile that the reading of a document was like, to be corrected and used again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from guidegraph.importers.documents.profiles.profile import LONGEST
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import spaced
from guidegraph.model.reading import LeftOut


__all__ = ["guessed_profile"]

_HEAD = """\
# How {title} is laid out, as it was read.
# Correct it, and use it with: guidegraph import FILE --as ID --profile THIS_FILE
# In patterns, # is any number and * any words (at most three * in one).
"""
_SIGNS = """
# A document of this family has all of these words:
# signs = ["…"]
"""
_NUMBER = re.compile(r"(?<![\w.])\d{1,9}(?![\w.])")
_ANNOUNCED = re.compile(r"([^\W\d_][\w'’ /-]{2,40}:)\s{1,4}\S")
_FEWEST = 3
_MOST = 60  # patterns of one rule
_DEEPEST = 9


def guessed_profile(edition: Edition) -> str:
    """The text of a profile with the furniture, headings and columns that an edition has."""
    parts = [_HEAD.format(title=spaced(edition.title)[:LONGEST]), _SIGNS]
    parts += _furniture(edition.reading.left_out if edition.reading else ())
    if edition.title_printed and _is_plain(edition.title):
        parts.append(_rule("heading", item="title", words=edition.title))
    parts += _headings(edition)
    for columns in (edition.reading.columns if edition.reading else ())[:1]:
        parts += (
            _rule("column", header=_pattern(name), holds=holds)
            for name, holds in columns
            if len(name) <= LONGEST
        )
    return "".join(parts)


def _furniture(left_out: Sequence[LeftOut]) -> Iterator[str]:
    found: dict[str, dict[str, None]] = {}
    for each in left_out:
        if "running head" in each.why or "page number" in each.why:
            pattern = _pattern(each.text)
            if pattern.strip("# ") and len(pattern) <= LONGEST:
                found.setdefault(each.why, {})[pattern] = None
    for why, patterns in found.items():
        yield _rule("furniture", what=why, words=list(patterns)[:_MOST])


def _headings(edition: Edition) -> Iterator[str]:
    """The headings by their levels; those that the same words announce as one rule."""
    announced: dict[tuple[str, int], list[str]] = {}
    others: dict[int, dict[str, None]] = {}
    for item in edition.items:
        if item.type != "Section" or item.label is None or item.marker:
            continue
        level = min(_depth(edition, item) + 1 + bool(edition.title_printed), _DEEPEST)
        match = _ANNOUNCED.match(item.label)
        if match is not None:
            announced.setdefault((match[1], level), []).append(item.label)
        elif _is_plain(item.label):
            others.setdefault(level, {})[spaced(item.label)] = None
    for (word, level), labels in announced.items():
        if len(labels) >= _FEWEST:
            yield _rule("heading", words=f"{_pattern(word)} *", level=level)
            yield f"# begins = {_quoted(word)}  # instead, to leave these words out of the names\n"
        else:
            others.setdefault(level, {}).update(
                dict.fromkeys(spaced(label) for label in labels if _is_plain(label))
            )
    for level, found in sorted(others.items()):
        if found:
            yield _rule("heading", words=list(found)[:_MOST], level=level)


def _depth(edition: Edition, item: Item) -> int:
    return sum(above.type == "Section" for above in edition.ancestors(item))


def _pattern(text: str) -> str:
    """A text as a pattern: its numbers are any numbers."""
    return _NUMBER.sub("#", spaced(text))


def _is_plain(text: str) -> bool:
    return len(text) <= LONGEST and not any(sign in text for sign in "#*")


def _rule(kind: str, **values: str | int | list[str]) -> str:
    lines = [f"\n[[{kind}]]"]
    for key, value in values.items():
        if isinstance(value, list) and len(value) > 1:
            lines += [f"{key} = [", *(f"    {_quoted(each)}," for each in value), "]"]
        else:
            one = value[0] if isinstance(value, list) else value
            lines.append(f"{key} = {one if isinstance(one, int) else _quoted(one)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML string
