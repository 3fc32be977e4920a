"""unknown-column: a heading that the form does not know."""

from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_unknown_heading_is_a_notice_at_the_heading() -> None:
    found = findings(submission(f"| 某表 |\n{HEADING} 电话 |\n| 1 | 修水库 |"), "unknown-column")
    assert cells(found) == ["G2"]
    assert (found[0].severity, found[0].column) == ("notice", "电话")


def test_known_heading_is_not() -> None:
    assert findings(submission(f"{HEADING}\n| 1 | 修水库 |"), "unknown-column") == []


def test_content_without_a_heading_is_a_notice_too() -> None:
    assert cells(findings(submission(f"{HEADING} |\n| 1 | 修水库 | 甲 | 乙 | 丙 | 丁 | 另 |"), "unknown-column")) == [
        "G1"
    ]


def test_second_column_of_one_heading_is_duplicate_and_not_unknown() -> None:
    assert findings(submission(f"{HEADING} 进展情况 |\n| 1 | 修水库 |"), "unknown-column") == []
