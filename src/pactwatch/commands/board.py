"""The command that opens the board."""

from __future__ import annotations

import socket
import webbrowser
from dataclasses import replace
from ipaddress import ip_address
from typing import Annotated

import typer
from rich.markup import escape

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, err, read_much
from pactwatch.people.store import FILE
from pactwatch.refusals import Refused

LOOPBACK = "127.0.0.1"


def board(
    case: CaseFolder,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 chooses a free one.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen at; on this machine alone, if not given.")] = LOOPBACK,
    name: Annotated[list[str] | None, typer.Option(help="A name it may be asked for by; may be repeated.")] = None,
    secure: Annotated[bool, typer.Option(help="It is reached over HTTPS alone (behind a proxy).")] = False,
    local_keeper: Annotated[
        str,
        typer.Option(help="Whoever asks from this machine is keeper under this name, without a password."),
    ] = "",
    public: Annotated[bool, typer.Option("--public", help="Anybody may read; on this machine they may anyway.")] = False,
    show: Annotated[bool, typer.Option("--show/--no-show", help="Open it in a browser.")] = True,
) -> None:
    """Open a case's board in the browser: what stands, why, and by whose word. Ctrl-C closes it."""
    try:
        from pactwatch.web import Settings, make_app
        from pactwatch.web.serving import server
    except ModuleNotFoundError as error:
        raise Refused(f"the board needs {error.name}", mend="install it: pip install 'pactwatch[web]'") from None

    read_much()
    opened, local = open_case(case), _is_local(host)
    if not local and not public and not (opened.folder / FILE).is_file():
        mend = f"add accounts (pactwatch people {case} add NAME --role keeper), or say --public"
        raise Refused(f"anybody could read this board at {host}, and it has no accounts", mend=mend)
    if local_keeper and (not local or secure or not local_keeper.isprintable()):
        raise Refused("--local-keeper is for a board on this machine alone", mend="leave out --host and --secure")
    settings = Settings(secure=secure, public=public or local, local_keeper=local_keeper.strip())
    hosts = (*settings.hosts, *(name or ()), *((host,) if host not in ("0.0.0.0", "::") else ()))
    app = make_app(opened, replace(settings, hosts=hosts))
    listening = _listen(host, port)
    address = f"http://{host}:{listening.getsockname()[1]}/"
    err.print(f"the board is at {escape(address)} (Ctrl-C closes it)", highlight=False)
    if show and host == LOOPBACK:
        webbrowser.open(address)
    server(app, log_level="warning").run(sockets=[listening])


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Refused(f"{host}:{port} cannot be listened at ({error.strerror})", mend="choose another: --port 0") from None
    return listening
