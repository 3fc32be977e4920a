"""What the ribbon's buttons call: one function for each of `progress_xl.excel.buttons.BUTTONS`, without arguments.

Each ends with a sentence on what happened and what to do next; what goes wrong is said in the same way, with details
in the log. Nothing is raised.
"""

from progress_xl.excel.desk import click


def check_sheet() -> None:
    """校验本表: check the active sheet as it stands on the screen and mark it."""
    click("check_sheet", "filling.check_sheet")


def clear_marks() -> None:
    """清除标记: take all our marks off the workbook."""
    click("clear_marks", "filling.clear_marks")


def previous_finding() -> None:
    """上一处问题: select the nearest finding before the current cell."""
    click("previous_finding", "filling.previous_finding")


def next_finding() -> None:
    """下一处问题: select the nearest finding after the current cell."""
    click("next_finding", "filling.next_finding")


def open_findings() -> None:
    """打开问题表: go to the sheet that lists the findings."""
    click("open_findings", "filling.open_findings")


def roll_up() -> None:
    """汇总报送: roll a folder up into a copy of the active master."""
    click("roll_up", "rolling_up.roll_up")


def mark_late() -> None:
    """标注迟报缺报: mark late and missing units in the ledger."""
    click("mark_late", "rolling_up.mark_late")


def show_ledger() -> None:
    """台账: go to the ledger."""
    click("show_ledger", "rolling_up.show_ledger")


def settings() -> None:
    """设置: form, period and due date of the workbook."""
    click("settings", "settings.open_settings")


def diagnose() -> None:
    """诊断: say what keeps the buttons from working here."""
    click("diagnose", "helping.diagnose")


def help() -> None:
    """帮助: say what each button does."""
    click("help", "helping.show_help")
