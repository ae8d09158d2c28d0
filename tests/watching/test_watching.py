"""Feeds and pages watched: politely, once each, and whatever the server does."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from pactwatch.cli import main
from pactwatch.refusals import Refused
from pactwatch.watching import watch
from pactwatch.watching.feeds import listed
from pactwatch.watching.fetching import FetchError, Limits, fetch
from tests.watching.server import (
    BOMB,
    Answer,
    cut_short,
    dripping,
    dripping_headers,
    endless,
    failing,
    many_headers,
    moved,
    no_http,
    page,
    serving,
    silent,
)

HERE = Limits(most=1 << 20, seconds=0.6, connect=0.5, private=True)


def quiet(_: float) -> None:
    """No waiting in tests."""


def fetched(routes: dict[str, Answer], path: str = "/a", limits: Limits = HERE) -> bytes | None:
    with serving(routes) as (base, _):
        return fetch(base + path, limits=limits, sleep=quiet).body


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (dripping, "takes too long"),
        (dripping_headers, "takes too long"),
        (silent, "takes too long"),
        (many_headers, "cannot be fetched"),
        (no_http, "cannot be fetched"),
        (cut_short, "cannot be fetched"),
        (endless, "larger than"),
        (page(BOMB, content_encoding="gzip"), "unpacks to more than"),
        (page(b"\x1f\x8bnot really", content_encoding="gzip"), "damaged"),
        (page(b"x", content_encoding="br"), "not asked for"),
        (page(gzip.compress(BOMB), content_encoding="gzip, gzip"), "not asked for"),
        (moved("/a"), "in a circle"),
        (moved("/b"), "in a circle"),
        (moved("file:///etc/passwd"), "no address of the web"),
        (moved("gopher://example.org/"), "no address of the web"),
        (moved("http://[::1/"), "cannot be fetched"),
        (moved("http://ana:secret@127.0.0.1/"), "carries a password"),
        (failing(9, page(b"late")), "answers 503"),
        (failing(9, page(b"no"), status=403), "answers 403"),
    ],
)
def test_a_server_that_misbehaves_is_left_with_a_reason(answer: Answer, problem: str) -> None:
    with pytest.raises(FetchError, match=problem):
        fetched({"/a": answer, "/b": moved("/a")})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_has_moved_is_fetched_where_it_is(status: int) -> None:
    with serving({"/a": moved("b?x=1", status), "/b?x=1": page(b"here")}) as (base, _):
        found = fetch(f"{base}/a", limits=HERE, sleep=quiet)
    assert (found.url, found.body) == (f"{base}/b?x=1", b"here")


def test_too_many_redirects_are_not_followed() -> None:
    with pytest.raises(FetchError, match="more than 5 times"):
        fetched({"/a": moved("/1"), **{f"/{n}": moved(f"/{n + 1}") for n in range(1, 9)}})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_private_addresses_are_not_fetched(url: str) -> None:
    with pytest.raises(FetchError, match=r"private network|not found"):
        fetch(url, sleep=quiet)


def test_a_redirect_to_a_private_address_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def once(url: str, *_: object) -> str:
        checked.append(url)
        return "http://127.0.0.1:9/inside" if len(checked) == 1 else pytest.fail("followed")

    from pactwatch.watching import fetching

    real = fetching._once
    monkeypatch.setattr(fetching, "_once", lambda *given: once(*given) if not checked else real(*given))
    with pytest.raises(FetchError, match="private network"):
        fetch("https://example.org/", sleep=quiet)


def test_what_may_pass_is_tried_again_after_the_pause_that_was_asked_for() -> None:
    waited: list[float] = []
    with serving({"/a": failing(2, page(b"at last"))}) as (base, server):
        assert fetch(f"{base}/a", limits=HERE, sleep=waited.append).body == b"at last"
    assert waited == [7, 7]
    assert server.asked["/a"] == 3


def test_packed_pages_are_unpacked_and_unchanged_ones_not_sent_again() -> None:
    routes = {"/a": page(gzip.compress(b"hello"), content_encoding="gzip", etag='"1"')}
    with serving(routes) as (base, server):
        first = fetch(f"{base}/a", limits=HERE, sleep=quiet)
        again = fetch(f"{base}/a", since=first.headers, limits=HERE, sleep=quiet)
    assert (first.body, again.body) == (b"hello", None)
    assert "pactwatch" in server.heard[0]["user-agent"]


ARTICLE = """<!doctype html><html lang="en"><head><title>{title}</title><meta property="article:published_time"
content="2020-10-30T10:00:00Z"></head><body><article><h1>{title}</h1><p>The ministry said on Friday that the other side had
shelled the town of {title}. Two ministers agreed in Geneva to exchange the bodies of the dead, and spoke of it at length before
the press, who asked how soon it would be done.</p></article></body></html>"""


def feed(base: str, *names: str) -> bytes:
    items = "".join(f"<item><title>{n}</title><link>{base}/{n}?utm_source=x#top</link></item>" for n in names)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">%s<!ENTITY file SYSTEM "file:///etc/hosts">]>
<rss version="2.0"><channel><title>t</title><item><title>&k;&file;</title><link>https://example.org/1</link></item></channel></rss>
""" % b"".join(b'<!ENTITY %c "%s">' % (n + 1, b"&%c;" % n * 10) for n in b"abcdefghij")
"""An entity of ten thousand million laughs, and one that is a file of this machine."""


