"""Well-known systems in forms that the older layouts lack, in no usual run of pages either."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

import json

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def elementor(sheet: Sheet) -> str:
    """A page built of widgets: each part of the article is a widget of its own, far from the others."""
    c = sheet.chrome

    def widget(kind: str, inner: str) -> str:
        return (
            f'<div class="elementor-element elementor-widget elementor-widget-{kind}" data-element_type="widget"><div class="elementor-widget-container">{inner}</div></div>'
            if inner
            else ""
        )

    post = '<article class="elementor-post"><h3 class="elementor-post__title"><a href="{path}">{title}</a></h3><div class="elementor-post__meta-data"><span class="elementor-post-date">{day}</span></div><div class="elementor-post__excerpt"><p>{teaser}</p></div></article>'
    item = '<li class="elementor-icon-list-item"><span class="elementor-icon-list-text">{}</span></li>'
    facts = " ".join((item.format(sheet.date), sheet.author(item), item.format(c.views())))
    facts = f'<ul class="elementor-icon-list-items">{facts}</ul>'
    menu = c.menu(
        '<li><a class="elementor-item" href="{path}">{name}</a><ul class="elementor-sub">{items}</ul></li>',
        '<li><a class="elementor-sub-item" href="{path}">{name}</a></li>',
    )
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8">{sheet.head("{} – " + words.PORTAL_NAME)}</head><body class="elementor-default elementor-page"><div data-elementor-type="header" class="elementor elementor-location-header">{widget("text-editor", c.clock())}
{widget("nav-menu", f'<ul class="elementor-nav-menu">{menu}</ul>')}</div>
<div data-elementor-type="single-post" class="elementor elementor-location-single"><section class="elementor-section elementor-top-section"><div class="elementor-container"><div class="elementor-column elementor-col-66">
{widget("heading", f'<h2 class="elementor-heading-title elementor-size-default">{sheet.title}</h2>')}{widget("post-info", facts)}{widget("divider", '<span class="elementor-divider"></span>')}
{widget("theme-post-excerpt", sheet.lead("{}"))}{widget("text-editor", sheet.above("<p>{}</p>"))}
<div class="elementor-element elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">
{sheet.writer.body()}
</div></div>{widget("share-buttons", c.shares('<div class="elementor-share-btn"><span>{}</span></div>'))}
{widget("heading", f'<h2 class="elementor-heading-title">{c.say("Bài viết liên quan")}</h2>')}{widget("posts", c.headlines(6, post))}</div>
<div class="elementor-column elementor-col-33">{widget("heading", f'<h2 class="elementor-heading-title">{c.say("Bài mới đăng")}</h2>')}{widget("posts", c.headlines(8, post, newer=True))}{widget("text-editor", c.services("<p>{}</p>"))}</div></div></section></div>
<div data-elementor-type="footer" class="elementor elementor-location-footer">{widget("text-editor", c.foot("<p>{}</p>"))}{widget("text-editor", c.counter())}</div></body></html>"""


def elementor_offer(c: Chrome) -> str:
    """A block of latest posts."""
    inner = c.headlines(3, '<li><a class="wp-block-latest-posts__post-title" href="{path}">{title}</a></li>')
    return f'<ul class="wp-block-latest-posts__list wp-block-latest-posts">{inner}</ul>'


