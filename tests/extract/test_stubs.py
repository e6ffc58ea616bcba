"""Pages with status 200 that stand where an article should be: walls, faults, forms, promises."""

from __future__ import annotations

import pytest
from list_shapes import Shape, whole_page
from pages import DATE, TITLE, article, page, paragraphs, read, refusal, texts

FORM = "<form><input name=u><input type=password name=p><button>Vào</button></form>"
BARE = {
    "IIS forbids": (
        "<h2>403 - Forbidden: Access is denied.</h2><h3>You do not have permission.</h3>",
        "blocked",
    ),
    "a gate for robots": (
        "<h2>Phát hiện truy cập bất thường</h2><p>Hãy gõ các chữ trong hình để đi tiếp.</p>",
        "blocked",
    ),
    "a gate in English": ("<p>Our systems have detected unusual traffic from your network.</p>", "blocked"),
    "an upgrade": (
        "<h1>Website đang được nâng cấp</h1><p>Mời bạn trở lại sau 6 giờ sáng mai.</p>",
        "maintenance",
    ),
    "a pause of service": ("<p>Cổng tạm dừng dịch vụ trong đêm nay để thay máy chủ.</p>", "maintenance"),
    "a move": ("<h3>Website tạm thời đóng để chuyển sang hệ thống mới.</h3>", "maintenance"),
    "a promise in English": ("<h1>We will be back shortly</h1><p>Thank you for waiting.</p>", "maintenance"),
    "a fault": ("<p>Đã xảy ra lỗi khi tải trang này. Mời bạn tải lại.</p>", "error-page"),
    "a fault in English": ("<h1>Oops</h1><p>Something went wrong on our side.</p>", "error-page"),
    "a question about cookies": (
        "<h2>Cookie</h2><p>Cổng này lưu cookie để nhớ cỡ chữ bạn đã chọn.</p><button>Nhận</button>",
        "empty",
    ),
}
AMONG_BOXES = {
    "a fault": (
        "Báo lỗi",
        "<h1>Đã có lỗi xảy ra</h1><p>Mời bạn tải lại trang sau ít phút.</p>",
        "error-page",
    ),
    "an upgrade": ("Thông tin", "<h2>Cổng thông tin điện tử đang nâng cấp</h2>", "maintenance"),
    "a login": ("Đăng nhập", f"<h1>Đăng nhập tài khoản</h1>{FORM}", "login"),
    "a wall before the text": (
        "Bộ Mẫu",
        f"<h1>Tài liệu nội bộ</h1><p>Vui lòng đăng nhập để đọc tiếp bài viết này.</p>{FORM}",
        "login",
    ),
    "what was taken down": (
        "Thông báo",
        "<h1>Thông báo</h1><p>Bài viết bạn mở đã bị gỡ theo yêu cầu của tác giả.</p>",
        "not-found",
    ),
    "what is no longer there": (
        "Thông báo",
        "<h1>Thông báo</h1><p>Nội dung này không còn tồn tại trên cổng.</p>",
        "not-found",
    ),
    "what is to come": (
        "Lịch sử ngành",
        "<h1>Lịch sử ngành</h1><p>Nội dung đang được cập nhật…</p>",
        "empty",
    ),
}


@pytest.mark.parametrize("name", BARE)
def test_a_page_with_little_else_is_what_it_says(name: str) -> None:
    html, reason = BARE[name]

    assert reason == refusal(f"<html><head><title>Bộ Mẫu</title></head><body>{html}</body></html>")


@pytest.mark.parametrize("name", AMONG_BOXES)
def test_a_page_says_so_among_menus_news_and_a_foot_too(name: str) -> None:
    declared, middle, reason = AMONG_BOXES[name]

    assert reason == refusal(whole_page(Shape(declared, middle)))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Hệ thống dịch vụ công tạm ngừng hoạt động đêm 15/6", "Hệ thống đang được nâng cấp để nhận hồ sơ."),
        ("Không tìm thấy người mất tích trên sông Mẫu", "Đội cứu nạn tạm dừng hoạt động lúc trời tối."),
        ("Từ 1/7 bỏ mã xác nhận khi nộp hồ sơ", "Người dân không còn phải chứng minh không phải là robot."),
        ("Sửa lỗi hệ thống cấp hộ chiếu", "Có lỗi xảy ra với 40 hồ sơ, nay đã xử lý xong."),
    ],
)
def test_a_dated_notice_may_tell_of_all_that(title: str, text: str) -> None:
    head, middle = f"<title>{title}</title>", f"<h1>{title}</h1><p>{DATE}</p><p>{text}</p>"
    print_view = f"<html><head>{head}</head><body>{middle}</body></html>"

    assert [title] * 2 == [read(html).title for html in (print_view, page(middle, head))]


def test_a_word_about_cookies_beside_a_notice_is_no_question() -> None:
    banner = "<div><p>Cổng này lưu cookie để nhớ cỡ chữ bạn đã chọn.</p></div>"
    notice = "<p>Bộ phận một cửa nghỉ trực chiều 12/6 để tập huấn.</p>"

    assert "Lịch trực" == read(page(f"{banner}<h1>Lịch trực</h1>{notice}", "<title>Lịch trực</title>")).title


def test_a_login_form_beside_a_short_notice_of_logins_says_nothing() -> None:
    title = "Cấp tài khoản đăng nhập mới từ 8/12"
    notice = f"<h2>{title}</h2><p>{DATE}</p><p>Tài khoản cũ bị khóa lúc 17 giờ cùng ngày.</p>{FORM}"

    assert title == read(page(notice, f"<title>{title} - Bộ Mẫu</title>")).title


def test_a_login_form_beside_an_article_says_nothing() -> None:
    html = article(
        paragraphs("Bộ mở cổng đăng nhập một lần.", "Mỗi cán bộ có một tài khoản."), title="Đăng nhập một lần"
    )

    assert "Đăng nhập một lần" == read(html.replace("</body>", f"{FORM}</body>")).title


def test_a_promise_is_a_paragraph_where_others_stand() -> None:
    promise = "Thông tin đang được cập nhật."

    assert promise in texts(read(article(paragraphs("Cầu Mẫu thông xe lúc 9 giờ sáng nay.", promise))))


@pytest.mark.parametrize(
    "mark",
    [
        '<form><textarea></textarea><div class="g-recaptcha"></div></form>',
        "<script>var a = '/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>",
        '<script src="/_Incapsula_Resource?a=1"></script>',
    ],
)
def test_the_script_of_a_guard_beside_a_dated_notice_says_nothing(mark: str) -> None:
    notice = article(f"<p>Bộ phận một cửa nghỉ trực chiều 12/6.</p>{mark}", title=TITLE)

    assert TITLE == read(notice).title
    assert "blocked" == refusal(page(f"<h1>Xin chờ</h1><p>Đang kiểm tra trình duyệt.</p>{mark}", ""))
