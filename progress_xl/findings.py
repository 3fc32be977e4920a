"""A finding is a value: what is wrong, where, and what to do. Everybody reads the same ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from progress_xl.forms.headings import heading_key
from progress_xl.messages import CATALOGUE, Lang, Severity, render


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.

    ``row`` is the number Excel shows; ``cell`` an A1 address; ``column`` the heading; ``task`` the task's number
    as text; ``value`` the text found. ``details`` fill the message's slots. ``own_message`` is a sentence of the
    form's author and stands in place of the catalogue's. ``condition`` is an Excel formula in the notation of
    ``Mark.condition``, true as long as the fault is there.
    """

    code: str
    path: str = ""
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    task: str | None = None
    value: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    own_message: str | None = None
    condition: str | None = None

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    @property
    def message(self) -> str:
        """Where, which rule, what was found; in Chinese."""
        return self.text("zh")[0]

    @property
    def remedy(self) -> str:
        """What to do; in Chinese."""
        return self.text("zh")[1]

    def text(self, lang: Lang = "zh") -> tuple[str, str]:
        """Message and remedy in one language."""
        message, remedy = render(self.code, self.details, lang)
        return self._where(lang) + (self.own_message or message), remedy

    def _where(self, lang: Lang) -> str:
        if not self.cell:
            return ""
        column = self.column and heading_key(self.column)
        if lang == "en":
            return f"{self.cell} ({column}): " if column else f"{self.cell}: "
        return f"{self.cell}（{column}）：" if column else f"{self.cell}："

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The finding as the command line's JSON gives it."""
        message, remedy = self.text(lang)
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column": self.column,
            "task": self.task,
            "value": self.value,
            "message": message,
            "remedy": remedy,
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them must be mended before the round can close."""
    return any(finding.severity == "error" for finding in findings)
