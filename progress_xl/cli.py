"""The command line: parse, call one function, print, exit.

Exit codes: 0 nothing at error level, 1 findings at error level, 2 cannot go on (one line on stderr says why and what
to do).
"""

import itertools
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from progress_xl import __version__
from progress_xl.errors import BadValue, PathMissing, ProgressXLError, SystemRefused, system_reason
from progress_xl.messages import LANGUAGES, Lang, Words

if TYPE_CHECKING:
    from progress_xl.report import FileReport, Report

_PATHS = click.Path(path_type=Path)
_FORM = click.option("--form", metavar="F", help="Form: monthly, quarterly-target, quarterly-status, or a file.")
_PERIOD = click.option(
    "--period", metavar="PERIOD", help="Period that must be reported: 2022-07, 2022Q1, 2022H1, 2022."
)
_AS_OF = click.option("--as-of", metavar="DATE", help="Day that «overdue» is counted to; the period's last day.")
_PREVIOUS = click.option(
    "--previous", type=_PATHS, metavar="FILE", help="Master of the period before: finds what was handed in again."
)
_SENSE = click.option(
    "--no-sense",
    "sense",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Leave out the checks on what the texts say; much faster.",
)
_LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", help="Language of messages.")
_FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Output.")
_BREAK = click.option("--break-signature", is_flag=True, help="Change signed workbooks all the same.")
_OUT = click.option("--out", type=_PATHS, metavar="FILE|FOLDER", help="Where to write instead of in place.")

Command = Callable[..., Any]


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def apply(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


class _Courteous(click.Group):
    """A group whose errors are one line on stderr, in the language asked for, and exit code 2."""

    def main(self, args: Sequence[str] | None = None, *_more: Any, **extra: Any) -> Any:
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            return super().main(arguments, **extra | {"standalone_mode": False})
        except ProgressXLError as error:
            _give_up(error.render(_lang_in(arguments)))
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(2)
        except click.ClickException as error:
            _give_up(error.format_message())
        except (click.Abort, KeyboardInterrupt):
            zh = _lang_in(arguments) == "zh"
            _give_up("已中断，未写入的内容没有改动。" if zh else "Interrupted; what was not written is unchanged.")
        except BrokenPipeError:
            sys.exit(1)
        except OSError as error:
            refused = SystemRefused(path=error.filename or "?", reason=system_reason(error))
            _give_up(refused.render(_lang_in(arguments)))


def _lang_in(arguments: Sequence[str]) -> Lang:
    """The language asked for, found without click, since the error may have come before it was parsed."""
    return "en" if "--lang=en" in arguments or ("--lang", "en") in itertools.pairwise(arguments) else "zh"


def _give_up(line: str) -> NoReturn:
    click.echo(" ".join(line.split()), err=True)
    sys.exit(2)


@click.group(cls=_Courteous, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="progress-xl")
def cli() -> None:
    """Validate, roll up and highlight progress workbooks."""


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_PATHS, metavar="PATH...")
@_options(_FORM, _PERIOD, _AS_OF, _PREVIOUS, _SENSE, _LANG, _FORMAT)
def validate(paths: tuple[Path, ...], lang: Lang, format_: str, **options: Any) -> None:
    """Check workbooks, and folders of them, without changing them."""
    report = _report(paths, **options)
    _show_report(report, lang, format_)
    sys.exit(0 if report.ok else 1)


def _show_report(report: "Report", lang: Lang, format_: str) -> None:
    if format_ == "json":
        _print_json(report.to_dict(lang))
    else:
        from progress_xl.reports.console import print_report

        print_report(report.files, lang)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_PATHS, metavar="PATH...")
@_options(_OUT, _BREAK, _FORM, _PERIOD, _AS_OF, _PREVIOUS, _SENSE, _LANG, _FORMAT)
def highlight(
    paths: tuple[Path, ...],
    out: Path | None,
    break_signature: bool,
    lang: Lang,
    format_: str,
    **options: Any,
) -> None:
    """Check workbooks, then mark their cells (in place by default)."""
    from progress_xl.marking import highlight as mark

    report = _report(paths, **options)
    files = {file.path: file for file in report.files if file.form is not None}

    def mark_one(path: str, target: Path | None) -> Path:
        return mark(path, _only(files[path]), out=target, lang=lang, break_signature=break_signature)

    well = _each(list(files), out, lang, mark_one)
    _show_report(report, lang, format_)
    sys.exit(0 if well and report.ok else 1)


def _only(file: "FileReport") -> "Report":
    from progress_xl.report import Report

    return Report([file])


