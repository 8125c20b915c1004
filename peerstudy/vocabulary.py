"""The controlled words of the frames, and what each means."""

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
    "min": "the smallest value",
    "max": "the largest value",
    "value": "any other number, such as a year",
}
KINDS = ("categorical", "numeric", "event")
TRUTHS = ("yes", "no", "unknown")
