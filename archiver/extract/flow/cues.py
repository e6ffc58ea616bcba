"""What the words in a class, an id or a line say about a block: the one place for every such word.

Words of classes are matched where a word begins (`sapo`, not `disapono`), in lower case, as cues are kept:
to ignore the case takes three times as long. Lines are matched whole, folded to plain letters. The lists come
from the templates of Vietnamese portals and from common CMSs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.vietnamese.text import fold


def _begins(*words: str) -> re.Pattern[str]:
    # ASP.NET's programmers put what kind of control it is before its name: `lblTieuDe`.
    return re.compile(rf"(?:^|[\s_-])(?:lbl|lb|ltr|lit)?(?:{'|'.join(words)})")


def _is(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?:[\s_-]|$)")


def _holds(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


def _stems(pattern: str) -> list[str]:
    """Every spelling of a word whose letters may be left out, without what stands between its parts or must
    not follow.

    >>> _stems("read-?_?more"), _stems("list[-_]news"), _stems("tags?"), _stems("relat(?!ive)")
    (['readmore'], ['listnews'], ['tag', 'tags'], ['relat'])
    """
    word = re.sub(r"\(\?!.*?\)|\[-_\]|[-_]\??", "", pattern)
    left_out = re.search(r"(?:\(\?:(\w+)\)|(\w))\?", word)
    if left_out is None:
        return [word]
    before, after = word[: left_out.start()], word[left_out.end() :]
    return _stems(before + after) + _stems(before + (left_out[1] or left_out[2]) + after)


def _line(*lines: str, end: str = r"[|:.…\s]*") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lines)})\s*{end}")


LEAD = _begins(
    *(
        "sapo",
        "lead(?!er)",
        "hometext",
        "chapeau",
        "standfirst",
        "tom-?tat",
        "trich-?yeu",
        "intro",
        "summary",
    ),
    *("deck", "desc", "abstract", "mo-?ta", "gioithieu", "sub-?title", "excerpt"),
)
TITLE = _begins("title", "tieu-?de", "headline", "(?:news|post|entry|article|detail)-?title")
DATE = _holds("date", "time", "ngay", "publish", "posted", "thoigian")
BYLINE = _holds("author", "byline", "tac-?_?gia", "nguoiviet", "but-?danh", "writer", "reporter")
_TAGS = _is("tags?", "keywords?", "tu-?khoa", "hashtags?")
#: One of them is in every class that `_TAGS` matches.
TAG_STEMS = ("tag", "keyword", "khoa")
CAPTION = _holds(
    *("caption", "chu-?thich", "photo-note", "ghichuanh", "im(?:a)?ge?-desc", "phototitle"),
    r"(?:^|\s)(?:image|pic|photo)(?:\s|$)|(?:^|[\s_-])cap(?:[\s_-]|$)",
)
_RELATED_WORDS = (
    # Not the `relative` of style sheets, which says how a box is placed.
    *(
        r"relat(?!ive\b)",
        "lien-?_?quan",
        "tin-?khac",
        "other-?_?news",
        "cung-?chuyen-?muc",
        "tin-?moi",
        "doc-?them",
    ),
    *("read-?_?more", "xem-?them", "recommend", "more-?_?news", "see-?also", "list[-_]news", "tin-cung"),
    *("suggest", "trending", "popular", "most-?read", "tindnd", "box-news", "next-article", "onenews"),
    *("newsletter", "outbrain", "taboola"),
)
_RELATED = _holds(*_RELATED_WORDS)
_RELATED_STEMS = tuple(stem for word in _RELATED_WORDS for stem in _stems(word))
_UNRELATED_WORDS = (
    *("share", "social", "sharing", "comments?", "binh-?luan", "breadcrumbs?", "crumb", "toolbar", "tool"),
    *(
        "print",
        "rating",
        "vote",
        "polls?",
        "danhgia",
        "pager",
        "pagination",
        "paging",
        "menu",
        "nav",
        "navbar",
    ),
    *("side-?bar", "aside", "banner", "advert(?:isement)?", "ads?", "adv", "promo", "sponsor", "quang-?cao"),
    *("footer", "copyright", "cookie", "popup", "modal", "subscribe", "signup", "login", "search", "tags?"),
    *("tagcloud", "hashtag", "fb-root", "like", "disqus", "weather", "widget", "button", "btn", "player"),
    *("skip", "hotline", "lienket", "weblink", "counter", "thongke", "luottruycap"),
)
_UNRELATED = re.compile(rf"(?<![^\s_-])(?:{'|'.join(_UNRELATED_WORDS)})(?![^\s_-])")
#: What stands before the first hyphen of each such word, if it has one.
_UNRELATED_STEMS = frozenset(
    stem for word in _UNRELATED_WORDS for part in (word, word.partition("-")[0]) for stem in _stems(part)
)
UNRELATED_TAGS = frozenset({"nav", "footer", "aside", "menu", "dialog"})

#: Headings of lists of other articles.
_OTHERS = (
    r"(?:cac |nhung )?(?:(?:thong )?tin|bai)(?: tuc| bai| viet)?(?: (?:lien quan|khac|noi bat|cu hon"
    r"|doc nhieu|moi(?: nhat| hon| dua| dang| cap nhat)?|da (?:dua|dang)"
    r"|cung (?:chuyen )?(?:muc|trang|de|chu de)|cung su kien))+"
)
#: Lines after which nothing of the article follows.
_END = _line(
    _OTHERS,
    r"nhung tin (?:moi|cu) hon|cung chuyen muc|co the ban quan tam|xem them|doc them|tham khao them",
    r"y kien (?:ban doc|binh luan)|(?:dong gop |gui )?y kien(?: cua ban)?|binh luan(?: cua (?:ban doc|ban))?",
    r"tong so diem (?:cua )?bai viet.*|(?:click de )?danh gia bai viet|chia se(?: bai viet)?",
    r"in (?:ra|bai viet|trang)|gui email|dong cua so nay|quay (?:lai|ve)|ve dau trang|doc tiep",
    r"(?:gui|viet|them|de lai|dang) (?:binh luan|phan hoi)(?: cua ban)?|hay la nguoi .*binh luan.*",
    r"(?:(?:kinh )?moi (?:quy )?(?:doc gia|ban doc|quy vi|ban) )?theo doi .* tren"
    r"(?:[\s,&]+(?:va|zalo|facebook|fanpage|google news|youtube|tiktok|telegram))*",
    r"ve trang chu de|tu khoa.*|tags?|lien ket (?:web|website)|thu vien (?:anh|video)",
    r"dang ky nhan (?:ban )?tin(?: (?:qua|bang) .{2,20}| moi(?: nhat)?)?",
    r"no comments|leave a reply|related (?:articles|news|posts|stories)|more (?:news|stories)|share this.*",
    r"read more",
)
_OTHERS_LINE = _line(_OTHERS)
_COMMENTS = _line(
    r"(?:(?:gui|viet|them|de lai) )?(?:y kien|binh luan)(?: cua| binh luan| trao doi| phan hoi)?"
    r"(?: ban doc| ban)?",
    end=r"[|:.…\s\d()]*",
)
#: Lines that count, print, share or stand above pictures; nothing a reader came for.
_NOISE = _line(
    r"(?:so )?luot (?:doc|xem|truy cap)\s*:?\s*[\d.,]*(?:\s*\|.*in bai viet.*)?|da xem\s*:?\s*[\d.,]*",
    r"(?:age|tuoi (?:tin|bai)(?: viet)?)\s*:\s*\d+ [a-z]+",
    r"(?:views?|hits?)\s*:?\s*[\d.,]+|in (?:ra|bai viet|trang|tin)|gui (?:email|mail)|chia se|facebook",
    r"twitter|zalo|google\+?|print|email|copy link|sao chep (?:lien ket|link)|nghe (?:doc bai|bai viet)",
    r"(?:vui long |hay )?dang nhap(?: hoac dang ky)? de (?:gui|viet|them|tham gia|dang)"
    r" (?:y kien|binh luan|phan hoi).*",
    r"(?:moi (?:quy vi|ban) )?nghe (?:noi dung|chi tiet|am thanh|bai)\b[^.!?]* tai day",
    r"doc bai viet|xem co chu.*|co chu\s*:?|[a+-]{1,3}|nhap chu thich anh|doc bao|tai ve|share|tweet",
    r"pinterest|linkedin|x|×|top|len dau trang|bookmark|luu(?: bai viet| bai)?|thich|like",
    r"(?:hay )?quet (?:ma )?qr (?:nay )?de (?:theo doi|quan tam|tham gia|tai|cai|doc|xem|nghe) .*",
    r"danh gia(?: bai viet| bai)?\s*:?\s*[\d.,]+\s*/\s*\d+.*",
    r"(?:bai viet|trang|thong tin|noi dung|tin)(?: nay)?(?: co)? (?:huu |bo )?ich"
    r" (?:khong|(?:cho|voi|doi voi) .{2,30})\?.{0,20}",
    r"trinh duyet (?:(?:web|nay|cua ban|cua quy vi) )*khong ho tro .{0,30}(?:video|am thanh|html5).{0,20}",
    r"(?:form )?dang nhap(?: (?:he thong|thanh vien|quan tri))?|ten dang nhap|mat khau|quen mat khau\W*"
    r"|dang ky thanh vien",
    r"sap xep(?: theo)?\s*:\s*(?:moi|cu|tu|ngay|lien quan|tang|giam)\b.{0,30}|tu dong cap nhat",
    # What speaks: voices, speeds, who says that nobody read it.
    r"giong (?:nu|nam)(?: (?:mien )?(?:bac|trung|nam|ha noi|hue|sai gon))?|giong doc\s*:.{0,80}",
    r"toc do (?:doc|phat)\s*:.{0,40}|toc do\s*:?[\d.,x\s]+|phien am bai viet|nghe (?:noi dung|tin|audio)",
    r"tro ly (?:doc|nghe) (?:bao|tin|bai)(?: ai)?",
    r"tom tat(?: (?:bai viet|noi dung))? (?:bang|boi) (?:ai|tro ly ao)",
    r"(?:bai viet|noi dung|tin)(?: nay)? (?:duoc|do) (?:doc|chuyen|tao|tong hop)[a-z ]{0,30}"
    r"(?:tu dong boi .{2,40}|(?:boi|bang) tro ly ao)\W*",
    # What asks how it was.
    r"trung binh\s*\(\d+ (?:binh chon|luot|phieu|danh gia)\)\W*[\d.,]*",
    r"muc do hai long\s*:.{0,20}hai long.{0,60}",
    r"[\d.,]{1,4}\s*/\s*\d{1,2}(?: (?:diem|sao))?\W{1,4}\d[\d.]* (?:luot|danh gia|phieu|binh chon).{0,20}",
    r"(?:ban |quy vi )?(?:danh gia|(?:cam )?thay) (?:bai viet|noi dung|thong tin|tin)(?: nay)?"
    r" (?:nhu )?the nao\?",
    r"(?:noi dung|thong tin|bai viet)(?: \w+){0,3} (?:lam )?(?:ban|quy vi) hai long(?: khong)?\?",
    r"(?:ban|quy vi) co hai long (?:ve|voi) .{0,40}\?",
    r"dang tai\.*|[\W_]*advertisement\W*|[\W_]*quang cao\W*|mot so (?:hinh )?anh [^.!?:…]+:",
)
#: Several such labels in one line: a bar for sharing and printing that is not made of blocks.
_NOISE_ROW = re.compile(
    r"(?:(?:chia se(?: bai(?: viet)?| len)?|facebook|twitter|zalo|google ?\+?|tweet|linkedin|pinterest"
    r"|messenger|telegram|viber|youtube|(?:gui )?(?:e-?mail|mail|thu)(?: cho ban be)?"
    r"|gui (?:bai(?: viet)?|tin|cho ban be)(?: qua email)?|in (?:ra|bai(?: viet)?|trang(?: nay)?|tin)"
    r"|ban in|print|copy link|sao chep (?:lien ket|link)|(?:xem |thay doi )?co chu|chu (?:to|nho)"
    r"|tang|giam|mac dinh|(?:nghe |doc )(?:doc )?(?:bai(?: viet)?|tin)|luu(?: bai(?: viet)?| tin)?|thich"
    r"|like|share|binh luan|phan hoi|gop y|quay lai|tro (?:lai|ve)|(?:ve|len) dau trang|dong cua so(?: nay)?"
    r"|theo doi(?: (?:chung toi )?tren [a-z]+)?|tuong phan|bookmark|danh gia|a+[+-]*|[+-])"
    r"[|:.,…·•/\s]*(?=$|[\W\d_]|\b))+"
)
#: Where one label ends and the next begins in a bar whose boxes no blank parts.
_GLUED_LABELS = re.compile(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])")
_GLUED = re.compile(r"[a-zà-ỹ][A-ZĐ]")  # the same, found sooner
_LONGEST_ROW = 160
#: The clock of a player: how far it has come, how long it takes.
_PLAYER = re.compile(r"(?<![\d/])\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d(?![\d/])")
#: Beginnings of lines that offer another article.
_OFFER = re.compile(
    r">>|»|(?:co the ban )?(?:quan tam|xem them)\s*:|doc them\s*:|tham khao them|tin lien quan"
    r"|read more\s*:|see also\s*:"
)
#: Beginnings of lines in a portal's foot.
_FOOT = re.compile(
    r"(?:[®*•–-]\s*)?(?:©|\(c\)|copyright|ban quyen|giay phep (?:so|thiet lap|hoat dong|xuat ban)"
    r"|co quan chu quan|hotline"
    r"|chiu trach nhiem|ghi ro nguon|tong bien tap|truong ban bien tap|dia chi\s*:|tru so\s*:|dien thoai\s*:"
    r"|e-?mail\s*:|thu dien tu\s*:|fax\s*:|duong day nong|all rights reserved|powered by|designed by"
    r"|(?:kinh |xin )?moi (?:quy )?(?:ban doc|doc gia|cong tac vien) gui (?:tin|bai|anh|video)\b"
    r"|(?:kinh |xin )?moi (?:quy )?(?:ban doc|doc gia|khan gia|thinh gia|quy vi)"
    r" (?:don )?(?:theo doi|xem|nghe)\b"
    r"|thiet ke (?:boi|va)|don vi (?:chu quan|quan ly)|(?:tong )?(?:so )?luot truy cap|dang truc tuyen)"
)
#: Those of them that also begin a sentence or a duty (`Chịu trách nhiệm trước Bộ trưởng về …;`).
_FOOT_OR_TEXT = re.compile(
    r"(?:ban quyen (?!(?:(?:bai viet|noi dung|hinh anh) )?(?:thuoc|cua)|so huu|\d)\w"
    r"|co quan chu quan|chiu trach nhiem|tong bien tap"
    r"|truong ban bien tap|thiet ke va|don vi (?:chu quan|quan ly)|duong day nong)"
)
#: A foot names whose rights they are, with a capital or as the portal.
_RIGHTS = re.compile(
    r"Bản quyền (?:(?:bài viết|nội dung|hình ảnh) )?(?:thuộc về|thuộc|của)"
    r" (?!trang|cổng|website|báo|chúng)(\w+)"
)
#: A portal's own name as a line of its own.
_PORTAL = re.compile(
    r"(?:cong|trang) (?:thong tin|ttdt)(?: dien tu)?"
    r"(?: (?:cua )?(?:cac )?(?:bo|so|cuc|vu|tong cuc|chinh phu|ubnd|uy ban|tinh|thanh pho|huyen|don vi"
    r"|nganh)\b.{0,60})?"
)
_LONGEST_LABEL = 80
#: So many letters tell how a line begins.
_START = 40
_LONGEST_FOOT = 500


@lru_cache(maxsize=8192)  # one line is asked about by several rules, and labels come again on every page
def folded(label: str) -> str:
    """A short line, folded; never for a text of any length, which would stay in memory."""
    return fold(label)


@lru_cache(maxsize=4096)  # one page repeats the same few classes hundreds of times
def announces_related(cue: str) -> bool:
    """Whether a class or id belongs to a box that offers other articles.

    >>> announces_related("box-related"), announces_related("relative flex")
    (True, False)
    """
    if not cue:
        return False
    # To look for plain words first takes a third of the time.
    joined = cue.replace("-", "").replace("_", "")
    return _holds_any(joined, _RELATED_STEMS) and _RELATED.search(cue) is not None


@lru_cache(maxsize=4096)
def is_unrelated(cue: str, tag: str) -> bool:
    """Whether an element serves the portal and not the article: menus, sharing, comments, advertising."""
    return tag in UNRELATED_TAGS or bool(unrelated_words(cue))


@lru_cache(maxsize=4096)
def unrelated_words(cue: str) -> frozenset[str]:
    """The words of a class or id that say that an element serves the portal.

    >>> sorted(unrelated_words("box-banner adv left")), unrelated_words("share-price")
    (['adv', 'banner'], frozenset({'share'}))
    """
    words = cue.replace("-", " ").replace("_", " ").split()
    return frozenset() if _UNRELATED_STEMS.isdisjoint(words) else frozenset(_UNRELATED.findall(cue))


def names_tags(cue: str) -> bool:
    """Whether an element holds the tags of an article.

    >>> names_tags("detail-tags clearfix"), names_tags("stage")
    (True, False)
    """
    return _holds_any(cue, TAG_STEMS) and _TAGS.search(cue) is not None


def _holds_any(cue: str, stems: tuple[str, ...]) -> bool:
    for stem in stems:  # noqa: SIM110 (twice as fast as `any`)
        if stem in cue:
            return True
    return False


def ends_article(line: str) -> bool:
    """Whether a line announces what portals print below an article.

    >>> ends_article("Tin liên quan:"), ends_article("Tin liên quan đến bão số 3 đã được kiểm chứng.")
    (True, False)
    """
    return len(line) <= _LONGEST_LABEL and _END.fullmatch(folded(line)) is not None


def announces_others(line: str) -> bool:
    """Whether a line is the heading of a list of other articles.

    >>> announces_others("Các tin đã đưa"), announces_others("Chia sẻ")
    (True, False)
    """
    return len(line) <= _LONGEST_LABEL and _OTHERS_LINE.fullmatch(folded(line)) is not None


def heads_comments(line: str) -> bool:
    """Whether a line is the heading of what readers wrote.

    >>> heads_comments("Bình luận của bạn đọc (3)"), heads_comments("Ý kiến khác nhau")
    (True, False)
    """
    return len(line) <= _LONGEST_LABEL and _COMMENTS.fullmatch(folded(line)) is not None


def is_noise(line: str) -> bool:
    """Whether a line only counts readers, prints or shares.

    >>> is_noise("Số lượt đọc83"), is_noise("In bài viết"), is_noise("In bài viết lên giấy tái chế.")
    (True, True, False)
    >>> is_noise("Chia sẻ Facebook | Zalo | Gửi email | In trang"), is_noise("Chia sẻ Facebook lên trang in")
    (True, False)
    >>> is_noise("Chia sẻFacebookZalo"), is_noise("Giọng nữ miền Bắc"), is_noise("Giọng nữ miền Bắc trầm ấm.")
    (True, True, False)
    >>> is_noise("Tuổi tin: 8 ngày"), is_noise("Tuổi bài này đã hơn 8 ngày")
    (True, False)
    >>> is_noise("Nghe đọc bài này Giọng nữ 00:00 / 03:25"), is_noise("Bài viết này có ích cho bạn không?")
    (True, True)
    """
    return len(line) <= _LONGEST_ROW and _is_noise(line)


@lru_cache(maxsize=8192)
def _is_noise(line: str) -> bool:
    plain = folded(line)
    if len(line) <= _LONGEST_LABEL and (
        _NOISE.fullmatch(plain) is not None
        or ("/" in line and line[-1] != "." and _PLAYER.search(line) is not None)
    ):
        return True
    if _NOISE_ROW.fullmatch(plain) is not None:
        return True
    if _GLUED.search(line) is None:
        return False
    return _NOISE_ROW.fullmatch(folded(_GLUED_LABELS.sub(" ", line))) is not None


def offers_other(line: str) -> bool:
    """Whether a line begins by offering another article.

    >>> offers_other(">> Xem thêm: Lễ hội đền Hùng"), offers_other("Xem thêm ba vở kịch, khán giả ra về.")
    (True, False)
    """
    return _OFFER.match(folded(line[:_START])) is not None


def is_foot(line: str) -> bool:
    """Whether a line belongs to the portal's foot: licence, address, copyright.

    >>> is_foot("Giấy phép số 99/GP-TTĐT"), is_foot("Giấy phép lái xe được cấp qua mạng.")
    (True, False)
    >>> is_foot("Mời bạn đọc gửi bài cộng tác về hộp thư."), is_foot("Mời bạn đọc gửi ý kiến về dự thảo.")
    (True, False)
    >>> is_foot("Đơn vị quản lý: Sở Mẫu."), is_foot("Đơn vị quản lý trực gác suốt ngày đêm.")
    (True, False)
    """
    if len(line) > _LONGEST_FOOT:
        return False
    if _is_foot(line[:_START]):
        return line[-1] not in ".;" or ":" in line or not _may_be_text(line)
    return line[0] in "cCtT" and names_portal(line)


def _may_be_text(line: str) -> bool:
    rights = _RIGHTS.match(line)
    return rights[1].islower() if rights else _FOOT_OR_TEXT.match(folded(line[:_START])) is not None


@lru_cache(maxsize=8192)
def _is_foot(start: str) -> bool:
    return _FOOT.match(folded(start)) is not None


def names_portal(line: str) -> bool:
    """Whether a line is nothing but what a portal calls itself.

    >>> names_portal("Cổng Thông tin điện tử Bộ Y tế"), names_portal("Trang thông tin ghi lại mọi đổi thay.")
    (True, False)
    >>> names_portal("CỔNG THÔNG TIN NGÀNH Y TẾ")
    True
    """
    return len(line) <= _LONGEST_LABEL and _PORTAL.fullmatch(folded(line)) is not None
