"""Formulas of a Word document (`m:oMath`) as they are written in a line: a/b, x², √(x+1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.raised import power
from guidegraph.importers.documents.word.package import value
from guidegraph.importers.documents.word.symbols import symbol


if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

__all__ = ["formula"]

_DEEPEST: Final = 60
_WHOLE = re.compile(r"[\w.,′%°]*|\([^()]*\)|√\([^()]*\)")
_SILENT: Final = frozenset(["instrText"])
_ROOTS: Final = {"3": "∛", "4": "∜"}


def formula(element: Element, kept: Callable[[Element], bool], depth: int = 0) -> str:
    """A formula in a line; *kept* says what is in the document, where changes are tracked."""
    if depth > _DEEPEST:
        return "".join(each.text or "" for each in element.iter() if each.tag in ("t", "delText"))

    def part(name: str) -> str:
        found = element.find(name)
        return "" if found is None else formula(found, kept, depth + 1)

    match element.tag:
        case "t" | "delText":
            return element.text or ""
        case "sym":
            return symbol(element)
        case "br" | "tab" | "cr":
            return " "
        case "f":
            above, below = part("num"), part("den")
            if value(element, "fPr/type") == "noBar":
                return f"({above} {below})"
            return f"{_grouped(above)}/{_grouped(below)}"
        case "sSup":
            return _grouped(part("e")) + _small(part("sup"), up=True)
        case "sSub":
            return _grouped(part("e")) + _small(part("sub"), up=False)
        case "sSubSup":
            base = _grouped(part("e"))
            return base + _small(part("sub"), up=False) + _small(part("sup"), up=True)
        case "sPre":
            return _small(part("sub"), up=False) + _small(part("sup"), up=True) + part("e")
        case "rad":
            degree = part("deg").strip()
            root = _ROOTS.get(degree) or (_small(degree, up=True) + "√" if degree != "2" else "√")
            return f"{root}({part('e')})"
        case "d":
            begin, end, between = (
                value(element, f"dPr/{name}Chr") for name in ("beg", "end", "sep")
            )
            inside = (formula(each, kept, depth + 1) for each in element.findall("e"))
            joined = ("|" if between is None else between).join(inside)
            return f"{'(' if begin is None else begin}{joined}{')' if end is None else end}"
        case "nary":
            sign = value(element, "naryPr/chr") or "∫"
            limits = _small(part("sub"), up=False) + _small(part("sup"), up=True)
            return f"{sign}{limits} {part('e')}"
        case "func":
            return f"{part('fName')} {part('e')}"
        case "limLow" | "limUpp":
            return part("e") + _small(part("lim"), up=element.tag == "limUpp")
        case "m":
            rows = ((formula(each, kept, depth + 1) for each in row) for row in element.iter("mr"))
            return "; ".join(", ".join(row) for row in rows)
        case "eqArr":
            return "; ".join(formula(each, kept, depth + 1) for each in element.findall("e"))
        case name if name in _SILENT or not kept(element) or name.endswith("Pr"):
            return ""
    return "".join(formula(each, kept, depth + 1) for each in element)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _WHOLE.fullmatch(text) else f"({text})"


def _small(text: str, *, up: bool) -> str:
    text = "".join(text.split())
    return power(text, up=up) if text else ""
