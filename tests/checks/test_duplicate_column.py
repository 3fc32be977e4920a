"""duplicate-column: two headings for one column of the form."""

from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_second_heading_is_an_error_there_and_names_the_first() -> None:
    read = submission(f"{HEADING} 进展 情况（补充） |\n| 1 | 修水库 | 甲 | 乙 | 丙 | 丁 | 戊 |")
    found = findings(read, "duplicate-column")
    assert cells(found) == ["G1"]
    assert (found[0].severity, found[0].details["first"]) == ("error", "进展情况")
    assert read.entries[0].progress == "丙"
    assert list(read.entries[0].extra.values()) == ["戊"]


def test_headings_of_different_columns_are_not() -> None:
    assert findings(submission(f"{HEADING} 备注 | 电话 |\n| 1 | 修水库 |"), "duplicate-column") == []
