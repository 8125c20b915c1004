"""Codings from a researcher's own frames, as coding software exports them."""

import re
from collections.abc import Iterable

import pandas as pd

from peerstudy.codings.codings import Codings, codings_of
from peerstudy.codings.schema import FILES
from peerstudy.frames.border import with_columns
from peerstudy.frames.records import records

_THEME, _PART = "theme", "subtheme"


def coded(quotations: pd.DataFrame, codes: pd.DataFrame | None = None) -> Codings:
    """Make codings from a frame with one row a coded quotation.

    Parameters
    ----------
    quotations : DataFrame
        Columns ``code`` and ``speaker_group``; if there, also ``speaker``,
        ``setting`` (the session) and ``words``. No text is needed or kept.
    codes : DataFrame, optional
        Columns ``code`` and, if there, ``parent``; without it the codes are
        those of the quotations, each a theme. A code with a parent is a
        subtheme.

    Returns
    -------
    Codings
        For :func:`theme_frequencies`, :func:`quotations_by` and the rest.

    Raises
    ------
    WrongCallError
        If a column is missing.
    InvalidDataError
        If a quotation has a code that `codes` has not or no group, or codes are no tree.

    Examples
    --------
    >>> import pandas as pd
    >>> found = coded(pd.DataFrame({
    ...     "code": ["Role clarity", "Supervision", "Role clarity"],
    ...     "speaker_group": ["peers", "peers", "managers"]}))
    >>> from peerstudy.codings import quotations_by
    >>> quotations_by(found, "code")[["code", "n", "denominator"]].values.tolist()
    [['role_clarity', 2, 3], ['supervision', 1, 3]]
    """
    needed = ("code", "speaker_group")
    quotations = with_columns("quotations", quotations, needed).fillna("").astype(str)
    if codes is None:
        codes = quotations[["code"]].drop_duplicates()
    codes = with_columns("codes", codes, ("code",)).fillna("").astype(str)
    names = _names(codes["code"])
    tree = _filled("codes", [_code(i, row, names) for i, row in enumerate(records(codes), start=1)])
    rows = [
        {
            "quotation": f"q{i}",
            "code": names.get(row["code"], row["code"]),
            "order": str(i),
            "lived_experience": "unknown",
            "form": "block",
            **{name: row.get(name, "") for name in ("speaker_group", "speaker", "setting")},
            "words": row.get("words", "") or "0",
        }
        for i, row in enumerate(records(quotations), start=1)
    ]
    groups = list(dict.fromkeys(filter(None, quotations["speaker_group"])))
    labels = {"label_en": groups, "label_he": groups}
    called = pd.DataFrame({"group": groups, "parent": "", "partition": "", **labels}, dtype=str)
    return codings_of({"codes": tree, "quotations": _filled("quotations", rows)}, called)


def _code(order: int, row: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    parent = row.get("parent", "")
    return {
        "code": names[row["code"]],
        "parent": names.get(parent, parent),
        "valence": "experience",
        "level": _PART if parent else _THEME,
        "level_source": "stated",
        "order": str(order),
        "label_en": row["code"],
        "label_he": row["code"],
    }


def _names(labels: Iterable[str]) -> dict[str, str]:
    """Return a name for each code: small letters and underscores, or its number where taken."""
    names: dict[str, str] = {}
    for number, label in enumerate(dict.fromkeys(labels), start=1):
        name = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
        names[label] = name if name and name not in names.values() else f"code_{number}"
    return names


def _filled(kind: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = list(FILES[kind].columns)
    return pd.DataFrame([{name: row.get(name, "") for name in columns} for row in rows],
                        columns=columns, dtype=str)  # fmt: skip
