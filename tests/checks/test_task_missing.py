"""task-missing: a task that the unit leads has no row."""

from progress_xl.model import Match, Task
from tests.tables import findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_owed_task_without_a_row_is_an_error_on_the_file() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 |")
    one, two, three = Task("1", "修水库"), Task("2", "清河道"), Task(None, "建公园")
    found = findings(read, "task-missing", matches={2: Match(one)}, owed=[one, two, three])
    assert [(f.task, f.cell, f.row, f.severity) for f in found] == [
        ("2", None, None, "error"),
        (None, None, None, "error"),
    ]
    assert "清河道" in found[0].message


def test_task_reported_under_another_number_is_not_missing() -> None:
    read = submission(f"{HEADING}\n| 9 | 修水库 |")
    task = Task("1", "修水库")
    assert findings(read, "task-missing", matches={2: Match(task, number_changed=True)}, owed=[task]) == []


def test_unit_that_owes_nothing_misses_nothing() -> None:
    assert findings(submission(f"{HEADING}\n| 1 | 修水库 |"), "task-missing") == []
