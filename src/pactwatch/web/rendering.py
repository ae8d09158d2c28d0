"""Pages from templates. Whatever comes from outside is escaped, names of the other direction are isolated, and no text turns
the direction of what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pactwatch.briefs.markup import TURNS, bare, steady
from pactwatch.people import may
from pactwatch.web.asking import Ask
from pactwatch.web.refusing import in_words
from pactwatch.web.tracing import report_path, sentence
from pactwatch.web.typing_in import FILTERS, NOTHING
from pactwatch.web.words import LANGUAGES, catalogue


def _exact(value: str) -> Markup:
    """A text in a field of a form, which sends back what it was given, sign by sign."""
    return Markup(TURNS.sub(lambda found: f"&#{ord(found[0])};", escape(value)))


@cache
def environment(base: str) -> Environment:
    """The templates in one language (two letters)."""
    made = Environment(
        loader=PackageLoader("pactwatch.web"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=steady,
    )
    spoken = catalogue(base)
    made.install_gettext_callables(spoken.gettext, spoken.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters["bare"], made.filters["without"], made.filters["exact"] = bare, _without, _exact
    made.filters |= FILTERS | {"refusal": partial(in_words, base=base)}
    return made


def _without(values: Mapping[str, str], *names: str) -> dict[str, str]:
    return {k: v for k, v in values.items() if k not in names}


def compile_all() -> None:
    """Compiles every template in every language, so that no reader waits for it."""
    for base in LANGUAGES:
        made = environment(base)
        for name in made.list_templates(extensions=["j2"]):
            made.get_template(name)


def rendered(template: str, ask: Ask, page: Any, **more: Any) -> bytes:
    """A template filled with a page's model and what every page shows."""
    words = ask.words
    found = environment(words.language.base).get_template(template)
    text = found.render(
        page=page,
        ask=ask,
        words=words,
        language=words.language,
        number=words.language.number,
        link=ask.link,
        sentence=partial(sentence, ask),
        report_path=report_path,
        word=words.word,
        languages=LANGUAGES,
        account=ask.account,
        can=partial(may, ask.account),
        csrf=_csrf(ask),
        **({"typed": NOTHING, "error": None, "form_page": False} | more),
    )
    return text.encode()


def _csrf(ask: Ask) -> Callable[[], str]:
    """What a form sends back; asked for only where one is shown, since the page is then this browser's alone."""
    asking: Callable[[], str] = ask.request.state.browser.token
    return asking
