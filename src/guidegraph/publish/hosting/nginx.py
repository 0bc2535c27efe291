"""
Rules for nginx: two files that lead from a thing to the document that a client asks for.

nginx takes a `map` only beside its servers and a `location` only within one, hence two files. It
knows no arithmetic: a weight is a string of five digits, the thousandths and how narrow the range
is, and which of two is greater depends on the first digit in which they differ. A map is evaluated
when its variable is first read, which is after the location has looked which documents there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidegraph.publish.hosting.accept import FIRST_WEIGHT, literal, ranges
from guidegraph.publish.hosting.forms import Things, address_exceptions, data_suffixes, forms_of
from guidegraph.publish.hosting.headers import CACHING, SECURITY, has_charset, media_types
from guidegraph.publish.routes import Form, url_of


__all__ = ["nginx_location", "nginx_maps"]

_GREATER = r"^(\d*)(?:" + "|".join(rf"{n}\d*[ ]\1[0-{n - 1}]" for n in range(1, 10)) + ")"
"""Matches two strings of digits with a space between, if the first one comes later in order."""

_MAPS = r"""# Maps for content negotiation, written by 'guidegraph site build'.
# Include this file in 'http', and the other file, with the location, in a 'server'.

# A client without an Accept header accepts everything.
map $http_accept $guidegraph_accept {
    default $http_accept;
    "" "*/*";
}

