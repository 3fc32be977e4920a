"""What both engines do alike, through xlwings' own objects. Expected values are Excel's."""

import functools
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from tests.engines.fixtures import LiveEngine
from tests.engines.windows import com_error


@pytest.fixture
def sheet(live_engine: LiveEngine) -> Any:
    return live_engine.app.books.add().sheets[0]


def test_engine_is_the_running_excel(live_engine: LiveEngine) -> None:
    book = live_engine.app.books.add()
    assert xlwings.apps.active == live_engine.app
    assert xlwings.books.active == book
    assert [app.pid for app in xlwings.apps] == [live_engine.application._pid]


def test_values_are_written_and_read_in_bulk(sheet: Any, live_engine: LiveEngine) -> None:
    rows = [["序号", "完成", "比例", "日期"], [1, True, 0.5, datetime(2022, 7, 31)], [2, False, None, None]]
    sheet["B2"].value = rows
    assert [(call.areas, call.sheet) for call in live_engine.named("Range.Value=")] == [("B2:E4", "Sheet1")]
    live_engine.calls.clear()
    assert sheet["B2:E4"].value == rows
    assert [call.areas for call in live_engine.named("Range.Value")] == ["B2:E4"]


def test_one_cell_is_a_scalar_and_a_blank_is_none(sheet: Any) -> None:
    sheet["A1"].value = "一"
    assert sheet["A1"].value == "一"
    assert sheet["A2"].value is None
    assert sheet["A1:B1"].options(ndim=2).value == [["一", None]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", 12.0),
        ("1,200", 1200.0),
        ("50%", 0.5),
        ("TRUE", True),
        ("2022-07-31", datetime(2022, 7, 31)),
        ("2022-02-31", "2022-02-31"),
        ("110101199001011234", 110101199001011234.0),
        ("按计划推进", "按计划推进"),
        ("'=1+1", "=1+1"),
        ("'12", "12"),
        ("", None),
    ],
)
def test_text_is_read_as_if_it_were_typed(sheet: Any, typed: str, kept: object) -> None:
    sheet["A1"].value = typed
    assert sheet["A1"].value == kept


@pytest.mark.parametrize("typed", ["=1+1", "+A9", "-A9"])
def test_text_that_begins_like_a_formula_becomes_one(sheet: Any, typed: str) -> None:
    sheet["A1"].value = typed
    assert sheet["A1"].api.HasFormula is True


@pytest.mark.parametrize("typed", ["=1+1", "-A9", "12", "2022-07-31"])
def test_text_stays_text_where_the_format_is_text(sheet: Any, typed: str) -> None:
    sheet["A1:B1"].number_format = "@"
    sheet["A1:B1"].value = [typed, "x"]
    assert sheet["A1:B1"].value == [typed, "x"]
    assert sheet["A1:B1"].api.HasFormula is False


def test_formula_is_read_in_english(sheet: Any) -> None:
    sheet["B1"].formula = '=IF(SUM($A1:A3,1)>0,"是","否")'
    assert sheet["B1"].formula == '=IF(SUM($A1:A3,1)>0,"是","否")'


def test_one_formula_for_many_cells_is_written_for_the_first(sheet: Any) -> None:
    sheet["B2:B3"].formula = "=A2+$A$1"
    assert [row[0] for row in sheet["B2:B3"].formula] == ["=A2+$A$1", "=A3+$A$1"]


def test_used_range_and_geometry(sheet: Any) -> None:
    sheet["B3"].value = [["a", "b"], ["c", "d"]]
    used = sheet.used_range
    assert (used.address, used.shape, used.last_cell.address) == ("$B$3:$C$4", (2, 2), "$C$4")
    assert sheet["B3"].expand().address == "$B$3:$C$4"
    assert sheet["C4"].current_region.address == "$B$3:$C$4"
    assert sheet.range("B3:B4,C3").api.Areas.Count == 2


