"""What a validation gives back: findings file by file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from progress_xl.findings import Finding, has_errors
from progress_xl.messages import Lang
from progress_xl.model import Submission

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings on one file. A file that could not be read has no form, no rows and one finding."""

    path: str
    sha256: str | None = None
    form: str | None = None
    unit: str | None = None
    period: str | None = None
    rows: int = 0
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, submission: Submission, findings: Iterable[Finding]) -> "FileReport":
        """The report on a file that was read."""
        return cls(
            path=submission.path,
            sha256=submission.sha256,
            form=submission.form.name,
            unit=submission.unit,
            period=str(submission.period) if submission.period else None,
            rows=len(submission.entries),
            findings=tuple(findings),
        )

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        return {
            "path": self.path,
            "sha256": self.sha256,
            "form": self.form,
            "unit": self.unit,
            "period": self.period,
            "rows": self.rows,
            "findings": [finding.to_dict(lang) for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on one or several files."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """All findings, file by file."""
        return [finding for file in self.files for finding in file.findings]

    @property
    def ok(self) -> bool:
        """Whether nothing was found that must be mended."""
        return not has_errors(self.findings)

    def findings_on(self, path: "str | Path") -> list[Finding]:
        """The findings on one file; all of them if the report is on a single source."""
        if len(self.files) == 1:
            return list(self.files[0].findings)
        wanted = Path(path).resolve()
        return [finding for file in self.files if Path(file.path).resolve() == wanted for finding in file.findings]

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The report as ``progress-xl validate --format json`` prints it."""
        return {"files": [file.to_dict(lang) for file in self.files]}

    def to_frame(self, lang: Lang = "zh") -> "pd.DataFrame":
        """One row a finding, with the file's path and unit in front."""
        import pandas as pd

        rows = [
            {"path": file.path, "unit": file.unit, **finding.to_dict(lang)}
            for file in self.files
            for finding in file.findings
        ]
        columns = [
            "path",
            "unit",
            "code",
            "severity",
            "sheet",
            "cell",
            "row",
            "column",
            "task",
            "value",
            "message",
            "remedy",
        ]
        return pd.DataFrame(rows, columns=columns, dtype=object)
