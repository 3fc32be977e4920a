"""The file that starts the watch by double-click; the one for this system is really run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from progress_xl.errors import BadValue
from progress_xl.starter import put_starter, starter
from tests.excel.machines import machine

ROOT = Path(__file__).parents[1]


def test_on_windows_it_is_a_command_file_in_the_code_page_of_the_console(tmp_path: Path) -> None:
    path = put_starter(tmp_path, machine(tmp_path, python="张三/100%/python.exe", code_page="gbk"), "zh")
    lines = path.read_bytes().decode("gbk").split("\r\n")
    assert path.name == "自动检查本文件夹.cmd"
    assert lines[0] == "@echo off"
    assert f'"{tmp_path}/张三/100%%/python.exe" -m progress_xl watch "%FOLDER%" --lang zh' in lines
    assert lines[-2:] == ["pause", ""]


def test_on_a_mac_it_can_be_executed(tmp_path: Path) -> None:
    path = put_starter(tmp_path, machine(tmp_path, "macos", code_page="utf-8"), "en")
    assert path.name == "check this folder.command"
    assert os.access(path, os.X_OK)


def test_a_python_whose_name_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue):
        put_starter(tmp_path, machine(tmp_path, python="張三/python.exe", code_page="cp1252"), "zh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="runs the shell's file")
@pytest.mark.parametrize("dropped", [True, False])
def test_double_click_watches_its_own_folder_or_the_one_dropped_on_it(tmp_path: Path, dropped: bool) -> None:
    own, other = tmp_path / "它的 文件夹", tmp_path / "it's another"
    for folder in (own, other, tmp_path / "o'Python"):
        folder.mkdir()
    # An interpreter that says what it is asked to do.
    python = tmp_path / "o'Python" / "python"
    python.write_text("#!/bin/sh\nprintf '%s|' \"$@\"\n", encoding="utf-8")
    python.chmod(0o755)
    path = own / "start.sh"
    path.write_bytes(starter(machine(tmp_path, "other", python="o'Python/python", code_page="utf-8"), "zh"))
    path.chmod(0o755)
    done = subprocess.run([path, *([other] if dropped else [])], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"-m|progress_xl|watch|{other if dropped else own}|--lang|zh|"