def _each(
    files: "Sequence[str | Path]", out: Path | None, lang: Lang, work: Callable[[str, Path | None], Path]
) -> bool:
    """Do ``work`` on each file and say what was written; go on past one that cannot be, if there are more.

    Returns whether all went well.
    """
    well = True
    for file, target in zip(files, _targets(files, out), strict=True):
        before = _bytes_of(file)
        try:
            written = work(str(file), target)
        except ProgressXLError as error:
            if len(files) == 1:
                raise
            well = False
            click.echo(error.render(lang), err=True)
        else:
            same = target is None and before == _bytes_of(written)
            click.echo(_WRITTEN[lang][same].format(written), err=True)
    return well


_WRITTEN: Mapping[Lang, tuple[str, str]] = {
    "zh": ("已写入：{}", "无需改动：{}"),
    "en": ("written: {}", "nothing to change: {}"),
}


def _bytes_of(file: "str | Path") -> bytes | None:
    try:
        return Path(file).read_bytes()
    except OSError:
        return None


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_PATHS, metavar="PATH...")
@_options(_OUT, _BREAK, _LANG)
def clear(paths: tuple[Path, ...], out: Path | None, break_signature: bool, lang: Lang) -> None:
    """Take our marks off workbooks; everything else stays as it is."""
    from progress_xl.marking import clear as unmark
    from progress_xl.rounds.files import workbooks_in

    well = _each(
        workbooks_in(paths), out, lang, lambda path, target: unmark(path, out=target, break_signature=break_signature)
    )
    sys.exit(0 if well else 1)


_ONCE_EACH = Words("各文件名不重复，或分文件夹处理", "a name for each file, or one folder at a time")


def _targets(files: "Sequence[str | Path]", out: Path | None) -> list[Path | None]:
    """Where each file goes: in place, to the one file named, or into the folder named."""
    if out is None:
        return [None] * len(files)
    if len(files) == 1 and not out.is_dir() and out.suffix:
        return [out]
    out.mkdir(parents=True, exist_ok=True)
    names = [Path(file).name for file in files]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise BadValue(value=twice, name="--out", choices=_ONCE_EACH)
    return [out / name for name in names]


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=_PATHS, metavar="PATH...")
@click.option(
    "--master", required=True, type=_PATHS, metavar="FILE", help="Filled in place if it exists, else created."
)
@click.option("--out", type=_PATHS, metavar="FILE", help="Write here and leave the master as it is.")
@click.option(
    "--expected", type=_PATHS, metavar="FILE", help="Units that must report: .txt, one a line, or a workbook."
)
@click.option("--due", metavar="DATE", help="Last day that is in time; stays for later runs.")
@click.option("--received", type=_PATHS, metavar="FILE.tsv", help="Times received: columns path and received.")
@_options(_FORM, _PERIOD, _AS_OF, _PREVIOUS, _SENSE, _LANG, _FORMAT)
def rollup(paths: tuple[Path, ...], lang: Lang, format_: str, **options: Any) -> None:
    """Roll submissions up into a master with a ledger of who owes what."""
    from progress_xl.rounds import rollup as roll_up

    with _progress("汇总" if lang == "zh" else "rolling up") as progress:
        result = roll_up(paths, progress=progress, **options)
    if format_ == "json":
        _print_json(result.to_dict(lang))
    else:
        from progress_xl.reports.console import print_rollup

        print_rollup(result, lang)
    sys.exit(0 if result.ok else 1)


@cli.command()
@click.argument("folder", type=_PATHS, default=Path("progress-xl-demo"))
@_LANG
def demo(folder: Path, lang: Lang) -> None:
    """A whole round on made-up workbooks, in FOLDER; prints what it did and where."""
    from progress_xl.demo import run_demo

    run_demo(folder, lang)


@cli.command()
@click.argument("paths", nargs=-1, type=_PATHS, metavar="FOLDER...")
@click.option("--every", type=click.FloatRange(min=0.1), default=2.0, metavar="SECONDS", help="How often to look.")
@click.option("--starter", is_flag=True, help="Put a file into FOLDER that starts this by double-click, and end.")
@_options(_FORM, _PERIOD, _AS_OF, _PREVIOUS, _LANG)
def watch(
    paths: tuple[Path, ...],
    every: float,
    starter: bool,
    lang: Lang,
    form: str | None,
    period: str | None,
    as_of: str | None,
    previous: Path | None,
) -> None:
    """Mark workbooks as they appear in FOLDER, without Excel; Ctrl-C ends it."""
    from progress_xl.reading.forms import load_form
    from progress_xl.validation import day_of, period_of, previous_of
    from progress_xl.watch import Rules, Watch

    places = paths or (_dropped_folder(lang),)
    if starter:
        _put_starters(places, lang)
        return
    given, wanted = load_form(form) if form is not None else None, period_of(period)
    rules = Rules(given, wanted, day_of(as_of), previous_of(previous, wanted), lang)
    watching = Watch(places, rules, click.echo)
    watching.start()
    watching.run(every)


