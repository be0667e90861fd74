"""Build ``data/tables/countries.tsv``: codes, names and Wikidata ids of the countries, from rigour and babel.

Development only: neither package is needed at run time. What the two lack (demonyms, capitals, names of the press) is
written by us in ``data/tables/demonyms.tsv``; this builder never touches it.

    python training/build_countries.py src/dragoman/data/tables/countries.tsv
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from rigour.territories import get_territories

HEADER = """\
# Countries and dependencies by ISO 3166-1 alpha-3 (Kosovo XKX): alpha-2, English names, the state that a dependency
# belongs to (PLOVER codes it as that state), Wikidata id. Made by training/build_countries.py from rigour (MIT; its ids
# and names are from Wikidata, CC0) and babel (BSD; names are from Unicode CLDR, Unicode-3.0 licence).
code\talpha2\tname\tnames\tstate\twikidata
"""
# dependencies that PLOVER keeps apart although they are no independent states, and those it folds
APART = {"HKG", "PSE", "XKX", "TWN", "ATA"}
LEFT_OUT = {"asc", "ant", "cpt", "crq", "dga", "cyb", "umi"}
STATES = {
    **dict.fromkeys(("ABW", "CUW", "SXM", "BES"), "NLD"),
    **dict.fromkeys(("AIA", "BMU", "CYM", "FLK", "GIB", "GGY", "IMN", "IOT", "JEY", "MSR", "PCN", "SGS", "SHN", "TCA", "VGB"), "GBR"),
    **dict.fromkeys(("ASM", "GUM", "MNP", "PRI", "VIR"), "USA"),
    **dict.fromkeys(("BLM", "GLP", "GUF", "MAF", "MTQ", "MYT", "NCL", "PYF", "REU", "SPM", "WLF", "ATF"), "FRA"),
    **dict.fromkeys(("CCK", "CXR", "HMD", "NFK"), "AUS"),
    **dict.fromkeys(("COK", "NIU", "TKL"), "NZL"),
    **dict.fromkeys(("FRO", "GRL"), "DNK"),
    **dict.fromkeys(("SJM", "BVT"), "NOR"),
    "ALA": "FIN",
    "MAC": "CHN",
    "ESH": "MAR",
}


def rows() -> list[str]:
    """One line a country, in the order of the codes."""
    names = Locale("en").territories
    found: dict[str, str] = {}
    for territory in get_territories():
        alpha3 = territory.alpha3
        if not alpha3 or territory.is_historical or alpha3 in LEFT_OUT or len(territory.code) != 2:
            continue
        code = alpha3.upper()
        english = names.get(territory.code.upper(), territory.name)
        forms = [n for n in dict.fromkeys((english, territory.name, territory.full_name)) if n and "(" not in n]
        name = territory.name if "(" not in territory.name else english
        cells = (code, territory.code.upper(), name, "|".join(forms), STATES.get(code, ""), territory.qid or "")
        found[code] = "\t".join(cells)
    return [found[code] for code in sorted(found)]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")
