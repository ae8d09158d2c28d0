"""Lists in pages: how a program or a reader asks for one, and what every list gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

T = TypeVar("T")
U = TypeVar("U")

_LAST = 10**6


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list. page: its number, from 1. total: how many there are on all pages. next, prev: addresses of the pages
    after and before it, None where there are none (RFC 8288 calls them so)."""

    items: list[T]
    page: int
    per_page: int
    total: int
    next: str | None = None
    prev: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """The page asked for, and how its neighbours are addressed."""

    page: int
    per_page: int
    request: Request

    def cut(self, found: Sequence[U], made: Callable[[U], T]) -> Paged[T]:
        """The page asked for of all that was found; only what stands on it is made."""
        start = (self.page - 1) * self.per_page
        return self.of([made(one) for one in found[start : start + self.per_page]], len(found))

    def of(self, items: list[T], total: int) -> Paged[T]:
        """A page whose items are at hand already."""
        more = self.page * self.per_page < total
        last = max(1, -(-total // self.per_page))
        return Paged(
            items,
            self.page,
            self.per_page,
            total,
            self._address(self.page + 1) if more else None,
            self._address(min(self.page - 1, last)) if self.page > 1 else None,
        )

    def _address(self, page: int) -> str:
        kept: list[tuple[str, Any]] = [(k, v) for k, v in self.request.query_params.multi_items() if k != "page"]
        return f"{self.request.url.path}?{urlencode([*kept, ('page', page)])}"


def paging(
    request: Request,
    page: Annotated[int, Query(ge=1, le=_LAST, description="The page, from 1.")] = 1,
    per_page: Annotated[int, Query(ge=1, le=500, description="How many stand on a page.")] = 50,
) -> Paging:
    """The page asked for."""
    return Paging(page, per_page, request)


Page = Annotated[Paging, Depends(paging)]
"""A parameter of a view that gives a list: `def events(ask: Asked, page: Page) -> Paged[Event]`."""
