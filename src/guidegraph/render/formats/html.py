"""
A diff, or a coverage, as a page of HTML in one file that loads nothing from the network.

Its content security policy allows exactly the one script and the one style sheet in it, by their
fingerprints: should a text get past the escaping, it still could not run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from jinja2 import Environment

    from guidegraph.model.changes import Comparison
    from guidegraph.model.coverage import CoverageReport


def _diff(comparison: Comparison, page: RenderOptions) -> str:
    from guidegraph.render.html.view import ComparisonView

    return _page_of("comparison", ComparisonView.of(comparison, page), ("base", "changes"))


def _coverage(report: CoverageReport, page: RenderOptions) -> str:
    from guidegraph.render.html.coverage import CoverageView

    return _page_of("coverage", CoverageView.of(report, page), ("base",))


def _page_of(name: str, view: object, styles: Sequence[str] = ()) -> str:
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

    from guidegraph.render.translation import ENGLISH

    environment = Environment(
        loader=PackageLoader("guidegraph.render.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
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


form = Format(
    name="HTML",
    media_type="text/html",
    suffix=".html",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=as_text(_diff), losses="The evidence of the alignment is not held."
        ),
        ResultKind.COVERAGE: FormatSupport(
            write=as_text(_coverage),
            losses="Which statement is linked to an item is shown for gaps and overlaps only.",
        ),
    },
)
