"""A site, and the servers that hand it out by the rules made for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guidegraph.publish.hosting.apache import htaccess
from guidegraph.publish.hosting.nginx import nginx_location, nginx_maps
from tests.publish.hosting.servers import Server, apache, nginx
from tests.publish.hosting.sites import THINGS, write_site


KINDS = ("apache /", "apache /in/a/folder/", "apache /alias/", "nginx /", "nginx /in/a/folder/")


@contextmanager
def _started(name: str, root: str, folder: Path, *, pages: bool = True) -> Iterator[Server]:
    (folder / "secret.ttl").write_text("outside of the site", encoding="utf-8")
    files = folder / "files"
    site = folder / "elsewhere" if root == "/alias/" else files / root.strip("/")
    for place in (files, site):
        place.mkdir(parents=True, exist_ok=True)
    write_site(site)
    if not pages:
        (site / "404.html").unlink()
        (site / "406.html").unlink()
    if name == "apache":
        (site / ".htaccess").write_bytes(htaccess(THINGS))
        directives = f"""DocumentRoot "{files}"
Alias /alias "{folder}/elsewhere"
<Directory "{folder}">
    Options FollowSymLinks
    AllowOverride FileInfo
    Require all granted
</Directory>
"""
        with apache(folder, root, directives) as running:
            yield running
    else:
        maps, location = folder / "maps.conf", folder / "location.conf"
        maps.write_bytes(nginx_maps(THINGS, root))
        location.write_bytes(nginx_location(THINGS, root))
        with nginx(folder, root, maps, location, files) as running:
            yield running


@pytest.fixture(scope="session", params=KINDS)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each server with the site at its root, in a folder, or under an alias."""
    name, _, root = str(request.param).partition(" ")
    with _started(name, root, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session", params=["apache", "nginx"])
def bare_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each server with a site that has no pages for errors."""
    folder = tmp_path_factory.mktemp("bare")
    with _started(str(request.param), "/", folder, pages=False) as running:
        yield running
