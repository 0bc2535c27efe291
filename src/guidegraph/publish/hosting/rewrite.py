"""
Content negotiation in rules of Apache's `mod_rewrite`.

A rewrite rule knows no loops and no functions: what is said of a form is said again for each. A
weight is a whole number, the thousandths with one more digit for how narrow the range is: of two
forms that are wanted alike, the one that was named is better than the one that was included.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.publish.hosting.accept import FIRST_WEIGHT, ranges
from guidegraph.publish.routes import Form


__all__ = ["ASKED", "preferred", "target"]

ASKED = r"""
# What is asked for; a client that does not say takes anything.
RewriteRule ^ - [E=guidegraph_accept:%{HTTP:Accept},E=guidegraph_best:0]
RewriteCond %{HTTP:Accept} ^\s*$
RewriteRule ^ - [E=guidegraph_accept:*/*]
"""
"""What comes before the first form."""

# Follows the header, so that an expression can capture how narrow the range is that it found.
_LEVELS = "#210"


def preferred(form: Form, *conditions: str) -> Iterator[str]:
    """
    Lines that keep the suffix of a form in `guidegraph_form`, if it is wanted more than the forms
    before it and the conditions hold.
    """
    yield f"# {' '.join(form.name.split())}"
    yield "RewriteRule ^ - [E=guidegraph_weight:0]"
    yield f"RewriteCond ,%{{ENV:guidegraph_accept}}{_LEVELS} {_in_any(form.media_type)} [NC]"
    yield rf"RewriteCond %1;q=1#%2 {FIRST_WEIGHT}(\d?)(?:\.(\d{{0,3}}))?.*#(\d)$ [NC]"
    yield r"RewriteCond %1.%2000:1000#%3 ^(?|[1-9].*:(1000)|0?\.(?!000)(\d{3})).*#(\d)$"
    yield "RewriteRule ^ - [E=guidegraph_weight:%1%2]"
    yield from conditions
    yield "RewriteCond expr \"reqenv('guidegraph_weight') -gt reqenv('guidegraph_best')\""
    yield (
        f"RewriteRule ^ - [E=guidegraph_form:{form.suffix},"
        "E=guidegraph_best:%{ENV:guidegraph_weight}]\n"
    )


def _in_any(media_type: str) -> str:
    """
    What matches the narrowest range that holds a media type; it captures the parameters and, from
    what follows the header, the digit for how narrow it is.
    """
    ends = (r"\#(2)10$", r"\#2(1)0$", r"\#21(0)$")
    pairs = zip(ranges(media_type), ends, strict=True)
    either = "|".join(f"{pattern.removeprefix('^')}(?:,.*)?{end}" for pattern, end in pairs)
    return f"^(?|{either})"


def target(text: str) -> str:
    r"""
    A text as the target of a rule, where some characters would mean something else.

    >>> target("50% of $1")
    '50\\%\\ of\\ \\$1'
    """
    return "".join(f"\\{one}" if one in "\\$% \t" else one for one in text)
