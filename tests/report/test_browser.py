"""The page in Chromium: languages, keyboard, width, print, and what axe-core finds."""

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from conftest import slowly

from report.pages import DESKTOP, PHONE, opened


@cache
def axe():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def serious(page):
    """Give what axe-core finds serious or critical, each with where and why."""
    page.evaluate(axe())
    run = "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)"
    return [
        (found["id"], found["impact"], node["html"][:200], node["failureSummary"])
        for found in page.evaluate(run)
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"][:3]
    ]


def shown(page, lang="en"):
    """Give how many rows are shown, and what the page says of it."""
    rows = page.evaluate(
        f"[...document.querySelectorAll('article[data-edition={lang}] tr[data-states]')]"
        ".filter(row => row.getClientRects().length).length"
    )
    return rows, page.locator(f"article[data-edition={lang}] [role=status]").inner_text()


def states(page, table):
    return page.evaluate(
        f"[...document.querySelectorAll('#{table} tr[data-states]')].map(r => r.dataset.states)"
    )


LOOKS = list(product(("en", "he"), ("light", "dark"), (PHONE, DESKTOP)))
"""A language, a scheme of colours and a screen."""


@pytest.mark.parametrize(
    ("lang", "scheme", "viewport"), [LOOKS[0], LOOKS[-1], *slowly(*LOOKS[1:-1])]
)
def test_an_accessibility_engine_finds_nothing_serious(browser, addresses, lang, scheme, viewport):
    with opened(browser, addresses["small"], viewport, color_scheme=scheme) as page:
        page.check(f"#show-{lang}")
        page.locator(f"article[data-edition={lang}] .filters .open").click()
        assert serious(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "scheme", "viewport"), LOOKS)
def test_nor_does_it_in_the_study(browser, addresses, lang, scheme, viewport):
    with opened(browser, addresses["study"], viewport, color_scheme=scheme) as page:
        page.check(f"#show-{lang}")
        page.locator(f"article[data-edition={lang}] .filters .open").click()
        assert serious(page) == []


def test_nor_does_it_in_a_ledger_alone(browser, addresses):
    with opened(browser, addresses["bare"], PHONE) as page:
        assert serious(page) == []


def test_the_engine_would_tell(browser, addresses):
    with opened(browser, addresses["bare"]) as page:
        page.evaluate("document.querySelector('.switch input').parentElement.replaceWith("
                      "document.querySelector('.switch input'))")  # fmt: skip
        assert "label" in {found[0] for found in serious(page)}


@pytest.mark.parametrize("name", ["bare", "crowd", *slowly("study")])
def test_nothing_is_wider_than_the_screen(browser, addresses, name):
    with opened(browser, addresses[name]) as page:
        for lang in ("en", "he"):
            page.check(f"#show-{lang}")
            page.locator(f"article[data-edition={lang}] .filters .open").click()
            for width in (320, 390, 700, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["study", "crowd"])
def test_a_table_of_many_columns_is_a_table_on_a_desktop_and_keeps_its_labels(
    browser, addresses, name
):
    with opened(browser, addresses[name], sections=True) as page:
        table = page.locator(f"#en-{'cells' if name == 'crowd' else 'families'}")
        assert table.evaluate("e => getComputedStyle(e).display") == "table"
        box = "e => { const b = e.closest('.table'); b.scrollLeft = 400; return b.scrollLeft; }"
        assert (table.evaluate(box) > 0) == (name == "crowd")
        label = table.locator("tbody th").first
        assert label.bounding_box()["x"] == page.locator("#main section").first.bounding_box()["x"]


def test_the_keyboard_reaches_everything(browser, addresses):
    with opened(browser, addresses["study"]) as page:
        focused = "document.activeElement"
        page.keyboard.press("Tab")
        assert page.evaluate(f"{focused}.matches('.skip')")
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate(f"{focused}.id") == "main"
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position")
        page.locator("#show-en").focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.documentElement.lang") == "he"
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.documentElement.lang") == "en"
        page.keyboard.press("Tab")
        assert page.evaluate(f"{focused}.getAttribute('href')") == "#en-headline"
        page.keyboard.press("Shift+Tab")
        outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
        assert outline == "solid"


def test_a_column_is_sorted_by_enter_and_says_so(browser, addresses):
    with opened(browser, addresses["study"]) as page:
        head = page.locator("#en-between thead th").nth(3)
        assert head.get_attribute("aria-sort") == "none"
        order = ["inconsistent", "consistent"]
        for told, expected in (("ascending", order), ("descending", order[::-1])):
            head.locator("button").focus()
            page.keyboard.press("Enter")
            assert head.get_attribute("aria-sort") == told
            assert list(dict.fromkeys(states(page, "en-between"))) == expected
        other = page.locator("#en-stated thead th").nth(2)
        other.locator("button").press("Enter")
        cells = page.locator("#en-stated tbody tr td:nth-child(3)").all_inner_texts()
        numbers = [int(text) for text in cells if text]
        assert numbers == sorted(numbers)
        assert cells[len(numbers) :] == [""] * (len(cells) - len(numbers))


