"""The one catalogue of what we say to people, by stable code.

Each entry says, in this order, which rule was broken and what was found (``message``), then what to do
(``remedy``). *Where* it was found stands in front of a finding's message and is added by ``where``.
Codes are kebab-case and never reused (DESIGN section 10). Severities:

- ``error``: must be mended before the round can close;
- ``warning``: a person should look;
- ``notice``: for information.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "notice"]
Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
SEVERITY_NAMES: dict[Lang, dict[Severity, str]] = {
    "zh": {"error": "错误", "warning": "提醒", "notice": "提示"},
    "en": {"error": "error", "warning": "warning", "notice": "notice"},
}


@dataclass(frozen=True, slots=True)
class Template:
    """Texts of one code, with ``{named}`` slots."""

    severity: Severity
    zh: tuple[str, str]
    en: tuple[str, str]


class Words(NamedTuple):
    """What fills a slot, where that differs from language to language."""

    zh: str
    en: str


CATALOGUE: dict[str, Template] = {
    # The file
    "unreadable-file": Template(
        "error",
        (
            "文件无法读取：{reason}。",
            "请在 Excel 或 WPS 中打开该文件，另存为 .xlsx 后重新报送；不是工作簿的，请将内容填入 .xlsx 填报表。",
        ),
        (
            "The file cannot be read: {reason}.",
            "Open it in Excel or WPS, save it as .xlsx and send it again; if it is no workbook, fill in the .xlsx form.",
        ),
    ),
    "encrypted-file": Template(
        "error",
        ("文件设有打开密码，无法读取。", "请取消打开密码（文件－信息－保护工作簿）后重新报送。"),
        (
            "The file needs a password to open.",
            "Remove the password (File - Info - Protect Workbook) and send it again.",
        ),
    ),
    "too-large": Template(
        "error",
        ("文件过大：{reason}。", "请删除表格以外的多余行列、图片和历史数据后重新报送。"),
        (
            "The file is too large: {reason}.",
            "Delete surplus rows, columns, pictures and old data, then send it again.",
        ),
    ),
    "not-a-form": Template(
        "error",
        ("未找到填报表：没有一行表头同时包含任务列和进展列。", "请使用下发的表样填报，保留原表头。"),
        (
            "No form was found: no heading row has both a task column and a progress column.",
            "Fill in the form as it was issued and keep its headings.",
        ),
    ),
    "wrong-period": Template(
        "error",
        ("报送期不符：本期为{wanted}，文件写的是{found}。", "请核对是否交错文件；如属本期，请更正标题或文件名后重报。"),
        (
            "Wrong period: this round is {wanted}, the file says {found}.",
            "Check that this is the right file; if it is, correct its title or name and send it again.",
        ),
    ),
    "form-mismatch": Template(
        "error",
        ("表样不符：本期使用“{wanted}”，文件是“{found}”。", "请改用本期表样填报，或将该文件放入对应的汇总批次。"),
        (
            "Different form: this round uses “{wanted}”, the file is “{found}”.",
            "Use the form of this round, or put the file into the round it belongs to.",
        ),
    ),
    "sheet-not-read": Template(
        "notice",
        ("工作表“{other}”也像填报表，本次未读取。", "如其内容也应报送，请并入本表或单独存为文件。"),
        (
            "Sheet “{other}” looks like a form too and was not read.",
            "If it should be reported, move its rows here or save it as a file of its own.",
        ),
    ),
    "empty-form": Template(
        "error",
        ("填报表是空的：表头下没有任何任务。", "请填写后再报送；如已填写，请核对交来的是否为填好的文件。"),
        (
            "The form is empty: no task stands under its headings.",
            "Fill it in and send it again; if it was filled in, check that this is the right file.",
        ),
    ),
    "sheet-protected": Template(
        "notice",
        (
            "工作表设有保护，标记已加上，锁定的单元格不能直接修改。",
            "如需修改锁定的单元格，请先撤销工作表保护（审阅－撤销工作表保护）。",
        ),
        (
            "The sheet is protected: it is marked, but its locked cells cannot be changed.",
            "To change a locked cell, unprotect the sheet first (Review - Unprotect Sheet).",
        ),
    ),
    "sheet-not-marked": Template(
        "notice",
        (
            "工作表设有保护，未能加标记，问题只列在“核验问题”表中。",
            "如需标记，请先撤销工作表保护（审阅－撤销工作表保护）再校验。",
        ),
        (
            "The sheet is protected and took no marks; its findings are only listed.",
            "To have them marked, unprotect the sheet first (Review - Unprotect Sheet) and check again.",
        ),
    ),
    # Columns
    "missing-column": Template(
        "error",
        ("表头缺少“{heading}”列。", "请补回该列，或从下发的表样重新填报。"),
        ("The column “{heading}” is missing.", "Put the column back, or fill in the form as it was issued."),
    ),
    "unknown-column": Template(
        "notice",
        ("表样中没有“{heading}”列，内容已保留，不计入总表。", "如为误加，请删除该列。"),
        ("The form has no column “{heading}”; its content is kept but not rolled up.", "Delete it if it is a slip."),
    ),
    "duplicate-column": Template(
        "error",
        ("“{heading}”与“{first}”是同一列，只读取了前一列。", "请保留一列，将内容合并后删除另一列。"),
        (
            "“{heading}” and “{first}” are the same column; the first was read.",
            "Keep one of them and delete the other.",
        ),
    ),
    # Identity
    "number-changed": Template(
        "error",
        ("序号被改动：这项任务原序号为{expected}，现为{found}。", "请将序号改回{expected}。"),
        ("The task number was changed: it is {expected}, found {found}.", "Set the number back to {expected}."),
    ),
    "task-changed": Template(
        "warning",
        ("任务内容与总表不一致，总表为：{expected}", "请恢复任务原文；如确需调整，请先报牵头科室同意。"),
        (
            "The task's text differs from the master: {expected}",
            "Restore the text, or ask the coordinator to change it.",
        ),
    ),
    "task-missing": Template(
        "error",
        ("缺少第{task}项任务：{expected}", "请补报该项任务的进展情况。"),
        ("Task {task} is missing: {expected}", "Report this task as well."),
    ),
    "task-unknown": Template(
        "error",
        ("总表中没有这项任务，已另表保留，未计入总表。", "请核对序号和任务内容；如为新增任务，请由汇总人补入总表。"),
        (
            "The master has no such task; the row is kept on a sheet of its own.",
            "Check the number and text; if the task is new, the coordinator must add it.",
        ),
    ),
    "duplicate-task": Template(
        "error",
        ("同一任务填报了两次，前一次在第{first}行。", "请合并为一行，删除多余的行。"),
        ("The same task stands here twice, first in row {first}.", "Merge the rows and delete the surplus one."),
    ),
    "unit-unknown": Template(
        "warning",
        ("报送单位“{found}”不在应报名单中。", "请核对单位名称{suggestion}；如为新增单位，请补入应报名单。"),
        (
            "“{found}” is not among the expected units.",
            "Check the name{suggestion}, or add the unit to the list of expected units.",
        ),
    ),
    "lead-unit": Template(
        "warning",
        (
            "牵头单位与总表不一致：总表为“{expected}”，现为“{found}”。",
            "请恢复责任单位原有顺序，排在第一位的为牵头单位。",
        ),
        (
            "The lead unit differs from the master: it is “{expected}”, found “{found}”.",
            "Restore the order of the units; the first leads.",
        ),
    ),
    # Cells
    "missing-value": Template(
        "error",
        ("必填，现为空（#N/A 等错误值也算空）。", "请填写。"),
        ("This cell is required and empty (an error such as #N/A counts as empty).", "Fill it in."),
    ),
    "too-long": Template(
        "error",
        ("应在{limit}字以内，现有{length}字。", "请至少删减{over}字。"),
        ("At most {limit} characters are allowed, found {length}.", "Shorten the text by at least {over}."),
    ),
    "not-in-list": Template(
        "error",
        ("只能填写{choices}，现为“{value}”。", "请改为其中之一。"),
        ("Only {choices} are allowed, found “{value}”.", "Choose one of them."),
    ),
    "rule-broken": Template(
        "error",
        ("{rule}，现为“{value}”。", "请按要求更正。"),
        ("{rule}, found “{value}”.", "Correct it as required."),
    ),
    "reason-missing": Template(
        "error",
        ("{status_column}填的是“{status}”，应说明原因。", "请填写未完成（滞后）的原因。"),
        ("{status_column} says “{status}”, so a reason is required.", "Say why the task is not on schedule."),
    ),
    "reason-unexpected": Template(
        "error",
        (
            "{status_column}填的是“{status}”，原因栏却填了“{value}”。",
            "已完成的请在原因栏填“无”；未完成的请更正完成情况。",
        ),
        (
            "{status_column} says “{status}”, yet the reason says “{value}”.",
            "Write 无 (none) if the task is done, or correct the status.",
        ),
    ),
    "formula-text": Template(
        "notice",
        ("内容以“{sign}”开头，一律按文字处理，不作公式计算。", "如非有意，请删去开头的符号。"),
        ("The text begins with “{sign}”; it is kept as text, never as a formula.", "Delete the sign if it is a slip."),
    ),
    # Time
    "overdue": Template(
        "warning",
        ("时限为{due}，截至{as_of}已过{days}天，仍未完成。", "请说明原因并明确完成时间；已完成的请更正完成情况。"),
        (
            "Due on {due}, {days} days before {as_of}, and not done.",
            "Give the reason and a new date, or correct the status if it is done.",
        ),
    ),
    "due-soon": Template(
        "notice",
        ("时限为{due}，{left}，尚未报完成。", "请抓紧推进；已完成的请更正完成情况。"),
        (
            "Due on {due}, {left}, and not reported as done.",
            "See that it gets done in time, or correct the status if it is done.",
        ),
    ),
    "late-submission": Template(
        "warning",
        ("迟报：应于{due}前报送，收到时间为{received}。", "下期请按时报送。"),
        ("Late: due on {due}, received {received}.", "Report in time next period."),
    ),
    "missing-submission": Template(
        "error",
        ("“{unit}”未报送。", "请催报。"),
        ("“{unit}” has not reported.", "Remind the unit."),
    ),
    # Sense
    "behind-pace": Template(
        "warning",
        (
            "进度滞后：目标“{goal}”（{goal_cell}），文中“{actual}”（{actual_cell}），{arithmetic}；时间已过 {elapsed}，"
            "填报为“{status}”。",
            "请核对数字；确属滞后的请更正完成情况并说明原因，口径不可比的请告知汇总人员。",
        ),
        (
            "Behind pace: the goal is “{goal}” ({goal_cell}), the text says “{actual}” ({actual_cell}): {arithmetic}; "
            "{elapsed} of the time has gone, and the status says “{status}”.",
            "Check the figure; if the task is behind, correct the status and say why; if the figures measure "
            "different things, tell the coordinator.",
        ),
    ),
    "target-met": Template(
        "notice",
        (
            "文中已达到目标：“{actual}”（{actual_cell}），目标为“{goal}”（{goal_cell}），状态仍填“{status}”。",
            "已完成的请更正完成状态；尚未完成的请核对文字和数字。",
        ),
        (
            "The text meets the goal: “{actual}” ({actual_cell}), the goal being “{goal}” ({goal_cell}), yet the "
            "status says “{status}”.",
            "Correct the status if the task is done, or the text if it is not.",
        ),
    ),
    "status-disagrees": Template(
        "warning",
        (
            "状态与文字不符：状态填“{status}”，文中却写“{words}”（{words_cell}）。",
            "请核对后更正状态或进展情况。",
        ),
        (
            "Status and text disagree: the status says “{status}”, the text “{words}” ({words_cell}).",
            "Check both and correct the wrong one.",
        ),
    ),
    "period-unknown": Template(
        "notice",
        (
            "看不出报送周期，是否滞后未作判断。",
            "请在表的标题或文件名中写明年份和月份（季度），如“2022年7月”；也可在校验时指定周期。",
        ),
        (
            "No period is known, so it was not judged whether figures are behind.",
            "Write year and month (or quarter) into the title or the file's name, such as 2022年7月, or name the period "
            "when you check.",
        ),
    ),
    "placeholder-text": Template(
        "warning",
        ("只填了“{value}”，没有实际内容。", "请写明{wanted}。"),
        ("This cell says only “{value}”.", "Say {wanted}."),
    ),
    "stale-text": Template(
        "warning",
        (
            "与上期填报相同或几乎相同：上期为“{quote}”（{file}“{other_sheet}”表{other_cell}）。",
            "请改写为{wanted}。",
        ),
        (
            "The same as last period's, or nearly: “{quote}” ({file}, sheet “{other_sheet}”, {other_cell}).",
            "Write {wanted}.",
        ),
    ),
    "stale-figures": Template(
        "notice",
        (
            "与上期相比只改了数字，文字未变：上期为“{quote}”（{file}“{other_sheet}”表{other_cell}）。",
            "请核对数字是否为本期数；另有新进展的请补写。",
        ),
        (
            "Only figures differ from last period's: “{quote}” ({file}, sheet “{other_sheet}”, {other_cell}).",
            "Check that the figures are this period's, and add what else is new.",
        ),
    ),
    "plan-as-progress": Template(
        "warning",
        (
            "把上期的下步打算当作本期进展：上期打算为“{quote}”（{file}“{other_sheet}”表{other_cell}）。",
            "请写明打算落实到了什么程度：已做什么、结果如何、还差什么。",
        ),
        (
            "Last period's plan is handed in as progress: “{quote}” ({file}, sheet “{other_sheet}”, {other_cell}).",
            "Say how far the plan was carried out: what was done, with what result, what is left.",
        ),
    ),
    "copied-text": Template(
        "warning",
        (
            "与{unit}任务“{other_task}”的填报雷同：“{quote}”（{file}“{other_sheet}”表{other_cell}）。",
            "请核对是否误贴，改写为本单位、本项任务的进展；确为同一工作的，请写明各自承担的部分。",
        ),
        (
            "Much the same as {unit}'s report on task “{other_task}”: “{quote}” "
            "({file}, sheet “{other_sheet}”, {other_cell}).",
            "Check whether it was pasted by mistake and write your own unit's progress on this task; if it is one "
            "work, say which part is whose.",
        ),
    ),
    "shared-text": Template(
        "notice",
        (
            "与{unit}对同一任务的填报文字相同：“{quote}”（{file}“{other_sheet}”表{other_cell}）。",
            "如为商定的统一口径，无需处理；否则请只写本单位承担的部分。",
        ),
        (
            "{unit} reports on the same task in the same words: “{quote}” "
            "({file}, sheet “{other_sheet}”, {other_cell}).",
            "Nothing to do if the units agreed on it; otherwise write your own unit's part only.",
        ),
    ),
    "wrong-year": Template(
        "notice",
        ("文中的“{quotes}”不在本期（{period}）。", "请核对是否沿用了往期材料；属背景或对比的，无需处理。"),
        (
            "“{quotes}” does not belong to this period ({period}).",
            "Check whether an old text was used; nothing to do if it is background or a comparison.",
        ),
    ),
    # Merging
    "conflict": Template(
        "error",
        (
            "{reason}，两份内容不一致，未自动取舍。",
            "请在“冲突”表中对照两份内容，确定后改写总表单元格；总表内容不改的，删去“冲突”表中该行。",
        ),
        (
            "{reason}; the two texts differ and none was overwritten.",
            "Compare both on the sheet 冲突 and write the right one into the master; to leave the master as it is, delete "
            "the line there.",
        ),
    ),
    "superseded": Template(
        "notice",
        ("已被同一单位较新的报送“{newer}”替代，内容保留在“历史版本”表。", "无需处理。"),
        ("Superseded by the newer “{newer}” of the same unit; kept on the sheet 历史版本.", "Nothing to do."),
    ),
    # Cannot go on
    "path-missing": Template(
        "error",
        ("找不到“{path}”。", "请核对路径和文件名。"),
        ("“{path}” does not exist.", "Check the path and the name."),
    ),
    "no-workbooks": Template(
        "error",
        ("文件夹“{path}”中没有工作簿。", "请放入 .xlsx .xlsm .xls .xlsb .ods 文件后再试。"),
        ("The folder “{path}” holds no workbooks.", "Put .xlsx .xlsm .xls .xlsb .ods files into it."),
    ),
    "file-locked": Template(
        "error",
        (
            "“{path}”正被其他程序打开，无法写入。",
            "请在 Excel、WPS 或 LibreOffice 中关闭该文件后再试；都已关闭仍有此提示的，请删除同一文件夹中名称含“{path}”、"
            "以“~$”或“.~”开头的隐藏文件。",
        ),
        (
            "“{path}” is open in another program and cannot be written.",
            "Close it in Excel, WPS or LibreOffice and try again; if none has it open, delete the hidden file beside it "
            "whose name begins with “~$” or “.~” and holds “{path}”.",
        ),
    ),
    "cannot-write": Template(
        "error",
        ("无法写入“{path}”：{reason}。", "请检查文件夹权限和磁盘空间，或用 --out 另选位置。"),
        (
            "“{path}” cannot be written: {reason}.",
            "Check permissions and disk space, or choose another place with --out.",
        ),
    ),
    "system-refused": Template(
        "error",
        ("系统未能处理“{path}”：{reason}。", "请核对路径和文件名，检查权限和磁盘空间后再试。"),
        ("The system refused “{path}”: {reason}.", "Check the path and the name, permissions and disk space."),
    ),
    "sheet-taken": Template(
        "error",
        ("“{path}”中已有名为“{sheet}”的工作表，不是汇总生成的，不能覆盖。", "请先将该工作表改名，再汇总。"),
        (
            "“{path}” has a sheet “{sheet}” that no roll-up has made, so it is not overwritten.",
            "Rename that sheet, then roll up again.",
        ),
    ),
    "headings-missing": Template(
        "error",
        (
            "“{path}”的“{sheet}”表缺少标题{headings}，其中的人工更正无法辨认，未作改动。",
            "请在标题行补回这些标题，列的先后不限；整列已删的，请从原文件找回。不需要保留其中更正的，请将该表删除或改名后再汇总。",
        ),
        (
            "The sheet “{sheet}” of “{path}” lacks the headings {headings}, so corrections on it cannot be told; "
            "nothing was changed.",
            "Put the headings back, in any order of columns, and deleted columns from an older copy; if the corrections "
            "are not needed, delete or rename the sheet, then roll up again.",
        ),
    ),
    "signed-workbook": Template(
        "error",
        ("“{path}”带有数字签名，修改后签名将失效，未作改动。", "请先取消签名，或对未签名的副本操作。"),
        ("“{path}” is signed and a change would break the signature.", "Remove the signature or use an unsigned copy."),
    ),
    "not-markable": Template(
        "error",
        ("“{path}”不是 .xlsx 或 .xlsm 格式，不能标记。", "请另存为 .xlsx 后再标记。"),
        ("“{path}” is not an .xlsx or .xlsm package and cannot be marked.", "Save it as .xlsx first."),
    ),
    "sheet-missing": Template(
        "error",
        ("工作簿中没有工作表“{sheet}”。", "请核对工作表名称。"),
        ("The workbook has no sheet “{sheet}”.", "Check the sheet's name."),
    ),
    "bad-cell": Template(
        "error",
        ("“{cell}”不是有效的单元格地址。", "请使用 B2 这样的地址。"),
        ("“{cell}” is not a cell address.", "Use an address such as B2."),
    ),
    "text-too-long": Template(
        "error",
        ("{cell}的内容有{length}字，超出单元格{limit}字的上限。", "请精简内容或分写到多个单元格。"),
        ("The text for {cell} has {length} characters; a cell holds {limit}.", "Shorten it or use several cells."),
    ),
    "array-cell": Template(
        "error",
        ("{cell}属于数组公式区域{area}，不能单独改写。", "请先取消该区域的数组公式。"),
        (
            "{cell} belongs to the array formula in {area} and cannot be changed alone.",
            "Remove the array formula first.",
        ),
    ),
    "excel-busy": Template(
        "error",
        ("Excel 正忙：有单元格正在编辑，或有对话框未关闭。", "请按回车键结束编辑、关闭对话框后再点一次。"),
        (
            "Excel is busy: a cell is being edited or a dialog is open.",
            "Press Enter, close the dialog and click again.",
        ),
    ),
    "excel-refused": Template(
        "error",
        ("Excel 未能完成操作：{reason}。", "请保存工作簿后再试；仍不行的，请点“诊断”。"),
        ("Excel could not do it: {reason}.", "Save the workbook and try again; if it fails again, click Diagnose."),
    ),
    "no-open-book": Template(
        "error",
        ("没有打开的工作簿。", "请先打开要处理的工作簿，再点按钮。"),
        ("No workbook is open.", "Open the workbook first, then click the button."),
    ),
    "book-not-saved": Template(
        "error",
        ("“{path}”还没有保存到本机文件夹，无法汇总。", "请先另存到本机文件夹（OneDrive 上的文件也请另存一份）再试。"),
        (
            "“{path}” is not saved in a folder of this machine, which a roll-up needs.",
            "Save it in a local folder first (a copy, if it is on OneDrive), then try again.",
        ),
    ),
    "book-read-only": Template(
        "error",
        ("“{path}”是以只读方式打开的，无法保存。", "请另存为新文件后再试。"),
        ("“{path}” is open for reading only and cannot be saved.", "Save it under another name, then try again."),
    ),
    "sheets-fixed": Template(
        "error",
        ("“{path}”设有工作簿结构保护，不能新增工作表。", "请先撤销工作簿保护（审阅－保护工作簿）再试。"),
        (
            "The structure of “{path}” is protected, so no sheet can be added.",
            "Unprotect the workbook first (Review - Protect Workbook), then try again.",
        ),
    ),
    "no-excel-here": Template(
        "error",
        (
            "加载项只能装到 Windows 或 macOS 上的 Excel，本机是 {system}。",
            "请用 progress-xl 命令，或用 progress-xl-watch 自动检查文件夹。",
        ),
        (
            "The add-in goes into Excel on Windows or macOS; this is {system}.",
            "Use the progress-xl commands here, or progress-xl-watch on a folder.",
        ),
    ),
    "excel-running": Template(
        "error",
        (
            "Excel 正在运行，占用着“{path}”。",
            "请保存并关闭所有 Excel 窗口后再试；Excel 已全部关闭仍有此提示的，请删除同一文件夹中的“~${path}”。",
        ),
        (
            "Excel is running and holds “{path}”.",
            "Save and close all Excel windows, then try again; if none is open, delete “~${path}” in the same folder.",
        ),
    ),
    "cannot-install": Template(
        "error",
        (
            "系统不允许读写“{path}”：{reason}。",
            "请用本人账户重试；在 macOS 上先到“系统设置－隐私与安全性”允许终端访问其他 App 的数据。",
        ),
        (
            "The system does not let us read or write “{path}”: {reason}.",
            "Try again from your own account; on macOS first allow the terminal to access data from other apps "
            "(System Settings - Privacy & Security).",
        ),
    ),
    "bad-record": Template(
        "error",
        (
            "安装记录“{path}”已损坏，无法辨认装过什么，未作改动。",
            "请将该文件改名后再试；改名后卸载只移除加载项，xlwings 的配置需自行核对。",
        ),
        (
            "The record of the installation, “{path}”, is damaged, so what was installed cannot be told; nothing was changed.",
            "Rename that file, then try again; uninstalling then takes off the add-in only, so look at xlwings' "
            "configuration yourself.",
        ),
    ),
    "interpreter-path": Template(
        "error",
        (
            "Python 所在的“{path}”含有 Excel 无法识别的字符。",
            "请把 Python 装到文件夹名只含英文字母和数字的位置后再试。",
        ),
        (
            "Python is in “{path}”, a name that Excel's VBA cannot read.",
            "Install Python in a folder of plain Latin letters and digits, then try again.",
        ),
    ),
    "bad-form": Template(
        "error",
        ("表样“{form}”有误：{reason}。", "请更正表样后再试。"),
        ("The form “{form}” is wrong: {reason}.", "Correct the form and try again."),
    ),
    "bad-value": Template(
        "error",
        ("“{value}”不能用作{name}。", "可用的写法：{choices}。"),
        ("“{value}” is not a valid {name}.", "Use one of: {choices}."),
    ),
}


class _Slots(dict[str, Any]):
    def __missing__(self, slot: str) -> str:
        return "?"


def render(code: str, details: Mapping[str, Any], lang: Lang = "zh") -> tuple[str, str]:
    """Message and remedy of ``code``; a slot without a value prints ``?`` rather than crash a report."""
    template = CATALOGUE[code]
    slots = {name: getattr(value, lang) if isinstance(value, Words) else value for name, value in details.items()}
    return fill(template.zh if lang == "zh" else template.en, slots)


def fill(texts: tuple[str, str], details: Mapping[str, Any]) -> tuple[str, str]:
    """A message and a remedy with their slots filled."""
    slots = _Slots(details)
    return texts[0].format_map(slots), texts[1].format_map(slots)
