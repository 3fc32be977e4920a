"""Marks in an open book: over both engines the same as in a file, and what an open book asks beyond that."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from progress_xl.errors import BadCell, ExcelBusy, SheetMissing
from progress_xl.marks import MARKER_PREFIX, Mark
from progress_xl.targets import closed, live
from tests.engines import excel
from tests.engines.fixtures import LiveEngine
from tests.engines.windows import RPC_E_CALL_REJECTED, VBA_E_IGNORE
from tests.targets.live_books import (
    NAME,
    form,
    listed_in_book,
    listed_in_file,
    notes_in_book,
    notes_in_file,
    rules_in_book,
    rules_in_file,
)

Open = Callable[..., Any]

MARKS = [
    Mark("C4", NAME, message="必填，现为空。", remedy="请填写。", task="2", column="进展情况"),
    Mark("C5", NAME, message="必填，现为空。", remedy="请填写。", task="3", column="进展情况"),
    Mark("C6", NAME, "too-long", "应在5字以内，现有6字。", "LEN({cell})>5", "请至少删减1字。", task="4"),
    Mark("C8", NAME, "too-long", "应在5字以内，现有6字。", "LEN({cell})>5", "请至少删减1字。", task="6"),
    Mark("C6", NAME, "overdue", "时限已过。", 'AND(TODAY()>DATE(2022,7,1),{D}<>"完成")'),
    Mark("B9", NAME, "behind-pace", "“滞后”=落后？"),
    Mark("D6", NAME, "not-in-list", "只能填写完成。", '{cell}<>"完成"'),
    Mark("A10:D10", NAME, "stale-text", "与上期相同。", severity="notice"),
    Mark("", NAME, "missing-column", "表头缺少“备注”列。", remedy="请补回。"),
]
SETS = [MARKS, MARKS[:1], MARKS[5:6], MARKS[8:], [Mark("ZZ999", code="overdue"), Mark("3:3"), Mark("B:B", code="x")]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return form(tmp_path / "填报.xlsx")


@pytest.fixture
def book(live_engine: LiveEngine, path: Path) -> Any:
    return live_engine.open(path)


@pytest.fixture
def recorded(recording_engine: LiveEngine, path: Path) -> Any:
    """The form in the recording engine alone."""
    return recording_engine.open(path)


def test_rules_are_those_of_the_file(book: Any, path: Path, tmp_path: Path) -> None:
    before = rules_in_book(book.sheets[NAME])
    for number, marks in enumerate(SETS):
        marked = closed.highlight(path, marks, out=tmp_path / f"{number}.xlsx")
        live.highlight(book, marks)
        assert rules_in_book(book.sheets[NAME]) == rules_in_file(marked)
    live.clear(book)
    assert rules_in_book(book.sheets[NAME]) == before == rules_in_file(path)


def test_notes_are_those_of_the_file_and_a_persons_note_stays_above(book: Any, path: Path, tmp_path: Path) -> None:
    marked = closed.highlight(path, MARKS, out=tmp_path / "m.xlsx", notes=True)
    live.highlight(book, MARKS, notes=True)
    said = notes_in_book(book.sheets[NAME])
    assert said == notes_in_file(marked)
    assert said["C4"].startswith("张三：请核实\n尽快\n〔核验〕")
    live.clear(book)
    assert notes_in_book(book.sheets[NAME]) == notes_in_file(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_sheet_says_what_that_of_the_file_says(book: Any, path: Path, tmp_path: Path, lang: Any) -> None:
    marks = [*MARKS, Mark("B7", NAME, "formula-text", "=1+1", remedy="2022-07-31", task="3-1", column="50%")]
    marked = closed.highlight(path, marks, out=tmp_path / "m.xlsx", findings=True, lang=lang)
    shown = live.highlight(book, marks, findings=True, lang=lang)
    assert shown.sheet == {"zh": "核验问题", "en": "Findings"}[lang]
    assert listed_in_book(book.sheets[shown.sheet]) == listed_in_file(marked, shown.sheet)
    in_file, in_book = rules_in_file(marked, shown.sheet), rules_in_book(book.sheets[shown.sheet])
    assert [(rule.areas, rule.fill) for rule in in_book] == [(rule.areas, rule.fill) for rule in in_file]


def test_marking_again_is_marking_once(book: Any) -> None:
    for _ in range(2):
        live.highlight(book, MARKS, notes=True, findings=True)
    rules, notes = rules_in_book(book.sheets[NAME]), notes_in_book(book.sheets[NAME])
    live.clear(book)
    live.highlight(book, MARKS, notes=True, findings=True)
    assert [sheet.name for sheet in book.sheets] == [NAME, "说明", "核验问题"]
    assert rules_in_book(book.sheets[NAME]) == rules
    assert notes_in_book(book.sheets[NAME]) == notes


def test_many_scattered_marks_reach_each_cell_once(recorded: Any, path: Path, tmp_path: Path) -> None:
    marks = [Mark(f"{column}{row}") for column in "EFG" for row in range(100, 300, 2)]
    marks += [Mark(f"H{row}", code="overdue") for row in range(100, 300, 2)]
    marked = closed.highlight(path, marks, out=tmp_path / "m.xlsx")
    live.highlight(recorded, marks)
    cells = [area for rule in rules_in_book(recorded.sheets[NAME]) for area in rule.areas]
    assert sorted(cells) == sorted(area for rule in rules_in_file(marked) for area in rule.areas)


def test_what_was_marked_live_and_saved_is_cleared_in_the_file(book: Any, path: Path) -> None:
    rules, notes = rules_in_file(path), notes_in_file(path)
    live.highlight(book, MARKS, notes=True, findings=True)
    book.save()
    book.close()
    closed.clear(path)
    assert [(rule.areas, rule.formula) for rule in rules_in_file(path)] == [(r.areas, r.formula) for r in rules]
    assert notes_in_file(path) == notes
    with pytest.raises(KeyError):
        listed_in_file(path)


def test_marks_of_the_file_are_cleared_in_the_open_book(live_engine: LiveEngine, path: Path) -> None:
    rules, notes = rules_in_file(path), notes_in_file(path)
    closed.highlight(path, MARKS, notes=True, findings=True)
    book = live_engine.open(path)
    assert live.listing(book) == "核验问题"
    live.clear(book)
    assert rules_in_book(book.sheets[NAME]) == rules
    assert notes_in_book(book.sheets[NAME]) == notes
    assert [sheet.name for sheet in book.sheets] == [NAME, "说明"]


def test_only_one_sheet_is_cleared_when_only_one_is_marked(book: Any) -> None:
    live.highlight(book, [*MARKS, Mark("B2", "说明")], notes=True, findings=True)
    live.highlight(book, MARKS[:1], within=NAME, findings=True)
    assert len(rules_in_book(book.sheets["说明"])) == 1
    assert len(rules_in_book(book.sheets[NAME])) == 2
    live.clear(book, within=NAME)
    assert len(rules_in_book(book.sheets["说明"])) == 1


def test_notes_with_characters_that_excel_counts_twice_stay_whole(recorded: Any) -> None:
    sheet, message = recorded.sheets[NAME], "𠮷" * 300
    sheet["C5"].add_note("辛苦了😀😀")
    before = notes_in_book(sheet)
    live.highlight(recorded, [Mark("C5", NAME, message=message), Mark("C6", NAME, message=message)], notes=True)
    said = notes_in_book(sheet)
    assert (said["C5"], said["C6"]) == (f"辛苦了😀😀\n〔核验〕{message}", f"〔核验〕{message}")
    live.clear(recorded)
    assert notes_in_book(sheet) == before


def test_book_that_was_never_saved_is_marked(live_engine: LiveEngine) -> None:
    book = live_engine.app.books.add()
    book.sheets[0]["A1"].value = [["序号", "进展情况"], [1, None]]
    live.highlight(book, [Mark("B2", message="必填。")], notes=True, findings=True)
    assert [rule.areas for rule in rules_in_book(book.sheets[0])] == [{"B2"}]
    assert notes_in_book(book.sheets[0]) == {"B2": "〔核验〕必填。"}


def test_book_opened_for_reading_only_is_marked(live_engine: LiveEngine, path: Path) -> None:
    book = live_engine.open(path, read_only=True)
    live.highlight(book, MARKS[:1])
    assert len(rules_in_book(book.sheets[NAME])) == 2


def test_book_in_the_cloud_is_marked(live_engine: LiveEngine, path: Path) -> None:
    book = live_engine.open(path, fullname="https://d.docs.live.net/1a2b/填报.xlsx")
    live.highlight(book, MARKS[:1], findings=True)
    assert len(rules_in_book(book.sheets[NAME])) == 2


def test_rows_behind_a_filter_are_marked_and_stay_hidden(book: Any) -> None:
    sheet = book.sheets[NAME]
    sheet["A2:D10"].api.AutoFilter(1, ["1", "4"])
    live.highlight(book, MARKS, notes=True, findings=True)
    assert sheet["C4"].conditional_formats[0].formula
    assert [sheet[f"{row}:{row}"].api.EntireRow.Hidden for row in (3, 4, 5, 6)] == [False, True, True, False]


def test_cells_of_a_table_are_marked(book: Any) -> None:
    live.highlight(book, [Mark("B2", "说明", message="请核对。")], notes=True)
    sheet = book.sheets["说明"]
    assert [rule.areas for rule in rules_in_book(sheet)] == [{"B2"}]
    assert [table.range.address for table in sheet.tables] == ["$A$1:$B$2"]


def test_hidden_sheet_is_marked_and_stays_hidden(book: Any) -> None:
    book.sheets["说明"].visible = False
    live.highlight(book, [Mark("B2", "说明", code="too-long", condition="LEN({cell})>3")])
    assert not book.sheets["说明"].visible
    assert book.sheets.active.name == NAME
    assert len(book.sheets["说明"].cells.conditional_formats) == 1


def test_protected_sheet_takes_no_marks_and_the_list_says_so(book: Any, path: Path) -> None:
    book.sheets[NAME].api.Protect()
    shown = live.highlight(book, MARKS, notes=True, findings=True)
    assert (shown.locked, shown.sheet) == ((NAME,), "核验问题")
    assert rules_in_book(book.sheets[NAME]) == rules_in_file(path)
    codes = [row[1][0] for row in listed_in_book(book.sheets["核验问题"])[3:]]
    assert codes.count("sheet-not-marked") == 1
    assert len(codes) == len(MARKS) + 1
    assert live.clear(book).locked == ()


def test_marks_stay_on_a_sheet_that_was_protected_since(book: Any) -> None:
    live.highlight(book, MARKS[:1])
    book.sheets[NAME].api.Protect()
    assert live.clear(book).locked == (NAME,)


def test_sheet_whose_drawings_alone_are_protected_is_marked_without_notes(book: Any) -> None:
    sheet = book.sheets[NAME]
    live.highlight(book, MARKS, notes=True)
    rules, notes = rules_in_book(sheet), notes_in_book(sheet)
    sheet.api.Protect(Contents=False)
    shown = live.highlight(book, MARKS, notes=True)
    assert (shown.locked, set(shown.without_note)) == ((), {"C4", "C5", "C6", "C8", "B9", "D5", "A10"})
    assert (rules_in_book(sheet), notes_in_book(sheet)) == (rules, notes)
    assert live.clear(book).locked == (NAME,)
    assert (len(rules_in_book(sheet)), notes_in_book(sheet)) == (1, notes)
    sheet.api.Unprotect()
    assert live.clear(book).locked == ()
    assert "〔核验〕" not in str(notes_in_book(sheet))


def test_sheet_protected_only_against_people_is_marked(book: Any) -> None:
    book.sheets[NAME].api.Protect(UserInterfaceOnly=True)
    assert live.highlight(book, MARKS[:1]).locked == ()
    assert len(rules_in_book(book.sheets[NAME])) == 2


def test_book_of_fixed_sheets_gets_no_list(book: Any) -> None:
    live.highlight(book, MARKS, findings=True)
    book.api.Protect(Structure=True)
    assert live.clear(book).sheet == "核验问题"
    assert live.highlight(book, MARKS, findings=True).sheet is None
    assert len(rules_in_book(book.sheets[NAME])) > 2


def test_unknown_sheet_and_cell_are_refused_before_anything_changes(book: Any, path: Path) -> None:
    with pytest.raises(SheetMissing):
        live.highlight(book, [*MARKS, Mark("A1", "没有")])
    with pytest.raises(BadCell):
        live.highlight(book, [*MARKS, Mark("A0", NAME)])
    assert rules_in_book(book.sheets[NAME]) == rules_in_file(path)


def test_list_stands_before_a_very_hidden_sheet_at_the_end(recorded: Any) -> None:
    """Books that we issue, and our templates, end with one; Excel does not move it."""
    recorded.sheets[-1].visible = 2
    hidden = recorded.sheets[-1].name
    assert live.highlight(recorded, MARKS, findings=True).sheet == "核验问题"
    assert [sheet.name for sheet in recorded.sheets][-2:] == ["核验问题", hidden]


def test_clearing_begins_with_the_last_sheet(recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS xlwings knows sheets by number: those before a deleted list keep theirs."""
    seen: list[str] = []
    monkeypatch.setattr(live, "_cleared", lambda sheet: seen.append(sheet.name))
    left = live.clear(recorded)
    assert seen == list(reversed(left.locked)) == [sheet.name for sheet in recorded.sheets][::-1]


