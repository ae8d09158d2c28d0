"""Signed checkpoints: what an outsider can prove with a public key and an export, and what a forger cannot."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from pactwatch.ledger import Fault, Ledger, open_ledger
from pactwatch.ledger.checkpoints import Checkpoints, read_checkpoint, sign, sign_into
from pactwatch.ledger.exports import export, import_, read_export
from pactwatch.ledger.keys import make_keys, private_key, public_key
from pactwatch.refusals import Refused
from tests.ledger.places import Places

DOCS = Path(__file__).resolve().parents[2] / "docs" / "ledger.md"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A private key's file, its public one beside it."""
    make_keys(tmp_path / "key.pem")
    return tmp_path / "key.pem"


def looked(ledger: Ledger) -> Checkpoints:
    """What the checkpoints of a ledger say."""
    found = Checkpoints()
    assert ledger.verify(look=found.look) == ()
    found.finish()
    return found


def test_keys_are_for_their_owner_alone(key: Path) -> None:
    assert key.stat().st_mode & 0o777 == 0o600
    assert (key.parent / "key.pem.pub").read_text().startswith("-----BEGIN PUBLIC KEY-----")
    with pytest.raises(Refused, match="such a file already"):
        make_keys(key)
    key.chmod(0o644)
    with pytest.raises(Refused, match="others may read"):
        private_key(key)


def test_what_is_no_key_is_refused(key: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no key")
    (tmp_path / "text").chmod(0o600)
    public = tmp_path / "key.pem.pub"
    public.chmod(0o600)
    for file in (tmp_path / "text", public, tmp_path / "none", tmp_path):
        with pytest.raises(Refused, match=str(file)):
            private_key(file)
    for file in (tmp_path / "text", key, tmp_path / "none"):
        with pytest.raises(Refused, match=str(file)):
            public_key(file)


def test_a_checkpoint_speaks_of_the_line_before_it(ledger: Ledger, key: Path) -> None:
    line = ledger.append("note", {}, by="ana")
    entry = sign(ledger, private_key(key), "ana")
    found = looked(ledger)
    ((at, checkpoint),) = found.sound
    assert (at, checkpoint.seq, checkpoint.chain) == (entry.seq, line.seq, line.chain)
    assert checkpoint.key == public_key(key.parent / "key.pem.pub")
    assert found.faults == []


def test_checkpoints_signed_while_others_write_are_all_sound(ledger: Ledger, key: Path) -> None:
    secret = private_key(key)
    writers = [Thread(target=lambda n=n: [ledger.append("note", {"n": (n, m)}, by="ana") for m in range(10)]) for n in range(3)]
    for writer in writers:
        writer.start()
    for _ in range(5):
        sign(ledger, secret, "bo")
    for writer in writers:
        writer.join()
    found = looked(ledger)
    assert (len(found.sound), found.faults) == (5, [])
    assert ledger.head()[0] == 1 + 30 + 5


def test_a_checkpoint_goes_where_its_ledger_goes(ledger: Ledger, key: Path, places: Places, tmp_path: Path) -> None:
    sign(ledger, private_key(key), "ana")
    export(ledger, tmp_path / "ledger.jsonl")
    there = places.new()
    import_(tmp_path / "ledger.jsonl", there)
    with open_ledger(there) as moved:
        assert looked(moved).sound == looked(ledger).sound


def test_it_cannot_be_written_without_a_key_nor_taken_back(ledger: Ledger, key: Path) -> None:
    entry = sign(ledger, private_key(key), "ana")
    with pytest.raises(Refused, match="must be signed"):
        ledger.append("checkpoint", entry.body, by="mallory")
    with pytest.raises(Refused, match="cannot be taken back"):
        ledger.append("retraction", {"why": "x"}, by="mallory", retracts=entry.id)


def test_a_checkpoint_kept_elsewhere_finds_a_ledger_written_anew(key: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "true.db") as ledger:
        ledger.append("note", {"n": 1}, by="ana")
        sign_into(ledger, private_key(key), tmp_path / "noted.json", datetime.now(UTC))
        assert ledger.head()[0] == 2
        with pytest.raises(Refused, match="such a file already"):
            sign_into(ledger, private_key(key), tmp_path / "noted.json", datetime.now(UTC))
        ledger.append("note", {"n": 2}, by="ana")
        assert problems(ledger, tmp_path / "noted.json") == []
    with open_ledger(tmp_path / "forged.db") as forged:
        assert problems(forged, tmp_path / "noted.json") == [
            Fault(2, "a checkpoint noted elsewhere speaks of this line, and it is missing")
        ]
        forged.append("note", {"n": 7}, by="ana")
        assert problems(forged, tmp_path / "noted.json") == [Fault(2, "a checkpoint was signed of other lines than these")]


def problems(ledger: Ledger, noted: Path) -> list[Fault]:
    """What a checkpoint noted elsewhere finds."""
    found = Checkpoints([read_checkpoint(noted)])
    ledger.verify(look=found.look)
    found.finish()
    return found.faults


@pytest.mark.parametrize("field", ["at", "chain", "key", "ledger", "seq", "signature"])
def test_a_checkpoint_of_which_anything_was_changed_is_found(key: Path, tmp_path: Path, field: str) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        made = sign_into(ledger, private_key(key), tmp_path / "noted.json", datetime.now(UTC))
        value = getattr(made, field)
        told = json.loads((tmp_path / "noted.json").read_text())
        told[field] = value + 1 if field == "seq" else ("1" if value[0] != "1" else "2") + value[1:]
        (tmp_path / "noted.json").write_text(json.dumps(told))
        assert len(problems(ledger, tmp_path / "noted.json")) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"seq": 1}', "\x00"])
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "noted.json").write_text(text)
    with pytest.raises(Refused, match="this is no checkpoint"):
        read_checkpoint(tmp_path / "noted.json")


