"""The verbs of the command line: each parses, calls one function, prints.

Each loads only what it needs: Scrapy alone takes longer to load than a search takes.
"""

from archiver.cli import (
    checking,
    crawling,
    keeping,
    newcomers,
    portals,
    probing,
    proving,
    reading,
    scheduling,
)
from archiver.cli.main import archiver, main

__all__ = [
    "archiver",
    "checking",
    "crawling",
    "keeping",
    "main",
    "newcomers",
    "portals",
    "probing",
    "proving",
    "reading",
    "scheduling",
]
