"""``progress-xl excel``, ``doctor`` and ``watch`` as they are typed."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import xlwings
from click.testing import CliRunner, Result

import progress_xl
from progress_xl.cli import cli
from tests import sheets
from tests.excel.machines import file, machine, tree
from tests.test_cli import FAULTY, GOOD, NAME, refused, rules, run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up Windows computer, on which xlwings' configuration is somebody's already."""
    file(tmp_path / ".xlwings" / "xlwings.conf", b'"UDF MODULES","mine"\r\n')
    file(tmp_path / "Python311" / "python.exe")
    for place in ("progress_xl.excel.machine", "progress_xl.excel.doctor"):
        monkeypatch.setattr(f"{place}.this_machine", lambda: machine(tmp_path))
    return tmp_path


class TestExcel:
    def test_installs_the_add_in_of_this_version_and_takes_it_out_without_trace(self, home: Path) -> None:
        before = tree(home)
        installed = run("excel", "install")
        assert installed.exit_code == 0
        assert progress_xl.__version__ in installed.stdout
        assert "重启 Excel" in installed.stdout
        assert run("excel", "status").stdout == installed.stdout
        assert "已删除" in run("excel", "uninstall").stdout
        assert tree(home) == before

    @pytest.mark.usefixtures("home")
    def test_speaks_english(self) -> None:
        said = "".join(run("excel", verb, "--lang", "en").stdout for verb in ("status", "install", "uninstall"))
        assert "Restart Excel" in said
        assert "加载项" not in said

    def test_on_a_mac_it_brings_the_script_of_the_xlwings_that_is_here(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("progress_xl.excel.machine.this_machine", lambda: machine(tmp_path, "macos"))
        assert run("excel", "install").exit_code == 0
        (script,) = tmp_path.rglob("*.applescript")
        assert script.read_bytes() == (Path(xlwings.__file__).parent / script.name).read_bytes()

    @pytest.mark.usefixtures("home")
    def test_without_an_installation_there_is_nothing_to_take_out(self) -> None:
        assert "没有安装过" in run("excel", "uninstall").stdout

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this computer may have Excel")
    @pytest.mark.parametrize("verb", ["install", "uninstall", "status"])
    def test_where_there_is_no_excel_says_what_works(self, verb: str) -> None:
        assert "progress-xl-watch" in refused("excel", verb)

    def test_alone_shows_its_verbs(self) -> None:
        result = run("excel")
        assert result.exit_code == 2
        assert all(verb in result.stdout for verb in ("install", "uninstall", "status"))


class TestDoctor:
    @pytest.mark.usefixtures("home")
    def test_table_names_what_to_mend_first(self) -> None:
        result = run("doctor")
        assert result.exit_code == 1
        assert "progress-xl excel install" in result.stdout
        assert result.stdout.index("需处理") < result.stdout.index("正常")

    @pytest.mark.usefixtures("home")
    def test_json_has_one_entry_a_check(self) -> None:
        checks = json.loads(run("doctor", "--format", "json", "--lang", "en").stdout)["checks"]
        assert all(list(check) == ["check", "code", "state", "message", "remedy"] for check in checks)
        assert len({check["check"] for check in checks}) == len(checks)
        assert {check["check"]: check["code"] for check in checks}["add-in"] == "add-in-missing"

    def test_with_nothing_to_mend_ends_with_0(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("progress_xl.excel.doctor.CHECKS", {})
        assert run("doctor").exit_code == 0

    @pytest.mark.usefixtures("home")
    def test_looks_at_a_workbook_and_at_what_excel_said(self) -> None:
        said = "Run-time error '70': Permission denied"
        result = run("doctor", "https://d.docs.live.net/1/报送.xlsx", "--error", said, "--format", "json")
        codes = {check["code"] for check in json.loads(result.stdout)["checks"]}
        assert {"cloud-path-web", "error-child-process"} <= codes

    def test_workbook_that_is_not_there_cannot_be_looked_at(self, home: Path) -> None:
        assert "没有.xlsx" in refused("doctor", home / "没有.xlsx")


class TestWatch:
    def test_marks_what_is_there_until_it_is_interrupted(self, tmp_path: Path) -> None:
        path = sheets.workbook(tmp_path / NAME, FAULTY)
        command = [sys.executable, "-W", "error", "-m", "progress_xl", "watch", tmp_path, "--every", "0.1"]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            limit = threading.Timer(120, process.kill)  # so that one that says nothing fails instead of hanging
            limit.start()
            assert str(tmp_path) in process.stdout.readline().decode()
            assert NAME in process.stdout.readline().decode()
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate()
            limit.cancel()
        assert (process.returncode, rest.decode(), errors) == (0, "已停止自动检查。\n", b"")
        assert rules(path)

    def test_folder_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        assert "没有" in refused("watch", tmp_path / "没有")

    def test_form_and_period_that_cannot_be_are_refused_before_it_starts(self, tmp_path: Path) -> None:
        assert "何时" in refused("watch", tmp_path, "--period", "何时")
        assert "无此表样" in refused("watch", tmp_path, "--form", "无此表样")

    @pytest.mark.parametrize("typed", ["'{}'", '"{}"', "{}"])
    def test_without_a_folder_asks_for_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
        def interrupt(_: float) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("time.sleep", interrupt)
        folder = tmp_path / "七月 报送"
        folder.mkdir()
        spelled = typed.format(folder) if typed != "{}" else str(folder).replace(" ", "\\ ")
        result: Result = CliRunner().invoke(cli, ["watch"], input=f"{spelled}\n")
        assert result.exit_code == 0
        assert f"正在自动检查：{folder}" in result.stdout

    def test_starter_is_put_into_the_folder(self, home: Path) -> None:
        result = run("watch", home, "--starter")
        assert result.exit_code == 0
        assert (home / "自动检查本文件夹.cmd").exists()

    def test_starter_needs_a_folder(self, tmp_path: Path) -> None:
        path = sheets.workbook(tmp_path / NAME, GOOD)
        assert NAME in refused("watch", path, "--starter")
