"""Read an ontology from a folder of TOML files, one a type, and check all of it; what is wrong is named with file and line.

The folder holds one file a type (``accuse.toml``), ``classes.toml`` (word classes) and, for the names of contexts, ``contexts.toml``. One
of somebody's own also holds ``ontology.toml`` (name, version, whether it adds to PLOVER) and maybe ``head.json`` (what a judge learned).
The notation is told in ``data/ontology/README.md`` and ``ontology/types.py``.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

from dragoman.errors import DataError
from dragoman.ontology.head import NONE, read_head
from dragoman.ontology.types import DOERS, FINITE, FUNCTIONS, PREPOSITIONS, EventType, Example, Mode, Ontology, PartOfSpeech, Trigger
from dragoman.tables import DATA

VERSION = "PLOVER 0.8"
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SPEECH: tuple[PartOfSpeech, ...] = ("verb", "noun", "adjective")
FRAMES = {"verb": ("subj", "obj"), "noun": ("poss amod by", "against of"), "adjective": ("subj", "")}
TYPE_KEYS = {"name", "definition", "quad", "recipient", "intensity", "frames", "modes", "triggers", "examples"}
MODE_KEYS = {"definition", "intensity", "words"}
TRIGGER_KEYS = {"words", "actor", "recipient", "object", "unless", "clause", "symmetric", "both", "by", "mode", "context", "weight"}
EXAMPLE_KEYS = {"text", "actor", "recipient", "mode"}
ABOUT, HEAD = "ontology.toml", "head.json"
ABOUT_KEYS: dict[str, type] = {"name": str, "version": str, "extends": bool}
NOT_TYPES = {"classes.toml", "contexts.toml", ABOUT}
WORD = re.compile(r"[a-z][a-z'-]*(_[a-z'-]+)*")


class _File:
    """One TOML file: its name for messages, its text to find lines in, its data."""

    def __init__(self, path: Traversable) -> None:
        self.name = path.name
        try:
            self.text = path.read_text(encoding="utf-8")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{self.name}: {error}") from None

    def error(self, message: str, near: str = "") -> DataError:
        """An error that names the first line on which ``near`` stands."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if near and near in line:
                return DataError(f"{self.name}, line {number}: {message}")
        return DataError(f"{self.name}: {message}")

    def keys(self, table: dict[str, Any], known: Iterable[str], where: str) -> None:
        """Refuse a key that is not known."""
        for key in table:
            if key not in known:
                raise self.error(f"unknown key {key} in {where}; known are {', '.join(sorted(known))}", near=key)

    def get(self, table: dict[str, Any], key: str, kind: type, where: str) -> Any:
        """A value that must be there and of a kind."""
        if key not in table:
            raise self.error(f"{where} has no {key}")
        value = table[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind):
            raise self.error(f"{key} in {where} must be a {kind.__name__}", near=key)
        return value


def load_ontology(folder: Path | None = None) -> Ontology:
    """The ontology in a folder; without one PLOVER 0.8 as it is packaged. Each is read once a process.

    The version names what ``ontology.toml`` says (``name``, ``version``) and a checksum over all files. With ``extends = true`` there,
    PLOVER's types and word classes stay, and a type of the same name is replaced; else the folder's types are all there are.
    Raises ``DataError`` naming file, line and key where anything in it is unknown, missing, contradictory or told twice.
    """
    return _packaged() if folder is None else _own(folder)


@cache
def _packaged() -> Ontology:
    types, classes = _read(DATA / "ontology", {}, None)
    return Ontology(VERSION, types, classes)


@cache
def _own(folder: Path) -> Ontology:
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder with an ontology")
    about = _about(folder)
    plover = _packaged() if about.get("extends", False) else None
    contexts = frozenset(_File(DATA / "ontology" / "contexts.toml").data) if plover else None
    types, classes = _read(folder, plover.classes if plover else {}, contexts)
    head = read_head(folder / HEAD) if (folder / HEAD).exists() else None
    if head and (unknown := set(head.types) - set(types) - {NONE}):
        raise DataError(f"{folder.name}/{HEAD}: {', '.join(sorted(unknown))} is no type of this folder; train it anew")
    version = f"{about.get('name', folder.name)} {about.get('version', '')}".strip() + f" sha256:{_checksum(folder)[:12]}"
    others = {name: kind for name, kind in plover.types.items() if name not in types} if plover else {}
    return Ontology(f"{version} + {plover.version}" if plover else version, {**types, **others}, classes, frozenset(types), head)


