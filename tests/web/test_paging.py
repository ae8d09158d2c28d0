"""Lists in pages."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from pactwatch.web.paging import Paging


def paging(page: int, query: str = "status=overdue&page=9&q=a%26b") -> Paging:
    scope = {"type": "http", "method": "GET", "path": "/api/v1/verdicts", "query_string": query.encode(), "headers": []}
    return Paging(page, 2, Request(scope))


@pytest.mark.parametrize(
    ("page", "items", "after", "before"),
    [(1, ["a", "b"], 2, None), (2, ["c", "d"], 3, 1), (3, ["e"], None, 2), (9, [], None, 3)],
)
def test_a_page_names_its_neighbours(page: int, items: list[str], after: int | None, before: int | None) -> None:
    found = paging(page).cut("abcde", str)
    assert (found.items, found.total, found.per_page) == (items, 5, 2)
    assert found.next == (after and f"/api/v1/verdicts?status=overdue&q=a%26b&page={after}")
    assert found.prev == (before and f"/api/v1/verdicts?status=overdue&q=a%26b&page={before}")


def test_an_empty_list_is_one_page() -> None:
    found = paging(1).cut([], str)
    assert (found.items, found.total, found.next, found.prev) == ([], 0, None, None)


def test_only_what_stands_on_the_page_is_made() -> None:
    made: list[int] = []
    paging(2).cut(range(1000), made.append)
    assert made == [2, 3]
