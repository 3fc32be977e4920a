"""Bad files become findings and the round goes on; a master that cannot be written stays as it was."""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import progress_xl as px
from tests import sheets
from tests.rounds.desk import Desk, codes, sheet_names
from tests.rounds.tables import MASTER, SCHOOL, SCHOOL_FILE, WATER, WATER_FILE, reworded

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def _truncated(desk: Desk) -> bytes:
    return desk.send(SCHOOL_FILE, SCHOOL, folder="别处").read_bytes()[:-300]


def _without_form(desk: Desk) -> bytes:
    return desk.send(SCHOOL_FILE, "| 姓名 | 电话 |\n| 张三 | 1234 |", folder="别处").read_bytes()


BROKEN: list[Any] = [
    pytest.param(lambda _: b"", "unreadable-file", id="zero bytes"),
    pytest.param(lambda _: b"%PDF-1.7\n", "unreadable-file", id="not a workbook"),
    pytest.param(lambda _: b"<html><table></table></html>", "unreadable-file", id="web page"),
    pytest.param(lambda _: b"PK\x03\x04" + b"\0" * 99, "unreadable-file", id="broken zip"),
    pytest.param(_truncated, "unreadable-file", id="truncated"),
    pytest.param(lambda _: ENCRYPTED, "encrypted-file", id="encrypted"),
    pytest.param(_without_form, "not-a-form", id="no known table"),
]


@pytest.mark.parametrize(("make", "code"), BROKEN)
def test_bad_file_is_a_finding_and_the_round_goes_on(issued: Desk, make: Callable[[Desk], bytes], code: str) -> None:
    content = make(issued)
    issued.send(WATER_FILE, WATER)
    bad = issued.folder / SCHOOL_FILE
    bad.write_bytes(content)
    result = issued.roll()
    assert [(finding.code, finding.path) for finding in result.findings if finding.code != "missing-submission"] == [
        (code, str(bad))
    ]
    assert issued.texts()["E2"] == "建成一座。"
    assert [(row.unit, row.status) for row in result.ledger] == [("市水利局", "received"), ("市教育局", "missing")]
    assert bad.read_bytes() == content


@pytest.mark.parametrize(("make", "code"), BROKEN)
def test_of_bad_files_alone_a_master_is_made_all_the_same(desk: Desk, make: Callable[[Desk], bytes], code: str) -> None:
    content = make(desk)
    desk.folder.mkdir()
    (desk.folder / "坏.xlsx").write_bytes(content)
    result = desk.roll(expected=["市教育局"])
    assert codes(result) == sorted(["missing-submission", code])
    assert [row.status for row in result.ledger] == ["missing"]
    assert "台账" in sheet_names(desk.master)


@pytest.mark.parametrize(("make", "code"), BROKEN)
def test_bad_master_stops_the_round_and_stays(desk: Desk, make: Callable[[Desk], bytes], code: str) -> None:
    content = make(desk)
    desk.send(SCHOOL_FILE, SCHOOL)
    desk.master.write_bytes(content)
    with pytest.raises(px.errors.FileError) as caught:
        desk.roll()
    assert caught.value.code == code
    assert desk.master.read_bytes() == content


def test_file_of_another_period_is_a_finding(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER)
    issued.send("市教育局2026年第一季度.xlsx", SCHOOL)
    result = issued.roll(period="2026Q2")
    assert [finding.path for finding in result.findings if finding.code == "wrong-period"] == [
        str(issued.folder / "市教育局2026年第一季度.xlsx")
    ]
    assert "E3" not in issued.texts()


def test_period_of_most_files_is_the_rounds(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER)
    issued.send("市财政局2026年第二季度.xlsx", WATER)
    issued.send("市教育局2026年第一季度.xlsx", SCHOOL)
    assert "wrong-period" in codes(issued.roll())


def test_file_of_another_form_is_a_finding(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER)
    issued.send(
        "市教育局2026年6月.xlsx",
        """
        | 单位     | 工作任务         | 时限要求   | 进展情况   | 下个月工作计划 | 是否达到序时进度 | 备注 |
        | 市教育局 | 2.新建五所学校。 | 2026-12-31 | 开工两所。 | 再开工一所。   | 是               |      |
        """,
    )
    assert "form-mismatch" in codes(issued.roll())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents lie beside the repository, not in it")
