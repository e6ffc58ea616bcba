"""`python -m archiver.demo`: the made-up portal in the foreground, until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from archiver.demo.events import drifted_now
from archiver.demo.faults import Faults
from archiver.demo.ministry import Portal
from archiver.demo.server import running
from archiver.errors import ArchiverError

#: So many articles a day at least let a large portal begin not much before 14 years ago.
_ARTICLES_PER_DAILY = 5000


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; the address goes to stdout."""
    parser = argparse.ArgumentParser(
        prog="python -m archiver.demo",
        description="Serve a made-up ministry portal on a loopback port.",
        epilog="Example: python -m archiver.demo --port 8017 --seed 7 --articles 1000",
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 lets the system choose")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another portal")
    parser.add_argument("--articles", type=int, default=300, help="how many articles the portal has")
    parser.add_argument("--faults", default="", help="what is wrong with it: hard-day, or busy,torn,…")
    parser.add_argument(
        "--drift", default="", help="what changed in its templates: classes,byline,date or all"
    )
    chosen = parser.parse_args(arguments)
    try:
        portal = Portal(
            seed=chosen.seed,
            size=chosen.articles,
            daily=max(Portal.daily, chosen.articles // _ARTICLES_PER_DAILY),
            redesigns=drifted_now(chosen.drift, chosen.seed),
        )
        faults = Faults.named(chosen.faults, seed=chosen.seed) if chosen.faults else None
        with running(portal, chosen.port, faults=faults) as server:
            print(server.address, flush=True)
            print(f"the portal of {portal.host}: {portal.size} articles, seed {portal.seed}", file=sys.stderr)
            Event().wait()
    except ArchiverError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
