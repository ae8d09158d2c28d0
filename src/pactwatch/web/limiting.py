"""How much an address or a token may ask for, and how much may be sent."""

from __future__ import annotations

import asyncio
import ipaddress
import math
from collections import Counter, OrderedDict
from collections.abc import Callable
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactwatch.people import Account
from pactwatch.refusals import Word
from pactwatch.web.failing import Unserved, told
from pactwatch.web.settings import Settings

_BUCKETS = 20_000
"""Addresses and tokens remembered; the one that asked longest ago is forgotten first."""


class Buckets:
    """A bucket of tokens for each who asks: `burst` at once, then so many `per_minute` (the token bucket of RFC 2697)."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._burst, self._clock = per_minute / 60, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> float:
        """Takes a token: 0 where there was one, else the seconds until there is."""
        now = self._clock()
        left, since = self._left.pop(who, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._left[who] = (left if wait else left - 1, now)
        if len(self._left) > _BUCKETS:
            self._left.popitem(last=False)
        return wait


FORM = 2 << 20
"""Bytes that a form may send: it can hold the text of a long report."""
SLOWEST = 4_000
"""Bytes in a second: a body that comes in more slowly is not waited for beyond `Settings.patience`."""
TABLES = ("/work/table", "/api/v1/tables")
"""Where tables are sent to, which may be `largest`."""


def too_often(request: Request, account: Account | None) -> Response | None:
    """The answer to who asks the API beyond the rate (429, with Retry-After); None where it may ask. A token that is good has a
    rate of its own, wherever it comes from; one that is not counts as its address."""
    buckets: Buckets | None = request.app.state.buckets
    if buckets is None or not request.url.path.startswith("/api/"):
        return None
    token = account.token if account is not None else ""
    wait = math.ceil(buckets.take(token or _who(request)))
    who = Word("token" if token else "address")
    problem, mend = "more was asked for than this {who} may in a minute", "ask again in {wait} s"
    refusal = Unserved(429, problem, mend=mend, who=who, wait=wait)
    return told(request, 429, refusal, {"Retry-After": str(wait)}) if wait else None


class Limits:
    """Refuses a body of more than `FORM` or `largest` bytes (413), one that comes in too slowly (408), and more of them at once
    than one address may send (503)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self._settings = app, settings
        self._sending: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, largest = Request(scope), self._settings.largest
        most = largest if scope["path"].endswith(TABLES) else min(FORM, largest)
        if _told_length(request) > most:
            await told(request, 413, _too_large(most))(scope, receive, send)
            return
        body = _Body(receive, most, self._settings, self._sending, _who(request))
        try:
            await self.app(scope, body.receive, send)
        finally:
            body.ended()


class _Body:
    """A body as it comes in: what is too long, too slow or one too many is cut off."""

    def __init__(self, receive: Receive, most: int, settings: Settings, sending: Counter[str], who: str) -> None:
        self._receive, self._most, self._settings, self._sending, self._who = receive, most, settings, sending, who
        self._size, self._since, self._whole = 0, 0.0, False

    async def receive(self) -> Message:
        """The next part. Raises Unserved."""
        if self._whole:
            return await self._receive()  # that the reader has gone
        if not self._since:
            self._began()
        left = self._since + self._settings.patience + self._size / SLOWEST - monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, left))
        except TimeoutError:
            self.ended()
            mend = "send it again over a better line"
            raise Unserved(408, "what was sent came in too slowly", mend=mend) from None
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise _too_large(self._most)
        if not message.get("more_body", False):
            self.ended()
        return message

    def ended(self) -> None:
        """Nothing more is waited for."""
        if self._since and not self._whole:
            self._sending[self._who] -= 1
            self._sending += Counter()  # without those that send nothing
        self._whole = True

    def _began(self) -> None:
        if self._sending[self._who] >= self._settings.bodies:
            self._whole = True
            problem, mend = "more is being sent from this address than is taken at once", "wait a little, then send it again"
            raise Unserved(503, problem, mend=mend)
        self._since = monotonic()
        self._sending[self._who] += 1


def _too_large(most: int) -> Unserved:
    return Unserved(413, "more was sent than is taken", mend="send at most {most:,} bytes", most=most)


def _told_length(request: Request) -> int:
    told_length = request.headers.get("content-length", "")
    return int(told_length) if told_length.isdecimal() and len(told_length) < 20 else 0


def _who(request: Request) -> str:
    """The address that asks; of IPv6 the network of one household (/64), as every machine has many addresses there."""
    host = request.client.host if request.client else ""
    try:
        number = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(ipaddress.ip_network((number, 64), strict=False)) if number.version == 6 else host
