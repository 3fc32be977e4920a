"""task-changed: the number is right and the text is altered."""

from progress_xl.model import Match, Task
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_altered_text_is_a_warning_on_the_task_and_quotes_the_master() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库二座 |\n| 2 | 清河道 |")
    matches = {2: Match(Task("1", "修水库三座"), task_changed=True), 3: Match(Task("2", "清河道"))}
    found = findings(read, "task-changed", matches=matches)
    assert cells(found) == ["B2"]
    assert (found[0].severity, found[0].value) == ("warning", "修水库二座")
    assert "修水库三座" in found[0].message


def test_without_a_master_nothing_is_found() -> None:
    assert findings(submission(f"{HEADING}\n| 1 | 修水库 |"), "task-changed") == []
