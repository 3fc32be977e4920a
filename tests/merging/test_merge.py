"""From contributions to the cells of the master, and what has no place in it."""

from collections.abc import Sequence

import pytest

from progress_xl.forms import Role
from progress_xl.merging.merge import (
    CELL_LIMIT,
    Decision,
    Kept,
    Merged,
    beside,
    decide,
    left_out,
    superseded_texts,
    unplaced,
)
from progress_xl.merging.versions import choose_versions
from progress_xl.model import Task
from tests.merging.rows import part, report, tasks

TASKS = tasks("| 序号 | 任务 | 单位 |\n| 1 | 建成三座水库 | 市水利局 |\n| 2 | 新建五所学校 | 市教育局 |")
ROLES: frozenset[Role] = frozenset(("progress", "status"))
TABLE = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况   | 完成状态 | 资金来源 |
| 1    | 建成四座水库     | 张三         | 市水利局 | 已建一座。 | 序时推进 | 福彩金   |
| 1    | 建成三座水库     |              | 市水利局 | 又建一座。 |          |          |
| 9    | 栽一万棵柳树     | 张三         | 市水利局 | 已栽。     |          |          |
"""


def _lines(kept: Sequence[Kept]) -> list[tuple[str, str, str, str]]:
    return [(each.why, each.column, each.text, each.cell) for each in kept]


def test_texts_are_gathered_by_task_and_role() -> None:
    merged = Merged(choose_versions([report(TASKS, TABLE)]), ())
    progress, status = (merged.cell(TASKS.tasks[0], role) for role in ("progress", "status"))
    assert progress
    assert status
    assert (progress.text, status.text) == ("已建一座。", "序时推进")
    (told,) = progress.parts
    assert (told.unit, told.file, told.sheet, told.cell) == ("市水利局", "市水利局1.xlsx", "Sheet1", "E2")


def test_cell_that_nobody_speaks_of_is_none() -> None:
    merged = Merged(choose_versions([report(TASKS, TABLE)]), ())
    assert merged.cell(TASKS.tasks[0], "reason") is None
    assert merged.cell(TASKS.tasks[1], "progress") is None


def test_parts_of_earlier_runs_count_beside_those_of_this_one() -> None:
    task = TASKS.tasks[0]
    merged = Merged(choose_versions([report(TASKS, TABLE)]), [(task, part("市财政局", "已拨款。"))])
    cell = merged.cell(task, "progress")
    assert cell
    assert cell.text == "已建一座。（市水利局）\n已拨款。（市财政局）"


def _beside(roles: frozenset[Role]) -> list[tuple[str, str, str, str]]:
    return [line for each in choose_versions([report(TASKS, TABLE)]) for line in _lines(list(beside(each, roles)))]


def test_altered_givens_and_columns_without_place_are_kept() -> None:
    assert _beside(ROLES) == [
        ("no-column", "资金来源", "福彩金", "G2"),
        ("changed", "重点工作目标任务", "建成四座水库", "B2"),
        ("changed", "牵头负责领导", "张三", "C2"),
    ]


def test_column_that_the_master_lacks_is_kept() -> None:
    assert ("no-column", "完成状态", "序时推进", "F2") in _beside(frozenset(("progress",)))


def test_second_row_on_a_task_and_unknown_rows_are_kept_whole() -> None:
    assert _lines(list(unplaced(report(TASKS, TABLE)))) == [
        ("duplicate-task", "责任单位", "市水利局", "D3"),
        ("duplicate-task", "进展情况", "又建一座。", "E3"),
        ("task-unknown", "牵头负责领导", "张三", "C4"),
        ("task-unknown", "责任单位", "市水利局", "D4"),
        ("task-unknown", "进展情况", "已栽。", "E4"),
    ]


def test_unknown_row_with_nothing_in_it_is_kept_too() -> None:
    table = "| 序号 | 重点工作目标任务 | 进展情况 |\n| 9 | 栽一万棵柳树 | |\n| 1 | 建成三座水库 | 已建。 |"
    assert _lines(list(unplaced(report(TASKS, table)))) == [("task-unknown", "重点工作目标任务", "栽一万棵柳树", "B2")]


def test_superseded_version_keeps_what_the_newer_does_not_say() -> None:
    head = "| 序号 | 重点工作目标任务 | 进展情况 | 完成状态 |"
    old = report(TASKS, f"{head}\n| 1 | 建成三座水库 | 已建一座。 | 序时推进 |", day=1)
    new = report(TASKS, f"{head}\n| 1 | 建成三座水库 | 已建两座。 | 序时推进 |", day=2)
    chosen = {(each.unit, id(each.task)): each for each in choose_versions([old, new])}
    assert _lines(list(superseded_texts(old, chosen))) == [("superseded", "进展情况", "已建一座。", "C2")]


WRITTEN, EDITED, NEW = "我们写的", "人改的", "新报的"


@pytest.mark.parametrize(
    ("current", "written", "text", "decision"),
    [
        pytest.param(None, None, NEW, Decision(NEW, write=True), id="empty cell"),
        pytest.param(WRITTEN, WRITTEN, NEW, Decision(NEW, write=True), id="our own text"),
        pytest.param(WRITTEN, WRITTEN, WRITTEN, Decision(WRITTEN, write=False), id="nothing new"),
        pytest.param(EDITED, WRITTEN, WRITTEN, Decision(EDITED, write=False), id="edit, nothing new"),
        pytest.param(EDITED, WRITTEN, NEW, Decision(EDITED, write=False, conflict=True), id="edit and news"),
        pytest.param(NEW, WRITTEN, NEW, Decision(NEW, write=False), id="edit that takes the news over"),
        pytest.param(EDITED, None, NEW, Decision(EDITED, write=False, conflict=True), id="text from before us"),
        pytest.param(NEW, None, NEW, Decision(NEW, write=False), id="same text from before us"),
        pytest.param(WRITTEN, WRITTEN, "", Decision("", write=True), id="unit says nothing any more"),
    ],
)
def test_persons_text_stays_and_ours_gives_way(
    current: str | None, written: str | None, text: str, decision: Decision
) -> None:
    assert decide(current, written, text, str) == decision


def test_parts_beyond_a_cell_are_left_out_the_last_first() -> None:
    told = [part(unit, unit[1] * (CELL_LIMIT // 2 - 100)) for unit in ("市审计局", "市财政局", "市水利局")]
    task = Task("1", "建成三座水库", ("市水利局", "市财政局", "市审计局"))
    cell = Merged((), [(task, each) for each in told]).cell(task, "progress")
    assert cell
    assert len(cell.text) <= CELL_LIMIT
    assert [each.unit for each in cell.parts] == ["市水利局", "市财政局"]
    assert [(each.why, each.unit) for each in left_out(cell, task)] == [("too-much", "市审计局")]


@pytest.mark.parametrize(
    ("text", "stays"),
    [("长" * CELL_LIMIT, True), ("长" * (CELL_LIMIT + 1), False), ("😀" * 16_383, True), ("😀" * 16_384, False)],
    ids=["full", "over", "full of pairs", "over by pairs"],
)
def test_one_text_stays_only_if_a_cell_holds_it(text: str, stays: bool) -> None:
    task = TASKS.tasks[0]
    cell = Merged((), [(task, part("市水利局", text))]).cell(task, "progress")
    assert cell
    assert cell.text == (text if stays else "")
    assert [each.text for each in left_out(cell, task)] == ([] if stays else [text])
