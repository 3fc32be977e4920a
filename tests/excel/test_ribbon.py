"""Clicks: what the buttons do to the book in front, and what they say, over both engines."""

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from progress_xl.demo import samples
from progress_xl.errors import BadValue, ExcelBusy
from progress_xl.excel import filling, ribbon
from progress_xl.excel.buttons import BUTTONS, GROUPS
from progress_xl.excel.desk import Desk
from progress_xl.excel.log import log_file
from progress_xl.excel.sentences import SENTENCES, say
from progress_xl.excel.settings import SETTINGS_SHEET, read_settings
from tests.engines.excel import Application
from tests.engines.excel.sheets import Worksheet
from tests.engines.fixtures import LiveEngine
from tests.engines.recording import Office
from tests.engines.windows import RPC_E_CALL_REJECTED, busy, running
from tests.engines.windows import load as windows_half

HEADINGS = ["序号", "任务", "责任单位", "完成时限", "进展情况", "完成情况", "未完成原因"]
ROWS = [
    [1, "新建污水处理厂", "市水务局", "2026年12月底前", "主体已封顶。", "序时推进", "无"],
    [2, "整治黑臭水体", "市水务局", "2026年12月底前", None, "序时推进", "无"],
    [3, "改造老旧管网", "市水务局", "2026年10月底前", None, "序时推进", "无"],
]


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A monthly form with a title; its second and third row lack their progress."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "填报表"
    sheet.append(["市水务局2026年7月重点工作进展"])
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    sheet.merge_cells("A1:G1")
    book.create_sheet("填写说明")["A1"] = "请在“填报表”中填写。"
    book.save(tmp_path / "市水务局2026年7月.xlsx")
    return tmp_path / "市水务局2026年7月.xlsx"


@pytest.fixture
def book(live_engine: LiveEngine, path: Path) -> Any:
    return live_engine.open(path)


def marked(sheet: Any, cell: str) -> bool:
    return any('"pxl:' in rule.formula for rule in sheet[cell].conditional_formats)


def _rejected(_application: object) -> int:
    raise busy(RPC_E_CALL_REJECTED)


def told(engine: LiveEngine) -> str:
    """The one message box of a click."""
    ((title, text),) = engine.alerts
    assert title == "进度填报"
    engine.alerts.clear()
    return text


