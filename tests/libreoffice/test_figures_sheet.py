"""The figures sheet in LibreOffice: its formulas say what our rule says, and follow a number that a person changes."""

import datetime as dt
import itertools
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

import progress_xl as px
from progress_xl.ooxml import Workbook
from progress_xl.rounds.figures import BOUNDS, IGNORE, LINES, Cell, FigureRow, Figures, Input
from progress_xl.rounds.figures_sheet import figures_sheet
from tests.libreoffice.python import python_with_uno
from tests.rounds.desk import Desk, listed
from tests.rounds.test_figures_sheet import MASTER, SCIENCE, SCIENCE_FILE

pytestmark = pytest.mark.libreoffice

DAY = dt.date


def office(home: Path, jobs: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What LibreOffice answers to jobs, in one process with a profile of its own."""
    command = [python_with_uno(), str(Path(__file__).with_name("office.py")), str(home / "profile")]
    done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, str]] = json.loads(done.stdout)
    return answers


def _rows() -> list[FigureRow]:
    """All bounds, lines and spans with figures around every border, and cells that hold no numbers."""
    spans = [
        (DAY(2022, 1, 1), DAY(2022, 12, 31), None),
        (DAY(2022, 1, 1), DAY(2022, 7, 31), None),
        (DAY(2022, 8, 1), DAY(2022, 12, 31), None),
        (DAY(2022, 1, 1), DAY(2022, 12, 31), DAY(2022, 6, 30)),
        (None, DAY(2022, 12, 31), None),
    ]
    figures: list[tuple[Any, Any]] = [
        *((100.0, actual) for actual in (0.0, 48.08, 48.09, 58.0, 90.0, 90.1, 99.9, 100.0, 130.0)),
        *((3.0, actual) for actual in (0.0, 1.0, 2.0)),
        *((3.5, actual) for actual in (0.5, 1.0, 2.0)),
        (0.0, 0.0),
        (0.0, 1.0),
        (None, 5.0),
        (100.0, None),
        ("约百", 5.0),
        (100.0, "若干"),
    ]
    empty: dict[Cell, Input] = dict.fromkeys(get_args(Cell))
    return [
        FigureRow(
            None,
            {},
            empty
            | {"goal": goal, "actual": actual, "bound": bound, "line": line, "decision": decision}
            | {"start": start, "end": end, "on": on},
            "2022-07",
        )
        for (goal, actual), bound, line, (start, end, on), decision in itertools.product(
            figures, BOUNDS.values(), LINES.values(), spans, (None, IGNORE)
        )
    ]


def test_formulas_give_what_the_rule_gives(tmp_path: Path) -> None:
    figures = Figures("2022-07", DAY(2022, 7, 31), 0.1, _rows())
    book = Workbook.blank()
    book.put_sheet(figures_sheet(figures, "总表", "指标核对"))
    book.save(tmp_path / "a.xlsx")
    verdicts = [f"J{number}" for number in range(4, 4 + len(figures.rows))]
    shares = [cell.replace("J", "H") for cell in verdicts]
    (shown,) = office(tmp_path, [{"open": str(tmp_path / "a.xlsx"), "read": [*verdicts, *shares]}])
    given = [row.evaluate(figures.on, figures.tolerance) for row in figures.rows]
    assert [shown[cell] for cell in verdicts] == [each["verdict"] for each in given]
    assert len({each["verdict"] for each in given}) == 10
    assert [shown[cell] for cell in shares] == [
        "" if each["share"] is None else f"{100 * float(str(each['share'])):.1f}%" for each in given
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.issue(MASTER)
    desk.send(SCIENCE_FILE, SCIENCE)
    desk.roll(period="2026-07", as_of="2026-07-31")
    return desk


def test_verdict_follows_a_number_that_a_person_types(desk: Desk) -> None:
    job = {"open": str(desk.master), "sheet": "指标核对", "read": ["H4", "I4", "J4", "H5", "J5"]}
    changes: list[dict[str, Any]] = [
        {},
        {"G4": 26},
        {"E4": 17},
        {"L4": IGNORE},
        {"G5": 50},
        {"G2": 0.2},
        {"C2": (DAY(2026, 6, 30) - DAY(1899, 12, 30)).days},
    ]
    shown = office(desk.home, [{**job, "type": change} for change in changes])
    assert [(answer["H4"], answer["J4"]) for answer in shown] == [
        ("43.5%", "滞后"),
        ("65.0%", "正常"),
        ("102.3%", "已达目标"),
        ("43.5%", "不计"),
        ("43.5%", "滞后"),
        ("43.5%", "正常"),
        ("43.5%", "正常"),
    ]
    assert [(answer["H5"], answer["J5"]) for answer in shown][3:5] == [("", "不可比"), ("100.0%", "已达目标")]
    assert (shown[0]["I4"], shown[6]["I4"]) == ("58.1%", "49.6%")


@pytest.mark.parametrize(
    "typed", [{"C2": "7月底"}, {"C2": ""}, {"C2": "2026.7.31"}, {"C2": 20260831}, {"G2": "一成"}, {"G2": ""}]
)
def test_setting_that_formulas_cannot_take_leaves_the_rows_as_they_were(desk: Desk, typed: dict[str, Any]) -> None:
    before = listed(desk.master, "指标核对", header=3), desk.texts("指标核对")["C2"], desk.texts("指标核对")["G2"]
    saved = desk.home / "存.xlsx"
    office(desk.home, [{"open": str(desk.master), "sheet": "指标核对", "type": typed, "save": str(saved), "read": []}])
    saved.replace(desk.master)
    desk.roll(period="2026-07", as_of="2026-07-31")
    after = listed(desk.master, "指标核对", header=3), desk.texts("指标核对")["C2"], desk.texts("指标核对")["G2"]
    assert after == before


def test_what_a_person_typed_in_libreoffice_is_there_on_the_next_run(desk: Desk) -> None:
    saved = desk.home / "存.xlsx"
    typed = {"G4": 26, "L5": IGNORE, "M5": "申报数", "Z3": "联系人", "Z4": "老王"}
    job = {"open": str(desk.master), "sheet": "指标核对", "type": typed, "save": str(saved), "read": []}
    office(desk.home, [job])
    saved.replace(desk.master)
    result = desk.roll(period="2026-07", as_of="2026-07-31")
    assert [finding.code for finding in result.findings if finding.code == "behind-pace"] == []
    turnover, firms = listed(desk.master, "指标核对", header=3)
    assert (turnover["完成值"], turnover["结论"], turnover["联系人"]) == ("26", "正常", "老王")
    assert (firms["处理"], firms["备注"], firms["结论"]) == (IGNORE, "申报数", "不计")
    content = desk.master.read_bytes()
    assert not px.rollup([desk.folder], master=desk.master, period="2026-07", as_of="2026-07-31").written
    assert desk.master.read_bytes() == content
