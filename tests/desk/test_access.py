"""Who gets in: Host, Origin, tokens, scopes, rate, size, and the headers of every answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.desk.access import Bucket, host_name
from dragoman.desk.serving import check
from dragoman.desk.settings import DeskSettings, is_loopback
from dragoman.desk.tokens import add_token, read_tokens, revoke_token
from dragoman.errors import DataError, UsageError
from tests.desk.conftest import Opened

EVENTS, CORRECT = "/api/v1/events", "/api/v1/corrections"
GIVEN = {"document": "doc-1", "action": "accept", "event": "v1"}
REMOTE: dict[str, Any] = {"base": "http://desk.example.org", "host": "0.0.0.0", "names": ("desk.example.org",)}


@pytest.fixture
def tokens(file: Path) -> Path:
    return DeskSettings(file).token_file


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("host", ["127.0.0.1:8484", "localhost:8484", "LOCALHOST", "[::1]:8484", "localhost.:8484", "127.0.0.1:9000"])
def test_a_local_desk_answers_to_its_own_names(desk: TestClient, host: str) -> None:
    assert desk.get(EVENTS, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8484",
        "",
        "a@localhost",
        "localhost/x",
        "localhost, evil",
        *("0.0.0.0", "[::]", "127.1", "localhost:x", "127.0.0.2", "2130706433"),
    ],
)
def test_a_page_on_another_name_is_refused(desk: TestClient, host: str) -> None:
    for path in (EVENTS, "/", "/health", "/static/desk.js", "/login"):
        assert desk.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://localhost:8484", "file://", "127.0.0.1:8484", ""]
)
def test_writing_from_another_site_is_refused(desk: TestClient, origin: str) -> None:
    for path, body in (
        (CORRECT, {"json": GIVEN}),
        ("/read", {"data": {"text": "x"}}),
        ("/annotate", {"data": {"a": "b"}}),
        ("/logout", {}),
    ):
        assert desk.post(path, headers={"Origin": origin}, **body).status_code == 403  # type: ignore[arg-type]
    assert desk.get(CORRECT).json()["items"] == []


def test_writing_from_a_page_of_the_desk_or_a_program_is_taken(desk: TestClient) -> None:
    assert desk.post(CORRECT, json=GIVEN).status_code == 201
    assert desk.post(CORRECT, json=GIVEN, headers={"Origin": "http://127.0.0.1:8484"}).status_code == 201
    assert desk.post(CORRECT, json=GIVEN, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_every_answer_has_the_headers(desk: TestClient) -> None:
    answers = [desk.get(p) for p in ("/", EVENTS, "/nothing", "/health", "/static/desk.css", "/document?id=x")]
    for answer in [*answers, desk.get("/", headers={"Host": "evil"})]:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_elsewhere_each_request_needs_a_token(opened: Opened, tokens: Path) -> None:
    secret = add_token(tokens, "ann", "read")
    desk = opened(**REMOTE)
    assert desk.get("/health").status_code == 200
    for path in (EVENTS, "/metrics", "/openapi.json", "/api/v1/tokens"):
        refused = desk.get(path)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert desk.get(path, headers=_bearer("drg_wrong")).status_code == 401
        assert desk.get(path, headers={"Authorization": f"Basic {secret}"}).status_code == 401
        assert desk.get(path, headers={"Authorization": "Bearer"}).status_code == 401
    assert desk.get(EVENTS, headers=_bearer(secret)).status_code == 200
    assert desk.get("/", headers={"Accept": "text/html"}).headers["location"] == "/login?next=%2F"


def test_a_revoked_token_is_refused_at_once_and_a_wrong_one_everywhere(opened: Opened, tokens: Path) -> None:
    secret = add_token(tokens, "ann", "admin")
    for desk in (opened(**REMOTE), opened()):
        assert desk.get(EVENTS, headers=_bearer(secret)).status_code == 200
    revoke_token(tokens, "ann")
    for desk in (opened(**REMOTE), opened()):
        assert desk.get(EVENTS, headers=_bearer(secret)).status_code == 401
    again = add_token(tokens, "ann", "read")
    assert again != secret


@pytest.mark.parametrize(
    ("scope", "reads", "corrects", "administers"), [("read", 200, 403, 403), ("correct", 200, 201, 403), ("admin", 200, 201, 200)]
)
def test_scopes(opened: Opened, tokens: Path, *, scope: Any, reads: int, corrects: int, administers: int) -> None:
    secret = add_token(tokens, "ann", scope)
    desk = opened(**REMOTE)
    desk.headers.update(_bearer(secret))
    assert desk.get(EVENTS).status_code == reads
    made = desk.post(CORRECT, json={**GIVEN, "author": "somebody else"})
    assert made.status_code == corrects
    if corrects == 201:
        assert made.json()["author"] == "ann"
    assert desk.post("/document/correct?id=doc-1", data={"event": "v1", "action": "accept"}).status_code == (
        303 if corrects == 201 else 403
    )
    assert desk.post("/read", data={"text": "Peru thanked Japan.", "keep": "1"}).status_code == (303 if corrects == 201 else 403)
    assert desk.get("/api/v1/tokens").status_code == administers


def test_an_admin_lists_and_revokes_but_sees_no_hash(opened: Opened, tokens: Path) -> None:
    secret = add_token(tokens, "ann", "admin")
    other = add_token(tokens, "bob", "read")
    desk = opened(**REMOTE)
    desk.headers.update(_bearer(secret))
    listed = desk.get("/api/v1/tokens").json()
    assert [(one["name"], one["scope"]) for one in listed] == [("ann", "admin"), ("bob", "read")]
    assert "hash" not in listed[0]
    assert desk.delete("/api/v1/tokens/bob").status_code == 204
    assert desk.delete("/api/v1/tokens/bob").status_code == 404
    assert desk.get(EVENTS, headers=_bearer(other)).status_code == 401


def test_people_sign_in_with_a_cookie_no_script_reads(opened: Opened, tokens: Path) -> None:
    secret = add_token(tokens, "ann", "read")
    desk = opened(**REMOTE)
    wrong = desk.post("/login", data={"token": "x", "next": "/"})
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    for target, led in (
        ("/search?q=a", "/search?q=a"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\r\nX: y", "/"),
    ):
        entered = desk.post("/login", data={"token": secret, "next": target})
        assert entered.headers["location"] == led
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert desk.get("/").status_code == 200
    left = desk.post("/logout")
    assert "dragoman_token=" in left.headers["set-cookie"]


def test_too_many_requests_and_too_many_wrong_tokens_wait(opened: Opened, tokens: Path) -> None:
    secret = add_token(tokens, "ann", "read")
    desk = opened(**REMOTE, rate=5)
    answers = [desk.get(EVENTS, headers=_bearer(secret)).status_code for _ in range(8)]
    assert answers[:5] == [200] * 5
    assert 429 in answers[5:]
    wrong = [desk.get(EVENTS, headers=_bearer("no")) for _ in range(24)]
    assert wrong[0].status_code == 401
    assert wrong[-1].status_code == 429
    assert int(wrong[-1].headers["retry-after"]) >= 1


def test_what_is_too_large_is_refused_before_it_is_read(opened: Opened) -> None:
    desk = opened(body=1000)
    assert desk.post("/api/v1/read", content=b"x" * 1001).status_code == 413
    assert desk.post("/api/v1/read", content=iter([b"x" * 600] * 3)).status_code == 413
    assert desk.get(EVENTS, headers={"Content-Length": "99999999"}).status_code == 413


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2ferrors.py", "/static//etc/passwd", "/static/%00", "/static/"]
)
def test_no_path_leads_out(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code in (404, 405, 307)


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE events; --", '" OR 1=1', "%", "\\", "a\x00b", "x" * 500, "NEAR(a b)", "*", "{}", "a:b:c", "\ud7ff", "text:*"]
)
def test_injection_finds_nothing_and_breaks_nothing(desk: TestClient, query: str) -> None:
    before = desk.get(EVENTS).json()
    for path in (EVENTS, "/api/v1/entities", "/search", "/search/facets"):
        for name in ("actor", "text", "type", "publisher", "q"):
            assert desk.get(path, params={name: query}).status_code in (200, 400, 422)
    assert desk.get("/document", params={"id": query}).status_code == 404
    assert desk.get(EVENTS).json() == before


def test_where_others_can_come_a_token_and_a_name_are_needed(file: Path, tokens: Path) -> None:
    check(DeskSettings(file))
    with pytest.raises(UsageError, match="dragoman token add"):
        check(DeskSettings(file, host="192.0.2.1"))
    add_token(tokens, "ann", "read")
    check(DeskSettings(file, host="192.0.2.1"))
    with pytest.raises(UsageError, match="--name"):
        check(DeskSettings(file, host="0.0.0.0"))
    revoke_token(tokens, "ann")
    with pytest.raises(UsageError, match="dragoman token add"):
        check(DeskSettings(file, host="::", names=("desk.example.org",)))


def test_tokens_are_kept_as_hashes_readable_by_the_owner_only(tokens: Path) -> None:
    secret = add_token(tokens, "ann", "read")
    assert secret not in tokens.read_text()
    assert tokens.stat().st_mode & 0o077 == 0
    assert [t.name for t in read_tokens(tokens)] == ["ann"]
    for wrong in ("ann", "", "x" * 101, "a\nb"):
        with pytest.raises(UsageError):
            add_token(tokens, wrong, "read")
    with pytest.raises(UsageError, match="no scope"):
        add_token(tokens, "bob", "all")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="nobody called bob"):
        revoke_token(tokens, "bob")
    tokens.write_text("[{}]")
    with pytest.raises(DataError):
        read_tokens(tokens)


HOSTS = [
    *[("a:80", "a"), ("a:", "a"), ("[::1]:80", "::1"), ("A.", "a"), ("LocalHost.:8", "localhost")],
    *[(one, None) for one in ("a b", "", ".", "a:b", "localhost@evil", "a/b", "[localhost]")],
    *[(one, None) for one in ("[::1", "[::1]evil", "[::1].evil:80", "[::1]:8:8")],
]


@pytest.mark.parametrize(("host", "name"), HOSTS)
def test_names_of_hosts(host: str, name: str | None) -> None:
    assert host_name(host) == name


def test_loopback_is_told_by_address_and_name() -> None:
    assert [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "127.8.8.8", "0.0.0.0", "example.org", "10.0.0.1")] == [True] * 4 + [
        False
    ] * 3


def test_a_bucket_forgets_who_is_not_heard_of() -> None:
    bucket = Bucket(1, keys=2)
    assert bucket.take("a") == 0
    assert bucket.take("a") > 0
    bucket.take("b")
    bucket.take("c")
    assert bucket.take("a") == 0
