"""The controlled words of the frames, and what each means: those of ``vocabulary.toml``."""

import tomllib
from enum import StrEnum
from importlib.resources import files

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    files("peerstudy.frames").joinpath("vocabulary.toml").read_text(encoding="utf-8")
)
STATS, MEMBERS, STANCES = _WORDS["stats"], _WORDS["members"], _WORDS["stances"]
LEVELS = _WORDS["levels"]
"""The levels of a codebook, from the top down."""
LEVEL_SOURCES, VALENCES = _WORDS["level_sources"], _WORDS["valences"]
CFIR_DOMAINS = _WORDS["cfir_domains"]
EXTENTS = _WORDS["extents"]
"""How widely a code is said to have been raised, with the Hebrew words that say so."""
KINDS = ("categorical", "numeric", "event")
TRUTHS = ("yes", "no", "unknown")


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
