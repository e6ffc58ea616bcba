"""How a field was found, in words for readers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The fields of a reading as readers call them.
FIELDS = {
    "title": "Tiêu đề",
    "date_line": "Ngày đăng",
    "published_at": "Ngày đăng",
    "recorded_at": "Lúc cổng tạo bản ghi",
    "updated_at": "Lúc cập nhật",
    "canonical_url": "Địa chỉ trang tự khai",
    "lead": "Đoạn mở đầu",
    "paragraphs": "Nội dung",
    "text": "Nội dung",
    "date": "Ngày đăng",
    "byline": "Tác giả",
    "source_line": "Dòng ghi nguồn",
    "category": "Chuyên mục",
    "tags": "Từ khóa",
    "images": "Ảnh",
    "attachments": "Tệp đính kèm",
}
_WAYS = {
    "layout": "theo mẫu trang đã mô tả riêng cho cổng này",
    "platform": "theo mẫu trang của nền tảng",
    "evidence": "suy từ bố cục và chữ trên trang",
    "metadata": "từ phần khai báo trong mã trang",
    "json-ld": "từ dữ liệu có cấu trúc (JSON-LD) trong mã trang",
    "id": "từ số hiệu trong địa chỉ",
    "none": "không tìm thấy",
}
#: Less than this is worth a second look.
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Source:
    """How one field was found: field and way in Vietnamese, what the way is called, certainty in percent."""

    field: str
    way: str
    name: str
    percent: int
    doubt: str

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader should look at the original."""
        return bool(self.doubt) or self.percent < 100 * _SURE


def source_of(field: str, how: Mapping[str, object]) -> Source:
    """One entry of an article's column `found`.

    >>> source_of("title", {"by": "platform:ims", "confidence": 0.9})
    Source(field='Tiêu đề', way='theo mẫu trang của nền tảng', name='ims', percent=90, doubt='')
    """
    way, _, name = str(how.get("by", "")).partition(":")
    confidence = how.get("confidence", 1.0)
    return Source(
        field=FIELDS.get(field, field),
        way=_WAYS.get(way, "từ phần khai báo trong mã trang"),
        name=name if way in _WAYS else str(how.get("by", "")),
        percent=round(100 * confidence) if isinstance(confidence, (int, float)) else 0,
        doubt=str(how.get("doubt", "")),
    )
