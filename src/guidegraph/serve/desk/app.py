"""The desk as an application: its page, and the steps that the page asks for."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from guidegraph.export.ledger import to_ledger
from guidegraph.model.errors import GuidegraphError, MisuseError, UnknownNameError
from guidegraph.model.names import slug
from guidegraph.render.html.view import language_of
from guidegraph.render.phrases import spaced, words_of
from guidegraph.render.translation import ENGLISH
from guidegraph.serve.bodies import BodyLimit
from guidegraph.serve.context import WorkRunner
from guidegraph.serve.desk.asked import file_name
from guidegraph.serve.desk.guard import DeskGuard, cookie_name
from guidegraph.serve.desk.handed import conflicts_of, listed
from guidegraph.serve.desk.outcome import Outcome, OvertakenError
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.desk.state import DeskState
from guidegraph.serve.desk.watched import ChangedOnDiskError
from guidegraph.serve.messages import ErrorMiddleware


__all__ = ["desk_application"]

_BODY_BYTES = 512 * 1024
_BODY_SECONDS = 20.0
_FILE_BYTES = 50 * 1000 * 1000
_HANDED_BYTES = 20 * 1000 * 1000
_SCRIPTS = (
    *("cards.js", "desk.js", "held.js", "open.js"),
    *("outbox.js", "picker.js", "takein.js", "talk.js"),
)
# What the page is made of: its style builds on that of a diff.
_ASSETS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "/desk.css": ("text/css", ("base.css", "changes.css", "desk.css")),
        **{f"/{name}": ("text/javascript", (name,)) for name in _SCRIPTS},
    }
)


def desk_application(
    session: DeskSession,
    *,
    port: int,
    token: str,
    run: WorkRunner,
    write: Callable[[str], None] | None = None,
) -> Starlette:
    """
    The desk as an ASGI application.

    Args:
        session: what is decided about.
        port: where it listens on this machine.
        token: the secret of its address.
        run: runs blocking work.
        write: writes a line of the log; by default, to standard error.
    """
    desk = _Desk(session, port=port, token=token, run=run)
    app = Starlette(
        routes=[
            Route("/", desk.page),
            *(Route(path, _asset) for path in _ASSETS),
            Route("/list", desk.listed),
            Route("/cards", desk.cards),
            Route("/state", desk.state),
            Route("/items", desk.items),
            Route("/around", desk.around),
            Route("/ledger", desk.ledger),
            _writing("/reviewer", desk.introduce),
            _writing("/decide", desk.step(session.decide)),
            _writing("/pair", desk.step(session.pair)),
            _writing("/undo", desk.step(lambda _: session.undo())),
            _writing("/offer", desk.offer, most=_HANDED_BYTES),
            _writing("/take-in", desk.step(session.take_in)),
            _writing("/file", desk.receive, most=_FILE_BYTES),
            _writing("/open", desk.open),
        ],
        middleware=[
            Middleware(ErrorMiddleware, write=write or _to_standard_error),
            Middleware(DeskGuard, port=port, token=token, assets=_ASSETS),
        ],
        exception_handlers={GuidegraphError: _refused, HTTPException: _failed},
    )
    app.router.redirect_slashes = False
    app.state.prepare = desk.prepare
    return app


def _writing(
    path: str, answer: Callable[[Request], Awaitable[Response]], most: int = _BODY_BYTES
) -> Route:
    """A step, whose request has a limited body."""
    limit = Middleware(BodyLimit, most=most, seconds=_BODY_SECONDS)
    return Route(path, answer, methods=["POST"], middleware=[limit])


class _Desk:
    """Answers requests of the page."""

    def __init__(self, session: DeskSession, *, port: int, token: str, run: WorkRunner) -> None:
        self._session = session
        self._token = token
        self._cookie = cookie_name(port)
        self._run = run

    async def page(self, _: Request) -> Response:
        """The page, with the editions as they are on the disk, and the secret for its requests."""
        response = HTMLResponse(await self._run(self._page))
        response.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return response

    async def listed(self, request: Request) -> Response:
        """The list of changes again, also with the items that did not change."""
        whole = request.query_params.get("whole") == "1"

        def body() -> str:
            now = self._session.state()
            return self._listed(now, whole=whole)

        return HTMLResponse(await self._run(body))

    async def cards(self, request: Request) -> Response:
        """Some changes again."""
        ids = request.query_params.getlist("id")
        return JSONResponse(await self._run(lambda: self._answer(self._session.state(), ids)))

    async def state(self, request: Request) -> Response:
        """What was decided, if that is not what the page has."""
        found = await self._run(lambda: self._summary(self._session.state()))
        if request.query_params.get("tag") == found["tag"]:
            return Response(status_code=204)
        return JSONResponse(found)

    async def items(self, _: Request) -> Response:
        """The items of both sides."""
        return JSONResponse(await self._run(lambda: self._session.state().items()))

    async def around(self, request: Request) -> Response:
        """What is around the items of a change in both editions."""
        id_ = request.query_params.get("id", "")

        def body() -> str:
            now = self._session.state()
            if id_ not in now.reviewed:
                raise UnknownNameError("change", id_, now.reviewed)
            template = _environment().get_template("_around.html")
            return template.render(around=now.around(id_), words=_words)

        return HTMLResponse(await self._run(body))

    async def receive(self, request: Request) -> Response:
        """Take a file."""
        side, name = (request.query_params.get(key, "") for key in ("side", "name"))
        body = await request.body()
        await self._run(self._session.receive, side, name, body)
        return JSONResponse({"side": side})

    async def open(self, _: Request) -> Response:
        """Compare the files that were taken."""

        def body() -> dict[str, object]:
            self._session.open_received()
            return self._summary(self.prepare())

        return JSONResponse(await self._run(body))

    async def offer(self, request: Request) -> Response:
        """Show what another person decided, of which nothing is saved yet."""
        name = file_name(request.query_params.get("name", ""))
        body = await request.body()

        def page() -> str:
            handed = self._session.offered(name, body)
            now, ours = self._session.state(), self._session.saved()
            offer = handed.offer(now, ours)
            return (
                _environment()
                .get_template("_offer.html")
                .render(
                    handed=handed,
                    offer=offer,
                    new=listed(now, (*offer.pairings, *offer.decisions)),
                    conflicts=conflicts_of(now, ours, offer),
                )
            )

        return HTMLResponse(await self._run(page))

    async def ledger(self, _: Request) -> Response:
        """The ledger as a file, to send it to somebody."""
        body = await self._run(lambda: to_ledger(self._session.saved()))
        name = "--".join(map(slug, self._session.names))
        headers = {"Content-Disposition": f'attachment; filename="{name}.review.tsv"'}
        return Response(body, media_type="text/tab-separated-values", headers=headers)

    async def introduce(self, request: Request) -> Response:
        """Take the name of who decides."""
        asked = await _asked(request)
        return JSONResponse({"reviewer": self._session.introduce(asked.get("name"))})

    def step(
        self, work: Callable[[Mapping[str, object]], Outcome]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Answers with the outcome of a step, or with what somebody else decided meanwhile."""

        def done(asked: Mapping[str, object]) -> Response:
            try:
                outcome = work(asked)
            except OvertakenError as error:
                found = self._answer(self._session.state(), error.ids)
                return JSONResponse({"problem": str(error), **found}, 409)
            except ChangedOnDiskError as error:
                return JSONResponse({"problem": str(error), "changed": error.names}, 409)
            found = self._answer(outcome.state, outcome.ids)
            return JSONResponse({"said": outcome.said, "at": outcome.at, **found})

        async def answer(request: Request) -> Response:
            asked = await _asked(request)
            return await self._run(done, asked)

        return answer

    def prepare(self) -> DeskState:
        """Make what the page needs first before it asks."""
        now = self._session.state()
        self._listed(now, whole=False)
        return now

    def _page(self) -> str:
        if not self._session.old:
            template = _environment().get_template("open.html")
            return template.render(token=self._token, most=_FILE_BYTES)
        problem = ""
        try:
            self._session.reopen()
            now = self._session.state()
        except GuidegraphError as error:  # half edited; the page goes on with what it had
            if self._session.known is None:
                raise
            now, problem = self._session.known, str(error)
        comparison = now.review.comparison
        return (
            _environment()
            .get_template("desk.html")
            .render(
                state=now,
                tag=self._summary(now)["tag"],
                changed=self._session.changed(),
                problem=problem,
                filters=now.filters,
                some_unsure=now.some_unsure,
                reviewer=self._session.reviewer,
                ledger=str(self._session.ledger),
                token=self._token,
                most=_HANDED_BYTES,
                old=[spaced(edition.title) for edition in comparison.old],
                titles=[
                    *(spaced(edition.id) for edition in comparison.old),
                    spaced(comparison.new.id),
                ],
                listed=self._listed(now, whole=False),
            )
        )

    def _listed(self, now: DeskState, *, whole: bool) -> str:
        template = _environment().get_template("_list.html")
        return template.render(
            parts=list(now.listed(whole=whole)), card=lambda id_: _card(now, id_), words=_words
        )

    def _answer(self, now: DeskState, ids: object) -> dict[str, object]:
        wanted = (
            [id_ for id_ in ids if id_ in now.reviewed] if isinstance(ids, list | tuple) else []
        )
        return {**self._summary(now), "cards": {id_: _card(now, id_) for id_ in wanted}}

    def _summary(self, now: DeskState) -> dict[str, object]:
        changed = self._session.changed()
        return {
            "tag": "-".join((now.tag, *changed)),
            "shape": now.shape,
            "changed": changed,
            "done": now.done,
            "total": len(now.reviewed),
            "seen": now.seen,
        }


