"""Automatic numbers of a Word document, counted and printed as the word processor does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.counting import counted
from guidegraph.importers.documents.word.package import number, on, value


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Mark", "Numbering", "printed_number"]

_LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")
_BULLET: Final = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The number or bullet of a paragraph: as printed, its level from 0, its list and indent."""

    text: str
    depth: int
    list: str
    bullet: bool
    indent: float | None


class Numbering:
    """The lists of a document, and how far each was counted; *part* is `numbering.xml`."""

    def __init__(self, part: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for each in part.findall("abstractNum"):
            id_ = each.get("abstractNumId", "")
            self._abstract[id_] = {
                depth: _level(level)
                for level in each.findall("lvl")
                if (depth := number(level.get("ilvl"))) is not None and 0 <= depth < _LEVELS
            }
            if (style := value(each, "styleLink")) is not None:
                by_style[style] = id_
            if (style := value(each, "numStyleLink")) is not None:
                linked[id_] = style
        for each in part.findall("num"):
            id_ = each.get("numId", "")
            abstract = value(each, "abstractNumId") or ""
            abstract = by_style.get(linked.get(abstract, ""), abstract)
            if abstract not in self._abstract:
                continue
            levels = dict(self._abstract[abstract])
            self._list_of[id_], self._starts[id_] = abstract, {}
            for override in each.findall("lvlOverride"):
                depth = number(override.get("ilvl"))
                if depth is None or not 0 <= depth < _LEVELS:
                    continue
                if (own := override.find("lvl")) is not None:
                    levels[depth] = _level(own)
                start = number(value(override, "startOverride"))
                if start is not None:
                    self._starts[id_][depth] = start
                    levels[depth] = replace(levels.get(depth, _Level()), start=start)
            self._levels[id_] = levels

    def next(self, id_: str | None, depth: int | None, style: str = "") -> Mark | None:
        """Count a paragraph of a list; nothing if it is in no list."""
        levels = self._levels.get(id_ or "")
        if id_ is None or levels is None:
            return None
        if depth is None:
            depth = next((at for at, each in levels.items() if each.style == style and style), 0)
        level = levels.get(depth)
        if level is None:
            return None
        list_ = self._list_of[id_]
        counts = self._counts.setdefault(list_, {})
        if (id_, depth) not in self._begun:
            self._begun.add((id_, depth))
            if depth in self._starts[id_]:
                counts.pop(depth, None)
        for deeper in [at for at in counts if at > depth]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        if level.format == "bullet":
            # The fonts of symbols put their bullets at letters, or where Unicode has nothing.
            text = level.text.strip()
            odd = any(each.isalnum() or "\ue000" <= each <= "\uf8ff" for each in text)
            plain = "" if odd or text == "§" else text
            return Mark(
                text=plain or _BULLET, depth=depth, list=list_, bullet=True, indent=level.indent
            )

        def counted(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shown = levels.get(at, _Level())
            form = "decimal" if level.legal and shown.format != "none" else shown.format
            return printed_number(counts.get(at, shown.start), form)

        text = " ".join(_PLACE.sub(counted, level.text).split())
        return Mark(text=text, depth=depth, list=list_, bullet=False, indent=level.indent)


def _level(element: Element) -> _Level:
    start, restart = number(value(element, "start")), number(value(element, "lvlRestart"))
    indent = element.find("pPr/ind")
    left = number(indent.get("left", indent.get("start"))) if indent is not None else None
    return _Level(
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=1 if start is None else start,
        restart=restart,
        legal=bool(on(element, "isLgl")),
        style=value(element, "pStyle"),
        indent=None if left is None else left / 20,
    )


def printed_number(count: int, form: str) -> str:
    """
    A number in one of the formats of the file format; in decimal where it is not known.

    >>> [printed_number(28, form) for form in ("lowerLetter", "upperRoman", "decimalZero")]
    ['bb', 'XXVIII', '28']
    """
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02d}"
        case "lowerLetter" | "upperLetter" if 0 < count <= 780:
            text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return text.upper() if form == "upperLetter" else text
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            return counted(count, "I" if form == "upperRoman" else "i")
    return str(count)
