"""What makes real portals hard: facts in odd places, and neighbours that look like the article."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from datetime import timedelta

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet, printed_date
from bench.pages.template import Template

_SAYS_DATE = ("ngày", "cập nhật", "đăng")


def _labelled(sheet: Sheet, label: str) -> str:
    """The date line behind a label, where neither a label nor a byline begins it already."""
    begins = printed_date(sheet).casefold()
    if sheet.habit.byline == "dated" or any(word in begins for word in _SAYS_DATE):
        return sheet.date
    return f"{label} {sheet.date}"


def below(sheet: Sheet) -> str:
    """The date stands below the text, the dates of others beside it and above it."""
    c = sheet.chrome
    tale = '<div class="vn-tin"><div class="vn-tieude"><a href="{path}">{title}</a></div><div class="vn-nho">{minute}</div><div class="vn-tomtat">{teaser}</div></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} - " + words.PORTAL_NAME)}</head><body><div class="vn-trang"><div class="vn-tren">{c.clock()}<h1 class="vn-ten">{words.PORTAL_NAME}</h1></div>
<div class="vn-menu">{c.menu('<div><a href="{path}">{name}</a><div>{items}</div></div>', '<a href="{path}">{name}</a>')}</div>
<div class="vn-than"><div class="vn-trai"><div class="vn-hop">{c.say("Tin nóng")}</div>{c.headlines(6, tale, newer=True)}</div>
<div class="vn-giua"><div class="vn-hop">{c.say(sheet.text.category)}</div><div class="vn-baitd">{sheet.title}</div>
{sheet.lead('<div class="vn-baitt">{}</div>')}{sheet.above('<div class="vn-baitg"><i>{}</i></div>')}
<div class="vn-bai">
{sheet.writer.body()}
</div><div class="vn-baitg" align="right">{sheet.author("<b>{}</b>")}</div>
<div class="vn-cuoibai"><span>{_labelled(sheet, "Ngày đăng:")}</span> <span>{c.views()}</span></div><div class="vn-nut">{c.shares("<a href='#'>{}</a> ")}</div>
<div class="vn-hop">{c.say("Tin đã đăng cùng chuyên mục")}</div>{c.headlines(8, tale)}</div></div>
<div class="vn-duoi">{c.foot("<div>{}</div>")}<div>{c.counter()}</div></div></div></body></html>"""


def below_offer(c: Chrome) -> str:
    """A neighbour like those in the columns."""
    return c.headlines(
        1,
        '<div class="vn-tin"><div class="vn-tieude"><a href="{path}">{title}</a></div><div class="vn-tomtat">{teaser}</div></div>',
    )


def renewed(sheet: Sheet) -> str:
    """When the article was put in and when it was changed last; a player that reads it out; a vote."""
    c = sheet.chrome
    later = sheet.text.published_at + timedelta(days=3, minutes=47)
    second = f'<div class="k-sua">Cập nhật lần cuối: {later:%d/%m/%Y %H:%M}</div>'
    if "nhật" in printed_date(sheet):
        second = ""  # Of two such lines nobody could say which is which.
    side = '<li class="k-li"><a href="{path}">{title}</a> <i>{minute}</i></li>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} ‹ " + words.MINISTRY)}</head><body><div class="k-top">{c.clock()} · {c.slogan()}</div><div class="k-menu">{c.menu('<dl><dt><a href="{path}">{name}</a></dt>{items}</dl>', '<dd><a href="{path}">{name}</a></dd>')}</div>
