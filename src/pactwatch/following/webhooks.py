"""Changes posted to an address, signed as Standard Webhooks (https://www.standardwebhooks.com) say: whoever has the secret can
tell who sent them, when, and that nothing was changed on the way."""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from pactwatch.following.outbox import Message
from pactwatch.following.subscriptions import Secret, Webhook
from pactwatch.refusals import Refused
from pactwatch.watching.deadline import Deadline
from pactwatch.watching.fetching import AGENT, FetchError, Limits, pinned

PREFIX = "whsec_"
_PAUSES = (1.0, 4.0)
_SECONDS = 20.0
_GONE = 410


class NotSentError(Exception):
    """Why a message has not arrived, in a sentence. again: whether another try may do better."""

    def __init__(self, problem: str, *, again: bool = True) -> None:
        super().__init__(problem)
        self.again = again


def key_of(kept: Secret) -> bytes:
    """The key that a secret stands for: `whsec_` and base64 of 24 to 64 bytes. Refused where it is none."""
    secret = kept.read()
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not 24 <= len(key) <= 64:
        mend = "make one: python -c 'import base64, os; print(\"whsec_\" + base64.b64encode(os.urandom(32)).decode())'"
        raise Refused("the secret of a webhook is no whsec_ and base64 of 24 to 64 bytes", mend=mend)
    return key


def signature(key: bytes, name: str, moment: int, body: bytes) -> str:
    """The header `webhook-signature`: HMAC-SHA256 of id, seconds since 1970 and body, joined by points."""
    signed = f"{name}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def post(hook: Webhook, message: Message, now: datetime, sleep: Callable[[float], None] = time.sleep) -> None:
    """Sends a message, with a few tries. Raises NotSentError where it has not arrived."""
    key = key_of(hook.secret)
    for pause in (*_PAUSES, None):
        try:
            _once(hook, message, key, int(now.timestamp()))
        except NotSentError as error:
            if pause is None or not error.again:
                raise
            sleep(pause)
        else:
            return


def _once(hook: Webhook, message: Message, key: bytes, moment: int) -> None:
    import httpx

    name = urlsplit(hook.url).hostname or ""
    try:
        address, host = pinned(hook.url, Limits(private=hook.private))
    except FetchError as error:
        raise NotSentError(str(error), again=error.again is not None) from None
    headers = {
        "Host": host,
        "User-Agent": AGENT,
        "Content-Type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(key, message.id, moment, message.body),
    }
    deadline = Deadline(_SECONDS)
    beyond = {"sni_hostname": name, **deadline.extensions}
    try:
        with (
            deadline,
            httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", address, content=message.body, headers=headers, extensions=beyond) as answer,
        ):
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotSentError(f"{host} cannot be reached ({type(error).__name__})") from None
    if not 200 <= status < 300:
        raise NotSentError(f"{host} answers {status}", again=status != _GONE)