def paragraphs(sheet: Sheet) -> str:
    """A Drupal node of fields and paragraphs, each with a label and wrappers of its own."""
    c = sheet.chrome
    first, second = sheet.writer.halves()
    text = '<div class="paragraph paragraph--type--van-ban"><div class="field field--name-field-van-ban field--type-text-long field--label-hidden">{}</div></div>'
    row = '<div class="views-row-x"><span class="field-content-x"><a href="{path}">{title}</a></span> <span class="ngay-x">{minute}</span><div class="tom-x">{teaser}</div></div>'
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8">{sheet.head("{} | " + words.MINISTRY)}</head><body class="user-logged-out path-tin">
<div class="region--dau"><div class="block--ngay">{c.clock()}</div><nav class="block--menu"><ul>{c.menu('<li class="expanded"><a href="{path}" data-drupal-link-system-path="node">{name}</a><ul>{items}</ul></li>', '<li class="leaf"><a href="{path}">{name}</a></li>')}</ul></nav></div>
<div class="region--giua"><div class="block--noi-dung"><div class="node-tin node-tin--full"><div class="field field--name-title field--type-string">{sheet.title}</div>
<div class="field field--name-created field--label-inline"><div class="field__label-x">Ngày</div> <div class="field__item-x">{sheet.date}</div></div>
{sheet.author('<div class="field field--name-field-nguoi-viet field--label-inline"><div class="field__label-x">Tác giả</div> <div class="field__item-x">{}</div></div>')}
{sheet.above('<div class="field field--name-field-but-danh">{}</div>')}{sheet.lead('<div class="field field--name-field-tom-luoc field--type-string-long"><div class="field__item-x">{}</div></div>')}
<div class="field field--name-field-thanh-phan field--type-entity-reference-revisions">
{text.format(first) if first else ""}
<div class="paragraph paragraph--type--quang-cao"><a href="/qc"><img src="/anh/qc.gif" alt=""></a><div>{c.say("Mời tham gia cuộc thi tìm hiểu về trang tin sạch năm nay")}</div></div>
{text.format(second) if second else ""}</div>{sheet.source('<div class="field field--name-field-nguon">{}</div>')}
{sheet.tags('<span><a href="/the">{}</a></span>', '<div class="field field--name-field-the">{}</div>')}</div></div>
<div class="block--khoi"><h2>{c.say("Nội dung cùng loại")}</h2>{c.headlines(7, row)}</div></div>
<div class="region--ben"><h2>{c.say("Mới cập nhật")}</h2>{c.headlines(7, row, newer=True)}{c.shares('<a class="at-x" href="#">{}</a>')}</div>
<div class="region--cuoi">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def paragraphs_offer(c: Chrome) -> str:
    """Another node as a paragraph."""
    inner = c.headlines(
        1, '<div class="field--name-field-tin-khac"><a href="{path}">{title}</a><p>{teaser}</p></div>'
    )
    return f'<div class="paragraph--type--tin-khac">{inner}</div>'


def next_page(sheet: Sheet) -> str:
    """A page rendered on the server by Next.js: hashed classes, and the article once more as data."""
    c, body = sheet.chrome, sheet.writer.body()
    data = {
        "tieuDe": sheet.text.title,
        "tomTat": sheet.text.lead,
        "noiDung": body,
        "tacGia": sheet.text.byline,
    }
    state = json.dumps({"props": {"pageProps": {"baiViet": data}}, "page": "/bai/[slug]"}, ensure_ascii=False)
    item = '<a class="css-1x9k2 e7fq01" href="{path}"><div class="css-0pq3v"><p class="css-9dk1m">{title}</p><p class="css-7wq2z">{teaser}</p><span class="css-h2v81">{minute}</span></div></a>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charSet="utf-8"/><meta name="next-head-count" content="9"/>{sheet.head("{}")}</head><body><div id="__next"><div class="layout_shell__Qm2Xa"><div class="layout_top__x81Vd"><span>{c.clock()}</span></div>
