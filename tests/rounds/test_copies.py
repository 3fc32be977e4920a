"""Copies among the files of a round, at once or one after the other."""

from pathlib import Path

import pytest

import progress_xl as px
from tests.rounds.desk import Desk
from tests.rounds.tables import MASTER, MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded

WORDS = "组织专家对坝体灌浆质量进行现场复核，逐项提出整改意见，限期落实到位。"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(WATER_FILE, reworded(WATER, "建成一座。", WORDS))
    return desk


def _copies(result: "px.Rollup") -> list[tuple[str, str, str | None]]:
    codes = ("copied-text", "shared-text")
    return [(each.code, Path(each.path).name, each.cell) for each in result.findings if each.code in codes]


def test_each_of_two_files_names_the_other(desk: Desk) -> None:
    desk.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", WORDS))
    result = desk.roll()
    assert set(_copies(result)) == {("copied-text", WATER_FILE, "E2"), ("copied-text", SCHOOL_FILE, "E2")}
    said = next(each.message for each in result.findings if each.code == "copied-text" and SCHOOL_FILE in each.path)
    for part in ("市水利局", "“1”", WATER_FILE, "“Sheet1”", "E2"):
        assert part in said


def test_parts_of_a_shared_task_that_say_the_same_are_a_notice(desk: Desk) -> None:
    desk.send(MONEY_FILE, reworded(MONEY, "拨款八百万。", WORDS))
    assert set(_copies(desk.roll())) == {("shared-text", WATER_FILE, "E2"), ("shared-text", MONEY_FILE, "E2")}


def test_older_version_of_ones_own_report_is_no_copy(desk: Desk) -> None:
    desk.send(f"更正{WATER_FILE}", reworded(WATER, "建成一座。", WORDS), at="2026-07-21T09:00")
    assert _copies(desk.roll()) == []


def test_file_of_an_earlier_run_is_copied_from_as_well(desk: Desk) -> None:
    desk.roll()
    school = desk.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", WORDS), folder="第二天")
    result = desk.roll(school)
    assert _copies(result) == [("copied-text", SCHOOL_FILE, "E2")]
    assert WATER_FILE in result.findings[0].message
    content = desk.master.read_bytes()
    assert not desk.roll(school).written
    assert desk.master.read_bytes() == content


def test_part_of_an_earlier_run_is_known_by_its_own_words(desk: Desk) -> None:
    desk.send(MONEY_FILE, MONEY)
    desk.roll()
    school = desk.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", WORDS), folder="第二天")
    assert _copies(desk.roll(school)) == [("copied-text", SCHOOL_FILE, "E2")]


def test_report_that_was_read_before_is_not_its_own_copy(desk: Desk) -> None:
    desk.roll()
    again = desk.send(WATER_FILE, reworded(WATER, "建成一座。", WORDS), folder="第二天", at="2026-07-21T09:00")
    assert _copies(desk.roll(again)) == []