def _dropped_folder(lang: Lang) -> Path:
    """The folder that a person drags into the window, as the terminal spells it."""
    asked = (
        "请把要检查的文件夹拖到本窗口，然后按回车键"
        if lang == "zh"
        else "Drag the folder into this window, then press Enter"
    )
    answer = click.prompt(asked)
    return Path(answer.strip('" ') if os.name == "nt" else "".join(shlex.split(answer)[:1]))


def _put_starters(folders: Sequence[Path], lang: Lang) -> None:
    from progress_xl.excel.machine import this_machine
    from progress_xl.starter import put_starter

    for folder in folders:
        if not folder.is_dir():
            raise PathMissing(path=str(folder))
        written = put_starter(folder, this_machine(), lang)
        click.echo(
            f"已写入：{written}，双击即可开始。" if lang == "zh" else f"written: {written}; double-click it to begin."
        )


@cli.group()
def excel() -> None:
    """Put the add-in into Excel, take it out again, or say what is there."""


@excel.command()
@_LANG
def install(lang: Lang) -> None:
    """Copy the add-in to Excel's start folder and tell xlwings which Python to start."""
    from progress_xl.excel.add_in import ADD_IN
    from progress_xl.excel.install import install as put_in
    from progress_xl.excel.machine import this_machine
    from progress_xl.excel.printing import print_standing
    from progress_xl.shipped import shipped

    spec = find_spec("xlwings")
    (folder,) = spec.submodule_search_locations if spec and spec.submodule_search_locations else ("",)
    print_standing(put_in(this_machine(), shipped(ADD_IN), Path(folder)), lang)


@excel.command()
@_LANG
def uninstall(lang: Lang) -> None:
    """Undo what install did; nothing else is touched."""
    from progress_xl.excel.install import uninstall as take_out
    from progress_xl.excel.machine import this_machine
    from progress_xl.excel.printing import print_fates

    print_fates(take_out(this_machine()), lang)


@excel.command()
@_LANG
def status(lang: Lang) -> None:
    """Say where the add-in is, of which version, and which Python it starts."""
    from progress_xl.excel.install import status as look
    from progress_xl.excel.machine import this_machine
    from progress_xl.excel.printing import print_standing

    print_standing(look(this_machine()), lang)


@cli.command()
@click.argument("workbook", required=False)
@click.option("--error", default="", metavar="TEXT", help="What Excel said when a button failed.")
@_options(_LANG, _FORMAT)
def doctor(workbook: str | None, error: str, lang: Lang, format_: str) -> None:
    """Say what keeps Excel's buttons from working here, each with one remedy; look at WORKBOOK as well."""
    from progress_xl.excel.doctor import diagnose
    from progress_xl.excel.printing import print_diagnoses

    found = diagnose(workbook, error=error)
    if format_ == "json":
        _print_json({"checks": [one.to_dict(lang) for one in found]})
    else:
        print_diagnoses(found, lang)
    sys.exit(1 if any(one.state == "mend" for one in found) else 0)


def _report(
    paths: Sequence[Path],
    form: str | None,
    period: str | None,
    as_of: str | None,
    previous: Path | None,
    sense: bool,
) -> "Report":
    from progress_xl.reading.forms import load_form
    from progress_xl.report import Report
    from progress_xl.rounds.files import workbooks_in
    from progress_xl.validation import day_of, period_of, previous_of, validate_file

    files = workbooks_in(paths, leave_out=[previous] if previous else [])
    given = load_form(form) if form is not None else None
    wanted, day = period_of(period), day_of(as_of)
    before = previous_of(previous, wanted)
    with _progress("校验") as progress:
        reports = []
        for count, file in enumerate(files, 1):
            reports.append(validate_file(file, given, wanted, day, before, sense=sense))
            progress(count, len(files))
    return Report(reports)


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, only on a terminal and only for long work."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def main() -> None:
    """Entry point of ``progress-xl`` and ``python -m progress_xl``."""
    _speak_utf8()
    cli.main()


def watch_main() -> None:
    """Entry point of ``progress-xl-watch``, onto which folders can be dropped."""
    _speak_utf8()
    cli.main(["watch", *sys.argv[1:]])


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
