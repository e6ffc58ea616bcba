"""Pages that frameworks render: boxes without blanks between them, hidden labels, cards, shells."""

from __future__ import annotations

import pytest
from pages import DATE, ONE, THREE, TITLE, TWO, article, page, paragraphs, read, refusal, texts

TWO_BOXES = "<span>{}</span><span>28/09/2025 06:10</span><span>1.204 lượt xem</span>"


def test_a_question_and_its_answer_in_boxes_of_their_own_are_one_text() -> None:
    who = "<li>Người gửi: Trần Thị Bông</li><li>Ngày gửi: 03/06/2013</li><li>Ngày trả lời: 05/06/2013</li>"
    rows = "".join(
        f"<tr><td>{n}</td><td><a href=/{n}>Thư viện xã có mở cửa ngày lễ hay không</a></td></tr>"
        for n in range(6)
    )
    others = f"<table><tr><th>STT</th><th>Tiêu đề</th><th>Ngày trả lời</th></tr>{rows}</table>"
    html = page(
        "<div><p>Trang chủ » Hỏi đáp » Chi tiết câu hỏi</p>"
        f"<h2>Mượn sách ở thư viện khác xã được không?</h2><ul>{who}</ul>"
        f"<div><div>Câu hỏi</div><div><p>{ONE}</p></div></div>"
        f"<div><div>Trả lời</div><div>{paragraphs(TWO, THREE)}</div></div></div><div>{others}</div>",
        head="<title>Chi tiết câu hỏi</title>",
    )
    found = read(html)

    assert ["Câu hỏi", ONE, "Trả lời", TWO, THREE] == texts(found)
    assert ("Mượn sách ở thư viện khác xã được không?", "", "", "Hỏi đáp") == (
        found.title,
        found.byline,
        found.lead,
        found.category,
    )


def test_the_column_right_above_a_title_is_found_below_the_link_of_a_picture() -> None:
    kicker = '<a href="/"><img src="/mark.png"></a><h6><a href="/mo-hinh">Mô hình hay</a></h6>'
    found = read(article(paragraphs(ONE, TWO)).replace("<h1>", f"{kicker}<h1>"))

    assert "Mô hình hay" == found.category


SHELL = "<div id=root><h1>Bộ Mẫu</h1><p>Đang tải dữ liệu, vui lòng chờ trong giây lát...</p></div>"
WALL = (
    f"<h1>{TITLE}</h1><p>{DATE}</p><p>{ONE}</p><h2>Đăng nhập để xem nội dung</h2>"
    "<form><input name=u><input type=password name=p><button>Vào</button></form>"
)


@pytest.mark.parametrize(("body", "reason"), [(SHELL, "empty"), (WALL, "login")])
def test_a_shell_and_a_wall_are_no_articles(body: str, reason: str) -> None:
    assert reason == refusal(page(body))


def test_who_may_comment_is_no_wall() -> None:
    form = "<p>Đăng nhập để gửi bình luận</p><form><input name=u><input type=password name=p></form>"
    found = read(article(paragraphs(ONE, TWO) + form))

    assert [ONE, TWO] == texts(found)
