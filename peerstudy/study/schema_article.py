"""Schemas of what an article reports of itself: flow, constructs, reporting checklists."""

from peerstudy.frames import cells

COUNTED = ("focus_groups", "interviews", "dyadic_interviews", "people")
STATUSES = {
    "reproduced": "computed again from rows of the data",
    "checked": "carried, and its arithmetic judged against other reported numbers",
    "carried": "carried with its place; nothing reported to judge it against",
    "not reproducible": "what it would take is not reported, or contradicts it",
}
"""What became of a reported result."""
_LOCATOR = cells.name(cells.LOCATOR)
FLOW = cells.schema(
    "flow",
    ["paper", "what"],
    paper=cells.name("`this article`, or another paper on the same sessions: its DOI"),
    what=cells.choice("what is counted", COUNTED),
    n=cells.whole("how many are reported"),
    form=cells.spelled("; empty where that was not seen"),
    source=_LOCATOR,
    note=cells.DOUBTS,
)
CONTRADICTIONS = cells.schema(
    "contradictions",
    ["contradiction"],
    contradiction=cells.name("its name"),
    printed=cells.name("what one place reports, in our words"),
    against=cells.name("what another place reports or implies, in our words"),
    source=_LOCATOR,
    label_en=cells.name("the contradiction in English"),
    label_he=cells.name("the contradiction in Hebrew"),
    note=cells.text("the arithmetic, and what would reconcile it"),
)
ANSWERS = ("yes", "in part", "no")
"""Whether an item of a checklist is reported."""
CHECKLIST = cells.schema(
    "checklist",
    ["item"],
    item=cells.whole("the item's number in the checklist"),
    section_en=cells.name("the part of the checklist, in English"),
    section_he=cells.name("the part of the checklist, in Hebrew"),
    topic_en=cells.name("what the item is about, in English"),
    topic_he=cells.name("what the item is about, in Hebrew"),
    asks_en=cells.name("what it asks for, in our words in English"),
    asks_he=cells.name("what it asks for, in our words in Hebrew"),
    reported=cells.choice("whether the article reports it, by the first reading", ANSWERS),
    second=cells.choice("the same by the second reading", ANSWERS),
    source=cells.text(f"{cells.LOCATOR}; empty where it is not reported"),
    note=cells.text("what is reported, what is not, and where our judgement decides"),
)
_CONSTRUCT = cells.like(r"cfir(2009|2022)\.[IV]+(\.[A-Z0-9]+)+", "a construct's id in cfir/")
CONSTRUCTS = cells.schema(
    "constructs",
    ["code", "version"],
    code=cells.name("a lowest code of the codebook"),
    version=cells.choice("the version of CFIR", ("2009", "2022")),
    first=cells.column("the construct by the first reading", _CONSTRUCT),
    second=cells.column("the construct by the second reading", _CONSTRUCT),
    valence=cells.choice("a rating of its influence; empty, as print does not support one", ("",)),
    strength=cells.choice("a rating of its strength; empty, as print does not support one", ("",)),
    source=_LOCATOR,
    note=cells.DOUBTS,
)
RESULTS = cells.schema(
    "results",
    ["result"],
    result=cells.name("the result's name"),
    kind=cells.choice("what it is", ("table", "count", "statistic", "claim")),
    label_en=cells.name("the result in English, in our words"),
    label_he=cells.name("the result in Hebrew, in our words"),
    source=_LOCATOR,
    status=cells.choice("what became of it", STATUSES),
    where=cells.name("where: a table, figure, frame, check or file by its name, or the ledger"),
    why=cells.text("why not, or how far"),
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