def test_merged_area_is_known_from_each_of_its_cells(sheet: Any) -> None:
    sheet["E2:F4"].merge()
    assert sheet["F3"].merge_area.address == "$E$2:$F$4"
    assert sheet["F3"].merge_cells
    assert not sheet["G3"].merge_cells
    sheet["E2"].unmerge()
    assert sheet["F3"].merge_area.address == "$F$3"


def test_rule_is_shown_listed_and_taken_away(sheet: Any) -> None:
    sheet["B5"].select()
    added = sheet["B5:B9"].conditional_formats.add_custom(
        '=AND(LEN(B5)=0,N("pxl:x")=0)', fill_color="#FFE27A", font_color="#9C0006", font_bold=True, font_italic=True
    )
    assert (added.type, added.formula) == ("custom", '=AND(LEN(B5)=0,N("pxl:x")=0)')
    assert (added.fill_color, added.font_color) == ((255, 226, 122), (156, 0, 6))
    assert (added.font_bold, added.font_italic) == (True, True)
    assert len(sheet["B7"].conditional_formats) == 1
    assert len(sheet["C7"].conditional_formats) == 0
    sheet["B7"].conditional_formats[0].delete()
    assert len(sheet.cells.conditional_formats) == 0


def test_relative_references_count_from_the_active_cell(sheet: Any) -> None:
    sheet["A1"].select()
    sheet["B5:B9"].conditional_formats.add_custom("=LEN(B5)=0")
    assert sheet["B5"].conditional_formats[0].formula == "=LEN(B5)=0"
    sheet["B5"].select()
    assert sheet["B5"].conditional_formats[0].formula == "=LEN(C9)=0"


def test_newest_rule_comes_first(sheet: Any) -> None:
    for code in ("a", "b", "c"):
        sheet["A1:A9"].conditional_formats.add_custom(f'=N("pxl:{code}")=0')
    sheet["C1"].conditional_formats.add_custom('=N("pxl:apart")=0')
    formulas = [rule.formula for rule in sheet["A3"].conditional_formats]
    assert formulas == ['=N("pxl:c")=0', '=N("pxl:b")=0', '=N("pxl:a")=0']
    assert [rule.formula for rule in sheet.cells.conditional_formats] == ['=N("pxl:apart")=0', *formulas]


def test_one_rule_covers_many_areas(sheet: Any, live_engine: LiveEngine) -> None:
    sheet.range("A1:A3,C5").conditional_formats.add_custom('=N("pxl:x")=0', fill_color="#FFE27A")
    assert [call.areas for call in live_engine.named("FormatConditions.Add")] == ["A1:A3,C5"]
    assert len(sheet["C5"].conditional_formats) == len(sheet["A2"].conditional_formats) == 1
    assert len(sheet["B2"].conditional_formats) == 0


def test_rules_deleted_while_listed_pass_over_every_other(sheet: Any) -> None:
    for code in ("a", "b", "c"):
        sheet["A1:A9"].conditional_formats.add_custom(f'=N("pxl:{code}")=0')
    for rule in sheet["A1:A9"].conditional_formats:
        rule.delete()
    assert len(sheet["A1:A9"].conditional_formats) == 1
    for rule in reversed(list(sheet["A1:A9"].conditional_formats)):
        rule.delete()
    assert len(sheet["A1:A9"].conditional_formats) == 0


def test_clearing_part_of_a_rule_leaves_the_rest(sheet: Any) -> None:
    sheet["A1"].select()
    sheet["A1:A9"].conditional_formats.add_custom("=LEN(A1)=0")
    sheet["A1:A4"].conditional_formats.clear()
    assert [len(sheet[cell].conditional_formats) for cell in ("A1", "A4", "A5", "A9")] == [0, 0, 1, 1]
    sheet["A5"].select()
    assert sheet["A5"].conditional_formats[0].formula == "=LEN(A5)=0"


