"""Tables of Excel files: cached values of formulas, written as their number formats print them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from peerstudy.errors import MissingExtraError
from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import Cell, Document
from peerstudy.readers.limits import LIMITS, WHOLE, Limits, open_zip, part_of, refuse

_WHOLE = 1e15
_NO_RESULT = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def read_spreadsheet(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read every sheet of an Excel file (.xlsx) as one table."""
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("Reading Excel files", "readers") from None
    open_zip(content, name, limits).close()
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets errors of many libraries through
        raise refuse(name, type(error).__name__, "it must be a whole Excel file") from None
    formulas = _without_result(content, name, limits, book)
    draft = Draft(name, limits)
    for sheet in book.worksheets:
        draft.check(rows=sheet.max_row, columns=sheet.max_column)
        try:
            rows = _rows(sheet, draft, formulas.get(sheet.title, {}))
        except (IndexError, KeyError, TypeError):  # a style that the file does not hold
            raise refuse(name, "a sheet that cannot be read", WHOLE) from None
        if rows:
            draft.add(rows)
    return draft.document()


def _without_result(
    content: bytes, name: str, limits: Limits, results: Any
) -> dict[str, dict[str, str]]:
    """Return by sheet the formulas that no program has calculated, which show no number."""
    import openpyxl

    with open_zip(content, name, limits) as package:
        parts = [part for part in package.namelist() if part.startswith("xl/worksheets/")]
        if not any(_NO_RESULT.search(part_of(package, part, name) or b"") for part in parts):
            return {}
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str)
            and cell.value.startswith("=")
            and results[sheet.title][cell.coordinate].value is None
        }
        for sheet in openpyxl.load_workbook(BytesIO(content), keep_links=False).worksheets
    }


def _rows(sheet: Any, draft: Draft, formulas: Mapping[str, str]) -> list[list[Cell]]:
    """Return the cells of a sheet without empty rows around them; a merged one stands once."""
    from openpyxl.cell import MergedCell

    spans = {}
    for area in sheet.merged_cells.ranges:
        height, width = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        draft.check(places=height * width)
        spans[sheet.cell(area.min_row, area.min_col).coordinate] = height, width
    listed = ([c for c in row if not isinstance(c, MergedCell)] for row in sheet.iter_rows())
    rows = [
        [_cell(c, formulas.get(c.coordinate, ""), spans.get(c.coordinate, (1, 1))) for c in row]
        for row in listed
    ]
    filled = [number for number, row in enumerate(rows) if any(cell.text for cell in row)]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _cell(cell: Any, formula: str, spans: tuple[int, int]) -> Cell:
    text = printed_as(cell.value, cell.number_format) or formula
    bare = text.lstrip(" \u00a0")
    return Cell(
        bare.strip(),
        row_span=spans[0],
        column_span=spans[1],
        bold=bool(cell.font and cell.font.b),
        indent=len(text) - len(bare) + float(getattr(cell.alignment, "indent", 0) or 0),
    )


def printed_as(value: Any, style: str) -> str:
    """Return the text that a cell shows: a number as its format prints it.

    Examples
    --------
    >>> printed_as(0.731, "0.0%"), printed_as(7.8, "0.00"), printed_as(26, "General")
    ('73.1%', '7.80', '26')
    """
    if value is None:
        return ""
    if isinstance(value, bool | str | date) or not isinstance(value, int | float):
        return str(value)
    first = re.sub(r'"[^"]*"', "", style.split(";")[0])
    places = re.search(r"\.([0#?]+)", first)
    unit = Decimal(1).scaleb(-len(places[1]) if places else 0)
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return repr(value)
    if "%" in first:
        return f"{(100 * exact).quantize(unit, ROUND_HALF_UP)}%"
    if re.search(r"0", first) and first != "General" and abs(exact) < _WHOLE:
        rounded = exact.quantize(unit, ROUND_HALF_UP)
        return f"{rounded:,}" if "," in first else f"{rounded}"
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE
    return str(int(value)) if whole else repr(value)
