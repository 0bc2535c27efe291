"""The parts of a Word document: an archive of XML, and how its parts are related."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from guidegraph.importers.spreadsheet import Archive
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Package", "number", "on", "value"]

_MOST_ELEMENTS: Final = 2_000_000
_DROPPED: Final = frozenset(
    [
        "proofErr",
        "noProof",
        "lastRenderedPageBreak",
        "bookmarkEnd",
        "rsid",
        "tcW",
        "szCs",
        "bCs",
        "iCs",
        "latentStyles",
        "lsdException",
    ]
)


class Package:
    """
    A Word document with its parts.

    Names of elements and attributes are without namespaces, since the transitional and the strict
    form of the format differ in nothing else; only the id of a relation is `r:id`.

    Raises:
        FormatError: it is not a Word document, has a password, or is too large.
    """

    def __init__(self, path: str, body: bytes) -> None:
        self.path = path
        self._archive = Archive(
            path,
            body,
            needs=("[content_types].xml",),
            suffix=".docx",
            kind="Word document",
            macros=True,
        )
        relations = self._relations("_rels/.rels", "")
        self.main = next(
            (target for kind, target in relations.values() if kind == "officeDocument"),
            "word/document.xml",
        )
        document = self.part(self.main)
        found = document.find("body") if document is not None else None
        if document is None or document.tag != "document" or found is None:
            raise FormatError(path, None, "an archive, but not a Word document", "save it as .docx")
        self.body = found
        self.core = self._first(relations, "core-properties")
        folder, name = posixpath.split(self.main)
        self.related = self._relations(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def named(self, kind: str) -> Element | None:
        """The part of the document with a role, such as "styles"."""
        return self._first(self.related, kind)

    def all_named(self, *kinds: str) -> list[tuple[str, Element]]:
        """The parts with one of these roles, each with its role, in the order of their names."""
        found = sorted({(target, kind) for kind, target in self.related.values() if kind in kinds})
        return [(kind, part) for target, kind in found if (part := self.part(target)) is not None]

    def address(self, id_: str) -> str | None:
        """The address that a hyperlink of the document leads to."""
        kind, target = self.related.get(id_, ("", ""))
        return target if kind == "hyperlink" else None

    def part(self, name: str) -> Element | None:
        """A part as a tree, or nothing if there is none."""
        if name not in self._archive:
            return None
        root: list[Element] = []

        def each(element: Element) -> bool:
            element.tag = element.tag.rpartition("}")[2]
            if element.tag in _DROPPED:
                return True
            if element.attrib:
                named = {_attribute(key): said for key, said in element.attrib.items()}
                element.attrib.clear()
                element.attrib.update(named)
            root[:] = [element]
            return False

        self._archive.read(name, each, most=_MOST_ELEMENTS)
        return root[0] if root else None

    def _first(self, relations: dict[str, tuple[str, str]], role: str) -> Element | None:
        for kind, target in relations.values():
            if kind == role:
                return self.part(target)
        return None

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: by id, the role and the part or address."""
        tree = self.part(part)
        found = {}
        for each in tree if tree is not None else ():
            kind = each.get("Type", "").rpartition("/")[2]
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (kind, target)
        return found


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return f"r:{local}" if namespace.endswith("/relationships") else local


def value(parent: Element | None, path: str) -> str | None:
    """The value of an element below another one."""
    found = None if parent is None else parent.find(path)
    return None if found is None else found.get("val")


def number(text: str | None) -> int | None:
    """A whole number, or nothing where it is none."""
    if text is None or len(text) > 9:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def on(parent: Element | None, name: str) -> bool | None:
    """Whether a switch such as `b` is on; nothing if it is not set."""
    found = None if parent is None else parent.find(name)
    return None if found is None else found.get("val", "1") not in ("0", "false", "off", "none")