class TestCheckSheet:
    def test_faults_are_marked_noted_and_listed_and_the_clerk_is_told(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.check_sheet()
        sheet = book.sheets["填报表"]
        assert marked(sheet, "E4")
        assert marked(sheet, "E5")
        assert not marked(sheet, "E3")
        assert "〔核验〕" in sheet["E4"].note.text
        assert "核验问题" in [other.name for other in book.sheets]
        assert told(live_engine).startswith("“填报表”校验完成：共3行，错误 2 项")
        assert book.sheets.active.name == "填报表"

    def test_what_stands_on_the_screen_counts_not_what_was_saved(self, book: Any, live_engine: LiveEngine) -> None:
        sheet = book.sheets["填报表"]
        sheet["E4"].value = "已完成勘察，正在招标。"
        sheet["E5"].value = "已改造8公里。"
        ribbon.check_sheet()
        assert told(live_engine) == "“填报表”校验通过：共3行，未发现问题。可以保存并报送。"
        assert [other.name for other in book.sheets] == ["填报表", "填写说明"]

    def test_second_check_takes_the_marks_of_mended_cells_off(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.check_sheet()
        book.sheets["填报表"]["E4"].value = "已完成勘察，正在招标。"
        live_engine.alerts.clear()
        ribbon.check_sheet()
        assert "错误 1 项" in told(live_engine)
        assert not marked(book.sheets["填报表"], "E4")

    def test_sheet_without_a_form_leads_to_the_one_that_has_it(self, book: Any, live_engine: LiveEngine) -> None:
        book.sheets["填写说明"].activate()
        ribbon.check_sheet()
        assert told(live_engine).startswith("“填报表”校验完成")
        assert book.sheets.active.name == "填写说明"

    def test_book_without_any_form_is_told_what_to_use(self, live_engine: LiveEngine) -> None:
        live_engine.app.books.add().sheets[0]["A1"].value = "会议记录"
        ribbon.check_sheet()
        assert "未找到填报表" in told(live_engine)

    def test_book_that_was_never_saved_is_checked(self, live_engine: LiveEngine) -> None:
        sheet = live_engine.app.books.add().sheets[0]
        sheet["A1"].value = [HEADINGS, *ROWS]
        ribbon.check_sheet()
        assert "错误 2 项" in told(live_engine)
        assert marked(sheet, "E3")

    def test_protected_sheet_is_checked_and_the_list_named(self, book: Any, live_engine: LiveEngine) -> None:
        book.sheets["填报表"].api.Protect()
        ribbon.check_sheet()
        assert "设有保护，未能加标记，问题已列在“核验问题”表" in told(live_engine)
        assert not marked(book.sheets["填报表"], "E4")

    def test_sheet_and_book_protected_is_said_too(self, book: Any, live_engine: LiveEngine) -> None:
        book.sheets["填报表"].api.Protect()
        book.api.Protect(Structure=True)
        ribbon.check_sheet()
        assert "工作表和工作簿都设有保护" in told(live_engine)

    def test_rows_behind_a_filter_are_checked(self, book: Any, live_engine: LiveEngine) -> None:
        book.sheets["填报表"]["A2:G5"].api.AutoFilter(1, ["1"])
        ribbon.check_sheet()
        assert "共3行，错误 2 项" in told(live_engine)

    def test_wrong_period_in_the_settings_is_found(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        book.sheets[SETTINGS_SHEET]["B4"].value = "2026年6月"
        book.sheets["填报表"].activate()
        live_engine.alerts.clear()
        ribbon.check_sheet()
        assert "错误 3 项" in told(live_engine)


class TestMarksAndFindings:
    def test_cleared_book_is_as_it_was(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.check_sheet()
        live_engine.alerts.clear()
        ribbon.clear_marks()
        assert told(live_engine).startswith("已清除全部标记")
        assert len(book.sheets["填报表"].cells.conditional_formats) == 0
        assert [sheet.name for sheet in book.sheets] == ["填报表", "填写说明"]

    def test_marks_of_a_protected_sheet_stay_and_are_named(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.check_sheet()
        book.sheets["填报表"].api.Protect()
        live_engine.alerts.clear()
        ribbon.clear_marks()
        assert "标记仍在：填报表" in told(live_engine)

    def test_before_a_check_there_is_nothing_to_go_to(self, book: Any, live_engine: LiveEngine) -> None:
        for button in (ribbon.next_finding, ribbon.previous_finding, ribbon.open_findings):
            button()
            assert told(live_engine).startswith("没有列出的问题")
        assert (book.app.selection.row, book.app.selection.column) == (1, 1)
        assert book.sheets.active.name == "填报表"


@pytest.mark.libreoffice
class TestGoingFromFindingToFinding:
    """Only where the list's links are calculated."""

    @pytest.fixture
    def checked(self, libreoffice_engine: LiveEngine, path: Path) -> Any:
        book = libreoffice_engine.open(path)
        ribbon.check_sheet()
        libreoffice_engine.alerts.clear()
        return book

    def test_next_goes_on_and_begins_again(self, checked: Any) -> None:
        seen = []
        for _ in range(3):
            ribbon.next_finding()
            seen.append(checked.app.selection.address)
        assert seen == ["$E$4", "$E$5", "$E$4"]
        assert checked.app.status_bar.startswith("第1处（共2处）E4：")
        assert "请填写" in checked.app.status_bar

    def test_previous_goes_back_from_where_one_is(self, checked: Any) -> None:
        checked.sheets["填报表"]["C6"].select()
        ribbon.previous_finding()
        assert checked.app.selection.address == "$E$5"
        ribbon.previous_finding()
        assert checked.app.selection.address == "$E$4"
        ribbon.previous_finding()
        assert checked.app.selection.address == "$E$5"

    def test_next_finds_its_sheet_where_excel_counts_a_chart_before_it(
        self, checked: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = Worksheet.Index
        monkeypatch.setattr(Worksheet, "Index", property(lambda sheet: plain.__get__(sheet) + 1))
        ribbon.next_finding()
        ribbon.next_finding()
        assert (checked.sheets.active.name, checked.app.selection.address) == ("填报表", "$E$5")

    def test_list_is_opened_and_counted(self, checked: Any) -> None:
        ribbon.open_findings()
        assert checked.sheets.active.name == "核验问题"
        assert "列有2项问题" in checked.app.status_bar
        ribbon.next_finding()
        assert checked.sheets.active.name == "填报表"


@pytest.fixture
def round_(tmp_path: Path, live_engine: LiveEngine) -> Any:
    """The sample master, open; the units' reports in a folder beside it."""
    shutil.copytree(samples() / "monthly", tmp_path / "round")
    return live_engine.open(tmp_path / "round" / "总表.xlsx")


def texts(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


class TestRollUp:
    def test_reports_go_into_a_new_file_and_the_master_stays(
        self, round_: Any, live_engine: LiveEngine, tmp_path: Path
    ) -> None:
        before = texts(tmp_path / "round" / "总表.xlsx")
        live_engine.choose(str(tmp_path / "round" / "报送"))
        ribbon.roll_up()
        confirmed, done = (text for _, text in live_engine.alerts)
        assert "总表.xlsx" in confirmed
        assert "是否继续" in confirmed
        (out,) = (tmp_path / "round").glob("总表-汇总*.xlsx")
        assert out.name in done
        assert "应报14家" in done
        assert live_engine.app.books.active.name == out.name
        assert texts(tmp_path / "round" / "总表.xlsx") == before
        assert "台账" not in [sheet.name for sheet in round_.sheets]
        assert openpyxl.load_workbook(out)["台账"]["A1"].value

    def test_what_was_typed_since_is_saved_and_rolled_up(
        self, round_: Any, live_engine: LiveEngine, tmp_path: Path
    ) -> None:
        round_.sheets[0]["Z1"].value = "刚刚填写"
        live_engine.choose(str(tmp_path / "round" / "报送"))
        ribbon.roll_up()
        (out,) = (tmp_path / "round").glob("总表-汇总*.xlsx")
        for file in (out, tmp_path / "round" / "总表.xlsx"):
            assert openpyxl.load_workbook(file).worksheets[0]["Z1"].value == "刚刚填写"

    @pytest.mark.parametrize("answers", [(False,), ("报送", "cancel")])
    def test_cancelled_changes_nothing(
        self, round_: Any, live_engine: LiveEngine, tmp_path: Path, answers: tuple[Any, ...]
    ) -> None:
        before = round_.app.books.active.name
        live_engine.choose(answers[0] and str(tmp_path / "round" / answers[0]))
        live_engine.press(*answers[1:], "ok")
        ribbon.roll_up()
        assert live_engine.alerts[-1][1] == "已取消，没有改动。"
        assert list((tmp_path / "round").glob("*汇总*")) == []
        assert round_.app.books.active.name == before

    def test_cancel_on_macos_comes_as_an_error_and_is_a_cancel(
        self, recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class UserCancelled(xw.XlwingsError):
            errornumber = -128

        def cancelled(*_: object, **__: object) -> str:
            raise UserCancelled

        desk = Desk(recording_engine.open(path))
        monkeypatch.setattr(xw.App, "alert", cancelled)
        assert desk.agrees("cancelled") is False

    def test_master_that_was_never_saved_cannot_be_rolled_into(self, live_engine: LiveEngine) -> None:
        live_engine.app.books.add()
        ribbon.roll_up()
        assert "还没有保存到本机文件夹" in told(live_engine)

    def test_master_in_the_cloud_cannot_either(self, live_engine: LiveEngine, path: Path) -> None:
        live_engine.open(path, fullname="https://d.docs.live.net/1a2b/总表.xlsx")
        ribbon.roll_up()
        assert "OneDrive" in told(live_engine)

    def test_master_open_for_reading_only_is_rolled_up_as_it_was_saved(
        self, recording_engine: LiveEngine, tmp_path: Path
    ) -> None:
        shutil.copytree(samples() / "monthly", tmp_path / "round")
        book = recording_engine.open(tmp_path / "round" / "总表.xlsx", read_only=True)
        recording_engine.choose(str(tmp_path / "round" / "报送"))
        ribbon.roll_up()
        assert len(list((tmp_path / "round").glob("总表-汇总*.xlsx"))) == 1
        book.activate()
        book.api.Saved = False
        recording_engine.choose(str(tmp_path / "round" / "报送"))
        ribbon.roll_up()
        assert "以只读方式打开" in recording_engine.alerts[-1][1]

    def test_folder_without_workbooks_is_said(self, round_: Any, live_engine: LiveEngine, tmp_path: Path) -> None:
        (tmp_path / "空").mkdir()
        live_engine.choose(str(tmp_path / "空"))
        ribbon.roll_up()
        assert "没有工作簿" in live_engine.alerts[-1][1]
        assert round_.app.status_bar is False


class TestLedger:
    @pytest.fixture
    def rolled_up(self, live_engine: LiveEngine, tmp_path: Path) -> Any:
        from progress_xl import rollup

        shutil.copytree(samples() / "monthly", tmp_path / "round")
        folder = tmp_path / "round"
        rollup(
            [folder / "报送"], master=folder / "总表.xlsx", expected=folder / "应报单位.txt",
            received=folder / "receipts.tsv",
        )  # fmt: skip
        return live_engine.open(folder / "总表.xlsx")

    def test_ledger_is_shown_and_counted(self, rolled_up: Any) -> None:
        ribbon.show_ledger()
        assert rolled_up.sheets.active.name == "台账"
        assert rolled_up.app.status_bar.startswith("应报14家，已报13家，其中迟报0家；未报1家。")

    def test_units_later_than_the_due_date_are_marked(self, rolled_up: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        rolled_up.sheets[SETTINGS_SHEET]["B5"].value = "2026年7月25日"
        live_engine.alerts.clear()
        ribbon.mark_late()
        sheet = rolled_up.sheets["台账"]
        rows = sheet["A6:E30"].value
        late = [n for n, row in enumerate(rows, 6) if row[4] and str(row[4])[:10] > "2026-07-25"]
        assert late
        assert f"标出迟报{len(late)}家、未报1家。截止日期为2026-07-25。" in told(live_engine)
        lit = [
            n for n in range(6, 20) if any("late-sub" in rule.formula for rule in sheet[f"A{n}"].conditional_formats)
        ]
        assert lit == late

    def test_without_a_due_date_the_ledgers_own_words_count(self, rolled_up: Any, live_engine: LiveEngine) -> None:
        values = rolled_up.sheets["台账"].used_range.value
        ribbon.mark_late()
        assert "尚未设置截止日期" in told(live_engine)
        assert rolled_up.sheets["台账"].used_range.value == values

    def test_book_without_a_ledger_is_told_how_to_get_one(self, book: Any, live_engine: LiveEngine) -> None:
        for button in (ribbon.show_ledger, ribbon.mark_late):
            button()
            assert "没有“台账”表" in told(live_engine)
        assert book.sheets.active.name == "填报表"


class TestSettings:
    def test_sheet_is_made_once_and_shown(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        book.sheets[SETTINGS_SHEET]["B4"].value = "2026-07"
        ribbon.settings()
        assert [sheet.name for sheet in book.sheets].count(SETTINGS_SHEET) == 1
        assert book.sheets.active.name == SETTINGS_SHEET
        assert book.sheets[SETTINGS_SHEET]["B4"].value == "2026-07"
        assert len(live_engine.alerts) == 2

    def test_wrong_entry_is_quoted_with_the_right_spelling(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        book.sheets[SETTINGS_SHEET]["B5"].value = "月底"
        live_engine.alerts.clear()
        ribbon.check_sheet()
        said = told(live_engine)
        assert "“月底”不能用作" in said
        assert "2026-07-25" in said

    def test_wrong_entry_silences_no_other_button(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        book.sheets[SETTINGS_SHEET]["B5"].value = "月底"
        for button, said in (
            (ribbon.settings, "请在“填报设置”表"),
            (ribbon.help, "校验本表"),
            (ribbon.clear_marks, "已清除"),
        ):
            live_engine.alerts.clear()
            button()
            assert said in told(live_engine)

    def test_book_of_fixed_sheets_gets_none(self, book: Any, live_engine: LiveEngine) -> None:
        book.api.Protect(Structure=True)
        ribbon.settings()
        assert "不能新增工作表" in told(live_engine)

    def test_english_is_spoken_when_set(self, book: Any, live_engine: LiveEngine) -> None:
        ribbon.settings()
        book.sheets[SETTINGS_SHEET]["B7"].value = "en"
        book.sheets["填报表"].activate()
        live_engine.alerts.clear()
        ribbon.check_sheet()
        ((title, text),) = live_engine.alerts
        assert (title, text.split(":")[0]) == ("Progress", "“填报表” was checked")


class TestWhenSomethingIsWrong:
    def test_no_open_book_is_said(self, recording_engine: LiveEngine) -> None:
        ribbon.check_sheet()
        assert "没有打开的工作簿" in told(recording_engine)

    def test_excel_that_shows_no_workbook_is_said(
        self, recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In Protected View, and where only the hidden PERSONAL.XLSB is open, there is none that is active."""
        recording_engine.open(path)
        monkeypatch.setattr(type(recording_engine.application), "ActiveWorkbook", None)
        ribbon.check_sheet()
        assert "没有打开的工作簿" in told(recording_engine)

    @pytest.mark.usefixtures("recording_engine")
    def test_excel_that_cannot_be_connected_to_is_said_to_have_no_workbook(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        windows = windows_half()

        def no_window(_hwnd: int) -> object:
            raise OSError("no EXCEL7")

        monkeypatch.setattr(windows, "get_xl_app_from_hwnd", no_window)
        monkeypatch.setattr(windows, "get_excel_hwnds", lambda: iter(()))
        monkeypatch.setattr(sys, "argv", ["-c", "--wb=progress_xl.xlam", "--from_xl=1", "--hwnd=1"])
        with pytest.raises(SystemExit, match="没有打开的工作簿"):
            ribbon.check_sheet()

    def test_macro_is_answered_in_its_own_excel(
        self, recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = Application(Office(pid=2))
        monkeypatch.setitem(running, 2, asked)
        recording_engine.open(path)
        asked._office.open(str(path), read_only=False)
        monkeypatch.setattr(sys, "argv", ["-c", "--wb=progress_xl.xlam", "--from_xl=1", "--hwnd=2"])
        ribbon.check_sheet()
        assert not recording_engine.alerts
        ((_, said),) = asked._alerts
        assert "校验完成" in said

    def test_excel_too_busy_for_a_box_is_answered_by_the_macro(
        self, recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        recording_engine.open(path)

        def refuses(_desk: object) -> None:
            monkeypatch.setattr(type(recording_engine.application), "Hwnd", property(_rejected))
            raise ExcelBusy

        monkeypatch.setattr(filling, "check_sheet", refuses)
        with pytest.raises(SystemExit, match="Excel 正忙"):
            ribbon.check_sheet()

    def test_busy_excel_leaves_a_sentence_and_a_log(self, recording_engine: LiveEngine, path: Path) -> None:
        book = recording_engine.open(path)
        recording_engine.busy(RPC_E_CALL_REJECTED)
        ribbon.check_sheet()
        assert told(recording_engine).startswith("Excel 正忙")
        recording_engine.busy(0, 0)
        assert not marked(book.sheets["填报表"], "E4")
        assert "check_sheet" in log_file().read_text(encoding="utf-8")

    def test_log_that_cannot_be_written_keeps_nobody_from_being_told(
        self, recording_engine: LiveEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
        ribbon.check_sheet()
        assert "没有打开的工作簿" in told(recording_engine)

    def test_slip_of_ours_is_said_without_its_details_which_are_in_the_log(
        self, recording_engine: LiveEngine, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slips(_desk: object) -> None:
            raise ZeroDivisionError("from the test")

        recording_engine.open(path)
        monkeypatch.setattr(filling, "check_sheet", slips)
        ribbon.check_sheet()
        said = told(recording_engine)
        assert said.startswith("操作没有完成，工作簿中您的内容未受影响。")
        assert str(log_file()) in said
        assert "ZeroDivisionError" not in said
        assert "ZeroDivisionError: from the test" in log_file().read_text(encoding="utf-8")


def test_diagnosis_and_help_are_told(recording_engine: LiveEngine, path: Path) -> None:
    recording_engine.open(path)
    ribbon.help()
    said = told(recording_engine)
    assert all(button.words["zh"].label in said for button in BUTTONS)
    ribbon.diagnose()
    assert "【" in told(recording_engine)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.name)
def test_every_button_has_its_function_and_words_in_both_languages(button: Any) -> None:
    function: Callable[[], None] = getattr(ribbon, button.name)
    assert function.__doc__
    assert function.__doc__.startswith(button.words["zh"].label)
    assert button.group in GROUPS
    for words in button.words.values():
        assert words.label
        assert len(words.screentip) < 80
        assert len(words.supertip) < 300


def test_names_of_buttons_are_unlike() -> None:
    assert len({button.name for button in BUTTONS}) == len(BUTTONS) == 11


@pytest.mark.parametrize("code", SENTENCES)
def test_sentence_says_the_same_of_the_same_in_both_languages(code: str) -> None:
    from string import Formatter

    slots = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in SENTENCES[code]]
    assert slots[0] == slots[1]
    assert all(say(code, lang, **dict.fromkeys(slots[0], "x")) for lang in ("zh", "en"))


@pytest.mark.parametrize("setting", ["表样", "应报名单"])
@pytest.mark.parametrize(
    "elsewhere", [r"\\server\share\a.xlsx", "//server/share/a.xlsx", r"\\?\UNC\server\share\a.xlsx"]
)
def test_settings_of_a_workbook_lead_to_no_other_server(
    recording_engine: LiveEngine, path: Path, setting: str, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows logs in to a server that it is asked for a file."""
    book = recording_engine.open(path)
    book.sheets.add(SETTINGS_SHEET)["A1:B1"].value = [setting, elsewhere]
    monkeypatch.setattr(Path, "is_file", lambda asked: pytest.fail(str(asked)))
    with pytest.raises(BadValue, match="映射盘"):
        read_settings(book)


def test_list_of_units_beside_the_workbook_on_its_own_share_is_taken(recording_engine: LiveEngine, path: Path) -> None:
    book = recording_engine.open(path, fullname=r"\\server\share\2026\master.xlsx")
    book.sheets.add(SETTINGS_SHEET)["A1:B1"].value = ["应报名单", r"\\Server\Share\units.txt"]
    assert read_settings(book).expected == r"\\Server\Share\units.txt"


def test_dates_in_settings_are_read_as_offices_write_them(recording_engine: LiveEngine) -> None:
    book = recording_engine.app.books.add()
    sheet = book.sheets.add(SETTINGS_SHEET)
    for written in ("2026-07-25", "2026.7.25", "2026/7/25", "2026年7月25日", dt.datetime(2026, 7, 25)):
        sheet["A1:B1"].value = ["报送截止日期", written]
        assert read_settings(book).due == dt.date(2026, 7, 25)
