"""Schemas of a study's codings: the tree of codes, and what is said of each code.

All files but ``codes.csv`` may be left out. No text of a quotation is carried:
a quotation is a row with its code, speaker and length.
"""

from peerstudy.frames import cells
from peerstudy.frames.vocabulary import (
    CFIR_DOMAINS,
    EXTENTS,
    LEVEL_SOURCES,
    LEVELS,
    STANCES,
    VALENCES,
)

CODES = cells.schema(
    "codes",
    ["code"],
    code=cells.column(
        "the code's name in every other file",
        cells.like(r"[a-z0-9_]+", "a name of small letters, digits and underscores"),
    ),
    parent=cells.text("the code it is placed under; empty at the top"),
    valence=cells.choice("what kind of finding it is", VALENCES),
    level=cells.choice("its level in the tree", LEVELS),
    level_source=cells.choice("how its level is known", LEVEL_SOURCES),
    level_by=cells.choice(
        "who decided its level: the source, or one or both of the readings",
        ("source", "one reading", "both readings"),
        empty=True,
        required=False,
    ),
    cfir_domain=cells.choice(
        "the CFIR domain (2009) of its branch; empty where the source uses none",
        CFIR_DOMAINS,
        empty=True,
    ),
    order=cells.whole("its place among those with the same parent, valence and level"),
    label_en=cells.name("label in English, ours"),
    label_he=cells.name("the category's short name in Hebrew"),
    **cells.LOCATED,
)
STRUCTURE = cells.schema(
    "structure",
    ["place", "valence", "cfir_domain", "level"],
    place=cells.name("which section states it"),
    valence=cells.choice("of which kind of codes", VALENCES),
    cfir_domain=cells.choice("in which domain; empty over all", CFIR_DOMAINS, empty=True),
    level=cells.choice("of which level", LEVELS),
    stated=cells.whole("how many the source states"),
    form=cells.spelled(),
    **cells.LOCATED,
)
ATTRIBUTIONS = cells.schema(
    "attributions",
    ["code", "group", "source"],
    code=cells.name("which code"),
    group=cells.name("who is reported to have raised it; what is not reported has no row"),
    extent=cells.choice("how widely, in the source's words", EXTENTS),
    stance=cells.choice("what the group is reported to do", STANCES),
    **cells.LOCATED,
)
QUOTATIONS = cells.schema(
    "quotations",
    ["quotation"],
    quotation=cells.name("the quotation's name"),
    code=cells.name("the lowest code it illustrates"),
    order=cells.whole("its place in the findings"),
    speaker_group=cells.name("kind of stakeholder printed with the speaker"),
    also_group=cells.text(
        "further groups that the printed label names, between semicolons", required=False
    ),
    lived_experience=cells.choice(
        "whether the speaker is reported to have lived experience", ("yes", "no", "unknown")
    ),
    role_en=cells.text("the speaker's role, in our words"),
    gender=cells.choice("grammatical gender of the role", ("f", "m"), empty=True),
    number_printed=cells.text("the number printed with the speaker"),
    speaker=cells.text("who we take the speaker to be; names no person"),
    words=cells.whole("words, without marks of omission and free-standing dashes"),
    form=cells.choice("set off as a block, or inside a sentence", ("block", "inline")),
    setting=cells.text("the group or session spoken of", required=False),
    **cells.LOCATED,
)
LINKS = cells.schema(
    "links",
    ["challenge", "facilitator"],
    challenge=cells.name("code of a challenge"),
    facilitator=cells.name("code of a facilitator set against it"),
    cell=cells.text("which cell of the source's table"),
    covers_several=cells.choice(
        "whether the cell covers several challenges, so that which is meant is not printed",
        ("yes", "no"),
    ),
    **cells.LOCATED,
)
SESSIONS = cells.schema(
    "sessions",
    ["session", "fact"],
    session=cells.name("kind of session, or all of them"),
    fact=cells.name("what is reported"),
    value=cells.text("a number, a month as 2018-10, or a word; empty if not reported"),
    printed=cells.text("the number or date as printed"),
    form=cells.spelled(),
    **cells.LOCATED,
)
FILES = {
    schema.name: schema for schema in (CODES, STRUCTURE, ATTRIBUTIONS, QUOTATIONS, LINKS, SESSIONS)
}
"""The schema of each file of findings, by the file's name without ``.csv``."""
