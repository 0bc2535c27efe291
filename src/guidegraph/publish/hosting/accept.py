"""
Regular expressions that read an Accept header (RFC 9110, section 12.5.1), for servers whose rules
know nothing but these.

They are matched without regard to case against the header with a comma before it, and are written
without spaces and quotes, so that they stand in every configuration as they are. A parameter other
than the weight is ignored: `text/html;level=1` is taken for `text/html`.
"""

from __future__ import annotations

import re


__all__ = ["FIRST_WEIGHT", "literal", "ranges"]

_PARAMETERS = r"((?:\s*;\s*[^\s;,=\x22]+(?:=(?:\x22[^\x22]*\x22|[^\s;,\x22]*))?)*)\s*"

FIRST_WEIGHT = r"^(?:(?!;\s*q=).)*;\s*q="
"""What stands before the weight in the parameters of a range that has one."""


def ranges(media_type: str) -> tuple[str, str, str]:
    """
    What matches the ranges that hold a media type, the narrowest first.

    Each captures the parameters; what ends the range, a comma or the header's end, is to be added.
    """
    kind = media_type.partition("/")[0]
    return (
        rf"^.*?,\s*{_type(media_type)}{_PARAMETERS}",
        rf"^.*?,\s*{_type(kind)}/\*{_PARAMETERS}",
        rf"^.*?,\s*\*/\*{_PARAMETERS}",
    )


def literal(text: str) -> str:
    r"""
    What matches a text and nothing else, in a regular expression over bytes.

    >>> literal("value/7 (é)")
    'value/7\\x20\\x28\\xc3\\xa9\\x29'
    """
    return "".join(
        chr(byte)
        if chr(byte).isascii() and (chr(byte).isalnum() or byte in b"/_-")
        else f"\\x{byte:02x}"
        for byte in text.encode(errors="surrogatepass")
    )


def _type(media_type: str) -> str:
    return re.sub(r"[.+]", r"\\\g<0>", media_type)