def test_note_is_added_changed_and_deleted(sheet: Any) -> None:
    sheet["B2"].add_note("张三：请核实\n尽快")
    sheet["A9"].add_note("二")
    assert sheet["B2"].note.text == "张三：请核实\n尽快"
    assert {note.location.address: note.text for note in sheet.notes} == {"$B$2": "张三：请核实\n尽快", "$A$9": "二"}
    sheet["B2"].note.text = "改过"
    assert sheet["B2"].note.text == "改过"
    sheet["B2"].note.delete()
    assert sheet["B2"].note is None
    with pytest.raises(ValueError, match="already has a note"):
        sheet["A9"].add_note("三")


def test_names(sheet: Any) -> None:
    sheet.book.names.add("报送期", "=Sheet1!$B$2:$C$3")
    assert sheet.book.names["报送期"].refers_to == "=Sheet1!$B$2:$C$3"
    assert sheet.book.names["报送期"].refers_to_range.address == "$B$2:$C$3"
    assert sheet.range("报送期").address == "$B$2:$C$3"
    sheet.book.names["报送期"].delete()
    assert "报送期" not in sheet.book.names


def test_sheets_are_added_found_hidden_and_deleted(sheet: Any) -> None:
    book = sheet.book
    added = book.sheets.add("核验问题", after=sheet)
    assert ([page.name for page in book.sheets], book.sheets.active.name) == (["Sheet1", "核验问题"], "核验问题")
    added.visible = False
    assert not added.visible
    assert book.sheets.active.name == "Sheet1"
    added.delete()
    assert [page.name for page in book.sheets] == ["Sheet1"]


def test_selection_and_active_cell(live_engine: LiveEngine, sheet: Any) -> None:
    sheet.range("B2:C5").select()
    app = live_engine.app
    assert (app.selection.address, app.api.ActiveCell.Address) == ("$B$2:$C$5", "$B$2")
    sheet["C4"].api.Activate()
    assert (app.selection.address, app.api.ActiveCell.Address) == ("$B$2:$C$5", "$C$4")
    sheet["E9"].api.Activate()
    assert (app.selection.address, app.api.ActiveCell.Address) == ("$E$9", "$E$9")


def test_cell_of_a_sheet_that_is_not_active_cannot_be_selected(sheet: Any) -> None:
    sheet.book.sheets.add("二", after=sheet)
    with pytest.raises(com_error, match="Select"):
        sheet["A1"].select()


def test_settings_are_kept(live_engine: LiveEngine) -> None:
    app = live_engine.app
    with app.properties(screen_updating=False, status_bar="正在核验……", calculation="manual"):
        assert (app.screen_updating, app.status_bar, app.calculation) == (False, "正在核验……", "manual")
    assert (app.screen_updating, app.status_bar, app.calculation) == (True, False, "automatic")


def test_values_are_read_and_written_while_screen_updating_is_off(sheet: Any) -> None:
    with sheet.book.app.properties(screen_updating=False):
        sheet["B2"].select()
        sheet["B2"].value = "二"
        assert (sheet.book.app.selection.address, sheet["B2"].value) == ("$B$2", "二")


def test_message_boxes_are_answered_as_the_test_says(live_engine: LiveEngine) -> None:
    live_engine.press("no")
    assert live_engine.app.alert("清除全部标记？", "进度填报", "yes_no", "info") == "no"
    assert live_engine.alerts == [("进度填报", "清除全部标记？")]


def test_folder_is_chosen_as_the_test_says(live_engine: LiveEngine, tmp_path: Path) -> None:
    live_engine.choose(str(tmp_path), False)
    dialog = live_engine.app.api.FileDialog(4)
    dialog.Title = "选择报送文件夹"
    assert (dialog.Show(), dialog.SelectedItems(1)) == (-1, str(tmp_path))
    assert live_engine.app.api.FileDialog(4).Show() == 0


