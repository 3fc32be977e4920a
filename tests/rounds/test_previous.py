"""A round that knows the master of the period before."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import progress_xl as px
from progress_xl.cli import cli
from progress_xl.errors import BadValue, PathMissing, UnreadableFile
from tests import sheets
from tests.rounds.desk import Desk
from tests.rounds.tables import MASTER, MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded

FRESH = {"stale-text", "stale-figures", "plan-as-progress"}
WORDS = "拨付水库建设资金八百万元，完成三座水库的招标控制价审核和合同备案"


@pytest.fixture
def spring(tmp_path: Path) -> Path:
    """The master of the first quarter, of the three units' reports."""
    desk = Desk(tmp_path / "一季度")
    desk.home.mkdir()
    desk.issue(MASTER)
    for name, table in ((WATER_FILE, WATER), (MONEY_FILE, MONEY), (SCHOOL_FILE, SCHOOL)):
        desk.send(
            name.replace("第二季度", "第一季度"), reworded(table, "拨款八百万。", WORDS) if table == MONEY else table
        )
    desk.roll(period="2026Q1")
    return desk.master


@pytest.fixture
def summer(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "二季度")
    desk.home.mkdir()
    desk.issue(MASTER)
    return desk


def _found(result: "px.Rollup | px.Report") -> list[tuple[str, str, str | None]]:
    return [
        (finding.code, Path(finding.path).name, finding.cell) for finding in result.findings if finding.code in FRESH
    ]


def test_each_unit_is_compared_with_its_own_part(spring: Path, summer: Desk) -> None:
    summer.send(WATER_FILE, reworded(WATER, "建成一座。", "建成两座。"))
    summer.send(MONEY_FILE, reworded(MONEY, "拨款八百万。", WORDS))
    result = summer.roll(previous=spring)
    assert _found(result) == [("stale-text", WATER_FILE, "E3"), ("stale-text", MONEY_FILE, "E2")]
    said = next(finding for finding in result.findings if Path(finding.path).name == MONEY_FILE).message
    for part in (WORDS, "总表.xlsx", "“总表”", "E2"):
        assert part in said


def test_anothers_part_of_a_shared_task_is_not_ones_own(spring: Path, summer: Desk) -> None:
    summer.send(MONEY_FILE, reworded(MONEY, "拨款八百万。", "建成一座。"))
    assert _found(summer.roll(previous=spring)) == []


def test_task_is_found_again_under_another_number(spring: Path, summer: Desk) -> None:
    school = reworded(SCHOOL, "| 2    |", "| 8    |")
    summer.issue(reworded(MASTER, "| 2    |", "| 8    |"))
    summer.send(SCHOOL_FILE, school)
    assert _found(summer.roll(previous=spring)) == [("stale-text", SCHOOL_FILE, "E2")]


def test_master_of_a_persons_making_serves_as_well(tmp_path: Path, summer: Desk) -> None:
    path = sheets.workbook(tmp_path / "2026年第一季度手工总表.xlsx", SCHOOL)
    summer.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", "开工2所"))
    summer.send(WATER_FILE, WATER)
    assert _found(summer.roll(previous=path)) == []
    summer.send(SCHOOL_FILE, reworded(SCHOOL, "开工两所。", "开工两所"))
    assert _found(summer.roll(previous=path)) == [("stale-text", SCHOOL_FILE, "E2")]


def test_validate_compares_one_file(spring: Path, summer: Desk) -> None:
    path = summer.send(SCHOOL_FILE, SCHOOL)
    assert _found(px.validate(path)) == []
    assert _found(px.validate(path, previous=spring)) == [("stale-text", SCHOOL_FILE, "E2")]


def test_validate_of_the_same_period_compares_nothing(spring: Path, summer: Desk) -> None:
    path = summer.send(SCHOOL_FILE.replace("第二季度", "第一季度"), SCHOOL)
    assert _found(px.validate(path, previous=spring)) == []


def test_same_files_again_change_nothing_and_another_previous_does(spring: Path, summer: Desk) -> None:
    summer.send(SCHOOL_FILE, SCHOOL)
    assert summer.roll(previous=spring).written
    content = summer.master.read_bytes()
    assert not summer.roll(previous=spring).written
    assert summer.master.read_bytes() == content
    assert summer.roll().written
    assert not any(row["代码"] in FRESH for row in summer.listed("核验问题") if "代码" in row)


def test_previous_master_in_the_folder_is_no_submission(spring: Path, summer: Desk) -> None:
    summer.send(SCHOOL_FILE, SCHOOL)
    by_hand = sheets.workbook(summer.folder / "2026年第一季度.xlsx", WATER)
    assert len(summer.roll(previous=by_hand).files) == 1
    assert spring.exists()


@pytest.mark.parametrize(
    ("content", "error"), [(None, PathMissing), (b"", UnreadableFile), ("| 单位 | 电话 |\n| 市水利局 | 1 |", BadValue)]
)
def test_previous_that_is_no_master_stops_with_one_line(
    tmp_path: Path, summer: Desk, content: "bytes | str | None", error: type[Exception]
) -> None:
    path, submission = tmp_path / "上期.xlsx", summer.send(SCHOOL_FILE, SCHOOL)
    if isinstance(content, str):
        sheets.workbook(path, content)
    elif content is not None:
        path.write_bytes(content)
    before = summer.master.read_bytes()
    with pytest.raises(error):
        summer.roll(previous=path)
    with pytest.raises(error):
        px.validate(submission, previous=path)
    assert summer.master.read_bytes() == before
    for command in (
        ["validate", submission],
        ["highlight", submission],
        ["rollup", submission, "--master", summer.master],
    ):
        result = CliRunner().invoke(cli, [*map(str, command), "--previous", str(path)])
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert "上期.xlsx" in result.stderr


def test_previous_must_be_before_the_round(spring: Path, summer: Desk) -> None:
    summer.send(SCHOOL_FILE, SCHOOL)
    summer.roll()
    with pytest.raises(BadValue, match="2026年第二季度"):
        summer.roll(previous=summer.master)
    copy = summer.master.with_name("副本.xlsx")
    copy.write_bytes(summer.master.read_bytes())
    with pytest.raises(BadValue, match="2026年第二季度"):
        summer.roll(previous=copy)
    with pytest.raises(BadValue, match="2026年第一季度") as caught:
        px.validate(summer.master, period="2026Q1", previous=spring)
    english = "“总表.xlsx” is not a valid previous master. Use one of: a master of a period before 2026Q1."
    assert caught.value.render("en") == english


def test_command_line_passes_it_on(spring: Path, summer: Desk) -> None:
    path = summer.send(SCHOOL_FILE, SCHOOL)
    for command in (["validate", path], ["rollup", path, "--master", summer.master]):
        result = CliRunner().invoke(cli, [*map(str, command), "--previous", str(spring), "--format", "json"])
        assert '"stale-text"' in result.stdout
