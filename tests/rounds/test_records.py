"""The very hidden sheet: where every text of the master came from."""

import hashlib

import openpyxl

from tests.rounds.desk import Desk, records, texts
from tests.rounds.tables import MONEY, MONEY_FILE, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE


def test_sheet_is_very_hidden_and_is_no_form(issued: Desk) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    issued.roll()
    assert openpyxl.load_workbook(issued.master)["_progress_xl"].sheet_state == "veryHidden"


def test_every_record_names_the_cell_of_the_file_that_holds_its_text(issued: Desk) -> None:
    for name, table in ((WATER_FILE, WATER), (MONEY_FILE, MONEY), (SCHOOL_FILE, SCHOOL)):
        issued.send(name, table)
    issued.roll()
    found, master = issued.records(), issued.texts()
    assert len(found) == 8
    for record in found:
        source = issued.master.parent / record["file"]
        assert record["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
        text = texts(source, record["sheet"])[record["cell"]]
        assert text in master[record["master cell"]]
        assert record["text"] in ("", text)
        assert record["time received"] == "2026-07-20T09:00:00"


def test_shared_cell_has_a_record_for_each_unit(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER)
    issued.send(MONEY_FILE, MONEY)
    issued.roll()
    shared = [record for record in issued.records() if record["master cell"] == "E2"]
    assert [(record["task"], record["unit"], record["field"], record["cell"]) for record in shared] == [
        ("1", "市水利局", "progress", "E2"),
        ("1", "市财政局", "progress", "E2"),
    ]


def test_of_a_new_master_name_its_cells(desk: Desk) -> None:
    desk.send(SCHOOL_FILE, SCHOOL)
    desk.roll()
    assert {record["master cell"] for record in desk.records()} == {"E3", "F3"}
    assert desk.texts()["E3"] == "开工两所。"


def test_every_file_of_the_unit_is_recorded_superseded_or_not(issued: Desk) -> None:
    issued.send(SCHOOL_FILE, SCHOOL, "2026-07-01T09:00")
    issued.send("市教育局2026年第二季度（更正）.xlsx", SCHOOL.replace("两所", "三所"), "2026-07-02T09:00")
    issued.roll()
    files = [record for record in records(issued.master) if record["field"] == "(file)"]
    assert [(record["file"], record["known by"]) for record in files] == [
        (f"报送/{SCHOOL_FILE}", "modified"),
        ("报送/市教育局2026年第二季度（更正）.xlsx", "modified"),
    ]
