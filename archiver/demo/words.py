"""The made-up country of the demonstration portal: its people, places, offices and concerns.

Every office, province, paper and person is invented; a likeness of a name is an accident.
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


MINISTRY = "Bộ Trang mẫu"
PORTAL_NAME = "Cổng thông tin điện tử Bộ Trang mẫu"
#: What stands behind the stroke in the numbers of the ministry's own documents.
DOCUMENT_CODE = "BTrM"


@dataclass(frozen=True)
class Topic:
    """One concern of the ministry, in phrases that fit into sentences."""

    name: str
    goal: str
    thing: str
    tasks: tuple[str, ...]
    category: str


CATEGORIES = {
    "luu-tru": "Lưu trữ và thư viện",
    "buu-chinh": "Bưu chính",
    "thong-tin-co-so": "Thông tin cơ sở",
    "chuyen-doi-so": "Chuyển đổi số",
    "an-toan": "An toàn thông tin",
    "xuat-ban": "Báo chí, xuất bản",
}

TOPICS = (
    Topic(
        "lưu giữ trang tin điện tử",
        "giữ nguyên vẹn những trang tin đã đăng để người dân tra cứu lâu dài",
        "trang tin",
        (
            "rà soát các trang tin cũ còn thiếu ngày đăng",
            "sao lưu kho trang tin về trung tâm dữ liệu dự phòng",
            "chuẩn hóa cách ghi tên tác giả và nguồn tin",
            "hướng dẫn biên mục cho cán bộ cấp xã",
        ),
        "luu-tru",
    ),
    Topic(
        "thư viện số cộng đồng",
        "đưa sách đến gần hơn với bạn đọc ở thôn, bản",
        "điểm đọc sách",
        (
            "số hóa những cuốn sách địa phương hiếm gặp",
            "luân chuyển đầu sách giữa các điểm đọc",
            "mở thêm giờ đọc buổi tối trong dịp hè",
            "tìm cộng tác viên giới thiệu sách cho thiếu nhi",
        ),
        "luu-tru",
    ),
    Topic(
        "truyền thanh cơ sở",
        "đưa mỗi bản tin đến từng khu dân cư đúng giờ và dễ nghe",
        "cụm loa truyền thanh",
        (
            "thay cụm loa cũ bằng cụm loa thông minh",
            "biên tập bản tin ngắn theo mùa vụ",
            "đo mức âm lượng tại các khu dân cư",
            "lập lịch phát sóng riêng cho ngày chợ phiên",
        ),
        "thong-tin-co-so",
    ),
    Topic(
        "mạng lưới bưu tá vùng cao",
        "rút ngắn thời gian thư và báo đến tay người dân vùng cao",
        "tuyến đường thư",
        (
            "nối các tuyến đường thư còn đứt quãng trong mùa mưa",
            "trang bị áo mưa và túi chống ẩm cho bưu tá",
            "ghép chuyến thư với xe khách liên huyện",
            "ghi nhận giờ phát thư bằng thiết bị cầm tay",
        ),
        "buu-chinh",
    ),
    Topic(
        "chữ ký số cho hợp tác xã",
        "giúp hợp tác xã ký hợp đồng từ xa mà không phải đi lại nhiều lần",
        "chứng thư số",
        (
            "cấp chứng thư số lần đầu cho hợp tác xã mới thành lập",
            "hướng dẫn cách giữ khóa bí mật an toàn",
            "giảm chi phí gia hạn hằng năm",
            "kết nối chữ ký số với sổ kế toán của hợp tác xã",
        ),
        "chuyen-doi-so",
    ),
    Topic(
        "dịch vụ công trực tuyến",
        "giảm số lần người dân phải đến bộ phận một cửa",
        "hồ sơ trực tuyến",
        (
            "bỏ các ô khai báo trùng lặp trong biểu mẫu",
            "trả kết quả qua đường bưu chính",
            "đọc lại biểu mẫu bằng giọng nói cho người cao tuổi",
            "công khai thời gian giải quyết của từng đơn vị",
        ),
        "chuyen-doi-so",
    ),
    Topic(
        "an toàn thông tin trường học",
        "bảo vệ học sinh và thầy cô khi học tập trên môi trường mạng",
        "phòng máy",
        (
            "cập nhật phần mềm cho máy tính của nhà trường",
            "lập nhóm ứng cứu sự cố tại từng cụm trường",
            "dạy học sinh cách nhận biết tin nhắn lừa đảo",
            "kiểm tra mật khẩu của hệ thống điểm danh",
        ),
        "an-toan",
    ),
    Topic(
        "bản đồ số làng nghề",
        "giúp du khách tìm đường và giúp nghệ nhân tìm khách hàng",
        "làng nghề",
        (
            "đo tọa độ xưởng sản xuất và bến thuyền",
            "ghi âm lời kể của nghệ nhân cao tuổi",
            "gắn biển chỉ đường có mã quét",
            "chụp lại hoa văn cổ trước khi phai màu",
        ),
        "chuyen-doi-so",
    ),
    Topic(
        "chiếu phim tài liệu lưu động",
        "đưa phim tài liệu về với đồng bào ở những bản xa trung tâm",
        "buổi chiếu",
        (
            "thuyết minh phim bằng tiếng địa phương",
            "sửa chữa máy chiếu trước mùa khô",
            "chọn phim theo đề nghị của người xem",
            "phối hợp với trường học mượn sân chiếu",
        ),
        "thong-tin-co-so",
    ),
    Topic(
        "tem bưu chính chuyên đề",
        "kể câu chuyện quê hương trên những con tem nhỏ",
        "mẫu tem",
        (
            "lấy ý kiến người sưu tập về mẫu tem mới",
            "in thử trên giấy dó",
            "đưa tem vào giờ học lịch sử địa phương",
            "mở triển lãm tem tại bưu cục trung tâm",
        ),
        "buu-chinh",
    ),
    Topic(
        "thông tin liên lạc cho tàu cá",
        "giữ liên lạc thông suốt với ngư dân trên mọi vùng biển",
        "máy thông tin trên tàu cá",
        (
            "kiểm tra tần số gọi cấp cứu trước mùa biển động",
            "đổi máy cũ lấy máy mới cho tàu công suất nhỏ",
            "trực canh đài duyên hải suốt ngày đêm",
            "diễn tập báo nạn cùng bộ đội biên phòng",
        ),
        "an-toan",
    ),
    Topic(
        "cảnh báo sớm thiên tai qua tin nhắn",
        "báo cho người dân vùng trũng biết trước nước lên ít nhất vài giờ",
        "điểm phát cảnh báo",
        (
            "soạn tin nhắn ngắn, rõ nơi cần sơ tán",
            "thử cảnh báo ban đêm ở vùng sóng yếu",
            "lập danh bạ trưởng thôn trực mùa mưa bão",
            "nối trạm đo mưa tự động với tổng đài tin nhắn",
        ),
        "an-toan",
    ),
    Topic(
        "dữ liệu mở ngành trang tin",
        "tạo một nguồn số liệu tin cậy để nhà nghiên cứu và doanh nghiệp dùng chung",
        "bộ dữ liệu",
        (
            "công bố danh mục dữ liệu theo từng quý",
            "sửa các bảng số liệu lệch đơn vị tính",
            "viết hướng dẫn sử dụng bằng ngôn ngữ dễ hiểu",
            "tiếp nhận yêu cầu bổ sung dữ liệu của người dùng",
        ),
        "chuyen-doi-so",
    ),
    Topic(
        "bản tin nói cho người khiếm thị",
        "giúp người khiếm thị nghe được tin tức cùng lúc với mọi người",
        "bản tin nói",
        (
            "thu âm bản tin trước sáu giờ sáng",
            "mời người khiếm thị cùng biên tập",
            "đưa bản tin nói vào ứng dụng điện thoại",
            "tặng máy nghe cho hội viên khó khăn",
        ),
        "xuat-ban",
    ),
    Topic(
        "tổ công nghệ số cộng đồng",
        "giúp mỗi xóm có người chỉ dẫn bà con dùng dịch vụ số",
        "tổ công nghệ số",
        (
            "đến từng nhà hướng dẫn thanh toán không tiền mặt",
            "giúp bà con mở gian hàng trực tuyến",
            "trực hỗ trợ tại nhà văn hóa vào cuối tuần",
            "chọn đoàn viên thanh niên làm nòng cốt",
        ),
        "chuyen-doi-so",
    ),
    Topic(
        "xuất bản sách cho thiếu nhi",
        "nuôi dưỡng thói quen đọc sách từ những năm đầu đi học",
        "đầu sách thiếu nhi",
        (
            "đặt hàng tác giả trẻ viết về quê hương",
            "in sách song ngữ cho học sinh dân tộc thiểu số",
            "hỗ trợ vận chuyển sách về trường vùng sâu",
            "tổ chức ngày hội đọc sách tại sân trường",
        ),
        "xuat-ban",
    ),
    Topic(
        "chuyên mục Hỏi & Đáp trực tuyến",
        "trả lời thắc mắc của người dân trong thời hạn đã cam kết",
        "câu hỏi của người dân",
        (
            "phân loại câu hỏi ngay trong ngày nhận",
            "trả lời công khai những câu hỏi lặp lại nhiều lần",
            "nhắc đơn vị chậm trả lời bằng phiếu điện tử",
            "đo mức hài lòng sau mỗi câu trả lời",
        ),
        "thong-tin-co-so",
    ),
    Topic(
        "thông tin đối ngoại vùng cửa khẩu",
        "giới thiệu hình ảnh quê hương với du khách qua lại cửa khẩu",
        "ấn phẩm giới thiệu",
        (
            "dựng cụm pa nô tại quốc môn",
            "biên soạn sổ tay cho lái xe đường dài",
            "bồi dưỡng ngoại ngữ cho cán bộ hướng dẫn",
            "trao đổi bản tin với tỉnh bạn bên kia biên giới",
        ),
        "thong-tin-co-so",
    ),
    Topic(
        "bưu điện - văn hóa xã",
        "biến mỗi bưu điện - văn hóa xã thành nơi bà con muốn ghé lại",
        "bưu điện - văn hóa xã",
        (
            "sửa sang phòng đọc và mái hiên",
            "nhận và trả kết quả thủ tục hành chính tại chỗ",
            "bày bán nông sản của hợp tác xã",
            "lắp mạng không dây miễn phí",
        ),
        "buu-chinh",
    ),
    Topic(
        "phòng, chống tin giả",
        "giúp người dân kiểm chứng thông tin trước khi chia sẻ",
        "tin báo",
        (
            "đối chiếu tin báo với cơ quan có thẩm quyền",
            "công bố kết quả xác minh trong vòng một ngày",
            "dạy kỹ năng kiểm chứng ảnh cho phóng viên trẻ",
            "mở đường dây nóng tiếp nhận phản ánh",
        ),
        "xuat-ban",
    ),
)

PROVINCES = _words(
    "Sơn Nguyệt|Hà Thanh|Bình Lãng|An Giao|Vĩnh Lam|Đông Khê Hạ|Tân Hải Đông|Lộc Vân|Phú Sa|Thạch Lĩnh|"
    "Kim Đằng|Quảng Tường|Nam Triều|Long Xuyên Hạ|Yên Tĩnh|Bắc Ngạn|Thanh Lưu|Gia Vực|Hòa Điền|Cẩm Trung|"
    "Trà Sương|Đại Khê"
)
DISTRICTS = _words(
    "Mường Lưa|Bản Vền|Hương Trạch|Cổ Loan|Suối Đào|Thượng Ngàn|Bến Chài|Phong Điệp|Ninh Sơn Hạ|Vạn Thuyền|"
    "Đồng Nứa|Tam Kỳ Đông|Bãi Sậy|Hồng Vân|Lũng Cao|Trung Hà|Khe Sim|Đầm Vạc|Xuân Mỹ|Cầu Sắt|Mai Dịch Hạ|"
    "Phước Lai"
)
COMMUNES = _words(
    "Bản Mạ|Nậm Chày|Đức Lưu|Tân Phong|Hồng Thượng|Ia Mơn|Đồng Tiến|Vĩnh Khê|Cát Sơn|Phú Nhuận|An Lạc|"
    "Mỹ Đồng|Thạch Bình|Sơn Trà Thượng|Yên Lãng|Trường Xuân|Hòa An|Kim Bôi Hạ|Quế Hiệp|Bình Sa|Lam Điền|"
    "Khánh Vân|Ea Tóh|Tà Rụt Đông"
)

AGENCIES = _words(
    "Cục Lưu trữ trang|Cục Thông tin thôn bản|Cục Bưu lộ|Cục An toàn trang tin|Vụ Pháp chế|"
    "Vụ Kế hoạch - Tài chính|Vụ Hợp tác quốc tế|Vụ Khoa học và Chuẩn trang|Viện Chiến lược trang tin|"
    "Trung tâm Thông tin|Cục Xuất bản phẩm điện tử|Trung tâm Dữ liệu dự phòng|Vụ Tổ chức cán bộ"
)
PARTNERS = _words(
    "Hội Người sưu tầm trang cũ|Liên hiệp Hợp tác xã sông Trăng|Tổng công ty Bưu lộ|Học viện Kỹ nghệ trang|"
    "Hội Xuất bản miền Thượng|Hiệp hội Nội dung số vùng Hạ|Quỹ Bạn đọc nhỏ|Câu lạc bộ Biên tập viên|"
    "Mạng lưới Thư viện làng|Trường Đại học Sơn Nguyệt"
)
PAPERS = _words(
    "Báo Sông Trăng điện tử|Tạp chí Trang và Chữ|Đài Phát thanh Sơn Nguyệt|Báo Hà Thanh|Bản tin Bưu lộ|"
    "Cổng thông tin tỉnh Bình Lãng|Báo Người đọc mới|Thông tấn xã Miền Thượng|Tạp chí Làng nghề số"
)

FAMILY_NAMES = _words("Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lưu|Đinh|Tạ|Mai|Quách|Lò|Tô")
MEN_MIDDLE = _words("Văn|Hữu|Đức|Minh|Quang|Công|Xuân|Thế|Trọng|Gia|Đình|Bá")
MEN_GIVEN = _words(
    "Đạt|Khuê|Sĩ|Lâm|Tường|Hải|Nghĩa|Phúc|Quyết|Tuấn|Vinh|Bách|Dũng|Khải|Luân|Sơn|Thịnh|Trung|Việt|Điền|"
    "Kiên|Hoạch"
)
WOMEN_MIDDLE = _words("Thị|Thu|Ngọc|Thanh|Bích|Kim|Mỹ|Hồng|Diệu|Khánh")
WOMEN_GIVEN = _words(
    "Hương|Lan|Thảo|Nhàn|Hiền|Vân|Oanh|Yến|Châu|Quyên|Liên|Trà|Hạnh|Duyên|Mận|Nga|Tuyết|Uyên|Thơm|Xuyến|Ánh"
)
PEN_FIRST = _words(
    "Lưu|Hà|Thu|Minh|Ngọc|Hải|Bảo|Thanh|Mai|Tuấn|Khánh|Hồng|Vân|Đình|Quỳnh|Phương|Nhật|Xuân|Đức"
)
PEN_LAST = _words(
    "Hương|Linh|Trang|Sơn|Lam|Anh|Giang|Nguyên|Thủy|Hiếu|Chi|Tâm|Yên|Đăng|Bình|Nhung|Khôi|Hà|Phong"
)
LEADERS = ("Thứ trưởng", "Bộ trưởng")
#: The head of an office, by the first word of the office's name.
HEADS = {
    "Cục": ("Cục trưởng", "Phó Cục trưởng"),
    "Vụ": ("Vụ trưởng", "Phó Vụ trưởng"),
    "Viện": ("Viện trưởng", "Phó Viện trưởng"),
    "Trung": ("Giám đốc", "Phó Giám đốc"),
}
LOCAL_OFFICES = (
    "Phó Chủ tịch Ủy ban nhân dân tỉnh",
    "Giám đốc Sở Trang tin",
    "Phó Giám đốc Sở Trang tin",
    "Chánh Văn phòng Ủy ban nhân dân tỉnh",
)
