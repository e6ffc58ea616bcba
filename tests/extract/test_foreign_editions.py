"""Editions in other languages: their dates, their bylines, and which language a text is in."""

from __future__ import annotations

import pytest
from pages import ONE, TWO, article, page, paragraphs, read, texts

from archiver.vietnamese.bylines import read_byline
from archiver.vietnamese.languages import language_of
from archiver.vietnamese.timestamps import parse_timestamp

SPANISH = (
    "El pueblo de los sauces abre una nueva escuela para los niños que viven en las islas.",
    "Las clases empiezan en septiembre y se dan por la mañana, con dos maestras que viven en la isla.",
    "Los vecinos piden al distrito un barco más seguro para el invierno.",
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Miércoles, 5 de Junio de 2013 - 09:32", "2013-06-05T09:32"),
        ("5 de junio de 2013 a las 9:32", "2013-06-05T09:32"),
        ("Publicado el 5/6/2013 a las 09:32", "2013-06-05T09:32"),
        ("Среда, 5 июня 2013 г., 09:32", "2013-06-05T09:32"),
        ("5 июня 2013 года в 9:32", "2013-06-05T09:32"),
        ("mercredi 5 juin 2013 à 09:32", "2013-06-05T09:32"),
        ("Publié le 05/06/2013 à 09h32", "2013-06-05T09:32"),
        ("2013年06月05日 星期三 09:32", "2013-06-05T09:32"),
        ("ວັນພຸດ, 05/06/2013 - 09:32", "2013-06-05T09:32"),
        ("ວັນທີ 5 ມິຖຸນາ 2013", "2013-06-05T00:00"),
        ("2013年6月5日 下午 3:20", "2013-06-05T15:20"),
        ("June, 05/2013 - 08:36", "2013-06-05T08:36"),
        ("Submitted by quantri on T4, 05/06/2013 - 09:32", "2013-06-05T09:32"),
        ("Updated : 10/15/2014 15:25", "2014-10-15T15:25"),
    ],
)
def test_dates_in_other_languages(line: str, expected: str) -> None:
    found = parse_timestamp(line)

    assert found is not None
    assert (expected, False) == (f"{found.at:%Y-%m-%dT%H:%M}", found.weekday_agrees is False)


@pytest.mark.parametrize("line", ["10/15/2014 15:25", "5 juin", "Updated : 13/13/2014", "Lễ 2/9/2013"])
def test_what_is_no_date_line(line: str) -> None:
    assert parse_timestamp(line) is None


def test_a_wrong_weekday_is_seen_in_other_languages() -> None:
    found = parse_timestamp("jeudi 5 juin 2013")

    assert found is not None
    assert "Thứ Năm" in found.doubt


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Por Phạm Diệu Linh", "Phạm Diệu Linh"),
        ("Translated by Minh Châu", "Minh Châu"),
        ("Автор: Тхань Хыонг", "Тхань Хыонг"),
        ("作者：阮氏兰", "阮氏兰"),
        ("Lê Phương/CVN", "Lê Phương/CVN"),
        ("Tùng Linh Ministry of Model Affairs Portal", "Tùng Linh"),
        ("Tùng Linh, Ministry of Model Affairs", "Tùng Linh, Ministry of Model Affairs"),
    ],
)
def test_bylines_in_other_languages(line: str, name: str) -> None:
    found = read_byline(line)

    assert found is not None
    assert name == found.text


@pytest.mark.parametrize(
    "line", ["Por la mañana", "作者：打印 分享", "Par avion", "Ministry of Model Affairs"]
)
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_page_in_spanish() -> None:
    path = '<div><a href="/">Inicio</a> » <a href="/s">Sociedad</a></div>'
    head = f"{path}<h2>Escuela de las islas</h2><span>Miércoles, 5 de Junio de 2013 - 09:32</span> "
    who = "<span>Por Phạm Diệu Linh</span>"
    found = read(page(f"<div>{head}{who}<div>{paragraphs(*SPANISH)}</div></div>", ""), None)

    assert ("es", "Sociedad", "Phạm Diệu Linh") == (found.language, found.category, found.byline)
    assert list(SPANISH) == texts(found)


def test_a_name_behind_by_needs_no_other_sign() -> None:
    head = "<h1>Books for three villages</h1><p>Jun 05, 2013</p>"
    html = page(f"<div>{head}<div>{paragraphs(ONE, TWO)}</div><p>By Kim Loan</p></div>")

    assert "Kim Loan" == read(html, None).byline


def test_who_wrote_comes_before_who_translated() -> None:
    end = '<p align="right"><i>Автор: Тхань Хыонг</i></p><p align="right"><i>Перевод: Минь Ань</i></p>'
    found = read(article(paragraphs(ONE, TWO) + end), None)

    assert ("Тхань Хыонг", [ONE, TWO]) == (found.byline, texts(found))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("В Ханое открылась новая школа для детей рыбаков.", "ru"),
        ("越南北部山区开办了一所新的学校，供三个乡的孩子读书。", "zh"),
        ("Le camion des livres revient dans les écoles du district avec des contes pour une année.", "fr"),
        ("ໂຮງຮຽນແຫ່ງໃໝ່ໄດ້ເປີດຢູ່ບ້ານຊາຍແດນແລ້ວໃນເຊົ້າວັນທີ 4", "lo"),
        ("A café opened in the village; the teacher’s class moved there last week.", "en"),
        (ONE, "vi"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language == language_of(text)
