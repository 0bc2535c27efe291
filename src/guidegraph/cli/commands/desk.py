"""`guidegraph desk`"""

from __future__ import annotations

import webbrowser
from importlib import import_module
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

import click

from guidegraph.cli.curation import reviewer_option
from guidegraph.cli.options import library_option, lineage_option, open_library
from guidegraph.model.errors import MisuseError


if TYPE_CHECKING:
    from guidegraph.serve.desk.session import DeskSession


@click.command("desk")
@click.argument("editions", nargs=-1, metavar="[OLD... NEW]")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save decisions here instead of in OLD--NEW/review.tsv in the library.",
)
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65_535),
    default=0,
    show_default=True,
    help="Port to listen on; 0 for any free port.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
@reviewer_option
@lineage_option
@library_option
def command(
    editions: tuple[str, ...],
    ledger: Path | None,
    port: int,
    no_browser: bool,
    reviewer: str | None,
    afresh: bool,
    library: Path | None,
) -> None:
    """
    Decide about changes on a page in the browser.

    The page shows the changes from OLD to NEW; without editions, it opens two files. It is on this
    machine only, and its address has a secret: nobody else can use it. Each decision is saved at
    once, and can be undone, also after a restart.
    """
    try:
        for name in ("run", "desk.app"):
            import_module(f"guidegraph.serve.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "httptools"):
            raise
        raise MisuseError(f"the desk needs {error.name}; install guidegraph[serve]") from None
    from guidegraph.serve.desk.session import DeskSession, ledger_beside

    if len(editions) == 1:
        raise MisuseError("name the old and the new edition, or none to choose two files")
    *old, new = editions or ("",)
    editors = open_library(library, afresh=afresh).editors()
    session = DeskSession(
        editors=editors,
        old=tuple(old),
        new=new,
        ledger=ledger or Path(),
        reviewer=" ".join((reviewer or "").split()),
    )
    if not editions:
        with TemporaryDirectory(prefix="guidegraph-") as folder:
            session.folder = Path(folder)
            _serve(session, port, "Open two files", browser=not no_browser)
        return
    if ledger is None:
        own = all(id_ in editors.workspace.ids for id_ in editions)
        session.ledger = editors.workspace.ledger_path(old, new) if own else ledger_beside(editions)
    found = session.state()  # what is wrong with the editions is said before anything is opened
    said = f"{len(found.reviewed)} changes, {found.done} decided"
    _serve(session, port, said, browser=not no_browser)


def _serve(session: DeskSession, port: int, said: str, *, browser: bool) -> None:
    """Serve a desk until the process is stopped."""
    from guidegraph.serve.desk.app import desk_application
    from guidegraph.serve.run import address_of, listening, server, until_stopped
    from guidegraph.serve.settings import ServerSettings
    from guidegraph.serve.work import WorkerPool

    settings = ServerSettings()
    token = token_urlsafe(24)
    run = WorkerPool(threads=settings.threads, waiting=settings.work_waiting, seconds=600)
    with listening("127.0.0.1", port) as listener:
        number = listener.getsockname()[1]
        app = desk_application(session, port=number, token=token, run=run)
        address = f"{address_of(listener)}?token={token}"
        click.echo(f"{said}: {address}")
        chosen = session.ledger != Path()
        place = session.ledger if chosen else "this folder, in OLD--NEW.review.tsv"
        click.echo(f"Decisions are saved in {place}; stop with Ctrl+C")
        if session.old:  # while the browser starts
            Thread(target=app.state.prepare, daemon=True).start()
        if browser:
            Thread(target=_open, args=(address,), daemon=True).start()
        until_stopped(server(app, settings), [listener])
        run.close()


def _open(address: str) -> None:
    """Open a page in a browser with windows; one in the terminal would take that over."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
