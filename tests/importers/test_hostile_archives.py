"""Archives that say two things at once, and logs of halves of characters."""

from __future__ import annotations

import json
import struct
import zipfile
from io import BytesIO

import pytest

from guidegraph.importers.course_map import migration_from_log
from guidegraph.importers.spreadsheet import Archive
from guidegraph.model.errors import FormatError
from guidegraph.model.source import source_from_bytes


def _archive(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    return file.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".ods"])
@pytest.mark.parametrize("again", ["a.xml", "A.xml"])
def test_a_part_twice(suffix: str, again: str) -> None:
    """Of two parts of one name, programs read different ones: neither is read."""
    with pytest.raises(FormatError, match=r"the part 'a\.xml' twice"):
        Archive(f"x{suffix}", _archive("a.xml", again), needs=(), suffix=suffix)


def test_an_offset_before_the_file() -> None:
    """A part that begins before the file does is damaged, and said to be."""
    body = bytearray(_archive("a.xml", "b.xml"))
    at = body.rindex(b"PK\x05\x06") + 16
    (start,) = struct.unpack_from("<L", body, at)
    struct.pack_into("<L", body, at, start + 60)  # every part is 60 bytes earlier then

    with pytest.raises(FormatError, match=r"x\.xlsx"):
        Archive("x.xlsx", bytes(body), needs=(), suffix=".xlsx").read("a.xml", lambda _: True)


def test_half_a_character_in_a_log() -> None:
    """JSON can name half of a character, which no file can hold."""
    log = json.dumps({"record": "migration", "before": "\ud800"}).encode()
    with pytest.raises(FormatError, match=r"log\.jsonl:1: not JSON in Unicode"):
        migration_from_log(source_from_bytes("log.jsonl", log))