def test_a_feed_of_entities_neither_grows_nor_reads_files() -> None:
    found = list(listed(LAUGHS, "https://example.org/feed"))
    assert sum(len(f.title) for f in found) < 1000
    assert not any("localhost" in f.title for f in found)


@pytest.mark.parametrize("link", ["http://[::1/x", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b", "//", "\x00"])
def test_a_link_that_is_no_address_of_the_web_ends_no_feed(case: Path, link: str) -> None:
    routes: dict[str, Answer] = {"/Hadrut": page(ARTICLE.format(title="Hadrut").encode())}
    with serving(routes) as (base, _):
        told(case, base)
        item = f"<item><title>x</title><link>{link}</link></item>".encode()
        routes["/feed"] = page(feed(base, "Hadrut").replace(b"<item>", item + b"<item>", 1))
        assert watch(case, limits=HERE, sleep=quiet).kept == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Please log in</body></html>", b"{}", b"\xff\xfe\x00", b"<rss><channel>", b"x" * 1000]
)
def test_what_is_no_feed_lists_nothing_and_ends_no_round(case: Path, body: bytes) -> None:
    with serving({"/feed": page(body)}) as (base, _):
        told(case, base)
        found = watch(case, limits=HERE, sleep=quiet)
    assert (found.kept, found.failed) == (0, [])


def test_a_host_that_does_not_answer_is_left_alone_for_the_rest_of_the_round(case: Path) -> None:
    names = [f"n{n}" for n in range(30)]
    with serving({f"/{n}": failing(99, page(b"late")) for n in names}) as (base, server):
        told(case, base)
        server.routes["/feed"] = page(feed(base, *names))
        found = watch(case, limits=HERE, sleep=quiet)
    asked = [n for n in names if server.asked[f"/{n}"]]
    assert asked == names[:3]
    assert any("left alone until the next round" in problem for problem in found.failed)
    assert any("30 of its articles were not fetched" in problem for problem in found.failed)
    assert len(found.failed) < 10


def test_robots_txt_without_end_is_no_objection_and_no_harm(case: Path) -> None:
    with serving({"/robots.txt": endless, "/feed": page(b"no feed")}) as (base, server):
        told(case, base)
        assert watch(case, limits=HERE, sleep=quiet).failed == []
        assert server.asked["/feed"] == 1


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path


def told(case: Path, base: str, kind: str = "feed", path: str = "/feed") -> None:
    text = f'[[watch]]\nsource = "agency"\nurl = "{base}{path}"\nkind = "{kind}"\n'
    (case / "watch.toml").write_text(text, encoding="utf-8")


def articles(case: Path) -> list[dict[str, str]]:
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((case / "reports").glob("*.jsonl"))]


def test_each_article_is_kept_once_with_its_original(case: Path) -> None:
    routes: dict[str, Answer] = {f"/{n}": page(ARTICLE.format(title=n).encode()) for n in ("Hadrut", "Ganja", "Barda")}
    with serving(routes) as (base, server):
        told(case, base)
        routes["/feed"] = page(feed(base, "Hadrut", "Ganja"))
        first = watch(case, limits=HERE, sleep=quiet)
        routes["/feed"] = page(feed(base, "Hadrut", "Ganja", "Barda"))
        second = watch(case, limits=HERE, sleep=quiet)
    assert (first.kept, second.kept, second.known, first.failed, second.failed) == (2, 1, 2, [], [])
    assert {n: server.asked[f"/{n}"] for n in ("Hadrut", "Barda")} == {"Hadrut": 1, "Barda": 1}
    kept = articles(case)
    assert {a["title"] for a in kept} == {"Hadrut", "Ganja", "Barda"}
    assert all(a["source"] == "agency" and a["published"].startswith("2020-10-30") and "#" not in a["url"] for a in kept)
    assert len(list((case / "originals").glob("*.html"))) == 3


