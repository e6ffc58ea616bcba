"""Portals made with ASP.NET Web Forms, whose ids end in the control's name, and DotNetNuke."""

from __future__ import annotations

from archiver.extract.platforms.choices import first_of, signed
from archiver.extract.site import Layout, Rule

#: The ePortal of ubdt.gov.vn (cema.gov.vn before) and luutru.gov.vn, known from other people's crawlers.
EPORTAL = Layout(
    name="eportal",
    when="#divNewsDetails",
    body="#divNewsDetails",
    title=Rule(css="[id$=newsTitle]"),
    published=Rule(css="[id$=lblDate]"),
    lead=Rule(css="[id$=newsContent]"),
    byline=signed("p.pull-right > span", ".nguoiviet", ".tacgia", beside="#divNewsDetails"),
    source_line=Rule(css="[id$=lblNguonThongTin]"),
    captions='p[style*="font-size: 12px"], p[style*="font-size:12px"]',
)

#: DotNetNuke: only the form of its ids (`dnn_ctr<number>_<module>_<control>`) is the platform's; the names
#: of the controls are the usual ones of Vietnamese news modules. A module with others is left to evidence.
DNN = Layout(
    name="dnn",
    when="[id^=dnn_ctr]:is([id$=_lblContent], [id$=_lblNoiDung], [id$=_lblArticle], [id$=_litContent])",
    body="[id^=dnn_ctr]:is([id$=_lblContent], [id$=_lblNoiDung], [id$=_lblArticle], [id$=_litContent])",
    title=Rule(css="[id^=dnn_ctr]:is([id$=_lblTitle], [id$=_lblTieuDe], [id$=_lblHeadline])"),
    published=Rule(css="[id^=dnn_ctr]:is([id$=_lblDate], [id$=_lblNgayDang], [id$=_lblPublishDate])"),
    lead=Rule(css="[id^=dnn_ctr]:is([id$=_lblSummary], [id$=_lblTomTat], [id$=_lblSapo])"),
    byline=first_of("[id^=dnn_ctr]:is([id$=_lblAuthor], [id$=_lblTacGia])"),
)
