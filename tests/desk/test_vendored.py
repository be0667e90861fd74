"""What others made is what it is said to be, and is used; the interface's words are all there and all used."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from dragoman.desk.look import HERE, environment, wording

FOLDERS = (HERE / "static", Path(__file__).parent / "vendored")
FILES = [(folder, one) for folder in FOLDERS for one in tomllib.loads((folder / "vendored.toml").read_text(encoding="utf-8"))["file"]]


@pytest.mark.parametrize(("folder", "about"), FILES, ids=lambda one: one["name"] if isinstance(one, dict) else "")
def test_checksum_licence_and_version(folder: Path, about: dict[str, str]) -> None:
    content = (folder / about["name"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == about["sha256"]
    assert (folder / about["licence_file"]).stat().st_size > 100
    assert about["version"].encode() in content[:2000] or about["version"] in about["origin"]


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_nothing_minified_is_without_its_line(folder: Path) -> None:
    told = {one["name"] for place, one in FILES if place == folder}
    assert {path.name for path in folder.glob("*.min.*")} == told


def test_pages_load_nothing_from_elsewhere_and_hold_no_script_or_style() -> None:
    for template in (HERE / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=)|javascript:|hx-on", text), template.name
        assert "|safe" not in text.replace(" ", ""), template.name
        assert not re.search(r"(src|href)=\"(https?:)?//", text), template.name
        environment().get_template(template.name)
    script = (HERE / "static" / "desk.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)


def test_every_word_of_the_interface_is_used() -> None:
    pages = "".join(p.read_text(encoding="utf-8") for p in [*(HERE / "templates").glob("*.html"), *HERE.glob("*.py")])
    told = {"direct", "indirect", "mixed"}  # by the kind of quotation
    tables = {"verbs", "certainty", "months", "facet", "keys", "menu", "sentence", "status"}  # by what is shown
    for section, words in wording().items():
        for name in words.keys() - told if section not in tables else ():
            assert re.search(rf"\b{name}\b", pages), f"{section}.{name}"
