"""Schemas of reference data: CFIR, a list of resources, a programme."""

from peerstudy.frames import cells
from peerstudy.frames.schema import Schema

_LABELS = {
    "label_en": cells.name("label in English, ours"),
    "label_he": cells.name("short name in Hebrew"),
}


def _constructs(name: str) -> Schema:
    return cells.schema(
        name,
        ["id"],
        id=cells.name("the construct's name in the mapping"),
        order=cells.whole("its place in the version"),
        domain_id=cells.choice("numeral of its domain", ("I", "II", "III", "IV", "V")),
        domain=cells.name("name of its domain"),
        name=cells.name("the construct's name"),
        parent=cells.text("the construct it is a part of; empty for none"),
        level=cells.choice("construct or part of one", ("construct", "subconstruct")),
        short_definition=cells.name("what it means, in our words"),
        polarity=cells.choice("`reverse` where much of it hinders", ("as_named", "reverse")),
        construct_letter=cells.text("its letter in the version"),
        subconstruct_no=cells.text("the number of a part"),
        subdomain=cells.text("part of the domain (2022)", required=False),
        in_published_39=cells.text("whether the 2009 article has it", required=False),
    )


def _elements(name: str) -> Schema:
    return cells.schema(
        name,
        ["id"],
        id=cells.name("the element's name in the crosswalk"),
        order=cells.whole("its place in the source"),
        **_LABELS,
        **cells.LOCATED,
    )


CFIR = {
    "cfir_2009": _constructs("cfir_2009"),
    "cfir_2022": _constructs("cfir_2022"),
    "cfir_2009_to_2022": cells.schema(
        "cfir_2009_to_2022",
        ["from_id", "to_id"],
        from_id=cells.text("construct of 2009; empty for what is new in 2022"),
        from_name=cells.text("its name"),
        to_id=cells.text("construct of 2022; empty for what was removed"),
        to_name=cells.text("its name"),
        relation=cells.name("what became of it"),
        confidence=cells.choice("how sure", ("high", "medium", "low")),
        note=cells.DOUBTS,
    ),
}
RESOURCES = {
    "resources": cells.schema(
        "resources",
        ["resource"],
        resource=cells.name("the resource's name in the other files"),
        title=cells.name("title as listed, a bibliographic fact"),
        authors=cells.text("names as listed, between semicolons; empty if none"),
        year=cells.column("year as listed", cells.like(r"|\d{4}", "a year, or empty")),
        country=cells.text("country; empty if not reported"),
        country_source=cells.choice(
            "printed, or read by us from the publisher", ("printed", "publisher"), empty=True
        ),
        language=cells.name("language the title is listed in"),
        kind=cells.text("kind of resource; empty if not reported"),
        kind_source=cells.choice("where the kind is named", ("title", "page"), empty=True),
        **cells.LOCATED,
    ),
    "services": cells.schema(
        "services",
        ["service"],
        service=cells.name("kind of peer support service"),
        order=cells.whole("its place in the source"),
        **_LABELS,
        **cells.LOCATED,
    ),
    "references": cells.schema(
        "references",
        ["reference"],
        reference=cells.name("the reference's name"),
        authors=cells.name("names as cited, between semicolons"),
        year=cells.column("year as cited", cells.like(r"\d{4}", "a year")),
        language=cells.name("language of the names"),
        **cells.LOCATED,
    ),
    "duplicates": cells.schema(
        "duplicates",
        ["duplicate"],
        duplicate=cells.name("the pair's name"),
        kind=cells.name("what is alike"),
        resource_a=cells.text("one resource; empty for other text"),
        resource_b=cells.text("the other; the same if one is listed twice"),
        verdict=cells.name("whether they are one"),
        **cells.LOCATED,
    ),
}
PROGRAMME = {
    "audiences": _elements("audiences"),
    "aims": _elements("aims"),
    "study_days": _elements("study_days"),
    "crosswalk": cells.schema(
        "crosswalk",
        ["element", "facilitator"],
        element=cells.name("an aim or a study day"),
        facilitator=cells.name("the facilitator it would serve"),
        strength=cells.choice(
            "direct: both name the same thing; partial: it serves one side of it",
            ("direct", "partial"),
        ),
        mapped_by=cells.name("whose judgement it is"),
        reason=cells.name("why, in our words"),
    ),
}
