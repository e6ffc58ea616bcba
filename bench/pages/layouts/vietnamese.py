"""Systems made in Viet Nam: IMS, NukeViet, ASP.NET ePortal."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def ims(sheet: Sheet) -> str:
    """The government's portals since 2020."""
    c, title = sheet.chrome, sheet.title
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{}")}</head><body class="detail-page">
<div class="header"><div class="header__top"><span class="header__time">{c.clock()}</span></div>
<div class="header__nav"><ul class="menu">
{c.menu('<li><a href="{path}" title="{name}">{name}</a><ul>{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}
</ul></div></div>
<div class="main"><div class="container"><div class="detail__main">
<div class="detail-cate"><a data-role="cate-name" href="/tin.htm">{c.say(sheet.text.category)}</a></div>
<h1 class="detail-title" data-role="title">{title}</h1>
{sheet.author('<div class="detail-author-top">{}</div>')}
<div class="detail-time"><div data-role="publishdate">{sheet.date}</div></div>
<div class="detail-social">{c.shares('<a class="icon" href="javascript:;">{}</a>')}</div>
{sheet.lead('<h2 class="detail-sapo" data-role="sapo">{}</h2>')}
{sheet.above('<div class="detail-author-top">{}</div>')}
<div class="detail-cmain"><div class="detail-content afcbc-body clearfix" data-role="content">
{sheet.writer.body()}
</div>
<div class="detail-tag"><span>Từ khóa:</span>{sheet.tags('<a href="/tag.htm">{}</a>', "{}")}</div></div>
<div class="box-category" data-layout="20"><div class="box-category-top">{c.say("Tin cùng chuyên mục")}</div>
<div class="box-category-middle">{c.headlines(8, _IMS_ITEM)}</div></div>
<div class="box-comment">{c.comments('<div class="item"><b>{who}</b><p>{said}</p><i>{minute}</i></div>')}</div>
</div><div class="detail__sub"><div class="box-category"><div class="box-category-top">{c.say("Tin đọc nhiều nhất")}</div>
{c.headlines(14, _IMS_ITEM, newer=True)}</div></div></div></div>
<div class="banner-box">{c.services('<div class="txt">{}</div>')}</div>
<div class="footer"><div class="footer__left">{c.foot("<p>{}</p>")}</div><p class="luot">{c.counter()}</p></div>
</body></html>"""


_IMS_ITEM = (
    '<div class="box-category-item"><a class="box-category-link-title" data-type="0" href="{path}">{title}</a>'
    '<span class="box-category-time time-ago">{minute}</span><p class="box-category-sapo">{teaser}</p></div>'
)


def ims_offer(c: Chrome) -> str:
    """The box of one other article."""
    inner = c.headlines(
        1, '<a class="VCObjectBoxRelatedNewsItemTitle" href="{path}">{title}</a><p>{teaser}</p>'
    )
    return f'<div class="VCSortableInPreviewMode" type="RelatedOneNews">{inner}</div>'


def nukeviet(sheet: Sheet) -> str:
    """The news module of NukeViet."""
    c = sheet.chrome
    related = (
        '<li><em class="fa fa-angle-right">&nbsp;</em><a href="{path}">{title}</a> <em>({day})</em></li>'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{} - Tin tức - " + words.MINISTRY)}</head><body>
<div class="wraper"><header><div class="container"><div id="header"><div class="logo"><a href="/vi/">{words.MINISTRY}</a>
<span class="site_description">{c.slogan()}</span></div></div></header>
<nav class="second-nav" id="menusite"><ul class="nav navbar-nav">
{c.menu('<li role="presentation" class="dropdown"><a href="{path}">{name}</a><ul class="dropdown-menu">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}
</ul></nav><section><div class="container" id="body">
<nav class="third-nav"><div class="row"><div class="breadcrumbs-wrap"><ul class="breadcrumbs"><li><a href="/">Trang chủ</a></li>
<li><a href="/vi/news/">{c.say(sheet.text.category)}</a></li></ul><span class="current-time">{c.clock()}</span></div></div></nav>
<div class="row"><div class="col-sm-16 col-md-18">
<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle"><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{sheet.title}</h1>
<div class="row"><div class="col-md-12"><span class="h5">{sheet.date}</span></div>
<div class="col-md-12 text-right"><ul class="list-inline">{c.shares("<li><a rel='nofollow' href='#'>{}</a></li>")}</ul></div></div>
{sheet.above('<p class="text-right"><strong>{}</strong></p>')}
{sheet.lead('<div class="hometext m-bottom" itemprop="description">{}</div>')}
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
{sheet.writer.body()}
</div>
{sheet.author('<div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả bài viết: </strong>{}</p></div>')}
</div></div>
<div class="news_column panel"><div class="panel-body">{sheet.tags("<a href='/vi/tag/'><em>{}</em></a>", '<div class="h5 keywords"><strong>Tags: </strong>{}</div>')}
<form id="form3B"><div class="h5">{c.say("Tổng số điểm của bài viết là: 0 trong 0 đánh giá")}</div><p>{c.say("Click để đánh giá bài viết")}</p></form></div></div>
<div class="news_column panel"><div class="panel-body other-news"><p class="h3"><strong>{c.say("Những tin mới hơn")}</strong></p>
<ul class="related">{c.headlines(6, related, newer=True)}</ul>
<p class="h3"><strong>{c.say("Những tin cũ hơn")}</strong></p><ul class="related">{c.headlines(10, related)}</ul></div></div></div>
<div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">{c.say("Thăm dò ý kiến bạn đọc")}</div>
<ul class="block_tophits">{c.headlines(8, '<li class="clearfix"><a class="show" href="{path}">{title}</a></li>')}</ul></div>
<div class="panel"><div class="panel-heading">Thống kê</div><ul class="counter"><li>{c.counter()}</li></ul></div></div></div></div></section>
<footer id="footer"><div class="container"><ul class="company_info">{c.foot("<li>{}</li>")}</ul></div></footer></div></body></html>"""


def nukeviet_offer(c: Chrome) -> str:
    """Related lines as NukeViet's editor leaves them."""
    items = c.headlines(2, '<li><a href="{path}">{title}</a></li>')
    return f'<div class="alert alert-info related-inline"><p>{c.say("Xem thêm:")}</p><ul>{items}</ul></div>'


def eportal(sheet: Sheet) -> str:
    """ASP.NET portals whose ids end in the names of labels."""
    c = sheet.chrome
    part = "dnn_ctr_BodyContent_ctl00_ctl01"
    other = '<div class="tinkhac_item"><a href="{path}">{title}</a><span class="ngay"> ({day})</span></div>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
{sheet.head(words.MINISTRY + " - {}")}</head><body><form id="frmMain" method="post" action="./">
<input type="hidden" name="__VIEWSTATE" value="{c.weight(3)}">
<div id="wrapper"><div id="HeaderBanner"><img src="/banner.jpg" alt="banner"></div>
<div id="menutop"><ul id="MenuNgang">
{c.menu('<li><a href="{path}"><span>{name}</span></a><ul>{items}</ul></li>', '<li><a href="{path}"><span>{name}</span></a></li>')}
</ul></div><div id="thanhngay"><div class="pull-left">{c.clock()}</div><marquee>{c.slogan()}</marquee></div>
<div class="row"><div class="col-md-3" id="cottrai"><div class="khoi"><div class="khoi_td">{c.say("Tin tiêu điểm trong tuần")}</div>
{c.headlines(9, other, newer=True)}</div></div>
<div class="col-md-9" id="cotphai"><div class="duongdan"><a href="/">Trang chủ</a> » <a href="/tin-tuc">{c.say(sheet.text.category)}</a></div>
<h3 class="tieude"><span id="{part}_newsTitle">{sheet.title}</span></h3>
<div class="thongtin"><span id="{part}_lblDate">{sheet.date}</span></div>
<div class="tienich">{c.shares("<a href='#'>{}</a>")}</div>
{sheet.above('<p class="nguoiviet"><i>{}</i></p>')}
{sheet.lead(f'<div id="{part}_newsContent">{{}}</div>')}
<div id="divNewsDetails">
{sheet.writer.body()}
</div>
{sheet.author('<p class="pull-right"><span>{}</span></p>')}
<div class="clearfix"></div><div class="luotxem">{c.views()}</div>
<div class="khac"><h4>{c.say("Các tin bài khác")}</h4>{c.headlines(12, other)}</div></div></div>
<div id="lienket"><select><option>Liên kết website</option>{c.units("<option>{}</option>")}</select></div>
<div id="chantrang">{c.foot("<div>{}</div>")}<div>{c.counter()}</div></div></div></form></body></html>"""


def eportal_offer(c: Chrome) -> str:
    """A table of other articles in the middle of the text."""
    rows = c.headlines(2, '<tr><td>» <a href="{path}">{title}</a></td></tr>')
    return (
        f'<table class="bangtinlienquan"><tr><td><b>{c.say("Tin bài liên quan")}</b></td></tr>{rows}</table>'
    )


TEMPLATES = (
    Template(
        name="ims",
        write=ims,
        offer=ims_offer,
        dates=("ims", "plain", "bar-zone"),
        url="/{slug}-197{stamp}001.htm",
    ),
    Template(
        name="nukeviet",
        write=nukeviet,
        offer=nukeviet_offer,
        dates=("nukeviet", "nukeviet-save"),
        url="/vi/news/tin-tuc/{slug}-{id}.html",
    ),
    Template(
        name="eportal",
        write=eportal,
        offer=eportal_offer,
        dates=("eportal", "hour-first"),
        url="/tin-tuc/{slug}-{id}-btrm.htm",
    ),
)
