"""What is PostgreSQL's own: its refusals, its settings, and writers on many machines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from pactwatch.ledger import open_ledger, to_body
from pactwatch.refusals import Refused
from tests.ledger.places import PostgresqlPlaces
from tests.ledger.records import source

BODY = to_body(source())


def to(address: str, **parts: str | None) -> str:
    """The address with other parts."""
    return make_url(address).set(**parts).render_as_string(hide_password=False)  # type: ignore[arg-type]


@contextmanager
def role(server: PostgresqlPlaces, name: str, *grants: str) -> Iterator[str]:
    """The name of a role that may do what is granted."""
    with server.behind(server.server) as raw:
        raw.execute(text(f"DROP ROLE IF EXISTS {name}"))
        raw.execute(text(f"CREATE ROLE {name} LOGIN"))
        for grant in grants:
            raw.execute(text(f"GRANT {grant} TO {name}"))
        yield name
        raw.execute(text(f"DROP OWNED BY {name}"))
        raw.execute(text(f"DROP ROLE {name}"))


@pytest.mark.parametrize(
    ("where", "sign"),
    [
        ("postgresql://ana:secret@127.0.0.1:1/team", "postgresql://ana@127.0.0.1:1/team: the server cannot be reached"),
        ("postgres://ana:secret@no.such.host.invalid/team", "the server cannot be reached"),
        ("postgresql:///team?host=/no/such/folder", "the server cannot be reached"),
        ("postgresql://ana@127.0.0.1:1/team?password=secret", "a password stands in the address"),
        ("postgresql://ana:secret@127.0.0.1:1/team?no_such_setting=1", "not the address of a database"),
    ],
)
def test_a_server_that_is_not_there_is_told_and_the_password_is_not(where: str, sign: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_ledger(where)
    assert sign in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_database_or_role_that_is_not_there_is_told(server: PostgresqlPlaces) -> None:
    with pytest.raises(Refused, match="no such database"):
        open_ledger(to(server.new(), database="nowhere"))
    with pytest.raises(Refused, match="no such role"):
        open_ledger(to(server.new(), username="nobody"))


@pytest.mark.parametrize(
    ("problem", "sign"),
    [
        ('connection failed: FATAL:  password authentication failed for user "ana"', "does not take this password"),
        ("connection failed: fe_sendauth: no password supplied", "wants a password"),
        ('connection failed: FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "does not let this role in"),
        ("connection failed: FATAL:  sorry, too many clients already", "no connection left"),
        ("server closed the connection unexpectedly", "the connection was lost"),
        ("something else altogether\nwith more", "(something else altogether)"),
    ],
)
def test_other_answers_of_a_server_are_told_in_a_sentence(server: PostgresqlPlaces, problem: str, sign: str) -> None:
    import psycopg

    with open_ledger(server.new()) as ledger:
        refusal = ledger._kept.refusal(psycopg.OperationalError(problem))
    assert sign in str(refusal)
    assert str(refusal).startswith("postgresql://")


def test_who_may_only_read_reads_and_is_told_so_on_writing(server: PostgresqlPlaces) -> None:
    address = server.new()
    schema = address.rpartition("%3D")[2]
    with open_ledger(address) as ledger:
        ledger.append("source", BODY, by="ana")
        with role(server, "reader", f"USAGE ON SCHEMA {schema}") as name:
            with pytest.raises(Refused, match="this role may not do that"):
                open_ledger(to(address, username=name), create=False)
            with server.behind(address) as raw:
                raw.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {name}"))
            with open_ledger(to(address, username=name), create=False) as read_only:
                assert read_only.verify() == ()
                assert read_only.view(ledger.view().known_at).seq == 2
                with pytest.raises(Refused, match="this role may not do that"):
                    read_only.append("note", {}, by="reader")
        with role(server, "stranger") as name, pytest.raises(Refused):
            open_ledger(to(address, username=name))


def test_while_another_writes_one_waits_and_then_is_told(server: PostgresqlPlaces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.ledger.postgresql.PATIENCE", 0.05)
    address = server.new()
    with open_ledger(address) as ledger, open_ledger(address) as other:
        with ledger._kept.writing():
            assert other.head()[0] == 1  # a reader does not wait
            with pytest.raises(Refused, match="another process is writing"):
                other.append("source", BODY, by="ana")
        assert other.append("source", BODY, by="ana").seq == 2


def test_when_the_connection_is_lost_the_next_question_is_answered(server: PostgresqlPlaces) -> None:
    address = server.new()
    with open_ledger(address) as ledger:
        ledger.append("source", BODY, by="ana")

        def write() -> None:
            with ledger._kept.refusing(), ledger._kept.writing() as connection:
                mine = connection.scalar(text("SELECT pg_backend_pid()"))
                with server.behind(address) as raw:
                    raw.execute(text(f"SELECT pg_terminate_backend({mine})"))
                connection.execute(text("SELECT 1"))

        with pytest.raises(Refused, match="the connection was lost"):
            write()
        assert ledger.append("note", {}, by="ana").seq == 3
        assert ledger.verify() == ()


def test_what_is_acknowledged_is_on_disk_whatever_the_server_is_set_to(server: PostgresqlPlaces) -> None:
    address = server.new().replace("%3D", "%3D", 1) + "%20-csynchronous_commit%3Doff"
    with open_ledger(address) as ledger, ledger._kept.writing() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_trigger_that_is_switched_off_is_found(server: PostgresqlPlaces) -> None:
    address = server.new()
    with open_ledger(address) as ledger:
        with server.behind(address) as raw:
            raw.execute(text("ALTER TABLE entries DISABLE TRIGGER entries_are_not_changed"))
        assert [f.problem for f in ledger.verify()] == ["the trigger entries_are_not_changed has been switched off"]


def test_a_replica_role_does_not_get_round_the_triggers(server: PostgresqlPlaces) -> None:
    address = server.new()
    with open_ledger(address) as ledger, server.behind(address) as raw:
        raw.execute(text("SET session_replication_role = replica"))
        for statement in ("TRUNCATE entries", "DELETE FROM entries WHERE seq = 99", "UPDATE entries SET kind = 'x'"):
            with pytest.raises(Exception, match="append-only"):
                raw.execute(text(statement))
        assert ledger.head()[0] == 1


def test_text_that_is_not_utf8_has_no_place(server: PostgresqlPlaces) -> None:
    with server.behind(server.server) as raw:
        raw.execute(text("DROP DATABASE IF EXISTS latin"))
        raw.execute(text("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"))
    with pytest.raises(Refused, match="keeps text as LATIN1"):
        open_ledger(to(server.server, database="latin"))
