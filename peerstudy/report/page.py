"""The page: both editions in one file that fetches nothing."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from importlib.resources import files

from peerstudy import __version__
from peerstudy.report.digest import cards, headline, limits, table_section
from peerstudy.report.edition import Edition
from peerstudy.report.filters import filters
from peerstudy.report.matter import Matter
from peerstudy.report.sections.citing import citing, input_hash
from peerstudy.report.sections.disclosure import disclosure
from peerstudy.report.sections.methods import methods
from peerstudy.report.sections.quoted import quoted
from peerstudy.report.sections.structure import structure
from peerstudy.report.sections.summary import summary
from peerstudy.report.sections.tables import table_one, text_claims
from peerstudy.words import LANGUAGES, direction
from peerstudy.words.markup import Child, Markup, element, fragment

DIGEST: dict[str, Callable[[Edition], Iterator[Markup]]] = {
    "headline": headline,
    "annotated": table_section,
    "problems": cards,
    "limits": limits,
}
"""What both kinds of page begin with."""
SECTIONS: dict[str, Callable[[Edition], Iterator[Markup]]] = {
    "summary": summary,
    "table1": table_one,
    "text": text_claims,
    "structure": structure,
    "quoted": quoted,
    "disclosure": disclosure,
    "methods": methods,
    "citing": citing,
}


def report_page(matter: Matter, lang: str = "en", full: Collection[str] = ()) -> str:
    """Write a reviewer's page.

    Parameters
    ----------
    matter : Matter
        What it tells.
    lang : {"en", "he"}, default "en"
        Which edition is shown first; both are in the page.
    full : collection of str, optional
        The editions that tell every number below the problems, in sections
        that are closed at first.

    Returns
    -------
    str
        HTML, the same each time for the same matter.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> from peerstudy.report import gather
    >>> study = load_study("cofacilitation_mazor")
    >>> page = report_page(gather(audit(study)), "he")
    >>> page[:15], 'dir="rtl"' in page
    ('<!DOCTYPE html>', True)
    """
    editions = [Edition(matter, name, full=name in full) for name in LANGUAGES]
    first = next(edition for edition in editions if edition.lang == lang)
    style, script = (_file(name) for name in ("style.css", "script.js"))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"peerstudy {__version__}"),
        element("title", f"{first.text('report.title')}: {_title(first)[0]}"),
        element("style", Markup(style)),
    )
    body = element(
        "body",
        element("a", _each(editions, "report.skip"), href="#main", class_="skip"),
        element("header", _header(editions), _switch(lang)),
        [_contents(edition) for edition in editions],
        element("main", [_article(edition) for edition in editions], id="main", tabindex="-1"),
        element("footer", _footer(editions)),
        element("script", Markup(script)),
    )
    page = element("html", head, body, lang=lang, dir=direction(lang))
    return f"<!DOCTYPE html>\n{page}\n"


def _file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this style, this script and pictures inside the page, and nothing else."""
    hashed = (
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    style_hash, script_hash = hashed
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; "
        f"script-src 'sha256-{script_hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _title(edition: Edition) -> tuple[str, str]:
    """Return the study's title, and the language that it is in."""
    title, lang = edition.matter.ledger.titled(edition.lang)
    return (title, lang) if title else (edition.matter.result.name, "")


def _part(edition: Edition, name: str, *children: object, **attributes: str) -> Markup:
    """Write an element that is shown in one edition only."""
    return element(
        name,
        *children,  # type: ignore[arg-type]
        lang=edition.lang,
        dir=direction(edition.lang),
        data_edition=edition.lang,
        **attributes,
    )


def _each(editions: list[Edition], key: str) -> Markup:
    return fragment([_part(edition, "span", edition.word(key)) for edition in editions])


def _header(editions: list[Edition]) -> Markup:
    parts = []
    for edition in editions:
        title, lang = _title(edition)
        named = element("bdi", title, lang=lang or None)
        parts.append(_part(edition, "span", edition.word("report.title"), ": ", named))
    return element("h1", parts)


def _switch(lang: str) -> Markup:
    """Choose a language; without a script too."""
    options = [
        element(
            "label",
            element(
                "input",
                type="radio",
                name="edition",
                value=name,
                id=f"show-{name}",
                checked=name == lang,
                autocomplete="off",
            ),
            " ",
            element("span", title, lang=name, dir=direction(name)),
        )
        for name, title in (("en", "English"), ("he", "עברית"))
    ]
    legend = element("legend", "Language · ", element("span", "שפה", lang="he"), lang="en")
    return element("fieldset", legend, options, class_="switch")


def _contents(edition: Edition) -> Markup:
    names = [*DIGEST, *(["all"] if edition.full else [])]
    links = [
        element(
            "li",
            element("a", edition.word(f"report.section_{name}"), href=f"#{edition.id(name)}"),
        )
        for name in names
    ]
    return _part(edition, "nav", element("ol", links), aria_label=edition.text("report.contents"))


def _article(edition: Edition) -> Markup:
    parts = [_section(edition, name, list(section(edition))) for name, section in DIGEST.items()]
    if edition.full:
        parts.append(_section(edition, "all", [filters(edition), list(_closed(edition))]))
    back = element("button", edition.word("report.back"), type="button", class_="back", hidden=True)
    return _part(edition, "article", parts, back)


def _section(edition: Edition, name: str, children: Child) -> Markup:
    named = edition.id(name, "heading")
    heading = element("h2", edition.word(f"report.section_{name}"), id=named)
    return element("section", heading, children, id=edition.id(name), aria_labelledby=named)


def _closed(edition: Edition) -> Iterator[Markup]:
    """Yield every number in sections that are closed at first, and that a search opens."""
    command = element("code", "peerstudy figures", dir="ltr")
    yield element("p", edition.word("report.figures_elsewhere", command=command))
    for name, section in SECTIONS.items():
        heading = element("h3", edition.word(f"report.section_{name}"))
        yield element(
            "details",
            element("summary", heading),
            list(section(edition)),
            id=edition.id(name),
            class_="part",
        )


def _footer(editions: list[Edition]) -> list[Markup]:
    parts = []
    for edition in editions:
        inputs = edition.matter.inputs
        told: list[Markup | str] = [edition.word("report.version", version=__version__)]
        if inputs:
            digest = element("code", input_hash(inputs), dir="ltr")
            told += [" ", edition.word("report.input_hash", hash=digest)]
        parts.append(_part(edition, "p", told))
    return parts
