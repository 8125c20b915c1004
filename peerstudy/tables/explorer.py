"""Choose a group, a rule of rounding and a denominator, and watch the verdicts change."""

from typing import TYPE_CHECKING, Any

from peerstudy.errors import MissingExtraError, require_known
from peerstudy.ledger import Labels, as_ledger, recount
from peerstudy.ledger.made import LedgerLike
from peerstudy.printed import PERCENT, Rounding
from peerstudy.tables.model import Table, plain
from peerstudy.tables.shown import show
from peerstudy.words import word

if TYPE_CHECKING:
    import pandas as pd

WIDGET = "application/vnd.jupyter.widget-view+json"
MOST_TRIED = 500
COLUMNS = ("variable", "level", "n", "denominator", "percent", "printed", "agrees")


def tried(
    subject: LedgerLike,
    group: str,
    rounding: Rounding | str = Rounding.EITHER,
    denominator: str | int = "stated",
) -> "pd.DataFrame":
    """Hold a group's printed percentages against one denominator and one rule of rounding.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    group : str
        Whose percentages.
    rounding : Rounding or str, default "either"
        How a share became a printed percentage.
    denominator : {"stated", "group"} or int, default "stated"
        Whom they are of; see :func:`peerstudy.ledger.recount`.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`, one row for each printed percentage with a
        count; `percent` is the exact percentage to three decimals.

    Raises
    ------
    UnknownNameError
        If there is no such rule or denominator, or the group has no
        percentage with a count.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> study = load_study("upsides_israel")
    >>> of_26 = tried(study, "peers", denominator="group")
    >>> of_26.query("variable == 'marital_status'")["agrees"].tolist()
    ['yes', 'yes', 'rounding', 'rounding', 'yes']
    """
    rows = recount(subject, base=denominator, rounding=rounding)
    rows = rows[(rows["printed"] != "") & rows["share"].notna()]
    require_known("group with percentages", group, rows["group"].unique())
    rows = rows[rows["group"] == group].reset_index(drop=True)
    rows["percent"] = [f"{float(PERCENT * share):.3f}" for share in rows["share"]]
    return rows[list(COLUMNS)]


class Explorer:
    """What :func:`explorer` returns: three choices above a table, in a running notebook.

    Where no notebook runs, such as on a page of committed outputs, the table
    stands by itself.
    """

    def __init__(self, subject: LedgerLike, lang: str) -> None:
        try:
            import ipywidgets
        except ImportError:
            raise MissingExtraError("The explorer", "lab") from None
        self._ledger, self._lang = as_ledger(subject), lang
        self._labels = Labels(self._ledger, lang)
        counted = recount(self._ledger)
        groups = counted.loc[counted["share"].notna(), "group"].unique()
        most = max((int(size) for size in counted["denominator"].dropna()), default=1)

        def dropdown(of: str, options: list[tuple[str, Any]]) -> Any:
            return ipywidgets.Dropdown(options=options, description=word(of, lang))

        self.group = dropdown(
            "columns.group", [(self._labels.group(name), name) for name in groups]
        )
        self.rounding = dropdown(
            "explorer.rounding",
            [(word(f"explorer.{rule.name.lower()}", lang), rule) for rule in Rounding],
        )
        bases = [(word(f"explorer.{base}", lang), base) for base in ("stated", "group")]
        sizes = [(str(n), n) for n in range(1, min(2 * most, MOST_TRIED) + 1)]
        self.denominator = dropdown("columns.denominator", [*bases, *sizes])
        self._html = ipywidgets.HTML()
        choices = (self.group, self.rounding, self.denominator)
        for choice in choices:
            choice.observe(self._show, "value")
        self.box = ipywidgets.VBox([*choices, self._html])
        self._show()

    @property
    def table(self) -> Table:
        """The table for what is chosen, with labels and how many percentages agree."""
        frame = tried(self._ledger, self.group.value, self.rounding.value, self.denominator.value)
        agree = int((frame["agrees"] == "yes").sum())
        caption = word("explorer.caption", self._lang, n=agree, of=len(frame))
        frame["agrees"] = [word(f"explorer.agrees_{way}", self._lang) for way in frame["agrees"]]
        return show(self._labels.frame(frame), caption, lang=self._lang)

    def _show(self, _: object = None) -> None:
        self._html.value = self.table._repr_html_()

    def _repr_mimebundle_(self, **asked: Any) -> dict[str, Any]:
        view = self.box._repr_mimebundle_(**asked)
        return {"text/html": self.table._repr_html_(), "text/plain": plain(self.table.title)} | (
            {WIDGET: view[WIDGET]} if WIDGET in view else {}
        )


def explorer(subject: LedgerLike, lang: str = "en") -> Explorer:
    """Show a group's percentages, with choices of group, rule of rounding and denominator.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    lang : {"en", "he"}, default "en"
        The language.

    Returns
    -------
    Explorer
        To stand last in a notebook's cell.

    Raises
    ------
    MissingExtraError
        If ipywidgets is not installed.
    """
    return Explorer(subject, lang)
