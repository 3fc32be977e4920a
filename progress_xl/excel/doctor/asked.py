"""What the user asks about: a workbook, and what Excel said."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from progress_xl.errors import EncryptedFile, TooLarge, UnreadableFile
from progress_xl.excel.doctor.case import Case, Diagnosis

_ZONE = re.compile(r"^ZoneId=([34])\s*$", re.MULTILINE)
_CLOUDS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# What Excel, Windows and xlwings say, in the languages of Excel that we know the words of.
_SYMPTOMS = (
    ("error-com-server", r"Could not activate Python COM server"),
    (
        "error-vba-access",
        r"VBProject|Programmatic access to (the )?Visual Basic Project|Visual Basic (Project|项目|工程).{0,6}(程序连接|不被信任)",
    ),
    ("error-script", r"xlwings runpython install"),
    ("error-dll", r"xlwings(32|64)-[\w.]+\.dll"),
    ("error-package", r"No module named '?(progress_xl|xlwings)"),
    (
        "error-interpreter",
        r"Could not find Interpreter|'?python'? is not recognized|不是内部或外部命令|Python was not found",
    ),
    # Python's own words for a file that it may not touch; what is left of the like comes from Excel.
    ("error-file-denied", r"PermissionError|\[Errno 13\]|\[WinError (5|32)\]"),
    (
        "error-child-process",
        r"IWshShell3|\berror '?70\b|错误\s*['“‘]?70\b|Permission denied|拒绝的权限|没有权限"
        r"|Could not create Python process|Access is denied|拒绝访问|attack surface reduction|攻击面减少",
    ),
)


def workbook(case: Case) -> Diagnosis | None:
    """Whether the workbook's file is one at all; a file that may not be read now is no worse for it."""
    if case.workbook is None or _is_web(case.workbook) or not Path(case.workbook).exists():
        return None
    from progress_xl.reading.workbook import open_workbook

    path = Path(case.workbook)
    with path.open("rb"):
        pass
    try:
        open_workbook(path)
    except EncryptedFile:
        return Diagnosis("workbook", "workbook-encrypted", {"path": path.name})
    except TooLarge:
        return Diagnosis("workbook", "workbook-too-large", {"path": path.name})
    except UnreadableFile:
        return Diagnosis("workbook", "workbook-broken", {"path": path.name})
    return Diagnosis("workbook", "workbook-whole")


def internet_mark(case: Case) -> Diagnosis | None:
    """The mark that Windows and macOS put on what was downloaded or came by e-mail."""
    if case.workbook is None or _is_web(case.workbook) or case.machine.system == "other":
        return None
    path = Path(case.workbook)
    label = case.machine.label(path, "Zone.Identifier" if case.is_windows else "com.apple.quarantine")
    if label is None or (case.is_windows and not _ZONE.search(label.decode("utf-8", "replace"))):
        return Diagnosis("internet-mark", "internet-mark-absent")
    code = "internet-mark-present" if case.is_windows else "quarantine-present"
    return Diagnosis("internet-mark", code, {"path": path.name})


def cloud_path(case: Case) -> Diagnosis | None:
    """Excel gives the web address of a book in a synchronised folder instead of its path (xlwings#1745)."""
    if case.workbook is None:
        return None
    if _is_web(case.workbook):
        return Diagnosis("cloud-path", "cloud-path-web", {"path": case.workbook})
    code = "cloud-path-synced" if _is_synced(case, case.workbook) else "cloud-path-local"
    return Diagnosis("cloud-path", code, {"path": Path(case.workbook).name})


def error_text(case: Case) -> Diagnosis | None:
    if not case.error.strip():
        return None
    for code, words in _SYMPTOMS:
        if re.search(words, case.error, re.IGNORECASE):
            return Diagnosis("error-text", code)
    return Diagnosis("error-text", "error-text-unknown", {"reason": case.error.strip().splitlines()[0]})


def _is_web(workbook: str) -> bool:
    return workbook.lower().startswith(("http://", "https://"))


def _is_synced(case: Case, workbook: str) -> bool:
    if case.machine.system == "macos":
        cloud = case.machine.home / "Library" / "CloudStorage"
        folders = [*cloud.glob("OneDrive*"), *case.machine.home.glob("OneDrive*")]
        return any(PurePosixPath(workbook).is_relative_to(folder) for folder in folders)
    roots = (case.machine.environ.get(name) for name in _CLOUDS)
    return any(PureWindowsPath(workbook).is_relative_to(PureWindowsPath(root)) for root in roots if root)
