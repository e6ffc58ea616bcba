"""Read an archive in a browser: Datasette over the live database, read-only, in Vietnamese."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import webbrowser
from pathlib import Path
from typing import Any

from archiver.archive.schema import VERSION
from archiver.errors import StorageError, UsageError
from archiver.publish.plugin.labels import DATABASE, metadata

_PLUGIN = Path(__file__).parent / "plugin"
_FILE = "archive.db"
_NEEDED = frozenset({"articles", "articles_fts", "sites"})

_SETTINGS = {
    "suggest_facets": False,  # 522 ms against 27 ms per table page of 100,000 articles
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 3000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "truncate_cells_html": 240,
    "allow_download": False,
}


def browse(archive: Path, *, host: str = "127.0.0.1", port: int = 8001, open_browser: bool = False) -> None:
    """Serve an archive (its folder, or its database file) until Ctrl-C; prints the address first.

    A crawl may write meanwhile. Port 0 takes any free port.

    Raises:
        UsageError: Datasette is not installed, or nothing can listen there.
        StorageError: there is no archive, or a limit that protects the machine is not in force.
    """
    path = _database_file(archive)
    try:
        import datasette  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            "browsing needs Datasette, which is not installed. "
            "Install it: pip install 'ministry-archiver[browse]'"
        ) from error
    with _listen(host, port) as listener:
        address = _address(listener)
        print(f"{address}  (Ctrl-C stops)", flush=True)
        if open_browser:
            webbrowser.open(address)
        try:
            asyncio.run(_serve(path, listener))
        except KeyboardInterrupt:
            return


def application(path: Path) -> Any:
    """Datasette over one database file, with our pages, labels and limits. Call `invoke_startup` next."""
    from datasette.app import Datasette  # noqa: PLC0415
    from datasette.database import Database  # noqa: PLC0415
    from datasette.plugins import pm  # noqa: PLC0415

    from archiver.publish.plugin import hooks  # noqa: PLC0415

    if not pm.is_registered(hooks):
        pm.register(hooks, name="ministry-archiver")
    # Where rich is installed, Datasette prints every local variable for each page that is not found.
    pm.get_plugin("datasette.handle_exception").rich = None
    served = Datasette(
        metadata=metadata(),
        settings=_SETTINGS,
        template_dir=str(_PLUGIN / "templates"),
        static_mounts=[("static", str(_PLUGIN / "static"))],
    )
    served.remove_database("_memory")
    # A mutable database is opened with mode=ro: readers see what a crawl adds and can write nothing.
    served.add_database(Database(served, path=str(path), is_mutable=True), name=DATABASE)
    return served


async def _serve(path: Path, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415

    served = application(path)
    await served.invoke_startup()
    await _check_limits(served)
    config = uvicorn.Config(
        served.app(), lifespan="on", log_level="warning", access_log=False, timeout_graceful_shutdown=3
    )
    await uvicorn.Server(config).serve(sockets=[listener])


async def _check_limits(served: Any) -> None:
    """A driver once ignored the limits silently: see one refuse before anybody can ask."""
    from datasette.utils.sqlite import sqlite3 as driver  # noqa: PLC0415

    def greedy(connection: sqlite3.Connection) -> bool:
        try:
            connection.execute(
                "SELECT length(replace(hex(zeroblob(8000000)), '0', '0123456789abcdef'))"
            ).fetchall()
        except (driver.DataError, driver.OperationalError, MemoryError):
            return False
        return True

    if await served.get_database(DATABASE).execute_fn(greedy):
        raise StorageError(
            "this SQLite driver ignores its memory limits, so one query could fill the machine. "
            "Use Python's own: pip uninstall pysqlite3 pysqlite3-binary"
        )


def _database_file(archive: Path) -> Path:
    """The file of an archive, after a look that it is one.

    Raises:
        StorageError: it is missing, no archive, unreadable, or of a newer program.
        UsageError: its path cannot be handed to Datasette.
    """
    path = (archive / _FILE if archive.is_dir() else archive).absolute()
    if not path.is_file():
        raise StorageError(f"{path}: there is no archive here. Make one: archiver crawl demo")
    if set(str(path)) & set("?#%"):
        raise UsageError(f"{path}: Datasette cannot open a path with ?, # or %. Move or rename the folder.")
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StorageError(f"{path}: cannot be read as an archive ({error}).") from error
    if not tables >= _NEEDED:
        raise StorageError(f"{path}: a SQLite file, but no archive: it has no {min(_NEEDED - tables)}.")
    if version < VERSION:
        raise StorageError(
            f"{path}: schema version {version}, this program reads {VERSION}, and browsing writes nothing. "
            "Bring the archive up to date: archiver verify --repair"
        )
    if version > VERSION:
        raise StorageError(
            f"{path}: schema version {version}, this program knows {VERSION} at most. "
            "Upgrade it: pip install --upgrade ministry-archiver"
        )
    return path


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        # Python adds the address to the system's words.
        reason = str(error.strerror if isinstance(error, OSError) else error).partition(" (")[0]
        raise UsageError(
            f"cannot listen on {host}, port {port}: {reason}. Try any free port: archiver browse --port 0"
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
