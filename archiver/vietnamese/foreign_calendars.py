"""Months and weekdays in the other languages that Vietnamese portals have editions in, folded as lines are.

French, Spanish, Russian (in the case that dates have), Lao, Khmer and Chinese. Those of one language are
written in their order, January and Monday first.
"""

from __future__ import annotations


def _numbered(first: int, *languages: str) -> dict[str, int]:
    return {word: number for words in languages for number, word in enumerate(words.split(), start=first)}


#: The number of each month by its name, 1 for January.
MONTHS = _numbered(
    1,
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
)
#: The number of each weekday by its name, 0 for Monday.
WEEKDAYS = _numbered(
    0,
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
)
#: The same in scripts that put no blank in front of them.
UNSPACED_WEEKDAYS = _numbered(
    0,
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "周一 周二 周三 周四 周五 周六 周日",
    "ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ",
    "ថ្ងៃចន្ទ ថ្ងៃអង្គារ ថ្ងៃពុធ ថ្ងៃព្រហស្បតិ៍ ថ្ងៃសុក្រ ថ្ងៃសៅរ៍ ថ្ងៃអាទិត្យ",
) | {"星期天": 6}
