"""What a terminal shows of a computer: the doctor's table, and what is installed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from progress_xl.excel.doctor.advice import CHECK_NAMES, STATE_NAMES, State
from progress_xl.messages import Lang
from progress_xl.reports.console import console

if TYPE_CHECKING:
    from progress_xl.excel.doctor import Diagnosis
    from progress_xl.excel.install import Fate, Standing

_COLORS: Mapping[State, str] = {"ok": "green", "mend": "red", "unknown": "yellow"}
_FATES: Mapping[Lang, Mapping["Fate", str]] = {
    "zh": {"removed": "已删除", "restored": "已恢复原样", "left": "安装后被改动过，保留不动"},
    "en": {"removed": "removed", "restored": "as it was before", "left": "changed by others since: left alone"},
}


def print_diagnoses(found: Sequence["Diagnosis"], lang: Lang) -> None:
    """State, check, message and remedy of each; then a line of counts."""
    out = console()
    table = Table(show_edge=False, pad_edge=False)
    for heading, ratio in zip(_headings(lang), (None, None, 3, 2), strict=True):
        table.add_column(heading, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for one in found:
        message, remedy = one.text(lang)
        state = Text(STATE_NAMES[lang][one.state], style=_COLORS[one.state])
        table.add_row(state, CHECK_NAMES[one.check][lang], Text(message), Text(remedy))
    out.print(table)
    out.print(_counts(found, lang))


def _headings(lang: Lang) -> tuple[str, str, str, str]:
    return ("状态", "项目", "情况", "处理办法") if lang == "zh" else ("state", "check", "what is", "what to do")


def _counts(found: Sequence["Diagnosis"], lang: Lang) -> str:
    count = Counter(one.state for one in found)
    named = STATE_NAMES[lang].items()
    if lang == "zh":
        return "，".join(f"{name} {count[state]} 项" for state, name in named) + "。"
    return ", ".join(f"{count[state]} {name}" for state, name in named) + "."


def print_standing(standing: "Standing", lang: Lang) -> None:
    """What is installed, a line each, and the next step."""
    for line in _standing(standing, lang):
        console().print(Text(line), soft_wrap=True)


def _standing(standing: "Standing", lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    version = standing.versions.package if standing.versions else None
    yield _fact("加载项" if zh else "add-in", standing.add_in, version, lang)
    yield _fact("启动的 Python" if zh else "starts Python", standing.settings, standing.interpreter, lang)
    if standing.script:
        yield _fact("启动脚本" if zh else "script", standing.script, "xlwings", lang)
    if version and standing.interpreter:
        yield "请重启 Excel，上方会出现“进度填报”选项卡。" if zh else "Restart Excel: the tab 进度填报 appears."
    else:
        yield (
            "请关闭 Excel，运行 progress-xl excel install。" if zh else "Quit Excel and run: progress-xl excel install."
        )


def _fact(name: str, path: Path, value: str | None, lang: Lang) -> str:
    if lang == "zh":
        return f"{name}：{value or '未设置'}（{path}）"
    return f"{name}: {value or 'not set'} ({path})"


def print_fates(fates: Mapping[Path, "Fate"], lang: Lang) -> None:
    """What became of each file that was installed."""
    for path, fate in fates.items():
        console().print(
            Text(f"{path}：{_FATES[lang][fate]}" if lang == "zh" else f"{path}: {_FATES[lang][fate]}"), soft_wrap=True
        )
    if not fates:
        console().print("没有安装过，无需卸载。" if lang == "zh" else "Nothing was installed.")
