"""Other spellings of a place's name in Latin letters: "Hodeidah" for Hodeida, "Deir el-Zour" for Deir al-Zor."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.resolve.gazetteer import Candidate, fold, lookup

SHORTEST = 5  # letters of a name that other spellings are tried for
STEPS = 2  # changes at most
MOST = 60  # spellings of a name
TOWN = 2_000  # people; smaller places are not worth a guess
CHANGES = tuple(
    (re.compile(old), new)
    for old, new in (
        *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ai", "ay"), ("ay", "ai"), ("ei", "ay"), ("ie", "e"), ("iy", "y")),
        *(("dh", "d"), ("gh", "g"), ("kh", "h"), ("ck", "k"), ("q", "k"), ("k", "q"), ("zh", "z"), ("tz", "ts"), ("w", "v")),
        *((r"([bdfklmnrstz])\1", r"\1"), ("ah$", "a"), ("eh$", "a"), ("eh$", "ah"), ("a$", "ah"), ("a$", "e"), ("e$", "a")),
        *(("zhia$", "zhzhia"), ("^(?:al|el) ", ""), ("^al ", "el "), ("^el ", "al "), (" (?:el|ez|az|as) ", " al "), (" al ", " ez ")),
        *(("^tal ", "tel "), ("^tel ", "tal "), ("^beni ", "bani "), ("^ste ", "st "), ("^bayt ", "beit "), ("^beit ", "bayt ")),
    )
)


@lru_cache(maxsize=20_000)
def other_spellings(name: str) -> tuple[Candidate, ...]:
    """The places that a name means in another spelling, where no place is spelled so; the nearest spelling first, () without any."""
    seen = {fold(name)}
    if len(name) < SHORTEST:
        return ()
    edge = list(seen)
    for _ in range(STEPS):
        following = []
        for key in edge:
            for old, new in CHANGES:
                spelled = old.sub(new, key, count=1)
                if spelled not in seen and len(seen) < MOST:
                    seen.add(spelled)
                    following.append(spelled)
        for spelled in following:
            found = tuple(c for c in lookup(spelled) if c.population >= TOWN or c.grain != "city")
            if found:
                return found
        edge = following
    return ()
