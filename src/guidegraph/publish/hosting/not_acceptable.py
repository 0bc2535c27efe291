"""
The page for those who ask for a form that there is not (406): it lists those that there are.

Servers hand out the same page for every thing, so it names suffixes, not addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from guidegraph.publish.hosting.forms import Things, forms_of
from guidegraph.publish.routes import Form


__all__ = ["not_acceptable_page"]


def not_acceptable_page(things: Things, title: str) -> bytes:
    """
    The page of a site that says in which forms things come.
    """
    forms = forms_of(things)
    counts = Counter(one.name for alternates in things.values() for one in alternates)
    everywhere = {name for name, count in counts.items() if count == len(things)}
    always = _rows(form for form in forms if form.name in everywhere)
    sometimes = _rows(form for form in forms if form.name not in everywhere)
    more = f"<p>Some things come in these, too:</p>\n{sometimes}\n" if sometimes else ""
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not in that form - {escape(title)}</title>
</head>
<body>
<main>
<h1>Not in that form</h1>
<p>What you asked for is here, but in none of the forms that your Accept header names.
Ask for one of these:</p>
{always}
{more}</main>
</body>
</html>
""".encode()


def _rows(forms: Iterable[Form]) -> str:
    rows = "\n".join(
        f"<li>{escape(form.name)}: <code>{escape(form.media_type)}</code>, or put "
        f"<code>{escape(form.suffix)}</code> behind the address</li>"
        for form in forms
    )
    return f"<ul>\n{rows}\n</ul>" if rows else ""
