"""Installing over made-up home folders: what is written, what is left alone, and that it comes off again."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from progress_xl.errors import CannotInstall, ExcelRunning, InterpreterPath, NoExcelHere, PathMissing
from progress_xl.excel.install import Fate, Standing, install, places, status, uninstall
from progress_xl.excel.machine import Machine, System
from tests.excel.machines import XLWINGS, add_in, file, machine, tree

WINDOWS = "AppData/Roaming/Microsoft/Excel/XLSTART/progress_xl.xlam"
MACOS = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/progress_xl.xlam"
SCRIPT = f"Library/Application Scripts/com.microsoft.Excel/xlwings-{XLWINGS}.applescript"
OTHERS = b'"UDF MODULES","mine"\r\n"LICENSE_KEY","abc"\r\n'


@dataclass
class Computer:
    """A made-up home folder with the package and xlwings beside it, as they would be installed."""

    home: Path
    system: System = "windows"

    @property
    def add_in(self) -> Path:
        return self.home / {"windows": WINDOWS, "macos": MACOS}[self.system]

    @property
    def conf(self) -> Path:
        folder = {"windows": ".xlwings", "macos": "Library/Containers/com.microsoft.Excel/Data"}[self.system]
        return self.home / folder / "xlwings.conf"

    @property
    def shipped(self) -> Path:
        return self.home.parent / "package" / "progress_xl.xlam"

    def machine(self, **facts: Any) -> Machine:
        return machine(self.home, self.system, **facts)

    def install(self, **facts: Any) -> Standing:
        return install(self.machine(**facts), self.shipped, self.home.parent / "xlwings")

    def uninstall(self) -> dict[Path, Fate]:
        return uninstall(self.machine())


def computer(folder: Path, system: System) -> Computer:
    made = Computer(folder / "home", system)
    file(made.shipped, add_in())
    file(folder / "xlwings" / f"xlwings-{XLWINGS}.applescript", b"on VbaHandler")
    return made


@pytest.fixture(params=["windows", "macos"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Computer:
    return computer(tmp_path, request.param)


@pytest.fixture
def windows(tmp_path: Path) -> Computer:
    return computer(tmp_path, "windows")


@pytest.fixture
def macos(tmp_path: Path) -> Computer:
    return computer(tmp_path, "macos")


class TestEitherSystem:
    def test_add_in_goes_to_the_start_folder_and_the_interpreter_into_the_settings(self, either: Computer) -> None:
        standing = either.install()
        assert either.add_in.read_bytes() == either.shipped.read_bytes()
        assert standing.interpreter == str(either.home / "Python311/python.exe")
        assert standing.versions
        assert standing.versions.package == "0.1.0"

    def test_a_second_time_changes_nothing(self, either: Computer) -> None:
        either.install()
        first = tree(either.home)
        either.install()
        assert tree(either.home) == first

    def test_uninstalling_leaves_the_home_folder_as_it_was(self, either: Computer) -> None:
        file(either.conf, OTHERS.rstrip())
        file(either.add_in.with_name("PERSONAL.XLSB"), b"mine")
        before = tree(either.home)
        either.install()
        either.install()
        either.uninstall()
        assert tree(either.home) == before

    def test_uninstalling_from_nothing_changes_nothing(self, either: Computer) -> None:
        file(either.conf, OTHERS)
        before = tree(either.home)
        assert either.uninstall() == {}
        assert tree(either.home) == before

    def test_an_upgrade_still_comes_off_to_what_was_there_first(self, either: Computer) -> None:
        file(either.conf, b'"INTERPRETER_WIN","old"\n"INTERPRETER_MAC","old"\n')
        before = tree(either.home)
        either.install()
        either.shipped.write_bytes(add_in("0.2.0"))
        standing = either.install(python="Python312/python.exe")
        assert standing.versions
        assert standing.versions.package == "0.2.0"
        assert standing.interpreter == str(either.home / "Python312/python.exe")
        either.uninstall()
        assert tree(either.home) == before

    def test_settings_that_others_add_later_stay_when_ours_go(self, either: Computer) -> None:
        either.install()
        with either.conf.open("ab") as stream:
            stream.write(b'"SHOW CONSOLE","True"\n')
        either.uninstall()
        assert either.conf.read_bytes() == b'"SHOW CONSOLE","True"\n'

    def test_an_interpreter_that_others_chose_later_is_left(self, either: Computer) -> None:
        either.install()
        theirs = b'"INTERPRETER_WIN","C:\\theirs.exe"\n"INTERPRETER_MAC","/theirs"\n'
        either.conf.write_bytes(theirs)
        assert either.uninstall()[either.conf] == "left"
        assert either.conf.read_bytes() == theirs

    def test_status_of_nothing_says_nothing_is_there(self, either: Computer) -> None:
        standing = status(either.machine())
        assert (standing.versions, standing.interpreter, standing.script) == (None, None, None)
        assert standing.add_in == either.add_in
        assert not either.home.exists()

    def test_an_add_in_that_somebody_copied_by_hand_comes_off(self, either: Computer) -> None:
        file(either.add_in, add_in("0.0.9"))
        assert either.uninstall() == {either.add_in: "removed"}
        assert not either.add_in.exists()

    def test_a_file_of_that_name_that_is_not_ours_comes_back(self, either: Computer) -> None:
        file(either.add_in, b"somebody's own")
        either.install()
        assert either.uninstall()[either.add_in] == "restored"
        assert either.add_in.read_bytes() == b"somebody's own"

    @pytest.mark.parametrize(
        "record",
        [
            "{",
            "[1]",
            "null",
            '"一"',
            '{"files": 1}',
            '{"files": [{"path": 1}]}',
            '{"files": [{"path": "a", "before": "?", "after": "", "key": null, "lines": []}]}',
            '{"files": [{"path": "a", "before": null, "after": "", "key": 1, "lines": []}]}',
            '{"folders": [null]}',
            "[" * 100_000,
        ],
    )
    @pytest.mark.parametrize("work", [Computer.install, Computer.uninstall])
    def test_a_damaged_record_stops_before_anything_is_changed(
        self, either: Computer, record: str, work: Callable[[Computer], object]
    ) -> None:
        path = file(places(either.machine()).record, record.encode())
        before = tree(either.home)
        with pytest.raises(CannotInstall, match="已损坏") as caught:
            work(either)
        assert str(path) in str(caught.value)
        assert tree(either.home) == before


def test_on_windows_folders_named_by_the_environment_are_used(windows: Computer) -> None:
    folders = {"APPDATA": str(windows.home / "漫游"), "LOCALAPPDATA": str(windows.home / "本地")}
    windows.install(environ=folders)
    assert (windows.home / "漫游/Microsoft/Excel/XLSTART/progress_xl.xlam").exists()
    assert not (windows.home / "AppData").exists()


def test_a_chinese_user_name_is_written_in_the_code_page_that_vba_reads(windows: Computer) -> None:
    windows.install(python="张三/python.exe", code_page="gbk")
    assert "张三".encode("gbk") in windows.conf.read_bytes()
    assert status(windows.machine()).interpreter == str(windows.home / "张三/python.exe")


def test_a_path_outside_the_code_page_is_refused_before_anything_is_changed(windows: Computer) -> None:
    with pytest.raises(InterpreterPath):
        windows.install(python="張三/python.exe", code_page="cp1252")
    assert not windows.home.exists()


def test_macos_gets_the_script_that_the_add_in_asks_for(macos: Computer) -> None:
    macos.shipped.write_bytes(add_in(xlwings="0.37.9"))
    standing = macos.install()
    assert standing.script == macos.home / SCRIPT.replace(XLWINGS, "0.37.9")
    assert standing.script.read_bytes() == b"on VbaHandler"


def test_a_script_that_was_there_already_stays(macos: Computer) -> None:
    file(macos.home / SCRIPT, b"on VbaHandler")
    macos.install()
    macos.uninstall()
    assert (macos.home / SCRIPT).exists()


@pytest.mark.parametrize("call", [Computer.install, Computer.uninstall, lambda it: status(it.machine())])
def test_elsewhere_it_says_what_works_instead(tmp_path: Path, call: Callable[[Computer], object]) -> None:
    with pytest.raises(NoExcelHere, match=r"Linux 6.*progress-xl-watch"):
        call(computer(tmp_path, "other"))


def test_a_running_excel_is_named_and_the_settings_are_untouched(windows: Computer) -> None:
    windows.install()
    file(windows.add_in.with_name("~$progress_xl.xlam"))
    before = tree(windows.home)
    windows.shipped.write_bytes(add_in("0.2.0"))
    with pytest.raises(ExcelRunning, match="关闭所有 Excel"):
        windows.install(python="Python312/python.exe")
    after = tree(windows.home)
    assert {name for name in after if after[name] != before.get(name)} == {"AppData/Local/progress_xl/installed.json"}


def test_an_add_in_that_cannot_be_deleted_means_that_excel_runs(
    windows: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.install()

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ExcelRunning):
        windows.uninstall()


def test_a_folder_that_may_not_be_written_is_named(macos: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(CannotInstall, match="Operation not permitted"):
        macos.install()


def test_an_interrupted_installation_comes_off(windows: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    file(windows.conf, OTHERS)
    before, replace, count = tree(windows.home), os.replace, iter(range(10))

    def stop_at_the_third(source: str, target: str) -> None:
        if next(count) == 2:  # the record and the add-in are written, the settings are not
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        windows.install()
    monkeypatch.undo()
    windows.uninstall()
    assert tree(windows.home) == before


def test_a_package_without_its_add_in_says_so(windows: Computer) -> None:
    windows.shipped.unlink()
    with pytest.raises(PathMissing):
        windows.install()