<div class="k-grid"><div class="k-main"><div class="k-path"><a href="/">Trang chủ</a> » {c.say(sheet.text.category)}</div><h2 class="k-h">{sheet.title}</h2>
<div class="k-meta"><div class="k-dang">{_labelled(sheet, "Ngày đăng:")}</div> {second} {sheet.author('<div class="k-ai">Tác giả: {}</div>')} <div>{c.views()}</div></div>
<div class="k-nghe"><button>▶</button><span>{c.say("Nghe đọc bài này")}</span><span>Giọng nữ</span><span>00:00 / 03:25</span></div>
{sheet.above('<div class="k-ai">{}</div>')}{sheet.lead('<div class="k-dan"><em>{}</em></div>')}
<div class="k-bai">
{sheet.writer.body()}
</div>{sheet.source('<div class="k-nguon">{}</div>')}<div class="k-bieu"><b>{c.say("Bài viết này có ích cho bạn không?")}</b><label>Có</label><label>Không</label></div>
<div class="k-cs">{c.shares("<span>{}</span>")}</div><div class="k-hoi"><h4>{c.say("Hỏi đáp, góp ý")}</h4>{c.comments("<p><b>{who}</b> ({minute}): {said}</p>")}</div></div>
<div class="k-side"><h4>{c.say("Tin chỉ đạo")}</h4><ul>{c.headlines(10, side, newer=True)}</ul><h4>{c.say("Tin địa phương")}</h4><ul>{c.headlines(8, side)}</ul></div></div>
<div class="k-end">{c.foot("<p>{}</p>")}<p>{c.say("Biên tập: Phòng Thông tin tuyên truyền")}</p><p>{c.counter()}</p></div></body></html>"""


def renewed_offer(c: Chrome) -> str:
    """Two lines with dates."""
    return f'<ol class="k-kem">{c.headlines(2, "<li><a href={path}>{title}</a> ({day})</li>")}</ol>'


def flat(sheet: Sheet) -> str:
    """Everything of the article, and the list after it, are children of one box without any class."""
    c = sheet.chrome
    line = '<p>- <a href="{path}">{title}</a> ({day})</p>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{sheet.head("{}")}</head><body><div><p><b>{words.PORTAL_NAME}</b></p><p>{c.clock()}</p></div>
<div>{c.menu('<p><a href="{path}">{name}</a></p>{items}', '<p>+ <a href="{path}">{name}</a></p>')}</div>
<div><p><a href="/">Trang chủ</a> &gt; <a href="/tin">{c.say(sheet.text.category)}</a></p>
<p><span style="font-size:20px;color:#900"><b>{sheet.title}</b></span></p>
<p><span style="font-size:11px;color:#777">{sheet.date}</span></p>{sheet.above('<p><span style="font-size:11px;color:#777">{}</span></p>')}
{sheet.lead("<p><b>{}</b></p>")}
{sheet.writer.body()}
{sheet.author('<p style="text-align:right"><b>{}</b></p>')}
<p>{c.shares('<a href="#">{}</a> | ')}</p><p><b>{c.say("Các tin tiếp theo")}</b></p>{c.headlines(10, line, newer=True)}<p><b>{c.say("Các tin trước đây")}</b></p>{c.headlines(10, line)}</div>
<div>{c.services("<p>{}</p>")}</div><div>{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def flat_offer(c: Chrome) -> str:
    """Two links below their heading, as paragraphs."""
    return f"<p><b>{c.say('Tin liên quan:')}</b></p>{c.headlines(2, '<p>- <a href={path}>{title}</a></p>')}"


def parade(sheet: Sheet) -> str:
    """A parade of other articles at the head, each with title, date and lead in the article's own markup."""
    c = sheet.chrome
    slide = '<div class="sl-khung"><h2 class="sl-ten"><a href="{path}">{title}</a></h2><p class="sl-luc">{minute}</p><p class="sl-dan">{teaser}</p></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} | Tin tức")}</head><body><div class="sl-dau"><a href="/">{words.MINISTRY}</a> {c.clock()}</div><div class="sl-chon">{c.menu('<span><a href="{path}">{name}</a>{items}</span>', '<a href="{path}">{name}</a>')}</div>
<div class="sl-hang">{c.headlines(5, slide, newer=True)}</div>
<div class="sl-khung"><h2 class="sl-ten">{sheet.title}</h2><p class="sl-luc">{sheet.date}</p>{sheet.above('<p class="sl-luc">{}</p>')}{sheet.lead('<p class="sl-dan">{}</p>')}
{sheet.writer.body()}
{sheet.author('<p class="sl-ky">{}</p>')}</div><div class="sl-nut">{c.shares("<button>{}</button>")}</div>
<div class="sl-hang">{c.headlines(6, slide)}</div><div class="sl-cuoi">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def parade_offer(c: Chrome) -> str:
    """A slide of its own."""
    return c.headlines(1, '<div class="sl-khung"><h2 class="sl-ten"><a href="{path}">{title}</a></h2></div>')


