"""What surrounds an article on a portal, every line of it remembered: no reader may take one for text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape

from archiver.demo import language, words
from archiver.demo.addresses import slug
from archiver.demo.chrome import COPYRIGHT, MENU, SERVICES, UNITS
from archiver.demo.dice import Dice
from archiver.demo.gold import WEEKDAYS

#: Buttons of share bars; a page has some of them.
_SHARES = (
    *("Chia sẻ", "Facebook", "Zalo", "Gửi email", "In bài viết", "Xem cỡ chữ", "Đọc bài viết", "Twitter"),
    *("Cỡ chữ", "A-", "A+", "Nghe đọc bài", "Lưu bài viết", "Sao chép liên kết", "Phản hồi", "In trang"),
    *(
        "Chia sẻ bài viết",
        "Bản in",
        "Góp ý",
        "Theo dõi trên Zalo",
        "Gửi cho bạn bè",
        "Quay lại",
        "Tương phản",
    ),
)
_SLOGANS = (
    "Trang giấy nhỏ, chuyện dài lâu",
    "Vì một trang tin sạch đẹp, dễ đọc, dễ tìm",
    "Chào mừng bạn đọc đến với trang tin của Bộ",
    "Đoàn kết, kỷ cương, gần dân, sáng tạo",
)
_THANKS = (
    "Cảm ơn bài viết, xã tôi cũng đang làm như vậy.",
    "Mong sớm có ở quê tôi, bà con chờ đã lâu.",
    "Bài viết hay, đề nghị Bộ nhân rộng ra các huyện miền núi.",
    "Cho tôi hỏi thủ tục đăng ký nộp ở đâu, trong bao lâu?",
    "Quê tôi năm ngoái đã làm thử, kết quả chưa được như ý lắm.",
    "Tôi ủng hộ chủ trương này, nhưng cần thêm kinh phí cho cơ sở.",
)
#: Further lines of feet; a page has some of them.
_FEET = (
    "Ghi rõ nguồn Cổng thông tin điện tử khi phát hành lại tin, bài từ trang này",
    "Thư điện tử: bientap@botrangmau.example, đường dây nóng: 0000.123.999",
    "Thiết kế và vận hành: Trung tâm Thông tin của Bộ",
    "Trang tin chạy tốt nhất trên màn hình rộng từ 1.024 điểm ảnh",
    "Đơn vị chủ quản: Văn phòng Bộ, Phó Trưởng ban phụ trách: Bà Trần Thị Mẫu",
)
#: Numbers of the articles beside this one: far from every article of a run.
_NEIGHBOURS = 500_000
#: Boxes inside a text and links to the next article stay as short as they are.
_FEW = 3
_OFFERS = (
    '<p><em>Xem thêm: <a href="{path}">{title}</a></em></p>',
    '<p>&gt;&gt; <a href="{path}"><strong>{title}</strong></a></p>',
    '<p><strong>Đọc thêm:</strong> <a href="{path}">{title}</a></p>',
    '<div><a href="{path}" title="{title}"><b>&raquo; {title}</b></a></div>',
    '<p style="text-align: justify;"><strong><em><a href="{path}">{title}</a></em></strong></p>',
)


@dataclass
class Chrome:
    """Writes menus, lists and feet in a layout's markup and keeps each of their lines in `lines`.

    `today` is the day the page is fetched (Viet Nam's), which banners print as a clock. `density`
    multiplies the other articles that are offered.
    """

    seed: int
    number: int
    published: datetime
    today: datetime
    dice: Dice
    density: int = 1
    lines: list[str] = field(default_factory=list)
    told: int = 0

    def say(self, line: str) -> str:
        """A line as HTML, remembered."""
        self.lines.append(line)
        return escape(line)

    def menu(self, section: str, item: str) -> str:
        """The menus; `{name}`, `{path}` and, in a section, `{items}` are filled in."""
        return "\n".join(
            section.format(
                name=self.say(name),
                path=f"/{slug(name)}.htm",
                items="\n".join(
                    item.format(name=self.say(sub), path=f"/{slug(name)}/{slug(sub)}.htm") for sub in subs
                ),
            )
            for name, subs in MENU
        )

    def headlines(self, count: int, pattern: str, *, newer: bool = False) -> str:
        """Other articles: `{title}`, `{path}`, `{day}`, `{minute}` and `{teaser}` are filled in."""
        rows = []
        for _ in range(count * self.density if count > _FEW else count):
            self.told += 1
            step = timedelta(days=self.dice.between(1, 40), minutes=self.dice.roll(600))
            when = min(self.published + step, self.today) if newer else self.published - step
            story = language.tell(self.seed, _NEIGHBOURS + self.number * 200 + self.told, when)
            title = language.title(story)
            teaser = self.say(language.lead(story)) if "{teaser}" in pattern else ""
            rows.append(
                pattern.format(
                    title=self.say(title),
                    path=f"/tin/{slug(title)}-{90_000 + self.told}.htm",
                    day=f"{when:%d/%m/%Y}",
                    minute=f"{when:%d/%m/%Y %H:%M}",
                    teaser=teaser,
                )
            )
        return "\n".join(rows)

    def offer(self) -> str:
        """One line inside a text that offers another article, as editors type it."""
        return self.headlines(1, self.dice.pick(_OFFERS))

    def hidden(self) -> str:
        """A paragraph that no reader sees."""
        return self.headlines(1, '<p style="display: none">{teaser} <a href="{path}">{title}</a></p>')

    def units(self, pattern: str) -> str:
        """Offices of the ministry."""
        return self.each(UNITS, pattern)

    def shares(self, pattern: str) -> str:
        """Buttons of the share bar."""
        return self.each(self.dice.several(_SHARES, self.dice.between(3, 8)), pattern)

    def services(self, pattern: str) -> str:
        """Banner boxes before the foot, one line each."""
        return self.each((line for box in SERVICES for line in box), pattern)

    def foot(self, pattern: str) -> str:
        """Licence, address, responsible person."""
        further = self.dice.several(_FEET, self.dice.roll(3))
        return self.each((words.PORTAL_NAME, *COPYRIGHT, *further), pattern)

    def each(self, lines: Iterable[str], pattern: str) -> str:
        """Some lines in a pattern whose `{}` they fill."""
        return "\n".join(pattern.format(self.say(line)) for line in lines)

    def clock(self) -> str:
        """The day the page is read, sometimes with its hour: never the date of the article."""
        now = self.today
        weekday = WEEKDAYS[now.weekday()]
        day = (
            f"{weekday}, ngày {now.day} tháng {now.month} năm {now.year}"
            if self.dice.one_in(2)
            else f"{weekday.title()}, {now:%d/%m/%Y}"
        )
        return self.say(f"{day} {now:%H:%M}" if self.dice.one_in(4) else day)

    def slogan(self) -> str:
        """What runs below the logo."""
        return self.say(self.dice.pick(_SLOGANS))

    def counter(self) -> str:
        """How many readers the portal has had."""
        return self.say(f"Tổng lượt truy cập: {self.dice.between(1, 9)}.{self.dice.between(100, 999)}.207")

    def views(self) -> str:
        """How many readers the article has had."""
        return self.say(f"Số lượt đọc: {self.dice.between(12, 9_000)}")

    def comments(self, pattern: str) -> str:
        """Readers' words below the article: `{who}`, `{said}` and `{minute}` are filled in."""
        rows = []
        for said in self.dice.several(_THANKS, self.dice.roll(5)):
            when = self.published + timedelta(minutes=self.dice.between(30, 3_000))
            who = language.pen_name(self.dice)
            rows.append(pattern.format(who=escape(who), said=self.say(said), minute=f"{when:%d/%m/%Y %H:%M}"))
        return "\n".join(rows)

    def weight(self, kilobytes: int) -> str:
        """So much that only machines read, as scripts of real portals are."""
        noise = hashlib.shake_128(f"{self.seed}:{self.number}".encode()).digest(kilobytes * 750)
        return base64.b64encode(noise).decode()
