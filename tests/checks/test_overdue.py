"""overdue: past the deadline and not done."""

import datetime as dt

import pytest

from tests.tables import cells, findings, submission

HEADING = "| 编号 | 事项 | 办结时限 | 推进情况 | 承办部门 | 当前状态 |"
JULY = dt.date(2022, 7, 31)


def _table(deadline: str, status: str) -> str:
    return f"{HEADING}\n| 1 | 修水库 | {deadline} | 甲 | 甲局 | {status} |"


@pytest.mark.parametrize("deadline", ["2022年6月底前", "6月底前", "2022-07-30", "上半年"])
@pytest.mark.parametrize("status", ["滞后", "序时推进", ""])
def test_passed_deadline_of_an_open_task_is_a_warning_on_the_deadline(deadline: str, status: str) -> None:
    found = findings(submission(_table(deadline, status)), "overdue", as_of=JULY)
    assert cells(found) == ["C2"]
    assert (found[0].severity, found[0].value) == ("warning", deadline)


@pytest.mark.parametrize(
    ("deadline", "status"),
    [
        ("2022年6月底前", "已完成"),
        ("2022-07-31", "滞后"),
        ("2022年12月底前", "滞后"),
        ("长期推进", "滞后"),
        ("尽快", "滞后"),
        ("", "滞后"),
    ],
)
def test_done_task_day_itself_or_no_date_is_not(deadline: str, status: str) -> None:
    assert findings(submission(_table(deadline, status)), "overdue", as_of=JULY) == []


def test_deadline_without_a_year_is_of_the_year_reported_on() -> None:
    assert findings(submission(_table("6月底前", "滞后"), period="2022-07"), "overdue", as_of=dt.date(2023, 1, 5))


def test_days_are_counted_to_the_day_of_reckoning() -> None:
    found = findings(submission(_table("2022-07-01", "滞后")), "overdue", as_of=JULY)[0]
    assert found.details["days"] == 30
    assert "2022-07-01" in found.message


def test_condition_asks_for_the_day_and_for_no_word_of_done_beside_it() -> None:
    condition = findings(submission(_table("2022-07-01", "滞后")), "overdue", as_of=JULY)[0].condition
    assert condition
    assert condition.startswith("AND(TODAY()>DATE(2022,7,1),ISERROR(")
    assert 'ISERROR(FIND("|"&TRIM({F})&"|","|完成|已完成|' in condition
    assert "滞后" not in condition


def test_without_a_day_nothing_is_overdue() -> None:
    assert findings(submission(_table("2022-07-01", "滞后")), "overdue") == []


def test_form_without_words_for_done_is_lit_by_the_day_alone() -> None:
    table = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
    read = submission(f"{table}\n| 甲局 | 1.修水库 | 2022-07-01 | 甲 | 乙 | 是 | 丙 |")
    assert findings(read, "overdue", as_of=JULY)[0].condition == "AND(TODAY()>DATE(2022,7,1),TRUE)"


@pytest.mark.parametrize("text", ["已完成。", "改造8公里，已全面完成年度目标任务。"])
def test_form_without_words_for_done_goes_by_those_of_the_text(text: str) -> None:
    heading = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |"
    for progress, count in ((text, 0), (text.replace("已", "未"), 1)):
        read = submission(f"{heading}\n| 甲局 | 1.修水库 | 2022年6月底前 | {progress} | 无 | 是 | |")
        assert len(findings(read, "overdue", as_of=JULY)) == count


def test_stage_that_is_past_is_not_while_a_later_one_is_open() -> None:
    staged = "①3月底前完成招标；②12月底前完工"
    assert findings(submission(_table(staged, "滞后")), "overdue", as_of=JULY) == []


def test_last_stage_is_when_all_are_past() -> None:
    found = findings(submission(_table("3月底前完成招标，6月底前完工", "滞后")), "overdue", as_of=JULY)[0]
    assert found.details["due"] == "2022-06-30"
