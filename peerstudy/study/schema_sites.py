"""The schemas of sites side by side: who says what of which site, and how certain it is.

Every row names its study and the study's DOI, which is empty where none was
seen. A row is about one ``site`` or about one ``site_group``, never about both:
what a paper says of a group of sites stays a statement about the group.
"""

from dataclasses import replace

from peerstudy.frames import cells
from peerstudy.frames.schema import Check, Column, Schema
from peerstudy.frames.vocabulary import Status

ROLES = ("challenge", "facilitator", "either")
CERTAINTIES = {
    "site": "reported of this site, or of its country, by name",
    "all sites": "reported of all sites of the study together",
    "group": "reported of a group of sites whose members the paper defines",
    "unnamed group": "reported of some sites that are not named",
    "study": "listed by the study; not stated at which of its sites",
}
KINDS = {
    "each": "holds at each of the sites",
    "at_least_one": "holds at one of the sites or more",
    "each_or_at_least_one": "stated for a group; whether for each site in it is not stated",
    "varied": "one site each way: helps at one and hinders at another, or holds at one only",
}
BASES = ("stated", "listed")
FACT_CERTAINTIES = ("stated", "third party", "derived", "not seen")
STATES = ("planned", "achieved")
LONGEST = 200
STRENGTHS = ("same", "close", "partial")

_DOMAIN = r"(?:intervention_characteristics|outer_setting|inner_setting|individuals|process)"
_WHOLE = cells.like(r"|0|[1-9]\d*", "a whole number, or empty where none was seen")
_DOI = cells.column(
    "its DOI; empty where none was seen", cells.like(r"|10\.\S+", "a DOI, or empty")
)
_WAVE = cells.choice(
    "when; `both` where before and after are not distinguished",
    ("before", "after", "both", "pilot", "not stated"),
)
_WAVE_BASIS = cells.choice(
    "whether the paper gives the wave or its design implies it", ("stated", "inferred"), empty=True
)
_WHERE = {
    "site": cells.text("the site it is about; empty for a group of sites"),
    "site_group": cells.text("the group of sites it is about; empty for one site"),
}
_SHORT = Check(f"at most {LONGEST} characters", lambda text: len(text) <= LONGEST)
"""No text is longer than a fact in one's own words needs to be."""


def _sourced(certainty: Column) -> dict[str, Column]:
    return {
        "study": cells.name("the publication that reports it, described in sources.toml"),
        "doi": _DOI,
        "certainty": certainty,
        "source": cells.name("where it was read"),
        "note": cells.text("doubts, conflicts and decisions"),
    }


_OF_A_FACT = _sourced(cells.choice("how certain it is", FACT_CERTAINTIES))


def _schema(file: str, unique: list[str], /, **columns: Column) -> Schema:
    short = {
        name: replace(column, checks=(*column.checks, _SHORT)) for name, column in columns.items()
    }
    return cells.schema(file, unique, **short)


