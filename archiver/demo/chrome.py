"""What surrounds an article on every page: menus, clocks, counters, lists of other headlines, footers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from archiver.demo import words
from archiver.demo.addresses import Headline, headline, slug
from archiver.demo.dice import Dice
from archiver.demo.gold import WEEKDAYS
from archiver.demo.ministry import Portal

MENU: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Giới thiệu",
        ("Chức năng, nhiệm vụ", "Cơ cấu tổ chức", "Lãnh đạo Bộ", "Lịch sử hình thành", "Sơ đồ phòng ban"),
    ),
    ("Tin tức - Sự kiện", (*words.CATEGORIES.values(), "Tin hoạt động của Lãnh đạo Bộ", "Tin địa phương")),
    ("Chỉ đạo điều hành", ("Lịch làm việc", "Thông báo kết luận", "Ý kiến chỉ đạo", "Giao ban trực tuyến")),
    (
        "Văn bản",
        ("Văn bản quy phạm", "Văn bản điều hành", "Dự thảo lấy ý kiến", "Hợp nhất văn bản", "Công báo trang"),
    ),
    (
        "Dịch vụ công",
        ("Thủ tục cấp Bộ", "Thủ tục cấp tỉnh", "Tra cứu hồ sơ", "Đánh giá hài lòng", "Hướng dẫn nộp phí"),
    ),
    (
        "Số liệu",
        ("Niên giám trang tin", "Báo cáo quý", "Bộ chỉ số chuyển đổi", "Dữ liệu mở", "Phương pháp thống kê"),
    ),
    ("Công dân", ("Hỏi & Đáp", "Góp ý dự thảo", "Đường dây nóng", "Tiếp công dân", "Kiến nghị của cử tri")),
    ("Đa phương tiện", ("Thư viện ảnh", "Phim ngắn", "Bản tin nói", "Ấn phẩm số", "Tạp chí in")),
)
UNITS = (*words.AGENCIES, *(f"Sở Trang tin {province}" for province in words.PROVINCES))

#: Boxes before the footer; their lines are never part of an article.
SERVICES = (
    ("Cổng tiếp nhận hồ sơ", "một cửa của Bộ", "Nộp và theo dõi hồ sơ", "mọi lúc, mọi nơi"),
    ("Kho văn bản", "ngành trang tin", "Tra cứu văn bản còn hiệu lực,", "tải về miễn phí"),
    ("Giới thiệu", "mô hình tiêu biểu", "Những cách làm hay từ thôn, bản", "gửi đến bạn đọc gần xa"),
)
COPYRIGHT = (
    "Bản quyền thuộc về Bộ Trang mẫu (cơ quan không có thật)",
    "Giấy phép số 27/GP-TTĐT cấp ngày 14/02/2011, sửa đổi ngày 09/10/2018",
    "Trụ sở: Số 0 phố Trang Trắng, phường Bến Chài, thành phố Sơn Nguyệt",
    "Điện thoại: 0000.123.456 - Fax: 0000.123.457",
    "Chịu trách nhiệm chính: Ông Hoàng Văn Mẫu, Giám đốc Trung tâm Thông tin",
)


@dataclass(frozen=True)
class Neighbours:
    """The headlines a page shows beside its article."""

    newer: tuple[Headline, ...]
    older: tuple[Headline, ...]
    latest: tuple[Headline, ...]
    read: tuple[Headline, ...]


def neighbours(portal: Portal, number: int) -> Neighbours:
    """The headlines around an article, the newest of the portal, and some that are said to be read much."""
    size = portal.size
    reach = range(max(size - 120, 0), size)
    read = Dice(portal.seed, number, portal.days_later, "read").several(reach, 8)
    return Neighbours(
        newer=_headlines(portal, range(min(number + 6, size - 1), number, -1)),
        older=_headlines(portal, range(number - 1, max(number - 9, -1), -1)),
        latest=latest(portal, 10, but=number),
        read=_headlines(portal, (other for other in read if other != number)),
    )


def latest(portal: Portal, count: int, but: int = -1) -> tuple[Headline, ...]:
    """The newest headlines, one article left out."""
    newest = range(portal.size - 1, max(portal.size - 2 - count, -1), -1)
    return _headlines(portal, [number for number in newest if number != but][:count])


def _headlines(portal: Portal, numbers: Iterable[int]) -> tuple[Headline, ...]:
    return tuple(headline(portal, number) for number in numbers)


def listed(headlines: Iterable[Headline], pattern: str) -> str:
    """Headlines in a layout's markup: `{path} {title} {day} {minute} {machine} {category}` are filled in."""
    return "\n".join([pattern.format_map(head.shown) for head in headlines])


def menu(section: str, item: str) -> str:
    """The menus in a layout's markup: `{name}`, `{path}`, and in a section `{items}`."""
    return "\n".join(
        section.format(
            name=escape(name),
            path=f"/{slug(name)}.htm",
            items="\n".join(
                item.format(name=escape(sub), path=f"/{slug(name)}/{slug(sub)}.htm") for sub in subs
            ),
        )
        for name, subs in MENU
    )


def units(pattern: str) -> str:
    """The offices of the ministry, in a layout's markup (`{name}`, `{path}`)."""
    return "\n".join(pattern.format(name=escape(unit), path=f"/don-vi/{slug(unit)}.htm") for unit in UNITS)


def clock(portal: Portal) -> str:
    """The clock of the day on which the page is read; it is never the date of an article."""
    today = portal.today
    return f"{WEEKDAYS[today.weekday()]}, ngày {today.day} tháng {today.month} năm {today.year}"


def visits(portal: Portal, number: int) -> str:
    """A counter that moves every day.

    >>> visits(Portal(), 7) == visits(Portal(days_later=1), 7)
    False
    """
    count = 1_200_345 + 977 * portal.size + 1_311 * portal.days_later + 13 * number
    return f"{count:,}".replace(",", ".")
