"""The reader of Windows' registry over a made-up ``winreg``, and what this computer says of itself."""

import sys
from pathlib import Path
from typing import Any

import pytest

from progress_xl.excel.machine import NoRegistry, WindowsRegistry, this_machine

KEY_READ, VIEW_32, VIEW_64 = 0x20019, 0x0200, 0x0100


class Handle:
    def __init__(self, values: dict[str, Any], keys: list[str]) -> None:
        self.values, self.keys = values, keys

    def __enter__(self) -> "Handle":
        return self

    def __exit__(self, *_: object) -> None: ...


class Winreg:
    """What the standard library's module gives on Windows; ``views`` are the keys that each kind of program sees."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER, HKEY_CLASSES_ROOT = "machine", "user", "classes"
    KEY_READ, KEY_WOW64_32KEY, KEY_WOW64_64KEY = KEY_READ, VIEW_32, VIEW_64

    def __init__(self, views: dict[int, dict[tuple[str, str], Handle]], denied: str = "") -> None:
        self.views, self.denied = views, denied

    def OpenKey(self, hive: str, path: str, _: int, access: int) -> Handle:  # noqa: N802
        if path == self.denied:
            raise PermissionError(5, "Access is denied")
        try:
            return self.views[access & ~KEY_READ][hive, path]
        except KeyError:
            raise FileNotFoundError(2, "The system cannot find the file specified") from None

    def QueryInfoKey(self, handle: Handle) -> tuple[int, int, int]:  # noqa: N802
        return len(handle.keys), len(handle.values), 0

    def EnumValue(self, handle: Handle, number: int) -> tuple[str, Any, int]:  # noqa: N802
        return *list(handle.values.items())[number], 1

    def EnumKey(self, handle: Handle, number: int) -> str:  # noqa: N802
        return handle.keys[number]


class TestRegistry:
    def test_values_come_from_both_views_and_those_of_64_bits_count(self) -> None:
        views = {
            VIEW_32: {("machine", "SOFTWARE\\Office"): Handle({"Path": "x86", "Old": 1}, ["A"])},
            VIEW_64: {("machine", "SOFTWARE\\Office"): Handle({"Path": "x64"}, ["A", "B"])},
        }
        registry = WindowsRegistry(Winreg(views))
        assert registry.values(r"HKLM\SOFTWARE\Office") == {"Path": "x64", "Old": 1}
        assert registry.keys(r"HKLM\SOFTWARE\Office") == ["A", "B"]

    def test_a_key_of_one_view_only_is_found(self) -> None:
        views = {VIEW_32: {("classes", "X"): Handle({"": "et.exe"}, [])}, VIEW_64: {}}
        assert WindowsRegistry(Winreg(views)).values(r"HKCR\X") == {"": "et.exe"}

    def test_a_key_that_is_not_there_is_empty(self) -> None:
        registry = WindowsRegistry(Winreg({VIEW_32: {}, VIEW_64: {}}))
        assert (registry.values(r"HKCU\X"), registry.keys(r"HKCU\X")) == ({}, [])

    def test_a_key_that_may_not_be_read_is_not_taken_for_empty(self) -> None:
        with pytest.raises(PermissionError):
            WindowsRegistry(Winreg({VIEW_32: {}, VIEW_64: {}}, denied="X")).values(r"HKLM\X")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="what a computer without Excel says of itself")
def test_a_computer_that_can_have_no_excel(tmp_path: Path) -> None:
    here = this_machine()
    assert here.system == "other"
    assert here.python.executable == Path(sys.executable)
    assert isinstance(here.registry, NoRegistry)
    assert here.label(tmp_path, "Zone.Identifier") is None


def test_variables_are_expanded_and_unknown_ones_left() -> None:
    here = this_machine()
    assert (
        here.expanded("%PATH%;%no such%;%NO_SUCH_VARIABLE%") == f"{here.environ['PATH']};%no such%;%NO_SUCH_VARIABLE%"
    )
