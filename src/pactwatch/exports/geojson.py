"""Events as GeoJSON (RFC 7946): one feature each, its geometry null where nobody says where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pactwatch.exports.events import EventRow


def geojson_bytes(rows: Sequence[EventRow], title: str, known_at: int) -> bytes:
    """A feature collection in WGS 84, with the ledger's line and the rule by which its events are counted."""
    collection = {
        "type": "FeatureCollection",
        "title": title,
        "known_at": known_at,
        "figures": [{"rule": "per_event", "value": len(rows)}],
        "features": [_feature(row) for row in rows],
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _feature(row: EventRow) -> dict[str, Any]:
    point = None if row.latitude is None else {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": point,
        "properties": {
            "acts": list(row.acts),
            "when": None if row.first is None and row.last is None else str(row.span),
            "actors": list(row.actors),
            "targets": list(row.targets),
            "places": [{"id": p.id, "names": dict(p.names), "within": list(p.within)} for p in row.places],
            "named": list(row.named),
            "precision_km": row.precision,
            "deaths": [{"rule": rule, "value": value} for rule, value in row.deaths.items()],
            "voices": list(row.voices),
            "denied_by": list(row.denied_by),
            "sources": list(row.sources),
            "claims": list(row.claims),
            "text": row.text,
        },
    }
