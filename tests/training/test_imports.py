"""The commands of training/ need torch, which the tests have not: what they take from each other is there all the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
MODULES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(TRAINING.glob("*.py"))}


def names_in(module: ast.Module) -> set[str]:
    """What a module defines or imports at its top."""
    found: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            found |= {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
    return found


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_takes_from_others_is_there(name: str) -> None:
    taken = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.ImportFrom) and node.module in MODULES]
    assert [(n.module, a.name) for n in taken for a in n.names if a.name not in names_in(MODULES[str(n.module)])] == []


def test_names_are_found() -> None:
    assert {"Judge", "ACT_SHARE", "nn", "batch"} <= names_in(MODULES["judge"])
    assert "forward" not in names_in(MODULES["judge"])
