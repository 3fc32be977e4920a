"""sheet-not-read: another sheet of the file looks like a form too."""

from dataclasses import replace

from tests.tables import findings, submission

TABLE = "| 序号 | 重点工作目标任务 | 责任单位 | 进展情况 | 完成状态 |\n| 1 | 修水库 | 甲局 | 甲 | 序时推进 |"


def test_other_sheet_is_a_notice_by_name() -> None:
    read = replace(submission(TABLE), other_sheets=("六月", "五月"))
    found = findings(read, "sheet-not-read")
    assert [(f.severity, f.details["other"]) for f in found] == [("notice", "六月"), ("notice", "五月")]
    assert "六月" in found[0].message


def test_single_sheet_is_not() -> None:
    assert findings(submission(TABLE), "sheet-not-read") == []
