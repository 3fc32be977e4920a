"""One true click: a built workbook open in LibreOffice, its button's macro, the Python it starts, the sheet marked."""

import json
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from progress_xl.excel.sentences import TITLE
from tests.engines import libreoffice
from tests.engines.fixtures import LiveEngine, live
from tests.libreoffice.clicked import PORT
from tests.macros.basic import for_libreoffice

pytestmark = pytest.mark.libreoffice

ROOT = Path(__file__).parents[2]
PROJECT = "ProgressXL"
SHEET = "填报"
PLAN = "八月底前完成管道焊接和试压"
ROWS = [
    ["市水务局", "1.建成东岸污水处理厂", "2022年12月底前", "长" * 201, "九月进场安装设备，十月调试", "是", None],
    ["市水务局", "2.改造老旧供水管网", "2022年12月底前", None, PLAN, "是", None],
    ["市水务局", "3.完成河道清淤", "2022年12月底前", "已完成招标，七月中旬开工。", "八月清理上游河段", "是", None],
]


@dataclass
class Click:
    """A workbook of the build, filled in and not saved; ``engine`` sees what LibreOffice shows."""

    engine: LiveEngine
    shown: libreoffice.Book
    book: Any
    file: Path
    home: socket.socket

    def on(self, button: str) -> dict[str, Any]:
        """Click; wait for the Python that the macro started; what it told the user."""
        self.shown.run(f"{PROJECT}.ProgressRibbon.{button}", [self.shown.document])
        connection, _ = self.home.accept()
        with connection:
            told: dict[str, Any] = json.loads(b"".join(iter(lambda: connection.recv(65536), b"")))
        assert "failed" not in told, told["failed"]
        return told


@pytest.fixture(scope="module")
def click(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Click]:
    try:
        libreoffice.load_uno()
    except libreoffice.NoLibreOffice as missing:
        pytest.skip(str(missing))
    folder = tmp_path_factory.mktemp("click")
    file = folder / "填报表.xlsm"
    shutil.copy(ROOT / "workbooks" / file.name, file)
    with socket.create_server(("127.0.0.1", 0)) as home:
        home.settimeout(120)
        environment = {
            "PROGRESS_XL_PYTHON": str(_interpreter(folder)),
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": str(folder / "state"),
            PORT: str(home.getsockname()[1]),
        }
        with libreoffice.started(folder, environment) as office:
            office.macros = libreoffice.RUN_MACROS
            with live("libreoffice", office) as engine:
                book = engine.open(file)
                shown = office.active()
                assert shown
                _make_compilable(shown)
                _fill_in(book)
                yield Click(engine, shown, book, file, home)


def _interpreter(folder: Path) -> Path:
    """Takes ``-c CODE`` as Python does."""
    path = folder / "python"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.libreoffice.clicked "$@"\n')
    path.chmod(0o755)
    return path


def _make_compilable(shown: libreoffice.Book) -> None:
    """LibreOffice's Basic has no conditional compilation."""
    library = shown.document.BasicLibraries.getByName(PROJECT)
    for name in library.ElementNames:
        library.replaceByName(name, for_libreoffice(library.getByName(name)))


def _fill_in(book: Any) -> None:
    sheet = book.sheets[SHEET]
    sheet.activate()
    sheet["A1"].value = "重点工作任务推进情况月报表（2022年7月）"
    sheet["A4"].value = ROWS
    sheet["C2"].select()


def marks(book: Any) -> dict[str, str]:
    """The code of each marked cell of the sheet."""
    found: dict[str, str] = {}
    for rule in book.sheets[SHEET].cells.conditional_formats:
        if rule.type == "custom" and '"pxl:' in rule.formula:
            code = rule.formula.partition('"pxl:')[2].partition('"')[0]
            found |= dict.fromkeys(rule.impl.api.AppliesTo.Address.replace("$", "").split(","), code)
    return found


def test_click_on_check_marks_the_open_sheet(click: Click) -> None:
    before = click.file.read_bytes()
    told = click.on("check_sheet")
    found = marks(click.book)
    assert found == {"D4": "too-long", "D5": "missing-value"}
    sheet = click.book.sheets[SHEET]
    assert ["〔核验〕" in sheet[cell].note.text for cell in ("D4", "D5")] == [True, True]
    assert "核验问题" in [page.name for page in click.book.sheets]
    assert sheet["A4:G6"].value == ROWS
    assert (click.book.sheets.active.name, click.engine.app.selection.address) == (SHEET, "$C$2")
    [[title, said]] = told["alerts"]
    assert (title, "校验完成" in said) == (TITLE["zh"], True)
    assert click.file.read_bytes() == before


def test_mended_cell_is_no_longer_marked_at_the_next_click(click: Click) -> None:
    sheet = click.book.sheets[SHEET]
    sheet["D5"].value = "已完成设计，正在办理施工许可。"
    click.on("check_sheet")
    assert marks(click.book) == {"D4": "too-long"}
    assert sheet["D5"].note is None


def test_click_on_clear_takes_all_off_again(click: Click) -> None:
    if not marks(click.book):
        click.on("check_sheet")
    click.on("clear_marks")
    assert marks(click.book) == {}
    assert list(click.book.sheets[SHEET].notes) == []
    assert "核验问题" not in [page.name for page in click.book.sheets]
