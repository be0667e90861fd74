"""CAMEO and PLOVER: every code has a meaning, every meaning a code."""

from __future__ import annotations

import pytest

from dragoman.ontology import load_ontology
from dragoman.ontology.contexts import contexts
from dragoman.ontology.crosswalk import cameo_code, cameo_codes, plover_of

TYPES = load_ontology().types
# CAMEO has one root for both halves of yielding, and files convictions and destruction elsewhere; the tables say so.
ELSEWHERE = {("RETREAT", None), ("RETREAT", "resign")}


@pytest.mark.parametrize("code", cameo_codes().values(), ids=lambda code: code.code)
def test_every_cameo_code_is_legal_plover(code) -> None:  # type: ignore[no-untyped-def]
    kind = TYPES[code.type]
    assert code.mode is None or code.mode in {mode.name for mode in kind.modes}
    assert set(code.contexts) <= set(contexts())
    assert code.label
    assert code.code[:2] in {f"{n:02}" for n in range(3, 21)}


@pytest.mark.parametrize(("kind", "mode"), [(k.name, m) for k in TYPES.values() for m in (None, *(mode.name for mode in k.modes))])
def test_every_type_and_mode_has_a_code_in_cameo(kind: str, mode: str | None) -> None:
    for context in ("", *contexts()):
        code = cameo_code(kind, (mode,) if mode else (), (context,))
        assert code in cameo_codes()
        if (kind, mode) not in ELSEWHERE:
            assert cameo_codes()[code].type == kind


@pytest.mark.parametrize(
    ("kind", "modes", "about", "code"),
    [
        ("AGREE", (), ("diplomatic", "military"), "0312"),
        ("AGREE", (), (), "030"),
        ("CONSULT", ("visit",), ("economic",), "042"),
        ("AID", (), ("asylum", "diplomatic"), "075"),
        ("REQUEST", ("yield",), ("military",), "1056"),
        ("ASSAULT", ("drone",), ("military",), "195"),
        ("ASSAULT", (), ("military",), "190"),
        ("ASSAULT", ("targeted",), ("religion_ethnicity",), "203"),
        ("SANCTION", ("convict",), ("legal",), "116"),
        ("COERCE", ("curfew",), (), "1723"),
    ],
)
def test_the_most_specific_code_that_fits(kind: str, modes: tuple[str, ...], about: tuple[str, ...], code: str) -> None:
    assert cameo_code(kind, modes, about) == code


def test_a_type_that_plover_does_not_have() -> None:
    assert cameo_code("DANCE") is None


def test_the_way_from_cameo() -> None:
    assert plover_of("0312") == ("AGREE", None, ("military",))
    assert plover_of("186") == ("ASSAULT", "targeted", ())
    assert plover_of("19") == ("ASSAULT", None, ("military",))
    assert plover_of("999") is None
