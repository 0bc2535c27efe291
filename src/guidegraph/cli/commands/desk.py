"""`guidegraph desk`"""

from __future__ import annotations

import webbrowser
from pathlib import Path
from secrets import token_urlsafe
from threading import Thread

import click

from guidegraph.cli.curation import reviewer_option
from guidegraph.cli.options import library_option, lineage_option, open_library
from guidegraph.model.errors import MisuseError


@click.command("desk")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
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
    old: tuple[str, ...],
    new: str,
    ledger: Path | None,
    port: int,
    no_browser: bool,
    reviewer: str | None,
    afresh: bool,
    library: Path | None,
) -> None:
    """
    Decide about the changes from OLD to NEW on a page in the browser.

    The page is on this machine only, and its address has a secret: nobody else can use it. Each
    decision is saved at once, and can be undone, also after a restart.
    """
    try:
        from guidegraph.serve.desk.app import desk_application
        from guidegraph.serve.desk.session import DeskSession
        from guidegraph.serve.run import address_of, listening, server, until_stopped
        from guidegraph.serve.settings import ServerSettings
        from guidegraph.serve.work import WorkerPool
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "httptools"):
            raise
        raise MisuseError(f"the desk needs {error.name}; install guidegraph[serve]") from None

    editors = open_library(library, afresh=afresh).editors()
    session = DeskSession(
        editors=editors,
        old=old,
        new=new,
        ledger=ledger
        or _ledger(editors.workspace.ids, old, new)
        or editors.workspace.ledger_path(old, new),
        reviewer=" ".join((reviewer or "").split()),
    )
    found = session.state()  # what is wrong with the editions is said before anything is opened
    settings = ServerSettings()
    token = token_urlsafe(24)
    run = WorkerPool(threads=settings.threads, waiting=settings.work_waiting, seconds=600)
    with listening("127.0.0.1", port) as listener:
        number = listener.getsockname()[1]
        app = desk_application(session, port=number, token=token, run=run)
        address = f"{address_of(listener)}?token={token}"
        click.echo(f"{len(found.reviewed)} changes, {found.done} decided: {address}")
        click.echo(f"Decisions are saved in {session.ledger}; stop with Ctrl+C")
        if not no_browser:
            Thread(target=_open, args=(address,), daemon=True).start()
        until_stopped(server(app, settings), [listener])
        run.close()


def _ledger(known: tuple[str, ...], old: tuple[str, ...], new: str) -> Path | None:
    """Beside the reader where not all editions are the library's."""
    if all(id_ in known for id_ in (*old, new)):
        return None
    names = (Path(name.rpartition(":")[2]).stem for name in (*old, new))
    return Path(f"{'--'.join(names)}.review.tsv")


def _open(address: str) -> None:
    """Open a page in a browser with windows; one in the terminal would take that over."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)
