"""The buttons for everybody: diagnosis and help."""

from progress_xl.excel.buttons import BUTTONS
from progress_xl.excel.desk import Desk
from progress_xl.excel.log import log_file
from progress_xl.openbook.sheets import address_of


def diagnose(desk: Desk) -> None:
    """Say what keeps the buttons from working on this machine, or in this workbook."""
    from progress_xl.excel.doctor import diagnose as look_at

    report = look_at(address_of(desk.book))
    desk.tell("diagnosed", report="\n".join(found.line(desk.lang) for found in report))


def show_help(desk: Desk) -> None:
    """Say what each button does."""
    words = [button.words[desk.lang] for button in BUTTONS]
    lines = "\n".join(f"{word.label}：{word.screentip}" for word in words)
    desk.tell("help", buttons=lines, log=log_file())
