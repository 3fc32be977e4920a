"""Whose file it is where its title says nothing: never a text in place of another unit's."""

import pytest

from tests.rounds.desk import Desk, codes, ledger
from tests.rounds.tables import reworded

FOREST = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位           | 进展情况   | 完成状态 |
| 1    | 绿化两座荒山     | 张三         | 市林业局、市财政局 | 已植树。   | 序时推进 |
"""
FUNDS = reworded(FOREST, "已植树。", "已拨款。")
UNITS = ["市林业局", "市财政局"]


@pytest.mark.parametrize("name", ["市财政局二.xlsx", "市财政局b.xlsx", "财政局补.xlsx"])
def test_unit_that_the_file_name_begins_with_reports(desk: Desk, name: str) -> None:
    desk.send("市林业局.xlsx", FOREST)
    desk.send(name, FUNDS, "2026-07-21T09:00")
    result = desk.roll(expected=UNITS)
    assert desk.texts()["E3"] == "已植树。（市林业局）\n已拨款。（市财政局）"
    assert [(row.unit, row.status) for row in result.ledger] == [("市林业局", "received"), ("市财政局", "received")]
    assert codes(result) == []


def test_expected_unit_in_the_file_name_reports_where_no_row_names_it(desk: Desk) -> None:
    rows = reworded(FUNDS, "、市财政局", "")
    desk.send("市林业局.xlsx", FOREST)
    desk.send("市财政局二.xlsx", rows, "2026-07-21T09:00")
    assert [row.status for row in desk.roll(expected=UNITS).ledger] == ["received", "received"]


@pytest.mark.parametrize("at", ["2026-07-19T09:00", "2026-07-21T09:00"])
def test_guess_never_stands_in_place_of_a_unit_that_says_its_name(desk: Desk, at: str) -> None:
    desk.send("市林业局.xlsx", FOREST)
    desk.send("报送二.xlsx", FUNDS, at)
    for _ in range(2):
        result = desk.roll(expected=UNITS)
        assert desk.texts()["E3"] == "已植树。（市林业局）\n已拨款。（报送二）"
        assert codes(result) == ["missing-submission", "unit-unknown"]
    assert ledger(desk.master)["市林业局"]["报送次数"] == "1"


def test_guess_of_a_later_run_leaves_the_earlier_text_of_the_unit(desk: Desk) -> None:
    desk.send("市林业局.xlsx", FOREST, folder="A")
    desk.roll(desk.home / "A", expected=UNITS)
    desk.send("报送二.xlsx", FUNDS, "2026-07-21T09:00", folder="B")
    desk.roll(desk.home / "B")
    assert desk.texts()["E3"] == "已植树。（市林业局）\n已拨款。（报送二）"


def test_correction_of_a_guessed_file_is_its_new_version(desk: Desk) -> None:
    for folder, name, table, at in (
        ("A", "报送.xlsx", FOREST, "2026-07-20T09:00"),
        ("B", "报送（更正）.xlsx", reworded(FOREST, "已植树。", "已植树六十亩。"), "2026-07-21T09:00"),
    ):
        desk.send(name, table, at, folder=folder)
        desk.roll(desk.home / folder, expected=UNITS)
    assert desk.texts()["E3"] == "已植树六十亩。"
    assert ledger(desk.master)["市林业局"]["报送次数"] == "2"


def test_copy_under_another_name_is_the_units_own(desk: Desk) -> None:
    desk.send("市林业局.xlsx", FOREST)
    desk.send("副本.xlsx", FOREST, "2026-07-21T09:00")
    result = desk.roll(expected=["市林业局"])
    assert [(row.unit, row.versions) for row in result.ledger] == [("市林业局", 1)]
    assert codes(result) == ["superseded"]
