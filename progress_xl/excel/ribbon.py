"""What the ribbon's buttons do: one function for each of `progress_xl.excel.buttons.BUTTONS`, called without arguments."""


def check_sheet() -> None:
    """校验本表: check the active sheet as it stands on the screen and mark it."""


def clear_marks() -> None:
    """清除标记: take all our marks off the workbook."""


def previous_finding() -> None:
    """上一处问题: select the nearest finding before the current cell."""


def next_finding() -> None:
    """下一处问题: select the nearest finding after the current cell."""


def open_findings() -> None:
    """打开问题表: go to the sheet that lists the findings."""


def roll_up() -> None:
    """汇总报送: roll a folder up into the active master."""


def mark_late() -> None:
    """标注迟报缺报: mark late and missing units in the ledger."""


def show_ledger() -> None:
    """台账: go to the ledger."""


def settings() -> None:
    """设置: form, period and due date of the workbook."""


def diagnose() -> None:
    """诊断: say what keeps the buttons from working here."""


def help() -> None:
    """帮助: say what each button does."""
