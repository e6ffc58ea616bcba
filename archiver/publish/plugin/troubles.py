"""The pages of what went wrong and of the runs: problems by reason, crawls with their figures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from archiver.publish.plugin.withheld import withheld_names

PER_PAGE = 50
_MOST_CRAWLS = 200

#: The reasons of problems in words.
REASONS = {
    "doubt": "Có trường còn nghi ngờ",
    "listing": "Trang danh sách, không phải bài",
    "error-page": "Trang báo lỗi",
    "blocked": "Bị chặn",
    "login": "Đòi đăng nhập",
    "maintenance": "Cổng đang bảo trì",
    "not-found": "Trang không còn",
    "redirect": "Bị chuyển sang nơi khác",
    "moved-away": "Danh sách dẫn sang máy chủ khác",
    "host-silent": "Máy chủ không trả lời",
    "unreachable": "Không kết nối được",
    "robots-unavailable": "Không đọc được robots.txt",
    "server-error": "Máy chủ báo lỗi",
    "truncated": "Trang tải về bị cụt",
    "guard": "Địa chỉ không được phép truy cập",
    "unrendered": "Trang chưa chạy được trong trình duyệt",
    "empty": "Trang trống",
    "not-html": "Không phải HTML",
    "unreadable": "Không đọc được",
    "no-title": "Không thấy tiêu đề",
    "no-body": "Không thấy nội dung",
    "no-date": "Không thấy ngày đăng",
    "listing-empty": "Trang danh sách không có bài nào",
    "listing-unreadable": "Trang danh sách không đọc được",
    "listing-capped": "Danh sách không chứa hết bài",
    "listing-short": "Danh sách nói có nhiều bài hơn số đã thấy",
    "redesign": "Cổng đổi giao diện",
    "not-a-file": "Trang đứng ở chỗ của tệp đính kèm",
    "too-large": "Tệp quá lớn, chỉ giữ phần đầu",
}


@dataclass(frozen=True, slots=True)
class Problems:
    """One page of problems, newest first; `reasons` are (reason, count) and `sites` (site, count)."""

    site: str
    reason: str
    number: int
    rows: tuple[dict[str, Any], ...]
    reasons: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    total: int

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number * PER_PAGE < self.total


def problems(connection: sqlite3.Connection, site: str, reason: str, number: int) -> Problems:
    """The problems of a portal and of a reason, or of all."""
    hidden = withheld_names(connection).keys()
    values = {"site": site, "reason": reason, "most": PER_PAGE, "skipped": (number - 1) * PER_PAGE}
    where = "(:site = '' OR problems.site = :site) AND (:reason = '' OR reason = :reason)"
    rows = connection.execute(
        f"""
        SELECT problems.*, captures.article FROM problems LEFT JOIN captures ON record_id = capture
        WHERE {where} ORDER BY seen_at DESC, problems.id DESC LIMIT :most OFFSET :skipped
        """,
        values,
    ).fetchall()
    reasons = connection.execute(
        """
        SELECT reason, count(*) AS problems FROM problems WHERE :site = '' OR site = :site
        GROUP BY reason ORDER BY problems DESC, reason
        """,
        values,
    ).fetchall()
    sites = connection.execute(
        """
        SELECT site, count(*) AS problems FROM problems WHERE :reason = '' OR reason = :reason
        GROUP BY site ORDER BY problems DESC, site
        """,
        values,
    ).fetchall()
    (total,) = connection.execute(f"SELECT count(*) FROM problems WHERE {where}", values).fetchone()
    return Problems(
        site=site,
        reason=reason,
        number=number,
        # A problem quotes the page: what a withheld one says is in no list of problems either.
        rows=tuple(dict(row) for row in rows if not hidden & {row["article"], row["capture"], row["url"]}),
        reasons=tuple((row[0], row[1]) for row in reasons),
        sites=tuple((row[0], row[1]) for row in sites),
        total=total,
    )


def crawls(connection: sqlite3.Connection) -> tuple[dict[str, Any], ...]:
    """The runs, newest first."""
    rows = connection.execute("SELECT * FROM crawls ORDER BY id DESC LIMIT ?", (_MOST_CRAWLS,))
    return tuple(dict(row) for row in rows)
