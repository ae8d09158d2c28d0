"""Ed25519 key pairs in PEM files, as OpenSSL reads and writes them too. The private one is for its owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from pactwatch.refusals import Refused

_OTHERS = 0o077


def make_keys(file: Path) -> Path:
    """Writes a private key into a new file that its owner alone may read, and the public one beside it (`.pub`), whose
    path is given back. Refused where there is either already."""
    public = file.with_name(f"{file.name}.pub")
    key = Ed25519PrivateKey.generate()
    for path in (file, public):
        if path.exists():
            mend = "name another; a key that is written over is lost"
            raise Refused("there is such a file already", mend=mend, file=path)
    _write(file, 0o600, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write(public, 0o644, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


def _write(file: Path, mode: int, text: bytes) -> None:
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
            stream.write(text)
    except OSError as error:
        raise Refused(f"it cannot be written ({error.strerror})", mend="name another folder", file=file) from None


def private_key(file: Path) -> Ed25519PrivateKey:
    """The private key in a file. Refused where it is none, or where others may read it."""
    raw = _read(file, "a private key")
    if os.name == "posix" and file.stat().st_mode & _OTHERS:
        raise Refused("others may read this private key", mend=f"chmod 600 {file}", file=file)
    try:
        key = load_pem_private_key(raw, password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("this is no private key of Ed25519", mend="make one: pactwatch keys FILE", file=file)
    return key


def public_key(file: Path) -> str:
    """The public key in a file: 32 bytes in hexadecimal. Refused where it is none."""
    try:
        key = load_pem_public_key(_read(file, "a public key"))
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused("this is no public key of Ed25519", mend="name the .pub file that pactwatch keys has made", file=file)
    return public_of(key)


def public_of(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The 32 bytes of a public key, in hexadecimal."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_signed(text: str, signature: str, public: str) -> bool:
    """Whether a signature of the UTF-8 text was made with the private key of this public one; both in hexadecimal."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text.encode("utf-8"))
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(file: Path, what: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{what} cannot be read ({error.strerror})", mend="make a pair: pactwatch keys FILE", file=file) from None
