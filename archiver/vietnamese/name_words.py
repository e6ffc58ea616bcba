"""Word lists about Vietnamese names: general knowledge of the country, taken from no portal."""

from __future__ import annotations


def _by_space(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_comma(text: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in text.split(","))


FAMILY_NAMES = _by_space(
    """
    bàn bành bá bùi bạch bế bồ ca cao chu chung châu chử cung cát cù cấn cầm danh diệp doãn dương giang
    giàng giáp hoa hoàng huỳnh hà hàn hạ hầu hồ hồng hờ hứa kha khuất khúc khương khổng kim kiều la liêu
    lâm lã lê lò lù lý lưu lương lường lại lỗ lộ lục mai mã mạc mạch mộc nghiêm nguyễn ngân ngô ngạc ngụy
    nhan nhiếp nhâm nhữ ninh nông nùng phan phí phó phù phùng phương phạm quan quyền quàng quách quản sùng
    sầm thang thi thiều thào thái thân thạch thẩm tiêu tiền trang triệu trà trưng trương trần trịnh tào
    tòng tô tôn tăng tạ tất tống từ uông vi viên vàng võ văn vũ vương vừ y ân âu đinh điền đoàn đàm
    đào đái đường đặng đồng đỗ đới ứng
    cháng chảo chíu hảng lèo ma phàn phàng pờ sồng tẩn tằng thèn vù vừ xồng đàng đổng
    """
)
#: Syllables of middle and given names.
NAME_SYLLABLES = _by_space(
    """
    an anh biên bá bách bình bích bính bông bùi băng bạch bảng bảo bảy bắc bằng bền bốn bội bửu cao chi
    chinh chiến chiểu chung chuyên chuyền chuyển châu chí chính chương cát công cúc cơ cương cường cảnh
    cầm cần cẩm cự danh di dinh diên diễm diễn diệp diệu doanh du dung duy duyên duyến duẩn duật duệ dân
    dũng dương dưỡng dần dậu dịu gia giang giao giáp giới hai hiên hiến hiếu hiền hiển hiểu hiệp hiệu hoa
    hoan hoà hoài hoàn hoàng hoành huy huyền huân huấn huệ huỳnh hà hào hán hân hè hòa hòe hùng hưng hương
    hướng hường hưởng hạ hạnh hạo hải hảo hậu hằng hồ hồi hồng hợi hợp hữu kha khang khanh khiêm khiết
    khoa khoan khoát khuyên khuyến khuê khá khánh khôi khương khả khải khắc khởi kim kiên kiều kiệt kính
    kỳ kỷ lam lan linh liêm liên liễu loan long luyến luyện luân luận ly lài lành lâm lân lâu lãm lê lý
    lĩnh lưu lương lượm lượng lập lệ lịch lộc lợi lữ lực mai mi minh muôn my mão mùi mạc mạnh mẫn mận mậu
    mến mị mừng mỹ nam nga nghi nghiêm nghiệp nghĩa nghệ nghị ngoan ngoãn nguyên nguyễn nguyện nguyệt ngà
    ngân ngô ngọc ngợi ngữ nhi nhiên nho nhu nhung nhuần nhuận nhàn nhâm nhân nhã như nhường nhạc nhạn
    nhất nhẫn nhật nhị nhựt ninh năm nương nết oanh phan phi phiến phong phát phùng phú phúc phương phước
    phượng phạm phấn phụng quang quy quyên quyến quyết quyền quyển quân quý quảng quế quốc quỳ quỳnh rin
    sa san sang sen sinh soan song sáng sáu sâm sĩ sơn sương sử sửu sự sỹ thanh thao thi thiên thiết thiện
    thoa thoan thoại thu thuyên thuyết thuyền thuý thuần thuận thuỳ thuỷ thành thái thân thép thêm thìn
    thông thùy thúy thăng thơ thơm thư thương thường thưởng thượng thạch thảo thắm thắng thế thị thịnh thọ
    thục thụy thủy tiên tiến tiếp tiềm tiểu tiệp toàn toán toản trang tri trinh triệu trung truyền trà
    trâm trân trình trí trúc trương trường trưởng trầm trần trị trịnh trọng trụ trực tuyên tuyến tuyết
    tuyền tuyển tuân tuấn tuất tuệ tài tám tâm tân tây tín tính tô tôn tùng tú túc tý tư tươi tước tường
    tưởng tạ tạo tấn tịnh tố tụng tỵ uyên uyển vang vi vinh viên viện việt vui vy vàng vân vóc võ văn vĩ
    vĩnh vũ vương vượng vận vệ vịnh vọng vững vỹ xinh xoan xuyên xuyến xuân yên yến ái ánh ân ý đan đinh
    điền điệp đoan đoàn đoạt đài đào đình đô đông đăng đại đạo đạt đậu đắc đằng đặng đệ địch định đồng đỗ
    độ đức ưng
    a chải chư chứ dia dế dơ dua khé láo lử mẩy miên mín mộc pao páo pó seo sếnh sình súa tủa vư
    """
)
#: How farewells, slogans and places begin, which are set apart as names are.
NO_PEN_NAMES = _by_space(
    "trân kính xin chúc mong kỳ còn hết xem việt xã phường huyện tỉnh thôn bản phố đường làng ngày tháng"
)
#: Accounts of a portal's system and words for nobody, which sign nothing; folded.
SYSTEM_ACCOUNTS = _by_comma(
    """
    admin, administrator, webmaster, root, user, editor, superadmin, super user, host, system account,
    sysadmin, portal, quan tri, quan tri vien, quantri, bientap, btv, ban quan tri, nguoi quan tri, quan tri
    he thong, quan tri website, guest, khach, an danh, dang cap nhat, chua cap nhat, khong ro, n/a, unknown,
    author, tac gia
    """
)
#: Compounds of such syllables that head a column or a menu, or name an office; folded.
NOT_NAMES = _by_comma(
    """
    ma cao, ma tuy, tang truong,
    an dan, an ninh, an pham, an sinh, an toan, an tuong, an uong, anh hung, anh sang, bac bo, bac si, ban
    do, ban doc, bao chi, bao hiem, bao tang, bao ve, bat dong san, be mac, bi thu, bien dao, bien dich, bien
    dong, bien gioi, bien phong, bien soan, bien tap, binh an, binh chon, binh chung, binh duong quan,
    binh luan, binh quan, binh yen, bo truong, buu chinh, canh sat, cao dang, chau a, chau au, chau my,
    chau phi, chien thang, chinh phu, chinh quyen, chinh sach, chinh tri, chu tich, chung khoan, chuong
    trinh, chuyen gia, cong an, cong bang, cong bao, cong chung, cong dan, cong doan, cong giao, cong
    khai, cong lap, cong minh, cong nghiep, cong nhan, cong tac, cong thuong, cong trinh, cong vien, cu
    nhan, dai bieu, dai duong, dai hoc, dai hoi, dai su, dai tuong, dan chu, dan sinh, dan su, dan toc,
    dan tri, dan van, dang bo, dang doan, dang ky, dang nhap, dang tin, dang uy, dang vien, danh lam, danh
    lam thang canh, dao tao, dat nuoc, dau khi, dau thau, dau tu, dia phuong, dich vu, dien anh, dien bien
    hoa binh, dien dan, dien luc, dien tu, dieu le, dieu tra, dinh duong, dinh huong, doan the, doanh
    nghiep, doanh nhan, doanh thu, doc gia, doc lap, doi moi, doi song, dong bac, dong bao, dong hanh,
    dong nam, dong nam a, dong nam bo, du an, du lich, duong bo, duong day nong, duong sat, duong thuy,
    gia dinh, gia vang, giai tri, giam doc, giao duc, giao luu, giao su, giao thong, giao vien, gioi
    thieu, ha tang, hai dao, hai ngoai, hai quan, hai quan viet nam, hai san, hang hai, hang khong, hanh
    chinh, hanh phuc, hanh trinh, hien phap, hinh anh, hoa binh, hoa chat, hoa hau, hoa ky, hoa thuong,
    hoan nghenh,
    hoang cung, hoang gia, hoang sa, hoat hinh, hoc duong, hoi dong, hoi giao, hoi nghi, hoi nhap, hoi
    vien, hop tac, hung vuong, huong dan, huong nghiep, huyen thoai, khen thuong, khoa giao, khoa hoc,
    khoi nghiep, khuyen mai, kien thuc, kim cuong, kim ngach, kinh bao, kinh te, ky luat, ky niem, ky su,
    lam nghiep, lanh dao, lanh su, lao dong, lich su, lich viet, lien doan, lien he, lien ket, lien minh,
    liet si, long bien, luat su, mam non, mat tran, mien bac, mien nam, mien trung, minh bach, mua xuan,
    my thuat, nam bo, ngan hang, ngan sach, nghe thuat, nghien cuu, nha bao, nhan ai, nhan dan, nhan dinh,
    nhan loai, nhan luc, nhan quyen, nhan sinh, nhan su, nhan su moi, nhan tai, nhan vien, nhat ky, nhat
    trinh, nhiep anh, nhip cau, nong nghiep, nong thon, phan hoi, phap che, phap luat, phat giao, phat
    thanh, phat trien, phong su, phong thuy, phong trao, phong van, phu nu, quan diem, quan doi, quan khu,
    quan ly, quan su, quang cao, quoc dan, quoc gia, quoc hoi, quoc khanh, quoc phong, quoc te, quy hoach,
    quyet dinh, san pham, sang tao, sinh vien, so do, so huu, su kien, su kien noi bat, su nghiep, su
    that, su tich, suc khoe, tai chinh, tai khoan, tai lieu, tai nguyen, tam nhin, tam su, tan binh, tan
    trang, tap chi, tay bac, tay nam, tay nam bo, tet nguyen dan, thac si, than khoang san, thang canh,
    thanh cong, thanh khoan, thanh lap, thanh nien, thanh pho, thanh thi, thanh tich, thanh toan, thanh
    tra, thanh tuu, thanh vien, the gioi, the thao, thi cu, thi diem, thi dua, thi nghiem, thi sinh, thi
    truong, thi xa, thien chua, thien dia, thien nhien, thien tai, thien than, thien van, thieu tuong,
    thoi quen, thoi su, thoi tiet, thoi trang, thong bao, thong cao, thong diep, thong ke, thong nhat,
    thong thai, thong tin, thu tuc, thu tuong, thu vien, thuc hien, thue, thuong binh, thuong hieu, thuong
    mai, thuong thuc, thuong truc, thuong tuong, thuong vu, thuy san, tien bo, tien ich, tien phong, tien
    si, tiep dan, tieu diem, tieu hoc, tim kiem, tin dung, tin lanh, tin moi, tin nong, tin tuc, tinh
    hinh, tinh uy, to chuc, toan canh, toan quoc, ton giao, ton vinh, tong bi thu, tong hop, tran trong,
    trang chu, trang tri, truc tuyen, trung bo, trung hoc, trung tam, trung thu, trung tuong, trung uong,
    truong hoc, truong sa, truyen hinh, truyen thong, tu do, tu lieu, tu phap, tu thien, tu van, tuong
    lai, tuyen bo, tuyen dung, tuyen duong, tuyen giao, tuyen sinh, tuyen truyen, ung ho, uy ban, van ban,
    van hien, van hoa, van hoc, van minh, van nghe, van phong, vang bac, vat gia, vat tu, vi tinh, vien
    chuc, vien tham, vien thong, viet bac, viet kieu, viet minh, viet nam, vinh danh, xa hoi, xang dau,
    xay dung, xe, xuan que huong, xuat ban, y kien, y te
    """
)
#: Provinces before and after 2025, large towns, districts of Hà Nội and Hồ Chí Minh City, countries; folded.
PLACES = _by_comma(
    """
    an do, an giang, anh, ba dinh, ba lan, ba ria, ba ria vung tau, bac can, bac giang, bac ha, bac kan,
    bac lieu, bac ninh, bac tu liem, bao loc, ben tre, bien hoa, binh chanh, binh dinh, binh duong, binh
    phuoc, binh tan, binh thanh, binh thuan, binh xuyen, bo dao nha, buon ma thuot, ca mau, cam pha,
    campuchia, can gio, can tho, cao bang, cao lanh, cao loc, cat ba, cau giay, chau doc, co loa, con dao,
    cu chi, da lat, da nang, dac lac, dai loan, dak lak, dak nong, dan mach, dan phuong, dien bien, dien
    bien phu, dien chau, do son, dong anh, dong bang song cuu long, dong bang song hong, dong da, dong
    duong, dong ha, dong hoi, dong hung, dong nai, dong thap, duc, gia lai, gia lam, go vap, ha dong, ha
    giang, ha lan, ha long, ha nam, ha noi, ha tay, ha tinh, hai ba trung, hai duong, hai phong, han quoc,
    hau giang, ho chi minh, ho tay,
    hoa binh, hoa ky, hoa lac, hoai duc, hoan kiem, hoang mai, hoc mon, hoi an,
    hong kong, hue, hung ha, hung yen, khanh hoa, kien giang, kon tum, lai chau, lam dong, lang son, lao,
    lao cai, long an, long bien, long thanh, long xuyen, ly son, me linh, moc chau, mong cai, my, my duc,
    my tho, nam dinh, nam phi, nam tu liem, nga, nghe an, nha be, nha trang, nhat ban, ninh binh, ninh
    thuan, noi bai, phan lan, phan rang, phan thiet, phap, phu ly, phu nhuan, phu quoc, phu tho, phu yen,
    phuc tho, pleiku, quang binh, quang nam, quang ngai, quang ninh, quang tri, quoc oai, quy nhon, quynh
    phu, rach gia, sa dec, sa pa, sai gon, sam son, soc son, soc trang, son la, tam ky, tan an, tan phu,
    tan son nhat, tay ban nha, tay ho, tay nguyen, tay ninh, thach that, thai binh, thai lan, thai nguyen,
    thai thuy, thang long, thanh hoa, thanh pho ho chi minh, thanh tri, thanh xuan, thu duc, thu thiem,
    thua thien hue, thuong tin, thuy dien, thuy si, tien giang, tien hai, tien yen, tp hcm, tp ho chi
    minh, tra vinh, trieu tien, trung quoc, tuyen quang, ung hoa, uong bi, viet nam, viet tri, vinh, vinh
    long, vinh phuc, vinh yen, vu thu, vung tau, yen bai
    """
)
#: Two capitals that are a country, a body or a button rather than a reporter.
ABBREVIATIONS = _by_space(
    """
    AI AM ATM BC BS BT CA CN CP CT CV CĐ EN EU FB GD GS HN HS HĐ ID IN IT KH KQ KT LS LĐ MC ND NN NQ NS NĐ
    OK PC PM PR QH QR QĐ SG TB TL TM TP TS TT TV TW TX UB UK UN US VB VI VN XH YT ĐH ĐT
    """
)
#: The two-syllable entries of both lists above that have, accents and all, no syllable but those of names:
#: what else has their letters (`Hải Phong`, `Đình Hương`) may be a name. Under the key of `tone_key`.
AS_PRINTED = _by_comma(
    """
    bế mạc, hoà thượng, hồ tây,
    an dân, an giang, an ninh, an sinh, an toàn, anh hùng, biên giới, biên hoà, bình an, bình dương,
    bình luận, bình phước, bình quân, bình thuận, bình tân, bình xuyên, bình yên, bình định, bảo lộc,
    bảo vệ, bắc giang, bắc hà, bắc ninh, cao bằng, cao lộc, chiến thắng, chuyên gia, châu mỹ, châu phi,
    châu âu, chính quyền, chính trị, chương trình, công an, công bảo, công bằng, công dân, công lập,
    công minh, công nghiệp, công nhân, công thương, công trình, công viên, công đoàn, cần thơ, danh lam,
    dinh dưỡng, diễn châu, doanh nghiệp, doanh nhân, doanh thu, du lịch, dân sinh, dân sự, dân trí, dân
    vận, gia lâm, gia đình, gia định, giao lưu, giao thông, hoa hậu, hoa kỳ, hoà bình, hoài đức, hoàng
    cung, hoàng gia, hoàng mai, hoàng sa, huyền thoại, hà giang, hà lan, hà nam, hà tây, hà đông, hàn
    quốc, hùng vương, hưng hà, hưng yên, hướng nghiệp, hạ long, hạnh phúc, hải dương, hải quan, hải
    quân, hậu giang, khánh hoà, khởi nghiệp, kim cương, kiên giang, liên minh, liên đoàn, long an, long
    biên, long thành, long xuyên, lâm nghiệp, lâm đồng, lý sơn, lịch sử, lịch việt, minh bạch, mộc châu,
    mỹ đức, nam phi, nam định, nghệ an, nhân dân, nhân lực, nhân quyền, nhân sinh, nhân sự, nhân tài,
    nhân viên, nhân ái, nhật trình, ninh bình, ninh thuận, nông nghiệp, phan thiết, phong thuỷ, phát
    thanh, phú nhuận, phú quốc, phú thọ, phú yên, phúc thọ, quyết định, quân sự, quản lý, quảng bình,
    quảng nam, quảng ninh, quảng trị, quốc dân, quốc gia, quốc khánh, sinh viên, sáng tạo, sơn la, sầm
    sơn, sự nghiệp, thanh toán, thanh xuân, thiên nhiên, thiên tài, thiên văn, thuỵ sĩ, thuỵ sỹ, thành
    công, thành lập, thành thị, thành viên, thái bình, thái lan, thái nguyên, thái thuỵ, thông thái,
    thông điệp, thăng long, thư viện, thương hiệu, thường trực, thường tín, thắng cảnh, thế giới, thị
    trường, thị trưởng, tiên phong, tiên yên, tiến sĩ, tiến sỹ, tiếp dân, tiền giang, tiền hải, tiền
    phong, toàn cảnh, toàn quốc, trang trí, trung quốc, trung thu, trung tâm, truyền thông, trà vinh,
    trân trọng, trường sa, trực tuyến, tuyên dương, tuyên quang, tuyên truyền, tuyến đường, tuyển sinh,
    tài chính, tài nguyên, tâm sự, tân an, tân phú, tân trang, tây bắc, tây hồ, tây nam, tây nguyên, tây
    ninh, tôn vinh, từ thiện, vi tính, vinh danh, việt bắc, việt kiều, việt minh, việt nam, văn hiến,
    văn minh, văn nghệ, văn phong, vĩnh long, vĩnh phúc, vĩnh yên, vũ thư, ánh sáng, đan mạch, đan
    phượng, đài loan, đào tạo, đông anh, đông bắc, đông dương, đông hà, đông hưng, đông nam, đường thuỷ,
    đại dương, định hướng, ứng hoà
    """
)
