"""What a figure is drawn of, and what the names in it are called."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from peerstudy.frames.border import with_columns
from peerstudy.ledger import Labels, as_ledger
from peerstudy.ledger.labels import Labelled


def given(
    of: Any,
    column: str,
    made: Callable[[Any], pd.DataFrame],
    labels: Labels | None,
    lang: str,
    whole: Callable[[Any], Labelled] = as_ledger,
) -> tuple[pd.DataFrame, Labels]:
    """Return the rows to draw and their labels: rows that are given, or those of a whole.

    Rows have the column, which a ledger's frame has not; they are made of the
    whole that somebody gave, which has the labels too. Labels that are given
    take the place of its own; without either, names stand for themselves.

    Examples
    --------
    >>> from peerstudy.ledger import means
    >>> rows, labels = given("upsides_israel", "mean", means, None, "en")
    >>> rows["group"][0], labels.group(rows["group"][0])
    ('peers', 'Peers')
    """
    if isinstance(of, pd.DataFrame) and (column in of or whole is not as_ledger):
        return with_columns("of", of, [column]), labels or Labels(lang=lang)
    subject = whole(of)
    return made(subject), labels or Labels(subject, lang)
