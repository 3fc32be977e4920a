"""placeholder-text: a cell is filled, and says nothing."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.formulas import is_one_of
from progress_xl.checks.placeholders import is_placeholder, says_done_alone
from progress_xl.findings import Finding
from progress_xl.forms import Role
from progress_xl.messages import Words
from progress_xl.model import Entry, Submission

# One formula for most of them, so that they make few rules; other spellings stay lit until they are cleared.
_WORDS = ("无", "略", "同上", "/", "—", "-", "待定", "见附件", "正在推进", "推进中", "进行中", "按计划推进", "继续推进")
_CONDITION = is_one_of("{cell}", _WORDS)
_WANTED: dict[Role, Words] = {
    "progress": Words(
        "做了哪些工作、到了什么程度、有哪些数字；确无进展的请说明原因",
        "what was done, how far it has come and with which figures; if nothing was done, say why",
    ),
    "next_step": Words(
        "下一步做哪些工作、做到什么程度、何时完成；确无后续工作的请说明原因",
        "what will be done next, how far and by when; if nothing follows, say why",
    ),
}


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    """Look at progress and next step. A reason is reason-missing's, and a remark need not be there."""
    for entry in submission.entries:
        if entry.progress and _says_nothing(submission, entry, entry.progress):
            yield _finding(submission, entry, "progress", entry.progress)
        if entry.next_step and is_placeholder(entry.next_step) and not _is_done(submission, entry):
            yield _finding(submission, entry, "next_step", entry.next_step)


def _says_nothing(submission: Submission, entry: Entry, progress: str) -> bool:
    """«已完成» alone is news of a task that is done, and where the form has no status word that says so."""
    if is_placeholder(progress):
        return True
    return says_done_alone(progress) and not _is_done(submission, entry) and bool(submission.form.words_for("done"))


def _is_done(submission: Submission, entry: Entry) -> bool:
    return submission.form.status_class(entry.status) == "done"


def _finding(submission: Submission, entry: Entry, role: Role, value: str) -> Finding:
    condition = _CONDITION if value.strip() in _WORDS else None
    wanted = _WANTED[role]
    return submission.finding("placeholder-text", entry, role, value=value, condition=condition, wanted=wanted)
