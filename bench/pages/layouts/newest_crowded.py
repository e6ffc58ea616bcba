"""Articles that are crowded: by long words of the portal, by many neighbours, by facts in one line with them."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template

_COOKIES = "Trang này lưu một ít dữ liệu trên máy của bạn để nhớ cỡ chữ, độ tương phản và những tin bạn đã đọc. Bạn có thể từ chối mà vẫn đọc được mọi nội dung; khi tiếp tục sử dụng, bạn đồng ý với cách làm đó."
_ABOUT = "Bộ Trang mẫu là cơ quan chỉ có trong sách bài tập, thực hiện chức năng quản lý những trang tin được dựng lên để thử máy, gồm việc đặt tên, đánh số, sắp xếp và lưu giữ chúng theo quy định do chính Bộ nghĩ ra."
_INVITE = "Mời bạn đọc gửi bài cộng tác, ý kiến góp ý và ảnh tư liệu về Ban Biên tập qua hộp thư của trang; bài được chọn đăng sẽ có quà tặng nhỏ."


def agency(sheet: Sheet) -> str:
    """A box about the author, links right after the lead, an invitation below the last line of the text."""
    c = sheet.chrome
    box = '<div class="ag-box"><a class="ag-face" href="/tac-gia"><img src="/anh/mat.jpg" alt=""></a><div><a class="ag-who" href="/tac-gia">{}</a><div class="ag-job">Phóng viên</div></div></div>'
    item = '<div class="ag-it"><div class="ag-im"></div><div class="ag-tx"><a href="{path}">{title}</a><div class="ag-sm">{teaser}</div><div class="ag-dt">{minute}</div></div></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} | " + words.PORTAL_NAME)}</head><body><div class="ag-hd"><div class="ag-nm">{words.PORTAL_NAME}</div><div class="ag-tm">{c.clock()}</div></div><div class="ag-mn">{c.menu('<div><a href="{path}">{name}</a><p>{items}</p></div>', '<a href="{path}">{name}</a>')}</div>
<div class="ag-wr"><div class="ag-lt"><div class="ag-bc"><a href="/">Trang chủ</a><a href="/m">{c.say(sheet.text.category)}</a></div>
<div class="ag-ti">{sheet.title}</div><div class="ag-ln"><div class="ag-d">{sheet.date}</div><div class="ag-v">{c.views()}</div></div>{sheet.author(box)}{sheet.above('<div class="ag-who">{}</div>')}
{sheet.lead('<p class="ag-sp">{}</p>')}<ul class="ag-rl">{c.headlines(3, '<li><a href="{path}">{title}</a></li>')}</ul>
<div class="ag-bd">
{sheet.writer.body()}
<p class="ag-iv"><i>{c.say(_INVITE)}</i></p></div><div class="ag-sh">{c.shares("<a href='#'>{}</a>")}</div>
{sheet.tags('<a href="/t">{}</a>', '<div class="ag-tg">{}</div>')}<div class="ag-cm">{c.comments("<div><b>{who}</b><p>{said}</p><span>{minute}</span><span>Thích</span></div>")}</div><div class="ag-lb">{c.say("Tin cùng tuyến bài")}</div>{c.headlines(7, item)}</div>
<div class="ag-rt"><div class="ag-lb">{c.say("Vừa lên trang")}</div>{c.headlines(9, item, newer=True)}</div></div>
<div class="ag-ft">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def agency_offer(c: Chrome) -> str:
    """A neighbour with picture and lead."""
    return c.headlines(
        1,
        '<div class="ag-it"><div class="ag-tx"><a href="{path}">{title}</a><div class="ag-sm">{teaser}</div></div></div>',
    )


def inline(sheet: Sheet) -> str:
    """The date in brackets or small letters behind the title, in the same line as it."""
    c = sheet.chrome
    row = '<div class="ct-k"><b><a href="{path}">{title}</a></b> <span class="ct-n">({minute})</span></div>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{sheet.head(words.PORTAL_NAME)}</head><body><div class="ct-b">{words.PORTAL_NAME}</div><div class="ct-l">{c.menu('<div class="ct-m"><a href="{path}">{name}</a></div>{items}', '<div class="ct-mm"><a href="{path}">{name}</a></div>')}{c.services('<div class="ct-s">{}</div>')}</div>
<div class="ct-g"><div class="ct-h">{c.say(sheet.text.category)} <span class="ct-c">{c.clock()}</span></div>
<div class="ct-t"><b>{sheet.title}</b> <span class="ct-n">{sheet.date}</span></div>{sheet.above('<div class="ct-a">{}</div>')}{sheet.lead('<div class="ct-d"><b>{}</b></div>')}
<div class="ct-x">
{sheet.writer.body()}
</div>{sheet.author('<div class="ct-a" align="right"><b>{}</b></div>')}<div class="ct-u">{c.shares('<a href="#">{}</a> ')}</div>
<div class="ct-h">{c.say("Những tin cùng loại")}</div>{c.headlines(12, row)}</div><div class="ct-p"><div class="ct-h">{c.say("Điểm tin")}</div>{c.headlines(8, row, newer=True)}</div>
<div class="ct-f">{c.foot("{}<br>")}{c.counter()}</div></body></html>"""


