"""task-unknown: neither number nor text is the master's."""

from progress_xl.model import Match, Task
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_row_that_matches_no_task_is_an_error_on_the_task() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 |\n| 99 | 登月 |")
    found = findings(read, "task-unknown", matches={2: Match(Task("1", "修水库")), 3: Match(None)})
    assert cells(found) == ["B3"]
    assert (found[0].severity, found[0].task, found[0].value) == ("error", "99", "登月")


def test_row_of_a_form_without_a_task_column_is_found_by_its_number() -> None:
    read = submission("| 序号 | 进展情况 | 完成状态 |\n| 99 | 甲 | 乙 |")
    found = findings(read, "task-unknown", matches={2: Match(None)})
    assert [(f.cell, f.value) for f in found] == [("A2", "99")]


def test_without_a_master_nothing_is_unknown() -> None:
    assert findings(submission(f"{HEADING}\n| 99 | 登月 |"), "task-unknown") == []
