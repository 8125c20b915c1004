"""The tree itself: children, paths, iteration, counts below a code, and how it is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from peerstudy.codings.names import level_label, valence_label
from peerstudy.codings.schema import CODES
from peerstudy.codings.tree_problems import FILE, tree_problems
from peerstudy.errors import UnknownNameError, refuse, shown
from peerstudy.frames.border import called
from peerstudy.frames.records import grouped, records
from peerstudy.frames.validate import problems
from peerstudy.ledger import Labels
from peerstudy.words import direction, side, word
from peerstudy.words.markup import Markup, bdi, element

Code = Mapping[str, str]


@called("a Codebook, such as load_study(name).codings.codebook")
@dataclass(frozen=True, eq=False)
class Codebook:
    """A valid tree of codes; see :meth:`from_frame`.

    Attributes
    ----------
    codes : DataFrame of str
        One row a code, with the columns of
        :data:`peerstudy.codings.schema.CODES`.

    Examples
    --------
    A tree is walked from its roots; counts add up along it.

    >>> from peerstudy import load_study
    >>> book = load_study("upsides_israel").codings.codebook
    >>> len(book), len(book.of_valence("facilitator")), len(book.roots), len(book.leaves)
    (52, 26, 9, 31)
    >>> len(book.children("f_process_engaging")), len(book.descendants("f_process_engaging"))
    (3, 8)
    >>> book.path("f_process_engaging_supervision")
    ('f_process', 'f_process_engaging', 'f_process_engaging_supervision')
    >>> list(book.walk("c_inner"))[:2]
    [(0, 'c_inner_voice'), (0, 'c_inner_resources')]
    >>> book.subtree_sums(dict.fromkeys(book.leaves, 1))["f_process_engaging"]
    6
    >>> print(book.of_valence("facilitator").text()[:100])
    Facilitators (26)
    ├─ Outer setting [domain]
    │  └─ Policy, budgets, posts [subcategory]
    ├─ Inner sett
    >>> book.html("he")[:30]
    '<div dir="rtl" lang="he" style'
    """

    codes: pd.DataFrame = field(repr=False)

    @classmethod
    def from_frame(cls, codes: pd.DataFrame) -> "Codebook":
        """Make a codebook from a frame, or raise everything wrong with it at once.

        Raises
        ------
        InvalidDataError
            If the frame breaks its schema or is no tree.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> codes = load_study("upsides_israel").codings.codebook.codes
        >>> len(Codebook.from_frame(codes[codes["valence"] == "challenge"]))
        26
        """
        refuse(problems(codes, CODES, FILE) or tree_problems(codes))
        return cls(codes)

    @cached_property
    def by_code(self) -> dict[str, Code]:
        """Each code's row, by code, in the order of the file."""
        return {row["code"]: row for row in records(self.codes)}

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        valences = list(self.codes["valence"].unique())
        ordered = sorted(
            self.by_code.values(),
            key=lambda row: (valences.index(row["valence"]), int(row["order"])),
        )
        siblings = grouped(ordered, lambda row: row["parent"])
        return {parent: tuple(row["code"] for row in rows) for parent, rows in siblings.items()}

    def __len__(self) -> int:
        """Count the codes."""
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self.by_code

    def __iter__(self) -> Iterator[str]:
        """Go through the codes, each parent before its children, siblings in order."""
        for _, code in self.walk():
            yield code

    def __getitem__(self, code: str) -> Code:
        """Return a code's row.

        Raises
        ------
        UnknownNameError
            If there is no such code.
        """
        if code in self:
            return self.by_code[code]
        raise UnknownNameError(f"There must be a code of this name; found {shown(code)}.")

    @property
    def roots(self) -> tuple[str, ...]:
        """The codes at the top."""
        return self.children("")

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The codes without children, in order."""
        return tuple(code for code in self if not self.children(code))

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes right below one, in order."""
        return self._children.get(code, ())

    def walk(self, start: str = "") -> Iterator[tuple[int, str]]:
        """Yield depth and code, each parent before its children; the top has depth 0."""
        waiting = [(0, code) for code in reversed(self.children(start))]
        while waiting:
            depth, code = waiting.pop()
            yield depth, code
            waiting += [(depth + 1, child) for child in reversed(self.children(code))]

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return every code below one."""
        return tuple(below for _, below in self.walk(self[code]["code"]))

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the top down to one, itself included."""
        found = [self[code]["code"]]
        while self.by_code[found[-1]]["parent"]:
            found.append(self.by_code[found[-1]]["parent"])
        return tuple(reversed(found))

    def subtree_sums(self, values: Mapping[str, int]) -> dict[str, int]:
        """Add up, for each code, its own value and all those below it; 0 for a code without."""
        sums = {code: values.get(code, 0) for code in self}
        for code in reversed(list(self)):
            parent = self.by_code[code]["parent"]
            if parent:
                sums[parent] += sums[code]
        return sums

    def of_valence(self, valence: str) -> "Codebook":
        """Keep the codes of one valence: whole branches, so still a tree."""
        return Codebook(self.codes[self.codes["valence"] == valence].reset_index(drop=True))

    @property
    def label_frames(self) -> dict[str, pd.DataFrame]:
        """By kind of code, a frame with its labels: see :class:`peerstudy.ledger.Labels`."""
        domains = self.codes[self.codes["level"] == "domain"]
        return {"code": self.codes, "cfir_domain": domains}

    def text(self, lang: str = "en") -> str:
        """Draw the tree with lines, a heading for each valence, a level behind each label."""
        if not len(self):
            return word("codebook.empty", lang) + "\n"
        lines: list[str] = []
        for valence in self.codes["valence"].unique():
            part = self.of_valence(valence)
            lines += [f"{valence_label(valence, lang)} ({len(part)})", *_branches(part, lang)]
        return "\n".join(lines) + "\n"

    def html(self, lang: str = "en") -> Markup:
        """Write the tree as nested lists, in its language's direction."""
        parts = [
            (element("h4", valence_label(valence, lang)), nested(self.of_valence(valence), lang))
            for valence in self.codes["valence"].unique()
        ]
        empty = element("p", word("codebook.empty", lang))
        start = side(direction(lang))
        around = {"dir": direction(lang), "lang": lang, "style": f"text-align:{start}"}
        return element("div", parts or empty, **around)

    def __str__(self) -> str:
        """Draw the tree as text in English."""
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()


def _branches(codebook: Codebook, lang: str) -> Iterator[str]:
    last_at: list[bool] = []
    labels = Labels(codebook, lang).each_of("code")
    for depth, code in codebook.walk():
        row = codebook[code]
        last_at[depth:] = [codebook.children(row["parent"])[-1] == code]
        stem = "".join("   " if last else "│  " for last in last_at[:-1])
        fork = "└─ " if last_at[-1] else "├─ "
        yield f"{stem}{fork}{labels[code]} [{level_label(row['level'], lang)}]"


def nested(codebook: Codebook, lang: str) -> Markup:
    """Nest the codes of a tree in lists, a level behind each label."""
    return _list(codebook, codebook.roots, Labels(codebook, lang))


def _list(codebook: Codebook, codes: Sequence[str], labels: Labels) -> Markup:
    items = []
    for code in codes:
        level = element("small", level_label(codebook[code]["level"], labels.lang))
        below = codebook.children(code)
        inside = _list(codebook, below, labels) if below else None
        items.append(element("li", bdi(labels.of("code", code)), " ", level, inside))
    return element("ul", items)
