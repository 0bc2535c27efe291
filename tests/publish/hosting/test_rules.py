"""The rules of servers, as texts."""

from __future__ import annotations

from guidegraph.publish.hosting.apache import htaccess
from guidegraph.publish.hosting.forms import AddressException, address_exceptions, forms_of
from guidegraph.publish.hosting.nginx import nginx_location, nginx_maps
from guidegraph.publish.hosting.sitemap import robots
from guidegraph.publish.site import Alternate
from tests.publish.hosting.sites import FORMS, ODD, THINGS


def test_forms() -> None:
    """The forms are those of all things, in the order in which these have them."""
    actual = [(form.name, form.media_type, form.suffix) for form in forms_of(THINGS)]

    assert list(FORMS) == actual


def test_downloads_are_not_negotiated() -> None:
    """What is not named after its thing is no form that rules could find."""
    page = Alternate(name="HTML", media_type="text/html", path="combined.html")
    other = Alternate(name="Archive", media_type="application/zip", path="downloads/all.zip")

    assert ["HTML"] == [form.name for form in forms_of({"combined": (page, other)})]


def test_detours() -> None:
    """Only what has its documents elsewhere is named."""
    expected = [AddressException(path=path, stem=ODD[path]) for path in sorted(ODD)]

    assert expected == list(address_exceptions(THINGS))


def test_length() -> None:
    """Rules do not grow with the site."""
    page = (Alternate(name="HTML", media_type="text/html", path="index.html"),)
    few = {"": page}
    many = {
        path: (Alternate(name="HTML", media_type="text/html", path=f"{path}.html"),)
        for path in (f"combined/value/{number}" for number in range(1000))
    }

    assert htaccess(few) == htaccess({**few, **many})
    assert nginx_maps(few) == nginx_maps({**few, **many})
    assert nginx_location(few) == nginx_location({**few, **many})


def test_same_bytes() -> None:
    """The order in which things come, after the first, makes no difference."""
    backwards = {"": THINGS[""], **dict(reversed(list(THINGS.items())))}

    assert htaccess(THINGS) == htaccess(backwards)
    assert nginx_maps(THINGS) == nginx_maps(backwards)


def test_robots() -> None:
    """Robots may read everything, and hear of the sitemap if the site's address is known."""
    assert b"User-agent: *\nAllow: /\n" == robots()
    assert robots("https://x.example/").endswith(b"\nSitemap: https://x.example/sitemap.xml\n")
