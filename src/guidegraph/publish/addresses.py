"""Addresses of items as the page of a diff wants them: whole, from where the page lies."""

from __future__ import annotations

from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.publish.shelf import Shelf
from guidegraph.render.html.view import Address


__all__ = ["address_from"]


def address_from(shelf: Shelf, root: str) -> Address:
    """Where the page of an item is, from a page that *root* leads to the site's root from."""

    def address(edition: Edition, item_id: str) -> str | None:
        url = shelf.page(Ref(edition=edition.id, id=item_id))
        return None if url is None else root + url

    return address
