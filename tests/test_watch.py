"""The watch, one look at a time: nothing here waits."""

import errno
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

import progress_xl as px
from progress_xl import watch as watching
from progress_xl.errors import NotMarkable, PathMissing
from progress_xl.messages import LANGUAGES, Lang
from progress_xl.validation import previous_of
from progress_xl.watch import SENTENCES, Look, Rules, Seen, Watch
from tests import sheets
from tests.test_cli import ENCRYPTED, FAULTY, GOOD, NAME, rules

LONG = "已完成两所学校的选址和勘察，施工图通过审查，招标文件已经发出，预计下月开标并进场施工。"
A, B = Path("甲.xlsx"), Path("乙.xlsx")


class TestSettled:
    """The step by itself: what two looks and what was done before say."""

    @pytest.mark.parametrize(
        ("last", "done", "now", "settled"),
        [
            ({}, {}, {A: (1, 1)}, []),  # seen for the first time: may still be being copied
            ({A: (1, 1)}, {}, {A: (2, 1)}, []),  # grows
            ({A: (2, 1)}, {}, {A: (2, 2)}, []),  # its time is set last
            ({A: (2, 2)}, {}, {A: (2, 2)}, [A]),
            ({A: (2, 2)}, {A: (2, 2)}, {A: (2, 2)}, []),  # done
            ({A: (2, 2)}, {A: (3, 2)}, {A: (2, 2)}, [A]),  # not as it was left
            ({A: (2, 2), B: (1, 1)}, {A: (2, 2)}, {A: (2, 2), B: (1, 1)}, [B]),
            ({A: (2, 2)}, {}, {}, []),
        ],
    )
    def test_file_is_done_when_it_stands_still_and_is_not_as_it_was_left(
        self, last: Look, done: Look, now: Look, settled: list[Path]
    ) -> None:
        assert Seen(last, done).settled(now) == settled

    def test_file_that_is_gone_is_forgotten_and_done_again_when_it_is_back(self) -> None:
        seen = Seen({A: (1, 1)}, {A: (1, 1)}).after({}, {})
        assert seen == Seen({}, {})