def _card(now: DeskState, id_: str) -> str:
    template = _environment().get_template("_card.html")
    code = language_of(now.review.comparison.new)
    return now.text_of(id_, lambda card: template.render(card=card, code=code))


def _words(item: Any) -> str:
    return spaced(words_of(item))


async def _asked(request: Request) -> Mapping[str, object]:
    try:
        found = await request.json()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise MisuseError("the request is not an object in JSON")
    return found


def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse({"problem": str(error)}, 400)


def _failed(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _asset(request: Request) -> Response:
    media_type, names = _ASSETS[request.url.path]
    return Response(_source(*names), media_type=media_type)


@cache
def _source(*names: str) -> str:
    """Files that are sent as they are, one after the other."""
    folders = [files("guidegraph.serve.desk") / "templates"]
    folders.append(files("guidegraph.render.html") / "templates")
    found = []
    for name in names:
        place = next(each / name for each in folders if (each / name).is_file())
        found.append(place.read_text("utf-8"))
    return "".join(found)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("guidegraph.serve.desk", "templates"),
                PackageLoader("guidegraph.render.html", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else every card looks whether its template was edited
    )
    ENGLISH.install(environment)
    return environment


def _to_standard_error(line: str) -> None:
    sys.stderr.write(f"{line}\n")
