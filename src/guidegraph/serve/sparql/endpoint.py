"""
Another server's SPARQL endpoint, used instead of our own workers.

Requests go only to the address that the operator gave: no redirect is followed, no proxy of the
environment is used. A query has passed the same guard as one that we answer ourselves.
"""

from __future__ import annotations

import asyncio
import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from starlette.exceptions import HTTPException

from guidegraph.model.errors import MisuseError
from guidegraph.serve.access_log import printable
from guidegraph.serve.sparql.backend import QueryAnswer
from guidegraph.serve.sparql.forms import GRAPH_TYPES, RESULT_TYPES
from guidegraph.serve.work import BusyError


__all__ = ["EndpointBackend"]

_FORMS = {**GRAPH_TYPES, **RESULT_TYPES}
_TYPES = {form: type_ for type_, form in reversed(_FORMS.items())}
_CHUNK = 64 * 1024
_MOST_MESSAGE = 2000


class EndpointBackend:
    """
    A SPARQL server that answers the queries; it limits the rows of its answers itself.

    Args:
        url: its address.
        count: how many queries are sent at once.
        waiting: how many more may wait.
        seconds: how long it may take to answer.
        most: the largest answer that is read, in bytes.
    """

    def __init__(
        self,
        url: str,
        *,
        count: int,
        waiting: int,
        seconds: float,
        most: int,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise MisuseError(f"--endpoint {url!r} is not the address of a server; give https://…")
        if parts.username is not None:
            raise MisuseError("--endpoint contains a password, which lists of processes would show")
        self._tls = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._room = count + waiting
        self._asked = 0
        self._seconds = seconds
        self._most = most
        self._executor = ThreadPoolExecutor(count, thread_name_prefix="endpoint")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def answer(self, question: Mapping[str, Any], form: str) -> QueryAnswer:
        """
        The other server's answer.

        Raises:
            BusyError: too many queries wait already.
            HTTPException: the other server did not answer as it should.
        """
        if self._asked >= self._room:
            raise BusyError("too many queries are waiting; try again in a moment")
        self._asked += 1
        loop = asyncio.get_running_loop()
        asking = loop.run_in_executor(self._executor, self._ask, question, form)
        asking.add_done_callback(self._done)
        return await asking

    def _done(self, _: asyncio.Future[QueryAnswer]) -> None:
        self._asked -= 1

    def _ask(self, question: Mapping[str, Any], form: str) -> QueryAnswer:
        fields = [("query", question["query"])]
        if question["named"] is not None:  # otherwise it uses its own default dataset
            fields += [("default-graph-uri", iri) for iri in question["default"] or ()]
            fields += [("named-graph-uri", iri) for iri in question["named"]]
        deadline = time.monotonic() + self._seconds
        connection = self._connection()
        try:
            connection.request(
                "POST",
                self._path,
                body=urlencode(fields).encode(),
                headers={
                    "Accept": _TYPES[form],
                    "Accept-Encoding": "identity",
                    "Content-Type": "application/x-www-form-urlencoded",
                },
            )
            transport = connection.sock
            with connection.getresponse() as reply:
                body = self._read(transport, reply, deadline)
        except TimeoutError:
            raise HTTPException(
                504, f"the SPARQL server gave no answer in {self._seconds:g} seconds; ask for less"
            ) from None
        except (OSError, http.client.HTTPException):
            raise HTTPException(
                502, "the SPARQL server cannot be reached; try again later"
            ) from None
        finally:
            connection.close()
        return self._checked(reply, body, form)

    def _connection(self) -> http.client.HTTPConnection:
        if self._tls:
            return http.client.HTTPSConnection(
                self._host,
                self._port,
                timeout=self._seconds,
                context=ssl.create_default_context(),
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)

    def _read(
        self,
        transport: socket.socket,
        reply: http.client.HTTPResponse,
        deadline: float,
    ) -> bytes:
        """The body, as long as it is not too large and comes in time as a whole."""
        found = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            transport.settimeout(left)
            chunk = reply.read1(_CHUNK)
            if not chunk:
                return bytes(found)
            found += chunk
            if len(found) > self._most:
                raise HTTPException(
                    502, f"the answer is longer than {self._most} bytes; ask for less with LIMIT"
                )

    @staticmethod
    def _checked(reply: http.client.HTTPResponse, body: bytes, form: str) -> QueryAnswer:
        if reply.status == 400:
            said = printable(body[:_MOST_MESSAGE].decode(errors="replace").strip())
            raise HTTPException(400, f"the SPARQL server refuses the query: {said}")
        if reply.status != 200:
            raise HTTPException(
                502, f"the SPARQL server answered with status {reply.status}; see its log"
            )
        media_type = (reply.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if _FORMS.get(media_type) != form:
            raise HTTPException(
                502,
                f"the SPARQL server answered in {printable(media_type)!r}, which was not requested",
            )
        return QueryAnswer(body=body, complete=True)