def inline_offer(c: Chrome) -> str:
    """One line with a date."""
    return c.headlines(1, '<div class="ct-k"><a href="{path}">{title}</a> <span>({day})</span></div>')


def one_row(sheet: Sheet) -> str:
    """Section, date, byline, readers and the size of letters in one line of spans."""
    c = sheet.chrome
    item = '<div class="hx-1"><h4><a href="{path}">{title}</a></h4><span>{minute}</span><p>{teaser}</p></div>'
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} - Trang tin")}</head><body><div class="hx-0"><span>{words.MINISTRY}</span><span>{c.clock()}</span></div><div class="hx-n">{c.menu('<div><a href="{path}">{name}</a>{items}</div>', '<a href="{path}">{name}</a>')}</div>
<div class="hx-w"><div class="hx-a"><h4 class="hx-t">{sheet.title}</h4>
<div class="hx-i"><span>{c.say(sheet.text.category)}</span> <span>{sheet.date}</span> {sheet.author('<span><i class="fa fa-user"></i> {}</span>')} <span>{c.views()}</span> <span>Cỡ chữ</span> <span>A-</span> <span>A+</span></div>{sheet.above('<div class="hx-i"><span><i class="fa fa-user"></i> {}</span></div>')}
{sheet.lead('<h5 class="hx-d">{}</h5>')}<div class="hx-v"><div>
{sheet.writer.body()}
</div></div><div class="hx-s">{c.shares("<span>{}</span>")}</div>{sheet.source('<div class="hx-g">{}</div>')}</div>
<div class="hx-b"><h3>{c.say("Tin xem cùng")}</h3>{c.headlines(8, item, newer=True)}</div></div><div class="hx-w"><h3>{c.say("Tin trước")}</h3>{c.headlines(6, item)}</div>
<div class="hx-z">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def one_row_offer(c: Chrome) -> str:
    """A heading with a lead."""
    return c.headlines(1, '<div class="hx-1"><h4><a href="{path}">{title}</a></h4><p>{teaser}</p></div>')


def heaped(sheet: Sheet) -> str:
    """Twenty neighbours with leads and dates before the article, in the same column, and as many after it."""
    c = sheet.chrome
    tale = '<div class="dn-tin"><p class="dn-ten"><a href="{path}">{title}</a></p><p class="dn-gio">{minute}</p><p class="dn-tom">{teaser}</p></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{} * " + words.MINISTRY)}</head><body><div class="dn-dau">{c.clock()}</div><ul class="dn-mn">{c.menu('<li><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul>
