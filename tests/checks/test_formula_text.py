"""formula-text: a text that begins like a formula."""

import pytest

from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 | 电话 |"


def _found(progress: str, phone: str = "") -> list[str | None]:
    table = f"{HEADING}\n| 1 | 修水库 | 张 | 甲局 | {progress} | 序时推进 | {phone} |"
    return cells(findings(submission(table), "formula-text"))


@pytest.mark.parametrize("text", ["=1+1", "+推进", "-推进", "@张三", '" =A1"', "=cmd\\|'/c calc'!A1"])
def test_text_that_begins_with_a_sign_is_a_notice(text: str) -> None:
    assert _found(text) == ["E2"]


@pytest.mark.parametrize("text", ["已开工=1", "-5", '"-5"', '"+3.2%"', "—推进", "1+1", ""])
def test_plain_number_or_a_sign_further_in_is_not(text: str) -> None:
    assert _found(text) == []


def test_columns_that_the_form_lacks_are_looked_at_too() -> None:
    assert _found("甲", "=HYPERLINK(1)") == ["G2"]


def test_units_are_looked_at_too() -> None:
    table = f"{HEADING}\n| 1 | 修水库 | 张 | =甲局 | 甲 | 序时推进 |"
    found = findings(submission(table), "formula-text")
    assert cells(found) == ["D2"]
    assert (found[0].severity, found[0].details["sign"]) == ("notice", "=")
    assert found[0].condition == 'AND(LEN({cell})>0,ISNUMBER(FIND(LEFT(TRIM({cell}),1),"=+-@")))'
