"""Reports made by hand from words, for the tests of everything that shows or stores reports. The persons are invented."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import (
    Document,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Failure,
    Mention,
    Place,
    Quantity,
    Reading,
    Report,
    Span,
    Statement,
    Tie,
    TimeExpression,
    Versions,
)

TEXT = (
    "OSLO, May 10 - Norway's foreign minister, Ola Berg, said on Wednesday that his country was discussing whether the Andean League "
    "may open an office in Oslo.\n\n"
    '"We will decide in June," Berg told Nordlys Radio. The League, which Chile joined in 2009, declined to give details.\n\n'
    "Chile accused Norway of arresting at least 12 of its fishermen near Bergen last week. Oslo denied arresting anyone."
)
VERSIONS = Versions(dragoman="0.1.0", ontology="PLOVER 0.8", models={"en": "sha256:00"})


def span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """Where the words stand in the text, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(words: str, form: str = "name", nth: int = 0) -> Mention:
    """A mention by its words."""
    return Mention(span(words, nth), form)  # type: ignore[arg-type]


def sample(identifier: str = "doc-1", **document: str) -> Report:
    """A report with one of everything."""
    about = {"title": "Norway weighs league office", "publisher": "Fjord Wire", "published": "2023-05-10", "url": "https://news.example/1"}
    last_week = EventTime(span("last week"), "2023-W18", "week")
    return Report(
        versions=VERSIONS,
        document=Document(TEXT, id=identifier, **{**about, **document}),  # type: ignore[arg-type]
        entities=(
            Entity(
                "e1", "Norway", "country", "NOR", ("GOV",), cameo="NORGOV", mentions=(mention("Norway"), mention("his country", "nominal"))
            ),
            Entity("e2", "Ola Berg", "person", "NOR", ("GOV",), "foreign minister", "e1", cameo="NORGOV", mentions=(mention("Ola Berg"),)),
            Entity("e3", "Andean League", "organization", "IGO", mentions=(mention("the Andean League"), mention("The League"))),
            Entity("e4", "Nordlys Radio", "organization", "NOR", ("JRN",), mentions=(mention("Nordlys Radio"),)),
            Entity("e5", "Chile", "country", "CHL", ("GOV",), mentions=(mention("Chile"), mention("Chile", nth=1))),
            Entity("e6", "fishermen", "group", "CHL", ("CVL",), mentions=(mention("its fishermen", "nominal"),)),
            Entity("e7", "Norway and Chile", "group", members=("e1", "e5")),
        ),
        statements=(
            Statement(
                "s1",
                "e2",
                span("Ola Berg"),
                span("said"),
                (span("that his country was discussing whether the Andean League may open an office in Oslo"),),
            ),
            Statement(
                "s2", "e2", span("Berg", 1), span("told"), (span('"We will decide in June,"'),), "direct", audience="e4", confidence=0.9
            ),
            Statement("s3", "e3", span("The League"), span("declined to give details"), (), stance="declines"),
            Statement(
                "s4", "e5", span("Chile", 1), span("accused"), (span("of arresting at least 12 of its fishermen near Bergen last week"),)
            ),
            Statement("s5", "e1", span("Oslo", 1), span("denied"), (span("arresting anyone"),), stance="denies"),
        ),
        events=(
            Event(
                "v1",
                "CONSULT",
                "CONSULT",
                ("e1",),
                ("e3",),
                span("discussing"),
                span("his country was discussing whether the Andean League may open an office"),
                modes=("third-party",),
                contexts=("diplomatic",),
                according_to="s1",
                aspect="ongoing",
                tense="present",
                readings=(Reading(None, "Uu", 0.4),),
                quad="verbal cooperation",
                intensity=1.5,
                cameo="036",
                confidence=0.8,
                place=EventPlace(span("Oslo"), "Oslo", "NOR", 59.91, 10.75, 3143244),
            ),
            Event(
                "v2",
                "ACCUSE",
                "ACCUSE",
                ("e5",),
                ("e1",),
                span("accused"),
                span("Chile accused Norway of arresting at least 12 of its fishermen"),
                modes=("allege",),
                performed_by="s4",
                quad="verbal conflict",
                intensity=-3.5,
                cameo="112",
                confidence=0.9,
            ),
            Event(
                "v3",
                "COERCE",
                "COERCE",
                ("e1",),
                ("e6",),
                span("arresting"),
                span("Norway of arresting at least 12 of its fishermen near Bergen last week"),
                modes=("arrest",),
                according_to="s4",
                readings=(Reading("s5", "CT-", -3.0), Reading(None, "Uu", 0.0)),
                quantities=(Quantity(span("at least 12"), "arrested", 12.0, "at least"),),
                time=last_week,
                place=EventPlace(span("Bergen"), "Bergen", "NOR", 60.39, 5.32, 3161732),
                quad="material conflict",
                intensity=-7.0,
                cameo="173",
            ),
        ),
        ties=(Tie("t1", "e5", "member_of", "e3", span("which Chile joined in 2009"), since="2009", confidence=0.7),),
        times=(TimeExpression(span("Wednesday"), "DATE", "2023-05-10"), TimeExpression(span("last week"), "DATE", "2023-W18")),
        places=(Place(span("Bergen"), None, "Bergen", "NOR", 60.39, 5.32, 3161732),),
    )


HOSTILE = (
    "\x1b[31mred\x1b[0m \x07\x9b2J [bold]bold[/bold] :smile: <script>alert('1')</script> &amp; "
    '\u202eesrever\u202c zero\u200bwidth \ud800 =1+1 "q" end'
)


def hostile(words: str = HOSTILE) -> Report:
    """A report whose every free text is hostile."""
    whole = Span(0, len(words))
    entity = Entity("e1", words, "person", "NOR", (words,), words, None, (), words, words, (Mention(whole, "name"),))
    time, place = EventTime(whole, words, words), EventPlace(whole, words, words, 1.0, 2.0, 3, words)
    event = Event(
        "v1",
        words,
        f"plain {words}",
        ("e1",),
        ("e1",),
        whole,
        whole,
        (words,),
        (words,),
        "s1",
        quantities=(Quantity(whole, words, 1e9, "at most"),),
        time=time,
        place=place,
        quad=words,
        cameo=words,
        performed_by="s1",
        historical=True,
    )
    return Report(
        versions=replace(VERSIONS, models={"en": words}),
        document=Document(words, words, words, words, words, f"javascript:alert(1)//{words}"),
        entities=(entity,),
        statements=(Statement("s1", "e1", whole, whole, (whole,), audience="e1", stance="denies", time=time, place=place, within="s1"),),
        events=(event,),
        ties=(Tie("t1", "e1", words, "e1", whole, "-", "s1", words, words),),
        times=(TimeExpression(whole, "DATE", words),),
        places=(Place(whole, "e1", words),),
        failures=(Failure(words, words),),
    )
