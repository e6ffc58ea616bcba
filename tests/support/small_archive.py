"""An archive of twelve made-up articles, two of them hostile or withheld, for tests."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archiver.archive.schema import migrate
from archiver.archive.search.index import index_new

SCRIPT = "<script>alert('x')</script>"
BROKEN_IMAGE = '"><img src=x onerror=alert(1)>'

SITES = {
    "mic": ("Bộ Thông tin và Truyền thông", "Ministry of Information and Communications", "mic.gov.vn"),
    "moh": ("Bộ Y tế", "Ministry of Health", "moh.gov.vn"),
    "moc": ("Bộ Xây dựng", "Ministry of Construction", "moc.gov.vn"),
}

TAGS = json.dumps(["lưu trữ", "chữ viết"], ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article to put into the archive; paragraphs are (kind, text)."""

    number: int
    site: str
    title: str
    published: str
    paragraphs: tuple[tuple[str, str], ...]
    byline: str = ""
    lead: str = ""
    source_line: str = ""
    category: str = ""
    url: str = ""
    withheld: str = ""
    presence: str = "ok"
    found: str = "{}"

    @property
    def public_id(self) -> str:
        return f"{self.site}-{self.number}"

    @property
    def body(self) -> str:
        return "\n\n".join(text for kind, text in self.paragraphs if kind != "caption")


def plain(*texts: str) -> tuple[tuple[str, str], ...]:
    return tuple(("paragraph", text) for text in texts)


STORIES = (
    Story(
        number=101,
        site="mic",
        title="Tập huấn công tác thông tin đối ngoại cho cán bộ cấp xã",
        published="2023-03-14 09:30",
        byline="Lê Minh Khuê",
        lead="Sáng nay, hơn hai trăm cán bộ xã ở vùng biên dự lớp học kéo dài ba ngày.",
        category="Tin hoạt động",
        source_line="Nguồn: Phòng Tuyên truyền",
        paragraphs=(
            ("paragraph", "Lớp học gồm sáu buổi, mỗi buổi đi từ một tình huống có thật ở cửa khẩu."),
            ("heading", "Học bằng tình huống"),
            ("paragraph", "Người học tự viết một bản tin ngắn, rồi cả lớp cùng sửa từng câu."),
            ("caption", "Học viên trao đổi trong giờ nghỉ. Ảnh: Minh Khuê"),
            ("list_item", "Buổi một: nghe và ghi lại."),
            ("list_item", "Buổi hai: kiểm chứng trước khi viết."),
            ("quote", "Viết cho người ở xa thì càng phải viết giản dị."),
            ("table_row", "Buổi | Chủ đề | Số người"),
            ("table_row", "1 | Nghe và ghi | 204"),
            ("table_row", "2 | Kiểm chứng | 198"),
            ("paragraph", "Lớp tiếp theo mở vào tháng Năm, dành cho cán bộ văn hóa xã."),
        ),
    ),
    Story(
        number=102,
        site="mic",
        title="Đà Nẵng mở trung tâm dữ liệu dùng chung",
        published="2024-07-02 14:05",
        byline="Trần Hải Yến",
        lead="Trung tâm phục vụ mọi cơ quan của thành phố từ quý ba.",
        paragraphs=plain(
            "Thành phố Đà Nẵng đưa trung tâm dữ liệu vào dùng sau mười bốn tháng xây lắp.",
            "Mỗi sở giữ quyền đối với dữ liệu của mình.",
        ),
    ),
    Story(
        number=103,
        site="mic",
        title="Người dân phản ánh sóng di động yếu ở vùng núi",
        published="2022-11-20 08:00",
        lead="Đoàn khảo sát đi qua bốn xã trong một tuần.",
        paragraphs=plain(
            "Nhiều thông báo đến chậm, và tin nhắn của bà con thường phải đối chiếu lại khi ra ngoại thị."
        ),
    ),
    Story(
        number=104,
        site="mic",
        title="Ra mắt sổ tay an toàn trên mạng cho học sinh",
        published="2024-09-05 07:45",
        byline="Phạm Tuấn",
        paragraphs=plain("Sổ tay có hai mươi trang tranh vẽ, phát không cho các trường tiểu học."),
    ),
    Story(
        number=201,
        site="moh",
        title="Hòa Bình tiêm vắc-xin sởi cho trẻ dưới mười tuổi",
        published="2024-10-11 10:20",
        byline="Thu Phương",
        lead="Đợt tiêm diễn ra ở tất cả trạm y tế xã.",
        paragraphs=plain("Tỉnh Hòa Bình đặt mục tiêu chín mươi lăm phần trăm số trẻ được tiêm đủ mũi."),
    ),
    Story(
        number=202,
        site="moh",
        title="Bác sĩ trẻ về trạm xá vùng cao",
        published="2023-05-30",
        paragraphs=plain(
            "Tình nguyện viên tới huyện Mai Châu, tỉnh Hoà Bình, từ đầu mùa hè.",
            "Ngoài giờ khám, các bác sĩ dạy bà con đo huyết áp.",
        ),
    ),
    Story(
        number=203,
        site="moh",
        title="Khuyến cáo phòng sốt xuất huyết trong mùa mưa",
        published="2025-06-18 16:00",
        byline="Ngọc Lan",
        lead="Đậy kín dụng cụ chứa nước là việc đầu tiên cần làm.",
        paragraphs=plain("Muỗi vằn đẻ trứng ở nơi nước đọng, kể cả đĩa kê chậu cây."),
        presence="gone",
    ),
    Story(
        number=301,
        site="moc",
        title="Khởi công khu nhà ở xã hội phía tây Hà Nội",
        published="2025-01-09 09:00",
        byline="Đỗ Quang",
        paragraphs=plain("Khu nhà có chín trăm căn, giá bán do thành phố duyệt."),
    ),
    Story(
        number=302,
        site="moc",
        title="Lấy ý kiến về quy chuẩn chống cháy cho nhà cao tầng",
        published="2025-02-21 11:11",
        paragraphs=plain("Dự thảo đề nghị đặt thêm lối thoát thứ hai. Nhà nẵng tên là cách gọi cũ ở đà tàu."),
    ),
    Story(
        number=303,
        site="moc",
        title=f"Thử chèn mã {SCRIPT} vào tiêu đề",
        published="2021-04-01 00:10",
        byline=BROKEN_IMAGE,
        lead=f"Đoạn đầu {SCRIPT}",
        category=BROKEN_IMAGE,
        source_line=SCRIPT,
        url="javascript:alert(1)",
        paragraphs=plain(f"Thân bài {SCRIPT} {BROKEN_IMAGE}"),
        found=json.dumps({"byline": {"by": "evidence", "doubt": SCRIPT}}),
    ),
    Story(
        number=304,
        site="moc",
        title="Báo cáo nội bộ về cây cầu số bảy",
        published="2024-12-12 12:12",
        paragraphs=plain("Nội dung này đã được yêu cầu không đưa ra."),
        withheld="Theo đề nghị của người được nêu tên",
    ),
    Story(
        number=305,
        site="moc",
        title="Chỉnh trang bến xe trung tâm trước Tết",
        published="2024-01-25 15:40",
        paragraphs=plain("Bến xe thay toàn bộ mái che; việc đi lại của khách không bị ngắt quãng."),
    ),
)


