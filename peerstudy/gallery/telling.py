"""How figures are told in words: numbers, names and lists in a language."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.words import direction, isolated, word


def say(key: str, lang: str, **values: object) -> str:
    """Say a text of the figures' catalogue."""
    return word(f"figures.{key}", lang, **values)


def told(kind: str, lang: str, alt: Iterable[str], **values: object) -> Told:
    """Put a figure's words together: title and caption by its kind, then what is seen in it."""
    title = say(f"title_{kind}", lang, **values)
    caption = say(f"caption_{kind}", lang, **values)
    return Told(title, caption, " ".join(text for text in alt if text))


def run(text: object, lang: str) -> str:
    """Keep numbers in the order they are written."""
    return isolated(str(text), ltr=True) if direction(lang) == "rtl" else str(text)


def number(value: float, decimals: int = 2) -> str:
    """Write a number with at most so many decimals."""
    text = f"{float(value):.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def percent(n: float, total: float) -> str:
    """Write a share in whole percent."""
    return f"{100 * float(n) / float(total):.0f}%"


def named(key: object, labels: Labels, lang: str) -> str:
    """Call a group, a variable or a code by its label, kept apart from what stands around it."""
    name = labels.get(str(key), str(key))
    return isolated(name) if direction(lang) == "rtl" else name


def listed(parts: Iterable[str], lang: str) -> str:
    """Put parts of a sentence one after another."""
    return say("list", lang).join(parts)


def missing(value: object) -> bool:
    """Tell whether a number is not printed."""
    return bool(pd.isna(value))  # type: ignore[call-overload]


def largest(frame: pd.DataFrame, of: "pd.Series[float]") -> "pd.Series[Any]":
    """Give the first row for which a value is largest."""
    return frame.iloc[int(of.to_numpy(dtype=float).argmax())]
