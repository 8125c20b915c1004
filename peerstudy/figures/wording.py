"""The words of figures: numbers, names and lists in a language."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from peerstudy.ledger import Labels
from peerstudy.words import Run, direction, isolated, word


class Words(NamedTuple):
    """The words of a figure: what it is, how to read it, and what a reader would see in it."""

    title: str
    caption: str
    alt: str


def text(key: str, lang: str, **values: object) -> str:
    """Return a text of the figures' catalogue."""
    return word(f"figures.{key}", lang, **values)


def words(
    kind: str,
    lang: str,
    alt: Iterable[str],
    drawn: Iterable[str] = (),
    more: Iterable[str] = (),
    **values: object,
) -> Words:
    """Put a figure's words together: title and caption by its kind, then what is seen in it.

    The caption explains the marks that are drawn and no others; sentences that
    hold of some figures of the kind alone follow it.
    """
    told = [text(f"mark_{kind}_{mark.replace(' ', '_')}", lang) for mark in drawn]
    marks = text("semicolons", lang).join(told)
    values |= {"marks": marks, "Marks": marks[:1].upper() + marks[1:]}
    caption = [text(f"caption_{kind}", lang, **values), *more]
    title = text(f"title_{kind}", lang, **values)
    return Words(title, " ".join(caption), " ".join(part for part in alt if part))


def run(written: object, lang: str) -> str:
    """Keep numbers in the order they are written."""
    return Run(str(written)).told(lang)


def number(value: float) -> str:
    """Write a number with at most two decimals."""
    written = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written.replace("-", "\N{MINUS SIGN}")


def percent(n: float, total: float) -> str:
    """Write a share in whole percent."""
    return f"{100 * float(n) / float(total):.0f}%"


def named(label: str, lang: str) -> str:
    """Keep a label apart from the text around it."""
    return isolated(label) if direction(lang) == "rtl" else label


def named_both(labels: Labels, group: str, variable: str) -> dict[str, str]:
    """Return what a group and a variable are called, each kept apart from the text around it."""
    return {
        "group": named(labels.group(group), labels.lang),
        "variable": named(labels.variable(variable), labels.lang),
    }


def listed(parts: Iterable[str], lang: str) -> str:
    """Join parts of a sentence."""
    return text("list", lang).join(parts)


def missing(value: object) -> bool:
    """Return whether a number is not reported."""
    return bool(pd.isna(value))  # type: ignore[call-overload]


def largest(frame: pd.DataFrame, of: "pd.Series[float]") -> "pd.Series[Any]":
    """Return the first row for which a value is largest."""
    return frame.iloc[int(of.to_numpy(dtype=float).argmax())]
