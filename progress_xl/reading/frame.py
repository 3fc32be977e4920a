"""A DataFrame as a submission: its columns are roles (as ``Submission.to_frame`` gives) or headings."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from progress_xl.errors import NotAForm
from progress_xl.forms import Form
from progress_xl.model import Layout, Place, Submission
from progress_xl.reading.grid import Grid
from progress_xl.reading.header import choose_form, find_header, lay_out
from progress_xl.reading.origin import reporting_unit
from progress_xl.reading.rows import entries_of
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    import pandas as pd

_BESIDE = ("sheet", "row")
_PLAIN_HEADINGS: dict[str, str] = {
    "number": "序号",
    "task": "工作任务",
    "units": "责任单位",
    "leader": "分管领导",
    "deadline": "完成时限",
    "target": "阶段目标",
    "progress": "进展情况",
    "status": "完成状态",
    "reason": "未完成原因",
    "next_step": "下步工作打算",
    "remark": "备注",
    "rate": "完成率",
    "group": "任务类别",
}


def submission_of_frame(frame: "pd.DataFrame", form: Form | None, period: Period | None) -> Submission:
    """Read a DataFrame, one row an entry. ``NotAForm`` if its columns are neither roles nor headings.

    A frame made by ``Submission.to_frame`` remembers its file: findings name the file's cells. For any other
    frame the heading counts as row 1, the first row as row 2, the first column as A.
    """
    origin: Mapping[str, Any] = frame.attrs.get("progress_xl", {})
    columns = [str(column) for column in frame.columns]
    values = [column for column in columns if column not in _BESIDE]
    form = form or (Form.from_rows(*origin["form"]) if origin else None)
    headings = [_heading(column, form) for column in values]
    rows = [[_cell(value) for value in row] for row in frame[values].itertuples(index=False, name=None)]
    grid = Grid(str(origin.get("sheet", "")), [list(headings), *rows], [])
    header = find_header(grid, (form,) if form else ())
    if header is None:
        raise NotAForm(path="DataFrame")
    form, layout = lay_out(grid, header, form or choose_form(header))
    entries = entries_of(grid, layout)
    if "row" in columns:
        numbers = [int(number) for number in frame["row"]]
        for entry in entries:
            entry.row = numbers[entry.row - 2]
    layout = _layout_of(origin, form, layout)
    return Submission(
        path=str(origin.get("path", "")),
        sha256=str(origin.get("sha256") or _digest(rows)),
        form=form,
        layout=layout,
        unit=origin.get("unit") or reporting_unit((), (), entries),
        period=Period.parse(origin["period"]) if origin.get("period") else period,
        entries=entries,
    )


def _heading(column: str, form: Form | None) -> str:
    """A role's heading in the form (or a plain one), or the column's own name."""
    if column not in _PLAIN_HEADINGS:
        return column
    for role, known in form.by_role.items() if form else ():
        if role == column:
            return known.heading
    return _PLAIN_HEADINGS[column]


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    return "" if value is None or _is_missing(value) else value


def _is_missing(value: Any) -> bool:
    import pandas as pd

    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _layout_of(origin: Mapping[str, Any], form: Form, layout: Layout) -> Layout:
    if not origin:
        return layout
    places = {
        role: Place(index, heading, form.by_role[role])
        for role, (index, heading) in origin["places"].items()
        if role in form.by_role
    }
    return Layout(layout.sheet, origin["header_row"], places, missing=layout.missing)


def _digest(rows: list[list[Any]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()
