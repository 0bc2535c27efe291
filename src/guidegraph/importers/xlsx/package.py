"""The archive that an XLSX file is, read part by part and never further than its limits."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final

from guidegraph.graph.xml_guard import elements
from guidegraph.importers.limits import MAX_EXPANDED, MAX_RATIO
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Package", "local"]

_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_SMALL: Final = 1024 * 1024  # what may be packed as well as it likes
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_MOST_PARTS: Final = 10_000


class Package:
    """
    A spreadsheet file.

    Args:
        path: its name, for messages.
        body: its bytes.

    Raises:
        FormatError: it is no spreadsheet, has a password or macros, or unpacks to too much.
    """

    def __init__(self, path: str, body: bytes) -> None:
        self.path = path
        if body.startswith(_COMPOUND_FILE):
            raise self.fault(
                None,
                "an encrypted spreadsheet, or one in the format before 2007",
                "remove the password and save it as .xlsx",
            )
        try:
            self._archive = zipfile.ZipFile(BytesIO(body))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.fault(
                None, f"not a spreadsheet ({str(error).rstrip('.').lower()})", "save it as .xlsx"
            ) from None
        self._parts = {info.filename: info for info in self._archive.infolist()}
        self._check()

    def sheet(self) -> str:
        """The name of the part that holds the first sheet."""
        sheets: list[str] = []

        def each(element: Element) -> bool:
            if local(element) == "sheet":
                sheets.extend(
                    value for name, value in element.attrib.items() if name.endswith("}id")
                )
            return True

        self.read("xl/workbook.xml", each)
        related = self._related("xl/_rels/workbook.xml.rels")
        if not sheets or sheets[0] not in related:
            raise self.fault("xl/workbook.xml", "no sheet in it", "save it anew as .xlsx")
        return posixpath.normpath(posixpath.join("/xl", related[sheets[0]]))[1:]

    def read(self, part: str, each: Callable[[Element], bool]) -> None:
        """
        Call *each* with every element of a part, as `guidegraph.graph.xml_guard.elements` does.
        """
        if part not in self._parts:
            raise self.fault(None, f"no part {part!r} in it", "save it anew as .xlsx")
        try:
            with self._archive.open(self._parts[part]) as file:
                elements(file, f"{self.path}:{part}", each)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise self.fault(part, "a damaged part", "save it anew as .xlsx") from None

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def fault(self, place: str | None, problem: str, advice: str) -> FormatError:
        """The error that the file has a problem."""
        return FormatError(self.path, place, problem, advice)

    def _check(self) -> None:
        names = [info.filename.lower() for info in self._archive.infolist()]
        if len(names) > _MOST_PARTS:
            raise self.fault(None, f"an archive of {len(names)} parts", "save it anew as .xlsx")
        if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
            raise self.fault(None, "an archive, but no spreadsheet", "save it as .xlsx")
        if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
            raise self.fault(None, "a spreadsheet with macros", "save it without, as .xlsx")
        if sum(info.file_size for info in self._parts.values()) > MAX_EXPANDED:
            raise self._bomb(None)
        for info in self._parts.values():
            if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
                raise self.fault(
                    info.filename,
                    "a part that is encrypted or packed oddly",
                    "save it anew as .xlsx",
                )
            if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
                raise self._bomb(info.filename)

    def _bomb(self, part: str | None) -> FormatError:
        return self.fault(
            part,
            f"unpacks to more than {MAX_EXPANDED >> 20} MB or {MAX_RATIO} times its size",
            "split it, or save it as .csv",
        )

    def _related(self, part: str) -> Mapping[str, str]:
        found: dict[str, str] = {}

        def each(element: Element) -> bool:
            if local(element) == "Relationship" and element.get("TargetMode") != "External":
                found[element.get("Id", "")] = element.get("Target", "")
            return True

        self.read(part, each)
        return found


def local(element: Element) -> str:
    """The name of an element without its namespace; the standard's editions differ in that."""
    return element.tag.rpartition("}")[2]
