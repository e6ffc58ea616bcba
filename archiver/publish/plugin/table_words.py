"""The English of the tables' labels (`labels.py`); the Vietnamese is the key."""

from __future__ import annotations

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "Mỗi dòng là một bài, theo lần đọc mới nhất.": "One article a row, as it was read last.",
    "Mã bài, không đổi khi địa chỉ đổi": "Id of the article, which stays when the address changes",
    "Tên bộ": "Name of the ministry",
    "Thời điểm đăng, giờ Việt Nam": "Time of publication in Viet Nam",
    "Tác giả ghi ở bài": "Author as printed",
    "Đoạn mở đầu (sapô)": "Lead",
    "Toàn văn, các đoạn cách nhau một dòng trống": "Full text, a blank line between paragraphs",
    "Từ khóa của cổng": "The portal's tags",
    "Địa chỉ gốc": "Address of the original",
    "Năm đăng": "Year of publication",
    "Tên ngắn của cổng": "Short name of the portal",
    "Thời điểm đăng đúng như in trên trang": "Time of publication exactly as printed",
    "Độ chính xác: minute là tới phút, day là tới ngày": "Precision: minute or day",
    "Trang gốc: ok còn, suspect nghi đã gỡ, gone đã gỡ, moved đã chuyển": (
        "The original: ok is there, suspect may be gone, gone is taken down, moved is elsewhere"
    ),
    "Lý do không đưa ra, trống nếu không có": "Why it is withheld, empty if it is not",
    "Số thứ tự của bản đang xem": "Number of the revision shown",
    "Số bản khác nhau đã thấy": "How many revisions were seen",
    "Lần đầu thấy, giờ UTC": "First seen (UTC)",
    "Lần gần nhất thấy, giờ UTC": "Last seen (UTC)",
    "Từng trường được tìm ra bằng cách nào (JSON)": "How each field was found (JSON)",
    "Các cổng": "Portals",
    "Cổng thông tin điện tử của từng bộ.": "The portals of the ministries.",
    "Tên ngắn": "Short name",
    "Tên bộ bằng tiếng Anh": "Name of the ministry in English",
    "Tên miền": "Host",
    "Cổng thay thế sau khi bộ được sáp nhập": "The portal that took over after a merger",
    "Các lần sửa": "Revisions",
    "Mỗi dòng là một bản khác với bản trước của cùng một bài.": (
        "One row for each version of an article that differs from the one before."
    ),
    "Bản thứ mấy": "Number of the revision",
    "Những phần khác với bản trước": "The parts that differ from the revision before",
    "Mức sửa: typo lỗi chính tả, sentence sửa câu, rewrite viết lại": (
        "How much was edited: typo, sentence, rewrite"
    ),
    "1 nếu nội dung đổi mà ngày đăng giữ nguyên": "1 if words changed and the printed date stayed",
    "Lần đầu thấy bản này, giờ UTC": "First seen (UTC)",
    "Lần cuối thấy bản này, giờ UTC": "Last seen (UTC)",
    "Nội dung từng bản": "Readings",
    "Những gì từng bản của bài nói, theo phần, dưới dạng JSON.": "What each version says, by part, as JSON.",
    "Nội dung đọc được (JSON)": "What was read (JSON)",
    "Lần đổi giao diện": "Redesigns",
    "Thay đổi cùng kiểu trên nhiều trang của một cổng cùng lúc; không tính là sửa bài.": (
        "The same change on many pages of a portal at once; no edits of articles."
    ),
    "Địa chỉ, chú thích và tác giả ảnh trong bài.": "Address, caption and credit of pictures in articles.",
    "Tệp mà bài dẫn tới.": "Files that articles link to.",
    "Loại tệp theo tên": "Type by its name",
    "Tệp gốc: ok còn, suspect nghi đã gỡ, gone đã gỡ, trống là chưa tải": (
        "The file at its address: ok is there, suspect may be gone, gone is taken down, empty: never fetched"
    ),
    "Loại tệp theo nội dung": "Type by its first bytes",
    "Số byte của bản giữ": "Bytes that are kept",
    "SHA-256 của bản giữ": "SHA-256 of what is kept",
    "length nếu chỉ giữ phần đầu, trống nếu đủ": "length where only the beginning is kept, empty if all is",
    "Bản chụp giữ tệp": "The capture that holds it",
    "Bản chụp của tệp": "Captures of files",
    "Mỗi lần tải một tệp đính kèm: loại, số byte, SHA-256.": (
        "Each time a file of an article was fetched: its type, bytes, SHA-256."
    ),
    "Đoạn lặp lại của cổng": "Blocks that a site repeats",
    "Những đoạn có trên mọi trang của một cổng, không tính vào bài (JSON).": (
        "Text blocks on page after page of a site, which are no part of its articles (JSON)."
    ),
    "Trang chưa đọc được": "Problems",
    "Bản chụp không đọc thành bài, hoặc có trường còn nghi ngờ, kèm lý do.": (
        "Captures that are no article, or have doubtful fields, with the reason."
    ),
    "Các đoạn văn": "Paragraphs",
    "Từng đoạn của từng bài, theo thứ tự trên trang.": "Every paragraph of every article, in page order.",
    "Độ phủ theo tháng": "Coverage by month",
    "Số bài theo cổng, tháng và tình trạng.": "Articles by portal, month and state.",
    "Bài viết kèm tên bộ": "Articles with their ministry",
    "Bản gọn để tải về.": "A short form for download.",
    "Mỗi phản hồi HTTP nằm ở đâu trong tệp WARC.": "Where each HTTP response lies in a WARC file.",
}
