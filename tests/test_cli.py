"""The command line: exit codes, one line where it cannot go on, and the JSON that programs read."""

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from progress_xl.cli import cli
from tests import sheets
from tests.rounds.desk import ods

ROOT = Path(__file__).parents[1]
GOOD = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况   | 完成状态 |
| 2    | 新建五所学校     | 李四         | 市教育局 | 开工两所。 | 序时推进 |
"""
FAULTY = """
| 序号 | 重点工作目标任务 | 牵头负责领导 | 责任单位 | 进展情况 | 完成状态 |
| 2    | 新建五所学校     | 李四         | 市教育局 |          | 快了     |
"""
FINDING_KEYS = ["code", "severity", "sheet", "cell", "row", "column", "task", "value", "message", "remedy"]
FILE_KEYS = ["path", "sha256", "form", "unit", "period", "rows", "findings"]
NAME = "市教育局2026年第二季度.xlsx"
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
BAD_FORM = """
title = "自相矛盾"
[[columns]]
heading = "任务"
role = "task"
[[columns]]
heading = "任务内容"
role = "task"
"""


def run(*arguments: "str | Path") -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def refused(*arguments: "str | Path") -> str:
    """The one line on stderr of a command that cannot go on."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line


def content(path: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def rules(path: Path) -> int:
    """How many of our conditional formats a workbook has."""
    with zipfile.ZipFile(path) as package:
        return sum(package.read(name).count(b"pxl:") for name in package.namelist() if "worksheets/sheet" in name)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return sheets.workbook(tmp_path / NAME, GOOD)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return sheets.workbook(tmp_path / NAME, FAULTY)


class TestValidate:
    def test_without_errors_ends_with_0(self, good: Path) -> None:
        result = run("validate", good)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "未发现问题" in result.stdout

    def test_with_errors_ends_with_1_and_names_cells(self, faulty: Path) -> None:
        result = run("validate", faulty)
        assert result.exit_code == 1
        assert "E2" in result.stdout
        assert "F2" in result.stdout

    def test_in_english_speaks_no_chinese_of_its_own(self, faulty: Path) -> None:
        result = run("validate", faulty, "--lang", "en")
        assert "required and empty" in result.stdout
        assert "必填" not in result.stdout

    def test_json_has_the_agreed_shape(self, faulty: Path) -> None:
        result = run("validate", faulty, "--format", "json")
        data = json.loads(result.stdout)
        assert list(data) == ["files"]
        (file,) = data["files"]
        assert list(file) == FILE_KEYS
        assert (file["path"], file["form"], file["unit"], file["period"], file["rows"]) == (
            str(faulty),
            "quarterly-status",
            "市教育局",
            "2026Q2",
            1,
        )
        assert [list(finding) for finding in file["findings"]] == [FINDING_KEYS] * 2
        empty = next(finding for finding in file["findings"] if finding["code"] == "missing-value")
        assert {key: empty[key] for key in FINDING_KEYS[:8]} == {
            "code": "missing-value",
            "severity": "error",
            "sheet": "Sheet1",
            "cell": "E2",
            "row": 2,
            "column": "进展情况",
            "task": "2",
            "value": None,
        }

    def test_json_of_a_file_that_cannot_be_read_says_why(self, tmp_path: Path) -> None:
        (tmp_path / "坏.xlsx").write_bytes(b"")
        result = run("validate", tmp_path, "--format", "json")
        (file,) = json.loads(result.stdout)["files"]
        assert result.exit_code == 1
        assert (file["sha256"], file["form"], file["rows"]) == (None, None, 0)
        assert [finding["code"] for finding in file["findings"]] == ["unreadable-file"]

    def test_of_a_folder_passes_lock_files_and_hidden_files_over(self, good: Path) -> None:
        (good.parent / f"~${NAME}").write_bytes(b"\4")
        (good.parent / ".市民政局.xlsx").write_bytes(b"")
        (good.parent / "说明.docx").write_bytes(b"")
        result = run("validate", good.parent, "--format", "json")
        assert [file["path"] for file in json.loads(result.stdout)["files"]] == [str(good)]

    def test_with_a_day_after_the_deadline_is_overdue(self, tmp_path: Path) -> None:
        path = sheets.workbook(
            tmp_path / "市教育局2026年7月.xlsx",
            """
            | 单位     | 工作任务         | 时限要求   | 进展情况   | 下个月工作计划 | 是否达到序时进度 | 备注 |
            | 市教育局 | 2.新建五所学校。 | 2026-12-31 | 开工两所。 | 再开工一所。   | 是               |      |
            """,
        )
        assert "overdue" not in run("validate", path).stdout
        for written in ("2027-01-05", "2027.1.5", "2027/1/5", "2027年1月5日"):
            assert "截至2027-01-05已过5天" in run("validate", path, "--as-of", written).stdout

    def test_changes_nothing(self, faulty: Path) -> None:
        before = content(faulty.parent)
        run("validate", faulty)
        assert content(faulty.parent) == before


@pytest.mark.parametrize("command", ["validate", "highlight", "clear"])
class TestPathsThatCannotBe:
    def test_missing_file(self, tmp_path: Path, command: str) -> None:
        assert "没有.xlsx" in refused(command, tmp_path / "没有.xlsx")

    def test_folder_without_workbooks(self, tmp_path: Path, command: str) -> None:
        (tmp_path / "说明.txt").write_text("无", encoding="utf-8")
        assert ".xlsx" in refused(command, tmp_path)

    def test_no_path(self, command: str) -> None:
        assert "PATH" in refused(command)


@pytest.mark.parametrize("command", ["highlight", "clear"])
@pytest.mark.parametrize("out", ["afile/退回", "afile"])
def test_out_folder_that_cannot_be_made_is_answered_in_one_line(good: Path, command: str, out: str) -> None:
    sheets.workbook(good.with_name("市水利局2026年第二季度.xlsx"), GOOD)
    good.with_name("afile").write_bytes(b"mine")
    before = content(good.parent)
    assert "afile" in refused(command, good.parent, "--out", good.parent / out)
    assert content(good.parent) == before


def test_out_folder_in_a_folder_that_may_not_be_written_is_answered_in_one_line(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "没有权限" in refused("clear", good, "--out", good.parent / "退回")


@pytest.mark.parametrize("command", ["validate", "highlight", "clear"])
def test_name_that_no_system_takes_is_answered_in_one_line(tmp_path: Path, command: str) -> None:
    assert "文件名过长" in refused(command, tmp_path / ("长" * 300 + ".xlsx"))
    assert "too long" in refused(command, tmp_path / ("长" * 300 + ".xlsx"), "--lang", "en")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--period", "去年"], "去年"),
        (["--period", "2022-13"], "2022-13"),
        (["--as-of", "昨天"], "昨天"),
        (["--as-of", "2022-02-30"], "2022-02-30"),
        (["--form", "weekly"], "quarterly-status"),
        (["--form", "没有.toml"], "没有.toml"),
        (["--lang", "fr"], "zh"),
        (["--format", "xml"], "json"),
        (["--frobnicate"], "--frobnicate"),
    ],
)
def test_wrong_option_is_answered_in_one_line(good: Path, options: list[str], said: str) -> None:
    assert said in refused("validate", good, *options)


