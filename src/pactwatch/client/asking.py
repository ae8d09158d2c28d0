"""Questions put to a board over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from pactwatch.client import records
from pactwatch.client.acting import Acts
from pactwatch.client.records import Change, Draft, Head, Line, Obligation, Verdict

T = TypeVar("T")

_PER_PAGE = 200
_SECONDS = 60.0


class Problem(Exception):  # noqa: N818 - what RFC 9457 calls it
    """What the server says no with: its sentence. status: of the answer. retry_after: seconds to wait, where it says so."""

    def __init__(self, sentence: str, status: int, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status, self.retry_after = status, retry_after


class Client(Acts):
    """A board at an address. Used as a context manager, or closed with `close`. Every question can be put as of a day (`at`),
    with what was known by then (`known`: a day or a line of the ledger), by the word of one party (`by`), in a
    language (`lang`).
    Raises Problem where the server says no, httpx.HTTPError where it cannot be reached. Nothing is asked a second time by
    itself: where the server is too busy (429, 503), `Problem.retry_after` says when to ask again.

    token: of an account, for what not everybody may see, and for every act (`Acts`). transport: of httpx, for tests.
    """

    def __init__(self, address: str, *, token: str | None = None, transport: httpx.BaseTransport | None = None) -> None:
        headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        base = address.rstrip("/")
        self._http = httpx.Client(base_url=base, headers=headers, timeout=_SECONDS, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connection."""
        self._http.close()

    def verdicts(self, **asked: Any) -> Iterator[Verdict]:
        """Answers, one for each clause and party; narrowed by pact, clause, bearer, status (one or a list)."""
        return self._every("verdicts", records.verdict, asked)

    def obligations(self, party: str, **asked: Any) -> Iterator[Obligation]:
        """All that a party owes, the first to fall due first."""
        return self._every("obligations", records.obligation, {"party": party, **asked})

    def changes(self, **asked: Any) -> Iterator[Change]:
        """Changes of status, the newest first; since a day, narrowed by pact, clause, bearer, status."""
        return self._every("changes", records.change, asked)

    def ledger(self, **asked: Any) -> Iterator[Line]:
        """The lines of the ledger, in order."""
        return self._every("ledger", records.line, asked)

    def drafts(self) -> Iterator[Draft]:
        """Drafts of pacts that wait to be adopted or refused; with a token that may do so."""
        return self._every("drafts", records.draft, {})

    def head(self, **asked: Any) -> Head:
        """The end of the ledger: note it, and nobody can change what stands before without your knowing."""
        return records.head(self.get("ledger/head", **asked))

    def get(self, path: str, **asked: Any) -> dict[str, Any]:
        """Any other question of the API (`pacts`, `pacts/geneva-2020-10-30`, `events`), as JSON tells it."""
        return self._get(f"/api/v1/{path}", asked)

    def _every(self, path: str, made: Callable[[Mapping[str, Any]], T], asked: Mapping[str, Any]) -> Iterator[T]:
        page = self._get(f"/api/v1/{path}", {"per_page": _PER_PAGE, **asked})
        yield from map(made, page["items"])
        while page["next"]:
            page = self._get(page["next"], {})
            yield from map(made, page["items"])

    def _get(self, address: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        params = {k: v for k, v in asked.items() if v is not None}
        return _told(self._http.get(address, params=params or None))

    def post(self, path: str, fields: Mapping[str, Any], table: bytes | None = None) -> dict[str, Any]:
        """Sends the fields of any act, as JSON tells what came of it; with a table, as a form. None leaves a field out."""
        given, address = {k: v for k, v in fields.items() if v is not None}, f"/api/v1/{path}"
        if table is None:
            return _told(self._http.post(address, json=given))
        return _told(self._http.post(address, data=given, files={"table": ("table", table)}))


def _told(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_success and (found := _object(answer)) is not None:
        return found
    waits = answer.headers.get("retry-after", "")
    raise Problem(_sentence(answer), answer.status_code, int(waits) if waits.isdecimal() else None)


def _sentence(answer: httpx.Response) -> str:
    """The server's own sentence, or the status where something between us and it has answered."""
    told = _object(answer)
    if told is not None and answer.headers.get("content-type", "").partition(";")[0] == "application/problem+json":
        return str(told.get("detail") or told.get("title"))
    what = ", and no JSON" if answer.is_success else ""
    return f"the server answers {answer.status_code} {answer.reason_phrase}{what}"


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    """The object of JSON that an answer is, None where it is none: a proxy between may answer with a page."""
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
