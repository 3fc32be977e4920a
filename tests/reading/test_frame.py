"""Submissions as DataFrames and DataFrames as submissions."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import progress_xl as px
from progress_xl.errors import BadValue, NotAForm
from tests import sheets

TABLE = """
    | 2022年7月 |
    | 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况（限5字） | 完成状态 | 电话 |
    | 一、水利 |
    | 1    | 修好水库         | 张三         | 市水利局、市财政局 | 一二三四五六      | 也许     | 12   |
    | 2    | 清好河道         |              | 市水利局           |                   | 序时推进 |      |
"""
INFERRED = """
    | 编号 | 事项 | 办结时限 | 推进情况 | 当前状态 | 未完成原因 |
    | 1 | 修水库 | 2022年3月底前 | 已开工 | 滞后 |  |
    | 2 | 清河道 | 2022年3月底前 | 已完工 | 已完成 | 无 |
"""


def test_frame_has_the_contracts_columns_in_order_and_none_for_blank(tmp_path: Path) -> None:
    frame = px.read(sheets.workbook(tmp_path / "a.xlsx", TABLE)).to_frame()
    assert list(frame.columns) == [
        *["number", "task", "units", "leader", "progress", "status", "group", "电话", "sheet", "row"]
    ]
    assert frame["units"].tolist() == [["市水利局", "市财政局"], ["市水利局"]]
    assert frame["row"].tolist() == [4, 5]
    assert frame["leader"].tolist() == ["张三", None]
    assert frame["电话"].tolist() == ["12", None]
    assert frame["group"].tolist() == ["一、水利", "一、水利"]


@pytest.mark.parametrize("table", [TABLE, INFERRED])
def test_frame_of_a_file_gives_the_files_findings_with_its_cells(tmp_path: Path, table: str) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", table)
    mended = [finding for finding in px.validate(path).findings if finding.code != "unknown-column"]
    report = px.validate(px.read(path).to_frame())
    assert [(f.code, f.cell, f.row, f.task, f.value) for f in report.findings] == [
        (f.code, f.cell, f.row, f.task, f.value) for f in mended
    ]
    assert mended


def test_mending_the_frame_takes_the_finding_away(tmp_path: Path) -> None:
    frame = px.read(sheets.workbook(tmp_path / "a.xlsx", TABLE)).to_frame()
    frame.loc[0, "status"] = "序时推进"
    assert "not-in-list" not in [finding.code for finding in px.validate(frame).findings]


def test_part_of_a_frame_still_names_the_files_cells(tmp_path: Path) -> None:
    frame = px.read(sheets.workbook(tmp_path / "a.xlsx", TABLE)).to_frame()
    assert [f.cell for f in px.validate(frame[frame["number"] == "2"]).findings if f.code == "missing-value"] == ["E5"]


@pytest.mark.parametrize("blank", [None, "", np.nan, pd.NA, pd.NaT])
def test_frame_with_headings_counts_from_a2_and_every_kind_of_blank_is_blank(blank: object) -> None:
    frame = pd.DataFrame(
        {
            "序号": [1, np.int64(2)],
            "重点工作目标任务": ["修水库", "清河道"],
            "责任单位": [["市水利局"], "市水利局"],
            "进展情况": pd.Series(["已开工", blank], dtype=object),
            "完成状态": ["序时推进", "序时推进"],
        }
    )
    found = px.validate(frame).findings
    assert [(f.code, f.cell, f.task) for f in found if f.code != "missing-column"] == [("missing-value", "D3", "2")]


def test_frame_with_dates_and_roles_is_read() -> None:
    frame = pd.DataFrame(
        {
            "number": [1],
            "task": ["修水库"],
            "deadline": [pd.Timestamp(2022, 3, 31)],
            "progress": ["已开工"],
            "status": ["滞后"],
        }
    )
    found = px.validate(frame, as_of="2022-07-31").findings
    assert [(f.code, f.cell, f.value) for f in found if f.code == "overdue"] == [("overdue", "C2", "2022-03-31")]


@pytest.mark.parametrize("source", [None, 3, b"a.xlsx", ["a.xlsx"], {"task": ["1."]}])
def test_what_is_no_source_at_all_is_refused(source: Any) -> None:
    with pytest.raises(BadValue, match="DataFrame"):
        px.validate(source)


def test_frame_of_anything_else_is_refused() -> None:
    with pytest.raises(NotAForm):
        px.validate(pd.DataFrame({"姓名": ["张三"], "电话": ["1"]}))


def test_empty_frame_has_no_findings_on_rows(tmp_path: Path) -> None:
    frame = px.read(sheets.workbook(tmp_path / "a.xlsx", TABLE)).to_frame()
    found = px.validate(frame.iloc[:0]).findings
    assert [(f.code, f.row) for f in found] == [("empty-form", None)]
