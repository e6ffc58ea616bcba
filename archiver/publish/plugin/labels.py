"""What the tables and columns of an archive are called in the browser, in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The name of the database in every address, whatever the file is called: citations last.
DATABASE = "archive"

TITLE = "Kho lưu trữ tin tức các bộ"
DESCRIPTION = (
    "Tin, bài trên cổng thông tin điện tử của các bộ, được chụp lại nguyên trạng, đọc thành bản ghi "
    "và giữ đủ mọi lần sửa."
)


@dataclass(frozen=True, kw_only=True)
class Label:
    """One table: its title, what it holds, what its columns mean, and how its page starts."""

    title: str
    description: str
    columns: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)


_ARTICLES = Label(
    title="Bài viết",
    description="Mỗi dòng là một bài, theo lần đọc mới nhất.",
    columns={
        "id": "Mã bài, không đổi khi địa chỉ đổi",
        "ministry": "Tên bộ",
        "title": "Tiêu đề",
        "published": "Thời điểm đăng, giờ Việt Nam",
        "byline": "Tác giả ghi ở bài",
        "lead": "Đoạn mở đầu (sapô)",
        "body": "Toàn văn, các đoạn cách nhau một dòng trống",
        "source_line": "Dòng ghi nguồn",
        "category": "Chuyên mục",
        "tags": "Từ khóa của cổng",
        "url": "Địa chỉ gốc",
        "year": "Năm đăng",
        "site": "Tên ngắn của cổng",
        "published_text": "Thời điểm đăng đúng như in trên trang",
        "published_precision": "Độ chính xác: minute là tới phút, day là tới ngày",
        "presence": "Trang gốc: ok còn, suspect nghi đã gỡ, gone đã gỡ, moved đã chuyển",
        "withheld": "Lý do không đưa ra, trống nếu không có",
        "revision": "Số thứ tự của bản đang xem",
        "revisions": "Số bản khác nhau đã thấy",
        "first_seen": "Lần đầu thấy, giờ UTC",
        "last_seen": "Lần gần nhất thấy, giờ UTC",
        "found": "Từng trường được tìm ra bằng cách nào (JSON)",
    },
    options={
        "label_column": "title",
        "sort_desc": "published",
        "facets": ["ministry", "year"],
        "fts_table": "articles_fts",
        "fts_pk": "docid",
        "size": 20,
    },
)

LABELS: Mapping[str, Label] = {
    "articles": _ARTICLES,
    "sites": Label(
        title="Các cổng",
        description="Cổng thông tin điện tử của từng bộ.",
        columns={
            "name": "Tên ngắn",
            "ministry": "Tên bộ",
            "ministry_en": "Tên bộ bằng tiếng Anh",
            "host": "Tên miền",
            "successor": "Cổng thay thế sau khi bộ được sáp nhập",
        },
        options={"label_column": "ministry"},
    ),
    "revisions": Label(
        title="Các lần sửa",
        description="Mỗi dòng là một bản khác với bản trước của cùng một bài.",
        columns={
            "article": "Mã bài",
            "number": "Bản thứ mấy",
            "changed": "Những phần khác với bản trước",
            "extent": "Mức sửa: typo lỗi chính tả, sentence sửa câu, rewrite viết lại",
            "silent": "1 nếu nội dung đổi mà ngày đăng giữ nguyên",
            "first_seen": "Lần đầu thấy bản này, giờ UTC",
            "last_seen": "Lần cuối thấy bản này, giờ UTC",
        },
    ),
    "readings": Label(
        title="Nội dung từng bản",
        description="Những gì từng bản của bài nói, theo phần, dưới dạng JSON.",
        columns={"article": "Mã bài", "reading": "Nội dung đọc được (JSON)"},
    ),
    "redesigns": Label(
        title="Lần đổi giao diện",
        description="Thay đổi cùng kiểu trên nhiều trang của một cổng cùng lúc; không tính là sửa bài.",
    ),
    "memories": Label(
        title="Đoạn lặp lại của cổng",
        description="Những đoạn có trên mọi trang của một cổng, không tính vào bài (JSON).",
    ),
    "images": Label(title="Ảnh", description="Địa chỉ, chú thích và tác giả ảnh trong bài."),
    "attachments": Label(
        title="Tệp đính kèm",
        description="Tệp mà bài dẫn tới.",
        columns={
            "article": "Mã bài",
            "media_type": "Loại tệp theo tên",
            "presence": "Tệp gốc: ok còn, suspect nghi đã gỡ, gone đã gỡ, trống là chưa tải",
            "file_type": "Loại tệp theo nội dung",
            "size": "Số byte của bản giữ",
            "sha256": "SHA-256 của bản giữ",
            "truncated": "length nếu chỉ giữ phần đầu, trống nếu đủ",
            "capture": "Bản chụp giữ tệp",
        },
    ),
    "files": Label(
        title="Bản chụp của tệp",
        description="Mỗi lần tải một tệp đính kèm: loại, số byte, SHA-256.",
    ),
    "problems": Label(
        title="Trang chưa đọc được",
        description="Bản chụp không đọc thành bài, hoặc có trường còn nghi ngờ, kèm lý do.",
    ),
    "paragraphs": Label(title="Các đoạn văn", description="Từng đoạn của từng bài, theo thứ tự trên trang."),
    "coverage": Label(title="Độ phủ theo tháng", description="Số bài theo cổng, tháng và tình trạng."),
    "articles_with_ministry": Label(title="Bài viết kèm tên bộ", description="Bản gọn để tải về."),
    "captures": Label(title="Bản chụp", description="Mỗi phản hồi HTTP nằm ở đâu trong tệp WARC."),
}

#: Tables for the program rather than for readers; their pages still answer.
HIDDEN = (
    "aliases", "captures", "crawls", "listed", "listing_pages", "outlines", "progress", "urls",
    "warc_files", "_sqlite_migrations",
)  # fmt: skip


def metadata() -> dict[str, object]:
    """The labels as Datasette's metadata."""
    tables: dict[str, dict[str, object]] = {
        name: {
            "title": label.title,
            "description": label.description,
            "columns": dict(label.columns),
            **label.options,
        }
        for name, label in LABELS.items()
    }
    for name in HIDDEN:
        tables.setdefault(name, {})["hidden"] = True
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": {DATABASE: {"title": "Dữ liệu", "description": DESCRIPTION, "tables": tables}},
    }
