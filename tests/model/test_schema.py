import json
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from dragoman.model import RELATIONS, SCHEMA, Document, Report, Span, Tie
from dragoman.tables import data_file
from tests.model.samples import VERSIONS, sample

SCHEMA_FILE: dict[str, Any] = json.loads(data_file("schema/report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA_FILE)


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in part:
        part = next(one for one in part["anyOf"] if one != {"type": "null"})
    return SCHEMA_FILE["$defs"][part["$ref"].removeprefix("#/$defs/")] if "$ref" in part else part


def agree(hint: Any, part: dict[str, Any], where: str) -> None:
    """Fail unless the schema's part allows exactly what the type hint does."""
    nullable = type(None) in get_args(hint)
    if nullable:
        hint = next(one for one in get_args(hint) if one is not type(None))
    allowed = part.get("type")
    says_null = (isinstance(allowed, list) and "null" in allowed) or {"type": "null"} in part.get("anyOf", [])
    assert nullable == says_null, f"{where}: null in one, not in the other"
    part = resolved(part)
    allowed = [one for one in ([part["type"]] if isinstance(part.get("type"), str) else part.get("type", [])) if one != "null"]
    if is_dataclass(hint):
        stored = [f.name for f in fields(hint) if not f.metadata.get("derived")]
        assert sorted(part["properties"]) == sorted(stored), where
        assert sorted(part["required"]) == sorted(stored), where
        assert part["additionalProperties"] is False, where
        hints = get_type_hints(hint)
        for name in stored:
            agree(hints[name], part["properties"][name], f"{where}.{name}")
    elif hint is Span:
        assert part is SCHEMA_FILE["$defs"]["span"], where
    elif get_origin(hint) is tuple:
        assert allowed == ["array"], where
        agree(get_args(hint)[0], part["items"], f"{where}[]")
    elif get_origin(hint) is Literal:
        assert sorted(part["enum"]) == sorted(get_args(hint)), where
    elif hint is str:
        assert allowed == ["string"] or "enum" in part or "const" in part, where
    else:
        kinds = {float: ["number"], int: ["integer"], bool: ["boolean"]}
        assert allowed == kinds.get(hint, ["object"]), where


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA_FILE)


def test_the_schema_and_the_dataclasses_agree_field_by_field() -> None:
    agree(Report, SCHEMA_FILE, "report")


def test_the_closed_lists_agree() -> None:
    assert SCHEMA_FILE["properties"]["schema"]["const"] == SCHEMA
    assert tuple(SCHEMA_FILE["$defs"]["tie"]["properties"]["relation"]["enum"]) == RELATIONS
    assert "relation" in {f.name for f in fields(Tie)}


def test_every_field_is_described() -> None:
    missing = [
        f"{name}.{field}"
        for name, part in SCHEMA_FILE["$defs"].items()
        for field, about in part.get("properties", {}).items()
        if not about.get("description") and "$ref" not in about and field != "id" and field not in ("subject", "object")
    ]
    assert missing == []


@pytest.mark.parametrize("report", [sample(), Report(VERSIONS, Document("x"))], ids=["full", "empty"])
def test_reports_are_valid(report: Report) -> None:
    plain = json.loads(json.dumps(report.to_dict()))
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []


def _without_text(plain: dict[str, Any]) -> None:
    del plain["document"]["text"]


def _strange_field(plain: dict[str, Any]) -> None:
    plain["events"][0]["strange"] = 1


def _bad_label(plain: dict[str, Any]) -> None:
    plain["events"][0]["factuality"] = "CT"


def _empty_string(plain: dict[str, Any]) -> None:
    plain["document"]["title"] = ""


def _long_span(plain: dict[str, Any]) -> None:
    plain["events"][0]["trigger_span"] = [1, 2, 3]


def _foreign_id(plain: dict[str, Any]) -> None:
    plain["events"][0]["actors"] = ["s1"]


def _old_version(plain: dict[str, Any]) -> None:
    plain["schema"] = "dragoman-report/0"


@pytest.mark.parametrize("spoil", [_without_text, _strange_field, _bad_label, _empty_string, _long_span, _foreign_id, _old_version])
def test_what_is_wrong_is_refused(spoil: Any) -> None:
    plain = json.loads(json.dumps(sample().to_dict()))
    spoil(plain)
    assert list(VALIDATOR.iter_errors(plain))
