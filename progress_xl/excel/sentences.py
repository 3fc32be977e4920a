"""What the buttons say when they are done: one sentence on what happened, one on what to do next.

Errors speak through `progress_xl.messages`.
"""

from collections.abc import Mapping
from typing import Any

from progress_xl.messages import Lang

SENTENCES: Mapping[str, tuple[str, str]] = {
    "checking": ("正在校验……", "Checking ..."),
    "clean": (
        "“{sheet}”校验通过：共{rows}行，未发现问题。可以保存并报送。",
        "“{sheet}” is in order: {rows} rows, nothing found. Save it and send it in.",
    ),
    "found": (
        "“{sheet}”校验完成：共{rows}行，{counts}。请按标记和批注修改，改好的单元格会自动熄灭；改完后请再点一次“校验本表”。",
        "“{sheet}” was checked: {rows} rows, {counts}. Mend the marked cells (a mended one goes out by itself), "
        "then check again.",
    ),
    "found-but-locked": (
        "“{sheet}”校验完成：共{rows}行，{counts}。本表设有保护，未能加标记，问题已列在“{list}”表；请先撤销工作表保护再修改。",
        "“{sheet}” was checked: {rows} rows, {counts}. The sheet is protected and took no marks; its findings are listed "
        "on “{list}”. Unprotect the sheet to mend them.",
    ),
    "found-but-unlisted": (
        "“{sheet}”校验完成：共{rows}行，{counts}。工作簿结构设有保护，未能生成问题表；请按标记和批注修改后再校验。",
        "“{sheet}” was checked: {rows} rows, {counts}. The workbook's structure is protected, so there is no list; "
        "mend the marked cells and check again.",
    ),
    "found-nowhere-to-show": (
        "“{sheet}”校验完成：共{rows}行，{counts}。工作表和工作簿都设有保护，无法显示；请先撤销保护再校验。",
        "“{sheet}” was checked: {rows} rows, {counts}. Sheet and workbook are protected, so nothing could be shown; "
        "unprotect them and check again.",
    ),
    "cleared": (
        "已清除全部标记、核验批注和问题表，您的内容和批注未改动。修改后可再次校验。",
        "All marks, our notes and the list are gone; your own texts and notes are untouched. Check again when you like.",
    ),
    "cleared-but": (
        "已清除标记，但下列工作表设有保护，标记仍在：{sheets}。请撤销保护后再清除一次。",
        "Marks are gone, except from protected sheets: {sheets}. Unprotect them and clear again.",
    ),
    "at-finding": ("第{number}处（共{count}处）{place}：{said}", "{number} of {count}, {place}: {said}"),
    "nothing-listed": (
        "没有列出的问题。请先点“校验本表”；如刚校验过，说明未发现问题。",
        "No findings are listed. Check the sheet first; if you just did, nothing was found.",
    ),
    "list-opened": (
        "“{sheet}”列有{count}项问题。点“位置”可跳到单元格；改完后请再校验。",
        "“{sheet}” lists {count} findings. A click on a place goes to its cell; check again when they are mended.",
    ),
    "no-ledger": (
        "本工作簿没有“{sheet}”表。请打开总表，或先点“汇总报送”生成台账。",
        "This workbook has no sheet “{sheet}”. Open the master, or roll up first.",
    ),
    "ledger": (
        "应报{expected}家，已报{actual}家，其中迟报{late}家；未报{missing}家。{next}",
        "{expected} units expected, {actual} reported, {late} of them late; {missing} missing. {next}",
    ),
    "remind": ("请催报未报的单位。", "Remind the missing ones."),
    "all-in": ("已全部报送。", "All have reported."),
    "marked-late": (
        "台账中已标出迟报{late}家、未报{missing}家。{basis}{next}",
        "Marked in the ledger: {late} late, {missing} missing. {basis}{next}",
    ),
    "by-due": ("截止日期为{due}。", "Due on {due}. "),
    "by-standing": (
        "尚未设置截止日期，按“报送情况”一栏标注；可在“设置”中填写。",
        "No due date is set, so the ledger's own words count; set one in Settings. ",
    ),
    "choose-folder": ("请选择存放各单位报送文件的文件夹", "Choose the folder with the units' reports"),
    "confirm-roll-up": (
        "将先保存“{master}”，再汇总文件夹“{folder}”中的报送，结果另存为“{out}”。总表和各单位的文件都不改动。是否继续？",
        "“{master}” is saved first; then the reports in “{folder}” are rolled up into the new file “{out}”. "
        "The master's cells and the units' files stay as they are. Go on?",
    ),
    "rolling-up": ("正在汇总……{done}/{of}", "Rolling up ... {done}/{of}"),
    "rolled-up": (
        "已汇总{files}个文件，结果另存为“{out}”并已打开：应报{expected}家，已报{actual}家，冲突{conflicts}处，{counts}。{next}",
        "{files} files are rolled up into “{out}”, which is now open: {expected} units expected, {actual} reported, "
        "{conflicts} conflicts, {counts}. {next}",
    ),
    "see-conflicts": ("请先看“冲突”表，逐处确定后改写总表。", "Look at the sheet 冲突 first and decide each one."),
    "see-ledger": ("请看“台账”和“核验问题”表。", "See the sheets 台账 and 核验问题."),
    "cancelled": ("已取消，没有改动。", "Cancelled; nothing was changed."),
    "settings-open": (
        "请在“{sheet}”表的“内容”一栏填写，填好即生效；保存工作簿后下次仍有效。留空的由程序自动识别。",
        "Fill in the column “Content” of “{sheet}”; it counts at once, and is kept when you save. "
        "What is left blank is found by itself.",
    ),
    "diagnosed": ("{report}", "{report}"),
    "help": (
        "“进度填报”各按钮：\n{buttons}\n\n标记不改动您的内容；Excel 的“撤销”不能撤回标记，请用“清除标记”。\n操作日志：{log}",
        "The buttons of this tab:\n{buttons}\n\nMarks change nothing that you typed; Excel's Undo does not take them off, "
        "Clear marks does.\nLog: {log}",
    ),
    "unexpected": (
        "操作没有完成，工作簿中您的内容未受影响。请保存后再试；仍不行时，请把日志文件发给技术支持：{log}",
        "This was not finished; what you typed is untouched. Save and try again; if it fails again, send this log to your "
        "support: {log}",
    ),
}

TITLE: Mapping[Lang, str] = {"zh": "进度填报", "en": "Progress"}


def say(code: str, lang: Lang = "zh", /, **slots: Any) -> str:
    """A sentence of the catalogue with its slots filled."""
    return SENTENCES[code][lang != "zh"].format(**slots)