<div class="layout_menu__pP0sl">{c.menu('<div class="menu_group__a9Tn1"><a href="{path}">{name}</a><div class="menu_drop__k2Mf0">{items}</div></div>', '<a href="{path}">{name}</a>')}</div>
<main class="bai_wrap__3Rt6u"><div class="bai_left__m9Xe4"><div class="bai_crumb__7Yq1c"><a href="/">Trang chủ</a><svg></svg><a href="/muc">{c.say(sheet.text.category)}</a></div>
<p class="bai_h__0LsK3">{sheet.title}</p><div class="bai_row__dW82j"><div class="bai_ava__n1B5o">{sheet.author("<p>{}</p>")}<p>{sheet.date}</p></div><div class="bai_act__8sPz2">{c.shares("<button>{}</button>")}</div></div>
{sheet.above("<p>{}</p>")}{sheet.lead('<p class="bai_lead__Xx4Hn">{}</p>')}
<div class="bai_body__cV5gT">
{body}
</div>{sheet.tags('<a class="bai_chip__p7Uw6" href="/k">{}</a>', '<div class="bai_chips__e0Fy8">{}</div>')}</div>
<div class="bai_right__zJ3kb"><p class="bai_sub__tG6rL">{c.say("Mới nhất hôm nay")}</p>{c.headlines(9, item, newer=True)}</div></main>
<section class="bai_more__4aHq9"><p class="bai_sub__tG6rL">{c.say("Bạn có thể quan tâm")}</p>{c.headlines(8, item)}</section>
<div class="layout_foot__u5Ei7">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></div></div><script id="__NEXT_DATA__" type="application/json">{state.replace("<", chr(92) + "u003c")}</script></body></html>"""


def next_offer(c: Chrome) -> str:
    """A component with one other article."""
    return c.headlines(
        1,
        '<aside class="lien_box__H8n2q"><p class="lien_lab__w3Ks0"><a href="{path}">{title}</a></p></aside>',
    )


def journal(sheet: Sheet) -> str:
    """A Liferay page of portlets: the article is one journal content among several."""
    c = sheet.chrome

    def portlet(number: int, name: str, inner: str) -> str:
        heading = f'<h2 class="portlet-title-text">{c.say(name)}</h2>' if name else ""
        return f'<div class="portlet-boundary portlet-static" id="p_p_id_56_INSTANCE_x{number}_"><section class="portlet"><div class="portlet-content">{heading}<div class="portlet-body"><div class="journal-content-article" data-analytics-asset-id="{number}">{inner}</div></div></div></section></div>'

    note = '<div class="asset-tom"><h3 class="asset-title"><a href="{path}">{title}</a></h3><span class="asset-ngay">{minute}</span><div class="asset-summary">{teaser}</div></div>'
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head><meta charset="utf-8">{sheet.head("{} - " + words.PORTAL_NAME)}</head><body class="mac-dinh"><div class="container-fluid" id="wrapper"><header id="banner">{portlet(1, "", c.clock())}</header>
<div id="navigation"><ul aria-label="Trang">{c.menu('<li class="muc-lr"><a href="{path}"><span>{name}</span></a><ul class="muc-con-lr">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></div>
<div class="columns-2" id="noi-dung-chinh"><div class="portlet-layout row-fluid"><div class="portlet-column span8">{portlet(2, "", f"<p>{c.slogan()}</p>")}
<div class="portlet-boundary" id="p_p_id_101_INSTANCE_x3_"><section class="portlet"><div class="asset-full-content"><div class="asset-content"><div class="journal-content-article" data-analytics-asset-id="3"><div class="chi-tiet-bai">
{sheet.arranged(title=f'<h3 class="header-bai"><span>{sheet.title}</span></h3>', date=f'<p class="time-bai">{sheet.date}</p>', lead=sheet.lead('<div class="sa-po"><strong>{}</strong></div>'))}
{sheet.above('<div class="but-danh"><b>{}</b></div>')}<div class="than-bai">
{sheet.writer.body()}
</div>{sheet.author('<div class="but-danh" style="text-align:right">{}</div>')}</div></div></div><div class="asset-ratings">{c.say("Trung bình (0 bình chọn)")}</div>{c.shares('<span class="taglib-social">{}</span>')}</div></section></div>
{portlet(4, "Tin bài cùng chủ đề", c.headlines(7, note))}</div>
<div class="portlet-column span4">{portlet(5, "Thông tin chỉ đạo điều hành", c.headlines(7, note, newer=True))}{portlet(6, "Liên kết nhanh", c.services("<p>{}</p>"))}{portlet(7, "Thư ngỏ", f"<p>{c.say('Ban Biên tập mong nhận được ý kiến của bạn đọc gần xa để trang tin ngày càng đầy đủ, chính xác và dễ tra cứu hơn.')}</p>")}</div></div></div>
<footer id="footer">{portlet(8, "", c.foot("<p>{}</p>") + f"<p>{c.counter()}</p>")}</footer></div></body></html>"""


