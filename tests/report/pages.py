"""Pages as tests want them."""

import re
from contextlib import contextmanager
from functools import cache

from peerstudy.report import report_page
from peerstudy.words import LANGUAGES

PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def full_page(matter, lang="en"):
    """Write a page that tells every number in both editions."""
    return report_page(matter, lang, LANGUAGES)


@cache
def blank(browser, **options):
    """Return a page for all that is opened in this way, and what it says and asks of the network.

    To start one costs more than all that is done in it.
    """
    context = browser.new_context(**options)
    said, asked = [], []
    context.set_default_timeout(5000)
    context.route(re.compile("^(https?|wss?):"), lambda route: route.abort())
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return page, said, asked


@contextmanager
def opened(browser, address, viewport=DESKTOP, *, sections=True, color_scheme="light", **options):
    """Open a page, and refuse what it says in the console or asks of the network."""
    page, said, asked = blank(browser, **options)
    page.goto("about:blank")  # an address that differs in its fragment alone would not be loaded
    page.set_viewport_size(viewport)
    page.emulate_media(media="null", color_scheme=color_scheme)
    said.clear()
    asked.clear()
    page.goto(address)
    if sections:
        page.evaluate("document.querySelectorAll('details.part').forEach(e => { e.open = true; })")
    yield page
    assert said == []
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    assert [url for url in asked if url.startswith("file:")] == [address.split("#")[0]]
