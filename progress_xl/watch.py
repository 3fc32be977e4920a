"""``progress-xl-watch``: marks the workbooks that appear in a folder, without Excel having a part in it.

For computers where Excel may not start Python, or where there is no Excel. It looks again and again instead of being
told of changes: network drives, where offices keep their files, do not tell reliably, and whether a file is still being
copied shows only from two looks that agree.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from progress_xl.errors import CannotWrite, FileError, FileLocked, NotAForm, NotMarkable, PathMissing, ProgressXLError
from progress_xl.excel.log import log_failure, log_file
from progress_xl.findings import Finding
from progress_xl.forms import Form
from progress_xl.messages import SEVERITIES, SEVERITY_NAMES, Lang
from progress_xl.ooxml.saving import LOCKS
from progress_xl.reading.workbook import SUFFIXES
from progress_xl.rounds.files import is_workbook
from progress_xl.text.periods import Period

if TYPE_CHECKING:
    from progress_xl.rounds.previous import Previous

# A file's size and modified time.
Stamp = tuple[int, int]
Look = Mapping[Path, Stamp]
Kind = Literal["marked", "clean", "passed-over", "refused", "unwritable", "failed", "waiting"]
SENTENCES: Mapping[str, tuple[str, str]] = {
    "started": (
        "正在自动检查：{folders}。放进来的或改好保存的填报表会自动标出问题。关闭本窗口或按 Ctrl+C 停止。",
        "Watching {folders}: what is put there or saved there gets its marks. Close this window or press Ctrl-C to stop.",
    ),
    "marked": ("{name}：已标出问题（{counts}）。", "{name}: marked ({counts})."),
    "clean": ("{name}：未发现问题。", "{name}: nothing found."),
    "passed-over": ("{name}：不是填报表，未处理。", "{name}: no form, left alone."),
    "refused": ("{name}：{reason}", "{name}: {reason}"),
    "unwritable": (
        "{name}：文件或所在文件夹不可写，未能标记。请取消只读或开通写入权限，然后重新保存该文件。",
        "{name}: the file or its folder cannot be written, so it was not marked. Allow writing, then save the file again.",
    ),
    "failed": (
        "{name}：程序出错，未处理，详情见 {log}。",
        "{name}: something went wrong; it was left alone. See {log}.",
    ),
    "waiting": ("{name}：正在使用，关闭后自动处理。", "{name}: in use; it will be done when it is closed."),
    "gone": ("{folder} 暂时打不开，恢复后继续。", "{folder} cannot be reached; going on when it is back."),
    "stopped": ("已停止自动检查。", "Stopped."),
}


def sentence(code: str, lang: Lang, **slots: object) -> str:
    """One line of what the watch says."""
    zh, en = SENTENCES[code]
    return (zh if lang == "zh" else en).format(**slots)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the last look found, and how each file stood when it was last done."""

    last: Look
    done: Look

    def settled(self, now: Look) -> list[Path]:
        """The files that stand still since the last look, and not as they were left."""
        return [path for path, stamp in now.items() if self.last.get(path) == stamp != self.done.get(path)]

    def after(self, now: Look, done: Look) -> "Seen":
        """After a look that found ``now`` and did ``done``; files that are gone are forgotten."""
        return Seen(now, {path: stamp for path, stamp in {**self.done, **done}.items() if path in now})


@dataclass(frozen=True, slots=True)
class Rules:
    """How workbooks are checked."""

    form: Form | None = None
    period: Period | None = None
    as_of: dt.date | None = None
    previous: "Previous | None" = None
    lang: Lang = "zh"


