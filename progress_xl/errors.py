"""What stops us: one root, small leaves. Each carries a code of the catalogue and what fills its slots."""

import errno
from pathlib import Path
from typing import Any, ClassVar

from progress_xl.messages import Lang, Words, render

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.EEXIST: "已有同名文件",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EINVAL: "名称中有不能用的字符",
    errno.EBUSY: "正被占用",
}


def system_reason(error: OSError) -> Words:
    """Why the system refused, in both languages; in its own words what is none of the usual reasons."""
    own = error.strerror or str(error)
    return Words(_REASONS.get(error.errno or 0, own), own)


class ProgressXLError(Exception):
    """The work cannot go on; ``str()`` says why and what to do, in Chinese."""

    code: ClassVar[str]

    def __init__(self, **details: Any) -> None:
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.details)

    def render(self, lang: Lang = "zh") -> str:
        """One line: why, and what to do."""
        return " ".join(render(self.code, self.details, lang)).replace("\n", " ")


def _rebuild(kind: type[ProgressXLError], details: dict[str, Any]) -> ProgressXLError:
    return kind(**details)


class PathMissing(ProgressXLError):
    """You named a file or folder that does not exist."""

    code = "path-missing"


class NoWorkbooks(ProgressXLError):
    """You named a folder that holds no workbooks."""

    code = "no-workbooks"


class FileError(ProgressXLError):
    """You gave a file that cannot be used; a round goes on without it and reports a finding."""

    def render(self, lang: Lang = "zh") -> str:
        """One line: which file, why, and what to do."""
        said, path = super().render(lang), self.details.get("path")
        name = " ".join(Path(path).name.split()) if path else ""
        return f"{name}{'：' if lang == 'zh' else ': '}{said}" if name else said


class UnreadableFile(FileError):
    """You gave a file that is damaged, empty or not a workbook."""

    code = "unreadable-file"


class EncryptedFile(FileError):
    """You gave a workbook that needs a password."""

    code = "encrypted-file"


class TooLarge(FileError):
    """You gave a workbook that is larger, or unpacks larger, than any report."""

    code = "too-large"


class NotAForm(FileError):
    """You gave a workbook in which no sheet looks like a form."""

    code = "not-a-form"


class FormMismatch(FileError):
    """You gave a workbook whose form is not the one you named."""

    code = "form-mismatch"


class NotMarkable(ProgressXLError):
    """You asked to mark a file that is not an Open XML workbook."""

    code = "not-markable"


class SignedWorkbook(ProgressXLError):
    """You asked to change a workbook whose digital signature the change would break."""

    code = "signed-workbook"


class SheetMissing(ProgressXLError):
    """You named a sheet that the workbook does not have."""

    code = "sheet-missing"


class BadCell(ProgressXLError):
    """You named a cell that is not an A1 address inside the grid."""

    code = "bad-cell"


class TextTooLong(ProgressXLError):
    """You gave a text that is longer than a cell can hold."""

    code = "text-too-long"


class ArrayCell(ProgressXLError):
    """You gave a value to a cell that is part of an array formula."""

    code = "array-cell"


class FileLocked(ProgressXLError):
    """You asked to write a file that another program holds open."""

    code = "file-locked"


class CannotWrite(ProgressXLError):
    """You asked to write where that is not possible."""

    code = "cannot-write"


class SystemRefused(ProgressXLError):
    """You asked for what the system does not do: a name that cannot be, a folder that is none, a full disk."""

    code = "system-refused"


class SheetTaken(CannotWrite):
    """You asked to roll up into a workbook in which a sheet of a person has the name of one of ours."""

    code = "sheet-taken"


class HeadingsMissing(CannotWrite):
    """You asked to roll up with a sheet of ours from which somebody has deleted headings."""

    code = "headings-missing"


class BadForm(FileError):
    """You gave a form that contradicts itself."""

    code = "bad-form"


class BadValue(ProgressXLError):
    """You gave an option a value that it does not take."""

    code = "bad-value"


class ExcelBusy(ProgressXLError):
    """You asked something of Excel while a cell is being edited or a dialog is open."""

    code = "excel-busy"


class ExcelRefused(ProgressXLError):
    """You asked something of Excel that it refused; the details say how it put that."""

    code = "excel-refused"


class NoOpenBook(ProgressXLError):
    """You clicked a button while no workbook is open."""

    code = "no-open-book"


class BookNotSaved(ProgressXLError):
    """You asked for what needs a file of a workbook that was never saved in a folder of this machine."""

    code = "book-not-saved"


class BookReadOnly(ProgressXLError):
    """You asked to save a workbook that is open for reading only."""

    code = "book-read-only"


class SheetsFixed(ProgressXLError):
    """You asked for a new sheet in a workbook whose structure is protected."""

    code = "sheets-fixed"


class NoExcelHere(ProgressXLError):
    """You asked to install into Excel on a system that has none."""

    code = "no-excel-here"


class ExcelRunning(ProgressXLError):
    """You asked to change the add-in while a running Excel holds it."""

    code = "excel-running"


class CannotInstall(ProgressXLError):
    """You asked to install where the system does not let you read or write."""

    code = "cannot-install"


class BadRecord(CannotInstall):
    """You asked to change an installation whose own record somebody has damaged."""

    code = "bad-record"


class InterpreterPath(ProgressXLError):
    """You installed Python in a folder whose name Excel's VBA cannot read."""

    code = "interpreter-path"
