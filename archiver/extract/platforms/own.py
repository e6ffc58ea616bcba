"""CMSs that one ministry or agency had made for itself, known from other people's crawlers."""

from __future__ import annotations

from archiver.extract.platforms.choices import signed
from archiver.extract.site import Layout, Rule

#: moha.gov.vn until its addresses ended in `---oid<number>`.
MOHA = Layout(
    name="moha",
    when="#show_content",
    body="#show_content",
    title=Rule(css="#news_details h1"),
    lead=Rule(css="#show_description"),
    byline=signed(beside="#show_content"),
)

#: cov.gov.vn.
COV = Layout(
    name="cov",
    when="#abody",
    body="#abody",
    title=Rule(css=".detail__title"),
    published=Rule(css=".detail__time time"),
    lead=Rule(css=".detail__summary"),
    byline=signed(".detail__author", beside="#abody"),
)
