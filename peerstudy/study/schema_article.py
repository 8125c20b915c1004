"""Schemas of what an article reports of itself: flow, constructs, reporting checklists."""

from peerstudy.frames import cells
from peerstudy.frames.schema import Schema

COUNTED = ("focus_groups", "interviews", "dyadic_interviews", "people")
STATUSES = {
    "reproduced": "computed again from rows of the data",
    "checked": "carried, and its arithmetic judged against other reported numbers",
    "carried": "carried with its place; nothing reported to judge it against",
    "not reproducible": "what it would take is not reported, or contradicts it",
}
"""What became of a reported result."""
_LOCATOR = "where to find it: file and line"
_DOUBTS = "doubts and decisions"

FLOW = Schema(
    {
        "paper": cells.name("`this article`, or another paper on the same sessions: its DOI"),
        "what": cells.column("what is counted", cells.one_of(COUNTED)),
        "n": cells.whole("how many are reported"),
        "form": cells.column(
            "`word` where the source spells the number out; empty where that was not seen",
            cells.one_of(("digits", "word"), empty=True),
        ),
        "source": cells.name(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="flow",
    unique=["paper", "what"],
)
CONTRADICTIONS = Schema(
    {
        "contradiction": cells.name("its name"),
        "printed": cells.name("what one place reports, in our words"),
        "against": cells.name("what another place reports or implies, in our words"),
        "source": cells.name(_LOCATOR),
        "label_en": cells.name("the contradiction in English"),
        "label_he": cells.name("the contradiction in Hebrew"),
        "note": cells.text("the arithmetic, and what would reconcile it"),
    },
    name="contradictions",
    unique=["contradiction"],
)
ANSWERS = ("yes", "in part", "no")
"""Whether an item of a checklist is reported."""
CHECKLIST = Schema(
    {
        "item": cells.whole("the item's number in the checklist"),
        "section_en": cells.name("the part of the checklist, in English"),
        "section_he": cells.name("the part of the checklist, in Hebrew"),
        "topic_en": cells.name("what the item is about, in English"),
        "topic_he": cells.name("what the item is about, in Hebrew"),
        "asks_en": cells.name("what it asks for, in our words in English"),
        "asks_he": cells.name("what it asks for, in our words in Hebrew"),
        "reported": cells.column(
            "whether the article reports it, by the first reading", cells.one_of(ANSWERS)
        ),
        "second": cells.column("the same by the second reading", cells.one_of(ANSWERS)),
        "source": cells.text(f"{_LOCATOR}; empty where it is not reported"),
        "note": cells.text("what is reported, what is not, and where our judgement decides"),
    },
    name="checklist",
    unique=["item"],
)
_CONSTRUCT = cells.like(r"cfir(2009|2022)\.[IV]+(\.[A-Z0-9]+)+", "a construct's id in cfir/")
CONSTRUCTS = Schema(
    {
        "code": cells.name("a lowest code of the codebook"),
        "version": cells.column("the version of CFIR", cells.one_of(("2009", "2022"))),
        "first": cells.column("the construct by the first reading", _CONSTRUCT),
        "second": cells.column("the construct by the second reading", _CONSTRUCT),
        "valence": cells.column(
            "a rating of its influence; empty, as print does not support one", cells.one_of(("",))
        ),
        "strength": cells.column(
            "a rating of its strength; empty, as print does not support one", cells.one_of(("",))
        ),
        "source": cells.name(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="constructs",
    unique=["code", "version"],
)
RESULTS = Schema(
    {
        "result": cells.name("the result's name"),
        "kind": cells.column("what it is", cells.one_of(("table", "count", "statistic", "claim"))),
        "label_en": cells.name("the result in English, in our words"),
        "label_he": cells.name("the result in Hebrew, in our words"),
        "source": cells.name(_LOCATOR),
        "status": cells.column("what became of it", cells.one_of(STATUSES)),
        "where": cells.name(
            "where: a table, figure, frame, check or file by its name, or the ledger"
        ),
        "why": cells.text("why not, or how far"),
    },
    name="results",
    unique=["result"],
)
CHECKLISTS = ("coreq", "srqr")
FILES = {
    "flow": FLOW,
    "contradictions": CONTRADICTIONS,
    "constructs": CONSTRUCTS,
    "results": RESULTS,
    **{f"checklists/{name}": CHECKLIST for name in CHECKLISTS},
}
"""The schema of each file, by the file's name without ``.csv``; any may be left out."""
