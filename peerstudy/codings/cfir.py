"""CFIR, the framework the codes stand on: 2009, its 2022 revision, and the way between.

Codes here stand on domains, the mapping on constructs. So a table can be shown
under 2022's domains, but which of a domain's constructs a code touches is not
known: what may have moved is counted and said, never assigned.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

import pandas as pd

from peerstudy.codings.codebook import Codebook
from peerstudy.errors import require_known
from peerstudy.frames.border import called
from peerstudy.frames.records import records
from peerstudy.frames.vocabulary import CFIR_DOMAINS, LEVELS
from peerstudy.words import known, word

VERSIONS = ("2009", "2022")
MAPPING = (
    "domain", "name_2009", "name_2022", "same", "n", "denominator", "share", "who",
    "lowest_confidence",
)  # fmt: skip
UNDER = (
    "valence", "level", "domain", "name", "n", "may_move", "removed", "denominator", "who",
    "lowest_confidence",
)  # fmt: skip
_NUMERALS = dict(zip(CFIR_DOMAINS, ("I", "II", "III", "IV", "V"), strict=True))
_DOUBT = ("high", "medium", "low").index
_NO_TARGET = "none"


@called("a Cfir, such as load_cfir()")
@dataclass(frozen=True, eq=False)
class Cfir:
    """Both versions of CFIR and the mapping; see :func:`peerstudy.study.reference.load_cfir`.

    Attributes
    ----------
    constructs_2009, constructs_2022 : DataFrame of str
        One row a construct: id, domain, name, parent, short definition (ours).
    mapping : DataFrame of str
        One row a step from a construct of 2009 to one of 2022, with its
        relation and confidence; an empty end where there is no counterpart.

    Examples
    --------
    >>> from peerstudy.study.reference import load_cfir
    >>> cfir = load_cfir()
    >>> len(cfir.constructs("2009")), len(cfir.constructs("2022"))
    (41, 67)
    >>> cfir.domain_name("process", "2022"), cfir.domain_name("process", lang="he")
    ('Implementation Process', 'יישום')
    >>> cfir.labels("en", "2022")["inner_setting"]
    'Inner Setting'
    """

    constructs_2009: pd.DataFrame = field(repr=False)
    constructs_2022: pd.DataFrame = field(repr=False)
    mapping: pd.DataFrame = field(repr=False)

    def constructs(self, version: str) -> pd.DataFrame:
        """Return the constructs of a version, ``"2009"`` or ``"2022"``."""
        require_known("version", version, VERSIONS)
        return self.constructs_2009 if version == "2009" else self.constructs_2022

    def domain_name(self, domain: str, version: str = "2009", lang: str = "en") -> str:
        """Name a domain under a version; in Hebrew as the Israeli study does, for both."""
        key = f"audit_structure.scope_{domain}"
        if known(key) and (name := word(key, lang)) != word(key, "en"):
            return name
        constructs = self.constructs(version)
        names = constructs.loc[constructs["domain_id"] == _NUMERALS.get(domain, ""), "domain"]
        return str(names.iloc[0]) if len(names) else domain

    def labels(self, lang: str = "en", version: str = "2009") -> dict[str, str]:
        """Return what to call each domain."""
        return {domain: self.domain_name(domain, version, lang) for domain in CFIR_DOMAINS}


def domain_mapping(cfir: Cfir) -> pd.DataFrame:
    """Return, for each domain of 2009, where its constructs stand in 2022.

    Returns
    -------
    DataFrame
        Columns :data:`MAPPING`. `n` counts the constructs of the 2009 domain
        with at least one counterpart in the 2022 domain, or with none at all
        where `name_2022` is ``"none"``; a construct that was split counts in
        each, so shares may add up to more than 1. `lowest_confidence` is that
        of the weakest of these steps.

    Examples
    --------
    >>> from peerstudy.study.reference import load_cfir
    >>> rows = domain_mapping(load_cfir()).query("domain == 'inner_setting'")
    >>> print(rows[["name_2022", "n", "denominator"]].to_string(index=False))
                 name_2022  n  denominator
             Inner Setting 11           14
               Individuals  1           14
    Implementation Process  1           14
                      none  2           14
    """
    steps = _steps(cfir)
    rows = []
    for domain, numeral in _NUMERALS.items():
        own = steps[steps["from_domain"] == numeral]
        total = own["from_id"].nunique()
        name = cfir.domain_name(domain)
        for target, part in own.groupby("to_domain", sort=True):
            n = part["from_id"].nunique()
            names = (name, _name_2022(cfir, str(target)), target == numeral)
            who, sure = f"constructs of {name} in 2009", max(part["confidence"], key=_DOUBT)
            rows.append((domain, *names, n, total, n / total, who, sure))
    return pd.DataFrame(rows, columns=list(MAPPING))


def codes_under(codebook: Codebook, cfir: Cfir, version: str = "2009") -> pd.DataFrame:
    """Count codes by valence, level and domain under a version of CFIR.

    Parameters
    ----------
    codebook : Codebook
        With codes on the domains of 2009.
    cfir : Cfir
        Both versions.
    version : {"2009", "2022"}
        Under 2022 each domain takes the name of its successor.

    Returns
    -------
    DataFrame
        Columns :data:`UNDER`. `n` codes; under 2022 `may_move` and `removed`
        tell of how many of the domain's `denominator` constructs some part
        went to another domain, or nothing is left: the codes under it may
        belong elsewhere, and which is not known. Under 2009 both are 0.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> from peerstudy.study.reference import load_cfir
    >>> book = load_study("upsides_israel").codings.codebook
    >>> rows = codes_under(book, load_cfir(), "2022").query("domain == 'outer_setting'")
    >>> print(rows[["valence", "level", "n", "may_move", "denominator"]].to_string(index=False))
        valence       level  n  may_move  denominator
      challenge      domain  1         1            4
      challenge subcategory  1         1            4
    facilitator      domain  1         1            4
    facilitator subcategory  1         1            4
    """
    require_known("version", version, VERSIONS)
    losses = _losses(cfir)
    codes = codebook.codes[["valence", "level", "cfir_domain"]]
    counted = Counter(codes.itertuples(index=False, name=None))
    rows = []
    for valence, level, domain in product(sorted(set(codes["valence"])), LEVELS, CFIR_DOMAINS):
        n = counted[valence, level, domain]
        if not n:
            continue
        moved, removed, total, confidence = losses[domain] if version == "2022" else (0, 0, 0, "")
        name = cfir.domain_name(domain, version)
        who = f"constructs of {cfir.domain_name(domain)} in 2009" if total else ""
        rows.append((valence, level, domain, name, n, moved, removed, total, who, confidence))
    return pd.DataFrame(rows, columns=list(UNDER))


def _losses(cfir: Cfir) -> dict[str, tuple[int, int, int, str]]:
    """Count, for each domain, the constructs that moved, those removed, and all."""
    steps = _steps(cfir)
    found = {}
    for domain, numeral in _NUMERALS.items():
        own = steps[steps["from_domain"] == numeral]
        moved = own[~own["to_domain"].isin([numeral, _NO_TARGET])]["from_id"].nunique()
        removed = own[own["to_domain"] == _NO_TARGET]["from_id"].nunique()
        weakest = max(own["confidence"], key=_DOUBT)
        found[domain] = (moved, removed, own["from_id"].nunique(), weakest)
    return found


def _steps(cfir: Cfir) -> pd.DataFrame:
    """Return the mapping's steps from 2009, with the domain at each end."""
    domains = {
        row["id"]: row["domain_id"]
        for frame in (cfir.constructs_2009, cfir.constructs_2022)
        for row in records(frame)
    }
    steps = cfir.mapping[cfir.mapping["from_id"] != ""]
    return steps.assign(
        from_domain=steps["from_id"].map(domains),
        to_domain=steps["to_id"].map(domains).fillna(_NO_TARGET),
    )


def _name_2022(cfir: Cfir, numeral: str) -> str:
    back = {numeral: domain for domain, numeral in _NUMERALS.items()}
    return cfir.domain_name(back[numeral], "2022") if numeral in back else _NO_TARGET
