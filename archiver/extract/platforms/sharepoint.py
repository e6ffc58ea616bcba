"""SharePoint: the portals of a dozen ministries, each vendor with page layouts of its own.

The selectors come from other people's crawlers (2021 to 2025), those of `SHAREPOINT_PUBLISHING` from the page
layouts that SharePoint ships with. Ids such as `ctl00_ctl46_g_915af12b…` change whenever a page is laid out
anew: only their ends are used.
"""

from __future__ import annotations

from archiver.extract.platforms.choices import AUTHORS, LEADS, first_of, near, signed
from archiver.extract.site import Layout, Rule

#: The vendor whose ids number the parts: most.gov.vn, moc.gov.vn (xaydung.gov.vn), mt.gov.vn.
SHAREPOINT_VENDOR = Layout(
    name="sharepoint",
    when="#divArticleDescription2",
    body="#divArticleDescription2",
    title=Rule(css="#divArticleDescription3 > h1"),
    lead=Rule(css="#divArticleDescription1"),
    published=Rule(css="[id$=_ctl00_pnHide] span, .News_Time_Post"),
    byline=signed(".tacgia", ".tac-gia", beside="#divArticleDescription2"),
    source_line=Rule(css="[id$=_ctl00_pnNguontin] p"),
)

#: mic.gov.vn from 2020 to 2023: one container, the parts told apart by their place in it.
MIC_2020 = Layout(
    name="sharepoint-mic-2020",
    when="#news_content #divArticleContent",
    body="#divArticleContent",
    title=Rule(css="#news_content h1"),
    lead=Rule(css="#divArticleDescription"),
    published=Rule(css=f"#news_content > {' > '.join(['div:nth-of-type(1)'] * 3)} > div"),
    byline=Rule(css="#news_content > div > p strong"),
)

#: moet.gov.vn.
SHAREPOINT_MOET = Layout(
    name="sharepoint-moet",
    when="body:has(#news-title) #news-detail",
    body="#news-detail",
    title=Rule(css="#news-title"),
    lead=Rule(css="#news-des"),
    byline=signed(beside="#news-detail"),
)

#: molisa.gov.vn: the lead is the first paragraph, the signature the last bold italic one of one container.
SHAREPOINT_MOLISA = Layout(
    name="sharepoint-molisa",
    when="body:not(:has(#divArticleContent, #divArticleDescription2)) #divArticleDescription",
    body="#divArticleDescription",
    title=Rule(css="h1"),
)

#: baohiemxahoi.gov.vn: the lead is a child of the container, the paragraphs are in a `div` of their own.
SHAREPOINT_BHXH = Layout(
    name="sharepoint-bhxh",
    when="#contenttin",
    body="#contenttin",
    title=Rule(css=".col-xs-12.none-padding > p"),
    lead=Rule(css="#contenttin > p"),
    published=Rule(css=".sukien p"),
    byline=Rule(css=".tacgia"),
)

#: mpi.gov.vn, by the vendor Tandan.
SHAREPOINT_TANDAN = Layout(
    name="sharepoint-tandan",
    when=".tandan-span-date-publish",
    body=".article-contents",
    published=Rule(css=".tandan-span-date-publish"),
    byline=signed(beside=".article-contents"),
)

#: vass.gov.vn.
SHAREPOINT_VASS = Layout(
    name="sharepoint-vass",
    when="#anhnoidungdetail",
    body="#anhnoidungdetail",
    title=Rule(css=".box-news h1"),
    byline=signed(beside="#anhnoidungdetail"),
)

#: moj.gov.vn and its departments: ASP.NET prints the address of the item into the page's form.
SHAREPOINT_MOJ = Layout(
    name="sharepoint-moj",
    when='form[action*="ItemID="] .content-news',
    body=".content-news",
    byline=signed(beside=".content-news"),
)

#: The article pages that SharePoint ships with (`ArticleLeft.aspx` and its kind).
SHAREPOINT_PUBLISHING = Layout(
    name="sharepoint-publishing",
    when=".article .article-content [id$=__ControlWrapper_RichHtmlField]",
    body=".article .article-content [id$=__ControlWrapper_RichHtmlField]",
    title=first_of(".article h1", ".article .ms-WPTitle", ".article .ms-rte-title"),
    published=Rule(css=".article .date-line"),
    lead=first_of(near(".article", *LEADS)),
    byline=first_of(".article .by-line", ".article .byline", near(".article", *AUTHORS)),
)