def _about(folder: Path) -> dict[str, Any]:
    """What ``ontology.toml`` says of the folder."""
    if not (folder / ABOUT).exists():
        return {}
    file = _File(folder / ABOUT)
    file.keys(file.data, ABOUT_KEYS, "the ontology")
    for key, value in file.data.items():
        if not isinstance(value, ABOUT_KEYS[key]):
            raise file.error(f"{key} must be a {ABOUT_KEYS[key].__name__}", near=key)
    return file.data


def _checksum(folder: Path) -> str:
    """SHA-256 over names and contents of all files that decide: the same version finds the same."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix == ".toml" or p.name == HEAD):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(
    folder: Traversable, known: dict[str, frozenset[str]], contexts: frozenset[str] | None
) -> tuple[dict[str, EventType], dict[str, frozenset[str]]]:
    """The types and the word classes of a folder; known: classes and contexts that it may use without telling them."""
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    by_name = {path.name: path for path in paths}
    classes = known | (read_classes(by_name["classes.toml"], known) if "classes.toml" in by_name else {})
    if "contexts.toml" in by_name:
        contexts = frozenset(_File(by_name["contexts.toml"]).data)
    types: dict[str, EventType] = {}
    for path in paths:
        if path.name not in NOT_TYPES:
            file = _File(path)
            kind = _event_type(file, classes, contexts)
            if kind.name in types:
                raise file.error(f"type {kind.name} is in another file too", near="name")
            types[kind.name] = kind
    if not types:
        raise DataError(f"{folder.name}: no event type in this folder (one TOML file a type is expected)")
    return types, classes


def read_classes(path: Traversable, known: Mapping[str, frozenset[str]] | None = None) -> dict[str, frozenset[str]]:
    """Word classes: name → lemmas. A class may hold another ("@weapons") that stands above it in the file, or is known."""
    file = _File(path)
    classes: dict[str, frozenset[str]] = dict(known or {})
    for name, words in file.data.items():
        if not isinstance(words, str):
            raise file.error(f"class {name} must be a string of words", near=name)
        classes[name] = frozenset(_expand(file, words, classes, name))
    return classes


def _expand(file: _File, words: str, classes: dict[str, frozenset[str]], where: str) -> list[str]:
    """Words with classes replaced by their members: "on:@sanction" becomes "on:sanction", "on:embargo", …"""
    found = []
    for word in words.split():
        before, colon, lemma = word.rpartition(":")
        if colon and before not in PREPOSITIONS | {"nn"} and word != FINITE:
            raise file.error(f"{before} before the colon in {where} is no preposition", near=word)
        if lemma.startswith("@"):
            if lemma[1:] not in classes:
                raise file.error(f"unknown word class {lemma} in {where}", near=lemma)
            found += [before + colon + member for member in sorted(classes[lemma[1:]])]
        elif lemma == "*" or WORD.fullmatch(lemma):
            found.append(word)
        else:
            raise file.error(f"{lemma!r} in {where} is no lemma (lower case, underscores inside)", near=lemma)
    return found


def _event_type(file: _File, classes: dict[str, frozenset[str]], contexts: frozenset[str] | None) -> EventType:
    data = file.data
    file.keys(data, TYPE_KEYS, "the type")
    name = file.get(data, "name", str, "the type")
    if not re.fullmatch(r"[A-Z]+", name):
        raise file.error(f"type {name!r} must be upper-case letters", near="name")
    quad = file.get(data, "quad", str, name)
    if quad not in QUADS:
        raise file.error(f"quad {quad!r} is none of {', '.join(QUADS)}", near="quad")
    rule = file.get(data, "recipient", str, name)
    if rule not in ("required", "optional"):
        raise file.error(f"recipient {rule!r} must be required or optional", near="recipient")
    modes = tuple(_mode(file, key, table) for key, table in data.get("modes", {}).items())
    known = frozenset(mode.name for mode in modes)
    examples = data.get("examples", {})
    file.keys(examples, ("positive", "negative"), "examples")
    return EventType(
        name=name,
        definition=file.get(data, "definition", str, name),
        quad=quad,
        recipient=rule,
        intensity=_scale(file, data, name),
        modes=modes,
        triggers=_triggers(file, known, classes, contexts),
        positive=tuple(_example(file, item, known) for item in examples.get("positive", [])),
        negative=tuple(_example(file, item, known) for item in examples.get("negative", [])),
    )


def _scale(file: _File, table: dict[str, Any], where: str) -> float:
    value = cast("float", file.get(table, "intensity", float, where))
    if not -10 <= value <= 10:
        raise file.error(f"intensity {value} of {where} is outside -10 … 10", near="intensity")
    return value


def _mode(file: _File, name: str, table: dict[str, Any]) -> Mode:
    where = f"mode {name}"
    file.keys(table, MODE_KEYS, where)
    words = frozenset(table.get("words", "").split())
    return Mode(name, file.get(table, "definition", str, where), _scale(file, table, where), words)


def _triggers(
    file: _File, modes: frozenset[str], classes: dict[str, frozenset[str]], contexts: frozenset[str] | None
) -> tuple[Trigger, ...]:
    tables = file.data.get("triggers", {})
    frames = file.data.get("frames", {})
    file.keys(tables, SPEECH, "triggers")
    file.keys(frames, SPEECH, "frames")
    found: list[Trigger] = []
    seen: set[tuple[object, ...]] = set()
    for pos in SPEECH:
        default = dict(zip(("actor", "recipient"), FRAMES[pos], strict=True)) | frames.get(pos, {})
        file.keys(default, ("actor", "recipient"), f"the frame of {pos}")
        for table in tables.get(pos, []):
            trigger = _trigger(file, pos, default | table, modes, classes)
            if trigger.context and contexts is not None and trigger.context not in contexts:
                raise file.error(f"unknown context {trigger.context}", near=table["words"])
            for word in trigger.words:
                key = (word, pos, trigger.object, trigger.clause, trigger.unless, trigger.both, trigger.by)
                if key in seen:
                    raise file.error(f"{pos} trigger {word} is told twice", near=table["words"])
                seen.add(key)
            found.append(trigger)
    return tuple(found)


def _trigger(file: _File, pos: PartOfSpeech, table: dict[str, Any], modes: frozenset[str], classes: dict[str, frozenset[str]]) -> Trigger:
    where = f"{pos} trigger {table.get('words', '')!r}"
    near = str(table.get("words", ""))
    file.keys(table, TRIGGER_KEYS, where)
    words = tuple(_expand(file, file.get(table, "words", str, where), {}, where))
    if not words:
        raise file.error(f"a {pos} trigger has no words")
    weight = file.get(table, "weight", float, where) if "weight" in table else 0.7
    if not 0 < weight <= 1:
        raise file.error(f"weight {weight} of {where} is outside 0 … 1", near=near)
    mode = table.get("mode")
    if mode is not None and mode not in modes:
        raise file.error(f"mode {mode} of {where} is not declared", near=near)
    by = table.get("by")
    if by is not None and by not in DOERS:
        raise file.error(f"by {by} of {where} is none of {', '.join(DOERS)}", near=near)
    return Trigger(
        words=words,
        pos=pos,
        actor=_functions(file, table["actor"], where),
        recipient=_functions(file, table["recipient"], where),
        object=frozenset(_expand(file, table.get("object", ""), classes, where)),
        unless=frozenset(_expand(file, table.get("unless", ""), classes, where)),
        clause=frozenset(_expand(file, table.get("clause", ""), classes, where)),
        symmetric=bool(table.get("symmetric", False)),
        both=bool(table.get("both", False)),
        by=by,
        mode=mode,
        context=table.get("context"),
        weight=weight,
    )


def _functions(file: _File, names: str, where: str) -> tuple[str, ...]:
    for name in names.split():
        for part in name.split("."):
            if part not in FUNCTIONS and part not in PREPOSITIONS:
                raise file.error(f"unknown function {name} in {where}", near=f'"{names}"')
    return tuple(names.split())


def _example(file: _File, table: dict[str, Any], modes: frozenset[str]) -> Example:
    file.keys(table, EXAMPLE_KEYS, "an example")
    text = file.get(table, "text", str, "an example")
    if table.get("mode") not in (modes | {None}):
        raise file.error(f"mode {table['mode']} of an example is not declared", near=text)
    for role in ("actor", "recipient"):
        if table.get(role, "") not in text:
            raise file.error(f"{role} {table[role]!r} is not in the example's text", near=text)
    return Example(text, table.get("actor"), table.get("recipient"), table.get("mode"))
