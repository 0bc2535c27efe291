"""
Content negotiation in rules of Apache's `mod_rewrite`.

A rewrite rule knows no loops and no functions: what is said of a form is said again for each, and
weights are compared as whole thousandths.
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


def preferred(form: Form, *conditions: str) -> Iterator[str]:
    """
    Lines that keep the suffix of a form in `guidegraph_form`, if it is wanted more than the forms
    before it and the conditions hold.
    """
    specific = "|".join(pattern.removeprefix("^") for pattern in ranges(form.media_type))
    yield f"# {' '.join(form.name.split())}"
    yield "RewriteRule ^ - [E=guidegraph_weight:0]"
    yield f"RewriteCond ,%{{ENV:guidegraph_accept}} ^(?|{specific}) [NC]"
    yield rf"RewriteCond %1;q=1 {FIRST_WEIGHT}([01]?)(?:\.(\d{{0,3}}))? [NC]"
    yield r"RewriteCond %1.%2000:1000 ^(?|1.*:(1000)|0?\.(\d{3}))"
    yield "RewriteRule ^ - [E=guidegraph_weight:%1]"
    yield from conditions
    yield "RewriteCond expr \"reqenv('guidegraph_weight') -gt reqenv('guidegraph_best')\""
    yield (
        f"RewriteRule ^ - [E=guidegraph_form:{form.suffix},"
        "E=guidegraph_best:%{ENV:guidegraph_weight}]\n"
    )


def target(text: str) -> str:
    r"""
    A text as the target of a rule, where some characters would mean something else.

    >>> target("50% of $1")
    '50\\%\\ of\\ \\$1'
    """
    return "".join(f"\\{one}" if one in "\\$% \t" else one for one in text)
