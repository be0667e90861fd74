"""PLOVER's conventions: what an act counts as, given when and how certainly it is told; then what follows from its type.

``plain_type`` keeps what is (or would be) done; ``type`` becomes what the manual codes it as. Source: PLOVER manual 0.8, 2021-09.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.beside import coded_beside
from dragoman.extract.plover import coded, scene_of
from dragoman.extract.wording import trigger_of
from dragoman.language import Analysis, grammar
from dragoman.model import Event, Span
from dragoman.ontology.contexts import contexts_of
from dragoman.ontology.crosswalk import cameo_code
from dragoman.ontology.types import Ontology

PRISON = {"prison", "jail", "imprisonment", "penitentiary", "incarceration", "custody"}
TERM = {"year", "month", "life"}  # "sentenced to six years"
NO_PRISON = {"suspended", "probation", "community", "suspend", "parole"}


def apply_conventions(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events of a document as PLOVER codes them, in order; some that it does not code beside others are left out.

    Expects factuality and tense to be judged. Raises ``MissingFinding`` if events were not found before.
    """
    ontology, scene = analysis.ontology, scene_of(analysis)
    ruled = []
    for event in analysis.events:
        new, rule = coded(event, scene)
        if rule is not None:
            analysis.note(event.id, "conventions", rule)
        ruled.append(new)
    subjects: dict[Span, tuple[str, ...]] = {}  # contexts of a sentence, looked up once
    kept = [_filled(event, analysis, ontology, subjects) for event in coded_beside(ruled, analysis)]
    return tuple(found for event in kept for found in _with_imprisonment(event, kept, analysis, ontology, subjects))


def _with_imprisonment(
    event: Event, events: list[Event], analysis: Analysis, ontology: Ontology, subjects: dict[Span, tuple[str, ...]]
) -> Iterable[Event]:
    """The event; behind a conviction that means prison the imprisonment, an event of its own with the same words."""
    yield event
    if event.type != "SANCTION" or "convict" not in event.modes or not event.recipients or not _imprisons(analysis, event):
        return
    told = (e for e in events if e.type == "COERCE" and "arrest" in e.modes and e.evidence_span.overlaps(event.evidence_span))
    if not any(set(e.recipients) & set(event.recipients) for e in told):
        arrest = replace(event, id=f"{event.id} prison", type="COERCE", plain_type="COERCE", modes=("arrest",), contexts=())
        analysis.note(arrest.id, "conventions", "A conviction that means prison is also COERCE-arrest.")
        yield _filled(arrest, analysis, ontology, subjects)


def _imprisons(analysis: Analysis, event: Event) -> bool:
    """Whether the verb of a sentence itself tells of a term in prison, and not of one that is suspended."""
    token = trigger_of(analysis, event)
    if token is None or token.pos_ != "VERB":
        return False
    inside = [t for c in token.children if c.dep_ in ("prep", "xcomp", "dobj", "dative") for t in c.subtree]
    lemmas = {t.lemma_.lower() for t in inside}
    term = token.lemma_.lower() in ("sentence", "condemn") and any(n.lemma_.lower() in TERM for n in grammar.prepositional(token, "to"))
    return bool(lemmas & PRISON or term) and not lemmas & NO_PRISON


def _filled(event: Event, analysis: Analysis, ontology: Ontology, subjects: dict[Span, tuple[str, ...]]) -> Event:
    """The event with what follows from its type, its modes and its sentence."""
    contexts = _contexts(event, analysis, subjects)
    cameo = cameo_code(event.type, event.modes, contexts)
    kind = ontology.types.get(event.type)
    if kind is None:
        return replace(event, contexts=contexts, cameo=cameo)
    scores = [mode.intensity for mode in kind.modes if mode.name in event.modes]
    strongest = max(scores, key=abs, default=kind.intensity)
    return replace(event, quad=kind.quad, intensity=strongest, contexts=contexts, cameo=cameo)


def _contexts(event: Event, analysis: Analysis, subjects: dict[Span, tuple[str, ...]]) -> tuple[str, ...]:
    token = trigger_of(analysis, event)
    if token is None:
        return event.contexts
    sentence = token.sent
    span = Span(sentence.start_char, sentence.end_char)
    if span not in subjects:
        subjects[span] = contexts_of(t.lemma_.lower() for t in sentence)
    return (*event.contexts, *(c for c in subjects[span] if c not in event.contexts))