class Folder:
    """A folder, a watch on it and what it said."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: list[str] = []
        self.watch = Watch([path], Rules(), self.said.append)

    def look(self, times: int = 2) -> list[str]:
        """Look so many times; what was said meanwhile."""
        before = len(self.said)
        for _ in range(times):
            self.watch.look()
        return self.said[before:]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def faulty(folder: Folder) -> Path:
    return sheets.workbook(folder.path / NAME, FAULTY)


def save_later(path: Path, table: str) -> None:
    """As a person saves a workbook after us: other content, a later time."""
    later = path.stat().st_mtime_ns + 10**9
    sheets.workbook(path, table)
    os.utime(path, ns=(later, later))


def test_file_that_appears_is_marked_at_the_second_look(folder: Folder, faulty: Path) -> None:
    assert folder.look(1) == []
    assert folder.look(1) == [f"{NAME}：已标出问题（错误 2 处）。"]
    assert rules(faulty)


def test_own_marks_are_no_reason_to_mark_again(folder: Folder, faulty: Path) -> None:
    before = faulty.stat()
    folder.look()
    marked = faulty.stat()
    assert marked.st_size != before.st_size
    assert marked.st_mtime_ns == before.st_mtime_ns
    assert folder.look(5) == []
    assert faulty.stat().st_ino == marked.st_ino


def test_mended_file_is_checked_again_and_its_marks_go(folder: Folder, faulty: Path) -> None:
    folder.look()
    save_later(faulty, GOOD)
    assert folder.look() == [f"{NAME}：未发现问题。"]
    assert rules(faulty) == 0


def test_file_without_findings_keeps_its_bytes(folder: Folder) -> None:
    path = sheets.workbook(folder.path / NAME, GOOD)
    before = path.read_bytes()
    assert folder.look() == [f"{NAME}：未发现问题。"]
    assert path.read_bytes() == before


def test_same_findings_after_another_save_are_said_again(folder: Folder, faulty: Path) -> None:
    first = folder.look()
    save_later(faulty, FAULTY)
    assert folder.look() == first


def test_file_being_copied_is_left_until_it_stands_still(folder: Folder, faulty: Path) -> None:
    whole = faulty.read_bytes()
    for part in range(1, 5):
        faulty.write_bytes(whole[: len(whole) * part // 5])
        assert folder.look(1) == []
    faulty.write_bytes(whole)
    assert folder.look() == [f"{NAME}：已标出问题（错误 2 处）。"]


@pytest.mark.parametrize("lock", [f"~${NAME}", f".~{NAME}", f".~lock.{NAME}#"])
def test_open_file_waits_is_said_once_and_done_when_closed(folder: Folder, faulty: Path, lock: str) -> None:
    (folder.path / lock).write_bytes(b"\4")
    before = faulty.read_bytes()
    assert folder.look(5) == [f"{NAME}：正在使用，关闭后自动处理。"]
    assert faulty.read_bytes() == before
    (folder.path / lock).unlink()
    assert folder.look(1) == [f"{NAME}：已标出问题（错误 2 处）。"]


# On Windows a program that holds a file lets nobody else write it; here that has to be acted.
def test_file_held_by_another_program_waits(folder: Folder, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.open

    def held(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if mode == "r+b" and self == faulty:
            raise PermissionError(13, "The process cannot access the file")
        return whole(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", held)
    assert folder.look(3) == [f"{NAME}：正在使用，关闭后自动处理。"]
    monkeypatch.undo()
    assert folder.look(1) == [f"{NAME}：已标出问题（错误 2 处）。"]


@pytest.mark.parametrize("content", [b"", b"PK\3\4 broken", ENCRYPTED, b"<html>"])
def test_broken_file_is_said_once_and_untouched(folder: Folder, content: bytes) -> None:
    path = folder.path / NAME
    path.write_bytes(content)
    (line,) = folder.look(5)
    assert line.startswith(f"{NAME}：")
    assert path.read_bytes() == content


def test_text_handed_in_again_is_found_beside_the_last_periods_master(folder: Folder) -> None:
    (folder.path / ".前期").mkdir()
    before = sheets.workbook(folder.path / ".前期" / "市教育局2026年第一季度.xlsx", GOOD.replace("开工两所。", LONG))
    master = folder.path / "总表.xlsx"
    px.rollup([before], master=master, period="2026Q1")
    path = sheets.workbook(folder.path / NAME, GOOD.replace("开工两所。", LONG))
    folder.watch = Watch([path], Rules(previous=previous_of(master, None)), folder.said.append)
    assert folder.look() == [f"{NAME}：已标出问题（提醒 1 处）。"]


def test_broken_file_does_not_keep_others_from_being_marked(folder: Folder, faulty: Path) -> None:
    (folder.path / "坏.xlsx").write_bytes(b"PK")
    assert len(folder.look()) == 2
    assert rules(faulty)


def test_workbook_without_a_form_is_left_alone(folder: Folder) -> None:
    path = sheets.workbook(folder.path / "应报单位.xlsx", "| 单位 |\n| 市教育局 |")
    before = path.read_bytes()
    assert folder.look(4) == ["应报单位.xlsx：不是填报表，未处理。"]
    assert path.read_bytes() == before


def test_master_of_our_making_is_left_alone(folder: Folder, faulty: Path) -> None:
    master = folder.path / "总表.xlsx"
    px.rollup([faulty], master=master)
    before = master.read_bytes()
    assert "总表.xlsx：不是填报表，未处理。" in folder.look()
    assert master.read_bytes() == before


def test_old_format_is_refused_with_what_to_do(folder: Folder) -> None:
    source = Path(__file__).parents[1] / "workbooks" / "samples" / "quarterly-status" / "报送"
    ods = next(source.glob("*.ods"))
    shutil.copy(ods, folder.path / "表.ods")
    (line,) = folder.look(4)
    assert "另存为 .xlsx" in line


def test_folders_inside_are_watched_hidden_files_are_not(folder: Folder) -> None:
    for name in ("一处/表.xlsx", ".隐藏/表.xlsx", ".表.xlsx", "~$表.xlsx", "说明.docx"):
        path = folder.path / name
        path.parent.mkdir(exist_ok=True)
        sheets.workbook(path, FAULTY)
    assert folder.look() == ["表.xlsx：已标出问题（错误 2 处）。"]


def test_single_workbook_can_be_watched(tmp_path: Path) -> None:
    path = sheets.workbook(tmp_path / NAME, FAULTY)
    said: list[str] = []
    watch = Watch([path], Rules(lang="en"), said.append)
    watch.look()
    watch.look()
    assert said == [f"{NAME}: marked (2 errors)."]


@pytest.mark.usefixtures("faulty")
def test_folder_that_goes_away_is_said_once_and_gone_on_with(folder: Folder) -> None:
    folder.look()
    away = folder.path.with_name("away")
    folder.path.rename(away)
    (line,) = folder.look(3)
    assert str(folder.path) in line
    away.rename(folder.path)
    assert folder.look(3) == []


@pytest.mark.usefixtures("faulty")
def test_file_saved_by_a_person_while_it_was_marked_is_done_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    marking = watching.mark

    def saved_meanwhile(path: Path, rules: Rules) -> Any:
        outcome = marking(path, rules)
        save_later(path, GOOD)
        return outcome

    folder.look(1)
    monkeypatch.setattr(watching, "mark", saved_meanwhile)
    folder.look(1)
    monkeypatch.undo()
    assert folder.look() == [f"{NAME}：未发现问题。"]


@pytest.mark.usefixtures("faulty")
def test_file_taken_away_while_we_look_is_no_trouble(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    marking = watching.mark

    def taken_away(path: Path, rules: Rules) -> Any:
        path.unlink()
        return marking(path, rules)

    folder.look(1)
    monkeypatch.setattr(watching, "mark", taken_away)
    assert folder.look(3) == []


@pytest.mark.usefixtures("faulty")
def test_fault_of_our_own_is_logged_and_does_not_end_the_watch(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    monkeypatch.setattr(watching, "in_use", fail)
    (line,) = folder.look(4)
    assert "程序出错" in line
    assert "ZeroDivisionError" in (tmp_path / ".state" / "progress_xl" / "progress_xl.log").read_text("utf-8")


def test_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        Watch([tmp_path / "没有"], Rules(), print).start()


def test_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("无", encoding="utf-8")
    said: list[str] = []
    with pytest.raises(NotMarkable, match=r"说明\.txt"):
        Watch([tmp_path, tmp_path / "说明.txt"], Rules(), said.append).start()
    assert said == []


def test_file_that_may_only_be_read_says_so_once_without_options_that_there_are_not(
    folder: Folder, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "replace", refuse)
    before = faulty.read_bytes()
    (line,) = folder.look(4)
    assert line.startswith(f"{NAME}：文件或所在文件夹不可写")
    assert "--" not in line
    assert faulty.read_bytes() == before


@pytest.mark.usefixtures("faulty")
def test_interrupting_ends_it_and_leaves_no_temporary_file(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watching.time, "sleep", interrupt)
    folder.watch.run(every=2)
    assert folder.said == ["已停止自动检查。"]
    assert [path.name for path in folder.path.iterdir()] == [NAME]


def test_interrupting_in_the_midst_of_writing_leaves_the_file_whole(
    folder: Folder, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = faulty.read_bytes()
    folder.look(1)
    monkeypatch.setattr(os, "replace", interrupt)
    folder.watch.run(every=2)
    assert faulty.read_bytes() == before
    assert zipfile.is_zipfile(faulty)
    assert [path.name for path in folder.path.iterdir()] == [NAME]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_render(code: str, lang: Lang) -> None:
    class Slots(dict[str, Any]):
        def __missing__(self, slot: str) -> str:
            return f"<{slot}>"

    zh, en = SENTENCES[code]
    text = (zh if lang == "zh" else en).format_map(Slots())
    assert "{" not in text
    assert text.endswith(("。", ".", "<reason>"))
