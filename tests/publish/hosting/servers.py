"""Apache and nginx on the loopback interface, for tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


__all__ = ["Answer", "Server", "apache", "nginx"]

_MODULES = Path("/usr/lib/apache2/modules")
_APACHE_MODULES = ("mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; the names of headers are in lower case, a repeated one is a list."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def one(self, name: str) -> str | None:
        """The only header of a name."""
        found = self.headers.get(name, [])
        assert len(found) <= 1, (name, found)
        return found[0] if found else None

    @property
    def place(self) -> str | None:
        """Where a redirect leads, without the scheme and host of the server itself."""
        found = self.one("location")
        return None if found is None else found.removeprefix("http://site.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server, and the path at which the site is found."""

    port: int
    root: str

    def ask(self, target: str, *headers: str) -> Answer:
        """The answer to a request whose target goes out as it is, byte by byte."""
        lines = [f"GET {target} HTTP/1.1", "Host: site.example", "Connection: close", *headers]
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
            raw = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        found: dict[str, list[str]] = {}
        for line in rest:
            name, _, value = line.partition(":")
            found.setdefault(name.lower(), []).append(value.strip())
        return Answer(status=int(first.split()[1]), headers=found, body=body)


@contextmanager
def apache(folder: Path, root: str, directives: str) -> Iterator[Server]:
    """Apache with the modules that Debian has, and `directives` in its configuration."""
    program = _program("apache2")
    if not _MODULES.is_dir():
        pytest.skip(f"no modules of Apache in {_MODULES}")
    port = _free_port()
    loaded = "\n".join(
        f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _APACHE_MODULES
    )
    settings = folder / "apache.conf"
    settings.write_text(
        f"""{loaded}
ServerRoot "{folder}"
ServerName site.example
Listen 127.0.0.1:{port}
PidFile "{folder}/apache.pid"
ErrorLog "{folder}/apache.log"
TypesConfig /dev/null
UseCanonicalName Off
{directives}
""",
        encoding="utf-8",
    )
    with _running([program, "-X", "-f", str(settings)], port, folder / "apache.log"):
        yield Server(port=port, root=root)


@contextmanager
def nginx(folder: Path, root: str, maps: Path, location: Path, files: Path) -> Iterator[Server]:
    """Nginx with the two files of a site, whose documents are below `files`."""
    program = _program("nginx")
    port = _free_port()
    settings = folder / "nginx.conf"
    scratch = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings.write_text(
        f"""daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    access_log off;
{scratch}
    include {maps};
    server {{
        listen 127.0.0.1:{port};
        root {files};
        include {location};
    }}
}}
""",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-e", f"{folder}/nginx.log", "-c", str(settings)]
    with _running(command, port, folder / "nginx.log"):
        said = (folder / "nginx.log").read_text(encoding="utf-8")
        assert "[warn]" not in said, said
        yield Server(port=port, root=root)


def _program(name: str) -> str:
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(name, path=places)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else "no log"
        assert process.poll() is None, said
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
