"""The reviewer's page: the problems on two pages, or every number, in one file.

Nothing is counted or judged here: results come in, and a page goes out. The
page fetches nothing, has an English and a Hebrew edition, can be read without a script, and is
the same each time for the same input.
"""

from peerstudy.frames.border import guard
from peerstudy.report.letter import letter
from peerstudy.report.matter import gather
from peerstudy.report.page import report_page

__all__ = ["gather", "letter", "report_page"]

guard(globals())