def test_protected_sheet_refuses_values_notes_and_rules(sheet: Any) -> None:
    sheet["A1"].value = "原文"
    sheet.api.Protect()
    assert sheet.api.ProtectContents is True
    for change in (
        sheet["A1"].clear_contents,
        functools.partial(sheet["A1"].add_note, "注"),
        functools.partial(sheet["A1"].conditional_formats.add_custom, "=1=1"),
    ):
        with pytest.raises(com_error, match="受保护"):
            change()
    assert sheet["A1"].value == "原文"
    sheet.api.Unprotect()
    sheet["A1"].value = "改过"
    assert sheet["A1"].value == "改过"


def test_filter_hides_rows_and_is_lifted(sheet: Any) -> None:
    sheet["A1"].value = [["状态"], ["完成"], ["未完成"], ["完成"]]
    assert not sheet.api.AutoFilterMode
    sheet["A1:A4"].autofilter.apply_values(1, ["完成"])
    assert (sheet.api.AutoFilterMode, sheet.api.FilterMode) == (True, True)
    assert sheet.api.AutoFilter.Range.Address == "$A$1:$A$4"
    assert [row.api.EntireRow.Hidden for row in sheet["A1:A4"].rows] == [False, False, True, False]
    assert sheet["A1:A4"].value == ["状态", "完成", "未完成", "完成"]
    sheet.api.ShowAllData()
    assert (sheet.api.AutoFilterMode, sheet.api.FilterMode) == (True, False)


def test_table_of_a_cell(sheet: Any) -> None:
    sheet["A1"].value = [["项", "值"], ["a", 1], ["b", 2]]
    sheet.tables.add(sheet["A1:B3"])
    assert [table.range.address for table in sheet.tables] == ["$A$1:$B$3"]
    assert sheet["B2"].table.data_body_range.address == "$A$2:$B$3"
    assert sheet["D9"].table is None


def test_error_values_are_none_or_their_text(tmp_path: Path, live_engine: LiveEngine) -> None:
    made: Any = openpyxl.Workbook()
    made.active["A1"] = "#N/A"
    made.save(tmp_path / "错.xlsx")
    page = live_engine.open(tmp_path / "错.xlsx").sheets[0]
    assert page["A1"].value is None
    assert page["A1"].options(err_to_str=True).value == "#N/A"


def test_book_is_saved_under_a_name_and_opened_again(sheet: Any, live_engine: LiveEngine, tmp_path: Path) -> None:
    sheet["A1"].value = [["项", datetime(2022, 7, 1)], [True, "'=1"]]
    sheet["A1"].add_note("注")
    sheet["A2"].select()
    sheet["A2:B2"].conditional_formats.add_custom("=LEN(A2)=0", fill_color="#FFE27A")
    assert "/" not in sheet.book.fullname
    path = tmp_path / "报送.xlsx"
    sheet.book.save(path)
    assert sheet.book.fullname == str(path)
    sheet.book.close()
    page = live_engine.open(path, read_only=True).sheets[0]
    assert page["A1:B2"].value == [["项", datetime(2022, 7, 1)], [True, "=1"]]
    assert (page["A1"].note.text, page.book.api.ReadOnly) == ("注", True)
    page["A2"].select()
    assert page["B2"].conditional_formats[0].formula == "=LEN(A2)=0"
    assert page["B2"].conditional_formats[0].fill_color == (255, 226, 122)
    with pytest.raises(com_error, match="只读"):
        page.book.save()