def broken_up(sheet: Sheet) -> str:
    """The text in two boxes of different depth, with a list and a banner between them."""
    c = sheet.chrome
    first, second = sheet.writer.halves()
    near = '<li class="hq-li"><a href="{path}">{title}</a></li>'
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} — " + words.PORTAL_NAME)}</head><body><nav class="hq-nav">{c.menu('<ul class="hq-u"><li><a href="{path}">{name}</a></li>{items}</ul>', '<li><a href="{path}">{name}</a></li>')}</nav><div class="hq-gio">{c.clock()}</div>
<div class="hq-bao"><div class="hq-ct"><div class="hq-dau"><h1>{sheet.title}</h1><p>{sheet.date}</p>{sheet.author("<p>{}</p>")}{sheet.above("<p><b>{}</b></p>")}{sheet.lead("<p><strong>{}</strong></p>")}</div>
<div class="hq-phan">
{first}
</div><div class="hq-qc"><p>{c.say("Quảng cáo")}</p><a href="/qc"><img src="/anh/qc2.gif" alt=""></a></div>
<div class="hq-doc"><h5>{c.say("Bạn đọc quan tâm")}</h5><ul>{c.headlines(3, near, newer=True)}</ul></div>
<div class="hq-tiep"><div class="hq-trong"><div class="hq-phan">
{second}
</div></div></div><div class="hq-cs">{c.shares("<a href='#'>{}</a>")}</div></div>
<div class="hq-phu"><h5>{c.say("Tin vắn")}</h5>{c.headlines(9, '<div class="hq-v"><b>{minute}</b> <a href="{path}">{title}</a></div>', newer=True)}<h5>{c.say("Đọc thêm trong mục")}</h5><ul>{c.headlines(8, near)}</ul></div></div>
<div class="hq-het">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def broken_up_offer(c: Chrome) -> str:
    """A link in a box at the left."""
    return c.headlines(1, '<div class="hq-o" style="float:left"><a href="{path}">{title}</a></div>')


def record(sheet: Sheet) -> str:
    """A list item shown as a form of rows: the name of each field, and beside it what it holds."""
    c = sheet.chrome

    def line(name: str, value: str) -> str:
        if not value:
            return ""
        return f'<tr><td class="ms-nhan" valign="top"><nobr>{name}</nobr></td><td class="ms-tri" valign="top">{value}</td></tr>'

    row = '<tr><td class="ms-hang"><a href="{path}">{title}</a></td><td class="ms-hang">{minute}</td></tr>'
    return f"""<html dir="ltr"><head><meta charset="utf-8">{sheet.head(words.PORTAL_NAME + " - Xem mục tin")}</head><body class="ms-than"><form id="mauDon" action="/"><input type="hidden" name="__VIEWSTATE" value="{c.weight(2)}"><table class="ms-chinh" width="100%"><tr><td colspan="2" class="ms-bang">{words.PORTAL_NAME} {c.clock()}</td></tr>
<tr><td class="ms-le" width="190" valign="top">{c.menu('<div class="ms-m1"><a href="{path}">{name}</a></div>{items}', '<div class="ms-m2"><a href="{path}">{name}</a></div>')}</td>
<td class="ms-vung" valign="top"><table class="ms-mau" width="100%">{line("Tiêu đề", sheet.title)}{line("Chuyên mục", c.say(sheet.text.category))}{line("Ngày đăng", sheet.date)}{line("Tác giả", sheet.author("{}") or sheet.above("{}"))}{line("Tóm tắt", sheet.lead("<div>{}</div>"))}{line("Nội dung", f'<div class="ms-rte">{sheet.writer.body()}</div>')}{line("Nguồn", sheet.source("{}"))}</table>
<div class="ms-cong">{c.shares('<a href="#">{}</a> ')}</div><table class="ms-ds">{c.headlines(14, row)}</table></td></tr>
<tr><td colspan="2" class="ms-duoi">{c.foot("<div>{}</div>")}{c.counter()}</td></tr></table></form></body></html>"""


def record_offer(c: Chrome) -> str:
    """A row of two links."""
    return f'<table class="ms-kem"><tr>{c.headlines(2, "<td><a href={path}>{title}</a></td>")}</tr></table>'


def _template(name: str, url: str, dates: tuple[str, ...], *, has_source: bool = False) -> Template:
    write, offer = _PRINTERS[name]
    return Template(
        name=name, write=write, offer=offer, dates=dates, url=url, has_source=has_source, held_out=True
    )


_PRINTERS = {
    "below": (below, below_offer),
    "renewed": (renewed, renewed_offer),
    "flat": (flat, flat_offer),
    "parade": (parade, parade_offer),
    "broken-up": (broken_up, broken_up_offer),
    "record": (record, record_offer),
}
TEMPLATES = (
    _template("below", "/tin-bai/{id}/{slug}", ("plain", "ims", "posted-day")),
    _template("renewed", "/chi-tiet/{slug}-c{id}.html", ("plain", "hour-comma", "bar"), has_source=True),
    _template("flat", "/xem.php?bai={id}", ("brackets", "day", "capitals")),
    _template("parade", "/tin-tuc/{slug}-{id}", ("plain", "liferay", "dots")),
    _template("broken-up", "/a/{slug}-{stamp}.htm", ("ims", "bar-zone", "at")),
    _template("record", "/Lists/TinTuc/DispForm.aspx?ID={id}", ("plain", "day"), has_source=True),
)
