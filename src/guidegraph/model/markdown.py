"""
Texts that Markdown and code hosts should show and not interpret.

Backslashes and entities keep a text from becoming markup. They do not keep code hosts from turning
`@name`, `#12`, addresses and `:smile:` into links and pictures, since that is done after the
Markdown is read; so these are broken with a space of no width.
"""

from __future__ import annotations

import re

from guidegraph.model.names import TURNING, spaced


__all__ = ["code", "escaped"]

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[\\`*_\[\]{}#|~$^&<>]")
# At the start of a line: the number or the sign of a list, a rule.
_START = re.compile(r"\d+(?=[.)])|(?=[-+=])")
# What code hosts would make a link of; a space of no width is added behind it.
_LIVE = re.compile(
    r"@(?=\w)"  # people, electronic mail
    r"|#(?=\d)|(?i:\bGH)(?=-\d)"  # issues
    r"|(?i:\bwww)(?=\.)|:(?=//)"  # addresses
    r"|:(?=[\w+-]+:)"  # pictures
    r"|\b(?=[0-9a-f]{0,39}[0-9])[0-9a-f]{3}(?=[0-9a-f]{4,37}\b)"  # commits
)
_ZERO_WIDTH = "&#8203;"
# They could show the words of a line in another order than they are written.


def escaped(text: str) -> str:
    r"""
    A text as Markdown of one line that shows exactly this text.

    >>> print(escaped("# **Bold** & <b> @me [x](y)"))
    \# \*\*Bold\*\* &amp; &lt;b&gt; @&#8203;me \[x\](y)
    """
    line = _visible(text)
    line = _LIVE.sub(lambda found: f"{found[0]}\0", line)
    line = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    start = _START.match(line)
    if start:
        line = f"{line[: start.end()]}\\{line[start.end() :]}"
    return line.replace("\0", _ZERO_WIDTH)


def code(text: str) -> str:
    """
    A text as a code span that ends where the text ends.

    >>> print(code("value/7"), code("a`b"))
    `value/7` ``a`b``
    """
    line = _visible(text) or " "
    fence = "`"
    while fence in line:
        fence += "`"
    padding = " " if line[0] in "` " or line[-1] in "` " else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def _visible(text: str) -> str:
    return spaced(text).translate(TURNING)
