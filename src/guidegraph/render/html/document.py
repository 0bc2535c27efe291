"""
A page of HTML as one file that asks nothing of the network and runs no script but its own.

Its content security policy allows exactly the one script and the one style sheet in it, by their
fingerprints: should a text get past the escaping, it still could not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


__all__ = ["html_page"]


def html_page(name: str, view: object, styles: Sequence[str] = ()) -> str:
    """
    The template *name*`.html`, with its style and, if there is one, *name*`.js` in it, filled with
    a view.

    Args:
        styles: the style sheets whose rules *name*`.css` builds on.
    """
    environment = _environment()
    style = "".join(_source(f"{sheet}.css") for sheet in (*styles, name))
    script = _source(f"{name}.js")
    return environment.get_template(f"{name}.html").render(
        view=view,
        # Ours, not data: nothing of a document is ever part of them.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_fingerprint(style),
        script_hash=_fingerprint(script),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("guidegraph.render.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _source(name: str) -> str:
    environment = _environment()
    if environment.loader is None:
        raise ValueError("the environment has no loader")
    if name.endswith(".js") and name not in environment.loader.list_templates():
        return ""
    return environment.loader.get_source(environment, name)[0]


def _fingerprint(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
