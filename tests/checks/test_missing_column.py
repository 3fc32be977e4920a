"""missing-column: a required column has no heading in the sheet."""

from tests.tables import findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
ROW = "\n| 1 | 修水库 | 甲 | 乙 | 丙 | 丁 |"


def test_required_column_without_a_heading_is_found() -> None:
    found = findings(submission(HEADING.replace("| 责任单位 ", "") + ROW), "missing-column")
    assert [(f.column, f.cell, f.severity) for f in found] == [("责任单位", None, "error")]
    assert "责任单位" in found[0].message


def test_column_that_need_not_be_filled_is_not() -> None:
    assert findings(submission(HEADING.replace("| 牵头负责领导 ", "") + ROW), "missing-column") == []


def test_column_in_another_place_or_spelling_is_not() -> None:
    heading = "| 完成 状态 | 序号 | 重点工作任务 | 责任单位（牵头） | 进展情况 |"
    assert findings(submission(heading + ROW), "missing-column") == []
