"""Several files of one unit: newer version, correction, another part, conflict."""

from progress_xl.merging.versions import Contribution, choose_versions
from tests.merging.rows import report, tasks

HEAD = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
NAMES = {"1": "甲湖清淤", "2": "乙河筑坝", "3": "丙渠通水", "4": "丁泉护岸", "5": "戊井加深"}
TASKS = tasks("| 序号 | 任务 | 单位 |\n" + "\n".join(f"| {n} | {name} | 市水利局 |" for n, name in NAMES.items()))


def _table(**said: str) -> str:
    """A form with a row for each task: ``n1="已清淤。"``."""
    rows = (f"| {n[1:]} | {NAMES[n[1:]]} | 张三 | 市水利局 | {text} | 序时推进 |" for n, text in said.items())
    return "\n".join([HEAD, *rows])


def _said(chosen: list[Contribution]) -> dict[str | None, str | None]:
    return {each.task.number: each.entry.progress for each in chosen}


def test_newer_that_repeats_three_quarters_replaces_the_older() -> None:
    old = report(TASKS, _table(n1="旧一", n2="旧二", n3="旧三", n4="旧四"), day=1)
    new = report(TASKS, _table(n1="新一", n2="新二", n3="新三", n5="新五"), day=2)
    chosen = choose_versions([new, old])
    assert (old.superseded_by, old.counts, new.superseded_by) == (new, False, None)
    assert _said(chosen) == {"1": "新一", "2": "新二", "3": "新三", "5": "新五"}
    assert [each.other for each in chosen] == [None] * 4


def test_newer_with_a_few_of_the_older_tasks_corrects_those() -> None:
    old = report(TASKS, _table(n1="旧一", n2="旧二", n3="旧三"), day=1)
    new = report(TASKS, _table(n2="新二"), day=2)
    chosen = choose_versions([old, new])
    assert (old.superseded_by, old.counts) == (new, True)
    assert _said(chosen) == {"1": "旧一", "2": "新二", "3": "旧三"}
    assert [each.other for each in chosen] == [None, None, None]


def test_files_on_different_tasks_are_parts() -> None:
    first = report(TASKS, _table(n1="一", n2="二"), day=1)
    second = report(TASKS, _table(n3="三"), day=2)
    chosen = choose_versions([first, second])
    assert (first.superseded_by, second.superseded_by) == (None, None)
    assert _said(chosen) == {"1": "一", "2": "二", "3": "三"}


def test_parts_that_differ_on_a_task_have_a_rival() -> None:
    first = report(TASKS, _table(n1="一说", n2="二", n3="三"), day=1)
    second = report(TASKS, _table(n1="另说", n4="四"), day=2)
    chosen = {each.task.number: each for each in choose_versions([first, second])}
    assert chosen["1"].entry.progress == "另说"
    assert chosen["1"].other is not None
    assert chosen["1"].other[0] is first
    assert chosen["1"].other[1].progress == "一说"
    assert {number: each.other for number, each in chosen.items() if number != "1"} == dict.fromkeys("234")


def test_parts_that_agree_on_a_task_have_none() -> None:
    first = report(TASKS, _table(n1="一", n2="二", n3="三"), day=1)
    second = report(TASKS, _table(n1="一", n4="四"), day=2)
    assert [each.other for each in choose_versions([first, second])] == [None] * 4


def test_copies_are_versions_even_if_no_row_is_known() -> None:
    table = f"{HEAD}\n| 77 | 没有的事 | 张三 | 市水利局 | 已办。 | 序时推进 |"
    first, copy = report(TASKS, table, day=1), report(TASKS, table, day=2)
    assert choose_versions([first, copy]) == []
    assert (first.superseded_by, copy.superseded_by) == (copy, None)


def test_of_three_versions_the_newest_counts_and_each_older_names_its_successor() -> None:
    one, two, three = (report(TASKS, _table(n1=f"第{day}版"), day=day) for day in (1, 2, 3))
    assert _said(choose_versions([three, one, two])) == {"1": "第3版"}
    assert (one.superseded_by, two.superseded_by, three.superseded_by) == (two, three, None)


