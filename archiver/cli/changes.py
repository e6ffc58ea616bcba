"""What `archiver show` prints of an article's history: its revisions, or two of them side by side."""

from __future__ import annotations

import json
import sqlite3
import sys

import click

from archiver.cli.main import DATA, MESSAGES
from archiver.errors import UsageError


def print_revisions(connection: sqlite3.Connection, article: sqlite3.Row, *, as_json: bool) -> None:
    """Print the revisions of an article, one a line; as JSON one object a line."""
    from archiver.archive.edits.comparison import list_revisions
    from archiver.publish.changes import revisions_text

    rows = list_revisions(connection, article["id"])
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(row) | {"silent": bool(row["silent"])}, ensure_ascii=False))
    else:
        DATA.print(revisions_text(rows), soft_wrap=True, end="")


def print_comparison(
    connection: sqlite3.Connection,
    article: sqlite3.Row,
    numbers: tuple[int, ...],
    *,
    as_html: bool,
    as_json: bool,
) -> None:
    """Print how two revisions differ; exit code 1 where there is but one.

    Raises:
        UsageError: more than two numbers, or one that the article has not.
    """
    from archiver.archive.edits.comparison import compare_revisions
    from archiver.publish.changes import comparison_html, comparison_text

    if len(numbers) > 2:
        raise UsageError(
            f"--diff takes two numbers at most, not {len(numbers)}: archiver show ARTICLE --diff 1 2"
        )
    comparison = compare_revisions(connection, article, numbers)
    if comparison is None:
        MESSAGES.print(f"{article['id']} has one revision: there is nothing to compare.")
        sys.exit(1)
    if as_html:
        click.echo(comparison_html(comparison), nl=False)
    elif as_json:
        click.echo(json.dumps(comparison.as_dict(), ensure_ascii=False, indent=2))
    else:
        text = comparison_text(comparison, colour=DATA.color_system is not None)
        DATA.print(text, soft_wrap=True, end="")
