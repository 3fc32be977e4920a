"""duplicate-task: one task in two rows of a file."""

from progress_xl.model import Match, Task
from tests.tables import cells, findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"


def test_second_row_of_a_task_is_found_and_names_the_first() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 |\n| 2 | 清河道 |\n| 1 | 修 水库 |\n| 1 | 修水库 |")
    found = findings(read, "duplicate-task")
    assert cells(found) == ["B4", "B5"]
    assert {f.details["first"] for f in found} == {2}
    assert found[0].severity == "error"


def test_same_number_with_another_text_or_the_other_way_round_is_not() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 |\n| 1 | 清河道 |\n| 2 | 修水库 |")
    assert findings(read, "duplicate-task") == []


def test_number_inside_the_text_puts_the_finding_on_the_text() -> None:
    heading = "| 单位 | 工作任务 | 时限要求 | 进展情况 | 下个月工作计划 | 是否达到序时进度 |"
    assert cells(findings(submission(f"{heading}\n| 甲局 | 1.修水库 |\n| 甲局 | 1、修水库 |"), "duplicate-task")) == [
        "B3"
    ]


def test_with_a_master_the_masters_task_decides() -> None:
    read = submission(f"{HEADING}\n| 1 | 修水库 |\n| 9 | 修水库工程 |\n| 5 | 生事 |\n| 5 | 生事 |")
    task = Task("1", "修水库")
    matches = {2: Match(task), 3: Match(task, number_changed=True), 4: Match(None), 5: Match(None)}
    assert cells(findings(read, "duplicate-task", matches=matches)) == ["B3"]
