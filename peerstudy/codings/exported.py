"""Codings as other programs read them: codes by group or session as 0 and 1, and quotations."""

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.coverage import lowest_coverage
from peerstudy.errors import WrongCallError, require_known
from peerstudy.frames.vocabulary import Status
from peerstudy.ledger import Labels

PATHS = (
    "quotation", "order", "valence", "path", "code", "speaker_group", "number_printed", "words",
    "form", "source",
)  # fmt: skip
BY = ("group", "session")


def code_matrix_by(codings: Codings, by: str = "group") -> pd.DataFrame:
    """Return the lowest codes by group or session, 1 where a code is reported and 0 elsewhere.

    A 0 is "not reported", which does not mean not raised: for the three
    states see :func:`peerstudy.codings.coverage`.

    Parameters
    ----------
    codings : Codings
        With statements of who raised what, or with the session of each
        quotation.
    by : {"group", "session"}
        What the rows are. A session has a code if a quotation that speaks of
        it illustrates the code.

    Returns
    -------
    DataFrame of int
        A row a group or session, a column a lowest code.

    Raises
    ------
    UnknownNameError
        If `by` is neither.
    WrongCallError
        If sessions are asked for and no quotation has one.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> int(code_matrix_by(load_study("upsides_israel").codings).loc["peers"].sum())
    25
    """
    require_known("row", by, BY)
    if by == "session":
        return _by_session(codings)
    states = lowest_coverage(codings)
    told = states.assign(one=(states["state"] == Status.REPORTED).astype(int))
    groups, codes = told["group"].unique(), told["code"].unique()
    return told.pivot(index="group", columns="code", values="one").loc[groups, codes]


def _by_session(codings: Codings) -> pd.DataFrame:
    quotations = codings.quotations
    if "setting" not in quotations or not (quotations["setting"] != "").any():
        raise WrongCallError(
            "A matrix by session must have quotations with a session (column 'setting'); "
            "found none: use by='group'."
        )
    rows = quotations[quotations["setting"] != ""]
    counts = pd.crosstab(rows["setting"], rows["code"]).clip(upper=1)
    return counts.reindex(columns=list(codings.codebook.leaves), fill_value=0).rename_axis(
        "session"
    )


def quotations_with_paths(codings: Codings, lang: str = "en") -> pd.DataFrame:
    """List the quotations, without their texts, each with the path of labels of its code.

    Parameters
    ----------
    codings : Codings
        With quotations.
    lang : {"en", "he"}, default "en"
        Language of the labels.

    Returns
    -------
    DataFrame of str
        Columns :data:`PATHS`, in the order of the findings; `path` goes from
        the top code down, between ``" > "``.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> quotations_with_paths(load_study("upsides_israel").codings)["path"][9]
    'Inner setting > Much investment of resources needed from the organisation > \
Peer support takes more resources'
    """
    book, labels = codings.codebook, Labels(codings, lang).each_of("code")
    codes = codings.quotations["code"]
    frame = codings.quotations.assign(
        valence=[book[code]["valence"] for code in codes],
        path=[" > ".join(labels[above] for above in book.path(code)) for code in codes],
    )[list(PATHS)].astype(str)
    return frame.sort_values("order", key=lambda order: order.astype(int), ignore_index=True)
