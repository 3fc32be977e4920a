"""wrong-period: the file states another period than the round's."""

import pytest

from progress_xl.text.periods import Period
from tests.tables import findings, submission

TABLE = "| 序号 | 重点工作目标任务 | 责任单位 | 进展情况 | 完成状态 |\n| 1 | 修水库 | 甲局 | 甲 | 序时推进 |"


@pytest.mark.parametrize(
    ("wanted", "stated", "count"),
    [
        ("2022Q2", "2022Q1", 1),
        ("2022Q2", "2023Q2", 1),
        ("2022-07", "2022-06", 1),
        ("2022Q2", "2022Q2", 0),
        ("2022Q2", "2022H1", 0),
        ("2022-07", "2022", 0),
        ("2022Q2", None, 0),
        (None, "2022Q2", 0),
    ],
)
def test_other_period_is_found_and_one_that_agrees_is_not(wanted: str | None, stated: str | None, count: int) -> None:
    found = findings(submission(TABLE, period=stated), "wrong-period", period=Period.parse(wanted) if wanted else None)
    assert len(found) == count


def test_message_names_both_periods() -> None:
    found = findings(submission(TABLE, period="2022Q1"), "wrong-period", period=Period.parse("2022Q2"))[0]
    assert found.severity == "error"
    assert "2022年第二季度" in found.message
    assert "2022年第一季度" in found.message
