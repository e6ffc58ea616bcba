"""Times of attributes, meta tags, JSON-LD and feeds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from archiver.records import VIETNAM, Precision
from archiver.vietnamese.timestamps import parse_machine_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T09:51:00+07:00", "2026-03-01T09:51:00"),
        ("2026-03-01T02:51:00Z", "2026-03-01T09:51:00"),
        ("2026-03-01T02:51:00.1234567Z", "2026-03-01T09:51:00"),
        ("2026-03-01 09:51:00 +0700", "2026-03-01T09:51:00"),
        ("2026-03-01T09:51:00&#x2B;07:00", "2026-03-01T09:51:00"),
        ("2026-03-01T09:51:00+7:00", "2026-03-01T09:51:00"),
        ("2026-03-01T09:51", "2026-03-01T09:51:00"),
        ("20260301T095100", "2026-03-01T09:51:00"),
        ("2022-10-14+0716:05:00", "2022-10-14T16:05:00"),
        ("Sun, 01 Mar 2026 09:51:10 +0700", "2026-03-01T09:51:10"),
        ("Sun, 01 Mar 2026 02:51:10 GMT", "2026-03-01T09:51:10"),
        ("Sun, 01 Mar 2026 09:51:10 GMT+7", "2026-03-01T09:51:10"),
        ("Sun Mar 01 2026 09:51:10 GMT+0700 (Indochina Time)", "2026-03-01T09:51:10"),
    ],
)
def test_machine_times_are_read_to_the_second(text, expected):
    at, precision = parse_machine_time(text)

    assert expected == f"{at:%Y-%m-%dT%H:%M:%S}"
    assert at.utcoffset() == timedelta(hours=7)
    assert precision is Precision.MINUTE


@pytest.mark.parametrize("text", ["2026-03-01", "2026-03-01T00:00:00+07:00", "2026-02-28T17:00:00Z"])
def test_a_machine_time_at_midnight_says_no_hour(text):
    assert (datetime(2026, 3, 1, tzinfo=VIETNAM), Precision.DAY) == parse_machine_time(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "05/06/2013",
            "3/5/2026 3:34:00 PM",
            "2026",
            "2026-03",
            "2026-13-01",
            "2026-02-30T10:00",
            "hôm qua",
        ),
        *("0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "Mon, 31 Feb 2026 10:00:00 +0700", "Chủ nhật"),
    ],
)
def test_what_is_no_machine_time_is_none(text):
    assert parse_machine_time(text) is None
