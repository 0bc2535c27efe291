"""
Drawings that a PDF draws within others: a few hundred bytes of them can stand for billions.

pdfium follows them whenever it loads a page, with no limit but the memory there is. So they are
counted before.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final

from guidegraph.importers.documents.pdf.tag_tree import without_log
from guidegraph.model.errors import UnreadableError


__all__ = ["refuse_nested_drawings"]

_DEEPEST: Final = 25
_MOST: Final = 20_000  # drawings that one on a page may stand for
_DRAWS: Final = re.compile(rb"/([^\s/<>()\[\]]{1,127})\s{1,9}Do\b")


def refuse_nested_drawings(body: bytes, path: str) -> None:
    """
    Refuse a file in which a drawing contains itself, or very many others.

    Raises:
        UnreadableError: it does.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    without_log("pypdf")
    if b"/Form" not in body and b"/ObjStm" not in body:
        return
    counter = _Counter()
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted:
            reader.decrypt("")
        for number, page in enumerate(reader.pages, start=1):
            most = max(
                (counter.drawn(each, 1) for each in _drawings(page, None).values()), default=0
            )
            if most > _MOST:
                raise UnreadableError(
                    f"{path}: a drawing on page {number} contains itself, or too many others; "
                    "print the file to a new PDF, and give that"
                )
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return  # pdfium reads what it can


class _Counter:
    """How many drawings each one stands for."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def drawn(self, form: Any, depth: int, around: Any = None) -> int:
        """The number of a drawing and of those in it; beyond the limit where there is no end."""
        number = getattr(form.indirect_reference, "idnum", 0)
        if depth > _DEEPEST:
            return _MOST + 1
        if number not in self._known:
            found = 1
            inside = _drawings(form, around)
            if inside:
                self._known[number] = _MOST + 1  # if it comes back to itself
                for name in _DRAWS.findall(form.get_data()):
                    inner = inside.get(name.decode("latin-1"))
                    if inner is not None:
                        found += self.drawn(inner, depth + 1, form)
                    if found > _MOST:
                        break
            self._known[number] = min(found, _MOST + 1)
        return self._known[number]


def _drawings(owner: Any, around: Any) -> dict[str, Any]:
    """The drawings that a page or drawing names, without the slash; pictures are none."""
    resources = owner.get("/Resources")
    if resources is None and around is not None:
        resources = around.get("/Resources")
    named = _value(_value(resources or {}).get("/XObject"))
    found = {}
    for name in named if isinstance(named, dict) else ():
        each = _value(named[name])
        if isinstance(each, dict) and each.get("/Subtype") == "/Form":
            found[str(name).lstrip("/")] = each
    return found


def _value(raw: Any) -> Any:
    return raw.get_object() if hasattr(raw, "get_object") else raw