def test_form_that_contradicts_itself_is_answered_in_one_line(good: Path) -> None:
    form = good.with_name("表样.toml")
    form.write_text(BAD_FORM, encoding="utf-8")
    assert "表样" in refused("validate", good, "--form", form)


def test_errors_are_in_english_where_asked(tmp_path: Path) -> None:
    assert "does not exist" in refused("validate", tmp_path / "none.xlsx", "--lang", "en")
    assert "does not exist" in refused("validate", tmp_path / "none.xlsx", "--lang=en")


@pytest.mark.parametrize("command", ["nonsense", "--nonsense"])
def test_unknown_command_is_answered_in_one_line(command: str) -> None:
    assert "nonsense" in refused(command)


@pytest.mark.parametrize("command", [[], ["validate"], ["highlight"], ["clear"], ["rollup"], ["demo"]])
def test_help_is_given(command: list[str]) -> None:
    result = run(*command, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Usage:" in result.stdout


class TestHighlightAndClear:
    def test_in_place_and_off_again_restores_the_bytes(self, faulty: Path) -> None:
        before = faulty.read_bytes()
        assert run("highlight", faulty).exit_code == 1
        assert rules(faulty) > 0
        assert run("clear", faulty).exit_code == 0
        assert _parts(faulty) == _parts_of(before, faulty)

    def test_into_a_file_leaves_the_original(self, faulty: Path) -> None:
        before, out = faulty.read_bytes(), faulty.with_name("标记.xlsx")
        result = run("highlight", faulty, "--out", out)
        assert faulty.read_bytes() == before
        assert rules(out) > 0
        assert str(out) in result.stderr

    @pytest.mark.parametrize("exists", [True, False])
    def test_into_a_folder_keeps_the_name(self, faulty: Path, exists: bool) -> None:
        out = faulty.parent / "退回"
        if exists:
            out.mkdir()
        run("highlight", faulty, "--out", out)
        assert [path.name for path in out.iterdir()] == [NAME]

    def test_of_a_folder_marks_the_files_with_findings(self, tmp_path: Path) -> None:
        sheets.workbook(tmp_path / "市教育局2026年第二季度.xlsx", FAULTY)
        good = sheets.workbook(tmp_path / "市水利局2026年第二季度.xlsx", GOOD.replace("市教育局", "市水利局"))
        before = good.read_bytes()
        run("highlight", tmp_path)
        assert rules(tmp_path / NAME) > 0
        assert good.read_bytes() == before

    def test_again_after_the_cells_were_mended_takes_the_marks_off(self, faulty: Path) -> None:
        import openpyxl

        run("highlight", faulty)
        book = openpyxl.load_workbook(faulty)
        book.active["E2"], book.active["F2"] = "开工两所。", "序时推进"
        book.save(faulty)
        assert run("highlight", faulty).exit_code == 0
        assert rules(faulty) == 0

    def test_clear_of_a_file_without_marks_keeps_its_parts(self, good: Path) -> None:
        before = good.read_bytes()
        assert run("clear", good).exit_code == 0
        assert _parts(good) == _parts_of(before, good)

    def test_two_files_of_one_name_into_one_folder_are_refused(self, tmp_path: Path) -> None:
        for folder in ("一", "二"):
            (tmp_path / folder).mkdir()
            sheets.workbook(tmp_path / folder / NAME, FAULTY)
        assert NAME in refused("highlight", tmp_path, "--out", tmp_path / "退回")

    def test_file_that_is_no_xlsx_is_said_and_left(self, tmp_path: Path) -> None:
        path = ods(tmp_path / "市教育局2026年第二季度.ods", sheets.rows(FAULTY))
        before = path.read_bytes()
        result = run("highlight", path)
        assert "Traceback" not in result.stderr
        assert ".xlsx" in result.stderr
        assert path.read_bytes() == before

    @pytest.mark.parametrize("command", ["highlight", "clear"])
    def test_file_open_in_excel_is_said_and_left(self, faulty: Path, command: str) -> None:
        faulty.with_name(f"~${NAME}").write_bytes(b"\4")
        before = content(faulty.parent)
        result = run(command, faulty)
        assert result.exit_code == 2
        assert NAME in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert content(faulty.parent) == before

    @pytest.mark.parametrize("command", ["highlight", "clear"])
    def test_one_file_open_in_excel_does_not_stop_those_behind_it(self, faulty: Path, command: str) -> None:
        last = sheets.workbook(faulty.with_name("市水利局2026年第二季度.xlsx"), FAULTY)
        faulty.with_name(f"~${NAME}").write_bytes(b"\4")
        before = faulty.read_bytes()
        result = run(command, faulty.parent)
        assert result.exit_code == 1
        assert faulty.read_bytes() == before
        assert [NAME in line for line in result.stderr.splitlines()] == [True, False]
        assert (rules(last) > 0) == (command == "highlight")
        assert ("E2" in result.stdout) == (command == "highlight")

    def test_file_that_could_not_be_marked_is_no_success(self, good: Path) -> None:
        sheets.workbook(good.with_name("市水利局2026年第二季度.xlsx"), GOOD)
        assert run("highlight", good.parent).exit_code == 0
        good.with_name(f"~${NAME}").write_bytes(b"\4")
        assert run("highlight", good.parent).exit_code == 1

    @pytest.mark.parametrize("make", [lambda _: b"", lambda _: ENCRYPTED, lambda old: old[:-300], lambda _: b"%PDF"])
    def test_clear_of_a_bad_file_is_answered_in_one_line(self, good: Path, make: Callable[[bytes], bytes]) -> None:
        good.write_bytes(make(good.read_bytes()))
        before = good.read_bytes()
        result = run("clear", good)
        assert len(result.stderr.splitlines()) == 1
        assert good.read_bytes() == before

    def test_json_of_highlight_is_that_of_validate(self, faulty: Path) -> None:
        validated = json.loads(run("validate", faulty, "--format", "json").stdout)
        assert json.loads(run("highlight", faulty, "--format", "json").stdout) == validated

    @pytest.mark.parametrize("command", ["highlight", "clear"])
    def test_bad_file_among_others_is_named_and_the_others_are_done(self, faulty: Path, command: str) -> None:
        path = ods(faulty.parent / "市水利局2026年第二季度.ods", sheets.rows(FAULTY))
        result = run(command, faulty.parent)
        assert result.exit_code == 1
        assert path.name in result.stderr
        assert f"{'已写入' if command == 'highlight' else '无需改动'}：{faulty}" in result.stderr

    def test_what_was_written_is_said_and_what_was_not(self, faulty: Path) -> None:
        marked = run("highlight", faulty)
        assert marked.stderr == f"已写入：{faulty}\n"
        assert [run(command, faulty).stderr for command in ("clear", "clear")] == [
            f"已写入：{faulty}\n",
            f"无需改动：{faulty}\n",
        ]
        assert run("clear", faulty, "--lang", "en").stderr == f"nothing to change: {faulty}\n"
        out = faulty.with_name("副本.xlsx")
        assert run("clear", faulty, "--out", out).stderr == f"已写入：{out}\n"


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _parts_of(whole: bytes, beside: Path) -> dict[str, bytes]:
    other = beside.with_name("vorher.zip")
    other.write_bytes(whole)
    return _parts(other)


class TestRollup:
    def test_without_errors_ends_with_0_and_says_where_the_master_is(self, good: Path) -> None:
        master = good.parent / "汇总.xlsx"
        result = run("rollup", good, "--master", master)
        assert (result.exit_code, result.stderr) == (0, "")
        assert f"总表：{master}" in result.stdout.replace("\n", "")
        assert master.exists()

    def test_with_errors_ends_with_1(self, faulty: Path) -> None:
        assert run("rollup", faulty, "--master", faulty.parent / "汇总.xlsx").exit_code == 1

    def test_in_english(self, faulty: Path) -> None:
        result = run("rollup", faulty, "--master", faulty.parent / "汇总.xlsx", "--lang", "en")
        assert "expected 1, received 1" in result.stdout

    def test_json_is_that_of_validate_with_ledger_conflicts_and_master(self, good: Path) -> None:
        units = good.with_name("应报单位.txt")
        units.write_text("市教育局\n市民政局\n", encoding="utf-8")
        received = good.with_name("接收.tsv")
        received.write_text(f"path\treceived\n{NAME}\t2026-07-03T09:00\n", encoding="utf-8")
        master = good.parent / "汇总.xlsx"
        options = ["--expected", units, "--received", received, "--due", "2026.7.5", "--format", "json"]
        result = run("rollup", good, "--master", master, *options)
        data = json.loads(result.stdout)
        assert result.exit_code == 1
        assert {"files", "ledger", "conflicts", "master"} <= data.keys()
        assert [list(file) for file in data["files"]] == [FILE_KEYS]
        assert data["master"] == str(master)
        assert data["conflicts"] == []
        assert [(row["unit"], row["status"], row["received"], row["received_at"]) for row in data["ledger"]] == [
            ("市教育局", "on-time", True, "2026-07-03T09:00:00"),
            ("市民政局", "missing", False, None),
        ]

    def test_without_master_is_refused(self, good: Path) -> None:
        assert "--master" in refused("rollup", good)

    @pytest.mark.parametrize(
        ("option", "value"),
        [("--due", "明天"), ("--expected", "没有.txt"), ("--received", "没有.tsv"), ("--form", "weekly")],
    )
    def test_wrong_option_is_answered_in_one_line(self, good: Path, option: str, value: str) -> None:
        master = good.parent / "汇总.xlsx"
        assert value in refused("rollup", good, "--master", master, option, value)
        assert not master.exists()

    @pytest.mark.parametrize(
        "make",
        [lambda _: b"", lambda _: ENCRYPTED, lambda old: old[:-300], lambda _: b"%PDF"],
        ids=["zero bytes", "encrypted", "truncated", "no workbook"],
    )
    def test_master_that_cannot_be_read_is_named(self, good: Path, make: Callable[[bytes], bytes]) -> None:
        master = good.parent / "汇总.xlsx"
        master.write_bytes(make(good.read_bytes()))
        before = master.read_bytes()
        assert "汇总.xlsx" in refused("rollup", good, "--master", master)
        assert master.read_bytes() == before

    def test_expected_units_in_a_broken_workbook_are_named(self, good: Path) -> None:
        (good.parent / "应报.xlsx").write_bytes(b"")
        options = ["--master", good.parent / "汇总.xlsx", "--expected", good.parent / "应报.xlsx"]
        assert "应报.xlsx" in refused("rollup", good, *options)

    def test_master_open_in_excel_is_said_and_left(self, good: Path) -> None:
        master = sheets.workbook(good.parent / "汇总.xlsx", GOOD)
        (good.parent / "~$汇总.xlsx").write_bytes(b"\4")
        before = content(good.parent)
        assert "汇总.xlsx" in refused("rollup", good, "--master", master)
        assert content(good.parent) == before

    def test_folder_that_is_read_only_is_said(self, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: Any) -> None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(os, "replace", refuse)
        before = content(good.parent)
        assert "汇总.xlsx" in refused("rollup", good, "--master", good.parent / "汇总.xlsx")
        assert content(good.parent) == before

    def test_out_leaves_the_master(self, good: Path) -> None:
        master = sheets.workbook(good.parent / "总表.xlsx", GOOD.replace("开工两所。", "").replace("序时推进", ""))
        before, out = master.read_bytes(), good.parent / "汇总.xlsx"
        run("rollup", good, "--master", master, "--out", out)
        assert master.read_bytes() == before
        assert out.exists()

    def test_three_forms_in_one_round_do_not_match(self, good: Path) -> None:
        other = good.with_name("市水利局2026年第二季度.xlsx")
        shutil.copy(
            ROOT / "workbooks" / "samples" / "quarterly-target" / "报送" / "市教育局2026年二季度目标任务.xlsx", other
        )
        result = run("rollup", good, other, "--master", good.parent / "汇总.xlsx", "--format", "json")
        found = [finding["code"] for file in json.loads(result.stdout)["files"] for finding in file["findings"]]
        assert "form-mismatch" in found


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", NAME], 0),
        (["validate", "坏.xlsx"], 1),
        (["validate", "没有.xlsx"], 2),
        (["rollup", NAME, "--master", "没有的文件夹/总表.xlsx"], 2),
        (["validate", NAME, "--form", "表样.toml"], 2),
    ],
)
def test_as_a_program_no_traceback_reaches_the_user(good: Path, arguments: list[str], code: int) -> None:
    (good.parent / "坏.xlsx").write_bytes(b"")
    (good.parent / "表样.toml").write_text(BAD_FORM, encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "progress_xl", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    done = subprocess.run(command, cwd=good.parent, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == (1 if code == 2 else 0)
    assert "Traceback" not in done.stdout + done.stderr
