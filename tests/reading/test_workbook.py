"""Opening workbooks: five formats by content, and bad files, each refused with its reason."""

import hashlib
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

import progress_xl as px
from progress_xl.errors import EncryptedFile, FileError, NotAForm, PathMissing, TooLarge, UnreadableFile
from progress_xl.reading.workbook import MAX_UNPACKED_BYTES, open_workbook
from tests import sheets

TABLE = """
    | 单位     | 工作任务     | 时限要求   | 进展情况 | 下个月工作计划 | 是否达到序时进度 | 备注 |
    | 市水利局 | 7.修好水库。 | 2022-12-31 | 已开工   | 浇筑           | 是               |      |
    | 市水利局 | 8.清好河道。 | 长期推进   | 已清     | 巡查           | 是               | 无   |
"""
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
TOO_LARGE = "文件过大"


def _xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for row, values in enumerate(sheets.rows(TABLE)):
        for column, value in enumerate(values):
            sheet.write(row, column, None if value is None else str(value))
    book.save(str(path))


def _ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for values in sheets.rows(TABLE):
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string") if value is not None else TableCell()
            if value is not None:
                cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _xlsx(path: Path) -> None:
    sheets.workbook(path, TABLE)


@pytest.mark.parametrize("write", [_xlsx, _xls, _ods])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".xlsb", ".xlsm", ".dat"])
def test_content_counts_whatever_the_suffix(tmp_path: Path, write: Callable[[Path], None], suffix: str) -> None:
    made, path = tmp_path / f"made{write.__name__.replace('_', '.')}", tmp_path / f"a{suffix}"
    write(made)
    path.write_bytes(made.read_bytes())
    read = px.read(path)
    assert [(e.row, e.number, e.units, e.deadline) for e in read.entries] == [
        (2, "7", ("市水利局",), "2022-12-31"),
        (3, "8", ("市水利局",), "长期推进"),
    ]


def test_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", TABLE)
    assert open_workbook(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match="找不到"):
        px.read(tmp_path / "none.xlsx")


def _truncated(path: Path) -> None:
    _xlsx(path)
    path.write_bytes(path.read_bytes()[:-200])


def _damaged(path: Path) -> None:
    _xlsx(path)
    content = bytearray(path.read_bytes())
    start = content.index(b"sheet1.xml") + 30
    content[start : start + 60] = bytes(60)
    path.write_bytes(content)


def _bare_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")


