"""
Rules for Apache: an `.htaccess` that leads from a thing to the document that a client asks for.

It holds for the folder that contains it, wherever that is. It needs Apache 2.4.16 and
`AllowOverride FileInfo`; without `mod_rewrite` or `mod_headers` the documents are served without
negotiation or headers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.publish.hosting.accept import literal
from guidegraph.publish.hosting.forms import Things, address_exceptions, data_suffixes, forms_of
from guidegraph.publish.hosting.headers import CACHING, SECURITY, has_charset, media_types
from guidegraph.publish.hosting.rewrite import ASKED, preferred, target
from guidegraph.publish.routes import Form


__all__ = ["htaccess"]

_HEAD = """\
# Rules to serve this site with Apache, written by 'guidegraph site build'.
# It works in any folder and needs 'AllowOverride FileInfo'.
# If MultiViews or folder listings are on, and you are allowed to, add: Options -MultiViews -Indexes
"""

_BEFORE = r"""
<IfModule mod_rewrite.c>
RewriteEngine On

# The address of this folder without its first slash: the part before the path that rules get.
RewriteCond %{REQUEST_URI}#$0 ^/(|.*?/)(.*?)/?#\2/?$
RewriteRule ^.*$ - [E=guidegraph_folder:%1]

# Documents and error pages are served as they are.
RewriteCond %{ENV:REDIRECT_STATUS} !^$ [OR]
RewriteCond %{REQUEST_FILENAME} -f
RewriteRule ^ - [L]
"""

_AFTER = r"""
# No such name; no acceptable format; otherwise redirect to the document.
RewriteCond %{ENV:guidegraph_thing} !1
RewriteRule ^ - [R=404,L]
RewriteCond %{ENV:guidegraph_form} ^$
RewriteRule ^ - [R=406,L]
RewriteRule ^(.+?)/?$ /%{ENV:guidegraph_folder}$1%{ENV:guidegraph_form} [R=303,QSD,L]
</IfModule>
"""


def htaccess(things: Things) -> bytes:
    """The `.htaccess` of a site, from the forms of each thing by its path."""
    forms = forms_of(things)
    lines = [_HEAD, *_types(forms), *_errors(), *_headers(forms)]
    rules = [*_detours(things), ASKED, *(line for form in forms for line in _form(form))]
    return "\n".join([*lines, _BEFORE, *rules, _AFTER.lstrip("\n")]).encode()


def _types(forms: Sequence[Form]) -> Iterator[str]:
    kinds = media_types(forms)
    for suffix, media_type in kinds.items():
        yield f"AddType {media_type} .{suffix}"
    texts = " ".join(f".{suffix}" for suffix, kind in kinds.items() if has_charset(kind))
    yield f"AddCharset utf-8 {texts}"


def _errors() -> Iterator[str]:
    yield ""
    for status in (404, 406):
        yield f'ErrorDocument {status} "/%{{reqenv:guidegraph_folder}}{status}.html"'


def _headers(forms: Sequence[Form]) -> Iterator[str]:
    yield "\n<IfModule mod_headers.c>"
    for name, value in SECURITY.items():
        yield f'Header always set {name} "{value}"'
    yield f'Header set Cache-Control "{CACHING}"'
    for variable in ("guidegraph_thing", "REDIRECT_guidegraph_thing"):
        yield f'Header always set Vary "Accept" env={variable}'
        yield f'Header always set Access-Control-Allow-Origin "*" env={variable}'
    data = "|".join(literal(suffix) for suffix in data_suffixes(forms))
    if data:
        yield f'<FilesMatch "(?:{data})$">'
        yield 'Header set Access-Control-Allow-Origin "*"'
        yield "</FilesMatch>"
    yield "</IfModule>"


def _detours(things: Things) -> Iterator[str]:
    """Where the documents are that are not at the path of their thing."""
    yield "# The library itself, and items whose names cannot be file names."
    yield "RewriteRule ^$ index"
    for moved in address_exceptions(things):
        yield f"RewriteRule ^{literal(moved.path)}/?$ {target(moved.stem)} [DPI]"


def _form(form: Form) -> Iterator[str]:
    """
    Take note of a form if there is such a document and it is wanted more than those before it.
    """
    there = (
        "RewriteCond %{REQUEST_FILENAME}%{PATH_INFO} ^(.+?)/?$",
        f"RewriteCond %1{form.suffix} -f",
    )
    yield from there
    yield "RewriteRule ^ - [E=guidegraph_thing:1]"
    yield from preferred(form, *there)
