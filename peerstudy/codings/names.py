"""What valences and levels are called, in English and Hebrew."""

from peerstudy.words import known, word


def valence_label(valence: str, lang: str = "en") -> str:
    """Name a valence, in the plural.

    Examples
    --------
    >>> valence_label("facilitator"), valence_label("facilitator", "he")
    ('Facilitators', 'גורמים מקדמים')
    """
    return _named("valence", valence, lang)


def level_label(level: str, lang: str = "en") -> str:
    """Name a level, in the singular.

    Examples
    --------
    >>> level_label("subtheme"), level_label("subtheme", "he")
    ('subtheme', 'תת־תמה')
    """
    return _named("level", level, lang)


def _named(kind: str, name: str, lang: str) -> str:
    key = f"codebook.{kind}_{name}"
    return word(key, lang) if known(key) else name
