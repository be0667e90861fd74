"""Frozen settings of a coder. Environment and files are read at the edge (the command line) only, never here."""

from __future__ import annotations

from dataclasses import dataclass

GRAMMAR = "grammar"  # events by lexicon and grammar alone
MODEL = "model"  # events judged by the model that comes with dragoman
JUDGE = MODEL


@dataclass(frozen=True)
class Settings:
    """What a reader may choose.

    language: ISO 639-1 code of the texts that are read; ``"any"`` reads every text as if it were English.
    max_bytes: largest file (after decompression: largest member) or line that is read, in bytes.
    max_characters: longest document that is coded, in code points; longer ones are refused, never cut in silence.
    judge: who decides what kind of act an event is: ``"model"`` (the one that comes with dragoman), ``"grammar"`` (no model is loaded),
    or the path of a model's folder.
    ontology: the folder of an ontology of one's own, which replaces PLOVER or adds to it; None for PLOVER as it comes with dragoman.
    tables: folder of a user's own tables, laid over those of dragoman (see ``tables.lay_over``), None for ours alone.
    register: file of a frozen register of offices, None for none.
    adjectives: whether adjectives of countries ("Russian drills") are listed among the places; where an event happened they never tell.
    allow_private: whether pages may be fetched from addresses of private networks and of this machine.
    """

    language: str = "en"
    max_bytes: int = 50_000_000
    max_characters: int = 1_000_000
    judge: str = JUDGE
    ontology: str | None = None
    allow_private: bool = False
    tables: str | None = None
    register: str | None = None
    adjectives: bool = False
