"""Source lines, lead prefixes and photo credits as portals print them, and what only looks so."""

from __future__ import annotations

import pytest

from archiver.vietnamese.bylines import (
    is_photo_credit,
    read_source_line,
    split_credit,
    split_lead_prefix,
)

SOURCE_LINES = [
    "Theo VGP",
    "Nguồn: TTXVN",
    "(Nguồn: Báo Nhân dân)",
    "Theo : Báo Xây dựng điện tử",
    "(Vietnam+)",
    "Nguồn tin: HND huyện Nam Giang",
    'Nguồn "Báo Đại biểu nhân dân" 2016.',
    "Nguồn: Cổng Thông tin điện tử Bộ Công Thương",
    "nguồn TCVN-net",
    "Nguồn VTC: http://vtc.vn/x.htm",
    "(Theo https://www.archives.org.vn/a)",
    "(mst.gov.vn, vnexpress.net. vietnamnet.vn, ictvietnam.vn)",
    "(Chinhphu.vn) -",
    "(Mic.gov.vn) -",
    "(rfd.gov.vn)-",
    "Theo Báo Nhân dân",
    "Theo TTXVN",
    "Theo chinhphu.vn",
    "Theo Hồ Hương",
    "(TTXVN/Vietnam+)",
    "Theo Cổng Thông tin điện tử Chính phủ",
    "TTXVN",
]


NOT_SOURCE_LINES = [
    "Theo Thứ trưởng, việc này cần làm ngay.",
    "Nguồn nhân lực chất lượng cao",
    "Nguồn vốn đầu tư",
    "Theo dõi ICTVietnam trên",
    "Theo Nghị định số 15/2020/NĐ-CP",
    "Theo Luật Báo chí",
    "Theo kế hoạch",
    "(Ảnh: TTXVN)",
    "Lưu Hương",
    "(Đã ký)",
    "Theo ông Nguyễn Văn Hòa",
    "Theo Bộ trưởng Nguyễn Văn Hòa",
    "Nguồn ảnh: TTXVN",
    "(HẾT)",
    "Theo báo cáo của Sở",
    "Theo Quyết định của Thủ tướng, từ nay",
    "Hà Nội",
    "(Đ.T)",
    "Theo đó, mọi xã cùng làm",
    "mic.gov.vn",
    "TTO",
]


PREFIXES = [
    "(Chinhphu.vn) -",
    "(Mic.gov.vn) -",
    "(Bqp.vn) -",
    "(rfd.gov.vn)-",
    "(MPI) -",
    "(NLĐO)-",
    "(Dân trí) -",
    "(ĐCSVN) -",
    "(ĐTCK)",
    "(CL&CS) -",
    "VHO-",
    "ICTnews –",
    "CTTĐT-",
    "TTO -",
    "(PLO)-",
    "(rfd.gov.vn)-",
    "VOV.VN -",
    "Nhân Dân Online -",
    "TTXVN -",
    "(Baonghean.vn) -",
]


NO_PREFIX = [
    "ASEAN - Nhật Bản hợp tác",
    "COVID-19 lan rộng",
    "WHO - tổ chức y tế",
    "Tháng 3 có mưa",
    "(1) Quy định mới",
    "Hà Nội - Sáng nay",
    "SARS-CoV-2 biến đổi",
    "GDP - chỉ số",
    "(Sửa đổi) Luật đất đai",
    "UBND - HĐND huyện họp",
]


