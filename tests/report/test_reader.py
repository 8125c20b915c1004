"""The page as a reader works with it: search, the filter, jumps, copies, columns and headings."""

import re
from urllib.parse import quote

import pytest
from conftest import slowly

from peerstudy.words import word
from report.pages import DESKTOP, opened

HANDHELD = {"width": 390, "height": 844}
SCREENS = pytest.mark.parametrize("viewport", [HANDHELD, DESKTOP], ids=["phone", "desktop"])

BROKEN = r"""(chosen) => [...document.querySelectorAll(chosen)]
    .filter(each => each.getClientRects().length).flatMap(each => {
        const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT), found = [];
        for (let text; (text = texts.nextNode());) {
            for (const word of text.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
                if (lines.size > 1) found.push(word[0]);
            }
        }
        return found;
    })"""
MOVED = """() => [...document.querySelectorAll('table')]
    .filter(each => each.getClientRects().length && each.querySelector('details'))
    .map(each => {
        const cells = [...each.tHead.rows[0].cells];
        const wide = () => cells.map(cell => cell.getBoundingClientRect().width);
        const closed = wide();
        each.querySelectorAll('details').forEach(verdict => { verdict.open = true; });
        const open = wide();
        return [each.id, Math.max(...closed.map((width, i) => Math.abs(width - open[i])))];
    })"""
EMPTY = """[...document.querySelectorAll('article[data-edition=en] table')]
    .filter(each => each.getClientRects().length && each.querySelector('tr[data-states]'))
    .filter(each => [...each.querySelectorAll('tr[data-states]')].every(row => row.hidden))
    .map(each => each.id)"""
ON_SCREEN = """each => {
    const box = each.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}"""


def test_sections_are_closed_at_first_and_hold_no_drawing(browser, addresses):
    with opened(browser, addresses["full"], sections=False) as page:
        assert page.locator("details.part").count() == 8
        assert page.locator("details[open]").count() == 0
        assert page.locator("svg, img, canvas").count() == 0


@pytest.mark.parametrize("part", ["table1", *slowly("text", "disclosure")])
def test_a_search_opens_the_section_and_the_verdict_that_hold_what_was_sought(
    browser, addresses, part
):
    """A fragment of text is sought as the browser's search does: both open what they find."""
    with opened(browser, addresses["full"], sections=False) as page:
        texts = page.evaluate("document.body.textContent")
        reasons = page.locator(f"#en-{part} .reason").all_text_contents()
    told = next(reason for reason in reasons if texts.count(reason) == 1)
    with opened(browser, f"{addresses['full']}#:~:text={quote(told)}", sections=False) as page:
        page.locator(f"#en-{part}[open]").wait_for()
        assert page.locator("details.part[open]").count() == 1
        assert told in page.locator(f"#en-{part} .reason >> visible=true").all_inner_texts()


@SCREENS
def test_the_filter_stays_in_view_and_leaves_room_for_what_it_filters(browser, addresses, viewport):
    with opened(browser, addresses["full"], viewport) as page:
        form = page.locator("article[data-edition=en] .filters")
        for place in ("#en-cells", "#en-place-4", "#en-risks"):
            page.locator(f"{place} tbody tr").last.evaluate("e => e.scrollIntoView()")
            assert form.evaluate(ON_SCREEN)
        assert form.bounding_box()["height"] <= viewport["height"] / 5


@SCREENS
def test_what_a_jump_leads_to_is_not_below_the_filter(browser, addresses, viewport):
    with opened(browser, addresses["full"], viewport) as page:
        links = page.locator("#en-summary .lines a")
        form = page.locator("article[data-edition=en] .filters")
        for i in (0, links.count() - 1):
            links.nth(i).evaluate("each => each.click()")
            target = page.locator(links.nth(i).get_attribute("href"))
            page.wait_for_timeout(50)
            assert target.bounding_box()["y"] >= form.bounding_box()["height"] - 1


def test_the_filter_hides_tables_without_rows_and_their_headings(browser, addresses):
    with opened(browser, addresses["full"]) as page:
        form = page.locator("article[data-edition=en] .filters")
        headings = page.locator("#en-text h3 >> visible=true")
        before = headings.count()
        for box in form.locator("input:not([value=inconsistent])").all():
            box.uncheck()
        assert page.evaluate(EMPTY) == []
        assert page.locator("#en-between").is_visible()
        assert not page.locator("#en-place-1").is_visible()
        assert not page.get_by_role("heading", name="Abstract", exact=True).is_visible()
        assert headings.count() < before
        for box in form.locator("input").all():
            box.check()
        assert page.locator("#en-place-1").is_visible()
        assert headings.count() == before


