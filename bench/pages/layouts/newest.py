"""Layouts as uneven as real portals are, in no usual run of pages: no rule was made with them in sight."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from html import escape

from archiver.demo import words
from archiver.records import Image
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet, printed_date
from bench.pages.template import Template


def beside(sheet: Sheet) -> str:
    """Date, byline and source in a narrow column at the left of the text."""
    c = sheet.chrome
    far = '<article class="xa"><h3 class="xa-ten"><a href="{path}">{title}</a></h3><time>{minute}</time><p class="xa-loi">{teaser}</p></article>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} | " + words.MINISTRY)}</head>
<body class="trang-doc"><div class="dinh"><div class="hop"><b>{words.PORTAL_NAME}</b><span class="lich-ngay">{c.clock()}</span></div>
<ul class="muc-luc">{c.menu('<li><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></div>
<div class="hop ba-cot"><h1 class="ten-bai">{sheet.title}</h1>{sheet.lead('<div class="mo-dau"><p>{}</p></div>')}
<div class="hang"><aside class="ben-trai"><dl class="so-lieu"><dt>Thời gian</dt><dd>{sheet.date}</dd>
{sheet.author("<dt>Người viết</dt><dd>{}</dd>")}{sheet.source("<dt>Nguồn tin</dt><dd>{}</dd>")}<dt>Chuyên mục</dt><dd><a href="/tin">{c.say(sheet.text.category)}</a></dd></dl>
<div class="nut-bam">{c.shares('<a href="#">{}</a>')}</div></aside>
<div class="cot-chu">{sheet.above('<p class="ai"><b>{}</b></p>')}
{sheet.writer.body()}
</div><aside class="ben-phai"><h4>{c.say("Tin đáng chú ý trong ngày")}</h4>{c.headlines(6, far, newer=True)}</aside></div>
<h4 class="vach">{c.say("Các tin đã đăng")}</h4>{c.headlines(6, far)}</div>
<div class="day"><div class="hop">{c.foot("<p>{}</p>")}<p>{c.say("Chịu trách nhiệm nội dung: Ông Nguyễn Văn Bìa, Chánh Văn phòng Bộ")}</p><p>{c.counter()}</p></div></div></body></html>"""


def beside_offer(c: Chrome) -> str:
    """A plain list of other articles in the middle of the text."""
    items = c.headlines(3, '<li><a href="{path}">{title}</a></li>')
    return f"<ul>{items}</ul>"