def test_missing_file_is_refused(live_engine: LiveEngine, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        live_engine.open(tmp_path / "无.xlsx")


def test_book_in_the_cloud_has_an_address_for_a_name(sheet: Any, live_engine: LiveEngine, tmp_path: Path) -> None:
    path = tmp_path / "填报.xlsx"
    sheet.book.save(path)
    sheet.book.close()
    book = live_engine.open(path, fullname="https://example-my.sharepoint.com/personal/zhang/Documents/填报.xlsx")
    assert book.name == "填报.xlsx"
    assert book.api.FullName.startswith("https://")
    with pytest.raises(xlwings.XlwingsError):
        _ = book.fullname


def test_unknown_name_of_excel_is_refused(sheet: Any) -> None:
    with pytest.raises(com_error, match="Unknown name"):
        _ = sheet.api.NoSuchThing


@pytest.mark.parametrize("hresult", [-2147418111, -2146777998])
def test_busy_excel_refuses_calls(sheet: Any, live_engine: LiveEngine, hresult: int) -> None:
    sys.modules["xlwings._xlwindows"].N_COM_ATTEMPTS = 2  # type: ignore[attr-defined]
    live_engine.busy(hresult)
    with pytest.raises(com_error, match="rejected") as caught:
        _ = sheet["A1"].value
    assert caught.value.hresult == hresult
    live_engine.busy(hresult, calls=0)
    assert sheet["A1"].value is None


def test_xlwings_repeats_a_rejected_call(sheet: Any, live_engine: LiveEngine) -> None:
    sheet["A1"].value = "一"
    live_engine.busy(calls=3)
    assert sheet["A1"].value == "一"


def test_cells_keep_their_looks(sheet: Any) -> None:
    cells = sheet["B2:C3"]
    cells.font.bold, cells.font.italic, cells.font.size, cells.font.color = True, True, 16, "#9C0006"
    cells.wrap_text, cells.horizontal_alignment, cells.vertical_alignment = True, "center", "top"
    cells.color = "#FFE27A"
    cells.borders.set("all", line_style="continuous", weight="thin", color="#7F6000")
    last = sheet["C3"]
    assert (last.font.bold, last.font.italic, last.font.size, last.font.color) == (True, True, 16, (156, 0, 6))
    assert (last.wrap_text, last.horizontal_alignment, last.vertical_alignment) == (True, "center", "top")
    assert last.color == (255, 226, 122)
    assert (last.borders["edge_top"].line_style, last.borders["edge_top"].color) == ("continuous", (127, 96, 0))
    assert sheet["D4"].color is None


def test_look_of_a_rule_has_borders_on_windows(sheet: Any) -> None:
    native = sheet["A1"].conditional_formats.add_custom("=1=1", fill_color="#FFE27A").impl.api
    native.Borders.LineStyle, native.Borders.Color, native.Font.Underline = 1, 0x00607F, 2
    native = sheet["A1"].conditional_formats[0].impl.api
    assert (native.Borders.LineStyle, native.Borders.Color, native.Font.Underline) == (1, 0x00607F, 2)
    assert native.AppliesTo.Address == "$A$1"


def test_text_handed_to_a_note_is_cut_but_may_be_added_to(sheet: Any) -> None:
    note = sheet["A1"].add_note("一" * 300)
    assert note.text == "一" * 255
    note.api.Text("二三", 256, False)
    assert note.text == "一" * 255 + "二三"
    note.api.Text("四", 1, True)
    assert note.text == "四" + "一" * 254 + "二三"


def test_panes_are_frozen_through_the_window(sheet: Any) -> None:
    window = sheet.book.app.api.ActiveWindow
    window.SplitColumn, window.SplitRow = 1, 2
    window.FreezePanes = True
    window = sheet.book.app.api.ActiveWindow
    assert (window.FreezePanes, window.SplitColumn, window.SplitRow) == (True, 1, 2)


def test_book_of_fixed_structure_takes_no_sheet(sheet: Any) -> None:
    sheet.book.api.Protect(Structure=True)
    assert sheet.book.api.ProtectStructure
    with pytest.raises(com_error, match="保护"):
        sheet.book.sheets.add()
    sheet.book.api.Unprotect()
    assert sheet.book.sheets.add("二").name == "二"


def test_german_excel_reads_and_writes_formulas_of_rules_in_german(sheet: Any, live_engine: LiveEngine) -> None:
    live_engine.speak_german()
    name = sheet.book.api.Names.Add(Name="_a", RefersTo='=AND(LEN("a,b")>1.5,TRUE)')
    assert name.RefersToLocal == '=UND(LÄNGE("a,b")>1,5;WAHR)'
    for english in ("=AND(TRUE,1=1)", "=LEN(A1)>0"):
        with pytest.raises(com_error):
            sheet["A1"].conditional_formats.add_custom(english)
    added = sheet["A1"].conditional_formats.add_custom('=UND(LÄNGE(A1)>200;N("pxl:x")=0)')
    assert added.formula == '=UND(LÄNGE(A1)>200;N("pxl:x")=0)'
    live_engine.application._language = None
    assert sheet["A1"].conditional_formats[0].formula == '=AND(LEN(A1)>200,N("pxl:x")=0)'


def test_formula_of_a_rule_has_255_characters_at_most(sheet: Any) -> None:
    rules = sheet["A1"].conditional_formats
    rules.add_custom(f'="{"长" * 249}"=""')
    with pytest.raises(com_error, match="太长"):
        rules.add_custom(f'="{"长" * 250}"=""')


def test_references_are_no_references_in_the_other_style(sheet: Any) -> None:
    sheet.book.app.api.ReferenceStyle = -4150
    with pytest.raises(com_error):
        sheet["A1"].conditional_formats.add_custom("=LEN(A1)>0")


def test_addresses_have_255_characters_at_most(sheet: Any) -> None:
    assert sheet.range(",".join(["A1:B22"] * 36)).api.Areas.Count == 36
    with pytest.raises(com_error):
        sheet.range(",".join(["A1:B222"] * 36))


def test_conversation_is_listed_among_the_notes_and_takes_no_note(recording_engine: LiveEngine) -> None:
    sheet = recording_engine.app.books.add().sheets[0]
    recording_engine.application._office.active().pages[0].threads.add((2, 1))  # type: ignore[union-attr]
    sheet["A1"].add_note("注")
    assert [note.location.address for note in sheet.notes] == ["$A$1", "$A$2"]
    assert [comment.location.address for comment in sheet.comments] == ["$A$2"]
    with pytest.raises(com_error):
        sheet["A2"].api.AddComment("注")


def test_rules_of_a_file_for_the_same_cells_are_taken_away_one_by_one(live_engine: LiveEngine, tmp_path: Path) -> None:
    made: Any = openpyxl.Workbook()
    for code in ("a", "b", "c"):
        rule = FormulaRule(formula=[f'N("{code}")=0'], fill=PatternFill(bgColor="FFE27A"))  # type: ignore[no-untyped-call]
        made.active.conditional_formatting.add("B2:B9", rule)
    made.save(tmp_path / "规则.xlsx")
    cells = live_engine.open(tmp_path / "规则.xlsx").sheets[0]["B2:B9"]
    assert [rule.formula for rule in cells.conditional_formats] == ['=N("a")=0', '=N("b")=0', '=N("c")=0']
    cells.conditional_formats[1].delete()
    cells.conditional_formats.add_custom('=N("d")=0')
    assert [rule.formula for rule in cells.conditional_formats] == ['=N("d")=0', '=N("a")=0', '=N("c")=0']
    assert cells.conditional_formats[2].fill_color == (255, 226, 122)


def test_rules_taken_away_leave_no_trace_in_the_order(sheet: Any) -> None:
    sheet["D3:D9"].conditional_formats.add_custom('=$D3="完成"', fill_color="#00FF00")
    for _ in range(2):
        for code, cells in (("a", "C4"), ("b", "D6"), ("c", "A5:D5")):
            added = sheet[cells].conditional_formats.add_custom(f'=N("pxl:{code}")=0')
            assert added.formula == f'=N("pxl:{code}")=0'
        for number in range(4, 0, -1):
            if "pxl:" in sheet.cells.conditional_formats(number).formula:
                sheet.cells.conditional_formats(number).delete()
    assert [rule.fill_color for rule in sheet.cells.conditional_formats] == [(0, 255, 0)]
