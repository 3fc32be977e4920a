"""A figures sheet 指标核对 read back: what stands on it, and what a person has changed."""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, get_args

from progress_xl.addresses import cell_name, column_letters
from progress_xl.forms.headings import heading_key
from progress_xl.reading.arguments import parse_day
from progress_xl.rounds.figures import (
    IGNORE,
    KEEP,
    Cell,
    Computed,
    FigureRow,
    Figures,
    Input,
    RowKey,
    Typed,
    stamp,
)
from progress_xl.rounds.figures_layout import (
    BESIDE_ON,
    BESIDE_TOLERANCE,
    COMPUTED,
    FIELDS,
    HEADER_ROW,
    HINT_TEXT,
    NO_DAY,
    ON_LABEL,
    TOLERANCE_LABEL,
)
from progress_xl.text.numerals import squeeze

_CELLS: tuple[Cell, ...] = get_args(Cell)
_NEEDED = {*_CELLS, "key", "read"}
# No sheet of a person has these words, and ours keeps some of them when headings are deleted.
_SIGNS = {ON_LABEL, TOLERANCE_LABEL, *(field.heading for field in FIELDS if not field.printed)}
_TOP = 20
_META = '{"period"'


def read_figures(rows: Sequence[Sequence[Any]]) -> Figures | None:
    """What stands on a sheet that ``figures_sheet`` wrote, given as rows of values from A1 on; ``None`` for another's.

    Columns are known by their headings, so that a person may add and move some; ``missing_headings`` has none to name.
    """
    if not _is_ours(rows):
        return None
    header = _header_of(rows)
    names = {heading_key(field.heading): field.name for field in FIELDS}
    places: dict[str, int] = {}
    own: list[tuple[int, str]] = []
    for place, heading in enumerate(rows[header]):
        name = names.get(heading_key(str(heading or "")))
        if name and name not in places:
            places[name] = place
        elif heading or _holds_anything(rows[header + 1 :], place):
            own.append((place, str(heading or "").strip() or f"{column_letters(place + 1)}列"))
    figures, reckoned = _read_head(rows[:header], places)
    seen: set[RowKey] = set()
    for number, values in enumerate(rows[header + 1 :], header + 2):
        row = _read_row(values, places, own, figures, reckoned)
        if row:
            row.place = number
            figures.rows.append(
                row if row.key not in seen else FigureRow(None, {}, row.now, row.period, own=row.own, place=number)
            )
            seen.update([row.key] if row.key else [])
    return figures


def _holds_anything(rows: Sequence[Sequence[Any]], place: int) -> bool:
    return any(place < len(row) and _input(row[place]) is not None for row in rows)


