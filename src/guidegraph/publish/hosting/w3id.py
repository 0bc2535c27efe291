"""
What a library needs at w3id.org, where its IRIs begin: a folder with redirects and a README.

Redirects are 302, as the site may move. What can be a thing is spelt out, so that other addresses
fail at once; a new edition needs no new rule, a new kind of item does.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from guidegraph.publish.hosting.accept import literal
from guidegraph.publish.hosting.forms import Things, address_exceptions, forms_of
from guidegraph.publish.hosting.rewrite import ASKED, preferred, target
from guidegraph.publish.routes import url_of


__all__ = ["w3id_folder", "w3id_negotiation", "w3id_readme", "w3id_redirects"]

_HOST = "https://w3id.org/"
# The segment of a version: an edition or a course.
_NAME = r"[A-Za-z0-9._-]+"
# The segment of lineages, which belong to no version.
_THREADS = "item"

_HEAD = """\
# Redirects of {base}, written by 'guidegraph site build'.
# Contact: see README.md.
RewriteEngine On
"""


def w3id_folder(base: str) -> str | None:
    """
    The folder of w3id.org's repository that answers for a library; none if its IRIs are elsewhere.

    >>> w3id_folder("https://w3id.org/guidegraph/peer-support/")
    'guidegraph/peer-support'
    """
    path = base.removeprefix(_HOST).removesuffix("/")
    return path if base.startswith(_HOST) and path else None


def w3id_redirects(base: str, url: str, things: Things) -> bytes:
    """
    The `.htaccess` for a site that negotiates by itself: each thing leads to the same path there.

    Args:
        base: what the IRIs of the library begin with.
        url: the address of the site, ending in `/`.
        things: the forms of each thing by its path.
    """
    site = _site(url)
    lines = [_HEAD.format(base=base), "# The library", f"RewriteRule ^$ {site} [R=302,L]\n"]
    lines.append("# Editions, what is in them, and their documents")
    lines += [
        # A rule would take what follows the question mark for a query.
        f"RewriteRule ^{literal(moved.path)}$ {target(url + url_of(moved.path))} [R=302,NE,L]"
        for moved in address_exceptions(things)
        if "?" in moved.path
    ]
    lines += [f"RewriteRule ^({shape})$ {site}$1 [R=302,L]" for shape in _shapes(things)]
    return "\n".join([*lines, ""]).encode()


def w3id_negotiation(base: str, url: str, things: Things) -> bytes:
    """
    The `.htaccess` for a site that cannot negotiate: each thing leads to the document asked for.

    Args:
        base: what the IRIs of the library begin with.
        url: the address of the site, ending in `/`.
        things: the forms of each thing by its path.
    """
    site, forms = _site(url), forms_of(things)
    suffixes = "|".join(literal(form.suffix) for form in forms)
    form = "%{ENV:guidegraph_form}"
    lines = [_HEAD.format(base=base), "# Documents"]
    lines += [
        f"RewriteCond $1 (?:{suffixes})$\nRewriteRule ^({shape})$ {site}$1 [R=302,L]"
        for shape in _shapes(things)
    ]
    lines += [ASKED, *(line for form in forms for line in preferred(form))]
    lines += ["RewriteCond %{ENV:guidegraph_form} ^$", "RewriteRule ^ - [R=406,L]\n"]
    lines += ["# The library", f"RewriteRule ^$ {site}index{form} [R=303,L]\n"]
    lines += ["# Items whose names cannot be file names"]
    lines += [
        f"RewriteRule ^{literal(moved.path)}$ {site}{target(moved.stem)}{form} [R=303,L]"
        for moved in address_exceptions(things)
    ]
    lines += ["\n# Editions, and what is in them"]
    lines += [f"RewriteRule ^({shape})$ {site}$1{form} [R=303,L]" for shape in _shapes(things)]
    lines += ["\n<IfModule mod_headers.c>", 'Header always set Vary "Accept"']
    lines += ['Header always set Access-Control-Allow-Origin "*"', "</IfModule>", ""]
    return "\n".join(lines).encode()


def w3id_readme(base: str, url: str, title: str) -> bytes:
    """The `README.md` that the folder needs, with a gap for the name of who answers for it."""
    name = " ".join(title.split())
    return f"""\
# {name}

`{base}` identifies the editions of *{name}*, their items, and the changes between editions.
The addresses lead to <{url}>.

- An edition: `{base}{{edition}}`
- An item of an edition: `{base}{{edition}}/{{item}}`
- The changes from an older edition: `{base}{{edition}}/changes/{{older edition}}`

## Contact

- Maintainer: TO BE FILLED IN (a GitHub account, and an address of your organisation)
""".encode()


def _shapes(things: Things) -> Iterator[str]:
    """
    Patterns of the paths that things and their documents have.

    What stands between an edition and its items is spelt out, if something does in all editions.
    """
    parts = [path.split("/", 2) for path in things]
    flat = {first for first, *rest in parts if len(rest) == 1}
    kinds = sorted({rest[0] for _, *rest in parts if len(rest) == 2})
    yield _NAME
    if flat - {_THREADS}:
        yield f"{_NAME}/[^/].*"
        return
    if kinds:
        yield f"{_NAME}/(?:{'|'.join(map(literal, kinds))})/.+"
    if flat:
        yield f"{_THREADS}/[^/]+"


def _site(url: str) -> str:
    """The address of a site as the beginning of a target: rules put the escapes in again."""
    return target(unquote(url))
