"""What a site repeats on its pages is learned; what one page says is never taken away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archiver.demo.gold import gold
from archiver.demo.ministry import Portal
from archiver.demo.portal import respond
from archiver.extract.extract import extract
from archiver.extract.memory import NONE, STREAK, Learning, Seen, learn, memory_of, outline, outline_of
from archiver.records import Article, Identity, Payload
from spiders.demo import SITE

BANNER = "Chung tay giữ kho trang tin cho người đọc mai sau"
CLOSING = "Trân trọng thông báo để các đơn vị biết"


def told(number: int, *more: str, layout: str = "2024") -> Seen:
    """An article of its own words, with more blocks behind them."""
    blocks = tuple(f"Đoạn {part} của bài {number} nói về thôn số {number * 7 + part}." for part in range(3))
    return Seen(f"mic-{number}", layout, outline((*blocks, *more)))


def row(count: int, *more: str, first: int = 0, layout: str = "2024") -> list[Seen]:
    return [told(number, *more, layout=layout) for number in range(first, first + count)]


def test_a_block_on_page_after_page_is_the_portals() -> None:
    memory = learn(row(STREAK, BANNER))

    assert memory == memory_of([BANNER])
    assert memory_of(["CHUNG TAY giữ kho trang tin cho người đọc mai sau!"]) == memory


def test_a_block_that_is_missing_in_between_is_not() -> None:
    assert learn(row(STREAK - 1, CLOSING) + row(1, first=50) + row(STREAK - 1, CLOSING, first=60)) == NONE


def test_an_article_read_again_and_again_proves_nothing() -> None:
    assert learn(row(STREAK - 1, BANNER) * 5) == NONE


def test_two_layouts_do_not_break_each_others_row() -> None:
    mixed = [
        one
        for new, old in zip(row(STREAK, BANNER), row(STREAK, first=100, layout="2012"), strict=True)
        for one in (new, old)
    ]

    assert learn(mixed) == memory_of([BANNER])


def test_short_lines_are_never_learned() -> None:
    assert learn(row(3 * STREAK, "Trân trọng./.", "Ảnh: PV", "1")) == NONE


def test_the_words_of_a_form_stay() -> None:
    form = tuple(f"Mục {part} của bản tin giá ghi như mọi ngày trong tuần." for part in range(4))
    bulletins = [
        Seen(f"mic-{number}", "2024", outline((*form, f"Giá hôm nay là {number} đồng mỗi cân.")))
        for number in range(40)
    ]

    assert learn(bulletins) == NONE


def test_what_is_known_stays_known_though_later_pages_no_longer_show_it() -> None:
    known = row(STREAK, BANNER)

    assert learn(known + row(40, first=200)) == memory_of([BANNER])
    assert learn(known + row(STREAK, CLOSING, first=300)) == memory_of([BANNER, CLOSING])


def test_a_version_names_the_blocks_and_not_the_way_to_them() -> None:
    one = learn(row(STREAK, BANNER, CLOSING))
    other = learn(row(STREAK, BANNER) + row(STREAK, CLOSING, first=9))

    assert one.version == other.version != ""
    assert NONE.version == ""


BLOCKS = st.sampled_from([BANNER, CLOSING, "Một câu mà nhiều bài cùng có trong năm nay"])
READINGS = st.lists(st.tuples(st.integers(0, 30), st.lists(BLOCKS, max_size=3)), max_size=60)


@given(READINGS, st.integers(0, 60))
def test_more_readings_never_forget(readings: Sequence[tuple[int, list[str]]], cut: int) -> None:
    seen = [told(number, *blocks) for number, blocks in readings]

    assert learn(seen[:cut]).blocks <= learn(seen).blocks


@given(READINGS, st.sets(st.integers(0, 60)))
def test_learning_that_is_put_down_anywhere_goes_on_as_if_it_was_not(
    readings: Sequence[tuple[int, list[str]]], cuts: set[int]
) -> None:
    learning, learned = Learning(), set()
    for at, (number, blocks) in enumerate(readings):
        if at in cuts:
            learning = Learning.from_plain(json.loads(json.dumps(learning.plain())))
        learned |= learning.take(told(number, *blocks))

    assert learned == learn(told(number, *blocks) for number, blocks in readings).blocks


@given(READINGS)
def test_what_fewer_articles_than_a_streak_hold_is_never_taken(
    readings: Sequence[tuple[int, list[str]]],
) -> None:
    seen = [told(number, *blocks) for number, blocks in readings]
    holders = {key: {one.article for one in seen if key in one.outline.blocks} for key in learn(seen).blocks}

    assert all(len(articles) >= STREAK for articles in holders.values())


PORTAL = Portal(seed=5, size=160)
LAST = "</p>"


def page(number: int, *behind: str) -> Payload:
    """A page of the demo portal with paragraphs behind the last one of its text."""
    article = gold(PORTAL, number)
    html = respond(PORTAL, "GET", article.path).body.decode()
    last = article.paragraphs[-1].text
    begin = html.index(last)
    end = html.index(LAST, begin) + len(LAST)
    more = "".join(f"<p>{text}</p>" for text in behind)
    return Payload(url=article.url, body=(html[:end] + more + html[end:]).encode(), content_type="text/html")


def seen(article: Article) -> Seen:
    identity = Identity(article.record_space, article.record_id)
    return Seen(identity.public_id, article.layout, outline_of(article))


#: Articles of the demo whose text ends in a paragraph of its own.
PLAIN = [
    number
    for number in range(PORTAL.size)
    if (last := gold(PORTAL, number).paragraphs[-1]).kind.value == "paragraph"
    and f"{last.text}{LAST}" in respond(PORTAL, "GET", gold(PORTAL, number).path).body.decode()
]


def test_a_banner_that_no_rule_knows_disappears_after_a_few_pages() -> None:
    banner = "Mời bạn đọc cùng gìn giữ những trang tin của hôm nay."
    layouts: dict[str, list[int]] = {}
    for number in PLAIN:
        layouts.setdefault(extract(page(number), SITE).layout, []).append(number)
    numbers = max(layouts.values(), key=len)
    assert len(numbers) > STREAK

    read = [extract(page(number, banner), SITE) for number in numbers[:STREAK]]
    memory = learn(map(seen, read))
    after = numbers[STREAK]

    assert all(banner in {one.text for one in article.paragraphs} for article in read)
    assert memory == memory_of([banner])
    assert extract(page(after, banner), SITE, memory).paragraphs == extract(page(after), SITE).paragraphs


def test_what_a_page_teaches_does_not_depend_on_what_was_known_when_it_was_read() -> None:
    memory = memory_of([BANNER])
    for number in PLAIN[:20]:
        without, known = (extract(page(number, BANNER), SITE, *more) for more in ((), (memory,)))

        assert outline_of(known) == outline_of(without)
        assert (known.memory, without.memory) == (memory.version, "")
        # A page without the block is read as if nothing was known.
        bare = extract(page(number), SITE, memory)
        assert replace(bare, memory="") == extract(page(number), SITE)


def test_a_sentence_of_one_page_stays_whatever_is_known() -> None:
    memory = memory_of([BANNER])
    sentence = "Câu này chỉ có ở một bài, và không bài nào khác có nó."

    texts = [one.text for one in extract(page(PLAIN[0], sentence, BANNER), SITE, memory).paragraphs]

    assert sentence in texts
    assert BANNER not in texts


def test_rows_of_tables_are_data_and_stay() -> None:
    rows = "<tr><td>Cơ quan ban hành</td><td>Bộ Trang mẫu</td></tr><tr><td>Số hiệu</td><td>{}</td></tr>"

    def with_table(number: int) -> Payload:
        plain = page(number, BANNER)
        table = f"<table>{rows.format(number)}</table><p>{BANNER}</p>"
        return replace(plain, body=plain.body.replace(f"<p>{BANNER}</p>".encode(), table.encode()))

    row = "Cơ quan ban hành | Bộ Trang mẫu"
    read = [extract(with_table(number), SITE, memory_of([BANNER, row])) for number in PLAIN[:STREAK]]

    assert [row in {one.text for one in article.paragraphs} for article in read] == [True] * STREAK
    assert [BANNER in {one.text for one in article.paragraphs} for article in read] == [False] * STREAK
    assert learn(Seen(str(at), "2024", outline_of(article)) for at, article in enumerate(read)) == memory_of(
        [BANNER]
    )


def test_of_an_endless_page_its_ends_are_remembered() -> None:
    memory = memory_of([BANNER])
    lines = [f"Dòng thứ {number} của một trang không có hồi kết." for number in range(5_000)]
    ends = extract(page(PLAIN[0], *lines, BANNER), SITE, memory)
    midst = extract(page(PLAIN[0], *lines, BANNER, *lines), SITE, memory)

    assert len(outline_of(midst).blocks) <= 2_000
    assert BANNER not in {one.text for one in ends.paragraphs}
    assert replace(midst, memory="") == extract(page(PLAIN[0], *lines, BANNER, *lines), SITE)


def test_a_text_of_nothing_else_is_left_as_it_is() -> None:
    article = extract(page(PLAIN[0]), SITE)
    memory = memory_of(one.text for one in article.paragraphs)

    assert extract(page(PLAIN[0]), SITE, memory).paragraphs == article.paragraphs
