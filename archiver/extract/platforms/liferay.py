"""Liferay 6 and 7: moh.gov.vn, provinces, and the portals that VNPT built on it.

Seen are the home page of moh.gov.vn and the text of its articles; selectors come from other people's
crawlers, those of `LIFERAY_ASSET` from the asset publisher's own template. Web content also makes banners and
footers of a Liferay page, so a `.journal-content-article` alone is no mark of an article.
"""

from __future__ import annotations

from archiver.extract.platforms.choices import first_of, signed
from archiver.extract.site import Layout, Rule

#: What Liferay puts into an article by itself.
_ASSETS = (".asset-related-assets", ".asset-ratings", ".asset-links")

#: Journal articles of the health ministry's template.
LIFERAY = Layout(
    name="liferay",
    when=".contentDetail .journal-content-article, .journal-content-article .contentDetail",
    body=".contentDetail .journal-content-article, .journal-content-article .contentDetail",
    title=Rule(css=".contentDetail > h3, h3.text-change-size"),
    lead=Rule(css=".sapo"),
    published=Rule(css=".time-post"),
    byline=signed(".contentDetail .tac-gia", beside=".contentDetail .journal-content-article"),
    drop=_ASSETS,
)

#: The asset publisher's own view of one article.
LIFERAY_ASSET = Layout(
    name="liferay-asset",
    when=".asset-full-content:not(:has(.contentDetail, .text-date-sklh)) .journal-content-article",
    body=".asset-full-content .journal-content-article",
    title=first_of(
        ".asset-publisher .header-title",
        ".portlet-asset-publisher .header-title",
        ".asset-full-content .asset-title",
        ".portlet-body .header-title",
    ),
    published=first_of(
        ".asset-full-content .metadata-publish-date",
        ".asset-full-content .asset-user-info .date-info",
    ),
    drop=_ASSETS,
)

#: hochiminhcity.gov.vn on Liferay 7: date and text in one portlet.
LIFERAY_HCMC = Layout(
    name="liferay-hcmc",
    when=".portlet-body:has(.text-date-sklh) .journal-content-article",
    body=".portlet-body:has(.text-date-sklh) .journal-content-article",
    published=Rule(css=".text-date-sklh"),
    byline=signed(beside=".portlet-body:has(.text-date-sklh) .journal-content-article"),
)

#: VNPT's ePortal on Liferay 6: cmsc.gov.vn.
LIFERAY_VNPT = Layout(
    name="liferay-vnpt",
    when="#testabc h1",
    body="#testabc > div:nth-of-type(2)",
    title=Rule(css="#testabc h1"),
    published=Rule(css="#testabc > div:nth-of-type(1) p"),
    lead=Rule(css="#testabc > p strong"),
)
