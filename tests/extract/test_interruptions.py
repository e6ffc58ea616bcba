"""What portals put between and below the paragraphs of an article, and none of it is its text."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, page, read, texts

BYLINE = "Lưu Hương"
HEADLINE = "Đoàn xe sách lưu động của tỉnh lần đầu vượt đèo đến ba xã chưa có thư viện"
BETWEEN = {
    "one more": f'<p><a href="/x-1.htm">Xem thêm: {HEADLINE}</a></p>',
    "one more, after its label": f'<p><b>Xem thêm:</b> <a href="/x-1.htm">{HEADLINE}</a></p>',
    "arrows": f'<p>&gt;&gt; <a href="/x-1.htm">{HEADLINE}</a></p>',
    "a box without a name": f'<div><p><b>TIN LIÊN QUAN</b></p><p><a href="/x-1.htm">{HEADLINE}</a></p></div>',
    "a table": "<table><tr><td>Tin liên quan</td></tr><tr><td>"
    f'<a href="/x-1.htm">{HEADLINE}</a></td></tr></table>',
    "an advertisement": '<div class="ads"><p>Quảng cáo</p><a href="/qc"><img src="/qc.gif"></a></div>',
    "sharing": '<div><a href="#">Facebook</a> <a href="#">Zalo</a> <a href="#">In trang</a></div>',
    "a player": '<div class="audio-player"><span>Nghe bài viết</span><audio src="/a.mp3"></audio></div>',
    "a vote": '<form class="vote"><p>Bạn thấy bài này thế nào?</p><input type="radio"> Hay</form>',
    "a code": "<div><p>Quét mã QR để theo dõi Zalo của Bộ Mẫu</p></div>",
}
BELOW = {
    "tags": '<div><b>Từ khóa:</b> <a href="/tag/sach">sách</a>, <a href="/tag/ban">bản</a></div>',
    "a counter": "<p>Số lượt xem: 1.234</p>",
    "the next one": f'<p><a href="/n.htm">Bài sau: {HEADLINE} »</a></p>',
    "other articles": "<h3>Các tin khác</h3>"
    + "".join(f'<p><a href="/k{n}.htm">{HEADLINE} thứ {n}</a> (0{n}/05/2013)</p>' for n in range(1, 7)),
    "teasers": "<h3>Tin cùng chuyên mục</h3>"
    + "".join(
        f'<div><h4><a href="/k{n}.htm">{HEADLINE} thứ {n}</a></h4>'
        f"<p>Trường nội trú thứ {n} đã nhận {n} nghìn cuốn sách do bạn đọc gửi tặng.</p></div>"
        for n in range(1, 7)
    ),
    "comments": "<h3>Ý kiến bạn đọc (1)</h3><div><b>Trần Văn Lâm</b>"
    "<p>Quê tôi cũng cần những chuyến xe như thế này lắm.</p><span>06/06/2013 10:11</span></div>",
    "a form": "<form><h3>Gửi bình luận</h3><p>Họ tên</p><input>"
    "<p>Nội dung bình luận phải viết bằng tiếng Việt có dấu và không quá 500 chữ.</p></form>",
    "rights": '<p>® Ghi rõ nguồn "Bộ Mẫu" khi phát hành lại thông tin từ website này.</p>',
    "an invitation": "<p>Mời quý độc giả theo dõi Bộ Mẫu trên "
    '<a href="#">Zalo</a> và <a href="#">Facebook</a>.</p>',
    "ways back": '<p><a href="javascript:history.back()">Quay lại</a> | <a href="#">Lên đầu trang</a></p>',
}
SIGNED = f'<p style="text-align: right"><b>{BYLINE}</b></p>'


def says_all_and_no_more(body: str) -> None:
    head = f'<h1>{TITLE}</h1><p class="date">{DATE}</p>'
    found = read(page(f"<div>{head}{body}</div>"), None)

    assert [ONE, TWO, THREE] == ([found.lead] if found.lead else []) + texts(found)
    assert (TITLE, DATE, BYLINE) == (found.title, found.published_text, found.byline)
    assert not found.images


@pytest.mark.parametrize("what", BETWEEN)
def test_between_paragraphs(what: str) -> None:
    says_all_and_no_more(f"<div><p>{ONE}</p><p>{TWO}</p>{BETWEEN[what]}<p>{THREE}</p>{SIGNED}</div>")


@pytest.mark.parametrize("what", BELOW)
@pytest.mark.parametrize("place", ["in the box of the text", "below it"])
def test_below_the_text(what: str, place: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (ONE, TWO, THREE)) + SIGNED
    inside, below = (BELOW[what], "") if place == "in the box of the text" else ("", BELOW[what])

    says_all_and_no_more(f"<div>{text}{inside}</div>{below}")
