"""Tables for a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from progress_xl.findings import Finding
from progress_xl.messages import SEVERITIES, SEVERITY_NAMES, Lang
from progress_xl.report import FileReport

if TYPE_CHECKING:
    from progress_xl.rounds import Rollup
    from progress_xl.rounds.ledger import LedgerRow, Rates

_COLORS = {"error": "red", "warning": "yellow", "notice": "cyan"}
# Two quotations and the arithmetic between them stay whole.
_LONGEST = 400


def _say(lang: Lang, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def console() -> Console:
    """The console that all tables go to: as wide as the terminal, or wide enough for a file."""
    terminal = Console(highlight=False)
    return terminal if terminal.is_terminal else Console(highlight=False, width=140)


def print_report(files: Sequence[FileReport], lang: Lang) -> None:
    """Each file's findings in a table, then a line of counts."""
    out = console()
    for file in files:
        out.print(_file_line(file, lang))
        if file.findings:
            out.print(findings_table(file.findings, lang))
    out.print(_counts([finding for file in files for finding in file.findings], len(files), lang))


def _file_line(file: FileReport, lang: Lang) -> Text:
    facts = [Path(file.path).name, file.unit, file.period]
    if file.form is not None:
        facts.append(_say(lang, f"{file.rows}行", f"{file.rows} rows"))
    if not file.findings:
        facts.append(_say(lang, "未发现问题", "nothing found"))
    return Text("  ".join(fact for fact in facts if fact), style="bold")


def findings_table(findings: Iterable[Finding], lang: Lang) -> Table:
    """Severity, code, task, message and remedy, errors first."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(_say(lang, "级别", "severity"), no_wrap=True)
    table.add_column(_say(lang, "代码", "code"), no_wrap=True)
    table.add_column(_say(lang, "任务", "task"), no_wrap=True)
    table.add_column(_say(lang, "问题", "message"), ratio=3, overflow="fold")
    table.add_column(_say(lang, "处理办法", "what to do"), ratio=2, overflow="fold")
    for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
        message, remedy = finding.text(lang)
        severity = Text(SEVERITY_NAMES[lang][finding.severity], style=_COLORS[finding.severity])
        table.add_row(severity, finding.code, finding.task or "", Text(_shorter(message)), Text(remedy))
    return table


def _shorter(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"


def _counts(findings: Sequence[Finding], files: int, lang: Lang) -> str:
    by_severity = Counter(finding.severity for finding in findings)
    counts = _say(lang, "，", ", ").join(
        _say(lang, f"{SEVERITY_NAMES['zh'][kind]} {by_severity[kind]} 处", f"{by_severity[kind]} {kind}s")
        for kind in SEVERITIES
    )
    return _say(lang, f"共 {files} 个文件：{counts}。", f"{files} files: {counts}.")


_STANDINGS = {
    "on-time": ("按时", "on time", "green"),
    "late": ("迟报", "late", "yellow"),
    "received": ("已报", "received", "green"),
    "missing": ("未报", "missing", "red"),
}


def ledger_table(ledger: Iterable["LedgerRow"], lang: Lang) -> Table:
    """One row a unit: standing, time received, versions, rows."""
    table = Table(show_edge=False, pad_edge=False)
    headings = ("单位", "报送情况", "收到时间", "次数", "应报", "已填", "有误")
    english = ("unit", "standing", "received", "versions", "owed", "filled", "faulty")
    for heading in headings if lang == "zh" else english:
        table.add_column(heading)
    for row in ledger:
        zh, en, color = _STANDINGS[row.status]
        received = row.received.strftime("%Y-%m-%d %H:%M") if row.received else ""
        counts = map(str, (row.versions, row.rows_expected, row.rows_filled, row.rows_with_errors))
        table.add_row(row.unit, Text(_say(lang, zh, en), style=color), received, *counts)
    return table


def print_rollup(result: "Rollup", lang: Lang) -> None:
    """Findings file by file and on the round, the ledger, the rates, and where the master is."""
    out = console()
    for file in result.files:
        if file.findings:
            out.print(_file_line(file, lang))
            out.print(findings_table(file.findings, lang))
    if result.of_round:
        out.print(Text(_say(lang, "本期", "the round"), style="bold"))
        out.print(findings_table(result.of_round, lang))
    out.print(ledger_table(result.ledger, lang))
    out.print(_rates_line(result.rates, any(row.status in ("on-time", "late") for row in result.ledger), lang))
    out.print(_counts(result.findings, len(result.files), lang))
    if result.conflicts:
        count = len(result.conflicts)
        out.print(_say(lang, f"冲突 {count} 处，见“冲突”表。", f"{count} conflicts: see the sheet 冲突."))
    if result.master:
        done = _say(lang, "已写入", "written") if result.written else _say(lang, "没有变化", "unchanged")
        out.print(Text(f"{_say(lang, '总表', 'master')}：{result.master}（{done}）"))


def _rates_line(rates: "Rates", due_known: bool, lang: Lang) -> str:
    zh = f"应报 {rates.expected}，已报 {rates.actual}（{rates.reporting_rate:.1%}）"
    en = f"expected {rates.expected}, received {rates.actual} ({rates.reporting_rate:.1%})"
    if due_known:
        zh += f"，按时 {rates.on_time}（{rates.on_time_rate:.1%}）"
        en += f", on time {rates.on_time} ({rates.on_time_rate:.1%})"
    return _say(lang, zh + "。", en + ".")
