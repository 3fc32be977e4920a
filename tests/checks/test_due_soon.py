"""due-soon: the deadline is near and the task is not done."""

import datetime as dt

import pytest

from progress_xl.messages import Lang
from tests.tables import cells, findings, submission

HEADING = "| 编号 | 事项 | 办结时限 | 推进情况 | 承办部门 | 当前状态 |"
JULY = dt.date(2022, 7, 31)


def _table(deadline: str, status: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | {deadline} | 甲 | 甲局 | {status} |"


@pytest.mark.parametrize("deadline", ["2022-07-31", "2022-08-01", "2022-08-30"])
def test_near_deadline_of_an_open_task_is_a_notice(deadline: str) -> None:
    found = findings(submission(_table(deadline, "序时推进")), "due-soon", as_of=JULY)
    assert cells(found) == ["C2"]
    assert found[0].severity == "notice"


@pytest.mark.parametrize(
    ("deadline", "lang", "said"),
    [
        ("2022-07-31", "zh", "时限为2022-07-31，截至2022-07-31已是最后一天，尚未报完成。"),
        ("2022-07-31", "en", "Due on 2022-07-31, this being the last day, and not reported as done."),
        ("2022-08-30", "zh", "时限为2022-08-30，距2022-07-31还有30天，尚未报完成。"),
        ("2022-08-30", "en", "Due on 2022-08-30, 30 days after 2022-07-31, and not reported as done."),
    ],
)
def test_days_left_are_said_and_the_last_day_is_called_that(deadline: str, lang: Lang, said: str) -> None:
    (found,) = findings(submission(_table(deadline, "滞后")), "due-soon", as_of=JULY)
    assert found.text(lang)[0].endswith(said)


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