def _writer(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (_writer(b""), "0 字节"),
        (_writer(b"PK"), "损坏"),
        (_truncated, "损坏"),
        (_damaged, "损坏"),
        (_bare_zip, "损坏"),
        (_writer(COMPOUND_FILE), "损坏"),
        (_writer(COMPOUND_FILE + bytes(4096)), "损坏"),
        (_writer("任务,进展\n修水库,已开工".encode("gbk")), "不是工作簿"),
        (_writer(b"%PDF-1.7"), "不是工作簿"),
        (_writer(b"\xef\xbb\xbf  <html><table><tr><td>1</td></tr></table></html>"), "网页"),
        (_writer(b'<?xml version="1.0"?><Workbook/>'), "网页或 XML"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_what_is_no_workbook_is_refused_with_its_reason(
    tmp_path: Path, write: Callable[[Path], None], reason: str, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    write(path)
    with pytest.raises(UnreadableFile, match="文件无法读取") as caught:
        px.read(path)
    assert reason in str(caught.value)
    report = px.validate(path)
    assert [(finding.code, finding.severity) for finding in report.findings] == [("unreadable-file", "error")]


def _package(part: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(part, "<document/>")

    return write


def _compound(*streams: str) -> bytes:
    return COMPOUND_FILE + bytes(504) + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


@pytest.mark.parametrize(
    ("write", "zh", "en"),
    [
        (_package("word/document.xml"), " Word 文档", "a Word document"),
        (_package("ppt/presentation.xml"), "演示文稿", "a presentation"),
        (_writer(_compound("Root Entry", "WordDocument")), " Word 文档", "a Word document"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_document_of_another_kind_is_called_by_its_name(
    tmp_path: Path, write: Callable[[Path], None], zh: str, en: str, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    write(path)
    (found,) = px.validate(path).findings
    assert (found.code, found.message) == ("unreadable-file", f"文件无法读取：是{zh}，不是工作簿。")
    assert found.text("en")[0] == f"The file cannot be read: it is {en}, not a workbook."
    assert "填入 .xlsx 填报表" in found.remedy


@pytest.mark.parametrize(
    "write", [_package("xl/embeddings/word/document.xml"), _writer(_compound("Workbook", "WordDocument"))]
)
def test_damaged_workbook_that_holds_a_document_is_still_called_damaged(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.xlsx"
    write(path)
    with pytest.raises(UnreadableFile, match="损坏"):
        px.read(path)


def test_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        px.read(tmp_path)


def test_encrypted_workbook_asks_for_the_password_to_be_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(COMPOUND_FILE + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    with pytest.raises(EncryptedFile, match="密码"):
        px.read(path)


def _rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with one piece of its first sheet's XML exchanged."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in members[sheet]
    members[sheet] = members[sheet].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def _with_far_cells(path: Path, *cells: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for cell in ("A1", *cells):
            sheet.write(cell, "x")
    return path


def _in_little_memory(path: Path) -> str:
    """What reading says in a process that may not take more than 3 GB: calamine would end it, not raise."""
    script = (
        "import sys\nimport progress_xl as px\nfrom progress_xl.errors import ProgressXLError\n"
        "try:\n    px.read(sys.argv[1])\nexcept ProgressXLError as error:\n    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30,) * 2),
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("cells", [("XFD1048576",), ("A1048576", "XFD1"), ("ZZ1048576",), ("XFD9999",)])
def test_value_at_the_far_end_is_refused_before_memory_is_asked_for(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert _in_little_memory(_with_far_cells(tmp_path / "a.xlsx", *cells)) == "too-large"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"', b"'"),
        (b'r="XFD1048576"', b'r = "XFD1048576"'),
        (b'r="XFD1048576"', b'r="&#88;FD1048576"'),
        (b'<c r="XFD1048576"', b'<c t="s" r="XFD1048576"'.replace(b't="s" ', b"")),
    ],
)
def test_far_cell_in_another_spelling_is_refused_as_well(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = _with_far_cells(tmp_path / "a.xlsx", "XFD1048576")
    assert _in_little_memory(_rewritten(path, old, new)) == "too-large"


def test_far_row_before_the_others_is_refused_as_well(tmp_path: Path) -> None:
    path = _with_far_cells(tmp_path / "a.xlsx")
    far = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert _in_little_memory(_rewritten(path, b"<sheetData>", far)) == "too-large"


def test_open_document_that_repeats_a_value_over_the_whole_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    _ods(path)
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    cell = b"<table:table-cell "
    repeated = b'<table:table-cell table:number-columns-repeated="16384" '
    row = b'<table:table-row table:number-rows-repeated="1048000">'
    members["content.xml"] = members["content.xml"].replace(cell, repeated).replace(b"<table:table-row>", row)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    assert _in_little_memory(path) == "too-large"


def test_formats_without_values_down_to_the_last_cell_do_no_harm(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", TABLE)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    assert len(px.read(path).entries) == 2


def test_long_column_of_values_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheets.workbook(path, TABLE)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B12000"] = "9.修路"
    book.save(path)
    assert [entry.row for entry in px.read(path).entries] == [2, 3, 12000]


def test_package_that_declares_a_huge_size_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _xlsx(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/bomb.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(MAX_UNPACKED_BYTES // 2**24 + 1):
            part.write(bytes(2**24))
    with pytest.raises(TooLarge, match=TOO_LARGE):
        px.read(path)


def test_package_of_too_many_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(10_001):
            package.writestr(str(number), "")
    with pytest.raises(TooLarge, match=TOO_LARGE):
        px.read(path)


@pytest.mark.parametrize("sheet", ["| 姓名 | 电话 |\n| 张三 | 1 |", "||", "| 进展 |"])
def test_workbook_without_any_known_table_is_not_a_form(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(NotAForm, match="未找到填报表"):
        px.read(sheets.workbook(tmp_path / "a.xlsx", sheet))


def test_workbook_of_chart_sheets_only_is_not_a_form(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=空!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)
    with pytest.raises(FileError):
        px.read(path)


def test_values_are_those_that_openpyxl_reads(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / "a.xlsx", TABLE)
    grid = open_workbook(path).grid("Sheet1")
    peer = openpyxl.load_workbook(path).worksheets[0]
    assert [[value or None for value in row[:2]] for row in grid.rows] == [
        [cell.value for cell in row[:2]] for row in peer.iter_rows()
    ]


def test_merge_outside_the_used_cells_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheets.workbook(path, TABLE)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("Z2:Z9")
    book.worksheets[0].merge_cells("A50:A60")
    book.save(path)
    assert len(px.read(path).entries) == 2