def test_very_hidden_sheet_stays_very_hidden(recorded: Any) -> None:
    recorded.sheets["说明"].visible = 2
    live.highlight(recorded, [Mark("B2", "说明", code="too-long", condition="LEN({cell})>3")])
    assert recorded.sheets["说明"].visible == 2


class TestWhatWasOnTheScreen:
    def test_selection_of_several_areas_and_sheet_come_back(self, book: Any) -> None:
        book.sheets["说明"].activate()
        book.sheets["说明"].range("A2,B1:B2").select()
        live.highlight(book, MARKS, notes=True, findings=True)
        assert book.sheets.active.name == "说明"
        assert book.app.selection.api.Address == "$A$2,$B$1:$B$2"

    def test_selection_of_the_marked_sheet_comes_back_too(self, book: Any) -> None:
        book.sheets[NAME].range("D9").select()
        book.sheets["说明"].activate()
        live.highlight(book, MARKS)
        book.sheets[NAME].activate()
        assert book.app.selection.address == "$D$9"

    def test_other_book_stays_in_front(self, book: Any) -> None:
        other = book.app.books.add()
        other.sheets[0].range("C3").select()
        live.highlight(book, MARKS, findings=True)
        assert book.app.books.active == other
        assert book.app.selection.address == "$C$3"
        assert len(other.sheets) == 1

    def test_sheet_that_was_active_may_be_the_list_that_goes(self, book: Any) -> None:
        live.highlight(book, MARKS, findings=True)
        book.sheets["核验问题"].activate()
        live.clear(book)
        assert book.sheets.active.name in (NAME, "说明")

    def test_chart_on_a_sheet_of_its_own_comes_back(self, book: Any) -> None:
        chart = book.api.Charts.Add()
        live.highlight(book, MARKS, notes=True, findings=True)
        assert book.sheets.active.name == chart.Name
        live.clear(book)
        assert book.sheets.active.name == chart.Name

    def test_screen_alerts_events_and_status_bar_come_back(self, book: Any) -> None:
        app = book.app
        app.status_bar = "就绪"
        live.highlight(book, MARKS, findings=True)
        assert (app.screen_updating, app.display_alerts, app.enable_events) == (True, True, True)
        assert app.status_bar == "就绪"

    def test_they_come_back_after_an_error_too(self, book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object) -> None:
            assert not book.app.screen_updating
            assert book.app.status_bar == "正在标记……"
            raise RuntimeError("from the test")

        monkeypatch.setattr(live, "add_rules", fails)
        book.sheets[NAME].range("B7").select()
        with pytest.raises(RuntimeError, match="from the test"):
            live.highlight(book, MARKS)
        assert book.app.screen_updating
        assert book.app.status_bar is False
        assert book.app.selection.address == "$B$7"


