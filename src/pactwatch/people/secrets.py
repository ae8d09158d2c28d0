"""What is secret: made at random, kept as a hash, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pactwatch.refusals import Refused

SHORTEST, LONGEST = 12, 256
_CSRF, _SALT = b"pactwatch form", 16
_hasher = PasswordHasher()  # Argon2id, RFC 9106's second recommended option
_NOBODY = _hasher.hash(secrets.token_urlsafe())
"""Compared with where there is no such account, so that the answer takes as long."""


def fresh() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """The hash of a random secret; it has too many bits to be guessed, so a fast one will do."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def hashed(password: str, name: str) -> str:
    """The Argon2id hash of a password. Refused where it is too short, too long, or the account's name."""
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise Refused(
            "a password of {number} signs",
            mend="take {shortest} to {longest}: several words do well",
            number=len(text),
            shortest=SHORTEST,
            longest=LONGEST,
        )
    if name.lower() in text.lower() and len(text) < len(name) + SHORTEST:
        raise Refused("the password is little more than the account's name", mend="take several words")
    if len(set(text)) < 4:
        raise Refused("the password is one sign over and over", mend="take several words")
    return _hasher.hash(text)


def matches(stored: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; None (no such account) takes as long to say no."""
    text = _normal(password)[: LONGEST + 1]
    try:
        return _hasher.verify(stored or _NOBODY, text) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def form_token(browser: str) -> str:
    """What a form must send back: it follows from the secret of the browser's cookie, which no other site can read. Each is
    another, so that it cannot be told from the length of compressed pages."""
    return _marked(browser, secrets.token_hex(_SALT))


def is_form_token(given: str, browser: str) -> bool:
    """Whether a form sent back what was made for this browser."""
    return same(given, _marked(browser, given[: 2 * _SALT]))


def _marked(browser: str, salt: str) -> str:
    mark = hmac.new(browser.encode(), _CSRF + salt.encode("utf-8", "replace"), hashlib.sha256)
    return salt + mark.hexdigest()


def same(given: str, expected: str) -> bool:
    """Whether two texts are the same, without telling by time where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))


def _normal(password: str) -> str:
    """One form of letters that can be written in several (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", whole(password))


def whole(text: str) -> str:
    """The text, with a question mark for each half of a letter: what no store or hash takes."""
    return text.encode("utf-8", "replace").decode()
