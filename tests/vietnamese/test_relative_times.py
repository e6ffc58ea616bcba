"""Times counted back from the capture.

FAULTS 15.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archiver.records import Precision
from archiver.vietnamese.timestamps import parse_timestamp

NOW = datetime(2026, 3, 7, 18, 30, 15, tzinfo=UTC)  # 01:30:15 on 8 March in Hà Nội


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 giờ trước", "2026-03-07T23:30:15"),
        ("15 phút trước", "2026-03-08T01:15:15"),
        ("Cập nhật: 15 phút trước", "2026-03-08T01:15:15"),
        ("cách đây 3 ngày", "2026-03-05"),
        ("1 tuần trước", "2026-03-01"),
        ("2 tháng trước", "2026-01-08"),
        ("Hôm qua, 14:05", "2026-03-07T14:05"),
        ("14:05 hôm qua", "2026-03-07T14:05"),
        ("Hôm nay lúc 00:20", "2026-03-08T00:20"),
        ("Hôm qua", "2026-03-07"),
        ("Vừa xong", "2026-03-08T01:30:15"),
    ],
)
def test_relative_times_count_from_the_capture_in_viet_nams_days(line, expected):
    stamp = parse_timestamp(line, relative_to=NOW)
    form = "%Y-%m-%d" if stamp.precision is Precision.DAY else "%Y-%m-%dT%H:%M:%S"

    assert expected == stamp.at.strftime(form).removesuffix(":00")
    assert stamp.form == "relative"
    assert parse_timestamp(line) is None


def test_prose_with_a_relative_time_is_no_date_line():
    assert parse_timestamp("Chiều hôm qua, đoàn công tác đã tới thăm", relative_to=NOW) is None
