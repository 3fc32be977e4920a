"""The public documents beside the repository: what a correct reading of them gives (their README says it)."""

import datetime as dt
from pathlib import Path

import pytest

import progress_xl as px

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents lie beside the repository, not in it")

MONTHLY, TARGET, STATUS = (
    SEEDS / name for name in ("yuncheng-2022-07.xlsx", "zibo-2022q1.xlsx", "huangshan-2023q2.xlsx")
)
FILES = [
    (MONTHLY, "monthly", "2022-07", "1 2 3 4 139 140 141 142 143 144 145"),
    (TARGET, "quarterly-target", "2022Q1", "43 45 46 48 49 50 52 53 54"),
    (STATUS, "quarterly-status", "2023Q2", "89 143 149 150 152 154 155 156 158 173"),
]


def _units(path: Path, number: str) -> list[str]:
    return next(list(entry.units) for entry in px.read(path).entries if entry.number == number)


def _errors(path: Path, **given: str) -> list[tuple[str, str | None, str | None]]:
    found = px.validate(path, **given).findings  # type: ignore[arg-type]
    return [(finding.code, finding.task, finding.cell) for finding in found if finding.severity == "error"]


@pytest.mark.parametrize(("path", "form", "period", "numbers"), FILES, ids=lambda value: getattr(value, "stem", None))
def test_form_period_and_rows_are_found(path: Path, form: str, period: str, numbers: str) -> None:
    read = px.read(path, period=period)
    assert (read.form.name, str(read.period)) == (form, period)
    assert [entry.number for entry in read.entries] == numbers.split()


@pytest.mark.parametrize(("path", "form", "period", "numbers"), FILES, ids=lambda value: getattr(value, "stem", None))
def test_naming_the_form_changes_nothing(path: Path, form: str, period: str, numbers: str) -> None:
    del numbers
    assert px.read(path, form=form, period=period).entries == px.read(path, period=period).entries


SENSE = ("behind-pace", "target-met", "status-disagrees")


def _sense(path: Path, **given: str) -> list[tuple[str, str | None, str | None]]:
    found = px.validate(path, **given).findings  # type: ignore[arg-type]
    return [(finding.code, finding.task, finding.cell) for finding in found if finding.code in SENSE]


def test_monthly_figures_behind_pace_are_the_one_row_that_can_be_compared() -> None:
    """Its 143 to 145 give applications or another measure: they neither pass nor fail."""
    assert _sense(MONTHLY, period="2022-07", as_of="2022-07-31") == [("behind-pace", "141", "D8")]
    found = next(finding for finding in px.validate(MONTHLY, period="2022-07").findings if finding.code in SENSE)
    assert found.severity == "warning"
    for part in ("超过40亿元”（B8）", "金额17.39亿元”（D8）", "17.39 ÷ 40 = 43.5 %；时间已过 58.1 %", "“是”"):
        assert part in found.message


def test_target_speaks_against_none_of_its_units() -> None:
    assert _sense(TARGET) == []


def test_status_of_a_year_that_is_met_is_a_notice() -> None:
    assert _sense(STATUS) == [("target-met", "156", "F10")]
    found = next(finding for finding in px.validate(STATUS).findings if finding.code in SENSE)
    assert found.severity == "notice"
    for part in ("327家，已完成年度目标任务”（E10）", "超250家”（B10）", "“序时推进”"):
        assert part in found.message


@pytest.mark.parametrize("path", [TARGET, STATUS], ids=lambda path: path.stem)
def test_period_stands_in_the_title(path: Path) -> None:
    period = {name: code for name, _, code, _ in FILES}[path]
    assert str(px.read(path).period) == period
    assert px.validate(path, period=period).files[0].period == period
    assert "wrong-period" in [finding.code for finding in px.validate(path, period="2021Q4").findings]


def test_monthly_has_no_errors() -> None:
    assert _errors(MONTHLY, period="2022-07") == []


def test_target_has_the_one_reason_beside_done() -> None:
    assert _errors(TARGET) == [("reason-unexpected", "54", "F12")]


def test_status_has_the_one_text_that_is_too_long() -> None:
    assert _errors(STATUS) == [("too-long", "155", "E9")]
    found = next(finding for finding in px.validate(STATUS).findings if finding.code == "too-long")
    assert (found.details["length"], found.details["limit"]) == (218, 200)


def test_monthly_unit_is_given_to_every_row_of_its_merged_cell() -> None:
    units = [(entry.row, entry.units) for entry in px.read(MONTHLY).entries]
    assert units == [(row, ("市直政府系统各单位",) if row < 6 else ("市科技局",)) for row in range(2, 13)]


def test_monthly_deadlines_and_statuses() -> None:
    entries = px.read(MONTHLY).entries
    due = {entry.number: px.parse_deadline(entry.deadline or "", on=dt.date(2022, 7, 31)) for entry in entries}
    assert {number for number, deadline in due.items() if deadline.kind == "ongoing"} == {"1", "2", "3", "4"}
    assert {number: deadline.date for number, deadline in due.items() if deadline.date} == {
        **{number: dt.date(2022, 12, 31) for number in ("139", "141", "142", "143", "144", "145")},
        "140": dt.date(2024, 12, 31),
    }
    assert {entry.status for entry in entries} == {"是"}
    assert {entry.remark for entry in entries} == {None}


def test_monthly_after_its_deadlines_is_overdue() -> None:
    found = px.validate(MONTHLY, period="2022-07", as_of="2023-01-05").findings
    assert [finding.task for finding in found if finding.code == "overdue"] == [
        "139",
        "141",
        "142",
        "143",
        "144",
        "145",
    ]


@pytest.mark.parametrize(
    ("number", "units"),
    [
        ("45", "市科技局 市发展改革委 市工业和信息化局 市人力资源社会保障局"),
        ("53", "市科技局 市教育局 市财政局 淄川区政府"),
        ("54", "市科技局 市委组织部 市人力资源社会保障局"),
    ],
)
def test_target_units_are_parted_and_broken_names_joined(number: str, units: str) -> None:
    assert _units(TARGET, number) == units.split()


def test_target_unfinished_task_with_its_reason_is_in_order() -> None:
    entry = next(entry for entry in px.read(TARGET).entries if entry.number == "53")
    assert entry.status == "未完成"
    assert entry.reason
    assert [finding for finding in px.validate(TARGET).findings if finding.task == "53"] == []


def test_status_units_are_parted() -> None:
    assert len(_units(STATUS, "89")) == 3
    assert _units(STATUS, "173") == ["市科技局", "市农业农村局"]


@pytest.mark.parametrize(("path", "form", "period", "numbers"), FILES, ids=lambda value: getattr(value, "stem", None))
def test_other_forms_do_not_fit(path: Path, form: str, period: str, numbers: str) -> None:
    del period, numbers
    for other in {"monthly", "quarterly-target", "quarterly-status"} - {form}:
        assert [finding.code for finding in px.validate(path, form=other).findings] == ["form-mismatch"]
