"""A document as it goes over the wire."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidegraph.serve.headers import merged, to_raw


__all__ = ["Made"]

# What a document takes in memory besides its body.
_OVERHEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """
    A document that was made: its bytes, the headers that go with them, both as others read them
    and, with those of every answer, as the protocol takes them.
    """

    body: bytes
    etag: str
    headers: Mapping[str, str]
    raw: Sequence[tuple[bytes, bytes]]

    @classmethod
    def of(cls, body: bytes, headers: Mapping[str, str]) -> Made:
        """A document of some bytes; the strong entity tag derives from them."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        tagged = {**headers, "ETag": etag}
        length = {"Content-Length": str(len(body))}
        return cls(body=body, etag=etag, headers=tagged, raw=merged(to_raw({**tagged, **length})))

    @property
    def size(self) -> int:
        """How much room it takes."""
        return len(self.body) + _OVERHEAD