<div class="dn-cot"><p class="dn-nhan">{c.say("Tin mới trong ngày")}</p>{c.headlines(20, tale, newer=True)}
<div class="dn-bai"><p class="dn-ten-bai">{sheet.title}</p><p class="dn-gio">{sheet.date}</p>{sheet.above('<p class="dn-ai">{}</p>')}{sheet.lead('<p class="dn-tom">{}</p>')}
<div class="dn-chu">
{sheet.writer.body()}
</div>{sheet.author('<p class="dn-ai"><b>{}</b></p>')}</div><p class="dn-nut">{c.shares("<a href='#'>{}</a> ")}</p>
<p class="dn-nhan">{c.say("Tin đã qua")}</p>{c.headlines(20, tale)}</div><div class="dn-cuoi">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def heaped_offer(c: Chrome) -> str:
    """Two neighbours without leads."""
    return c.headlines(2, '<div class="dn-tin"><p class="dn-ten"><a href="{path}">{title}</a></p></div>')


def wordy(sheet: Sheet) -> str:
    """Long paragraphs of the portal before and after the article: about cookies, about itself, to its readers."""
    c = sheet.chrome
    line = '<li><a href="{path}">{title}</a></li>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{sheet.head("{}")}</head><body><div role="dialog" class="zz-bao"><p>{c.say(_COOKIES)}</p><button>Đồng ý</button><button>Từ chối</button></div>
<div class="zz-dn"><form action="/dang-nhap"><label>Tên đăng nhập</label><input name="a"><label>Mật khẩu</label><input name="b" type="password"><a href="/quen">Quên mật khẩu?</a></form></div>
<div class="zz-tb">{c.menu('<section><a href="{path}">{name}</a>{items}</section>', '<a href="{path}">{name}</a>')}<span>{c.clock()}</span></div>
<div class="zz-gt"><p><strong>{c.say("Giới thiệu")}</strong></p><p>{c.say(_ABOUT)}</p></div>
<div class="zz-noi"><div class="zz-o">{sheet.arranged(title=f'<div class="zz-de">{sheet.title}</div>', date=f'<div class="zz-bi">{sheet.date}</div>', lead=sheet.lead('<div class="zz-tt">{}</div>'))}{sheet.above('<div class="zz-bi">{}</div>')}</div><div class="zz-o">
{sheet.writer.body()}
</div><div class="zz-o">{sheet.author('<div class="zz-bi"><b>{}</b></div>')}{c.shares("<a href='#'>{}</a>")}</div><div class="zz-o"><p>{c.say(_INVITE)}</p></div></div>
<div class="zz-ds"><p>{c.say("Bài viết gần đây")}</p><ul>{c.headlines(12, line, newer=True)}</ul><p>{c.say("Bài viết theo tháng")}</p><ul>{c.headlines(10, line)}</ul></div>
<div class="zz-ch">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></body></html>"""


def wordy_offer(c: Chrome) -> str:
    """A line in italics."""
    return c.headlines(1, '<div class="zz-x"><i>Có thể bạn quan tâm: <a href="{path}">{title}</a></i></div>')


TEMPLATES = (
    Template(
        name="agency",
        write=agency,
        offer=agency_offer,
        dates=("ims", "bar-zone", "plain"),
        url="/{slug}-post{id}.html",
        held_out=True,
    ),
    Template(
        name="inline",
        write=inline,
        offer=inline_offer,
        dates=("brackets", "brackets-day", "updated"),
        url="/tin.jsp?ma={id}",
        held_out=True,
    ),
    Template(
        name="one-row",
        write=one_row,
        offer=one_row_offer,
        dates=("plain", "day", "hour-first"),
        url="/t/{id}-{slug}.html",
        has_source=True,
        held_out=True,
    ),
    Template(
        name="heaped",
        write=heaped,
        offer=heaped_offer,
        dates=("plain", "seconds", "ims"),
        url="/tin/{slug}/{id}",
        held_out=True,
    ),
    Template(
        name="wordy",
        write=wordy,
        offer=wordy_offer,
        dates=("day", "words", "dashes"),
        url="/bai-viet/{slug}",
        held_out=True,
    ),
)
