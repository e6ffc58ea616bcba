"""Bylines, source lines, lead prefixes and credits as portals print them, and what only looks so.

FAULTS 50 and 51.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from corpus import CORPUS
from hypothesis import given
from hypothesis import strategies as st

from archiver.vietnamese.bylines import (
    read_byline,
    read_source_line,
    split_credit,
    split_lead_prefix,
    split_trailing_byline,
)
from archiver.vietnamese.names import person_name

BYLINES = [
    ("Lưu Hương", "Lưu Hương", "person"),
    ("Phạm Linh", "Phạm Linh", "person"),
    ("Mạnh Nguyễn", "Mạnh Nguyễn", "person"),
    ("NGỌC LINH", "NGỌC LINH", "person"),
    ("Thanh Sự", "Thanh Sự", "person"),
    ("                 Hồng Thắm", "Hồng Thắm", "person"),
    ("Thúy Hồng -", "Thúy Hồng", "person"),
    ("HÀ ANH CHIẾN |", "HÀ ANH CHIẾN", "person"),
    ("Bảo Minh -", "Bảo Minh", "person"),
    ("HỒ LAN (thực hiện)", "HỒ LAN (thực hiện)", "person"),
    ("Hà Thu (tổng hợp)", "Hà Thu (tổng hợp)", "person"),
    ("Ngô Toa (tổng hợp)", "Ngô Toa (tổng hợp)", "person"),
    ("Kỹ sư Nguyễn Văn Đồng", "Kỹ sư Nguyễn Văn Đồng", "person"),
    ("Duy Anh", "Duy Anh", "person"),
    ("Nguyên Minh", "Nguyên Minh", "person"),
    ("Dương Ngọc", "Dương Ngọc", "person"),
    ("Minh Chiến", "Minh Chiến", "person"),
    ("Tri Túc", "Tri Túc", "person"),
    ("Anh Minh", "Anh Minh", "person"),
    ("Lê Phương", "Lê Phương", "person"),
    ("Nam Phương", "Nam Phương", "person"),
    ("Văn Ngọc", "Văn Ngọc", "person"),
    ("Công Luận", "Công Luận", "person"),
    ("HÀ KIÊN", "HÀ KIÊN", "person"),
    ("Thúy Ngân", "Thúy Ngân", "person"),
    ("Hằng Nga", "Hằng Nga", "person"),
    ("Đức Huy", "Đức Huy", "person"),
    ("Tuyết Vân -", "Tuyết Vân", "person"),
    ("NHẬT XUÂN - NGHI VŨ", "NHẬT XUÂN - NGHI VŨ", "people"),
    ("VĂN HÀO - TRẦN HỮU", "VĂN HÀO - TRẦN HỮU", "people"),
    ("Đức An- Nhật Quang", "Đức An- Nhật Quang", "people"),
    ("Hồng Nhung, Minh Nam", "Hồng Nhung, Minh Nam", "people"),
    ("Tố Tuấn/Vũ Nguyệt", "Tố Tuấn/Vũ Nguyệt", "people"),
    ("Hải Ngọc - Châu Tuấn", "Hải Ngọc - Châu Tuấn", "people"),
    ("NHẬT XUÂN và 1 tác giả khác", "NHẬT XUÂN và 1 tác giả khác", "people"),
    ("PV", "PV", "initials"),
    ("TQ", "TQ", "initials"),
    ("H. Đức", "H. Đức", "initials"),
    ("H.T.", "H.T.", "initials"),
    ("H.Bình", "H.Bình", "initials"),
    ("H.Dũng", "H.Dũng", "initials"),
    ("L.PHI", "L.PHI", "initials"),
    ("{PT}", "PT", "initials"),
    ("CTTĐT", "CTTĐT", "organisation"),
    ("CTTĐT-", "CTTĐT", "organisation"),
    ("vnews", "vnews", "organisation"),
    ("ICTnews -", "ICTnews", "organisation"),
    ("Phòng tư pháp huyện Vũ Quang", "Phòng tư pháp huyện Vũ Quang", "organisation"),
    ("Trung tâm Tin tức", "Trung tâm Tin tức", "organisation"),
    ("Phóng viên VOV", "Phóng viên VOV", "organisation"),
    ("Thời sự -    Văn Thắng", "Thời sự - Văn Thắng", "person"),
    ("Nguyễn Thuần / Đài TT - TH Hưng Hà", "Nguyễn Thuần / Đài TT - TH Hưng Hà", "person"),
    (
        "Đinh Tiến Dũng, Bộ Thông tin và Truyền thông|",
        "Đinh Tiến Dũng, Bộ Thông tin và Truyền thông",
        "person",
    ),
    (
        "Trần Hải Nam, Phòng Kỹ thuật - Cục Bưu điện Trung ương",
        "Trần Hải Nam, Phòng Kỹ thuật - Cục Bưu điện Trung ương",
        "person",
    ),
    ("Tác giả bài viết: Huyện Đoàn Thạch An", "Huyện Đoàn Thạch An", "organisation"),
    ("Tác giả bài viết: HND huyện Nam Giang", "HND huyện Nam Giang", "organisation"),
    ("Tác giả: Nguyễn Thị Tuyết Trinh", "Nguyễn Thị Tuyết Trinh", "person"),
    ("CTV : Nguyễn Thị Nhung", "Nguyễn Thị Nhung", "person"),
    ("Theo Hồ Hương", "Hồ Hương", "person"),
    ("Tin, ảnh: Lưu Hương", "Lưu Hương", "person"),
    ("(Tin, ảnh: Lưu Hương)", "Lưu Hương", "person"),
    ("Tin và ảnh: Tổ Thông tin", "Tổ Thông tin", "organisation"),
    ("Bài, ảnh: Trạm Bảo vệ thực vật huyện", "Trạm Bảo vệ thực vật huyện", "organisation"),
    ("Tin, bài: Ủy ban MTTQ xã Mẫu", "Ủy ban MTTQ xã Mẫu", "organisation"),
    ("Written by: Nguyen Thi Hoa", "Nguyen Thi Hoa", "person"),
    ("Luu Thi Huong", "Luu Thi Huong", "person"),
    ("P.V", "P.V", "initials"),
    ("Bài và ảnh: Trần Văn Bình", "Trần Văn Bình", "person"),
    ("Tin: Lan Anh - Ảnh: Văn Hùng", "Lan Anh", "person"),
    ("Bài: Minh Tâm; Ảnh: Quốc Việt", "Minh Tâm", "person"),
    ("./. Hồng Thắm", "Hồng Thắm", "person"),
    ("ThS. Nguyễn Văn Hòa", "ThS. Nguyễn Văn Hòa", "person"),
    ("Nguyễn Văn Hòa (ghi)", "Nguyễn Văn Hòa (ghi)", "person"),
    ("Thực hiện: Nhóm phóng viên", "Nhóm phóng viên", "organisation"),
    ("Hà My (Theo Reuters)", "Hà My", "person"),
    ("Ban Biên tập", "Ban Biên tập", "organisation"),
    ("Nguyễn Văn Hòa.", "Nguyễn Văn Hòa", "person"),
    ("TÁC GIẢ: LÊ VĂN TÁM", "LÊ VĂN TÁM", "person"),
    ("Tác giả: H'Hen Niê", "H'Hen Niê", "person"),
    ("PV: Lan Anh", "Lan Anh", "person"),
    ("Lan Anh (Ảnh: Văn Hùng)", "Lan Anh", "person"),
    ("Thu Hà (TTXVN)", "Thu Hà", "person"),
    ("Thu Hà tổng hợp", "Thu Hà tổng hợp", "person"),
    ("Lưu Hương thực hiện", "Lưu Hương thực hiện", "person"),
    ("TG: Lưu Hương", "Lưu Hương", "person"),
    ("Lưu Hương./.", "Lưu Hương", "person"),
]
NOT_BYLINES = [
    "Bài viết: Chuyển đổi số trong cơ quan nhà nước",
    "Tin: Ba hội nghị trong tháng này",
    "Chùm ảnh: Hội đua ghe ngo trên sông",
    "Tổ công tác về cơ sở",
    "Ho Chi Minh",
    "Ảnh: Lưu Hương",
    "(Ảnh: Thiên Trường)",
    "Ảnh: VGP/Nhật Bắc",
    "PV: Xin ông cho biết kết quả của năm qua?",
    "PV: Thưa ông, kế hoạch sắp tới là gì",
    "PV:",
    "Hà Nội",
    "Đà Nẵng",
    "TP. Hồ Chí Minh",
    "Hải Dương",
    "Thái Bình",
    "Quảng Ninh, Hải Phòng",
    "Thái Bình, Nam Định, Quảng Ninh và Hải Dương.",
    "Top",
    "banner",
    "icon",
    "In bài viết",
    "In ra",
    "Tin khác",
    "Tin Khác",
    "TIN MỚI",
    "TIN LIÊN QUAN",
    "TIÊU ĐIỂM",
    "TIN NỔI BẬT",
    "TIN CÙNG CHUYÊN MỤC",
    "Xem thêm",
    "Xem chi tiết",
    "Doanh nghiệp",
    "Doanh Nghiệp",
    "Quốc Gia",
    "Cổng dịch vụ công",
    "Cổng thông tin điện tử của các đơn vị thuộc Bộ",
    "Sự kiện",
    "Sự Kiện",
    "Trang chủ",
    "Trang Chủ",
    "Thông Tin",
    "Văn Hóa",
    "VĂN HÓA",
    "KINH TẾ",
    "Thời sự",
    "Liên hệ",
    "Giới Thiệu",
    "admin",
    "webmaster",
    "Tác giả: admin",
    "Tác giả: Administrator",
    "Người đăng: quantri",
    "vnews",
    "mic.gov.vn",
    "Tác giả: mic.gov.vn",
    "THÔNG BÁO",
    "Bộ trưởng Nguyễn Văn Hòa",
    "BỘ TRƯỞNG",
    "KT. BỘ TRƯỞNG",
    "(Đã ký)",
    "TM. CHÍNH PHỦ",
    "Trân trọng./.",
    "Toàn cảnh Hội nghị.",
    "Quang cảnh Hội nghị",
    "Kiểm tra tại UBND phường Kỳ Long",
    "Trung tâm khu vực III",
    "Nguyễn Văn Hòa, Chủ tịch UBND tỉnh",
    "Nguyễn Văn Hòa phát biểu",
    "Ông Nguyễn Văn Hòa",
    "Theo VGP",
    "Nguồn: TTXVN",
    "(Vietnam+)",
    "Theo Thứ trưởng, việc này cần làm ngay.",
    "Phòng chống thiên tai",
    "Phòng chống tham nhũng, lãng phí",
    "Việt Nam",
    "Hồ Chí Minh",
    "Hoa Kỳ",
    "Hàn Quốc",
    "NO COMMENTS",
    "Leave a Reply",
    "Skip to main content",
    "EN",
    "VN",
    "II",
    "Nguyễn Văn Hòa:",
    "Tác giả: Đang cập nhật",
    "Văn bản mới",
    "Số lượt đọc83",
    "aa",
    "202300218-m100-fb.jpg",
    "Chia sẻ",
    "Từ khóa: an ninh mạng",
    "Ảnh hưởng của bão số 3 còn lớn.",
    "Hội nghị tổng kết",
    "Lan",
    "Cục trưởng Cục Văn thư và Lưu trữ nhà nước",
    "Bài học kinh nghiệm: cần chủ động hơn",
    "Tin tức: Hoạt động của Bộ",
    "Theo H. Đức",
    "Chương trình thực hiện",
    "Báo cáo tổng hợp",
    "TG: 19h30 hằng ngày",
    "Hội nghị (TTXVN)",
]


@pytest.mark.parametrize(("line", "text", "kind"), BYLINES)
def test_every_byline_seen_is_read_without_label_and_decoration(line, text, kind):
    byline = read_byline(line)

    assert (text, kind) == (byline.text, byline.kind)
    assert 0 < byline.confidence <= 0.95


@pytest.mark.parametrize("line", NOT_BYLINES)
def test_what_only_looks_like_a_byline_is_none(line):
    assert read_byline(line, site_names=["vnews.gov.vn", "Báo Xây dựng"]) is None


@pytest.mark.parametrize("line", ["vnews", "Tác giả: vnews", "VNEWS"])
@pytest.mark.parametrize(
    ("site_names", "expected"),
    [
        ((), True),
        (("tinhdoan.example.vn",), True),
        (("https://vnews.gov.vn/video",), False),
        (("VNews",), False),
    ],
)
def test_a_newsroom_signs_in_one_word_but_not_on_its_own_portal(line, site_names, expected):
    byline = read_byline(line, site_names=site_names)

    assert expected == (byline is not None and byline.kind == "organisation")


@pytest.mark.parametrize("line", ["news", "Tin tức news", "hotnews", "TopNews", "banner", "icon", "vnews 24"])
def test_other_words_in_small_letters_sign_nothing(line):
    assert read_byline(line) is None


def test_a_label_makes_a_byline_surer_than_a_bare_name():
    assert read_byline("Tác giả: Lưu Hương").confidence > read_byline("Lưu Hương").confidence
    assert read_byline("TQ").confidence < read_byline("Lưu Hương").confidence


@pytest.mark.parametrize("line", ["Lưu Hương", "PV", "CTTĐT", "VĂN HÀO - TRẦN HỮU"])
def test_where_only_a_label_counts_a_bare_name_is_none(line):
    assert read_byline(line, labelled_only=True) is None


@pytest.mark.parametrize("line", ["Tin, ảnh: Lưu Hương", "(Tin, ảnh: Lưu Hương)", "Lưu Hương (thực hiện)"])
def test_where_only_a_label_counts_labels_and_roles_do(line):
    assert read_byline(line, labelled_only=True).text.startswith("Lưu Hương")


@pytest.mark.parametrize("name", ["Báo Công Lý", "https://www.congly.vn/", "congly.vn"])
def test_the_portals_own_name_signs_nothing(name):
    assert read_byline("Tác giả: Báo Công Lý", site_names=["Báo Công Lý"]) is None
    assert read_byline("Công Lý", site_names=[name, "Công lý"]) is None


@pytest.mark.parametrize(
    ("paragraph", "text", "byline"),
    [
        ("Lễ bế mạc vào chiều mai./.                  Hồng Thắm", "Lễ bế mạc vào chiều mai./.", "Hồng Thắm"),
        ("Lễ bế mạc vào chiều mai./. Hồng Thắm", "Lễ bế mạc vào chiều mai./.", "Hồng Thắm"),
        (
            "Lễ bế mạc vào chiều mai.\u00a0\u00a0\u00a0\u00a0\u00a0Hồng Thắm",
            "Lễ bế mạc vào chiều mai.",
            "Hồng Thắm",
        ),
        ("Lễ bế mạc vào chiều mai.\nHồng Thắm", "Lễ bế mạc vào chiều mai.", "Hồng Thắm"),
        ("Lễ bế mạc vào chiều mai. (Tin, ảnh: Lan Anh)", "Lễ bế mạc vào chiều mai.", "Lan Anh"),
        ("Lễ bế mạc vào chiều mai. Hồng Thắm", "Lễ bế mạc vào chiều mai. Hồng Thắm", ""),
        ("Lễ bế mạc vào chiều mai./.", "Lễ bế mạc vào chiều mai./.", ""),
        ("Lễ bế mạc tại đây./.      Hà Nội", "Lễ bế mạc tại đây./. Hà Nội", ""),
        ("", "", ""),
    ],
)
def test_a_byline_at_the_end_of_the_last_paragraph_is_split_off(paragraph, text, byline):
    assert split_trailing_byline(paragraph) == (text, byline)


#: Names with the letters of a word or a place, and what they are not.
PEN_NAMES = [
    ("Đình Hương", "Định hướng"),
    ("Hải Phong", "Hải Phòng"),
    ("Bảo Chi", "Báo chí"),
    ("Vân Phong", "Văn phòng"),
    ("Thái Bính", "Thái Bình"),
    ("BẢO CHI", "BÁO CHÍ"),
    ("Hoà Bính", "Hòa Bình"),
]


@pytest.mark.parametrize(("name", "word"), PEN_NAMES)
def test_a_name_that_only_its_accents_tell_from_a_word_is_a_less_sure_byline(name, word):
    assert (name, 0.6) == (read_byline(name).text, read_byline(name).confidence)
    assert (name, 0.95) == (read_byline(f"Tác giả: {name}").text, read_byline(f"Tác giả: {name}").confidence)
    for printed in (word, word.title(), word.upper(), unicodedata.normalize("NFD", word.title())):
        assert read_byline(printed) is None


@pytest.mark.parametrize(
    "name", ["Hai Phong", "Bao Chi", "Van Phong", "Thành Phố", "Hà Đông", "Hoà Bình", "Bế Mạc"]
)
def test_without_accents_or_with_those_of_the_word_it_is_none(name):
    assert read_byline(name) is None


FAMILY = st.sampled_from(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
    ]
)
MIDDLE = st.sampled_from(["Văn", "Thị", "Minh", "Đức", "Ngọc", "Thị Thu", "Hữu", ""])
GIVEN = st.sampled_from(
    ["Hương", "Linh", "Thắm", "Bình", "Tuấn", "Trang", "Hùng", "Yến", "Quỳnh", "Thảo", "Dũng", "Nhung"]
)
NAMES = st.tuples(FAMILY, MIDDLE, GIVEN).map(lambda parts: " ".join(" ".join(parts).split()))


@given(NAMES, st.sampled_from(["{}", "Tác giả: {}", "(Tin, ảnh: {})", "{} -", "./. {}", "Bài và ảnh: {}."]))
def test_any_full_name_is_a_byline_in_any_dress_and_spelling(name, dress):
    printed = dress.format(name)
    if person_name(name) == 0.0:
        # `Hồ Bình` and the like are places or columns as well.
        return

    assert read_byline(unicodedata.normalize("NFD", printed)).text == name
    assert read_byline(printed.upper()).text == name.upper()
    assert read_byline(printed.replace(" ", "\u00a0 ")).text == name


@given(st.text(alphabet='ẢnhTácgiảNguồnTheoPV:().,-/|[]{} \n"vn.1', max_size=80))
def test_no_text_makes_the_readers_fail(text):
    read_byline(text, site_names=["mic.gov.vn", ""])
    read_source_line(text)
    split_lead_prefix(text)
    split_credit(text)
    split_trailing_byline(text)


@pytest.mark.parametrize(
    "hostile", ["a." * 20000, "Ảnh: " * 4000, "x." + " " * 40000 + "y" * 99, "(" * 20000]
)
def test_a_very_long_line_is_read_in_no_time(hostile):
    before = datetime.now(UTC)
    for read in (read_byline, read_source_line, split_lead_prefix, split_credit, split_trailing_byline):
        read(hostile)

    assert datetime.now(UTC) - before < timedelta(seconds=2)


def portal_rows():
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real pages is not in {CORPUS}")
    return [json.loads(line) for line in (CORPUS / "texts.jsonl").read_text(encoding="utf-8").splitlines()]


def test_on_portal_texts_every_labelled_byline_is_read_and_none_is_invented():
    missed, invented = [], []
    for row in portal_rows():
        found = [byline.text for line in row["text"].split("\n") if (byline := read_byline(line))]
        expected = (row["byline"] or "").removeprefix("Tác giả bài viết: ")
        if expected and expected not in found:
            missed.append(expected)
        invented += [text for text in found if text != expected]

    assert (missed, invented) == ([], [])


def test_on_portal_texts_every_labelled_source_line_is_read_and_none_is_invented():
    wrong = []
    for row in (row for row in portal_rows() if row["kind"] == "article"):
        lines = [line for line in row["text"].split("\n") if line.strip()]
        found = {source for line in lines if (source := read_source_line(line))}
        found |= {prefix for line in lines if (prefix := split_lead_prefix(line)[0])}
        expected = {row["source_line"]} - {None}
        if {mark.rstrip(" -") for mark in found} != {mark.rstrip(" -") for mark in expected}:
            wrong.append((row["url"], found, expected))

    assert wrong == []
