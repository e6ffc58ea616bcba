"""Whatever stands in an address, a cookie or a header: never an error of the server, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import EDITED, Server, Tags, browsing, edited

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

TYPED = (
    *(
        "%00",
        "%FF",
        "-1",
        "0",
        "999999999999",
        "٣",
        "1e3",
        "'",
        '"',
        "<script>x</script>",
        "{{1}}",
        "%s",
        "|",
    ),
    *("../..", 'byline:"', "OR", "-", "year:20", "before:2013-13", "ministry:", "a" * 5000),
)
PARAMETERS = (
    *("/tim-kiem?q=", "/tim-kiem?q=tin&bo=", "/tim-kiem?q=tin&nam=", "/tim-kiem?q=tin&xep="),
    *("/tim-kiem?q=tin&trang=", "/tac-gia?ten=", "/tac-gia?chu=", "/tac-gia?ten=a&trang="),
    *("/van-de?bo=", "/van-de?ly-do=", "/van-de?trang=", f"/bai/{EDITED}/so-sanh?tu=1&den=", "/?lang="),
    *("/bo/", "/chup/", "/bai/", "/archive/articles/"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with browsing(edited(tmp_path_factory.mktemp("edited"))) as running:
        yield running


@pytest.mark.parametrize("before", PARAMETERS)
def test_nothing_typed_is_an_error_of_the_server(server: Server, before: str) -> None:
    for typed in TYPED:
        answer = server.get(before + (typed if typed.startswith("%") else quote(typed, safe="")))
        assert answer.status in {200, 302, 400, 404}, typed
        assert not [tag for tag, _ in Tags(answer.text).found if tag == "script"], typed


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": 'lang="\x01'},
        {"Cookie": "=;;;lang=en; lang=vi"},
        {"Accept_Language": "en;q=x,vi;q=nan,en;q=inf" + "," * 5000},
        {"Host": 'evil.example"><script>'},
    ],
)
def test_no_header_is_an_error_of_the_server(server: Server, headers: dict[str, str]) -> None:
    for path in ("/", "/tin-moi.atom", f"/archive/articles/{EDITED}", "/no-such-page"):
        answer = server.get(path, **headers)
        assert answer.status in {200, 404}
        assert "<script>" not in answer.text
