"""CAMEO actor codes: a country or kind of international actor, then a role ("NORGOV", "IGOUNO", "USAMED").

Source: CAMEO manual 1.1b3, chapter 3. PLOVER swapped the letters of media and medicine; this undoes it.
"""

from __future__ import annotations

from collections.abc import Sequence

ROLES = {"MED": "HLH", "JRN": "MED", "SOC": "CVL", "PRM": "UAF", "UNK": "", "PRE": ""}
INTERNATIONAL = {"UNO": "IGOUNO", "EUR": "IGOEUREEC", "XKX": "KSV", "ISM": "NGM"}


def cameo_code(country: str | None, sectors: Sequence[str]) -> str | None:
    """The CAMEO code of PLOVER's country and sectors (the primary one), None where there is neither."""
    role = next((ROLES.get(s, s) for s in sectors), "")
    code = INTERNATIONAL.get(country, country) if country else ""
    if country in ("UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"):
        return code
    return f"{code}{role}" or None
