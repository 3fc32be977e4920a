"""xlwings' configuration file, against the two programs that read it: xlwings' Python and its VBA."""

import re
from pathlib import Path

import pytest
import xlwings
from xlwings.utils import read_user_config

from progress_xl.excel.xlwings_conf import lines_of, value_of, with_lines, with_value

KEY = "INTERPRETER_WIN"
OTHERS = b'"UDF MODULES","mine"\r\n"PYTHONPATH","C:\\\xce\xd2\xb5\xc4"\r\n'


def test_a_new_file_has_one_line_that_xlwings_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conf = tmp_path / "xlwings.conf"
    conf.write_bytes(with_value(b"", KEY, rb"C:\Python 3\python.exe", b"\r\n"))
    monkeypatch.setattr(xlwings, "USER_CONFIG_FILE", str(conf))
    assert conf.read_bytes().count(b"\r\n") == 1
    assert read_user_config() == {"interpreter_win": r"C:\Python 3\python.exe"}


def test_other_lines_keep_their_bytes_and_order() -> None:
    before = OTHERS + b'"INTERPRETER_WIN","C:\\old.exe"\r\n"SHOW CONSOLE","False"\r\n'
    after = with_value(before, KEY, b"C:\\new.exe", b"\r\n")
    assert after == before.replace(b"old", b"new")


def test_line_ends_follow_the_file() -> None:
    assert with_value(b'"A","1"\n', KEY, b"x", b"\r\n") == b'"A","1"\n"INTERPRETER_WIN","x"\n'


def test_a_last_line_without_end_gets_one() -> None:
    assert with_value(b'"A","1"', KEY, b"x", b"\r\n") == b'"A","1"\r\n"INTERPRETER_WIN","x"\r\n'


# VBA takes the first of equal keys, Python's reader the last: both must find ours.
def test_every_line_of_the_key_is_set_whatever_its_case() -> None:
    before = b'"interpreter_win","a"\n' + b'"A","1"\n' + b'"INTERPRETER_WIN","b"\n'
    after = with_value(before, KEY, b"x", b"\n")
    assert [value for _, value in re.findall(rb'"(INTERPRETER_WIN)","(.*?)"', after)] == [b"x", b"x"]
    assert with_lines(after, KEY, lines_of(before, KEY)) == before


def test_a_key_after_a_utf8_mark_is_none_for_vba_and_none_for_us() -> None:
    before = b'\xef\xbb\xbf"INTERPRETER_WIN","a"\r\n'
    assert value_of(before, KEY) is None
    assert value_of(with_value(before, KEY, b"x", b"\r\n"), KEY) == b"x"


def test_a_value_may_hold_a_comma() -> None:
    assert value_of(b'"INTERPRETER_WIN","C:\\a,b\\python.exe"\r\n', KEY) == b"C:\\a,b\\python.exe"


def test_lines_are_taken_out_again() -> None:
    assert with_lines(with_value(OTHERS, KEY, b"x", b"\r\n"), KEY, []) == OTHERS
