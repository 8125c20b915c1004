"""What an article reports of itself, beside its numbers and its findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from peerstudy.errors import refuse
from peerstudy.frames.border import guarded
from peerstudy.frames.folders import read_frames
from peerstudy.study.schema_article import CHECKLISTS, FILES
from peerstudy.study.study import study_folder


@dataclass(frozen=True, eq=False)
class Article:
    """What an article reports of itself; see :func:`load_article`.

    Attributes
    ----------
    name : str
        The study's name.
    flow : DataFrame of str
        Sessions and people as reported, here and in papers on the same sessions.
    contradictions : DataFrame of str
        Where the article's text, tables and quotations disagree.
    constructs : DataFrame of str
        The lowest codes mapped to constructs of CFIR 2009 and 2022 by two
        readings; our mapping, not the article's.
    results : DataFrame of str
        Every result that the article reports, and where it is reproduced or
        why it is not.
    checklists : mapping of str to DataFrame
        Reporting checklists by name: COREQ for interviews and focus groups,
        SRQR for qualitative research at large; one row an item.

    References
    ----------
    COREQ: Tong, Sainsbury & Craig 2007, https://doi.org/10.1093/intqhc/mzm042

    SRQR: O'Brien et al. 2014, https://doi.org/10.1097/ACM.0000000000000388
    """

    name: str
    flow: pd.DataFrame = field(repr=False)
    contradictions: pd.DataFrame = field(repr=False)
    constructs: pd.DataFrame = field(repr=False)
    results: pd.DataFrame = field(repr=False)
    checklists: Mapping[str, pd.DataFrame] = field(repr=False)


@guarded
def load_article(name: str | Path) -> Article:
    """Load what an article reports of itself; a file that is not there is empty.

    Parameters
    ----------
    name : str or Path
        A study that comes with the package, or a folder.

    Raises
    ------
    UnknownNameError
        If there is no such study or folder.
    InvalidDataError
        If a file breaks its schema: all problems at once.

    Examples
    --------
    >>> len(load_article("upsides_israel").contradictions)
    5
    """
    folder = study_folder(name)
    frames, found = read_frames(folder, FILES, optional=FILES)
    refuse(found)
    checklists = {name: frames.pop(f"checklists/{name}") for name in CHECKLISTS}
    return Article(folder.name, checklists=checklists, **frames)
