"""copied-text and shared-text: progress that another entry repeats."""

import random

import pytest

from progress_xl.checks.copies import Copy, Heard, Source, find_copies
from progress_xl.findings import Finding
from progress_xl.model import Match, Statement, Submission, Task
from tests.tables import findings, submission

HEADING = "| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |"
LONG = "组织专家对三座水库的坝体灌浆质量进行现场复核，逐项提出整改意见并限期落实到位，已整改12处。"
OTHER = "走访沿河村社四十六家，收集群众意见，会同街道明确清淤点位和责任人，机械已进场施工。"
SHORT = "已召开推进会，明确任务分工。"

Row = tuple[str, str, str, str]


def _report(name: str, *rows: Row) -> Submission:
    """A report; its rows are number, task, units and progress."""
    lines = [
        f"| {number} | {task} | 张三 | {units} | {progress} | 序时推进 |" for number, task, units, progress in rows
    ]
    read = submission("\n".join([HEADING, *lines]))
    read.path = f"{name}.xlsx"
    return read


def _copies(*reports: tuple[str, Submission]) -> dict[tuple[str, int], Copy]:
    found = find_copies(Source(read, unit) for unit, read in reports)
    return {(path.removesuffix(".xlsx"), row): copy for path, rows in found.items() for row, copy in rows.items()}


def _codes(*reports: tuple[str, Submission]) -> dict[tuple[str, int], str]:
    return {place: copy.code for place, copy in _copies(*reports).items()}


def _within(read: Submission, code: str) -> list[Finding]:
    return findings(read, code, copies=find_copies([Source(read, read.unit)]).get(read.path, {}))


@pytest.mark.parametrize(
    "again",
    [
        LONG,
        LONG.replace("，", ", ").replace("12", "１５"),
        LONG.replace("专家", ""),
        f"1.{LONG[:20]}\\n2.{LONG[20:]}",
    ],
)
def test_two_tasks_with_one_text_are_found_in_one_file(again: str) -> None:
    found = _within(_report("a", ("1", "修水库", "市水利局", LONG), ("2", "清河道", "市水利局", again)), "copied-text")
    assert [(finding.cell, finding.severity) for finding in found] == [("E2", "warning"), ("E3", "warning")]
    assert [finding.details["other_cell"] for finding in found] == ["E3", "E2"]


def test_message_names_unit_task_file_sheet_and_cell_and_quotes() -> None:
    found = _within(_report("a", ("1", "修水库", "市水利局", LONG), ("2", "清河道", "市水利局", LONG)), "copied-text")
    said = found[0].message
    for part in ("市水利局", "“2”", "a.xlsx", "“Sheet1”", "E3", LONG[:30]):
        assert part in said
    assert found[0].value == LONG


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, OTHER),
        (SHORT, SHORT),
        (LONG, ""),
        ("完成甲水库除险加固主体工程并通过验收。", "完成乙水库除险加固主体工程并通过验收。"),
    ],
)
def test_other_or_short_texts_are_not(first: str, second: str) -> None:
    read = _report("a", ("1", "修水库", "市水利局", first), ("2", "清河道", "市水利局", second))
    assert _copies((read.unit or "", read)) == {}


def test_another_units_whole_text_with_a_sentence_before_it_is_a_copy() -> None:
    whole = "组织专家对三座水库的坝体灌浆质量进行现场复核，逐项提出整改意见并限期落实到位，同步更新工程巡查台账。"
    water = _report("a", ("1", "修水库", "市水利局", whole))
    school = _report("b", ("2", "建学校", "市教育局", f"我局高度重视，局长多次调研部署，推动各项措施落地见效。{whole}"))
    assert set(_codes(("市水利局", water), ("市教育局", school)).values()) == {"copied-text"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("本期无新进展，因省级专项资金计划尚未下达，待资金到位后启动招标工作。", 0),
        ("目前没有变化，原因是省级专项资金计划尚未下达，待资金到位后启动招标。", 0),
        ("省级专项资金计划尚未下达，待资金到位后启动招标工作，坝体巡查无变化。", 2),
    ],
)
def test_units_may_own_alike_that_nothing_is_new(text: str, count: int) -> None:
    water = _report("a", ("1", "修水库", "市水利局", text))
    school = _report("b", ("2", "建学校", "市教育局", text))
    assert len(_copies(("市水利局", water), ("市教育局", school))) == count