def test_every_kind_of_jump_has_a_way_back_to_where_it_began(browser, addresses):
    with opened(browser, addresses["full"]) as page:
        back = page.locator("article[data-edition=en] > .back")
        links = page.locator("article[data-edition=en] a[href^='#'], nav[data-edition=en] a")
        kinds = {}
        for i, href in enumerate(links.evaluate_all("all => all.map(e => e.hash)")):
            kinds.setdefault(re.sub(r"\d+", "", href), i)
        assert len(kinds) > 8
        for i in kinds.values():
            links.nth(i).evaluate("each => each.scrollIntoView()")
            page.wait_for_timeout(50)
            began = page.evaluate("scrollY")
            links.nth(i).evaluate("each => each.click()")
            back.wait_for()
            assert back.evaluate(ON_SCREEN)
            back.click()
            page.wait_for_function("location.hash === ''")
            page.wait_for_timeout(50)
            assert page.evaluate("scrollY") == pytest.approx(began, abs=2)
            assert not back.is_visible()


@pytest.mark.parametrize("lang", ["en", "he"])
def test_every_problem_is_copied_as_text_with_its_numbers(browser, addresses, matter, lang):
    with opened(browser, addresses["digest"]) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.check(f"#show-{lang}")
        cards = page.locator(f"article[data-edition={lang}] .card")
        problems = matter.doubts[lang]
        assert cards.count() == len(problems)
        for card, problem in zip(cards.all(), problems, strict=True):
            card.locator(".copy").click()
            page.wait_for_function(
                "e => e.textContent === e.dataset.done", arg=card.locator(".copy").element_handle()
            )
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.startswith(f"[{problem.number}] ")
            assert all(number in copied for number in problem.printed)
            assert all(source in copied for source in problem.sources)
            assert word("report.card_why", lang) in copied


@pytest.mark.parametrize(
    ("lang", "width"), [("en", 820), ("he", 1280), *slowly(("en", 1280), ("he", 820))]
)
def test_columns_keep_their_width_when_a_verdict_is_opened(browser, addresses, lang, width):
    with opened(browser, addresses["study"], {"width": width, "height": 900}) as page:
        page.check(f"#show-{lang}")
        moved = page.evaluate(MOVED)
        assert len(moved) > 10
        assert [name for name, by in moved if by > 1] == []


@pytest.mark.parametrize("lang", ["he", *slowly("en")])
def test_no_heading_is_broken_inside_a_word(browser, addresses, lang):
    with opened(browser, addresses["study"]) as page:
        page.check(f"#show-{lang}")
        for width in (390, 700, 820, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            heads = "h1, h2, h3, th, caption, legend, summary, nav a"
            assert page.evaluate(BROKEN, heads) == [], width


@pytest.mark.parametrize("lang", ["en", "he"])
def test_row_labels_stay_visible_while_a_table_is_moved_aside(browser, addresses, lang):
    with opened(browser, addresses["digest"], {"width": 390, "height": 844}) as page:
        page.check(f"#show-{lang}")
        frame = page.locator(f"article[data-edition={lang}] .annotated")
        frame.evaluate("each => { each.querySelector('table').style.inlineSize = '60rem'; }")
        label = frame.locator("tbody th[scope=row]").nth(1)
        before = label.bounding_box()["x"]
        frame.evaluate(f"each => {{ each.scrollLeft = {'-' if lang == 'he' else ''}300; }}")
        assert abs(frame.evaluate("each => each.scrollLeft")) == 300
        assert label.bounding_box()["x"] == pytest.approx(before, abs=4)
        ground = "each => getComputedStyle(each).backgroundColor"
        assert label.evaluate(ground) == page.locator("body").evaluate(ground)


@pytest.mark.parametrize("name", ["digest", "full"])
def test_a_mark_of_a_place_is_explained_with_one_that_is_on_the_page(browser, addresses, name):
    with opened(browser, addresses[name], sections=False) as page:
        for lang in ("en", "he"):
            page.check(f"#show-{lang}")
            told = re.sub("[\u2066-\u2069]", "", word("report.locators", lang, example="@"))
            before, after = told.split("@")
            shown = page.locator(f"article[data-edition={lang}]").inner_text()
            found = re.search(re.escape(before) + r"(docx:[\d, –-]+)" + re.escape(after), shown)
            assert shown.count(found[1]) >= 2