CAPTIONS = [
    ("Một dự án của FLC. Ảnh: Hồng Khanh", "Một dự án của FLC.", "Hồng Khanh"),
    ("Bộ trưởng phát biểu tại Hội nghị (Ảnh: mic.gov.vn)", "Bộ trưởng phát biểu tại Hội nghị", "mic.gov.vn"),
    ("Buổi tiếp Hội Quy hoạch. (Ảnh: Thiên Trường)", "Buổi tiếp Hội Quy hoạch.", "Thiên Trường"),
    ("Một bó hoa - Ảnh: H.Y.T.", "Một bó hoa", "H.Y.T."),
    ("Ngân hàng. Ảnh: Reuters", "Ngân hàng.", "Reuters"),
    ("Mạng 5G. Ảnh: TĐ (vietnamnet.vn)", "Mạng 5G.", "TĐ (vietnamnet.vn)"),
    ("Ảnh minh hoạ.", "Ảnh minh hoạ.", ""),
    ("Họp báo (Ảnh minh hoạ)", "Họp báo (Ảnh minh hoạ)", ""),
    ("Tiêu đề bài - Ảnh 1.", "Tiêu đề bài - Ảnh 1.", ""),
    ("Bộ trưởng Tô Lâm phát biểu. |", "Bộ trưởng Tô Lâm phát biểu.", ""),
    ("Toàn cảnh Hội nghị.", "Toàn cảnh Hội nghị.", ""),
    ("Ảnh: VGP", "", "VGP"),
    ("Ảnh VGP/Nhật Bắc", "", "VGP/Nhật Bắc"),
    ("Hội nghị năm 2023”. Ảnh: VGP", "Hội nghị năm 2023”.", "VGP"),
    ("Ảnh: Toàn cảnh hội nghị", "Ảnh: Toàn cảnh hội nghị", ""),
    ("Sở công bố hình ảnh: nhiều người dự", "Sở công bố hình ảnh: nhiều người dự", ""),
    ("Lễ khai mạc. Ảnh VGP/Nhật Bắc", "Lễ khai mạc.", "VGP/Nhật Bắc"),
    ("Cánh đồng (Nguồn: TTXVN)", "Cánh đồng", "TTXVN"),
    ("Cánh đồng. (Ảnh minh họa: Internet)", "Cánh đồng.", "Internet"),
    ("Lãnh đạo Sở chụp ảnh lưu niệm", "Lãnh đạo Sở chụp ảnh lưu niệm", ""),
    ("Đại biểu dự lễ Ảnh: Minh Tâm", "Đại biểu dự lễ", "Minh Tâm"),
    ("Xe cứu hỏa. Ảnh: Cơ quan công an cung cấp", "Xe cứu hỏa.", "Cơ quan công an cung cấp"),
    ("Hồ Gươm. (Ảnh: Minh Tâm/TTXVN)", "Hồ Gươm.", "Minh Tâm/TTXVN"),
]


@pytest.mark.parametrize("line", SOURCE_LINES)
def test_a_line_that_names_the_source_is_returned_as_printed(line):
    assert read_source_line(f" {line}\u00a0") == line


@pytest.mark.parametrize("line", NOT_SOURCE_LINES)
def test_what_only_begins_like_a_source_line_is_none(line):
    assert read_source_line(line) is None


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_sites_mark_is_split_off_the_lead(prefix):
    assert split_lead_prefix(f"{prefix} Tháng này có ba hội nghị.") == (prefix, "Tháng này có ba hội nghị.")


def test_a_mark_glued_to_the_lead_or_alone_is_split_off():
    assert split_lead_prefix("(NLĐO)-Sáng nay trời mưa.") == ("(NLĐO)-", "Sáng nay trời mưa.")
    assert split_lead_prefix("(rfd.gov.vn)-") == ("(rfd.gov.vn)-", "")


@pytest.mark.parametrize("lead", NO_PREFIX)
def test_a_lead_without_a_mark_stays_whole(lead):
    assert split_lead_prefix(lead) == ("", lead)


@pytest.mark.parametrize(("printed", "caption", "credit"), CAPTIONS)
def test_a_credit_is_split_off_the_caption(printed, caption, credit):
    assert split_credit(printed) == (caption, credit)


@pytest.mark.parametrize(
    "line", ["Ảnh: Lưu Hương", "(Ảnh: VGP)", "Ảnh minh hoạ.", "Ảnh VGP/Nhật Bắc", "ẢNH: VĂN HÙNG"]
)
def test_a_line_about_a_picture_only_is_a_photo_credit(line):
    assert is_photo_credit(line)


@pytest.mark.parametrize(
    "line", ["Ảnh hưởng của bão còn lớn.", "Tin, ảnh: Lưu Hương", "Toàn cảnh. Ảnh: VGP", "Lưu Hương", ""]
)
def test_other_lines_are_no_photo_credit(line):
    assert not is_photo_credit(line)
