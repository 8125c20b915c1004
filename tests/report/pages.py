"""Pages as tests want them."""

from peerstudy.report import report_page
from peerstudy.words import LANGUAGES


def full_page(matter, lang="en"):
    """Write a page that tells every number in both editions."""
    return report_page(matter, lang, LANGUAGES)