def make(path: Path) -> Path:
    """Write the archive to a new database file."""
    db = Database(str(path))
    db.conn.execute("PRAGMA journal_mode = WAL")
    migrate(db, str(path))
    with db.conn:
        fill(db.conn)
    db.conn.close()
    return path


def fill(connection: sqlite3.Connection) -> None:
    """Insert every site and story."""
    connection.executemany(
        "INSERT INTO sites (name, ministry, ministry_en, host) VALUES (?, ?, ?, ?)",
        [(name, *words) for name, words in SITES.items()],
    )
    connection.execute("INSERT INTO warc_files (path, site, state) VALUES ('a.warc.gz', 'mic', 'closed')")
    for docid, story in enumerate(STORIES, start=1):
        put(connection, story, docid)
    connection.executemany(
        "INSERT INTO images VALUES ('mic-101', ?, ?, ?, ?)",
        [
            (1, "https://mic.gov.vn/a.jpg", "Học viên trong giờ nghỉ", "Minh Khuê"),
            (2, "javascript:alert(2)", "", ""),
        ],
    )
    connection.execute(
        """
        INSERT INTO attachments (article, position, url, title, media_type)
        VALUES ('mic-101', 1, 'https://mic.gov.vn/a.pdf', 'Lịch', 'application/pdf')
        """
    )


def put(connection: sqlite3.Connection, story: Story, docid: int) -> None:
    """Insert one story with the capture it was read from."""
    ministry, _, host = SITES[story.site]
    capture, seen = f"urn:uuid:{docid}", "2025-07-01T02:03:04.000Z"
    url = story.url or f"https://{host}/tin/{story.number}.htm"
    connection.execute(
        """
        INSERT INTO captures (record_id, site, url, fetched_at, status, content_type, warc_file, offset,
            length, payload_sha1, payload_sha256, payload_length, truncated, source, outcome, lenience)
        VALUES (?, ?, ?, ?, 200, 'text/html', 'a.warc.gz', ?, 1, '', '', 1, '', 'live', 'article', '')
        """,
        (capture, story.site, url, seen, docid),
    )
    row = {
        "id": story.public_id, "ministry": ministry, "title": story.title, "published": story.published,
        "byline": story.byline, "lead": story.lead, "body": story.body, "source_line": story.source_line,
        "category": story.category, "tags": TAGS, "url": url, "year": int(story.published[:4]),
        "site": story.site,
        "record_space": story.site, "record_id": str(story.number),
        "published_at": story.published.replace(" ", "T"),
        "published_precision": "minute" if ":" in story.published else "day",
        "published_text": story.published, "language": "vi", "layout": "2024",
        "paragraphs": json.dumps([{"kind": kind, "text": text} for kind, text in story.paragraphs]),
        "found": story.found, "presence": story.presence, "withheld": story.withheld, "revision": 1,
        "revisions": 1, "first_seen": seen, "last_seen": seen, "capture": capture, "docid": docid,
    }  # fmt: skip
    names = ", ".join(row)
    connection.execute(
        f"INSERT INTO articles ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )
    index_new(connection)