def band(sheet: Sheet) -> str:
    """The title in a picture's band above the path; a bar that stays on the screen says it again."""
    c = sheet.chrome
    card = '<a class="the-tin" href="{path}"><figure><img src="/anh/nho.jpg" alt=""></figure><strong>{title}</strong><small>{day}</small></a>'
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{}")}</head><body>
<div class="thanh-dinh" data-sticky="1"><a class="ve-nha" href="/">{words.MINISTRY}</a><span class="nhac-lai">{sheet.title}</span><span class="gio-nay">{c.clock()}</span></div>
<header class="dai-anh" style="background-image:url('/anh/dai.jpg')"><nav class="dieu-huong">{c.menu('<div class="nhom"><a href="{path}">{name}</a><div class="con">{items}</div></div>', '<a href="{path}">{name}</a>')}</nav>
<div class="lop-mo"><h1>{sheet.title}</h1></div></header>
<div class="vet"><a href="/">Trang chủ</a> / <a href="/tin-tuc">{c.say("Tin tức - Sự kiện")}</a> / <span>{c.say(sheet.text.category)}</span></div>
<section class="thoang"><div class="rong-8"><div class="dong-phu"><span>{sheet.date}</span> {sheet.author('<span class="ten-nguoi">{}</span>')} <span>{c.views()}</span></div>
{sheet.above('<div class="dong-phu"><strong>{}</strong></div>')}{sheet.lead('<p class="dan-nhap">{}</p>')}
<div class="phan-chu">
{sheet.writer.body()}
</div>{sheet.tags('<a href="/tu-khoa">#{}</a>', '<div class="tu-khoa">{}</div>')}<div class="chia">{c.shares('<button type="button">{}</button>')}</div>
<div class="trao-doi"><h3>{c.say("Bình luận của bạn đọc")}</h3>{c.comments('<div class="loi-ban"><div class="ten-ban">{who}</div><div class="luc">{minute}</div><div class="noi">{said}</div><a href="#">Trả lời</a> <a href="#">Thích</a></div>')}</div></div>
<div class="rong-4"><div class="khung-tin"><h3>{c.say("Được quan tâm nhiều")}</h3>{c.headlines(12, card, newer=True)}</div></div></section>
<section class="nua-sau"><h3>{c.say("Đọc tiếp trong mục này")}</h3>{c.headlines(8, card)}</section>
<footer class="chan">{c.foot("<span>{}</span>")}<span>{c.counter()}</span></footer></body></html>"""


def band_offer(c: Chrome) -> str:
    """A card with picture and lead."""
    return c.headlines(
        1,
        '<div class="chen"><a href="{path}"><img src="/anh/nho.jpg" alt=""></a><a href="{path}">{title}</a><p>{teaser}</p></div>',
    )


def thumb(sheet: Sheet) -> str:
    """Tables of the oldest sort; the lead stands beside the article's first picture in small."""
    c = sheet.chrome
    picture = next((piece.url for piece in sheet.text.pieces if isinstance(piece, Image)), "")
    small = (
        f'<td width="130" valign="top"><img src="{picture}" width="120" border="1"></td>' if picture else ""
    )
    lead = f'<table width="100%"><tr>{small}<td valign="top"><div class="TomTat">{{}}</div></td></tr></table>'
    row = '<tr><td class="TinLQ"><img src="/gif/mui-ten.gif"> <a href="{path}">{title}</a> <font color="#999999">({minute})</font></td></tr>'
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">{sheet.head(words.PORTAL_NAME)}</head><body topmargin="0">
<table width="990" align="center" cellspacing="0"><tr><td colspan="3" class="Bieu"><img src="/gif/bieu.gif"></td></tr><tr><td colspan="3" class="Ngay" align="right">{c.clock()}</td></tr>
<tr><td width="180" valign="top"><table>{c.menu('<tr><td class="MenuC1"><a href="{path}">{name}</a></td></tr>{items}', '<tr><td class="MenuC2"><a href="{path}">{name}</a></td></tr>')}</table>
<table>{c.services('<tr><td class="Lk">{}</td></tr>')}</table></td>
<td width="600" valign="top"><table width="100%"><tr><td class="Muc">{c.say(sheet.text.category)}</td><td align="right" class="NgayDang">{sheet.date}</td></tr>
<tr><td colspan="2"><span class="TieuDeTin">{sheet.title}</span></td></tr><tr><td colspan="2">{sheet.lead(lead)}{sheet.above('<div class="TenTG"><i>{}</i></div>')}</td></tr>
<tr><td colspan="2" class="ChiTiet">
{sheet.writer.body()}
</td></tr><tr><td colspan="2" align="right">{sheet.author('<span class="TenTG"><b>{}</b></span>')} {sheet.source('<span class="Ng">{}</span>')}</td></tr>
<tr><td colspan="2">{c.shares('<a href="#">[{}]</a> ')}</td></tr></table>
<table width="100%"><tr><td class="Muc">{c.say("Tin đã đưa")}</td></tr>{c.headlines(12, row)}</table></td>
<td width="210" valign="top"><table><tr><td class="Muc">{c.say("Thông báo mới")}</td></tr>{c.headlines(10, row, newer=True)}</table></td></tr>
<tr><td colspan="3" align="center" class="Cuoi">{c.foot("{}<br>")}{c.say("Trưởng Ban Biên tập: Bà Đinh Thị Giấy")}<br>{c.counter()}</td></tr></table></body></html>"""


def thumb_offer(c: Chrome) -> str:
    """A list with an arrow before each line."""
    return f'<table align="right" width="200" bgcolor="#eeeeee">{c.headlines(2, "<tr><td>» <a href={path}>{title}</a></td></tr>")}</table>'


def stacked(sheet: Sheet) -> str:
    """The lead as a heading above the date, day and hour apart, what is read most above the text."""
    c = sheet.chrome
    day, _, hour = f"{sheet.text.published_at:%d/%m/%Y %H:%M}".partition(" ")
    hour = "00:00" if sheet.habit.midnight else hour
    if not sheet.habit.date.has_hour:
        hour = ""
    who = escape(sheet.text.byline) if sheet.habit.byline == "dated" else ""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{sheet.head("{} - Tin điện tử")}</head><body><div id="vo">
<div id="logo-cong"><h2><a href="/">{words.PORTAL_NAME}</a></h2><p>{c.slogan()}</p><p>{c.clock()}</p></div>
<ol id="bang-chon">{c.menu('<li><a href="{path}">{name}</a><ol>{items}</ol></li>', '<li><a href="{path}">{name}</a></li>')}</ol>
<div id="long"><h6 class="nhan">{c.say(sheet.text.category)}</h6><h1 class="chinh">{sheet.title}</h1>{sheet.lead('<h2 class="phu">{}</h2>')}
<div class="khi"><div class="khi-ngay">{day}</div> <div class="khi-gio">{hour}</div> <div class="khi-ai">{who}</div></div>
{sheet.author('<div class="khi"><div class="khi-ai">{}</div></div>')}{sheet.above('<div class="khi"><em>{}</em></div>')}
<div class="xem-nhieu"><h2>{c.say("Xem nhiều nhất tuần qua")}</h2><ol>{c.headlines(5, '<li><h3><a href="{path}">{title}</a></h3></li>', newer=True)}</ol></div>
<div class="dai-chu">
{sheet.writer.body()}
</div><p class="gui">{c.shares("<span>{}</span> · ")}</p></div>
<div id="hong"><h2>{c.say("Vừa đăng")}</h2>{c.headlines(10, '<h3><a href="{path}">{title}</a></h3><p>{teaser}</p><p><i>{minute}</i></p>', newer=True)}<h2>{c.say("Cùng mục")}</h2>{c.headlines(8, '<h3><a href="{path}">{title}</a></h3>')}</div>
<div id="het">{c.foot("<address>{}</address>")}<address>{c.counter()}</address></div></div></body></html>"""


