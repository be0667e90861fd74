"""Build ``data/tables/feasts.tsv``: the days of feasts whose date another calendar or the moon decides.

Run at development time; the package ``holidays`` (MIT) is one of ``.[training]``::

    python training/build_feasts.py > src/dragoman/data/tables/feasts.tsv

Islamic feasts begin when the moon is seen, so in some countries a day earlier or later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.easter import EASTER_ORTHODOX, easter
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar
from holidays.calendars.persian import _Persian

YEARS = range(1970, 2050)
EARLIEST_HINDU = 2001
HEAD = """\
# Feasts whose date another calendar decides: first day (of the Hebrew ones the day, not the evening before) and number of days, from 1970
# to 2049. Islamic feasts begin when the moon is seen, in some countries a day earlier or later. Made by training/build_feasts.py from the
# package holidays (MIT), Orthodox Easter from dateutil (Apache 2.0 or BSD). How they are written stands in lexicon/en/times.tsv.
feast\tday\tdays"""


def feasts(year: int) -> Iterator[tuple[str, date, int]]:
    """Feast, first day and number of days in a year."""
    islamic, hebrew = _IslamicLunar(), _HebrewLunisolar()
    lunar = {
        "ramadan": islamic.ramadan_beginning_dates,
        "eid al-fitr": islamic.eid_al_fitr_dates,
        "eid al-adha": islamic.eid_al_adha_dates,
        "ashura": islamic.ashura_dates,
        "arbaeen": islamic.arbaeen_dates,
        "mawlid": islamic.mawlid_dates,
    }
    ends = sorted(d for y in (year, year + 1) for d, _ in islamic.eid_al_fitr_dates(y))
    for name, days_of in lunar.items():
        for day, _ in days_of(year):
            yield name, day, (min(e for e in ends if e > day) - day).days if name == "ramadan" else 1
    of_days = {"rosh hashanah": 2, "yom kippur": 1, "sukkot": 7, "purim": 1, "passover": 7, "shavuot": 1}
    for name, number in of_days.items():
        if day := getattr(hebrew, f"{name.replace(' ', '_')}_date")(year):
            yield name, day, number
    for day in sorted(hebrew.hanukkah_date(year)):
        yield "hanukkah", day, 8
    for name, found in (("lunar new year", _ChineseLunisolar().lunar_new_year_date(year)[0]), ("nowruz", _Persian().new_year_date(year))):
        if found:
            yield name, found, 1
    if year >= EARLIEST_HINDU:
        hindu = _HinduLunisolar()
        for name, (day, _) in (("diwali", hindu.diwali_india_date(year)), ("holi", hindu.holi_date(year))):
            if day:
                yield name, day, 1
    yield "orthodox easter", easter(year, EASTER_ORTHODOX), 1


def main() -> None:
    print(HEAD)
    rows = sorted({row for year in YEARS for row in feasts(year)})
    for name, day, days in rows:
        print(f"{name}\t{day.isoformat()}\t{days}")


if __name__ == "__main__":
    main()
