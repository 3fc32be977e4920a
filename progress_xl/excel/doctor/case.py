"""What a check is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from progress_xl.excel.add_in import Versions, versions_in
from progress_xl.excel.doctor.advice import ADVICE, CHECK_NAMES, STATE_NAMES, State
from progress_xl.excel.doctor.office import Excel, excel_of
from progress_xl.excel.install import Places, places
from progress_xl.excel.machine import Machine
from progress_xl.excel.xlwings_conf import value_of
from progress_xl.messages import Lang, fill


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The outcome of one check: its code in `ADVICE`, and what fills the slots."""

    check: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        return ADVICE[self.code].state

    def text(self, lang: Lang = "zh") -> tuple[str, str]:
        """Message and remedy; of what is well the remedy is empty."""
        advice = ADVICE[self.code]
        return fill(advice.zh if lang == "zh" else advice.en, self.details)

    def line(self, lang: Lang = "zh") -> str:
        """State, check, message and remedy in one line."""
        message, remedy = self.text(lang)
        name, state = CHECK_NAMES[self.check][lang], STATE_NAMES[lang][self.state]
        return (
            f"【{state}】{name}：{message}{remedy}" if lang == "zh" else f"[{state}] {name}: {message} {remedy}".strip()
        )

    def __str__(self) -> str:
        return self.line()

    def to_dict(self, lang: Lang = "zh") -> dict[str, str]:
        message, remedy = self.text(lang)
        return {"check": self.check, "code": self.code, "state": self.state, "message": message, "remedy": remedy}


@dataclass(frozen=True)
class Case:
    """A computer, the versions installed on it, and what the user asks about.

    ``workbook`` is a path or the https address that Excel gives; ``error`` what Excel said when a button failed.
    Every fact raises ``OSError`` where the system does not let it be read.
    """

    machine: Machine
    package: str
    xlwings: str
    workbook: str | None = None
    error: str = ""

    @property
    def is_windows(self) -> bool:
        return self.machine.system == "windows"

    @cached_property
    def excel(self) -> Excel | None:
        return excel_of(self.machine)

    @cached_property
    def places(self) -> Places:
        """Raises `NoExcelHere`: to be asked for on Windows and macOS only."""
        return places(self.machine)

    @cached_property
    def add_in(self) -> Versions | None:
        return versions_in(read(self.places.add_in))

    @cached_property
    def interpreter(self) -> str | None:
        """The Python named in xlwings' configuration."""
        return self.setting(self.places.key)

    def setting(self, key: str) -> str | None:
        """What xlwings' configuration says."""
        value = value_of(read(self.places.settings) or b"", key)
        return None if value is None else self.machine.expanded(value.decode(self.machine.code_page, "replace"))

    def same_path(self, one: str | PurePath, other: str | PurePath) -> bool:
        """Whether two names are of one file, as this system compares names."""
        flavour = PureWindowsPath if self.is_windows else PurePosixPath
        return flavour(one) == flavour(other)


def read(path: Path) -> bytes | None:
    """The content of a file, ``None`` if there is none. Raises ``OSError``."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
