"""The schemas of a ledger and of the groups, variables and levels it names.

All cells are text; an empty cell is an empty text. The data dictionary
``data/README.md`` is written from these schemas.
"""

from peerstudy.frames import cells
from peerstudy.frames.vocabulary import KINDS, MEMBERS, STATS, TRUTHS

_GRAIN = cells.like(
    r"|[1-9]\d*(?:/[1-9]\d*)?|0?\.\d*[1-9]\d*|[1-9]\d*\.\d+",
    "a positive number such as 1, 1/2 or 0.1, or empty",
)
LEDGER = cells.schema(
    "ledger",
    ["item", "place", "group", "variable", "level", "stat"],
    item=cells.text(
        "names what belongs together: one cell's count and percent, or a mean with "
        "its SD and range; made from the other columns where empty"
    ),
    place=cells.text("where it is printed: a table, a section of the text"),
    group=cells.text("whom it describes: a group; everybody is `all`, or empty"),
    variable=cells.text("what it describes; empty for the group's own size"),
    level=cells.text("which category of the variable; empty for the variable as a whole"),
    stat=cells.choice("which statistic", STATS),
    printed=cells.text("the number exactly as printed, as text"),
    source=cells.text("where to find it: file and line, page or paragraph"),
    form=cells.spelled(required=False),
    grain=cells.column(
        "the smallest step one value can take: 1, 1/2, 0.1; empty if unknown",
        _GRAIN,
        required=False,
    ),
    items=cells.column(
        "over how many items each person's value was averaged; empty for 1",
        cells.like(r"|[1-9]\d*", "a whole number of 1 or more, or empty"),
        required=False,
    ),
    note=cells.text("misprints, doubts, differences between versions", required=False),
    doubt=cells.column(
        "how unsure a machine was when it read the row, from 0 to 1; empty for no doubt",
        cells.like(r"|0|1|0?\.\d+|1\.0+", "a number from 0 to 1, or empty"),
        required=False,
    ),
)
GROUPS = cells.schema(
    "groups",
    ["group"],
    group=cells.name("the group's name in every other file"),
    parent=cells.text("the group it is a part of, `all` for everybody; empty for none"),
    partition=cells.text(
        "groups with the same parent and partition add up to the parent "
        "without overlap; empty where that is not stated"
    ),
    **cells.LABELS,
    members=cells.choice(
        "what the group is made of; empty means people", MEMBERS, empty=True, required=False
    ),
    source=cells.text("where the group is defined"),
    note=cells.DOUBTS,
)
VARIABLES = cells.schema(
    "variables",
    ["variable"],
    variable=cells.name("the variable's name in every other file"),
    kind=cells.choice("categorical, numeric, or an event of the study itself", KINDS),
    unit=cells.text("unit of a numeric variable"),
    grain=cells.column(
        "the smallest step one value can take; empty if unknown",
        _GRAIN,
    ),
    grain_source=cells.choice(
        "whether the source states the grain or we assume it", ("stated", "assumed"), empty=True
    ),
    exclusive=cells.choice("whether a person has at most one level", TRUTHS, empty=True),
    exhaustive=cells.choice(
        "whether everybody who answered has one of the levels", TRUTHS, empty=True
    ),
    **cells.LABELS,
    note=cells.DOUBTS,
)
LEVELS = cells.schema(
    "levels",
    ["variable", "level"],
    variable=cells.name("the variable it is a level of"),
    level=cells.name("the level's name in the ledger"),
    **cells.LABELS,
    note=cells.DOUBTS,
)
WAIVERS = cells.schema(
    "waivers",
    ["check", "item"],
    check=cells.name("code of the check"),
    item=cells.name("item of the finding"),
    reason=cells.name("why the deviation is accepted"),
)
