"""What programs send: JSON, or the fields of a form, with a token; never by the cookie of a session."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated, Any, get_origin

from fastapi import Request
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, WithJsonSchema
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from pactwatch.people import Account, may, refuse_unless
from pactwatch.web.typing_in import Typed

_FIELDS, _FILES, _PART = 1_000, 4, 2 << 20
"""Fields, files and bytes of a field that are read of a form."""
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
_JSON = "application/json"


class Body(BaseModel):
    """The fields of an act, by the names that its form has. What is none of them is refused."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def _file(value: object) -> object:
    if not isinstance(value, str | UploadFile):
        raise ValueError("a file or a text is wanted here")
    return value


File = Annotated[Any, AfterValidator(_file), WithJsonSchema({"type": "string", "contentMediaType": "text/csv"})]
"""A file; a text stands for one that holds it."""


@dataclass(frozen=True, slots=True)
class Program:
    """How programs do what a form does. tag: its topic. path: under /api/v1. body: what they send. preview: what they
    are told where nothing is done yet, if that can be."""

    tag: str
    path: str
    body: type[Body]
    preview: type | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The media types in which it is sent."""
        files = any(f.annotation is Any for f in self.body.model_fields.values())
        return _JSON, PARTS if files else FORM


def sent_as(act: str, body: type[Body]) -> Callable[[Request], Awaitable[Typed]]:
    """What reads the fields of an act of `people.RIGHTS` from a request. Refused without a token (401), where its role is too
    low (403), and where a field is not as `body` says (422)."""

    async def typed(request: Request) -> Typed:
        account: Account | None = request.state.account
        if account is None or not account.token:
            sentence = "a program acts with a token, no session will do; send Authorization: Bearer pw_…"
            raise HTTPException(401, sentence, {"WWW-Authenticate": "Bearer"})
        if not may(account, act):
            refuse_unless(account, act)
        name = kind_of(request)
        if name == _JSON:
            return _checked(body, _object(await request.body()), strict=True)
        if name is None:
            raise HTTPException(415, f"JSON or a form is wanted here; send it as {_JSON} or {FORM}")
        return _checked(body, _fields(body, await form_of(request)), strict=False)

    return typed


def kind_of(request: Request) -> str | None:
    """The media type of a body that can be read, None for any other."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    name = kind.decode("latin-1").lower()
    # In another encoding a text could hold half a letter, which no store takes; browsers send that of the page.
    known = name in (FORM, PARTS, _JSON) and options.get(b"charset", b"utf-8").lower() in (b"utf-8", b"utf8")
    return name if known else None


async def form_of(request: Request) -> FormData:
    """The fields of a form."""
    return await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=_PART)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter, which no store takes, is no text
    except (ValueError, RecursionError):
        raise HTTPException(422, "the body is no JSON; send one object of JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise HTTPException(422, "the body is no object of JSON; send one, its fields by their names")
    return found


def _fields(body: type[Body], form: FormData) -> dict[str, Any]:
    several = {n for n, f in body.model_fields.items() if get_origin(f.annotation) is list}
    return {name: form.getlist(name) if name in several else form[name] for name in form}


def _checked(body: type[Body], given: Mapping[str, Any], *, strict: bool) -> Typed:
    try:
        checked = body.model_validate(given, strict=strict)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise HTTPException(422, f"{wrong}; the fields are: {', '.join(body.model_fields)}") from None
    return Typed(FormData(list(_pairs(checked))))


def _pairs(body: Body) -> Iterator[tuple[str, str | UploadFile]]:
    """The fields as a form has them."""
    for name, field in type(body).model_fields.items():
        value = getattr(body, name)
        for one in value if isinstance(value, list) else [value]:
            yield name, _as_typed(one, is_file=field.annotation is Any)


def _as_typed(value: Any, *, is_file: bool) -> str | UploadFile:
    if isinstance(value, UploadFile):
        return value
    if is_file:
        raw = str(value).encode()
        return UploadFile(BytesIO(raw), size=len(raw))
    return str(value).lower() if isinstance(value, bool) else str(value)