class TestWhatCrossesToExcel:
    def test_rule_is_added_while_its_corner_is_active(self, recorded: Any, recording_engine: LiveEngine) -> None:
        recorded.sheets[NAME].range("D9").select()
        live.highlight(recorded, MARKS, findings=True)
        added = recording_engine.named("FormatConditions.Add")
        assert len(added) > len(rules_in_book(recorded.sheets[NAME])) - 1
        corners = [call.areas.split(",")[0].split(":")[0] for call in added]
        assert [call.active_cell for call in added] == corners

    def test_calls_do_not_grow_with_the_cells(self, recorded: Any, recording_engine: LiveEngine) -> None:
        def calls(count: int) -> tuple[int, int]:
            recording_engine.calls.clear()
            live.highlight(
                recorded, [Mark(f"C{row}", NAME, message="必填。") for row in range(3, 3 + count)], findings=True
            )
            written = [call for call in recording_engine.calls if call.what in ("Range.Value=", "Range.Formula=")]
            return len(recording_engine.named("FormatConditions.Add")), len(written)

        calls(1)
        few = calls(5)
        assert calls(500) == few
        assert few[1] == 2

    def test_sheet_is_read_in_one_call(self, recorded: Any, recording_engine: LiveEngine) -> None:
        from progress_xl.openbook.sheets import values

        recording_engine.calls.clear()
        assert values(recorded.sheets[NAME])[3] == [2.0, "第2项", "", "完成"]
        assert [call.areas for call in recording_engine.named("Range.Value")] == ["A1:D10"]

    def test_nothing_is_written_where_nothing_changes(self, recorded: Any, recording_engine: LiveEngine) -> None:
        recording_engine.calls.clear()
        live.clear(recorded)
        live.highlight(recorded, [], notes=True, findings=True)
        written = {
            call.what for call in recording_engine.calls if call.what.endswith(("=", ".Add", ".Delete", ".AddComment"))
        }
        assert {what for what in written if not what.startswith("Application.")} == set()

    def test_condition_too_long_for_excel_leaves_the_marker_alone(self, recorded: Any) -> None:
        words = ",".join(f'TRIM({{D}})<>"第{n}种完成情况"' for n in range(20))
        live.highlight(recorded, [Mark("C4", NAME, "overdue", condition=f"AND({words})")])
        assert rules_in_book(recorded.sheets[NAME])[0].formula == f'N("{MARKER_PREFIX}overdue")=0'

    def test_long_note_goes_in_pieces_that_excel_takes(self, recorded: Any, recording_engine: LiveEngine) -> None:
        said = "必填，" * 200
        live.highlight(recorded, [Mark("C4", NAME, message=said), Mark("C5", NAME, message=said)], notes=True)
        notes = notes_in_book(recorded.sheets[NAME])
        assert notes == {"C4": f"张三：请核实\n尽快\n〔核验〕{said}", "C5": f"〔核验〕{said}"}
        sent = [*recording_engine.named("Comment.Text"), *recording_engine.named("Range.AddComment")]
        assert max(len(str(call.args[0])) for call in sent if call.args) == 255
        live.clear(recorded)
        assert notes_in_book(recorded.sheets[NAME]) == {"C4": "张三：请核实\n尽快"}

    def test_box_of_a_note_grows_with_its_text(self, recorded: Any, recording_engine: LiveEngine) -> None:
        live.highlight(
            recorded, [Mark("C5", NAME, message="必填。"), Mark("C6", NAME, message="必填，" * 50)], notes=True
        )
        short, long = (call.args[0] for call in recording_engine.named("Box.Height="))
        assert short < 40
        assert long > 150

    def test_cell_with_a_thread_takes_no_note_and_keeps_its_thread(
        self, recorded: Any, recording_engine: LiveEngine
    ) -> None:
        pages = recording_engine.application._office.active().pages  # type: ignore[union-attr]
        pages[0].threads.add((5, 3))
        for _ in range(2):
            assert live.highlight(recorded, MARKS, notes=True).without_note == ("C5",)
        assert set(pages[0].notes()) == {(4, 3), (6, 3), (8, 3), (9, 2), (5, 4), (10, 1)}
        live.clear(recorded)
        assert set(pages[0].notes()) == {(4, 3)}

    def test_excel_from_before_threads_takes_notes(self, recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(excel.Worksheet, "CommentsThreaded")
        assert live.highlight(recorded, MARKS, notes=True).without_note == ()
        assert "C5" in notes_in_book(recorded.sheets[NAME])

    def test_german_machine_gets_german(self, recorded: Any, recording_engine: LiveEngine) -> None:
        recording_engine.speak_german()
        live.highlight(recorded, [Mark("C6", NAME, "too-long", condition='AND(LEN({cell})>5,{D}<>"LEN(a,b)")')])
        (added,) = recording_engine.named("FormatConditions.Add")
        assert added.args[-1] == '=UND(UND(LÄNGE(C6)>5;$D6<>"LEN(a,b)");N("pxl:too-long")=0)'
        assert [name.name for name in recorded.names] == []
        live.clear(recorded)
        assert len(recorded.sheets[NAME].cells.conditional_formats) == 1

    def test_reference_style_of_rows_and_columns_comes_back(self, recorded: Any) -> None:
        recorded.app.api.ReferenceStyle = -4150
        live.highlight(recorded, MARKS, findings=True)
        assert recorded.app.api.ReferenceStyle == -4150


@pytest.mark.parametrize("hresult", [RPC_E_CALL_REJECTED, VBA_E_IGNORE])
def test_busy_excel_is_said_to_be_busy(recorded: Any, recording_engine: LiveEngine, hresult: int) -> None:
    recording_engine.busy(hresult)
    with pytest.raises(ExcelBusy) as raised:
        live.highlight(recorded, MARKS)
    assert "正忙" in str(raised.value)


def test_excel_that_is_busy_for_a_moment_is_waited_for(recorded: Any, recording_engine: LiveEngine) -> None:
    recording_engine.busy(RPC_E_CALL_REJECTED, 20)
    live.highlight(recorded, MARKS[:1])
    assert len(rules_in_book(recorded.sheets[NAME])) == 2
