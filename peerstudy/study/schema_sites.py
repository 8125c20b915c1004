"""The schemas of sites side by side: who says what of which site, and how certain it is.

Every row names its study and the study's DOI, which is empty where none was
seen. A row is about one ``site`` or about one ``site_group``, never about both:
what a paper says of a group of sites stays a statement about the group.
"""

from dataclasses import replace

from peerstudy.frames import cells
from peerstudy.frames.schema import Check, Column, Schema

STATUSES = ("reported", "reported absent", "unknown")
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
    "each_or_at_least_one": "stated of a group; whether of each site in it is not stated",
    "varied": "one site each way: helps at one and hinders at another, or holds at one only",
}
BASES = ("stated", "listed")
FACT_CERTAINTIES = ("stated", "third party", "derived", "not seen")
STATES = ("planned", "achieved")
LONGEST = 200
STRENGTHS = ("same", "close", "partial")

_DOMAIN = r"(?:intervention_characteristics|outer_setting|inner_setting|individuals|process)"
_WHOLE = cells.like(r"|0|[1-9]\d*", "a whole number, or empty where none was seen")


def _doi() -> Column:
    return cells.column(
        "its DOI; empty where none was seen", cells.like(r"|10\.\S+", "a DOI, or empty")
    )


def _wave_of_evidence() -> Column:
    return cells.column(
        "when; `both` where before and after are not distinguished",
        cells.one_of(("before", "after", "both", "pilot", "not stated")),
    )


def _sourced(certainty: Column) -> dict[str, Column]:
    return {
        "study": cells.name("the publication that reports it, described in sources.toml"),
        "doi": _doi(),
        "certainty": certainty,
        "source": cells.name("where it was read"),
        "note": cells.column("doubts, conflicts and decisions"),
    }


def _fact_certainty() -> Column:
    return cells.column("how certain it is", cells.one_of(FACT_CERTAINTIES))


def _where() -> dict[str, Column]:
    return {
        "site": cells.column("the site it is about; empty for a group of sites"),
        "site_group": cells.column("the group of sites it is about; empty for one site"),
    }


def _short() -> Check:
    """Allow no text longer than a fact in one's own words needs to be."""
    return Check(f"at most {LONGEST} characters", lambda text: len(text) <= LONGEST)


def _schema(file: str, columns: dict[str, Column], unique: list[str]) -> Schema:
    short = {
        name: replace(column, checks=(*column.checks, _short())) for name, column in columns.items()
    }
    return Schema(short, name=file, unique=unique)


