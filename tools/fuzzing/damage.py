"""Damage the bytes of a file at random."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable


__all__ = ["damaged"]

BITS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\t", b'"', b"'"),
    *(b"<", b">", b"{", b"}", b"[", b"]", b"&", b"&#0;", b"<!--", b"]]>", b"\\u0000", b"\\ud800"),
    *(b"99999999999999999999", b"-1", b"1e999", b"NaN", b"null", b"true", b"..", b"../x", b"%00"),
    *(b";", b",", b"|", b"=1+1", b"@", b"^^", b"_:b", b"<urn:x>", b"http://a b", b"@context"),
    *(b"# ", b"## Value 9. X\n", b"1) ", b"- ", b"[^1]", b"{#x}", b"e\xcc\x81", b"\xc2\xad"),
    *(b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", b"\x1b[31m", b"{{7}}", b"%s", b"{0}"),
)
_WORD = re.compile(rb"[\w/@:.#-]+")


def damaged(body: bytes, chance: random.Random) -> bytes:
    """A file with one to some faults; in an archive, they are in one of its files or in itself."""
    if body[:2] == b"PK" and chance.random() < 0.8:
        return _damaged_archive(body, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 12))):
        body = chance.choice(_FAULTS)(body, chance)
    return body


def _damaged_archive(body: bytes, chance: random.Random) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(new, "w") as archive:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            content = old.read(name)
            archive.writestr(name, damaged(content, chance) if name == hit else content)
    return new.getvalue()


def _flip(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    flipped = bytes(byte ^ 1 << chance.randrange(8) for byte in body[at : at + 1])
    return body[:at] + flipped + body[at + 1 :]


def _insert(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(BITS) + body[at:]


def _delete(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + body[at + chance.choice((1, 2, 8, 40, 400)) :]


def _repeat(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    part = body[at : at + chance.choice((1, 4, 30, 200))]
    return body[:at] + part * chance.choice((2, 3, 60)) + body[at:]


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _mix_lines(body: bytes, chance: random.Random) -> bytes:
    lines = body.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(one, lines[two])
        case _:
            del lines[one]
    return b"\n".join(lines)


def _mix_words(body: bytes, chance: random.Random) -> bytes:
    words = list(_WORD.finditer(body))
    if not words:
        return body
    at, other = chance.choice(words), chance.choice((chance.choice(words)[0], chance.choice(BITS)))
    return body[: at.start()] + other + body[at.end() :]


_FAULTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _insert, _delete, _repeat, _cut),
    *(_mix_lines, _mix_lines, _mix_words, _mix_words),
)