def stacked_offer(c: Chrome) -> str:
    """A heading that is a link."""
    return c.headlines(1, '<h3 class="ngang"><a href="{path}">{title}</a></h3>')


def signed(sheet: Sheet) -> str:
    """The author above the title; one line with the word for the date, the date and the readers."""
    c, date = sheet.chrome, printed_date(sheet)
    bare = sheet.habit.byline != "dated" and not set("gạđ") & set(date.casefold().partition(":")[0])
    label = "Ngày đăng: " if bare else ""
    readers = "" if "xem" in date else f" &nbsp;|&nbsp; Lượt xem: {300 + sheet.text.published_at.minute}"
    new = '<div class="o-moi"><div class="o-anh"></div><div><a class="o-ten" href="{path}">{title}</a><div class="o-luc">{minute}</div><div class="o-loi">{teaser}</div></div></div>'
    return f"""<!DOCTYPE html><html lang="vi-VN"><head><meta charset="utf-8">{sheet.head("{} :: " + words.MINISTRY)}</head><body><div class="g-head"><div class="g-logo">{words.MINISTRY}</div><div class="g-now">{c.clock()}</div></div>
<div class="g-nav">{c.menu('<div class="g-n1"><a href="{path}">{name}</a><div class="g-n2">{items}</div></div>', '<a href="{path}">{name}</a>')}</div>
<div class="g-page"><div class="g-cot1"><div class="g-vet">{c.say("Trang tin")} › {c.say(sheet.text.category)}</div>
<div class="g-bai">{sheet.author('<div class="g-nguoi"><img src="/anh/nguoi.png" alt=""><span>Tác giả:</span> <b>{}</b></div>')}
<div class="g-de">{sheet.title}</div><div class="g-ke">{label}{sheet.date}{readers}</div>
{sheet.above('<div class="g-nguoi"><b>{}</b></div>')}{sheet.lead('<div class="g-tom"><strong>{}</strong></div>')}
<div class="g-van">
{sheet.writer.body()}
</div>{sheet.source('<div class="g-ng">{}</div>')}</div>
<div class="g-nut">{c.shares('<i class="fa"></i><a href="#">{}</a>')}</div><div class="g-yk"><b>{c.say("Ý kiến (đã duyệt)")}</b>{c.comments('<div class="g-y"><b>{who}</b> - <span>{minute}</span><div>{said}</div></div>')}</div></div>
<div class="g-cot2"><div class="g-hd">{c.say("Dòng thời sự")}</div>{c.headlines(9, new, newer=True)}</div></div>
<div class="g-page"><div class="g-hd">{c.say("Bài cũ hơn")}</div>{c.headlines(8, '<div class="o-cu"><a href="{path}">{title}</a> <span>{day}</span></div>')}</div>
<div class="g-foot">{c.foot("<div>{}</div>")}<div>{c.say("Tổng Biên tập: Tô Quang Mực - Phó Tổng Biên tập: Lý Thu Trang")}</div><div>{c.counter()}</div></div></body></html>"""


def signed_offer(c: Chrome) -> str:
    """Links behind small arrows."""
    return f'<div class="g-kem">{c.headlines(2, "<p>→ <a href={path}>{title}</a></p>")}</div>'


TEMPLATES = (
    Template(
        name="beside",
        write=beside,
        offer=beside_offer,
        dates=("ims", "hour-first", "day"),
        url="/doc/{slug}-{id}.html",
        has_source=True,
        held_out=True,
    ),
    Template(
        name="band",
        write=band,
        offer=band_offer,
        dates=("plain", "dots", "bar"),
        url="/tin-tuc-su-kien/{slug}/",
        held_out=True,
    ),
    Template(
        name="thumb",
        write=thumb,
        offer=thumb_offer,
        dates=("updated", "given", "brackets"),
        url="/tin.asp?id={id}&muc=12",
        has_source=True,
        held_out=True,
    ),
    Template(
        name="stacked",
        write=stacked,
        offer=stacked_offer,
        dates=("plain", "day"),
        url="/tin/{id}/{slug}.html",
        held_out=True,
    ),
    Template(
        name="signed",
        write=signed,
        offer=signed_offer,
        dates=("plain", "ims", "seconds"),
        url="/bai/{slug}.{id}",
        has_source=True,
        held_out=True,
    ),
)
