"""Places: which are known, what they are called and by whom, what they lie in, and whether that is inside a zone."""

from pactwatch.places.finding import find_places
from pactwatch.places.gazetteer import place, places
from pactwatch.places.resolving import homonym, is_part, resolve
from pactwatch.places.zones import lies_in

__all__ = ["find_places", "homonym", "is_part", "lies_in", "place", "places", "resolve"]