def test_three_seed_forms_in_one_round_do_not_match(tmp_path: Path) -> None:
    result = px.rollup(sorted(SEEDS.glob("*.xlsx")), master=tmp_path / "总表.xlsx")
    assert codes(result).count("form-mismatch") == 2


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents lie beside the repository, not in it")
@pytest.mark.parametrize(
    ("seed", "form", "period", "rows", "errors"),
    [
        ("yuncheng-2022-07", "monthly", "2022-07", 11, []),
        ("zibo-2022q1", "quarterly-target", "2022Q1", 9, ["reason-unexpected"]),
        ("huangshan-2023q2", "quarterly-status", "2023Q2", 10, ["too-long"]),
    ],
)
def test_each_seed_rolls_up_with_its_form(
    tmp_path: Path, seed: str, form: str, period: str, rows: int, errors: list[str]
) -> None:
    master = tmp_path / "总表.xlsx"
    result = px.rollup(SEEDS / f"{seed}.xlsx", master=master, form=form, period=period)
    assert [file.rows for file in result.files] == [rows]
    assert [finding.code for finding in result.findings if finding.severity == "error"] == errors
    before = master.read_bytes()
    px.rollup(SEEDS / f"{seed}.xlsx", master=master, form=form, period=period)
    assert master.read_bytes() == before


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder read-only, also for root, whom the system lets write everywhere."""

    def make(folder: Path) -> None:
        folder.chmod(0o555)
        if os.access(folder, os.W_OK):

            def refuse(*_: Any) -> None:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

            monkeypatch.setattr(os, "replace", refuse)

    return make


@pytest.mark.parametrize("exists", [True, False])
def test_folder_that_is_read_only_leaves_all_as_it_was(
    desk: Desk, read_only: Callable[[Path], None], exists: bool
) -> None:
    desk.send(SCHOOL_FILE, SCHOOL)
    if exists:
        desk.issue(MASTER)
    before = _bytes(desk.home)
    read_only(desk.home)
    with pytest.raises(px.errors.CannotWrite):
        desk.roll()
    desk.home.chmod(0o755)
    assert _bytes(desk.home) == before


def test_master_open_in_excel_stays_as_it_was(issued: Desk) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    (issued.home / "~$总表.xlsx").write_bytes(b"\x04Zhang" + b"\0" * 159)
    before = _bytes(issued.home)
    with pytest.raises(px.errors.FileLocked, match=r"总表\.xlsx"):
        issued.roll()
    assert _bytes(issued.home) == before


def test_disk_full_in_the_middle_of_writing_leaves_all_as_it_was(issued: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    before = _bytes(issued.home)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(px.errors.CannotWrite):
        issued.roll()
    assert _bytes(issued.home) == before


@pytest.mark.parametrize("out", ["没有/总表.xlsx", "报送"])
def test_place_that_cannot_be_written_is_said(issued: Desk, out: str) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    before = _bytes(issued.home)
    with pytest.raises((px.errors.CannotWrite, px.errors.BadValue)):
        issued.roll(out=issued.home / out)
    assert _bytes(issued.home) == before


@pytest.mark.parametrize("name", ["台账", "冲突", "未入总表", "历史版本"])
def test_sheet_of_a_person_that_is_named_as_ours_is_never_overwritten(desk: Desk, name: str) -> None:
    sheets.workbook(desk.master, {"总表": MASTER, name: "| 我的表 |\n| 别删 |"})
    desk.send(SCHOOL_FILE, SCHOOL)
    before = desk.master.read_bytes()
    with pytest.raises(px.errors.SheetTaken, match=f"“{name}”.*改名"):
        desk.roll()
    assert desk.master.read_bytes() == before


@pytest.mark.parametrize("option", ["expected", "received"])
def test_folder_in_place_of_a_list_is_said(issued: Desk, option: str) -> None:
    issued.send(SCHOOL_FILE, SCHOOL)
    with pytest.raises(px.errors.UnreadableFile):
        issued.roll(**{option: issued.folder})


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "make",
    [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn"))],
    ids=["threads", "processes"],
)
def test_executor_gives_the_same_bytes(tmp_path: Path, make: Callable[[], Executor]) -> None:
    one, other = Desk(tmp_path / "一"), Desk(tmp_path / "二")
    for desk in (one, other):
        desk.home.mkdir()
    one.issue(MASTER)
    one.send(WATER_FILE, reworded(WATER, "达预期", "快了"))
    (one.folder / SCHOOL_FILE).write_bytes(b"")
    shutil.copytree(one.home, other.home, dirs_exist_ok=True)
    first = one.roll()
    with make() as executor:
        second = other.roll(executor=executor)
    assert codes(first) == codes(second)
    assert one.texts() == other.texts()
    assert [row.to_dict() for row in first.ledger] == [row.to_dict() for row in second.ledger]
