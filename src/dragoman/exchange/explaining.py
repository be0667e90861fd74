"""Explanations for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dragoman.errors import UsageError
from dragoman.exchange.table import console_for
from dragoman.model.explanation import Change, Explanation, Judgement
from dragoman.model.safe import json_text, one_line

_SHOWN = 5  # chances of a row
_HIDDEN = {"intensity", "cameo", "quad"}  # what follows from the type: in the JSON only


def explanation_writer(name: str) -> Callable[[Iterable[Explanation], TextIO], None]:
    """The writer of that name: ``text``, ``json`` or ``jsonl``. Raises ``UsageError`` where there is none."""
    if name not in _WRITERS:
        raise UsageError(f"explanations come as {', '.join(_WRITERS)}, not as {name}")
    return _WRITERS[name]


def _write_json(explanations: Iterable[Explanation], stream: TextIO) -> None:
    plain = [e.to_dict() for e in explanations]
    stream.write(json_text(json.dumps(plain, ensure_ascii=False, indent=2)) + "\n")


def _write_lines(explanations: Iterable[Explanation], stream: TextIO) -> None:
    for explanation in explanations:
        stream.write(json_text(json.dumps(explanation.to_dict(), ensure_ascii=False)) + "\n")


def _write_text(explanations: Iterable[Explanation], stream: TextIO) -> None:
    console = console_for(stream)
    for explanation in explanations:
        _show(explanation, console)


_WRITERS = {"text": _write_text, "json": _write_json, "jsonl": _write_lines}


def _show(explanation: Explanation, console: Console) -> None:
    e = explanation
    kind = e.type if e.type == e.plain_type else f"{e.type} (plainly {e.plain_type})"
    console.print(Rule(style="dim"))
    certain = f"  {e.factuality} {e.value:+.2f}  "
    console.print(Text.assemble((f"{e.event}  {one_line(kind)}", "bold"), certain, (one_line(e.voice or "publisher"), "dim")))
    _print(console, Text(one_line(e.evidence), "italic"), 4)
    for title, lines in (
        (f"Trigger: {one_line(e.trigger)}", _proposals(e)),
        ("Parties", _parties(e)),
        ("Judge", _judge(e.judge) if e.judge else iter(["not asked"])),
        ("Steps", _steps(e)),
        ("Certainty", iter([f"{one_line(c.words)}: {c.operator} → {c.value:+.2f}" for c in e.certainty] or ["nothing qualifies it"])),
        ("One and the same", iter(f"{one_line(m.name)} {m.weight:+.2f} ({m.entity})" for m in e.merging)),
        ("From the register", iter(map(one_line, e.offices))),
    ):
        shown = list(lines)
        if shown:
            _print(console, Text(title, "bold"), 2)
        for line in shown:
            _print(console, Text(line), 4)
    console.print()


def _print(console: Console, text: Text, indent: int) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))


def _parties(e: Explanation) -> Iterator[str]:
    for p in e.paths:
        function = f" ({p.function})" if p.function else ""
        yield f"{p.role:9} {one_line(p.name)}{function}:  {one_line(p.path) or 'outside the sentence'}"


def _proposals(e: Explanation) -> Iterator[str]:
    for p in e.proposals:
        mode = f"-{p.mode}" if p.mode else ""
        because = f" with “{one_line(p.because)}”" if p.because else ""
        yield f"{p.type}{mode} by “{p.words}”{because}, weight {p.weight:g}: {p.verdict}"


def _judge(judge: Judgement) -> Iterator[str]:
    told = f"{judge.told} with confidence {judge.confidence:g}" if judge.told else "no type, the two are only linked"
    yield f"words tell       {told}"
    yield f"judge alone      {_chances(judge.types)}"
    if judge.chances:
        yield f"both together    {_chances(judge.chances)}"
    if judge.modes:
        yield f"modes            {_chances(judge.modes)}"
    yield f"decided          {judge.decided}"


def _chances(chances: dict[str, float]) -> str:
    return "  ".join(f"{name} {p:.2f}" for name, p in list(chances.items())[:_SHOWN])


def _steps(e: Explanation) -> Iterator[str]:
    for step in e.steps:
        changes = "; ".join(_change(change) for change in step.changes if change.name not in _HIDDEN)
        lines = [*step.rules, *([changes] if changes else [])] or (["found"] if step is e.steps[0] else [])
        for line in lines:
            yield f"{step.stage:14} {line}"


def _change(change: Change) -> str:
    return f"{change.name} {_value(change.before)} → {_value(change.after)}"


def _value(value: Any) -> str:
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, dict):
        return one_line(str(value.get("value") or value.get("name") or value))
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    return one_line(str(value))
