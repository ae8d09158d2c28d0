"""On paper the texts of a drawing are set by the page: every one of them, where the drawing has it, nothing else changed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from pactwatch.briefs import svg
from pactwatch.briefs.paper import on_paper
from pactwatch.briefs.pictures import pictures
from pactwatch.briefs.wording import Wording
from tests.briefs.sample import whole


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_text_of_a_drawing_is_set_by_the_page(language: str) -> None:
    for picture in pictures(whole(), Wording(whole(), language)):
        told = [t.text for t in ElementTree.fromstring(str(picture.svg)).iter("{http://www.w3.org/2000/svg}text")]
        page = ElementTree.fromstring(str(on_paper(picture.svg)))
        assert [span.text for span in page.iter("span")] == told
        assert not list(page.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize(("anchor", "place"), [("start", "left:75.00mm"), ("end", "right:75.00mm"), ("middle", "left:35.00mm")])
def test_a_text_stands_where_it_stood(anchor: svg.Anchor, place: str) -> None:
    drawing = svg.drawing(100, "a line", [svg.text(320, 50, "شوشا · 2", anchor=anchor)])
    assert place in on_paper(drawing)
    assert isinstance(on_paper(drawing), Markup)


def test_what_a_source_calls_itself_is_no_markup() -> None:
    drawing = svg.drawing(100, 'a "sign" & <b>', [svg.text(1, 1, "<b>&\u202e")])
    assert "<b>" not in str(drawing)
    assert "\u202e" not in str(drawing)
    assert re.search(r"<span[^>]*>&lt;b&gt;&amp;</span>", str(on_paper(drawing)))