SITES = _schema(
    "sites",
    ["site"],
    site=cells.name("the site's name in every other file"),
    **cells.LABELS,
    country=cells.name("the country it is in"),
    **_OF_A_FACT,
)
FACTS = _schema(
    "facts",
    ["site", "fact", "basis", "study"],
    site=cells.name("the site it is about"),
    fact=cells.name("which fact; several rows of one fact are a conflict and are kept"),
    value=cells.name("its value as text; `unknown` where none was seen"),
    basis=cells.name("by which list, in which year, as whose wording"),
    **_OF_A_FACT,
)
SITE_GROUPS = _schema(
    "site_groups",
    ["site_group"],
    site_group=cells.name("the group's name in every other file"),
    members=cells.text("its sites, separated by semicolons; empty where they are not named"),
    **cells.LABELS,
    **_OF_A_FACT,
)
FACTORS = _schema(
    "factors",
    ["factor"],
    factor=cells.name("the factor's name in every other file"),
    **cells.LABELS,
)
EVIDENCE = _schema(
    "evidence",
    ["study", "factor", "role", "site", "site_group", "wave"],
    cfir_domain=cells.column(
        "the domain or domains the paper gives it, of CFIR 2009; empty where it gives none",
        cells.like(rf"|{_DOMAIN}(?:; {_DOMAIN})*", "domains separated by semicolons, or empty"),
    ),
    factor=cells.name("what hinders or helps, described in factors.csv"),
    role=cells.choice("what it does; `either` where no direction is given", ROLES),
    role_basis=cells.choice(
        "whether the paper gives the role or we read it off a heading",
        ("stated", "our reading"),
        empty=True,
    ),
    **_WHERE,
    wave=_WAVE,
    wave_basis=_WAVE_BASIS,
    status=cells.choice("what is reported of the factor there", list(Status)),
    **_sourced(cells.choice("of whom it is reported, the most certain first", CERTAINTIES)),
)
STATEMENTS = _schema(
    "statements",
    ["statement"],
    statement=cells.name("the statement's name in every message"),
    study=cells.name("the publication that makes it, described in sources.toml"),
    doi=_DOI,
    factor=cells.name("what it is about, described in factors.csv"),
    role=cells.choice("what the factor does; `either` where no direction is given", ROLES),
    wave=_WAVE,
    kind=cells.choice("for how many of the sites it is stated", KINDS),
    over=cells.name("a group of site_groups.csv, or sites separated by semicolons"),
    status=cells.choice("what holds of the factor there", (Status.REPORTED, Status.ABSENT)),
    basis=cells.choice(
        "`stated` of sites, or `listed` among what a study found at its sites", BASES
    ),
    source=cells.name("where it was read"),
    note=cells.DOUBTS,
)
PARTICIPANTS = _schema(
    "participants",
    ["study", "site", "site_group", "wave", "who", "state", "component", "measure"],
    **_WHERE,
    wave=cells.choice(
        "when",
        ("formative", "pilot", "baseline", "before", "after", "both", "follow-up", "not stated"),
    ),
    wave_basis=_WAVE_BASIS,
    who=cells.name("who took part"),
    state=cells.choice("planned or achieved", STATES),
    component=cells.text("our name for what was planned and then achieved; empty for no link"),
    measure=cells.choice(
        "what is counted", ("people", "focus groups", "interviews", "workshops", "women", "men")
    ),
    low=cells.column("the number, or the lower end of a range", _WHOLE),
    high=cells.column("the number, or the upper end of a range", _WHOLE),
    **_OF_A_FACT,
)
REVIEWS = _schema(
    "reviews",
    ["review", "finding", "kind", "study"],
    review=cells.name("the review it is about"),
    finding=cells.name("what was counted or named"),
    kind=cells.name("influence, challenge, facilitator, modification, source type or total"),
    factor=cells.text("the factor it is, described in factors.csv; empty for none"),
    unit=cells.name("what is counted"),
    n=cells.column("how many", _WHOLE),
    of=cells.column("of how many; empty where that is not a share", _WHOLE),
    percent=cells.text("the percentage as printed; empty where none is"),
    **_OF_A_FACT,
)
CROSSWALK = _schema(
    "crosswalk",
    ["code", "factor"],
    code=cells.name("a code of the study's codebook"),
    factor=cells.name("a factor reported elsewhere, described in factors.csv"),
    strength=cells.choice("how well they match, in our judgement", STRENGTHS),
    reason=cells.name("what they share"),
)
COMPONENTS = _schema(
    "components",
    ["component"],
    component=cells.name("the name in participants.csv of what was planned and achieved"),
    **cells.LABELS,
)
CONTRASTS = _schema(
    "contrasts",
    ["contrast"],
    contrast=cells.name("the name of a comparison between two groups of sites"),
    fact=cells.name("the fact in facts.csv that distinguishes the groups"),
    basis=cells.text("on which basis of that fact; empty for all that are published"),
    first=cells.name("the values of the first group, separated by semicolons"),
    second=cells.name("the values of the second group, separated by semicolons"),
    label_en=cells.name("label in English of first minus second"),
    label_he=cells.name("label in Hebrew of first minus second"),
)
_ALL = (
    SITES, FACTS, SITE_GROUPS, FACTORS, EVIDENCE, PARTICIPANTS, REVIEWS, CROSSWALK, COMPONENTS,
    CONTRASTS, STATEMENTS,
)  # fmt: skip
FILES = {schema.name: schema for schema in _ALL}
OPTIONAL = ("statements",)
"""Files that a folder may do without; their frames are then empty."""
