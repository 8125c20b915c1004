"""Look a text up in the catalogue and fill it in."""

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from peerstudy.errors import UnknownNameError, WrongCallError

FOLDER = "PEERSTUDY_WORDS"
"""The environment variable that names a folder with the catalogue files of further languages."""


@cache
def further() -> dict[str, dict[str, Any]]:
    """Return the catalogue files of further languages, each by the code that it is named after.

    A file, such as ``fr.toml``, has a table for each room that speaks, with its
    texts, and perhaps ``language`` with its ``direction`` and ``plurals``. What
    it leaves out is in English.
    """
    own = os.environ.get(FOLDER, "")
    found = sorted(Path(own).glob("*.toml")) if own else []
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in found}


def _about(lang: str, name: str, otherwise: Any) -> Any:
    return further()[lang].get("language", {}).get(name, otherwise)


LANGUAGES = ("en", "he", *further())
RTL_LANGUAGES = ("he", *(lang for lang in further() if _about(lang, "direction", "") == "rtl"))
PLURALS = {"en": ("one", "other"), "he": ("one", "two", "other")} | {
    lang: tuple(_about(lang, "plurals", ("one", "other"))) for lang in further()
}
"""The forms of each language, as the Unicode CLDR has them for whole numbers."""

Texts = str | dict[str, str]


@cache
def entries() -> dict[str, dict[str, Texts]]:
    """Return the whole catalogue: by key and by language, a text or its plural forms.

    A key is the file's name, a dot, and the entry's name in it.
    """
    names = sorted(file.name for file in files(__package__).iterdir())
    rooms = [name.removesuffix(".toml") for name in names if name.endswith(".toml")]
    return {f"{room}.{name}": texts for room in rooms for name, texts in entries_of(room).items()}


@cache
def entries_of(room: str) -> dict[str, dict[str, Texts]]:
    """Return the entries of one file, which is read when one of them is first asked for."""
    file = files(__package__) / f"{room}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def known(key: str) -> bool:
    """Return whether the catalogue has a text; only its own file is read.

    Examples
    --------
    >>> known("common.people"), known("common.nothing")
    (True, False)
    """
    room, _, name = key.partition(".")
    return name in entries_of(room)


def word(key: str, lang: str, /, **values: object) -> str:
    """Return a text in one language.

    Parameters
    ----------
    key : str
        Which text, such as ``"common.people"``.
    lang : {"en", "he"}
        In which language.
    **values : object
        What its placeholders stand for; ``n``, a whole number, chooses the
        plural form.

    Raises
    ------
    UnknownNameError
        If there is no such key or language.
    WrongCallError
        If a placeholder is given no value.

    Examples
    --------
    >>> word("common.people", "en", n=1), word("common.people", "en", n=3)
    ('1 person', '3 people')
    """
    room, _, name = key.partition(".")
    try:
        text = _text(room, name, lang)
    except KeyError:
        raise UnknownNameError(
            f"A text must be in the catalogue, in one of {', '.join(LANGUAGES)}; "
            f"found {key!r} in {lang!r}."
        ) from None
    try:
        if isinstance(text, dict):
            text = text[_form(values["n"], text)]
        return text.format(**values)
    except KeyError as missing:
        raise WrongCallError(f"The text {key!r} must be given a value for {missing}.") from None


def _text(room: str, name: str, lang: str) -> Texts:
    texts = entries_of(room)[name]
    if lang in texts:
        return texts[lang]
    own: Texts = further()[lang].get(room, {}).get(name, texts["en"])
    return own


def _form(n: object, forms: dict[str, str]) -> str:
    """Choose the plural form of a whole number; a form that is not given is the general one."""
    form = {1: "one", 2: "two"}.get(n, "other") if isinstance(n, int) else "other"
    return form if form in forms else "other"


def heading(column: str, lang: str) -> str:
    """Return what the column of a result is headed; without a heading, its name in words.

    Examples
    --------
    >>> heading("denominator", "en"), heading("denominator", "he"), heading("my_column", "en")
    ('denominator', 'מכנה', 'my column')
    """
    key = f"columns.{column.replace(' ', '_')}"
    return word(key, lang) if known(key) else column.replace("_", " ")
