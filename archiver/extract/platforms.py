"""The layouts of the CMSs that several portals share, each recognised by its own marks on the page.

Where a template is known only from other people's crawlers (SharePoint, Liferay) its fields are optional:
what a selector does not find is left to evidence.
"""

from __future__ import annotations

from archiver.extract.site import Layout, Rule
from archiver.page.page import Page, text_of


def ims_byline(page: Page) -> str:
    """The full list of names below the text, else the one above, which may say `và 1 tác giả khác`."""
    for css in (".detail-author-bot", ".detail-author-top", ".detail-author .author-info .name"):
        for node in page.each(css):
            if text := text_of(node):
                return text
    return ""


#: VCCorp IMS: the government's portals since 2020, mic.gov.vn and mst.gov.vn. Related boxes carry a `type`.
IMS = Layout(
    name="ims",
    when="[data-role=content], .detail-content.afcbc-body",
    # A second, empty container of the same class serves the pop-up of the reader's own notes.
    body=":is([data-role=content], .detail-content.afcbc-body):not(#objectPopupBody)",
    title=Rule(css="[data-role=title], h1.detail-title, h1.title-detail"),
    published=Rule(css="[data-role=publishdate], .detail-time:not(:has([data-role=publishdate]))"),
    lead=Rule(css="[data-role=sapo], h2.detail-sapo"),
    byline=ims_byline,
    category=Rule(css="[data-role=cate-name]"),
    tags=".detail-tag a, .detail-tag-list a, [data-role=tags] a",
    drop=(
        "[type=RelatedNewsBox]",
        "[type=RelatedOneNews]",
        "zone",
        ".readmore-body-box",
        ".tindnd",
        ".detail-author",
        ".author-info",
    ),
)

#: The vendor whose ids number the parts: most.gov.vn, moc.gov.vn (xaydung.gov.vn), mt.gov.vn.
SHAREPOINT_VENDOR = Layout(
    name="sharepoint",
    when="#divArticleDescription2",
    body="#divArticleDescription2",
    title=Rule(css="#divArticleDescription3 > h1"),
    lead=Rule(css="#divArticleDescription1"),
    published=Rule(css="[id$=_ctl00_pnHide] span, .News_Time_Post"),
    source_line=Rule(css="[id$=_ctl00_pnNguontin] p"),
)

#: mic.gov.vn from 2020 to 2023: one container, the parts told apart by their place in it.
MIC_2020 = Layout(
    name="sharepoint-mic-2020",
    when="#news_content #divArticleContent",
    body="#divArticleContent",
    title=Rule(css="#news_content h1"),
    lead=Rule(css="#divArticleDescription"),
)

#: Liferay 6 and 7 journal articles: moh.gov.vn and the portals built on it.
LIFERAY = Layout(
    name="liferay",
    when=".contentDetail .journal-content-article, .journal-content-article .contentDetail",
    body=".contentDetail .journal-content-article, .journal-content-article .contentDetail",
    title=Rule(css=".contentDetail > h3, h3.text-change-size"),
    lead=Rule(css=".sapo"),
    published=Rule(css=".time-post"),
)


def nukeviet_byline(page: Page) -> str:
    """The author line of NukeViet, whose class and place differ between versions but not its label."""
    return _labelled(page, "Tác giả")


def nukeviet_source(page: Page) -> str:
    """The source line of NukeViet, with its label as printed."""
    return _labelled(page, "Nguồn")


def _labelled(page: Page, label: str) -> str:
    for node in page.each(".news_column .text-right, .news_column .news-author, .news_column .news-source"):
        if (text := text_of(node)).startswith(label):
            return text
    return ""


#: NukeViet's news module: provincial and agency portals.
NUKEVIET = Layout(
    name="nukeviet",
    when="#news-bodyhtml",
    body="#news-bodyhtml",
    title=Rule(css=".news_column h1[itemprop=headline], .news_column h1.title"),
    lead=Rule(css=".hometext"),
    published=Rule(css=".news_column span.h5"),
    byline=nukeviet_byline,
    source_line=nukeviet_source,
    tags=".keywords a",
)

#: Asked in this order; each `when` holds on pages of its own template only.
PLATFORMS: tuple[Layout, ...] = (IMS, NUKEVIET, SHAREPOINT_VENDOR, MIC_2020, LIFERAY)