def test_verdicts_are_filtered_and_the_count_is_told(browser, addresses):
    with opened(browser, addresses["study"]) as page:
        form = page.locator("article[data-edition=en] .filters")
        total, told = shown(page)
        assert told == f"Rows shown: {total} of {total}"
        form.locator("input[value=consistent]").focus()
        page.keyboard.press("Space")
        for state in ("risk", "untestable", "unchecked"):
            form.locator(f"input[value={state}]").uncheck()
        rows, told = shown(page)
        assert told == f"Rows shown: {rows} of {total}"
        assert (
            rows == page.locator("article[data-edition=en] tr[data-states*=inconsistent]").count()
        )
        assert not page.locator("#en-cells tbody", has_text="Gender").first.is_visible()
        page.check("#show-he")
        assert shown(page, "he") == (rows, f"שורות מוצגות: {rows} מתוך {total}")


def test_a_verdict_opens_by_the_keyboard_and_a_link_leads_to_the_finding(browser, addresses):
    with opened(browser, addresses["study"]) as page:
        verdict = page.locator("#en-cells details").first
        reason = verdict.locator(".reason").first
        assert not reason.is_visible()
        verdict.locator("summary").focus()
        page.keyboard.press("Enter")
        assert reason.is_visible()
        link = page.locator("#en-summary .lines a").first
        target = page.locator(link.get_attribute("href"))
        page.locator("article[data-edition=en] .filters input[value=inconsistent]").uncheck()
        assert not target.is_visible()
        link.press("Enter")
        target.wait_for(state="visible")


def test_the_language_is_switched_with_direction_and_title(browser, addresses):
    with opened(browser, addresses["study"]) as page:
        assert page.locator("h2 >> visible=true").first.inner_text() == "In short"
        page.check("#show-he")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            "he",
            "rtl",
        ]
        assert page.title().startswith("דוח לסוקרים: ")
        assert page.locator("h2 >> visible=true").first.inner_text() == "בקצרה"
        assert page.locator("h1").inner_text().startswith("דוח לסוקרים: ")
        number = page.locator("#he-cells td bdi", has_text="9 (34.6)").first
        assert number.evaluate("e => getComputedStyle(e).direction") == "ltr"
        characteristic, peers = (
            page.locator("#he-cells thead th").nth(i).bounding_box()["x"] for i in (0, 1)
        )
        assert characteristic > peers
    with opened(browser, addresses["study"] + "#he-methods") as page:
        assert page.locator("#he-methods h3").first.is_visible()


def test_without_a_script_everything_is_reached(browser, addresses):
    with opened(browser, addresses["study"], java_script_enabled=False) as page:
        assert not page.locator(".filters >> visible=true").count()
        assert page.locator("#en-headline h2").is_visible()
        assert not page.locator("#he-headline h2").is_visible()
        summary = page.locator("#en-cells details summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("#en-cells details .reason").first.is_visible()
        page.locator("#show-he").focus()
        page.keyboard.press("Space")
        assert page.locator("#he-headline h2").is_visible()
        assert not page.locator("#en-headline h2").is_visible()
    with opened(browser, addresses["hebrew"], java_script_enabled=False) as page:
        assert page.locator("#he-headline h2").is_visible()
        assert not page.locator("#en-headline h2").is_visible()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("script", [True, False])
def test_it_prints_with_every_verdict_open_and_in_light_colours(browser, addresses, script):
    options = {"java_script_enabled": script, "color_scheme": "dark"}
    with opened(browser, addresses["bare"], **options) as page:
        reason = page.locator("#en-cells .reason").first
        assert not reason.is_visible()
        page.emulate_media(media="print", color_scheme="dark")
        assert reason.is_visible()
        if script:
            ground = "getComputedStyle(document.body).backgroundColor"
            assert page.evaluate(ground) == "rgb(255, 255, 255)"
        assert pages_of(page.pdf()) >= 3
        page.emulate_media(media="screen")
        assert not reason.is_visible()


def test_the_digest_prints_on_two_pages(browser, addresses):
    with opened(browser, addresses["digest"]) as page:
        for lang in ("en", "he"):
            page.check(f"#show-{lang}")
            assert pages_of(page.pdf(prefer_css_page_size=True)) == 2


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}, DESKTOP])
def test_what_is_wrong_is_on_the_first_screen(browser, addresses, viewport):
    with opened(browser, addresses["digest"], viewport) as page:
        for lang in ("en", "he"):
            page.check(f"#show-{lang}")
            assert page.evaluate("scrollY") == 0
            last = page.locator(f"#{lang}-headline .gravest li").last.bounding_box()
            assert last["y"] + last["height"] <= viewport["height"]


TABBED = """[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter(each => each.checkVisibility({contentVisibilityAuto: true}) && each.tabIndex >= 0)
    .length"""


@pytest.mark.parametrize("name", ["digest", "full"])
def test_few_stops_of_the_tabulator_come_before_a_problem_is_opened(browser, addresses, name):
    with opened(browser, addresses[name], sections=False) as page:
        assert 20 < page.evaluate(TABBED) <= 60


def test_colours_follow_the_reader(browser, addresses):
    grounds = set()
    for scheme in ("light", "dark"):
        with opened(browser, addresses["bare"], color_scheme=scheme) as page:
            grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(255, 255, 255)", "rgb(20, 23, 27)"}
