"""Date lines of ministry portals and papers, each as it was seen, and the lines that only look like one."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from corpus import CORPUS, needs_corpus
from hypothesis import example, given
from hypothesis import strategies as st

from archiver.records import VIETNAM, Precision
from archiver.vietnamese.text import clean
from archiver.vietnamese.timestamps import find_timestamps, parse_machine_time, parse_timestamp

SEEN = [
    ("Thứ tư, 05/06/2013 09:32", "2013-06-05T09:32"),
    ("Thứ năm, 20/03/2025 00:00", "2025-03-20"),
    ("12/08/2023 20:10", "2023-08-12T20:10"),
    ("01/03/2026 09:51", "2026-03-01T09:51"),
    ("Thứ Ba, ngày 17/02/2026 03:15", "2026-02-17T03:15"),
    ("Thứ Sáu, ngày 30/01/2026 08:11", "2026-01-30T08:11"),
    (
        "Thứ Sáu, ngày 30/01/2026 08:11Sáng 29/01/2026, đoàn công tác đã làm việc tại địa phương",
        "2026-01-30T08:11",
    ),
    ("Friday 2025-07-18 08:43", "2025-07-18T08:43"),
    ("Wednesday 2025-07-16 01:07", "2025-07-16T01:07"),
    ("14:53 23/03/2020", "2020-03-23T14:53"),
    ("13:32 23/03/2020", "2020-03-23T13:32"),
    ("14/07/2011", "2011-07-14"),
    ("15/08/2005", "2005-08-15"),
    ("15/05/2025", "2025-05-15"),
    ("21/02/2017", "2017-02-21"),
    ("27/11/2013", "2013-11-27"),
    ("30/12/2025", "2025-12-30"),
    ("31/03/2020", "2020-03-31"),
    ("13/09/2024", "2024-09-13"),
    ("20/01/2023", "2023-01-20"),
    ("10:28 AM 11/10/2018 |   Lượt xem: 4539 |   In bài viết |", "2018-10-11T10:28"),
    ("10:12 AM 30/07/2007  |   Lượt xem: 271  |", "2007-07-30T10:12"),
    ("( Cập nhật lúc: 24/12/2020  )", "2020-12-24"),
    ("Ngày tạo: 02/10/2023 10:30:34 | Lượt xem: 1332", "2023-10-02T10:30:34"),
    ("- Thứ ba - 26/03/2019 11:39", "2019-03-26T11:39"),
    ("Thứ tư - 31/08/2016 09:39", "2016-08-31T09:39"),
    ("Thứ tư, 07/12/16", "2016-12-07"),
    ("- 12/05/2016 04:00:00 PM", "2016-05-12T16:00"),
    ("- 12/05/2016 04:00:00 PM - Đã xem: 128", "2016-05-12T16:00"),
    ("30/03/2021 | 12:00 AM", "2021-03-30"),
    ("Ngày đăng: 24/09/2018", "2018-09-24"),
    ("(26/10/2011)", "2011-10-26"),
    ("(28/11/2023)", "2023-11-28"),
    ("(09/11/2017)", "2017-11-09"),
    ("13:50 17/09/2025", "2025-09-17T13:50"),
    ("19-04-2024, 12:57", "2024-04-19T12:57"),
    ("09-01-2024, 17:48 (GMT+7)", "2024-01-09T17:48"),
    ("/2014/11/03/", "2014-11-03"),
    ("/portal/Pages/2023-10-26/", "2023-10-26"),
    ("Thứ hai, ngày 23 tháng 12 năm 2024", "2024-12-23"),
    ("16:32 ICT Thứ ba, 14/07/2020", "2020-07-14T16:32"),
    ("Thứ Ba, 21/4/2015 - 11:37", "2015-04-21T11:37"),
    ("07:05 | 09/11/2022", "2022-11-09T07:05"),
    ("Đinh Tiến Dũng, Bộ Thông tin và Truyền thông| 05/11/2022 14:00", "2022-11-05T14:00"),
    ("Chuyển đổi số - Ngày đăng : 14:40, 17/09/2024", "2024-09-17T14:40"),
    ("Trần Hải Nam, Phòng Kỹ thuật - Cục Bưu điện Trung ương 17/09/2024 14:40", "2024-09-17T14:40"),
    ("{PT} 05/09/2025 14:49", "2025-09-05T14:49"),
    ("Thứ Năm 31/01/2019 | 10:22 GMT+7", "2019-01-31T10:22"),
    ("19 Tháng Ba 2024", "2024-03-19"),
    ("Thứ Ba, 12/06/2012|20:26", "2012-06-12T20:26"),
    ("20:23, 30/12/2022", "2022-12-30T20:23"),
    ("11:10 18/07/2022", "2022-07-18T11:10"),
    ("21:46 09/12/2014", "2014-12-09T21:46"),
    ("(09/10/2015 15:34:31)", "2015-10-09T15:34:31"),
    ("Thứ Sáu, 22/11/2024, 16:08 (GMT+7)", "2024-11-22T16:08"),
    ("Thứ sáu 05/12/2025 10:15", "2025-12-05T10:15"),
    ("Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25T16:22"),
    ("VĂN HÀO - TRẦN HỮU 30/04/2016 11:39", "2016-04-30T11:39"),
    ("Bảo Minh - 15:39 05/08/2022 GMT+7", "2022-08-05T15:39"),
    ("Thứ Ba, 17-09-2019, 04:45", "2019-09-17T04:45"),
    ("Thứ Ba, 29.11.2022 - 07:56:45", "2022-11-29T07:56:45"),
    ("THỨ BA, 05/04/2022 18:36:10", "2022-04-05T18:36:10"),
    ("HỒ LAN (thực hiện) 00:40, 22/01/2023", "2023-01-22T00:40"),
    ("Thứ hai, ngày 23 tháng 1 năm 2023 | 11:35", "2023-01-23T11:35"),
    ("24/02/2008 14:40 GMT+7", "2008-02-24T14:40"),
    ("24/03/2025 9:31:16", "2025-03-24T09:31:16"),
    ("07/01/2026 lúc 13:06 (GMT+7)", "2026-01-07T13:06"),
    ("Ngày đưa:  18/01/2013 02:26:46 PM", "2013-01-18T14:26:46"),
    ("10:51 | 21/05/2015", "2015-05-21T10:51"),
    ("Tuyết Vân - 05:50 17/09/2021", "2021-09-17T05:50"),
    ("11.12.2022", "2022-12-11"),
    ("28/12/13", "2013-12-28"),
    ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07T00:05"),
    ("Thứ Bảy, 07/03/2026 - 08:52", "2026-03-07T08:52"),
    ("Thứ bảy, 07/03/2026 - 08:07", "2026-03-07T08:07"),
    ("07-03-2026 - 00:01 AM", "2026-03-07T00:01"),
    ("07/03/2026 08:06 GMT+7", "2026-03-07T08:06"),
    ("- 07/03/2026 08:47", "2026-03-07T08:47"),
]
RULES = [
    ("Cập nhật: 05/06/2013 09h32", "2013-06-05T09:32"),
    ("Hà Nội, ngày 05 tháng 6 năm 2013", "2013-06-05"),
    ("T4, 05/06/2013", "2013-06-05"),
    ("Thứ 4, 05/06/2013", "2013-06-05"),
    ("CN, 09/06/2013", "2013-06-09"),
    ("Chủ nhật, 09/06/2013", "2013-06-09"),
    ("Chúa nhật 09/06/2013", "2013-06-09"),
    ("Thứ bẩy, 08/06/2013", "2013-06-08"),
    ("thu tu 05/06/2013 9h32", "2013-06-05T09:32"),
    ("05/06/2013 24:00", "2013-06-05"),
    ("05/06/2013 9 giờ 32", "2013-06-05T09:32"),
    ("9 giờ 32 ngày 5/6/2013", "2013-06-05T09:32"),
    ("09 giờ 32 phút, ngày 05/06/2013", "2013-06-05T09:32"),
    ("09h32 ngày 05/06/2013", "2013-06-05T09:32"),
    ("09h32', 05/06/2013", "2013-06-05T09:32"),
    ("05/06/2013 02:05 CH", "2013-06-05T14:05"),
    ("05/06/2013 12:05 SA", "2013-06-05T00:05"),
    ("05/06/2013 14:05 CH", "2013-06-05T14:05"),
    ("05/06/2013 2:05 chiều", "2013-06-05T14:05"),
    ("05/06/2013 12:05 PM", "2013-06-05T12:05"),
    ("9 giờ sáng 5/6/2013", "2013-06-05T09:00"),
    ("5 Tháng Sáu, 2013", "2013-06-05"),
    ("Tháng Sáu 5, 2013", "2013-06-05"),
    ("ngày 5 tháng giêng năm 2013", "2013-01-05"),
    ("5 tháng chạp 2013", "2013-12-05"),
    ("5 Tháng Năm 2013", "2013-05-05"),
    ("5 Tháng Mười Một 2013", "2013-11-05"),
    ("Đăng lúc: 09:32 05/06/2013", "2013-06-05T09:32"),
    ("Đăng ngày 05/06/2013", "2013-06-05"),
    ("Ngày cập nhật: 05/06/2013", "2013-06-05"),
    ("Cập nhật lúc 10:15, 05/06/2013", "2013-06-05T10:15"),
    ("Cập nhật lần cuối: 05/06/2013", "2013-06-05"),
    ("Được đăng ngày Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25T16:22"),
    ("Đăng: 04/06/2013 09:00 | Cập nhật: 05/06/2013 10:00", "2013-06-04T09:00"),
    ("Cập nhật: 05/06/2013 10:00 | Ngày đăng: 04/06/2013 09:00", "2013-06-04T09:00"),
    ("05 06 2013", "2013-06-05"),
    ("5 June 2013 09:32", "2013-06-05T09:32"),
    ("June 5, 2013", "2013-06-05"),
    ("01/03/202609:51", "2026-03-01T09:51"),
    ("2013-06-05T09:32:00+07:00", "2013-06-05T09:32"),
    ("2013-06-05T02:32Z", "2013-06-05T09:32"),
    ("05/06/2013 (Thứ tư) 09:32", "2013-06-05T09:32"),
    ("Thứ tư, 09:32 05/06/2013", "2013-06-05T09:32"),
    ("09:32 - Thứ tư, 05/06/2013", "2013-06-05T09:32"),
    ("Minh Chiến 07/03/2026 08:06", "2026-03-07T08:06"),
    ("07/03/2026 08:06 | Minh Chiến", "2026-03-07T08:06"),
    ("Tin tức | 07/03/2026 08:06", "2026-03-07T08:06"),
    ("05/06/2013 02:32 UTC", "2013-06-05T09:32"),
    ("Ngày 05/06/2013", "2013-06-05"),
    ("05/06/2013 25:70", "2013-06-05"),
]
NOT_DATE_LINES = [
    "31/02/2013",
    "Thứ tư, 31/02/2013 09:32",
    "05/13/2013",
    "00/05/2013",
    "05/06/1900",
    "05/06/2203",
    "11/11 xã",
    "45/2025/TT-BTC",
    "1/4",
    "thứ Năm hàng tuần",
    "Ngày 13/2/2019, tại Hà Nội, Bộ Thông tin và Truyền thông đã họp",
    "01/3/2025 - 19/3/2025",
    "từ 01/3/2025 đến 19/3/2025",
    "Có hiệu lực từ 01/3/2026",
    "Nghị quyết số 12/NQ-CP ngày 05/06/2013",
    "Sáng ngày 7 tháng 10 năm 2021.",
    "Kế hoạch năm 2024",
    "Báo cáo 6 tháng năm 2013",
    "6 tháng đầu năm 2020",
    "Thông tin giá cả thị trường số 41/2018",
    "Tháng 6/2013",
    "năm 2013",
    "24/7",
    "8-3",
    "09:32",
    "Hội nghị ngày 12/05/2020",
    "Thứ hai, ngày 23 tháng 12 năm 2024 Tìm kiếm",
    "Lượt xem: 2013",
    "Chủ tịch nước thăm Lào từ 9 – 10/8/2021",
    "2 giờ trước",
    "Hôm qua, 14:05",
    "Điện thoại: 024.3943.5602",
    "© 2013 Bộ Thông tin",
    "(27/7/1947-27/7/2007)",
    "Kỷ niệm ngày 27/7/2007 tại trụ sở",
    "Cập nhật lúc",
    "192.168.10.20",
    "Quyết định 19/2020/QĐ-TTg ngày 05/06/2020 của Thủ tướng",
    "",
]


def shown(line, **how):
    stamp = parse_timestamp(line, **how)
    if stamp is None:
        return None
    if stamp.precision is Precision.DAY:
        return f"{stamp.at:%Y-%m-%d}"
    return f"{stamp.at:%Y-%m-%dT%H:%M:%S}".removesuffix(":00")


@pytest.mark.parametrize(("line", "expected"), SEEN)
def test_every_date_line_seen_is_read(line, expected):
    stamp = parse_timestamp(line)

    assert expected == shown(line)
    assert stamp.weekday_agrees is not False
    assert stamp.doubt == ""
    assert stamp.form != "dateparser"


@pytest.mark.parametrize(("line", "expected"), RULES)
def test_every_rule_of_printing_holds(line, expected):
    assert expected == shown(line)


@pytest.mark.parametrize("line", NOT_DATE_LINES)
def test_what_only_looks_like_a_date_line_is_none(line):
    assert parse_timestamp(line) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("( Cập nhật lúc: 24/12/2020  )", "24/12/2020"),
        ("- Thứ ba - 26/03/2019 11:39", "Thứ ba - 26/03/2019 11:39"),
        ("09-01-2024, 17:48 (GMT+7)", "09-01-2024, 17:48 (GMT+7)"),
        ("Bảo Minh - 15:39 05/08/2022 GMT+7", "15:39 05/08/2022 GMT+7"),
        ("Hà Nội, ngày 05 tháng 6 năm 2013", "ngày 05 tháng 6 năm 2013"),
        ("Đăng ngày 05/06/2013", "05/06/2013"),
        ("10:28 AM 11/10/2018 |   Lượt xem: 4539", "10:28 AM 11/10/2018"),
    ],
)
def test_the_text_runs_from_the_first_token_of_the_date_to_the_last(line, text):
    stamp = parse_timestamp(line)

    assert text == stamp.text
    assert text == clean(line)[stamp.start : stamp.end]


def test_a_wrong_weekday_is_kept_and_doubted():
    stamp = parse_timestamp("Thứ Hai, 05/06/2013 09:32")

    assert datetime(2013, 6, 5, 9, 32, tzinfo=VIETNAM) == stamp.at
    assert stamp.weekday_agrees is False
    assert "Thứ Hai" in stamp.doubt and "Thứ Tư" in stamp.doubt


def test_a_weekday_of_the_next_day_late_in_the_evening_hints_at_utc():
    line = "Thứ Sáu, ngày 08/01/2026 17:08"

    assert parse_timestamp(line).weekday_agrees is False
    assert "UTC" in parse_timestamp(line).doubt
    in_utc = parse_timestamp(line, zone=UTC)
    assert datetime(2026, 1, 9, 0, 8, tzinfo=VIETNAM) == in_utc.at
    assert in_utc.at.utcoffset() == timedelta(hours=7)
    assert in_utc.weekday_agrees is True


def test_a_day_without_an_hour_is_the_printed_day_in_any_zone():
    assert shown("08/01/2026", zone=UTC) == "2026-01-08"


def test_a_zone_in_the_line_wins_over_the_zone_of_the_site():
    assert shown("05/06/2013 09:32 (GMT+7)", zone=UTC) == "2013-06-05T09:32"


def test_a_zone_no_place_has_leaves_the_hour_and_a_doubt():
    stamp, _ = find_timestamps("05/06/2013 | 09:32 GMT+709/05/2011 10/06/2017")

    assert stamp.at.isoformat() == "2013-06-05T09:32:00+07:00"
    assert "gmt+709" in stamp.doubt


def test_an_hour_no_clock_shows_leaves_the_day_and_a_doubt():
    stamp = parse_timestamp("05/06/2013 25:70")

    assert stamp.precision is Precision.DAY
    assert "25:70" in stamp.doubt


@pytest.mark.parametrize(
    "line",
    [
        *("Cập nhật: 05 06 2013", "2013 tháng 6 ngày 5", "05_06_2013", "5 | 6 | 2013", "05/06-2013"),
        *("tháng 6, ngày 5, 2013", "Thứ tư 05 06 2013"),
    ],
)
def test_what_no_grammar_knows_is_left_to_dateparser_and_says_so(line):
    stamp = parse_timestamp(line)

    assert ("2013-06-05", "dateparser") == (shown(line), stamp.form)
    assert "dateparser" in stamp.doubt
    assert stamp.weekday_agrees in {None, True}


def test_a_wrong_weekday_is_seen_in_forms_that_no_grammar_knows_too():
    stamp = parse_timestamp("Thứ hai 05 06 2013")

    assert stamp.weekday_agrees is False
    assert "Thứ Hai" in stamp.doubt and "Thứ Tư" in stamp.doubt


NOW = datetime(2026, 3, 7, 18, 30, 15, tzinfo=UTC)  # 01:30:15 on 8 March in Hà Nội


def test_all_dates_of_a_sentence_are_found_in_order():
    line = (
        "Từ 01/03/2025 đến hết ngày 19 tháng 3 năm 2025, 11/11 xã thực hiện Thông tư 45/2025/TT-BTC, mức 1/4"
    )

    assert ["01/03/2025", "ngày 19 tháng 3 năm 2025"] == [stamp.text for stamp in find_timestamps(line)]


def test_impossible_dates_are_not_found():
    assert find_timestamps("31/02/2013 và 05/13/2013 và 05/06/2203") == []


def test_two_dates_with_their_hours_in_front_keep_their_own_hour():
    found = find_timestamps("14:53 23/03/2020 13:32 24/03/2020")

    assert ["14:53 23/03/2020", "13:32 24/03/2020"] == [stamp.text for stamp in found]


WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
TEMPLATES = (
    lambda at: f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y %H:%M}",
    lambda at: f"{WEEKDAYS[at.weekday()]}, ngày {at.day}/{at.month}/{at.year} - {at:%H:%M} (GMT+7)",
    lambda at: f"{at:%H:%M | %d/%m/%Y}",
    lambda at: f"Ngày đăng: {at:%H:%M, %d-%m-%Y} | Lượt xem: 1.245",
    lambda at: f"Cập nhật lúc {at.hour}h{at:%M} ngày {at:%d.%m.%Y}",
    lambda at: f"{at.hour} giờ {at:%M} phút, ngày {at.day} tháng {at.month} năm {at.year}",
    lambda at: f"{at.day} Tháng {at.month} {at.year} {at:%H:%M}",
    lambda at: f"{at:%Y-%m-%d %H:%M}",
    lambda at: f"Minh Tâm - {at:%d/%m/%Y} lúc {at:%H:%M}",
    lambda at: f"( {at:%d/%m/%Y %I:%M:%S} {'CH' if at.hour >= 12 else 'SA'} )",
    lambda at: f"{at:%I:%M %p %d/%m/%Y}",
    lambda at: f"{at:%H:%M} ICT {WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}",
)
PRINTINGS = (
    str,
    str.upper,
    lambda line: unicodedata.normalize("NFD", line),
    lambda line: line.replace(" ", "\u00a0"),
    lambda line: "\ufeff " + line.replace("/", "/\u200b"),
)
#: Midnight is left out: it is printed where there is no hour.
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=VIETNAM, minute=at.minute or 1)
)


@given(TIMES, st.sampled_from(TEMPLATES), st.sampled_from(PRINTINGS))
def test_any_time_is_read_back_from_any_form_and_spelling(at, template, printing):
    stamp = parse_timestamp(printing(template(at)))

    assert (at, Precision.MINUTE) == (stamp.at, stamp.precision)
    assert stamp.weekday_agrees is not False


@given(TIMES)
@example(datetime(1990, 1, 1, 0, 1, tzinfo=VIETNAM))
def test_any_time_survives_iso_and_the_mail_format(at):
    assert (at, Precision.MINUTE) == parse_machine_time(at.astimezone(UTC).isoformat())
    assert (at, Precision.MINUTE) == parse_machine_time(f"{at:%a, %d %b %Y %H:%M:%S} +0700")


@given(st.text(alphabet="0123456789/-.:, TthángnămngàyhgiờAMPZ+()|", max_size=60))
@example("2013-06-05T24:00+99:99")
@example("05/06/2013 09:32 GMT+99")
def test_no_text_makes_the_readers_fail(text):
    parse_timestamp(text, relative_to=NOW)
    find_timestamps(text)
    parse_machine_time(text)


def test_a_very_long_line_is_read_in_no_time():
    hostile = "thứ " * 2000 + "05/06/2013 " * 2000 + " " * 5000 + "9:9" * 2000
    before = datetime.now(UTC)
    parse_timestamp(hostile)
    find_timestamps(hostile)

    assert datetime.now(UTC) - before < timedelta(seconds=2)


@needs_corpus
def test_on_portal_texts_every_labelled_time_is_read_and_no_other_line_is_taken():
    rows = [json.loads(line) for line in (CORPUS / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        if row["kind"] != "article":
            continue
        times = {stamp.at for line in row["text"].split("\n") if (stamp := parse_timestamp(line))}
        told_by_path = "/2014/11/03/" in row["url"]
        expected = (
            {datetime.fromisoformat(row["published"])} if row["published"] and not told_by_path else set()
        )
        if times != expected:
            wrong.append((row["url"], times, expected))

    assert wrong == []
