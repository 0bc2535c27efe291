"""A small page about an entity, for a frame in another tool."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from guidegraph.serve.reconcile.entities import Entity


__all__ = ["HEIGHT", "WIDTH", "preview"]

WIDTH, HEIGHT = 430, 260

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:15px/1.45 system-ui,sans-serif;margin:.8rem}"
    "h1{font-size:1.05rem;line-height:1.3;margin:0 0 .2rem}"
    "p{margin:.2rem 0 .5rem}"
    ".kind{font-size:.85rem;opacity:.8}"
)
# Other tools put the page in a frame; it can do nothing but be looked at.
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
    "; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


def preview(entity: Entity | None, url: str) -> Response:
    """The page, with a link to the entity's own below the server's address."""
    body = "".join(_body(entity, url)) if entity else "<h1>Entry not found</h1>"
    title = escape(entity.name) if entity else "Entry not found"
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
    return HTMLResponse(page, 200 if entity else 404, {"Content-Security-Policy": _POLICY})


def _body(entity: Entity, url: str) -> Iterator[str]:
    def said(name: str) -> list[str]:
        return [escape(value.text) for value in entity.values.get(name, ())]

    label, text = said("label"), said("text")
    address = escape(f"{url}{quote(entity.id)}")
    heading = (label or text or [escape(entity.name)])[0]
    yield (
        f'<h1><a href="{address}" target="_blank" rel="noopener">{heading}</a></h1>'
        f'<p class="kind">{escape(entity.description)}</p>'
    )
    # What stands around it first: a text may be longer than the frame.
    for name, shown in (("altLabel", "Also"), ("broader", "Belongs to"), ("edition", "In")):
        if found := said(name):
            yield f'<p class="kind">{shown}: {"; ".join(found)}</p>'
    if label and text:
        yield f"<p>{text[0]}</p>"
