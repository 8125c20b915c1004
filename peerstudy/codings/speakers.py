"""Who speaks: quotations by speaker, under each reading of who the speakers are.

A source that gives two people one number leaves open how many spoke. So every
count of speakers is made under several readings, from the fewest people to
the most.
"""

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.errors import require_known

READINGS = {
    "number": ("number_printed",),
    "label": ("number_printed", "speaker_group", "gender"),
    "role": ("speaker",),
}
"""What tells speakers apart: the printed number alone; the number with group
and gender; the number with the kind of role, which is our reading."""
SPEAKERS = ("speaker", "groups", "n", "words", "quotations")


def readings(codings: Codings) -> list[str]:
    """List the readings that apply: without printed numbers, numbers tell nobody apart."""
    numbered = bool((codings.quotations["number_printed"] != "").all())
    return list(READINGS) if numbered else ["role"]


def speakers(codings: Codings, reading: str = "role") -> pd.DataFrame:
    """List the speakers under one reading, the most quoted first.

    Parameters
    ----------
    codings : Codings
        With the quotations.
    reading : {"number", "label", "role"}
        What tells speakers apart, see :data:`READINGS`.

    Returns
    -------
    DataFrame
        Columns :data:`SPEAKERS`: the speaker's name under the reading, the
        groups printed, how many quotations and words, and which; `groups` and
        `quotations` are tuples.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = speakers(load_study("upsides_israel").codings)
    >>> print(rows[["speaker", "groups", "n", "words"]].head(2).to_string(index=False))
          speaker              groups  n  words
    10-specialist (peer_specialists,)  5    171
     9-specialist (peer_specialists,)  3    241
    """
    require_known("reading", reading, READINGS)
    keys = list(READINGS[reading])
    rows = [
        (
            " / ".join(map(str, key)),
            tuple(dict.fromkeys(part["speaker_group"])),
            len(part),
            int(part["words"].astype(int).sum()),
            tuple(part["quotation"]),
        )
        for key, part in codings.quotations.groupby(keys, sort=False)
    ]
    frame = pd.DataFrame(rows, columns=list(SPEAKERS))
    return frame.sort_values(["n", "words"], ascending=False, kind="stable", ignore_index=True)