# The address as sent, with all its escapes; empty if it leads up or to another host.
map $request_uri $guidegraph_sent {
    default "";
    "~*^[^?]*(?://|\\|%5c|%2f|/(?:[.]|%2e){1,2}(?:[/?]|$))" "";
    "~^(/[^?]*?)/?(?:[?]|$)" $1;
}
"""


def nginx_maps(things: Things, root: str = "/", name: str = "") -> bytes:
    """
    The maps of a site, to be included where the servers of nginx are configured.

    Args:
        things: the forms of each thing by its path.
        root: the path at which the site is found, from `/` to `/`.
        name: letters, digits and underscores that tell the site from others of the same nginx.
    """
    forms = forms_of(things)
    lines = [_MAPS, *_places(things, root)]
    for number, form in enumerate(forms):
        lines += _weight(number, form)
    return _named("\n".join([*lines, *_choice(forms), *_open_to_all(forms)]), name)


def nginx_location(things: Things, root: str = "/", name: str = "") -> bytes:
    """
    The location of a site, to be included in a server that says where the files are.

    Args:
        things: the forms of each thing by its path.
        root, name: the same as for the maps.
    """
    forms = forms_of(things)
    kinds = media_types(forms)
    place = _file(root)
    texts = dict.fromkeys(kind for kind in kinds.values() if has_charset(kind))
    texts.pop("text/html", None)  # nginx has it in its list already
    errors = [f'    error_page {status} "{place}{status}.html";' for status in (404, 406)]
    headers = [f'    add_header {name} "{value}" always;' for name, value in SECURITY.items()]
    lines = [
        "# Rules to serve this site with nginx, written by 'guidegraph site build'.",
        "# Include this file in a 'server' whose 'root' contains the site at the path given here.",
        "# Include the other file, with the maps, in 'http'.",
        "",
        f'location "{place}" {{',
        "    types {",
        *(f"        {kind} {suffix};" for suffix, kind in kinds.items()),
        "    }",
        "    charset utf-8;",
        f"    charset_types {' '.join(texts)};",
        *errors,
        *headers,
        f'    add_header Cache-Control "{CACHING}";',
        "    add_header Access-Control-Allow-Origin $guidegraph_origin always;",
        "    add_header Vary $guidegraph_vary always;",
        "",
        "    # A document is served as it is.",
        f"    try_files $uri @guidegraph_{name};",
        "}",
        "",
        f"location @guidegraph_{name} {{",
        "    absolute_redirect off;",
        *errors,
        *headers,
        "    add_header Vary Accept always;",
        "    add_header Access-Control-Allow-Origin * always;",
        "",
        '    set $guidegraph_thing "";',
    ]
    for number, form in enumerate(forms):
        lines += [
            "",
            f"    # {form.name}",
            f'    set $guidegraph_h{number} "";',
            f'    if (-f "$document_root${{guidegraph_stem}}{form.suffix}") {{',
            f"        set $guidegraph_h{number} 1;",
            "        set $guidegraph_thing $guidegraph_address;",
            "    }",
        ]
    lines += [
        "",
        "    # No such name; no acceptable format; otherwise redirect to the document.",
        '    if ($guidegraph_thing = "") {',
        "        return 404;",
        "    }",
        '    if ($guidegraph_form = "") {',
        "        return 406;",
        "    }",
        "    return 303 $guidegraph_thing$guidegraph_form;",
        "}",
        "",
    ]
    return _named("\n".join(lines), name)


def _places(things: Things, root: str) -> Iterator[str]:
    """Where the documents of a thing are, as the file system and as a client names them."""
    places = [
        ("", "index"),
        *((moved.path, moved.stem) for moved in address_exceptions(things)),
    ]
    for variable, default, name in (
        ("stem", '    "~^(.*?)/?$" $1;', _file),
        ("address", "    default $guidegraph_sent;", url_of),
    ):
        yield f"map $uri $guidegraph_{variable} {{"
        for path, stem in places:
            end = "/?" if path else ""
            yield f'    "~^{literal(root + path)}{end}$" "{name(root + stem)}";'
        yield default
        yield "}\n"


def _weight(number: int, form: Form) -> Iterator[str]:
    """How much a form is wanted, as five digits; nothing if there is no such document."""
    yield f"# {' '.join(form.name.split())}"
    yield f'map ",$guidegraph_accept" $guidegraph_r{number} {{'
    yield '    default ";q=0#0";'
    for narrowness, pattern in zip((2, 1, 0), ranges(form.media_type), strict=True):
        yield f'    "~*{pattern}(?:,|$)" "$1;q=1#{narrowness}";'
    yield "}"
    yield f'map "$guidegraph_h{number}$guidegraph_r{number}" $guidegraph_w{number} {{'
    yield '    default "00000";'
    before = f"~*^1{FIRST_WEIGHT.removeprefix('^')}"
    yield f'    "{before}[1-9].*#(\\d)$" "1000$1";'
    for digits in (3, 2, 1):
        zeros = "0" * (3 - digits)
        yield f'    "{before}0?[.](\\d{{{digits}}}).*#(\\d)$" "0$1{zeros}$2";'
    yield "}\n"


def _choice(forms: Sequence[Form]) -> Iterator[str]:
    """The form that is wanted most: of two that are wanted alike, the one that comes first."""
    yield "# The preferred format."
    best = '"00002 "'  # a weight of nothing, however narrow
    for number, form in enumerate(forms):
        weight = f"$guidegraph_w{number}"
        source = f'"{weight} {best.strip(chr(34))}"'
        yield f"map {source} $guidegraph_b{number} {{"
        yield f"    default {best};"
        yield f'    "~{_GREATER}" "{weight} {form.suffix}";'
        yield "}"
        best = f"$guidegraph_b{number}"
    yield f"map {best} $guidegraph_form {{"
    yield '    default "";'
    yield '    "~[ ]([.].+)$" $1;'
    yield "}\n"


def _open_to_all(forms: Sequence[Form]) -> Iterator[str]:
    """What the scripts of any site may read, and what depends on the form that was asked for."""
    yield "# Data may be read by the scripts of any site, and that there is none in a form."
    yield 'map "$status $uri" $guidegraph_origin {'
    yield '    default "";'
    yield '    "~^406" "*";'
    yield from (f'    "~{literal(suffix)}$" "*";' for suffix in data_suffixes(forms))
    yield "}"
    yield "map $status $guidegraph_vary {"
    yield '    default "";'
    yield "    406 Accept;"
    yield "}\n"


def _named(text: str, name: str) -> bytes:
    """
    The text with the site's own variables; no path has a dollar in it.

    They are short, those of forms above all, as nginx warns of a table of variables that is full.
    """
    own = f"gg_{name}_" if name else "guidegraph_"
    return re.sub(r"(\$\{?)guidegraph_", rf"\g<1>{own}", text).encode()


def _file(path: str) -> str:
    """The path of a file in quotes: no variable may stand in it, and no quote may end it."""
    return path.replace("\\", "\\\\").replace('"', '\\"')
