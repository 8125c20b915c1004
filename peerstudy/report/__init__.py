"""The reviewer's page: every printed number with its verdict, in one file that fetches nothing.

Nothing is counted or judged here: results come in, and a page goes out. The
page has an English and a Hebrew edition, can be read without a script, and is
the same each time for the same input.
"""

from peerstudy.report.drawn import drawn
from peerstudy.report.matter import Matter, Picture, gather
from peerstudy.report.page import report_page

__all__ = ["Matter", "Picture", "drawn", "gather", "report_page"]
