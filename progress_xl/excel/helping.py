"""The buttons for everybody: diagnosis and help."""

from importlib import import_module

from progress_xl.excel.buttons import BUTTONS
from progress_xl.excel.desk import Desk
from progress_xl.excel.log import log_file


def diagnose(desk: Desk) -> None:
    """Say what `progress_xl.excel.doctor` finds on this machine."""
    report = import_module("progress_xl.excel.doctor").diagnose()
    desk.tell("diagnosed", report="\n".join(map(str, report)))


def show_help(desk: Desk) -> None:
    """Say what each button does."""
    words = [button.words[desk.lang] for button in BUTTONS]
    lines = "\n".join(f"{word.label}：{word.screentip}" for word in words)
    desk.tell("help", buttons=lines, log=log_file())
