"""The controlled words of the frames, and what each means."""

from enum import StrEnum

STATS = {
    "n": "how many people; with no variable, the size of the group",
    "percent": "a percentage",
    "denominator": "the N printed for a variable, or for one of its levels",
    "missing": "how many have no value",
    "mean": "an arithmetic mean",
    "sd": "a standard deviation",
    "se": "a standard error",
    "median": "a median",
    "q1": "a lower quartile",
    "q3": "an upper quartile",
    "min": "the smallest observed value",
    "max": "the largest observed value",
    "scale_min": "the smallest value that is possible, which nobody need have",
    "scale_max": "the largest value that is possible, which nobody need have",
    "ci_low": "the lower end of a confidence interval, of the cell's mean or percentage",
    "ci_high": "the upper end of a confidence interval",
    "p": "a p-value",
    "quantifier": "how much of the group a sentence states in words, as printed: most, half, all",
    "value": "any other number, such as a year",
}
KINDS = ("categorical", "numeric", "event")
MEMBERS = {
    "people": "people who took part; also where nothing is said",
    "planned people": "people whom a plan foresaw, and nobody in particular",
    "other": "anything else, such as groups, countries or publications",
}
TRUTHS = ("yes", "no", "unknown")
LEVELS = {
    "domain": "a domain of the framework",
    "subcategory": "what the source calls a subcategory, below a domain",
    "theme": "what the source calls a theme",
    "subtheme": "what the source calls a subtheme, or a part of a theme",
    "component": "one of the recommended components that a source numbers",
}
"""The levels of a codebook, from the top down."""
VALENCES = {
    "challenge": "what makes implementation harder",
    "facilitator": "what makes it easier",
    "experience": "how something was lived, neither challenge nor facilitator as such",
    "recommendation": "what the source advises",
}
LEVEL_SOURCES = {
    "stated": "the source gives this item its level",
    "heading": "the rank of the heading agrees with a stated count",
    "inferred": "decided by us; the note explains how",
}
CFIR_DOMAINS = {
    "intervention_characteristics": "domain I of 2009",
    "outer_setting": "domain II",
    "inner_setting": "domain III",
    "individuals": "domain IV of 2009, characteristics of individuals",
    "process": "domain V of 2009",
}
EXTENTS = {
    "widely": "wide, extensive, very present, many times: באופן נרחב, בהרחבה, "
    "נוכח מאוד, פעמים רבות",
    "many": "many people: רבים",
    "several": "several people",
    "some": "a part of them: חלק מ-",
    "few": "few people",
    "two": "two people: שתי",
    "one": "one person: a singular noun, or אחת",
    "all": "every kind of stakeholder, not every person: כל",
    "unspecified": "no word on how widely",
}
"""How widely a code is said to have been raised, with the Hebrew words that say so."""
STANCES = {
    "raised": "raised, noted, shared, stressed",
    "experienced": "reported as their own experience",
    "concerned": "reported to occupy them",
    "holds_view": "reported to think so",
    "not_raised": "reported not to have raised it",
}


class Status(StrEnum):
    """What is known of a factor at a site, or of a code and a group.

    Examples
    --------
    >>> [str(status) for status in Status]
    ['reported', 'reported absent', 'unknown']
    """

    REPORTED = "reported"
    ABSENT = "reported absent"
    UNKNOWN = "unknown"