class Watch:
    """Watches folders (with those inside) and single workbooks. ``say`` gets one line at a time."""

    def __init__(self, paths: Iterable[Path], rules: Rules, say: Callable[[str], None]) -> None:
        self._paths = list(paths)
        self._rules = rules
        self._say = say
        self._seen = Seen({}, {})
        self._waiting: set[Path] = set()
        self._reachable = True

    def start(self) -> None:
        """Say what is watched. Raises `PathMissing`, and `NotMarkable` for a file that is no workbook by its name."""
        for path in self._paths:
            if not path.exists():
                raise PathMissing(path=str(path))
            if path.is_file() and path.suffix.lower() not in SUFFIXES:
                raise NotMarkable(path=path.name)
        self._tell("started", folders="，".join(map(str, self._paths)))

    def run(self, every: float) -> None:
        """Look every so many seconds, until interrupted."""
        try:
            while True:
                self.look()
                time.sleep(every)
        except KeyboardInterrupt:
            self._tell("stopped")

    def look(self) -> None:
        """Look once: do what stands still since the last look."""
        now = self._stamps()
        if now is None:
            return
        done = {path: stamp for path in self._seen.settled(now) if (stamp := self._do(path, now[path]))}
        self._seen = self._seen.after({**now, **done}, done)

    def _stamps(self) -> Look | None:
        """What is there now; ``None`` while a folder cannot be reached."""
        try:
            found = dict(stamps(self._paths))
        except OSError as error:
            if self._reachable:
                self._tell("gone", folder=error.filename)
            self._reachable = False
            return None
        self._reachable = True
        return found

    def _do(self, path: Path, stamp: Stamp) -> Stamp | None:
        """How the file stands when it is done; ``None`` if it has to wait."""
        kind, slots = mark(path, self._rules)
        if kind != "waiting" or (path not in self._waiting and path.exists()):
            self._tell(kind, name=path.name, **slots)
        if kind == "waiting":
            self._waiting.add(path)
            return None
        self._waiting.discard(path)
        left = dict(stamps([path])).get(path, stamp)
        # Marking keeps the time: with another one somebody has saved the file meanwhile, and it is not done.
        return left if left[1] == stamp[1] else stamp

    def _tell(self, code: str, **slots: object) -> None:
        self._say(sentence(code, self._rules.lang, **slots))


def mark(path: Path, rules: Rules) -> tuple[Kind, dict[str, str]]:
    """Check and mark one workbook in place; what happened, and what fills its sentence."""
    from progress_xl.marking import highlight
    from progress_xl.reading import read
    from progress_xl.targets.placing import marks_of
    from progress_xl.validation import finding_of, findings_of

    try:
        if in_use(path):
            return "waiting", {}
        submission = read(path, form=rules.form, period=rules.period)
        if submission.is_master:
            return "passed-over", {}
        findings = findings_of(submission, rules.period, rules.as_of, rules.previous)
        highlight(path, marks_of(findings, rules.lang), lang=rules.lang)
    except (FileLocked, PathMissing):
        return "waiting", {}
    except NotAForm:
        return "passed-over", {}
    except FileError as error:
        return "refused", {"reason": "".join(finding_of(error, path).text(rules.lang))}
    except CannotWrite:
        return "unwritable", {}
    except ProgressXLError as error:
        return "refused", {"reason": error.render(rules.lang)}
    except Exception as error:  # noqa: BLE001 - one file must not end the watch: the log gets the rest
        log_failure(path.name, error)
        return "failed", {"log": str(log_file())}
    return ("marked", {"counts": _counts(findings, rules.lang)}) if findings else ("clean", {})


def in_use(path: Path) -> bool:
    """Whether a program has the workbook open, or still writes it."""
    if any(path.with_name(lock.format(path.name)).exists() for lock in LOCKS):
        return True
    try:
        with path.open("r+b"):
            return False
    except FileNotFoundError:  # taken away again since we looked
        return True
    except PermissionError:
        return os.access(path, os.W_OK)  # a file that may be written, but not now


def _counts(findings: Iterable[Finding], lang: Lang) -> str:
    severities = [finding.severity for finding in findings]
    named = ((SEVERITY_NAMES[lang][kind], severities.count(kind)) for kind in SEVERITIES)
    if lang == "zh":
        return "，".join(f"{name} {count} 处" for name, count in named if count)
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in named if count)


def stamps(paths: Iterable[Path]) -> Iterator[tuple[Path, Stamp]]:
    """The workbooks at ``paths`` with their stamps. Raises ``OSError`` for a folder that cannot be listed."""
    for path in paths:
        if path.suffix.lower() in SUFFIXES and not path.is_dir():
            yield from _stamp(path, path.stat)
        else:
            yield from _stamps_below(path)


def _stamps_below(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """A listing tells sizes and times by itself on Windows: no file is asked one by one over the network."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and os.access(path, os.R_OK | os.X_OK):
                    yield from _stamps_below(path)
            elif is_workbook(Path(entry.name)):
                yield from _stamp(path, entry.stat)


def _stamp(path: Path, ask: Callable[[], os.stat_result]) -> Iterator[tuple[Path, Stamp]]:
    """Nothing for a file that was taken away meanwhile, as programs do for a moment when they save."""
    try:
        status = ask()
    except FileNotFoundError:
        return
    yield path, (status.st_size, status.st_mtime_ns)
