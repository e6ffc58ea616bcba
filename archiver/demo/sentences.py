"""The sentences of the demonstration portal: patterns whose braces are filled by `language`.

Small letters in braces name what one article keeps (its topic, place, people); numbers, days and
names of communes are new at every use.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Occasion:
    """One sort of event: how its headline, its lead and its first paragraph are put."""

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    openings: tuple[str, ...]
    scene: str


OCCASIONS = (
    Occasion(
        (
            "Hội nghị sơ kết {months} tháng thực hiện {topic} tại {district}, {province}",
            "{province} sơ kết đợt {edition} về {topic}",
            "Sơ kết công tác {topic} khu vực {district}, {province} năm {year}",
        ),
        (
            "Hội nghị sơ kết nhằm đánh giá kết quả {topic}, chỉ ra những việc còn chậm và thống nhất cách "
            "làm trong {months} tháng tới tại {province}.",
            "Sau {months} tháng triển khai, {topic} ở {province} đã có chuyển biến rõ, song vẫn còn {few} "
            "huyện chưa hoàn thành chỉ tiêu năm {year}.",
        ),
        (
            "{half_day} {short_day}, tại {district}, {province}, {ministry} phối hợp với Ủy ban nhân dân "
            "tỉnh tổ chức Hội nghị sơ kết {months} tháng thực hiện {topic}. {chair} dự và chủ trì Hội nghị.",
            "Ngày {short_day}, {agency} và Sở Trang tin {province} tổ chức Hội nghị sơ kết công tác "
            "{topic} giai đoạn {last_year}-{year}, với sự tham dự của {many} đại biểu.",
        ),
        "Toàn cảnh Hội nghị sơ kết tại {district}",
    ),
    Occasion(
        (
            "Tập huấn {topic} cho cán bộ {district} ({province})",
            "{many} cán bộ {province} được tập huấn về {topic}",
            "Khai giảng lớp tập huấn {topic} khóa {edition} tại {district}",
        ),
        (
            "Lớp tập huấn giúp cán bộ cơ sở nắm chắc cách {task}, đồng thời trao đổi kinh nghiệm giữa các "
            "xã của {province}.",
            "Trong {few} ngày, học viên của {district} được thực hành ngay trên hồ sơ thật, nhằm {goal}.",
        ),
        (
            "Từ ngày {short_day}, {agency} mở lớp tập huấn về {topic} tại {district}, {province}, dành cho "
            "{many} cán bộ phụ trách thông tin của các xã, phường.",
            "{half_day} {short_day}, tại {district} ({province}), {ministry} khai giảng lớp tập huấn khóa "
            "{edition} với chủ đề {topic}.",
        ),
        "Học viên thực hành tại lớp tập huấn ở {district}",
    ),
    Occasion(
        (
            "{ministry} và {partner} ký kết phối hợp về {topic}",
            "Ký kết phối hợp {topic} giữa {agency} và {partner} đến năm {horizon}",
            "{partner} đồng hành cùng {province} trong {topic}",
        ),
        (
            "Chương trình phối hợp giai đoạn {year}-{horizon} giữa {ministry} và {partner} tập trung vào "
            "việc {task}, nhằm {goal}.",
            "Hai bên thống nhất dành {money} cho {topic} tại {province} trong giai đoạn {year}-{horizon}.",
        ),
        (
            "Chiều {short_day}, tại trụ sở {ministry}, {agency} và {partner} ký kết chương trình phối hợp "
            "về {topic} giai đoạn {year}-{horizon}. Dự lễ ký có {chair}.",
            "Ngày {short_day}, tại {province} đã diễn ra lễ ký kết giữa {ministry} và {partner} về "
            "{topic}, trước sự chứng kiến của {chair}.",
        ),
        "Đại diện hai bên ký kết chương trình phối hợp",
    ),
    Occasion(
        (
            "{chair} kiểm tra {topic} tại {district}",
            "Đoàn công tác của {ministry} làm việc với {district} ({province}) về {topic}",
            "Kiểm tra thực tế {topic} ở {district}, {province} trước mùa mưa",
        ),
        (
            "Kiểm tra thực tế tại {district}, đoàn công tác yêu cầu địa phương sớm {task} và báo cáo kết "
            "quả trước ngày {deadline}.",
            "Đoàn công tác ghi nhận nỗ lực của {province}, đồng thời lưu ý {few} việc cần làm ngay để "
            "{goal}.",
        ),
        (
            "Ngày {short_day}, đoàn công tác của {ministry} do {chair} làm trưởng đoàn đã kiểm tra {topic} "
            "tại {district}, {province}. Cùng đi có lãnh đạo {agency}.",
            "{half_day} {short_day}, {chair} dẫn đầu đoàn công tác đến {district} ({province}) kiểm tra "
            "tình hình {topic} và gặp gỡ cán bộ cơ sở.",
        ),
        "Đoàn công tác kiểm tra thực tế tại {district}",
    ),
    Occasion(
        (
            "Ban hành Thông tư số {document} quy định về {topic}",
            "Thông tư số {document} về {topic} có hiệu lực từ ngày {effective}",
            "Những điểm mới trong Thông tư số {document} về {topic}",
        ),
        (
            "Thông tư số {document} có hiệu lực từ ngày {effective}, quy định rõ trách nhiệm của từng đơn "
            "vị trong việc {task}.",
            "Quy định mới rút ngắn thời gian xử lý từ {some} ngày xuống còn {few} ngày làm việc, nhằm "
            "{goal}.",
        ),
        (
            "{ministry} vừa ban hành Thông tư số {document} ngày {long_day} quy định về {topic}, thay thế "
            "văn bản đã áp dụng từ năm {old_year}.",
            "Theo Thông tư số {document} do {chair} ký ban hành ngày {long_day}, công tác {topic} được "
            "chia thành {few} nhóm nhiệm vụ.",
        ),
        "Người dân tìm hiểu quy định mới tại bộ phận một cửa {district}",
    ),
    Occasion(
        (
            "Hội thảo về {topic} lần thứ {edition} tại {province}",
            "{many} chuyên gia góp ý giải pháp {topic} cho {province}",
            "Tìm lời giải cho {topic} ở {district}: kinh nghiệm từ xã {commune}",
        ),
        (
            "Hội thảo thu hút {many} chuyên gia, nhà quản lý cùng bàn cách {task}, qua đó góp phần {goal}.",
            "Nhiều ý kiến tại hội thảo cho rằng {province} cần bắt đầu từ việc {task} trước khi nghĩ đến "
            "công nghệ đắt tiền.",
        ),
        (
            "{half_day} {short_day}, {agency} phối hợp với {partner} tổ chức Hội thảo về {topic} lần thứ "
            "{edition} tại {province}.",
            "Hội thảo về {topic} diễn ra trong hai ngày tại {district}, {province}, bắt đầu từ ngày "
            "{short_day}, với {some} tham luận được gửi về Ban Tổ chức.",
        ),
        "Các đại biểu trao đổi bên lề hội thảo",
    ),
    Occasion(
        (
            "Phát động cuộc thi viết về {topic} tại {district}, {province}",
            "{province} phát động phong trào thi đua {topic} đợt {edition}",
            "Trao giải cuộc thi sáng kiến {topic} lần thứ {edition} tại {district}",
        ),
        (
            "Cuộc thi nhận bài đến hết ngày {deadline}, khuyến khích những cách làm giản dị mà hiệu quả, "
            "nhằm {goal}.",
            "Ban Tổ chức đã nhận {many} bài dự thi từ {some} xã, phường, trong đó nhiều sáng kiến về việc "
            "{task}.",
        ),
        (
            "Ngày {short_day}, tại {district}, {agency} cùng {partner} phát động cuộc thi về {topic} dành "
            "cho học sinh, cán bộ và người dân {province}.",
            "{half_day} {short_day}, {ministry} tổ chức lễ phát động đợt thi đua thứ {edition} về {topic} "
            "tại {province}; {chair} dự và phát biểu.",
        ),
        "Học sinh {district} hưởng ứng lễ phát động",
    ),
    Occasion(
        (
            "Khai trương mô hình {topic} đầu tiên ở {district}, {province}",
            "{district} có thêm {some} {thing} mới trong năm {year}",
            "Mô hình mới về {topic} ở {district} sau {months} tháng nhìn lại",
        ),
        (
            "Mô hình được xây dựng với kinh phí {money}, đặt tại {district}, nhằm {goal}.",
            "Chỉ sau {months} tháng, mô hình ở {district} đã phục vụ {thousands} lượt người dân của "
            "{province}.",
        ),
        (
            "{half_day} {short_day}, tại {district}, Sở Trang tin {province} khai trương mô hình {topic} "
            "với {few} {thing} đầu tiên.",
            "Có mặt tại {district} ngày {short_day}, chúng tôi chứng kiến không khí nhộn nhịp quanh mô "
            "hình {topic} mới đưa vào sử dụng.",
        ),
        "Mô hình mới tại {district}, {province}",
    ),
)

NOTICE = Occasion(
    (
        "{agency} thông báo lịch tiếp công dân về {topic} đợt {edition}",
        "Thông báo tuyển cộng tác viên {topic} tại {district}, {province}",
        "Thông báo tạm dừng hệ thống {topic} của {province} để bảo trì ngày {effective}",
    ),
    ("{agency} thông báo để các đơn vị và người dân {province} biết, chủ động sắp xếp thời gian.",),
    (
        "{agency} trân trọng thông báo: việc tiếp nhận đăng ký về {topic} tại {district}, {province} kéo "
        "dài đến hết ngày {deadline}, vào các ngày thứ Ba và thứ Năm hằng tuần.",
        "{ministry} thông báo hệ thống {topic} tại {province} tạm dừng từ {clock} ngày {effective} đến hết "
        "ngày {deadline} để bảo trì.",
    ),
    "Trụ sở tiếp công dân tại {district}",
)

RESULTS = (
    "Tính đến ngày {past}, {province} đã có {many} {thing} hoạt động ổn định, tăng {percent} so với cùng "
    "kỳ năm {last_year}.",
    "Qua {few} tháng triển khai, {some} xã, phường hoàn thành việc {task}, trong đó có {few} xã biên giới "
    "của {district}.",
    "Tổng kinh phí thực hiện là {money}, trong đó {percent} do cộng đồng đóng góp.",
    "Khảo sát {thousands} người dân trong tháng {month} cho thấy {percent} số người được hỏi hài lòng với "
    "{topic}.",
    "Trong số {many} {thing} được kiểm tra, {some} {thing} cần sửa chữa và {few} {thing} phải thay mới "
    "trước mùa mưa.",
    "Riêng xã {commune}, {all} thôn đã hoàn thành việc {task}, sớm hơn kế hoạch {few} tháng.",
    "Bình quân mỗi tháng có {thousands} lượt người sử dụng, cao nhất là xã {commune} với {many} lượt trong "
    "một tuần.",
    "So với năm {old_year}, thời gian giải quyết công việc ở {district} giảm từ {some} giờ xuống còn {few} "
    "giờ.",
    "Báo cáo của {agency} nêu rõ: {percent} số đơn vị đạt yêu cầu, {few} đơn vị phải làm lại trong quý "
    "{quarter}/{year}.",
    "Đợt cao điểm từ ngày {past} đến ngày {long_day} ghi nhận {many} lượt phản ánh, đã xử lý xong {percent}.",
    "Toàn tỉnh hiện còn {some} {thing} chưa đạt chuẩn, tập trung ở xã {commune} và xã {commune}.",
    "Năm {last_year}, kinh phí dành cho {topic} của {province} là {money}, bằng {percent} tổng nhu cầu.",
)

SPEECH = (
    "{speaker} cho biết, đơn vị sẽ ưu tiên việc {task} ngay trong quý {quarter}/{year} tại {some} xã.",
    "Theo {speaker}, khó khăn lớn nhất hiện nay là {obstacle}, nhất là ở xã {commune}.",
    "Phát biểu tại buổi làm việc, {chair} đề nghị coi việc {task} là nhiệm vụ thường xuyên, có người chịu "
    "trách nhiệm và hoàn thành trước ngày {deadline}.",
    "“{saying}”, {speaker_name} nói khi nhắc đến xã {commune}.",
    "{local} đề xuất được hỗ trợ thêm {money} để {task} tại {few} xã còn khó khăn.",
    "{chair} nhấn mạnh, mục tiêu cuối cùng là {goal}, không phải là những con số đẹp như {percent} trên "
    "báo cáo.",
    "Trả lời câu hỏi của đại biểu xã {commune}, {speaker_name} cho rằng {obstacle} là điều đã được lường "
    "trước từ năm {last_year}.",
    "Cũng theo {speaker_name}, từ nay đến ngày {deadline}, {agency} sẽ cử {few} tổ công tác về tận thôn, "
    "bản để hỗ trợ.",
    "{local} khẳng định địa phương đã bố trí {money} đối ứng và giao xã {commune} làm điểm.",
    "Thay mặt {partner}, {other} cam kết cử {some} tình nguyện viên cùng tham gia việc {task}.",
)

LOCAL = (
    "Tại xã {commune}, {neighbour} kể rằng trước đây muốn biết kết quả phải đi gần {some} cây số, nay chỉ "
    "mất {few} phút.",
    "{neighbour}, thôn {hamlet}, xã {commune}, vui vẻ nói: “{villager}”.",
    "Ở xã {commune}, cán bộ xã đi từng nhà để {task}, có hôm đến {evening} mới về.",
    "Xã {commune} có {many} hộ, phần lớn làm nghề sông nước, nên lịch làm việc được dời sang buổi tối từ "
    "{evening}.",
    "Câu chuyện ở thôn {hamlet} (xã {commune}) là một ví dụ: sau {few} tuần kiên trì, {percent} số hộ đã "
    "tham gia.",
    "Điểm mới của xã {commune} là giao việc {task} cho đoàn viên thanh niên, mỗi tuần {few} buổi.",
    "Những ngày giáp hạt, {neighbour} vẫn đều đặn đến nhà văn hóa thôn {hamlet} lúc {clock} để chờ nghe "
    "thông báo.",
    "Cách trung tâm {district} chừng {some} cây số, xã {commune} từng là nơi khó triển khai {topic} nhất, "
    "{some} hộ ở cách nhau một con suối.",
)

TASKS = (
    "Trong thời gian tới, {agency} tập trung {task}; phấn đấu đến hết năm {horizon} có ít nhất {many} "
    "{thing} đạt chuẩn.",
    "Từ nay đến ngày {deadline}, các đơn vị phải {task} và gửi báo cáo về {agency}.",
    "Giai đoạn {year}-{horizon}, {province} dự kiến dành {money} cho {topic}, ưu tiên {some} xã khó khăn.",
    "Việc {task} sẽ được làm thí điểm tại xã {commune} trong {few} tháng rồi mới nhân rộng ra {some} xã "
    "khác.",
    "Cùng với đó, {district} sẽ {task}, bắt đầu từ xã {commune} trong tháng {month}.",
    "Kế hoạch chi tiết được ban hành kèm theo Quyết định số {decision}, có hiệu lực từ ngày {effective}.",
    "Các đại biểu thống nhất lùi hạn nộp số liệu đến ngày {deadline} để {some} xã kịp {task}.",
    "Mỗi quý một lần, {agency} sẽ công khai kết quả của {some} xã trên trang thông tin, kể cả những nơi "
    "làm chưa tốt.",
)

CONTEXT = (
    "Đây là hoạt động nằm trong chương trình {topic} giai đoạn {old_year}-{horizon} nhằm {goal}, với tổng "
    "mức đầu tư {money}.",
    "Trước đó, ngày {past}, {agency} đã có văn bản số {decision} hướng dẫn các địa phương {task}.",
    "{province} là một trong {some} địa phương được chọn làm điểm về {topic} từ năm {old_year}.",
    "Nhìn lại {few} năm qua, {topic} ở {district} đi lên từ chỗ chỉ có {few} {thing} và một cán bộ kiêm "
    "nhiệm.",
    "Nguyên nhân chính khiến {topic} ở {district} mới đạt {percent} kế hoạch là {obstacle}, bên cạnh việc "
    "{few} đơn vị chưa bố trí đủ kinh phí.",
    "Chương trình được chuẩn bị từ tháng {month}/{last_year}, trải qua {few} vòng lấy ý kiến với {many} "
    "lượt góp ý.",
)

CLOSINGS = (
    "Kết thúc buổi làm việc, các đại biểu đã thăm {few} {thing} tiêu biểu tại xã {commune}, {district}.",
    "Dịp này, Ban Tổ chức trao {some} phần quà cho học sinh có hoàn cảnh khó khăn của xã {commune}, "
    "{district}; {few} phần khác gửi về xã {commune}.",
    "Dự kiến, kết quả đợt này sẽ được {agency} tổng hợp và công bố trước ngày {deadline} tại {district}, "
    "{province}.",
    "Hoạt động tiếp theo về {topic} diễn ra tại xã {commune} vào ngày {effective}, mở cửa tự do cho người "
    "dân.",
    "Nhân dịp này, {few} tập thể và {some} cá nhân của {district} được nhận Bằng khen vì thành tích trong "
    "{topic}.",
)

OBSTACLES = (
    "thiếu cán bộ chuyên trách ở cấp xã",
    "đường sá bị chia cắt vào mùa mưa",
    "thiết bị đã cũ và khó tìm linh kiện thay thế",
    "kinh phí phân bổ chậm so với kế hoạch",
    "nhiều hộ đi làm ăn xa, ít khi có mặt ở nhà",
    "số liệu giữa các đơn vị chưa khớp nhau",
    "sóng điện thoại chập chờn ở vùng lõm",
    "người cao tuổi còn ngại dùng dịch vụ mới",
)

SAYINGS = (
    "Chúng tôi không chạy theo số lượng, {few} nơi làm tốt còn hơn {some} nơi làm cho có",
    "Việc {task} nghe thì nhỏ, nhưng nếu bỏ qua thì sau {few} năm sẽ không ai sửa được nữa",
    "Muốn {goal} thì phải bắt đầu từ những người ở gần dân nhất",
    "Bà con chỉ tin khi thấy kết quả, vì vậy chúng tôi chọn cách làm thử trong {few} tuần",
    "Có hôm anh em đi {some} cây số đường rừng chỉ để kịp {task}",
    "Điều chúng tôi lo nhất là {obstacle}, còn lại đều có thể học được",
)

VILLAGER_SAYINGS = (
    "Giờ thì chỉ cần ngồi nhà là biết, đỡ hẳn {few} buổi đi lại",
    "Mới đầu tôi cũng ngại, làm {few} lần rồi thấy quen tay",
    "Cả xóm có {some} nhà thì nhà nào cũng muốn tham gia",
    "Con cháu đi làm xa, nhờ có cán bộ xã mà tôi biết cách làm",
)

QUOTED = (
    "Tôi mong mỗi xã của {district} sẽ tự chọn lấy một việc vừa sức, làm trong {few} tháng rồi cùng nhau "
    "nhìn lại, chứ không chờ đủ {money} mới bắt đầu.",
    "Mười năm nữa, khi ai đó tìm lại câu chuyện của xã {commune}, điều còn lại sẽ là những gì hôm nay "
    "chúng ta ghi chép cẩn thận.",
    "Nếu không {task} ngay từ năm {year}, thì đến năm {horizon} chúng ta sẽ phải trả giá gấp {few} lần.",
)

HEADINGS = (
    "Kết quả bước đầu ở {district}",
    "Những việc cần làm ngay tại {province}",
    "Kinh nghiệm của xã {commune}",
    "Vì sao {province} chọn {topic}?",
    "Mục tiêu đến năm {horizon} của {district}",
    "Chuyện kể từ thôn {hamlet}",
)

LIST_LEADS = (
    "Trong quý {quarter}/{year}, {agency} giao {district} thực hiện các nhiệm vụ sau:",
    "Hội nghị thống nhất những việc {province} phải hoàn thành trước ngày {deadline}:",
    "Xã {commune} rút ra mấy kinh nghiệm trong {topic}:",
)

LIST_ITEMS = (
    "Sớm {task} tại {some} xã, hoàn thành trước ngày {deadline}",
    "Bố trí {money} từ nguồn chi thường xuyên của {district}",
    "Giao xã {commune} chủ trì, phối hợp với {agency} {task}",
    "Báo cáo {agency} vào ngày {monthday} hằng tháng, kể từ tháng {month}/{year}",
    "Khen thưởng ít nhất {few} tập thể làm tốt việc {task}",
    "Cử {few} cán bộ của {district} theo dõi, đôn đốc xã {commune}",
)

TABLE_HEADS = (
    ("Xã, phường", "Kế hoạch năm {year} ({thing})", "Thực hiện đến ngày {past}", "Tỷ lệ"),
    ("Đơn vị", "Số {thing} năm {last_year}", "Số {thing} năm {year}", "So sánh"),
)

TAGS = ("{topic}", "{province}", "{district}", "{ministry}", "năm {year}", "{agency}")

ATTACHMENTS = (
    "Toàn văn Thông tư số {document}",
    "Quyết định số {decision} về {topic}",
    "Kế hoạch {topic} năm {year} của {province}",
    "Phụ lục số liệu {topic} tại {district}",
)