SITES = _schema(
    "sites",
    {
        "site": cells.name("the site's name in every other file"),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
        "country": cells.name("the country it is in"),
        **_sourced(_fact_certainty()),
    },
    ["site"],
)
FACTS = _schema(
    "facts",
    {
        "site": cells.name("the site it is about"),
        "fact": cells.name("which fact; several rows of one fact are a conflict and are kept"),
        "value": cells.name("its value as text; `unknown` where none was seen"),
        "basis": cells.name("by which list, in which year, as whose wording"),
        **_sourced(_fact_certainty()),
    },
    ["site", "fact", "basis", "study"],
)
SITE_GROUPS = _schema(
    "site_groups",
    {
        "site_group": cells.name("the group's name in every other file"),
        "members": cells.column(
            "its sites, separated by semicolons; empty where they are not named"
        ),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
        **_sourced(_fact_certainty()),
    },
    ["site_group"],
)
FACTORS = _schema(
    "factors",
    {
        "factor": cells.name("the factor's name in every other file"),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
    },
    ["factor"],
)
EVIDENCE = _schema(
    "evidence",
    {
        "cfir_domain": cells.column(
            "the domain or domains the paper gives it, of CFIR 2009; empty where it gives none",
            cells.like(rf"|{_DOMAIN}(?:; {_DOMAIN})*", "domains separated by semicolons, or empty"),
        ),
        "factor": cells.name("what hinders or helps, described in factors.csv"),
        "role": cells.column(
            "what it does; `either` where no direction is given", cells.one_of(ROLES)
        ),
        "role_basis": cells.column(
            "whether the paper gives the role or we read it off a heading",
            cells.one_of(("stated", "our reading"), empty=True),
        ),
        **_where(),
        "wave": _wave_of_evidence(),
        "wave_basis": cells.column(
            "whether the paper gives the wave or its design implies it",
            cells.one_of(("stated", "inferred"), empty=True),
        ),
        "status": cells.column("what is reported of the factor there", cells.one_of(STATUSES)),
        **_sourced(
            cells.column(
                "of whom it is reported, the most certain first", cells.one_of(CERTAINTIES)
            )
        ),
    },
    ["study", "factor", "role", "site", "site_group", "wave"],
)
STATEMENTS = _schema(
    "statements",
    {
        "statement": cells.name("the statement's name in every message"),
        "study": cells.name("the publication that makes it, described in sources.toml"),
        "doi": _doi(),
        "factor": cells.name("what it is about, described in factors.csv"),
        "role": cells.column(
            "what the factor does; `either` where no direction is given", cells.one_of(ROLES)
        ),
        "wave": _wave_of_evidence(),
        "kind": cells.column("for how many of the sites it is stated", cells.one_of(KINDS)),
        "over": cells.name("a group of site_groups.csv, or sites separated by semicolons"),
        "status": cells.column(
            "what holds of the factor there", cells.one_of([s for s in STATUSES if s != "unknown"])
        ),
        "basis": cells.column(
            "`stated` of sites, or `listed` among what a study found at its sites",
            cells.one_of(BASES),
        ),
        "source": cells.name("where it was read"),
        "note": cells.column("doubts and decisions"),
    },
    ["statement"],
)
PARTICIPANTS = _schema(
    "participants",
    {
        **_where(),
        "wave": cells.column(
            "when",
            cells.one_of(
                (
                    "formative",
                    "pilot",
                    "baseline",
                    "before",
                    "after",
                    "both",
                    "follow-up",
                    "not stated",
                )
            ),
        ),
        "wave_basis": cells.column(
            "whether the paper gives the wave or its design implies it",
            cells.one_of(("stated", "inferred"), empty=True),
        ),
        "who": cells.name("who took part"),
        "state": cells.column("planned or achieved", cells.one_of(STATES)),
        "component": cells.column(
            "our name for what was planned and then achieved; empty for no link"
        ),
        "measure": cells.column(
            "what is counted",
            cells.one_of(("people", "focus groups", "interviews", "workshops", "women", "men")),
        ),
        "low": cells.column("the number, or the lower end of a range", _WHOLE),
        "high": cells.column("the number, or the upper end of a range", _WHOLE),
        **_sourced(_fact_certainty()),
    },
    ["study", "site", "site_group", "wave", "who", "state", "component", "measure"],
)
REVIEWS = _schema(
    "reviews",
    {
        "review": cells.name("the review it is about"),
        "finding": cells.name("what was counted or named"),
        "kind": cells.name("influence, challenge, facilitator, modification, source type or total"),
        "factor": cells.column("the factor it is, described in factors.csv; empty for none"),
        "unit": cells.name("what is counted"),
        "n": cells.column("how many", _WHOLE),
        "of": cells.column("of how many; empty where that is not a share", _WHOLE),
        "percent": cells.column("the percentage as printed; empty where none is"),
        **_sourced(_fact_certainty()),
    },
    ["review", "finding", "kind", "study"],
)
CROSSWALK = _schema(
    "crosswalk",
    {
        "code": cells.name("a code of the study's codebook"),
        "factor": cells.name("a factor reported elsewhere, described in factors.csv"),
        "strength": cells.column("how well they match, in our judgement", cells.one_of(STRENGTHS)),
        "reason": cells.name("what they share"),
    },
    ["code", "factor"],
)
COMPONENTS = _schema(
    "components",
    {
        "component": cells.name("the name in participants.csv of what was planned and achieved"),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
    },
    ["component"],
)
CONTRASTS = _schema(
    "contrasts",
    {
        "contrast": cells.name("the name of a comparison between two groups of sites"),
        "fact": cells.name("the fact in facts.csv that distinguishes the groups"),
        "basis": cells.column("on which basis of that fact; empty for all that are published"),
        "first": cells.name("the values of the first group, separated by semicolons"),
        "second": cells.name("the values of the second group, separated by semicolons"),
        "label_en": cells.name("label in English of first minus second"),
        "label_he": cells.name("label in Hebrew of first minus second"),
    },
    ["contrast"],
)
FILES = {
    schema.name: schema
    for schema in (
        SITES,
        FACTS,
        SITE_GROUPS,
        FACTORS,
        EVIDENCE,
        PARTICIPANTS,
        REVIEWS,
        CROSSWALK,
        COMPONENTS,
        CONTRASTS,
        STATEMENTS,
    )
}
OPTIONAL = ("statements",)
"""Files that a folder may do without; their frames are then empty."""