@pytest.fixture
def exported(key: Path, tmp_path: Path) -> Path:
    """The export of a signed ledger, with one line after the checkpoint."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.append("note", {"text": "هدنة", "n": 1e16}, by="آنا")
        sign(ledger, private_key(key), "ana")
        ledger.append("note", {"n": 2}, by="bo")
        export(ledger, tmp_path / "ledger.jsonl")
    return tmp_path / "ledger.jsonl"


def test_the_program_in_the_documentation_proves_what_was_signed(
    exported: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = DOCS.read_text("utf-8").split("```python\n")[2].split("```")[0]
    assert len([line for line in program.splitlines() if line.strip()]) <= 30
    assert "pactwatch" not in program
    monkeypatch.setattr(sys, "argv", ["check.py", str(exported), str(key) + ".pub"])
    exec(compile(program, "docs/ledger.md", "exec"), {})
    assert capsys.readouterr().out == "lines 1 to 2 of 4 are what was signed\n"
    make_keys(key.parent / "other.pem")
    monkeypatch.setattr(sys, "argv", ["check.py", str(exported), str(key.parent / "other.pem.pub")])
    exec(compile(program, "docs/ledger.md", "exec"), {})
    assert capsys.readouterr().out == "lines 1 to 0 of 4 are what was signed\n"
    exported.write_text(exported.read_text("utf-8").replace("هدنة", "حرب"), "utf-8")
    with pytest.raises(AssertionError):
        exec(compile(program, "docs/ledger.md", "exec"), {})


def test_openssl_s_form_of_a_key_is_read(tmp_path: Path) -> None:
    """A key pair that OpenSSL made: `openssl genpkey -algorithm ed25519`, `openssl pkey -pubout`."""
    pem = "-----BEGIN {0} KEY-----\n{1}\n-----END {0} KEY-----\n"
    (tmp_path / "key").write_text(pem.format("PRIVATE", "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"))
    os.chmod(tmp_path / "key", 0o600)
    (tmp_path / "pub").write_text(pem.format("PUBLIC", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="))
    assert public_key(tmp_path / "pub") == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert private_key(tmp_path / "key").sign(b"").hex().startswith("e5564300c360ac72")  # RFC 8032, 7.1, test 1


def test_an_export_is_looked_through_like_a_ledger(exported: Path) -> None:
    found = Checkpoints()
    for row in read_export(exported):
        found.look(row)
    found.finish()
    assert [(line, c.seq) for line, c in found.sound] == [(3, 2)]
    assert found.faults == []
