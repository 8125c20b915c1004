"""Schemas of a study's codings: the tree of codes, and what is said of each code.

All files but ``codes.csv`` may be left out. No text of a quotation is carried:
a quotation is a row with its code, speaker and length.
"""

import pandas as pd

from peerstudy.frames import cells
from peerstudy.frames.schema import Column, Schema
from peerstudy.frames.vocabulary import (
    CFIR_DOMAINS,
    EXTENTS,
    LEVEL_SOURCES,
    LEVELS,
    STANCES,
    VALENCES,
)

_LOCATOR = "where to find it: file and line"
_DOUBTS = "doubts and decisions"


def _told(*, required: bool = True) -> Column:
    return cells.column(
        "`word` where the source spells the number out",
        cells.one_of(("digits", "word"), empty=True),
        required=required,
    )


CODES = Schema(
    {
        "code": cells.column(
            "the code's name in every other file",
            cells.like(r"[a-z0-9_]+", "a name of small letters, digits and underscores"),
        ),
        "parent": cells.text("the code it is placed under; empty at the top"),
        "valence": cells.column("what kind of finding it is", cells.one_of(VALENCES)),
        "level": cells.column("its level in the tree", cells.one_of(LEVELS)),
        "level_source": cells.column("how its level is known", cells.one_of(LEVEL_SOURCES)),
        "level_by": cells.column(
            "who decided its level: the source, or one or both of the readings",
            cells.one_of(("source", "one reading", "both readings"), empty=True),
            required=False,
        ),
        "cfir_domain": cells.column(
            "the CFIR domain (2009) of its branch; empty where the source uses none",
            cells.one_of(CFIR_DOMAINS, empty=True),
        ),
        "order": cells.whole("its place among those with the same parent, valence and level"),
        "label_en": cells.name("label in English, ours"),
        "label_he": cells.name("the category's short name in Hebrew"),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="codes",
    unique=["code"],
)
STRUCTURE = Schema(
    {
        "place": cells.name("which section states it"),
        "valence": cells.column("of which kind of codes", cells.one_of(VALENCES)),
        "cfir_domain": cells.column(
            "in which domain; empty over all", cells.one_of(CFIR_DOMAINS, empty=True)
        ),
        "level": cells.column("of which level", cells.one_of(LEVELS)),
        "stated": cells.whole("how many the source states"),
        "form": _told(),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="structure",
    unique=["place", "valence", "cfir_domain", "level"],
)
ATTRIBUTIONS = Schema(
    {
        "code": cells.name("which code"),
        "group": cells.name("who is reported to have raised it; what is not reported has no row"),
        "extent": cells.column("how widely, in the source's words", cells.one_of(EXTENTS)),
        "stance": cells.column("what the group is reported to do", cells.one_of(STANCES)),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="attributions",
    unique=["code", "group", "source"],
)
QUOTATIONS = Schema(
    {
        "quotation": cells.name("the quotation's name"),
        "code": cells.name("the lowest code it illustrates"),
        "order": cells.whole("its place in the findings"),
        "speaker_group": cells.name("kind of stakeholder printed with the speaker"),
        "also_group": cells.text(
            "further groups that the printed label names, between semicolons", required=False
        ),
        "lived_experience": cells.column(
            "whether the speaker is reported to have lived experience",
            cells.one_of(("yes", "no", "unknown")),
        ),
        "role_en": cells.text("the speaker's role, in our words"),
        "gender": cells.column(
            "grammatical gender of the role", cells.one_of(("f", "m"), empty=True)
        ),
        "number_printed": cells.text("the number printed with the speaker"),
        "speaker": cells.text("who we take the speaker to be; names no person"),
        "words": cells.whole("words, without marks of omission and free-standing dashes"),
        "form": cells.column(
            "set off as a block, or inside a sentence", cells.one_of(("block", "inline"))
        ),
        "setting": cells.text("the group or session spoken of", required=False),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="quotations",
    unique=["quotation"],
)
LINKS = Schema(
    {
        "challenge": cells.name("code of a challenge"),
        "facilitator": cells.name("code of a facilitator set against it"),
        "cell": cells.text("which cell of the source's table"),
        "covers_several": cells.column(
            "whether the cell covers several challenges, so that which is meant is not printed",
            cells.one_of(("yes", "no")),
        ),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="links",
    unique=["challenge", "facilitator"],
)
SESSIONS = Schema(
    {
        "session": cells.name("kind of session, or all of them"),
        "fact": cells.name("what is reported"),
        "value": cells.text("a number, a month as 2018-10, or a word; empty if not reported"),
        "printed": cells.text("the number or date as printed"),
        "form": _told(),
        "source": cells.text(_LOCATOR),
        "note": cells.text(_DOUBTS),
    },
    name="sessions",
    unique=["session", "fact"],
)
FILES = {
    "codes": CODES,
    "structure": STRUCTURE,
    "attributions": ATTRIBUTIONS,
    "quotations": QUOTATIONS,
    "links": LINKS,
    "sessions": SESSIONS,
}
"""The schema of each file of findings, by the file's name without ``.csv``."""


def empty(schema: Schema) -> pd.DataFrame:
    """Return a frame of a schema's columns without rows."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in schema.columns})
