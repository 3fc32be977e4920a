import errno
import os
import stat
from pathlib import Path
from typing import IO

import pytest

from progress_xl.errors import CannotWrite, FileLocked
from progress_xl.ooxml.saving import write_atomically


def nothing(_: IO[bytes]) -> None:
    pass


def new(stream: IO[bytes]) -> None:
    stream.write(b"new")


def full_disk(stream: IO[bytes]) -> None:
    stream.write(b"half")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(CannotWrite, match=r"台账\.xlsx"):
        write_atomically(target, full_disk)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("台账.xlsx", b"old")]


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_open_in_an_office_is_told_by_what_it_keeps_beside_it(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(FileLocked, match=r"a\.xlsx"):
        write_atomically(target, nothing)
    assert target.read_bytes() == b"old"


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(CannotWrite):
        write_atomically(target, nothing)
    assert target.read_bytes() == b"old"


def test_permissions_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, new)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_missing_folder_is_said_to_be_unwritable(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "none" / "a.xlsx", nothing)
