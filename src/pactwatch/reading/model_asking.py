"""One question after the other to a chat-completions endpoint, and what may come back.

Everything that can go wrong ends in `Refused`, after as many tries as were allowed where another try can help. Redirects
are followed only to the same scheme, host and port, so that neither text nor key goes where nobody sent them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

import httpx

from pactwatch.reading.amounts import UNITS
from pactwatch.reading.lexicon import STANCES
from pactwatch.reading.model_grounding import ALL_QUALIFIERS, CERTAINTIES, acts
from pactwatch.refusals import Refused

LARGEST_ANSWER = 1 << 20  # bytes
MOST_CLAIMS = 200  # of one piece
_MOST_REDIRECTS = 3
_LONGEST_PAUSE = 30.0  # seconds
_REDIRECTS = (301, 302, 307, 308)
_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504, 529)
_FORMAT_REFUSED = (400, 422, 501)
_ANOTHER_MODEL = "try again, or set PACTWATCH_MODEL to another model"


class _Failed(Exception):  # noqa: N818 - the try failed; the question may still be answered
    """A try that failed in a way that another may not. pause: least seconds before it."""

    def __init__(self, problem: str, mend: str = _ANOTHER_MODEL, pause: float = 0.0) -> None:
        super().__init__(problem)
        self.problem, self.mend, self.pause = problem, mend, pause


class Conversation:
    """A connection to one model. `timeout`: seconds for a whole answer. Use it in a `with` statement."""

    def __init__(self, url: str, model: str, key: str, timeout: float, retries: int) -> None:
        if not (key.isascii() and key.isprintable()):
            raise Refused("the key has characters that no key has", mend="set PACTWATCH_MODEL_KEY anew")
        self._model, self._key, self._timeout, self._retries = model, key.strip(), timeout, retries
        self._formats = [_SCHEMA_FORMAT, {"type": "json_object"}]
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            base = httpx.URL(url)
            self._url = base.copy_with(path=base.path.rstrip("/") + "/chat/completions", fragment=None)
            # A server on this machine is not reached through a proxy.
            outside = base.host not in ("localhost", "127.0.0.1", "::1")
            self._client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False, trust_env=outside)
        except (httpx.InvalidURL, ValueError, ImportError, OSError) as error:
            problem = f"the connection cannot be set up ({type(error).__name__})"
            mend = "check PACTWATCH_MODEL_URL, and the proxy and certificate settings of the environment"
            raise Refused(problem, mend=mend) from None
        self._where = f"the endpoint at {self._url.host}"

    def __enter__(self) -> Conversation:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def claims(self, messages: Sequence[Mapping[str, str]]) -> list[dict[str, Any]] | None:
        """The claims that the model answers with, as objects not yet held against anything; None where the answer was cut
        off. Refused where no answer of the kind asked for comes."""
        for attempt in range(self._retries + 1):
            try:
                return _claims(self._answer(messages))
            except _Failed as failed:
                if attempt == self._retries:
                    tries = "" if attempt == 0 else f" ({attempt + 1} tries)"
                    raise Refused(f"{self._where} {failed.problem}{tries}", mend=failed.mend) from None
                time.sleep(min(max(2.0**attempt, failed.pause), _LONGEST_PAUSE))
        raise AssertionError("unreachable")

    def _answer(self, messages: Sequence[Mapping[str, str]]) -> bytes:
        """The body of a good response; from a schema to plain JSON where the server does not take the schema."""
        while True:
            question = {"model": self._model, "messages": messages, "temperature": 0, "stream": False}
            status, headers, body = self._send(json.dumps({**question, "response_format": self._formats[0]}).encode("ascii"))
            if status == 200:
                return body
            if status not in _FORMAT_REFUSED or len(self._formats) == 1:
                raise self._fault(status, headers, body)
            del self._formats[0]

    def _send(self, question: bytes) -> tuple[int, httpx.Headers, bytes]:
        url = self._url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                ends = time.monotonic() + self._timeout
                with self._client.stream("POST", url, content=question) as response:
                    if response.status_code not in _REDIRECTS:
                        return response.status_code, response.headers, self._body(response, ends)
                    url = self._next(response)
        except httpx.TimeoutException:
            raise self._late() from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError) as error:
            mend = "check PACTWATCH_MODEL_URL and that the server runs"
            raise _Failed(f"cannot be reached ({type(error).__name__})", mend) from None
        raise Refused(f"{self._where} redirects without end", mend="check PACTWATCH_MODEL_URL")

    def _body(self, response: httpx.Response, ends: float) -> bytes:
        """The whole body. A server that keeps sending a little is stopped too: httpx counts time from byte to byte."""
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                problem = f"{self._where} answers with more than {LARGEST_ANSWER // 1024} KiB"
                raise Refused(problem, mend="set PACTWATCH_MODEL to another model")
            if time.monotonic() > ends:
                raise self._late()
        return bytes(body)

    def _next(self, response: httpx.Response) -> httpx.URL:
        url = self._url.join(response.headers.get("Location", ""))
        if _origin(url) != _origin(self._url):
            problem = f"{self._where} redirects to another host ({url.scheme}://{url.host}), to which nothing was sent"
            raise Refused(problem, mend="set PACTWATCH_MODEL_URL to that host if you trust it")
        return url

    def _late(self) -> _Failed:
        return _Failed(f"did not answer within {self._timeout:g} seconds", "try again, or choose a faster model")

    def _fault(self, status: int, headers: httpx.Headers, body: bytes) -> Exception:
        if status in (401, 403):
            return Refused(f"{self._where} refuses the key (status {status})", mend="set PACTWATCH_MODEL_KEY to a valid one")
        problem = f"answers with status {status}{self._message(body)}"
        if status in _TRY_AGAIN:
            after = headers.get("Retry-After", "")
            seconds = float(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0.0
            return _Failed(problem, "try again later", seconds)
        mend = "check PACTWATCH_MODEL_URL and PACTWATCH_MODEL" if status == 404 else _ANOTHER_MODEL
        return Refused(f"{self._where} {problem}", mend=mend)

    def _message(self, body: bytes) -> str:
        """What the server says of its refusal, in one short line; never the key."""
        try:
            said = _strict(body)["error"]
            said = said["message"] if isinstance(said, dict) else said
        except (ValueError, RecursionError, LookupError, TypeError):
            return ""
        if not isinstance(said, str):
            return ""
        line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return f": {(line.replace(self._key, '…') if self._key else line)[:200]}"


def _claims(body: bytes) -> list[dict[str, Any]] | None:
    """The claims of a response, None where it was cut off. A response of another shape has failed, all of it."""
    try:
        choice = _strict(body)["choices"][0]
        if choice.get("finish_reason") == "length":
            return None
        content = choice["message"]["content"]
        if not isinstance(content, str):
            raise _Failed("gives no text for an answer")
        claims = _strict(_unfenced(content))["claims"]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise _Failed("does not answer in the JSON asked for") from None
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise _Failed("does not answer with a list of claims")
    if len(claims) > MOST_CLAIMS:
        raise _Failed(f"answers with more than {MOST_CLAIMS} claims at once")
    return claims


def _unfenced(content: str) -> str:
    """The content without the code fence that many models write around JSON. Any other prose stays, and is no JSON."""
    content = content.strip()
    if content.startswith("```") and content.endswith("```") and "\n" in content:
        return content[content.index("\n") : -3]
    return content


def _strict(text: str | bytes) -> Any:
    """JSON in UTF-8 without repeated keys and without NaN. ValueError or RecursionError where it is not."""
    plain = text.decode("utf-8") if isinstance(text, bytes) else text
    return json.loads(plain, object_pairs_hook=_each_once, parse_constant=_no_number)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is repeated")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _schema() -> dict[str, Any]:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    amount = _object(
        value={"type": "number"},
        unit={"type": "string", "enum": [*UNITS]},
        qualifier={"type": "string", "enum": [*ALL_QUALIFIERS]},
    )
    return _object(
        claims=_array(
            _object(
                quote=text,
                act={"type": "string", "enum": [*acts()]},
                stance={"type": "string", "enum": [*STANCES]},
                negated={"type": "boolean"},
                speaker=text,
                actor=_array(text),
                target=_array(text),
                places=_array(text),
                when=maybe,
                due=maybe,
                condition=maybe,
                amounts=_array(amount),
                certainty={"type": "string", "enum": [*CERTAINTIES]},
            )
        )
    )


_SCHEMA_FORMAT: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {"name": "claims", "strict": True, "schema": _schema()},
}
