"""One self-contained page: no scripts, nothing loaded from elsewhere, light and dark. A policy in its head forbids what it needs not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from dragoman.model import Report
from dragoman.model.html import STYLE, fragment

_HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Reports read by dragoman</title>
<style>
:root{{color-scheme:light dark}}
body{{max-width:1280px;margin:2rem auto;padding:0 1.2rem}}
article+article{{margin-top:3rem;padding-top:2rem;border-top:2px solid rgba(128,128,128,.4)}}
{STYLE}
</style>
</head>
<body>
"""


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the page; each report as soon as it is there."""
    stream.write(_HEAD)
    try:
        for report in reports:
            stream.write(f"<article>{fragment(report, style=False)}</article>\n")
            stream.flush()
    finally:
        stream.write("</body>\n</html>\n")
