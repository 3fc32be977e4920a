"""due-soon: the deadline is near and the task is not done."""

import datetime as dt

import pytest

from tests.tables import cells, findings, submission

HEADING = "| 编号 | 事项 | 办结时限 | 推进情况 | 承办部门 | 当前状态 |"
JULY = dt.date(2022, 7, 31)


def _table(deadline: str, status: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | {deadline} | 甲 | 甲局 | {status} |"


@pytest.mark.parametrize(("deadline", "days"), [("2022-07-31", 0), ("2022-08-01", 1), ("2022-08-30", 30)])
def test_near_deadline_of_an_open_task_is_a_notice(deadline: str, days: int) -> None:
    found = findings(submission(_table(deadline, "序时推进")), "due-soon", as_of=JULY)
    assert cells(found) == ["C2"]
    assert (found[0].severity, found[0].details["days"]) == ("notice", days)


@pytest.mark.parametrize(
    ("deadline", "status"),
    [("2022-08-31", "序时推进"), ("2022-07-30", "序时推进"), ("2022-08-15", "已完成"), ("长期", "滞后")],
)
def test_far_passed_or_done_is_not(deadline: str, status: str) -> None:
    assert findings(submission(_table(deadline, status)), "due-soon", as_of=JULY) == []


def test_condition_goes_out_with_a_word_of_done() -> None:
    condition = findings(submission(_table("2022-08-01", "滞后")), "due-soon", as_of=JULY)[0].condition
    assert condition
    assert 'ISERROR(FIND("|"&TRIM({F})&"|","|完成|已完成|' in condition
