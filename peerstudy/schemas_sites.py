"""The schemas of sites side by side: who says what of which site, and how certain it is.

Every row names its study and the study's DOI, which is empty where none was
seen. A row is about one ``site`` or about one ``site_group``, never about both:
what a paper says of a group of sites stays a statement about the group.
"""

import pandera.pandas as pa

from peerstudy.columns import column, like, name, one_of, short

STATUSES = ("reported", "reported absent", "unknown")
ROLES = ("challenge", "facilitator", "either")
CERTAINTIES = {
    "site": "said of this site, or of its country, by name",
    "all sites": "said of all sites of the study together",
    "group": "said of a group of sites whose members the paper defines",
    "unnamed group": "said of some sites that are not named",
    "study": "listed by the study; nothing says at which of its sites",
}
FACT_CERTAINTIES = ("stated", "third party", "derived", "not seen")
STATES = ("planned", "achieved")
STRENGTHS = ("same", "close", "partial")

_DOMAIN = r"(?:intervention_characteristics|outer_setting|inner_setting|individuals|process)"
_WHOLE = like(r"|0|[1-9]\d*", "a whole number, or empty where none was seen")


def _sourced(certainty: pa.Column) -> dict[str, pa.Column]:
    return {
        "study": name("the publication that says so, described in sources.toml"),
        "doi": column("its DOI; empty where none was seen", like(r"|10\.\S+", "a DOI, or empty")),
        "certainty": certainty,
        "source": name("where it was read"),
        "note": column("doubts, conflicts and decisions"),
    }


def _fact_certainty() -> pa.Column:
    return column("how certain it is", one_of(FACT_CERTAINTIES))


def _where() -> dict[str, pa.Column]:
    return {
        "site": column("the site it is about; empty for a group of sites"),
        "site_group": column("the group of sites it is about; empty for one site"),
    }


def _schema(file: str, columns: dict[str, pa.Column], unique: list[str]) -> pa.DataFrameSchema:
    for cells in columns.values():
        cells.checks.append(short())
    return pa.DataFrameSchema(columns, name=file, unique=unique)


SITES = _schema(
    "sites",
    {
        "site": name("the site's name in every other file"),
        "label_en": name("label in English"),
        "label_he": name("label in Hebrew"),
        "country": name("the country it is in"),
        **_sourced(_fact_certainty()),
    },
    ["site"],
)
FACTS = _schema(
    "facts",
    {
        "site": name("the site it is about"),
        "fact": name("which fact; several rows of one fact are a conflict and are kept"),
        "value": name("its value as text; `unknown` where none was seen"),
        "basis": name("by which list, in which year, as whose wording"),
        **_sourced(_fact_certainty()),
    },
    ["site", "fact", "basis", "study"],
)
SITE_GROUPS = _schema(
    "site_groups",
    {
        "site_group": name("the group's name in every other file"),
        "members": column("its sites, separated by semicolons; empty where they are not named"),
        "label_en": name("label in English"),
        "label_he": name("label in Hebrew"),
        **_sourced(_fact_certainty()),
    },
    ["site_group"],
)
FACTORS = _schema(
    "factors",
    {
        "factor": name("the factor's name in every other file"),
        "label_en": name("label in English"),
        "label_he": name("label in Hebrew"),
    },
    ["factor"],
)
EVIDENCE = _schema(
    "evidence",
    {
        "cfir_domain": column(
            "the domain or domains the paper gives it, of CFIR 2009; empty where it gives none",
            like(rf"|{_DOMAIN}(?:; {_DOMAIN})*", "domains separated by semicolons, or empty"),
        ),
        "factor": name("what hinders or helps, described in factors.csv"),
        "role": column("what it does; `either` where no direction is given", one_of(ROLES)),
        "role_basis": column(
            "whether the paper gives the role or we read it off a heading",
            one_of(("stated", "our reading"), empty=True),
        ),
        **_where(),
        "wave": column(
            "when; `both` where before and after are not told apart",
            one_of(("before", "after", "both", "pilot", "not stated")),
        ),
        "wave_basis": column(
            "whether the paper gives the wave or its design implies it",
            one_of(("stated", "inferred"), empty=True),
        ),
        "status": column("what is said of the factor there", one_of(STATUSES)),
        **_sourced(column("of whom it is said, the most certain first", one_of(CERTAINTIES))),
    },
    ["study", "factor", "role", "site", "site_group", "wave"],
)
PARTICIPANTS = _schema(
    "participants",
    {
        **_where(),
        "wave": column(
            "when",
            one_of(
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
        "wave_basis": column(
            "whether the paper gives the wave or its design implies it",
            one_of(("stated", "inferred"), empty=True),
        ),
        "who": name("who took part"),
        "state": column("planned or achieved", one_of(STATES)),
        "component": column("our name for what was planned and then achieved; empty for no link"),
        "measure": column(
            "what is counted",
            one_of(("people", "focus groups", "interviews", "workshops", "women", "men")),
        ),
        "low": column("the number, or the lower end of a range", _WHOLE),
        "high": column("the number, or the upper end of a range", _WHOLE),
        **_sourced(_fact_certainty()),
    },
    ["study", "site", "site_group", "wave", "who", "state", "component", "measure"],
)
REVIEWS = _schema(
    "reviews",
    {
        "review": name("the review it is about"),
        "finding": name("what was counted or named"),
        "kind": name("influence, challenge, facilitator, modification, source type or total"),
        "factor": column("the factor it is, described in factors.csv; empty for none"),
        "unit": name("what is counted"),
        "n": column("how many", _WHOLE),
        "of": column("of how many; empty where that is not a share", _WHOLE),
        "percent": column("the percentage as printed; empty where none is"),
        **_sourced(_fact_certainty()),
    },
    ["review", "finding", "kind", "study"],
)
CROSSWALK = _schema(
    "crosswalk",
    {
        "code": name("a code of the study's codebook"),
        "factor": name("a factor reported elsewhere, described in factors.csv"),
        "strength": column("how well they match, in our judgement", one_of(STRENGTHS)),
        "reason": name("what they share"),
    },
    ["code", "factor"],
)
COMPONENTS = _schema(
    "components",
    {
        "component": name("the name in participants.csv of what was planned and achieved"),
        "label_en": name("label in English"),
        "label_he": name("label in Hebrew"),
    },
    ["component"],
)
CONTRASTS = _schema(
    "contrasts",
    {
        "contrast": name("the name of a comparison between two groups of sites"),
        "fact": name("the fact in facts.csv that tells the groups apart"),
        "basis": column("on which basis of that fact; empty for all that are published"),
        "first": name("the values of the first group, separated by semicolons"),
        "second": name("the values of the second group, separated by semicolons"),
        "label_en": name("label in English of first minus second"),
        "label_he": name("label in Hebrew of first minus second"),
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
    )
}