def journal_offer(c: Chrome) -> str:
    """Related assets inside the text."""
    return f'<div class="asset-lk"><ul class="asset-lk-ds">{c.headlines(2, "<li><a href={path}>{title}</a></li>")}</ul></div>'


def fonts(sheet: Sheet) -> str:
    """Everything in nested tables and `font`, without one class."""
    c = sheet.chrome
    row = '<tr><td><font face="Arial" size="2"><a href="{path}">{title}</a> <font size="1" color="gray">{day}</font></font></td></tr>'
    box = '<table border="0" width="100%" bgcolor="#f4f4f4"><tr><td><font face="Arial" size="2"><b>{}</b></font></td></tr>{}</table>'
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">{sheet.head(words.MINISTRY)}</head><body bgcolor="#ffffff"><center><table width="780" border="0"><tr><td><table width="100%"><tr><td><font size="4"><b>{words.PORTAL_NAME}</b></font></td><td align="right"><font size="1">{c.clock()}</font></td></tr></table></td></tr>
<tr><td><table width="100%"><tr><td width="160" valign="top">{c.menu('<table><tr><td><font size="2"><b><a href="{path}">{name}</a></b></font></td></tr>{items}</table>', '<tr><td><font size="1"><a href="{path}">{name}</a></font></td></tr>')}</td>
<td valign="top"><table width="100%"><tr><td><table width="100%"><tr><td><font face="Arial" color="#b00000" size="4"><b>{sheet.title}</b></font></td></tr><tr><td><font face="Arial" size="1" color="#666666"><i>{sheet.date}</i></font></td></tr>
<tr><td>{sheet.lead('<font face="Arial" size="2"><b>{}</b></font>')}{sheet.above('<br><font size="2"><i>{}</i></font>')}</td></tr></table></td></tr>
<tr><td><table width="100%" cellpadding="6"><tr><td align="justify"><font face="Arial" size="2">
{sheet.writer.body()}
</font></td></tr><tr><td align="right">{sheet.author('<font face="Arial" size="2"><b>{}</b></font>')}</td></tr></table></td></tr>
<tr><td><font size="1">{c.shares('<a href="#">{}</a> | ')}</font></td></tr><tr><td>{box.format(c.say("Những bản tin trước"), c.headlines(14, row))}</td></tr></table></td>
<td width="170" valign="top">{box.format(c.say("Bản tin mới"), c.headlines(10, row, newer=True))}<font size="1">{c.services("{}<br>")}</font></td></tr></table></td></tr>
<tr><td align="center"><font size="1">{c.foot("{}<br>")}{c.counter()}</font></td></tr></table></center></body></html>"""


def fonts_offer(c: Chrome) -> str:
    """Two links between lines."""
    return f'<table width="90%"><tr><td><font size="2">{c.headlines(2, "+ <a href={path}>{title}</a><br>")}</font></td></tr></table>'


TEMPLATES = (
    Template(
        name="elementor",
        write=elementor,
        offer=elementor_offer,
        dates=("plain", "day", "words"),
        url="/{slug}/",
        held_out=True,
    ),
    Template(
        name="paragraphs",
        write=paragraphs,
        offer=paragraphs_offer,
        dates=("drupal", "hour-comma", "plain"),
        url="/vi/tin/{slug}",
        has_source=True,
        held_out=True,
    ),
    Template(
        name="next",
        write=next_page,
        offer=next_offer,
        dates=("bar", "ims", "at"),
        url="/bai/{slug}-{id}",
        held_out=True,
    ),
    Template(
        name="journal",
        write=journal,
        offer=journal_offer,
        dates=("liferay", "bar", "plain"),
        url="/web/guest/-/{slug}",
        held_out=True,
    ),
    Template(
        name="fonts",
        write=fonts,
        offer=fonts_offer,
        dates=("brackets", "updated", "h"),
        url="/news.php?id={id}",
        held_out=True,
    ),
)