def test_one_bad_article_does_not_end_the_round_and_is_tried_again(case: Path) -> None:
    routes: dict[str, Answer] = {"/Hadrut": page(ARTICLE.format(title="Hadrut").encode()), "/Ganja": endless}
    with serving(routes) as (base, _):
        told(case, base)
        routes["/feed"] = page(feed(base, "Ganja", "Hadrut"), etag='"1"')
        first = watch(case, limits=HERE, sleep=quiet)
        assert first.kept == 1
        assert "larger than" in first.failed[0]
        routes["/Ganja"] = page(ARTICLE.format(title="Ganja").encode())
        assert watch(case, limits=HERE, sleep=quiet).kept == 1


def test_a_round_that_was_stopped_goes_on(case: Path) -> None:
    routes: dict[str, Answer] = {f"/{n}": page(ARTICLE.format(title=n).encode()) for n in ("Hadrut", "Ganja")}

    def stop(url: str) -> None:
        if url.endswith("/Ganja"):
            raise KeyboardInterrupt

    with serving(routes) as (base, server):
        told(case, base)
        routes["/feed"] = page(feed(base, "Hadrut", "Ganja"))
        with pytest.raises(KeyboardInterrupt):
            watch(case, limits=HERE, sleep=quiet, told=stop)
        assert watch(case, limits=HERE, sleep=quiet).kept == 1
        assert server.asked["/Hadrut"] == 1


def test_a_watched_page_is_a_new_report_only_when_it_changes(case: Path) -> None:
    routes: dict[str, Answer] = {"/page": page(ARTICLE.format(title="Hadrut").encode())}
    with serving(routes) as (base, _):
        told(case, base, kind="page", path="/page")
        assert [watch(case, limits=HERE, sleep=quiet).kept for _ in range(2)] == [1, 0]
        routes["/page"] = page(ARTICLE.format(title="Barda").encode())
        assert watch(case, limits=HERE, sleep=quiet).kept == 1


def test_robots_txt_is_heeded(case: Path) -> None:
    with serving({"/robots.txt": page(b"User-agent: *\nDisallow: /feed\n"), "/feed": page(b"x")}) as (base, server):
        told(case, base)
        assert "robots.txt" in watch(case, limits=HERE, sleep=quiet).failed[0]
        assert server.asked["/feed"] == 0


def test_requests_to_one_host_are_spaced(case: Path) -> None:
    waited: list[float] = []
    with serving({"/feed": page(b"no feed at all")}) as (base, _):
        told(case, base)
        assert watch(case, limits=HERE, sleep=waited.append).failed == []
    assert waited
    assert all(0 < w <= 1 for w in waited)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[watch]]\nsource = "a"\nurl = "ftp://x"\n', "no address of the web"),
        ('[[watch]]\nsource = "a"\nurl = "https://x"\nkimd = "feed"\n', "kimd"),
        ('[[watch]]\nsource = "a"\nurl = "https://x"\nkind = "rss"\n', "rss"),
        ('[[watch]]\nsource = "a"\nurl = "https://x"\n[[watch]]\nsource = "a"\nurl = "https://x"\n', "twice"),
    ],
)
def test_what_is_watched_is_refused_with_its_line(case: Path, text: str, problem: str) -> None:
    (case / "watch.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=problem) as refused:
        watch(case, limits=HERE, sleep=quiet)
    assert refused.value.line


def test_the_command_tells_what_it_kept(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Path(__file__).resolve().parents[2]
    (case / "case.toml").write_bytes((repository / "examples" / "karabakh-2020" / "case.toml").read_bytes())
    told(case, "http://127.0.0.1:9")
    monkeypatch.setattr("sys.argv", ["pactwatch", "watch", str(case)])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == 0
    assert "0 kept" in shown.out
    assert "private network" in shown.err
