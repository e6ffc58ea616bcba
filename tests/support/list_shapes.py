"""Pages of one made-up portal: lists as portals have them, and articles that look like lists.

Each shape is what stands in the middle of a page; `whole_page` puts it among the portal's own boxes, each of
which has once been taken for an article's title or text. No class says what anything is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

PORTAL = "Cổng thông tin điện tử Bộ Mẫu"
#: A title that many pages of one portal have in common.
COLUMN = f"Tin tức sự kiện - {PORTAL}"
TITLE = "Công khai danh mục việc phải làm trong quý hai"
#: Addresses: of an article that is gone, in no word of the headlines below; of the articles; one by number.
GONE = "https://bo.example.vn/tin-tuc/khen-thuong-doi-bong-ban-cua-co-quan-197260301081500123.htm"
THERE = "https://bo.example.vn/tin-tuc/cong-khai-danh-muc-viec-phai-lam-trong-quy-hai-197260305091000123.htm"
NUMBERED = "https://bo.example.vn/chi-tiet.aspx?ItemID=4411"
HEADLINES = (
    "Bàn giao năm mươi giếng khoan cho đồng bào vùng hạn",
    "Tập huấn kỹ năng viết tin cho cộng tác viên cơ sở",
    "Lấy ý kiến về dự thảo quy chế lưu trữ điện tử",
    "Kiểm tra công tác phòng cháy tại kho vật tư số hai",
    "Trao quà cho học sinh bán trú trước kỳ nghỉ dài ngày",
    "Mở rộng tuyến xe đưa đón công nhân ca đêm",
    "Đưa vào vận hành trạm cân tự động ở cửa khẩu phụ",
    "Công bố kết quả bình chọn sáng kiến của năm",
)
SENTENCES = (
    "Ban quản lý cho biết phần việc còn lại sẽ xong trước mùa mưa, kinh phí lấy từ nguồn tiết kiệm chi.",
    "Theo kế hoạch, mỗi huyện cử ba cán bộ tham gia và báo cáo kết quả về bộ phận thường trực hằng tuần.",
    "Người dân có thể xem toàn bộ danh mục tại trụ sở xã hoặc gọi số điện thoại in ở bìa sau cuốn sổ tay.",
    "Đợt này có bốn mươi hai đơn vị đăng ký, nhiều hơn năm trước mười một đơn vị và đều nộp đúng hạn.",
)
_MENU = ("Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Dịch vụ công", "Hỏi đáp", "Thống kê", "Liên hệ")
_BESIDE = (
    "Thi vẽ tranh về dòng sông quê em dành cho thiếu nhi",
    "Đón nhận bằng công nhận di tích cấp tỉnh đình làng Mẫu",
    "Trồng thêm hai nghìn cây bóng mát dọc đường tránh",
    "Diễn tập cứu nạn trên hồ chứa nước phía tây",
    "Hội thi tay nghề thợ hàn các nhà máy đóng tàu",
)
_BOXES = (
    "<h3>Tin nổi bật</h3><ul>{}</ul><div><h4>Thăm dò ý kiến</h4>"
    "<p>Bạn thấy việc tìm văn bản trên cổng này thế nào?</p>"
    "<div><label>Dễ tìm</label> <label>Bình thường</label> <label>Khó tìm</label></div></div>"
    "<div><h4>Thống kê truy cập</h4><p>Hôm nay: 1204</p><p>Tất cả: 8123456</p></div>"
).format(
    "".join(f'<li><a href="/b-{n}.htm">{line}</a> (1{n}/02/2026)</li>' for n, line in enumerate(_BESIDE))
)
#: A clock right above what stands in the middle; the pages are fetched on this day.
CLOCK = "<div>Thứ sáu, 06/03/2026 09:58</div>"


class Shape(NamedTuple):
    """What stands in the middle of a page, and the title that it declares."""

    declared: str
    middle: str


def whole_page(shape: Shape, *, title: str = "", has_boxes: bool = True) -> str:
    """A page; `title` stands in `<title>` in place of the shape's own and the portal's name."""
    menu = "".join(f'<li><a href="/m{n}">{word}</a></li>' for n, word in enumerate(_MENU))
    declared = title or f"{shape.declared} - {PORTAL}"
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{declared}'
        f"</title></head><body><div><p>Thứ sáu, ngày 06/03/2026</p><ul>{menu}</ul></div>"
        f"<div><div>{shape.middle}</div><div>{_BOXES if has_boxes else ''}</div></div>"
        "<div><p>Giấy phép số 9/GP-TTĐT ngày 02/03/2015</p><p>Trụ sở: số 2 phố Mẫu</p></div></body></html>"
    )


def link(number: int, text: str) -> str:
    return f'<a href="/tin-tuc/muc-{number}-19726022{number}080000111.htm">{text}</a>'


def picture(number: int) -> str:
    return link(number, f'<img src="/nho/{number}.jpg">')


def day(number: int) -> str:
    return f"{28 - number:02}/02/2026"


def each(make: Callable[[int, str, str], str], count: int = 8) -> str:
    """Items of a list, each made of its number, headline and teaser."""
    return "".join(
        make(n, HEADLINES[n % len(HEADLINES)], SENTENCES[n % len(SENTENCES)]) for n in range(count)
    )


def _file(number: int, text: str) -> str:
    return f'<a href="/tep/{number}.pdf">{text}</a>'


PAGER = '<div><span>1</span> <a href="?p=2">2</a> <a href="?p=3">3</a></div>'
_DRAFT_DAYS = "Ngày bắt đầu: {} - Ngày kết thúc: 01/05/2026 - Số lượng góp ý: 12"

LISTS = {
    "headlines with dates": Shape(
        "Tin hoạt động",
        f"<h2>Tin hoạt động</h2>{each(lambda n, a, _: f'<div>{link(n, a)} <i>{day(n)}</i></div>')}{PAGER}",
    ),
    "pictures, headlines, dates": Shape(
        "Tin hoạt động",
        "<h2>Tin hoạt động</h2>"
        + each(lambda n, a, _: f"<li>{picture(n)}<h3>{link(n, a)}</h3><p>{day(n)}</p></li>"),
    ),
    "a table of documents": Shape(
        "Hệ thống văn bản",
        "<h2>Hệ thống văn bản</h2><table><tr><th>STT</th><th>Số</th><th>Trích yếu</th><th>Ngày</th></tr>"
        + each(lambda n, a, _: f"<tr><td>{n}</td><td>{n}/QĐ</td><td>{link(n, a)}</td><td>{day(n)}</td></tr>")
        + f"</table>{PAGER}",
    ),
    "tenders below a path": Shape(
        "Đấu thầu mua sắm công",
        '<p><a href="/">Trang chủ</a> » Đấu thầu mua sắm công</p><table><tr><th>Gói thầu</th><th>Mở</th></tr>'
        + each(lambda n, a, _: f"<tr><td>{link(n, a)}</td><td>{day(n)}</td></tr>")
        + "</table>",
    ),
    "one large teaser above headlines": Shape(
        "Tin trong ngành",
        f'<div><a href="/c1">Tin trong ngành</a></div>{picture(0)}<h2>{link(0, HEADLINES[0])}</h2>'
        f"<p>{SENTENCES[0]} {SENTENCES[1]}</p>{each(lambda n, a, _: f'<li>{link(n, a)}</li>')}",
    ),
    "boxes of a front page": Shape(
        PORTAL,
        "".join(
            f'<div><h2><a href="/c{n}">{name}</a></h2><h3>{link(n, HEADLINES[n])}</h3><p>{SENTENCES[n]}</p>'
            f"<ul><li>{link(n, HEADLINES[n + 1])}</li><li>{link(n, HEADLINES[n + 2])}</li></ul></div>"
            for n, name in enumerate(("Thời sự", "Chỉ đạo", "Địa phương", "Quốc tế"))
        ),
    ),
    "a word of welcome above news": Shape(
        PORTAL,
        f"<div><h2>Lời chào</h2><p>{' '.join(SENTENCES[:2])}</p><p>{' '.join(SENTENCES[2:])}</p></div>"
        f'<h2><a href="/c">Tin mới</a></h2>{each(lambda n, a, _: f"<li>{link(n, a)} ({day(n)})</li>")}',
    ),
    "questions of citizens": Shape(
        "Hỏi đáp pháp luật",
        "<h1>Hỏi đáp pháp luật</h1>"
        + each(lambda n, a, b: f"<p>{link(n, a + '?')}</p><p>Người hỏi: bạn đọc - {day(n)}</p><p>{b}</p>"),
    ),
    "drafts with their terms": Shape(
        "Góp ý dự thảo văn bản",
        "<h2>Góp ý dự thảo văn bản</h2>"
        + each(lambda n, a, _: f"<div><h4>{link(n, a)}</h4><p>{_DRAFT_DAYS.format(day(n))}</p></div>"),
    ),
    "an album of pictures": Shape(
        "Thư viện hình ảnh hoạt động",
        "<h1>Thư viện hình ảnh hoạt động</h1>"
        + each(lambda n, a, _: f"<div>{picture(n)}<p>{link(n, a[:22])}</p></div>"),
    ),
    "headlines that are no links": Shape(
        "Tin từ cơ sở",
        "<h1>Tin từ cơ sở</h1>"
        + each(lambda n, a, b: f"<h3>{a}</h3><p>{day(n)}</p><p>{b}</p><p>{link(n, 'Xem chi tiết')}</p>"),
    ),
    "teasers that end in a link": Shape(
        "Hoạt động đoàn thể",
        "<h1>Hoạt động đoàn thể</h1>"
        + each(lambda n, a, b: f"<div><div><b>{a}</b></div><p>{b} {link(n, 'Xem thêm »')}</p></div>"),
    ),
    "whole posts below one another": Shape(
        "Nhật ký công trường",
        "<h1>Nhật ký công trường</h1>"
        + each(lambda n, a, _: f"<h2>{link(n, a)}</h2><p>{day(n)}</p><p>{'</p><p>'.join(SENTENCES)}</p>", 5),
    ),
    "an introduction above headlines": Shape(
        "Cải cách hành chính",
        "<h1>Cải cách hành chính</h1><p>Chuyên mục đăng tin, bài về việc cắt giảm giấy tờ cho người dân.</p>"
        f"{each(lambda n, a, _: f'<div>{link(n, a)} <i>({day(n)})</i></div>')}{PAGER}",
    ),
    "rows of a layout table": Shape(
        "Tin tổng hợp",
        "<table><tr><td><b>Tin tổng hợp</b></td></tr>"
        + each(lambda n, a, b: f"<tr><td>{link(n, f'<b>{a}</b>')} ({day(n)})<br>{b}</td></tr>")
        + "</table>",
    ),
    "results of a search": Shape(
        "Kết quả",
        "<h1>Kết quả</h1><p>Tìm thấy 132 kết quả cho từ khóa giếng khoan trong 0,2 giây.</p>"
        + each(lambda n, a, b: f"<div><h3>{link(n, a)}</h3><p>… <b>giếng khoan</b> {b} …</p></div>"),
    ),
    "the headlines of one day": Shape(
        "Tin ngày 05/03/2026",
        f"<h1>Tin ngày 05/03/2026</h1>{each(lambda n, a, _: f'<p>1{n}:15 {link(n, a)}</p>')}",
    ),
    "cards that are one link": Shape(
        "Chuyển đổi số",
        "<h1>Chuyển đổi số</h1>"
        + each(lambda n, a, b: link(n, f"<img src=/{n}.jpg><h3>{a}</h3><span>{day(n)}</span><p>{b}</p>")),
    ),
    "dates above headlines": Shape(
        "Thông cáo báo chí",
        "<h1>Thông cáo báo chí</h1>"
        + each(lambda n, a, b: f"<div><p>{day(n)} 08:0{n}</p><h3>{link(n, a)}</h3><p>{b}</p></div>"),
    ),
    "the newest in place of the lost": Shape(
        "Chi tiết bài viết",
        "<h2>Tin mới nhất</h2>"
        + each(lambda n, a, b: f"<div><h3>{link(n, a)}</h3><p>{day(n)}</p><p>{b}</p></div>"),
    ),
    "a single item that leads on": Shape(
        "Tin cơ sở",
        f"<h1>Tin cơ sở</h1>{picture(2)}<h3>{link(2, HEADLINES[2])}</h3><p>{day(2)} 14:05</p>"
        f"<p>{' '.join(SENTENCES)}</p><p>{link(2, 'Đọc tiếp')}</p>",
    ),
    "short questions with a link to the answer": Shape(
        "Hỏi đáp",
        "<h1>Hỏi đáp</h1>"
        + each(
            lambda n, a, b: (
                f"<div><h4>{link(n, a[:20])}</h4><p><i>Bạn đọc - {day(n)}</i></p>"
                f"<p>{b}</p>{link(n, 'Xem câu trả lời')}</div>"
            )
        ),
    ),
    "an introduction above the articles of a topic": Shape(
        "Chuyên đề: Nước sạch nông thôn",
        f"<h1>Chuyên đề: Nước sạch nông thôn</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"
        + each(lambda n, a, b: f"<div><h3>{link(n, a)}</h3><span>{day(n)}</span><p>{b}</p></div>"),
    ),
    "a list above a box of documents": Shape(
        "Tin tức sự kiện nổi bật",
        each(lambda n, a, _: f"<div><h3>{link(n, a)}</h3><p>{day(n)}</p></div>")
        + "<h3>Văn bản mới</h3><ul><li>Số 4/KH-BM về trực lễ</li><li>Số 7/QC-BM về tiếp khách</li></ul>",
    ),
}

_HEAD = f"<h1>{TITLE}</h1><p>Thứ năm, 05/03/2026 09:10</p>"
_ITEMS = f"<ul>{each(lambda n, a, _: f'<li>{link(n, a)} <span>({day(n)})</span></li>')}</ul>"
_OTHERS = f"<h3>Tin khác</h3>{_ITEMS}"
_ROWS = f"<table>{each(lambda n, a, _: f'<tr><td>{n + 1}</td><td>{a}</td><td>{day(n)}</td></tr>')}</table>"
_BULLETS = f"<ul>{each(lambda n, a, _: f'<li>{link(n, a)}</li>', 3)}</ul>"

#: Below title and date, above other articles.
ARTICLES = {
    "a table of decisions": f"<p>{SENTENCES[0]}</p><table>"
    + each(lambda n, a, _: f"<tr><td>{n}</td><td>{_file(n, a)}</td><td>{day(n)}</td></tr>")
    + f"</table>{_OTHERS}",
    "a table alone": _ROWS + _OTHERS,
    "whom to call": "<table>"
    + each(lambda n, a, _: f"<tr><td>{a}</td><td>0900 000 00{n}</td></tr>")
    + f"</table>{_OTHERS}",
    "questions and answers": each(lambda _, a, b: f"<p><b>Hỏi: {a}?</b></p><p>Trả lời: {b}</p>") + _OTHERS,
    "the schedule of a week": "<table>"
    + each(lambda n, a, _: f"<tr><td>{day(n)}</td><td>8:00: {a}</td></tr>")
    + f"</table>{_OTHERS}",
    "a notice with many documents": "<p>Bộ Mẫu đăng toàn văn các tài liệu của kỳ họp.</p><p>Tệp đính kèm:</p>"
    + each(lambda n, a, _: f"<p>{_file(n, a)} ({day(n)})</p>")
    + _OTHERS,
    "documents with a note each": each(lambda n, a, b: f"<p>{_file(n, a)}</p><p>{day(n)}</p><p>{b}</p>")
    + _OTHERS,
    "a digest of the week": f"<p><b>{SENTENCES[3]}</b></p>"
    + each(lambda n, a, b: f"<p><b>{link(n, a)}</b></p><p>{b}</p>")
    + _OTHERS,
    "one sentence": f"<p>{SENTENCES[2]}</p>{_OTHERS}",
    "one sentence, others without a heading": f"<p>{SENTENCES[2]}</p>{_ITEMS}",
    "pictures": f'<p><img src="/a.jpg"></p><p><i>Nhận cờ lưu niệm.</i></p><p><img src="/b.jpg"></p>{_OTHERS}',
    "one picture, others without a heading": f'<div><img src="/a.jpg"></div>{_ITEMS}',
    "links to laws": f"<p>{SENTENCES[2]}</p>{_BULLETS}<p>{SENTENCES[1]}</p>{_OTHERS}",
    "vacancies that lead to more": each(
        lambda n, a, b: f"<p><b>{n}. {a}</b></p><p>{b} {link(n, 'Xem chi tiết')}</p>"
    ),
    "an invitation that leads to its form": f"<h3>{link(1, HEADLINES[1])}</h3><p>{SENTENCES[1]}</p>"
    f"<p>{SENTENCES[2]}</p><p>{link(1, 'Xem chi tiết')}</p>{_OTHERS}",
    "a chronicle": each(lambda n, _, b: f"<h3>Ngày {day(n)}</h3><p>{b}</p>") + _OTHERS,
    "related links in the text": each(
        lambda n, a, b: f"<p>{b}</p><p>{SENTENCES[n % 2]}</p><p>{link(n, a)}</p>", 4
    ),
    "related links below the lead": f"<p><b>{SENTENCES[0]}</b></p>{_BULLETS}<p>{SENTENCES[1]}</p>{_OTHERS}",
}
#: Below a title that the page declares; nothing prints a date.
UNDATED = {
    "one sentence": f"<p>{SENTENCES[0]}</p>{_OTHERS}",
    "a text": f"<p>{'</p><p>'.join(SENTENCES)}</p>{_OTHERS}",
    "documents": f"<p>Tệp đính kèm:</p>{each(lambda n, a, _: f'<p>{_file(n, a)}</p>', 4)}{_OTHERS}",
    "a table": _ROWS + _ITEMS,
    "a picture": f'<p><img src="/a.jpg"></p>{_ITEMS}',
    "an album": each(lambda n, a, _: f'<p><img src="/a{n}.jpg"></p><p><i>{a}.</i></p>') + _OTHERS,
    "related links in the text": ARTICLES["related links in the text"],
}