def test_one_unit_that_writes_twice_on_one_task_copies_nothing() -> None:
    one = _report("a", ("1", "修水库", "市水利局", LONG), ("1", "修水库", "市水利局", LONG))
    other = _report("b", ("1", "修水库", "市水利局", LONG))
    assert _codes(("市水利局", one), ("云澜市水利局", other)) == {}


def test_another_units_text_on_another_task_is_a_copy() -> None:
    water = _report("a", ("1", "修水库", "市水利局", LONG))
    school = _report("b", ("2", "建学校", "市教育局", LONG))
    copies = _copies(("市水利局", water), ("市教育局", school))
    assert {place: (copy.code, copy.other.unit, copy.other.file) for place, copy in copies.items()} == {
        ("a", 2): ("copied-text", "市教育局", "b.xlsx"),
        ("b", 2): ("copied-text", "市水利局", "a.xlsx"),
    }


@pytest.mark.parametrize(
    ("units", "again", "code"),
    [
        ("市水利局、市财政局", LONG, "shared-text"),
        ("市水利局、市财政局", LONG.replace("12", "9"), "shared-text"),
        ("市直各有关单位", LONG, "copied-text"),
        ("市直各有关单位", LONG.replace("12", "9"), "shared-text"),
        ("市水利局", LONG, "copied-text"),
    ],
)
def test_one_task_by_two_units_is_shared_if_they_are_named_or_have_their_own_figures(
    units: str, again: str, code: str
) -> None:
    water = _report("a", ("1", "修水库", units, LONG))
    money = _report("b", ("1", "修水库", units, again))
    assert _codes(("市水利局", water), ("市财政局", money)) == {("a", 2): code, ("b", 2): code}


def test_tasks_are_the_masters_where_there_is_one() -> None:
    task = Task("1", "修水库", ("市水利局", "市财政局"))
    water = _report("a", ("1", "修水库", "市水利局", LONG))
    money = _report("b", ("7", "修好水库", "市财政局", LONG))
    matches = {2: Match(task)}
    found = find_copies([Source(water, "市水利局", matches), Source(money, "市财政局", matches)])
    assert {copy.code for rows in found.values() for copy in rows.values()} == {"shared-text"}


def test_copy_is_named_before_a_text_that_is_only_shared() -> None:
    water = _report("a", ("1", "修水库", "市水利局、市财政局", LONG))
    money = _report("b", ("1", "修水库", "市水利局、市财政局", LONG))
    school = _report("c", ("2", "建学校", "市教育局", LONG))
    copies = _copies(("市水利局", water), ("市财政局", money), ("市教育局", school))
    assert (copies["a", 2].code, copies["a", 2].other.file) == ("copied-text", "c.xlsx")


def test_shared_text_is_a_notice_that_names_the_other_unit() -> None:
    water = _report("a", ("1", "修水库", "市水利局、市财政局", LONG))
    money = _report("b", ("1", "修水库", "市水利局、市财政局", LONG))
    copies = find_copies([Source(water, "市水利局"), Source(money, "市财政局")])
    (found,) = findings(money, "shared-text", copies=copies["b.xlsx"])
    assert (found.cell, found.severity) == ("E2", "notice")
    assert "市水利局" in found.message
    assert findings(money, "copied-text", copies=copies["b.xlsx"]) == []


def test_what_a_file_said_that_is_not_at_hand_counts_and_has_no_finding_of_its_own() -> None:
    water = _report("a", ("1", "修水库", "市水利局", LONG))
    school = Statement("progress", LONG, "市教育局", "2", "学校.xlsx", "表一", "E9")
    found = find_copies([Source(water, "市水利局")], [Heard(school, Task("2", "建学校", ("市教育局",)))])
    assert found == {"a.xlsx": {2: Copy("copied-text", school)}}


def test_a_hundred_units_with_one_text_are_all_found() -> None:
    reports = [(f"第{place}局", _report(f"{place:03}", ("1", "精简会议", "市直各单位", LONG))) for place in range(100)]
    copies = _copies(*reports)
    assert {copy.code for copy in copies.values()} == {"copied-text"}
    assert len(copies) == 100


def test_result_does_not_depend_on_the_order_of_files() -> None:
    rng = random.Random(3)
    texts = [LONG, OTHER, LONG.replace("专家", ""), OTHER + LONG, SHORT]
    reports = [
        (f"第{place}局", _report(f"{place}", *((str(n), f"任务{n}", "各单位", rng.choice(texts)) for n in range(5))))
        for place in range(8)
    ]
    copies = _copies(*reports)
    assert copies
    assert _copies(*rng.sample(reports, len(reports))) == copies
