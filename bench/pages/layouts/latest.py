"""Layouts written after the rules of the extractor were changed a second time: never looked at since."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def pocket(sheet: Sheet) -> str:
    """A page for telephones: one column, a menu in a drawer at the end, stories under the text."""
    c = sheet.chrome
    story = '<section class="st"><a href="{path}"><h3>{title}</h3></a><p class="st-x">{teaser}</p><span class="st-d">{minute}</span></section>'
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,minimum-scale=1">
{sheet.head("{} - " + words.PORTAL_NAME)}</head><body><header class="bar"><button>☰</button><a class="lg" href="/">{words.MINISTRY}</a><span class="dy">{c.clock()}</span></header>
<main class="one"><p class="wh"><a href="/tin">{c.say(sheet.text.category)}</a></p>
{sheet.arranged(title=f'<h1 class="hl">{sheet.title}</h1>', date=f'<p class="mt"><time>{sheet.date}</time></p>', lead=sheet.lead('<p class="sp"><b>{}</b></p>'))}
{sheet.above('<p class="wr">{}</p>')}<div class="bt">{c.shares("<button>{}</button>")}</div>
<div class="tx">
{sheet.writer.body()}
</div>{sheet.author('<p class="wr" style="text-align:right"><b>{}</b></p>')}
{sheet.tags('<a href="/t">{}</a>', '<p class="ky">{}</p>')}
<div class="cm"><h4>{c.say("Ý kiến bạn đọc")}</h4>{c.comments('<div class="cm1"><p><b>{who}</b></p><p>{said}</p><p>{minute}</p></div>')}</div>
<h2 class="mr">{c.say("Tin cùng chuyên mục")}</h2>{c.headlines(9, story)}</main>
<footer class="ft">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></footer>
<div class="dr">{c.menu('<a href="{path}">{name}</a><div>{items}</div>', '<a href="{path}">{name}</a>')}</div></body></html>"""


def pocket_offer(c: Chrome) -> str:
    """A story between two paragraphs."""
    return c.headlines(
        1, '<section class="st"><a href="{path}"><h3>{title}</h3></a><p class="st-x">{teaser}</p></section>'
    )


def form(sheet: Sheet) -> str:
    """A content type shown field by field: a label and its value in each row."""
    c = sheet.chrome
    row = '<div class="dong-khac"><span class="cham">▪</span><a href="{path}">{title}</a><em>{day}</em></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head(words.PORTAL_NAME + " :: {}")}</head><body><div id="khung"><div id="dau"><h2>{words.PORTAL_NAME}</h2><div id="lich">{c.clock()}</div></div>
<div id="trai"><ul>{c.menu('<li><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul><div class="o">{c.services("<p>{}</p>")}</div></div>
<div id="giua"><div class="loi"><a href="/">Trang chủ</a> &gt; <a href="/tin">{c.say(sheet.text.category)}</a></div>
<div class="phan"><div class="ten">{sheet.title}</div>
<div class="cap"><label>Ngày đăng</label><span>{sheet.date}</span></div>
{sheet.above('<div class="cap"><label>Tác giả</label><span>{}</span></div>')}
{sheet.lead('<div class="rut"><i>{}</i></div>')}
<div class="chu">
{sheet.writer.body()}
</div>{sheet.author('<div class="ky"><b>{}</b></div>')}
<div class="duoi">{c.views()}</div><div class="nut">{c.shares('<a href="#">{}</a> | ')}</div></div>
<div class="phan"><div class="ten2">{c.say("Tin đã đăng trong tháng")}</div>{c.headlines(10, row)}</div></div>
<div id="phai"><div class="ten2">{c.say("Tin được xem nhiều")}</div>{c.headlines(10, row, newer=True)}</div>
<div id="cuoi">{c.foot("<div>{}</div>")}<div>{c.counter()}</div></div></div></body></html>"""


def form_offer(c: Chrome) -> str:
    """Two lines in a frame."""
    return f'<div class="kem">{c.headlines(2, "<div><a href={path}>{title}</a></div>")}</div>'


def tabs(sheet: Sheet) -> str:
    """A page of tabs: the lists stand in panes before the one with the article."""
    c = sheet.chrome
    line = '<dt><a href="{path}">{title}</a></dt><dd>{minute}</dd>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{} — " + words.MINISTRY)}</head><body><div class="top1">{c.clock()} — {c.slogan()}</div><div class="top2">{c.menu('<span><a href="{path}">{name}</a>{items}</span>', '<a href="{path}">{name}</a>')}</div>
<div class="tabset"><div class="tabheads"><b>Tin</b> <b>Mới</b> <b>Xem nhiều</b></div>
<div class="pane p2"><dl>{c.headlines(8, line, newer=True)}</dl></div><div class="pane p3"><dl>{c.headlines(8, line)}</dl></div>
<div class="pane p1"><article>
{sheet.arranged(title=f'<h2 class="big">{sheet.title}</h2>', date=f'<div class="sml">{sheet.date} <span>{c.views()}</span></div>', lead=sheet.lead('<div class="int"><p>{}</p></div>'))}
{sheet.above('<div class="sml"><em>{}</em></div>')}
<div class="cnt">
{sheet.writer.body()}
</div>{sheet.author('<div class="sml" align="right"><strong>{}</strong></div>')}
{sheet.tags('<li><a href="/t">{}</a></li>', '<ul class="kw"><li>Từ khóa:</li>{}</ul>')}</article>
<ul class="shr">{c.shares("<li>{}</li>")}</ul></div></div>
<div class="btm">{c.foot("<span>{}</span><br>")}{c.counter()}</div></body></html>"""


def tabs_offer(c: Chrome) -> str:
    """A quotation mark of another article."""
    return c.headlines(1, '<blockquote class="also"><a href="{path}">{title}</a></blockquote>')


TEMPLATES = (
    Template(
        name="pocket",
        write=pocket,
        offer=pocket_offer,
        dates=("at", "plain", "ims"),
        url="/m/{slug}-{id}.html",
        held_out=True,
    ),
    Template(
        name="form",
        write=form,
        offer=form_offer,
        dates=("seconds", "day", "words"),
        url="/Pages/ChiTietTin.aspx?ID={id}",
        held_out=True,
    ),
    Template(
        name="tabs",
        write=tabs,
        offer=tabs_offer,
        dates=("dashes", "bar", "hour-comma"),
        url="/portal/tin/{id}",
        held_out=True,
    ),
)
