"""Pages in one file: a template with its style and script in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["page_of"]


def page_of(name: str, view: object, styles: Sequence[str] = ()) -> str:
    """
    The template *name*`.html`, with its style and, if there is one, *name*`.js` in it, filled with
    a view.

    Args:
        styles: the style sheets whose rules *name*`.css` builds on.
    """
    from markupsafe import Markup

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
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from guidegraph.model.names import shown
    from guidegraph.render.translation import ENGLISH

    environment = Environment(
        loader=PackageLoader("guidegraph.render.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    ENGLISH.install(environment)
    return environment


@cache
def _source(name: str) -> str:
    environment = _environment()
    if environment.loader is None:
        raise ValueError("the environment has no loader")
    if name.endswith(".js") and name not in environment.loader.list_templates():
        return ""
    return environment.loader.get_source(environment, name)[0]


def _fingerprint(text: str) -> str:
    import base64
    import hashlib

    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
