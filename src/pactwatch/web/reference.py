"""The OpenAPI document as people read it: by tag, what each operation asks for and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an operation may be asked with, or a field that is sent to it. path: whether it is a part of the path. kind: its
    type, or the values it can have. examples: as the document gives them."""

    name: str
    path: bool
    required: bool
    kind: str
    told: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of an answer: what is said of it, and its fields by name with their types."""

    name: str
    told: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """One question or act. parameters: its own, beside those of every question. fields: what is sent to it. shapes: the answer,
    then what its list holds. sent, answer: an example of each as JSON, empty where there is none."""

    id: str
    verb: str
    path: str
    told: str
    parameters: tuple[Parameter, ...]
    fields: tuple[Parameter, ...]
    shapes: tuple[Shape, ...]
    sent: str
    answer: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The operations of a tag."""

    name: str
    told: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """told: the paragraphs before all. common: the parameters that every question takes. topics: in the order of the document's
    tags, empty ones left out."""

    told: tuple[str, ...]
    common: tuple[Parameter, ...]
    topics: tuple[Topic, ...]


def reference(document: Schema) -> Reference:
    """What a document of OpenAPI 3.1 says, in this order."""
    every = [(path, verb, told) for path, verbs in document["paths"].items() for verb, told in verbs.items()]
    names = [{p["name"] for p in told.get("parameters", ())} for _, verb, told in every if verb == "get"]
    common = set.intersection(*names) if names else set()
    schemas = document.get("components", {}).get("schemas", {})
    by_tag: dict[str, list[Operation]] = {tag["name"]: [] for tag in document.get("tags", ())}
    for path, verb, told in every:
        own = tuple(p for p in _parameters(told) if p.name not in common)
        shapes, fields = tuple(_shapes(told, schemas)), tuple(_fields(told))
        made = Operation(told["operationId"], verb.upper(), path, told["description"], own, fields, shapes, *_examples(told))
        by_tag.setdefault(told["tags"][0], []).append(made)
    descriptions = {tag["name"]: tag["description"] for tag in document.get("tags", ())}
    return Reference(
        tuple(document["info"]["description"].strip().split("\n\n")),
        tuple(p for p in _parameters(next(told for _, verb, told in every if verb == "get")) if p.name in common),
        tuple(Topic(name, descriptions.get(name, ""), tuple(found)) for name, found in by_tag.items() if found),
    )


def _parameters(operation: Schema) -> Iterator[Parameter]:
    for told in operation.get("parameters", ()):
        schema = told["schema"]
        examples = tuple(str(e) for e in schema.get("examples", ()))
        values = kind(schema).removesuffix(" | null")  # left out, that is
        path, required = told["in"] == "path", told.get("required", False)
        yield Parameter(told["name"], path, required, values, told.get("description", ""), examples)


def _fields(operation: Schema) -> Iterator[Parameter]:
    """What the body of an act holds."""
    schema = _body(operation).get("schema", {})
    needed = schema.get("required", ())
    for name, told in schema.get("properties", {}).items():
        yield Parameter(name, False, name in needed, kind(told), told.get("description", ""), ())


def _examples(operation: Schema) -> tuple[str, str]:
    """What is sent and what is answered, by example."""
    sent = _body(operation).get("schema", {}).get("examples", ())
    good = (operation["responses"].get(s, {}).get("content", {}).get("application/json", {}) for s in ("201", "200"))
    answers = [told["example"] for told in good if "example" in told]
    return _written(sent), _written(answers)


def _written(examples: Sequence[Any]) -> str:
    return json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else ""


def _body(operation: Schema) -> Schema:
    found: Schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return found


def _shapes(operation: Schema, schemas: Schema) -> Iterator[Shape]:
    """What is answered; of a list in pages, and of one that the answer holds, also what stands in the list."""
    good = (operation["responses"].get(status) for status in ("200", "201"))
    waiting, seen = [told["content"]["application/json"]["schema"] for told in good if told], set()
    while waiting:
        name = waiting.pop(0).get("$ref", "").rpartition("/")[2]
        if not name or name in seen:
            continue
        seen.add(name)
        schema = schemas[name]
        fields = schema.get("properties", {})
        yield Shape(_title(name), schema.get("description", ""), {field: kind(told) for field, told in fields.items()})
        waiting += [told for told in fields.values() if _title(told.get("$ref", "")) == "Paged"]
        if _title(name) == "Paged":
            waiting.append(fields["items"]["items"])


def kind(schema: Schema) -> str:
    """The type of a value in brief: `string`, `date-time | null`, `Counted[]`, `newest | oldest`."""
    if "$ref" in schema:
        return _title(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(kind(s) for s in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(str(v) for v in schema["enum"] if v != "")
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        inner = kind(schema["items"]) if "items" in schema else "any"
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    return str(schema.get("format") or schema.get("type", "any"))


def _title(ref: str) -> str:
    """The name of a schema without the module that tells it from another of the same name, or what its list holds."""
    name = ref.rpartition("/")[2].rpartition("__")[2]
    return "Paged" if name.startswith("Paged_") else name