def missing_headings(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The headings without which a sheet that ``figures_sheet`` wrote cannot be read; none for another's sheet."""
    if not _is_ours(rows):
        return []
    there = _keys(rows[_header_of(rows)])
    return [field.heading for field in FIELDS if field.name in _NEEDED and field.heading not in there]


def _is_ours(rows: Sequence[Sequence[Any]]) -> bool:
    return any(_SIGNS & _keys(row) for row in rows[:_TOP])


def _header_of(rows: Sequence[Sequence[Any]]) -> int:
    """The row with the most of our headings."""
    ours = {field.heading for field in FIELDS}
    return max(range(len(rows[:_TOP])), key=lambda place: len(ours & _keys(rows[place])))


def _keys(row: Sequence[Any]) -> set[str]:
    return {heading_key(str(value or "")) for value in row}


_Settings = tuple[Input, float]


def _read_head(rows: Sequence[Sequence[Any]], places: Mapping[str, int]) -> tuple[Figures, _Settings]:
    """The settings beside their labels, and whatever else a person has written above the table.

    With them what the sheet's own formulas have gone by, for a text none at all.
    """
    figures = Figures()
    skip: set[tuple[int, int]] = {(0, 0)}
    found: dict[str, Input] = {}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            text = _input(value)
            if text in (ON_LABEL, TOLERANCE_LABEL) and column + 1 < len(values):
                found[str(text)] = _input(values[column + 1])
                skip |= {(row, column), (row, column + 1)}
            elif isinstance(text, str) and (text.startswith(_META) or (column == places["key"] and text[0] == "{")):
                _take_meta(figures, text)
                skip.add((row, column))
            elif text in (HINT_TEXT, NO_DAY):
                skip.add((row, column))
    figures.head = {
        cell_name(row + 1, column + 1): text
        for row, values in enumerate(rows[: HEADER_ROW - 1])
        for column, value in enumerate(values)
        if (row, column) not in skip and (text := _input(value)) is not None
    }
    on, tolerance = found.get(ON_LABEL), found.get(TOLERANCE_LABEL)
    _take_settings(figures, on, tolerance)
    return figures, (on, tolerance if isinstance(tolerance, float) else 0.0)


def _take_settings(figures: Figures, on: Input, tolerance: Input) -> None:
    """What a person has set; what cannot be read is kept beside its cell."""
    day, share = _day_in(on), _share_in(tolerance)
    figures.typed_on = day if day != figures.on else None
    figures.typed_tolerance = share if share != figures.tolerance else None
    figures.live = (on, tolerance) == (figures.day, figures.share)
    if on is not None and day is None:
        _say_beside(figures, BESIDE_ON, f"“{_plain(on)}”不是日期，未采用")
    if tolerance is not None and share is None:
        _say_beside(figures, BESIDE_TOLERANCE, f"“{_plain(tolerance)}”不是百分数，未采用")


def _day_in(value: Input) -> dt.date | None:
    """A day, also one that Excel takes for a text (2026.7.31)."""
    if isinstance(value, str):
        with suppress(ValueError):
            return parse_day(value)
    return value if isinstance(value, dt.date) else None


def _share_in(value: Input) -> float | None:
    if isinstance(value, str) and (percent := re.fullmatch(r"(\d+(?:\.\d+)?)\s*[%％]", value)):
        return float(percent[1]) / 100
    return value if isinstance(value, float) else None


def _plain(value: Input) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _say_beside(figures: Figures, cell: str, text: str) -> None:
    """Before what else a person has written there."""
    figures.head[cell] = "；".join(str(part) for part in (text, figures.head.get(cell)) if part)


def _take_meta(figures: Figures, text: str) -> None:
    """What the sheet was written for; a text that was tampered with says nothing, as if it were of no period."""
    try:
        meta = json.loads(text)
        figures.on = dt.date.fromisoformat(meta["on"]) if meta["on"] else None
        figures.period, figures.tolerance = str(meta["period"]), float(meta["tolerance"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return


def _read_row(
    values: Sequence[Any],
    places: Mapping[str, int],
    own: Sequence[tuple[int, str]],
    figures: Figures,
    reckoned: _Settings,
) -> FigureRow | None:
    cells = {name: _input(values[place]) if place < len(values) else None for name, place in places.items()}
    kept: list[tuple[str, Input]] = [
        (heading, text) for place, heading in own if place < len(values) and (text := _input(values[place]))
    ]
    now: dict[Cell, Input] = {name: cells.get(name) for name in _CELLS}
    on, tolerance = reckoned
    if now["on"] in (figures.on, figures.typed_on, on):
        now["on"] = None
    if not kept and not any(value is not None for value in now.values()):
        return None
    try:
        key, (read, written) = RowKey.parse(str(cells.get("key"))), json.loads(str(cells.get("read")))
        row = FigureRow(key, dict(read), now, figures.period, own=kept)
        then = dt.date.max if isinstance(on, float) else on if isinstance(on, dt.date) else None
        given = [row.evaluate(figures.day, figures.share), row.evaluate(then, tolerance)]
        row.typed = _typed(cells, [*given, dict(zip(COMPUTED, written, strict=True))])
    except (ValueError, TypeError, RecursionError):  # a row that a person has added, or hidden cells tampered with
        row = FigureRow(None, {}, now, figures.period, own=kept)
    _take_as_meant(row)
    return row


def _take_as_meant(row: FigureRow) -> None:
    """Let a text count for the number, day or decision that it is; of any other the remark says how it is taken."""
    for name, meaning, otherwise in _MEANINGS:
        text = row.now[name]
        if not isinstance(text, str):
            continue
        meant = meaning(text, row)
        said = f"{_HEADINGS[name]}“{text}”{otherwise}"
        remark = str(row.now["remark"] or "")
        if meant is not None:
            row.now[name] = meant
        elif said not in remark:
            row.now["remark"] = "；".join(filter(None, (said, remark)))


def _number_meant(text: str, row: FigureRow) -> Input:
    """１.４, 1,200 and, where that is the row's unit, 110个."""
    plain = squeeze(text).replace(",", "").removesuffix(squeeze(str(row.now["measured_in"] or "")))
    return float(plain) if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", plain) else None


def _day_meant(text: str, _row: FigureRow) -> Input:
    return _day_in(text)


def _decision_meant(text: str, _row: FigureRow) -> Input:
    """忽略, 不可比 and 不可比、忽略 as well as the choices themselves."""
    return _DECISIONS.get(re.sub(r"[^\w]", "", squeeze(text)))


_HEADINGS = {field.name: field.heading for field in FIELDS}
_DECISIONS = dict.fromkeys(("忽略", "不可比", "不可比忽略"), IGNORE) | {KEEP: KEEP}
_NO_NUMBER, _NO_DAY_SAID, _NO_CHOICE = "不是数字，按不可比处理", "不是日期，未作判断", "不在可选之列，未采用"
_MEANINGS: tuple[tuple[Cell, Callable[[str, FigureRow], Input], str], ...] = (
    ("goal", _number_meant, _NO_NUMBER),
    ("actual", _number_meant, _NO_NUMBER),
    ("start", _day_meant, _NO_DAY_SAID),
    ("end", _day_meant, _NO_DAY_SAID),
    ("on", _day_meant, _NO_DAY_SAID),
    ("decision", _decision_meant, _NO_CHOICE),
)


def _typed(cells: Mapping[str, Input], given: Sequence[Mapping[Computed, Input]]) -> Typed:
    """What stands in a formula's cell and is neither what it gives now nor what we wrote: nobody may have reckoned."""
    return {
        name: cells[name]
        for name in COMPUTED
        if cells.get(name) is not None and not any(_same(cells[name], values[name]) for values in given)
    }


_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


def _same(one: Input, other: Input) -> bool:
    if one in _ERRORS:
        return True
    if isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return stamp(one) == stamp(other)


def _input(value: Any) -> Input:
    """A cell's value as it is compared: dates without a time, numbers as ``float``, blank as ``None``."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return float(value)
    return str(value).strip() or None if value is not None else None