def test_of_files_of_one_time_neither_is_newer() -> None:
    first = report(TASKS, _table(n1="一版", n2="同"), path="a.xlsx")
    second = report(TASKS, _table(n1="二版", n2="同"), path="b.xlsx")
    chosen = {each.task.number: each for each in choose_versions([second, first])}
    assert (first.superseded_by, second.superseded_by) == (None, None)
    assert chosen["1"].other == (first, first.entries[id(chosen["1"].task)])
    assert (chosen["1"].entry.progress, chosen["2"].other) == ("二版", None)


def test_file_of_the_same_time_with_a_few_of_the_tasks_corrects_nothing() -> None:
    whole = report(TASKS, _table(n1="一", n2="二", n3="三"), path="a.xlsx")
    one = report(TASKS, _table(n2="另说"), path="b.xlsx")
    rivals = {each.task.number: each.other for each in choose_versions([whole, one])}
    assert rivals["2"] is not None
    assert rivals["2"][0] is whole
    assert (whole.superseded_by, rivals["1"], rivals["3"]) == (None, None, None)


def test_file_of_the_same_time_that_says_all_that_the_other_does_replaces_it() -> None:
    saved = report(TASKS, _table(n1="一", n2="二"), path="a.xlsx")
    again = report(TASKS, _table(n1="一", n2="二", n3="三"), path="b.xlsx")
    assert _said(choose_versions([saved, again])) == {"1": "一", "2": "二", "3": "三"}
    assert (saved.superseded_by, saved.counts) == (again, False)


def test_two_files_of_one_time_with_other_tasks_are_parts_and_lose_none() -> None:
    first = report(TASKS, _table(n1="一", n2="二", n3="三", n4="四"), path="a.xlsx")
    second = report(TASKS, _table(n1="一", n2="二", n3="三", n5="五"), path="b.xlsx")
    assert _said(choose_versions([first, second])) == dict(zip("12345", "一二三四五", strict=True))
    assert (first.superseded_by, second.superseded_by) == (None, None)


def test_units_do_not_supersede_each_other() -> None:
    water = report(TASKS, _table(n1="水利说"), unit="市水利局")
    money = report(TASKS, _table(n1="财政说"), day=2, unit="市财政局")
    chosen = choose_versions([water, money])
    assert [(each.unit, each.entry.progress) for each in chosen] == [("市水利局", "水利说"), ("市财政局", "财政说")]
    assert (water.superseded_by, money.superseded_by) == (None, None)


def test_of_two_rows_on_one_task_the_first_counts() -> None:
    table = f"{HEAD}\n" + "".join(f"| 1 | 甲湖清淤 | 张三 | 市水利局 | {text} | 序时推进 |\n" for text in "先后")
    assert _said(choose_versions([report(TASKS, table)])) == {"1": "先"}


def test_correction_of_a_correction_leaves_the_rest() -> None:
    reports = [
        report(TASKS, _table(n1="旧一", n2="旧二", n3="旧三", n4="旧四"), day=1),
        report(TASKS, _table(n2="新二"), day=2),
        report(TASKS, _table(n2="更新二"), day=3),
    ]
    assert _said(choose_versions(reports)) == {"1": "旧一", "2": "更新二", "3": "旧三", "4": "旧四"}


def test_two_corrections_of_different_tasks_are_no_conflict() -> None:
    reports = [
        report(TASKS, _table(n1="旧一", n2="旧二", n3="旧三", n4="旧四"), day=1),
        report(TASKS, _table(n2="改二"), day=2),
        report(TASKS, _table(n3="改三"), day=3),
    ]
    chosen = choose_versions(reports)
    assert _said(chosen) == {"1": "旧一", "2": "改二", "3": "改三", "4": "旧四"}
    assert [each.other for each in chosen] == [None] * 4


def test_whole_new_version_after_a_correction_replaces_both() -> None:
    reports = [
        report(TASKS, _table(n1="旧一", n2="旧二", n3="旧三"), day=1),
        report(TASKS, _table(n2="改二"), day=2),
        report(TASKS, _table(n1="新一", n2="新二", n3="新三"), day=3),
    ]
    chosen = choose_versions(reports)
    assert _said(chosen) == {"1": "新一", "2": "新二", "3": "新三"}
    assert [each.counts for each in reports] == [False, False, True]
    assert [each.other for each in chosen] == [None] * 3
