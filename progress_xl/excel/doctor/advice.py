"""What the doctor says: for each finding the state of things, and for each that is not well one remedy.

Beside `progress_xl.messages`, which speaks of workbooks and must be mended by whoever reports; this speaks of a
computer. Same shape: message, then remedy, in both languages, with ``{named}`` slots.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from progress_xl.messages import Lang

State = Literal["ok", "mend", "unknown"]
URGENCY: tuple[State, ...] = ("mend", "unknown", "ok")
STATE_NAMES: Mapping[Lang, Mapping[State, str]] = {
    "zh": {"ok": "正常", "mend": "需处理", "unknown": "未能确定"},
    "en": {"ok": "fine", "mend": "to mend", "unknown": "not known"},
}
CHECK_NAMES: Mapping[str, Mapping[Lang, str]] = {
    "python": {"zh": "Python", "en": "Python"},
    "excel": {"zh": "Excel 或 WPS", "en": "Excel or WPS"},
    "bitness": {"zh": "Python 与 Excel 位数", "en": "bitness of Python and Excel"},
    "add-in": {"zh": "加载项", "en": "add-in"},
    "interpreter": {"zh": "加载项启动的 Python", "en": "the Python that the add-in starts"},
    "xlwings": {"zh": "xlwings 版本", "en": "version of xlwings"},
    "dll": {"zh": "xlwings 动态库", "en": "xlwings' DLL"},
    "script": {"zh": "xlwings 启动脚本", "en": "xlwings' script"},
    "macros": {"zh": "宏设置", "en": "trust in macros"},
    "vba-access": {"zh": "VBA 工程访问", "en": "access to VBA projects"},
    "child-processes": {"zh": "Office 启动其他程序", "en": "Office starting other programs"},
    "win32-calls": {"zh": "宏调用系统功能", "en": "macros calling Windows"},
    "workbook": {"zh": "工作簿文件", "en": "file of the workbook"},
    "internet-mark": {"zh": "工作簿来源标记", "en": "mark of the web on the workbook"},
    "cloud-path": {"zh": "工作簿位置", "en": "place of the workbook"},
    "error-text": {"zh": "报错内容", "en": "what Excel said"},
}


@dataclass(frozen=True, slots=True)
class Advice:
    """Message and remedy of a code; what is well needs no remedy."""

    state: State
    zh: tuple[str, str]
    en: tuple[str, str]


def _ok(zh: str, en: str) -> Advice:
    return Advice("ok", (zh, ""), (en, ""))


def _mend(zh: tuple[str, str], en: tuple[str, str]) -> Advice:
    return Advice("mend", zh, en)


def _unknown(zh: tuple[str, str], en: tuple[str, str]) -> Advice:
    return Advice("unknown", zh, en)


_WATCH_ZH = "请改用 progress-xl-watch（双击启动，自动检查文件夹，不经过 Excel）"
_WATCH_EN = "use progress-xl-watch instead: started by double-click, it checks a folder without Excel"

ADVICE: Mapping[str, Advice] = {
    "python-fits": _ok("Python {version}，{bits} 位，位于“{path}”。", "Python {version}, {bits} bit, in “{path}”."),
    "python-from-store": _mend(
        (
            "Python 来自微软应用商店，位于“{path}”，Excel 不能从那里启动它，也找不到 xlwings 动态库。",
            "请从 python.org 安装 Python，再用它重新安装本工具。",
        ),
        (
            "Python comes from the Microsoft Store (“{path}”); Excel cannot start it there nor find xlwings' DLL.",
            "Install Python from python.org and install this package with it.",
        ),
    ),
    "python-unknown": _unknown(
        ("未能读取 Python 的情况：{reason}。", "请在命令行输入 python --version 查看。"),
        ("Python could not be looked at: {reason}.", "Run python --version in a terminal."),
    ),
    "excel-found": _ok("已安装 Excel {version}。", "Excel {version} is installed."),
    "excel-taken-by-wps": _mend(
        (
            "已安装 Excel，但系统把它登记成了 WPS（“{path}”），xlwings 会连到 WPS 上。",
            "请运行“WPS 配置工具－高级－兼容设置”，取消“WPS Office 兼容第三方系统和软件”。",
        ),
        (
            "Excel is installed, but WPS has registered itself in its place (“{path}”), so xlwings would talk to WPS.",
            "In the WPS configuration tool (Advanced - Compatibility) switch off compatibility with third-party software.",
        ),
    ),
    "only-wps": _mend(
        ("只装有 WPS。按钮需要 Excel；标记、批注和问题表在 WPS 里照常显示。", f"{_WATCH_ZH}。"),
        (
            "Only WPS is installed. The buttons need Excel; marks, notes and the list show in WPS as well.",
            f"Please {_WATCH_EN}.",
        ),
    ),
    "excel-absent": _mend(
        ("没有找到 Excel，也没有找到 WPS。", "请安装桌面版 Excel；不装也可用命令行或 progress-xl-watch 处理文件。"),
        (
            "Neither Excel nor WPS was found.",
            "Install Excel for the desktop; without it the command line and progress-xl-watch work on files.",
        ),
    ),
    "excel-unknown": _unknown(
        ("未能查明是否装有 Excel：{reason}。", "请从开始菜单打开 Excel 看看。"),
        ("Whether Excel is installed could not be seen: {reason}.", "Try to start Excel from the start menu."),
    ),
    "bitness-fits": _ok(
        "Python {python} 位，Excel {excel} 位，可以配合使用（两者不必相同）。",
        "Python is {python} bit and Excel {excel} bit, which work together (they need not be equal).",
    ),
    "python-32-bit": _mend(
        (
            "Python 是 32 位的。按钮可以用，但为它安装的 xlwings 不带动态库，单元格函数不能用。",
            "请安装 64 位 Python（32 位的 Excel 也适用），再用它重新安装本工具。",
        ),
        (
            "Python is 32 bit. The buttons work, but xlwings comes without its DLL for it, so functions in cells do not.",
            "Install a 64-bit Python (also for a 32-bit Excel) and install this package with it.",
        ),
    ),
    "bitness-unknown": _unknown(
        ("Python {python} 位；未能确定 Excel 的位数：{reason}。", "请在 Excel“文件－帐户－关于 Excel”中查看。"),
        (
            "Python is {python} bit; Excel's bitness is not known: {reason}.",
            "See File - Account - About Excel.",
        ),
    ),
    "add-in-current": _ok(
        "已装在“{path}”，版本 {version}，与程序一致。", "In “{path}”, version {version} as the package."
    ),
    "add-in-missing": _mend(
        ("加载项没有装到 Excel 的启动文件夹“{path}”。", "请关闭 Excel，运行 progress-xl excel install。"),
        (
            "The add-in is not in Excel's start folder “{path}”.",
            "Quit Excel and run: progress-xl excel install.",
        ),
    ),
    "add-in-differs": _mend(
        ("加载项版本 {version} 与程序版本 {package} 不一致。", "请关闭 Excel，重新运行 progress-xl excel install。"),
        (
            "The add-in is of version {version}, the package of {package}.",
            "Quit Excel and run again: progress-xl excel install.",
        ),
    ),
    "add-in-disabled": _mend(
        (
            "Excel 曾因出错停用了加载项。",
            "请在 Excel“文件－选项－加载项”下方选“管理：禁用项目”，启用 progress_xl.xlam 后重启 Excel。",
        ),
        (
            "Excel has disabled the add-in after a crash.",
            "In Excel, File - Options - Add-ins - Manage: Disabled Items, enable progress_xl.xlam and restart Excel.",
        ),
    ),
    "add-in-unknown": _unknown(
        ("未能查看加载项：{reason}。", "请关闭 Excel 后再诊断一次。"),
        ("The add-in could not be looked at: {reason}.", "Quit Excel and diagnose again."),
    ),
    "interpreter-set": _ok("“{path}”，即本程序所用的 Python。", "“{path}”, the one that this package is in."),
    "interpreter-unset": _mend(
        ("xlwings 的配置中没有写明启动哪个 Python（{settings}）。", "请运行 progress-xl excel install。"),
        (
            "xlwings' configuration does not say which Python to start ({settings}).",
            "Run: progress-xl excel install.",
        ),
    ),
    "interpreter-gone": _mend(
        ("xlwings 配置中的 Python 已不存在：“{path}”。", "请运行 progress-xl excel install，改为现在的 Python。"),
        (
            "The Python in xlwings' configuration is gone: “{path}”.",
            "Run progress-xl excel install to name the present one.",
        ),
    ),
    "interpreter-other": _mend(
        (
            "加载项会启动另一个 Python：“{path}”，本程序装在“{ours}”。",
            "请用要使用的那个 Python 运行 progress-xl excel install。",
        ),
        (
            "The add-in would start another Python, “{path}”; this package is in “{ours}”.",
            "Run progress-xl excel install from the Python that you want to use.",
        ),
    ),
    "conda-gone": _mend(
        (
            "xlwings 的配置（{settings}）要先启动 conda，但“{path}”里没有 conda，点按钮会报错。",
            "请用记事本打开该配置，删去 CONDA PATH 和 CONDA ENV 两行。",
        ),
        (
            "xlwings' configuration ({settings}) wants conda started first, but there is none in “{path}”, so buttons fail.",
            "Open the configuration in an editor and delete the lines CONDA PATH and CONDA ENV.",
        ),
    ),
    "interpreter-spaced": _mend(
        (
            "Python 的路径“{path}”中有空格，macOS 上 xlwings 不能启动它。",
            "请把 Python（虚拟环境）建在没有空格的文件夹里，再运行 progress-xl excel install。",
        ),
        (
            "The path of Python, “{path}”, has a space in it, which xlwings cannot start on macOS.",
            "Make the virtual environment in a folder without spaces and run progress-xl excel install.",
        ),
    ),
    "interpreter-unknown": _unknown(
        ("未能读取 xlwings 的配置：{reason}。", "请运行 progress-xl excel status 查看。"),
        ("xlwings' configuration could not be read: {reason}.", "Run: progress-xl excel status."),
    ),
    "xlwings-same": _ok("{version}，与加载项一致。", "{version}, the one that the add-in was built with."),
    "xlwings-differs": _mend(
        (
            "加载项是用 xlwings {add_in} 制作的，现在装的是 {version}。",
            "请运行 python -m pip install xlwings=={add_in}。",
        ),
        (
            "The add-in was built with xlwings {add_in}; {version} is installed.",
            "Run: python -m pip install xlwings=={add_in}.",
        ),
    ),
    "xlwings-unknown": _unknown(
        ("未能核对 xlwings 的版本：{reason}。", "请运行 python -m pip show xlwings 查看。"),
        ("The version of xlwings could not be compared: {reason}.", "Run: python -m pip show xlwings."),
    ),
    "dll-found": _ok("“{path}”。", "“{path}”."),
    "dll-missing": _mend(
        (
            "在“{folder}”及其上级文件夹中没有 {name}，单元格函数不能用（按钮一般不需要它）。",
            "请运行 python -m pip install --force-reinstall xlwings=={version}；装好又消失的，请在杀毒软件中恢复它。",
        ),
        (
            "{name} is neither in “{folder}” nor in the folder above, so functions in cells fail (buttons mostly do without).",
            "Run python -m pip install --force-reinstall xlwings=={version}; if it vanishes again, restore it in the "
            "antivirus program.",
        ),
    ),
    "dll-wrong-bitness": _mend(
        (
            "“{path}”是 {bits} 位的，与 Excel 的 {excel} 位不符，可能被改过名。",
            "请运行 python -m pip install --force-reinstall xlwings=={version}。",
        ),
        (
            "“{path}” is {bits} bit while Excel is {excel} bit; it may have been renamed.",
            "Run: python -m pip install --force-reinstall xlwings=={version}.",
        ),
    ),
    "dll-unknown": _unknown(
        ("未能确定动态库是否齐备：{reason}。", "请先处理上面各项，再诊断一次。"),
        ("Whether the DLL is there is not known: {reason}.", "Mend the above first, then diagnose again."),
    ),
    "script-found": _ok("“{path}”。", "“{path}”."),
    "script-missing": _mend(
        ("没有启动脚本“{path}”，按钮不能启动 Python。", "请运行 progress-xl excel install。"),
        ("The script “{path}” is missing, so buttons cannot start Python.", "Run: progress-xl excel install."),
    ),
    "script-unknown": _unknown(
        ("未能查看启动脚本：{reason}。", "请运行 progress-xl excel status 查看。"),
        ("The script could not be looked at: {reason}.", "Run: progress-xl excel status."),
    ),
    "macros-trusted": _ok(
        "启动文件夹是 Excel 的受信任位置，加载项的宏可以运行。",
        "Excel trusts its start folder, so the add-in's macros run.",
    ),
    "macros-all-allowed": _ok(
        "Excel 允许运行所有宏，加载项可以运行（本工具不要求放得这么宽）。",
        "Excel runs all macros, so the add-in runs (this package does not ask for that much).",
    ),
    "macros-ask": _mend(
        (
            "启动文件夹“{folder}”不在 Excel 的受信任位置中，每次启动都会询问是否启用宏。",
            "请在 Excel“文件－选项－信任中心－受信任位置”中添加该文件夹；不能添加的，每次点“启用宏”。",
        ),
        (
            "Excel's start folder “{folder}” is not among its trusted locations, so it asks at every start.",
            "Add the folder in File - Options - Trust Center - Trusted Locations; where that is not allowed, enable "
            "the macros each time.",
        ),
    ),
    "macros-blocked": _mend(
        (
            "Excel 的宏设置（{level}）不让加载项的宏运行。",
            "请在“文件－选项－信任中心－受信任位置”中添加“{folder}”；由单位统一管理、不能修改的，请信息部门添加。",
        ),
        (
            "Excel's macro setting ({level}) keeps the add-in's macros from running.",
            "Add “{folder}” in File - Options - Trust Center - Trusted Locations; if that is managed, ask your IT.",
        ),
    ),
    "add-ins-refused": _mend(
        (
            "Excel 的信任中心设置为{rule}，本加载项没有签名，不能加载。",
            f"{_WATCH_ZH}，或请信息部门放行。",
        ),
        (
            "Excel's Trust Center is set to {rule}; this add-in is not signed and is not loaded.",
            f"Please {_WATCH_EN}, or ask your IT to allow the add-in.",
        ),
    ),
    "macros-unknown": _unknown(
        ("未能查明 Excel 的宏设置：{reason}。", "如启动 Excel 时询问是否启用宏，请选“启用宏”。"),
        ("Excel's macro settings could not be seen: {reason}.", "If Excel asks at its start, enable the macros."),
    ),
    "vba-access-off": _ok(
        "未开放（系统默认）。按钮和单元格函数都不需要它。",
        "Closed, as is Excel's default. Neither buttons nor functions in cells need it.",
    ),
    "vba-access-on": _ok(
        "已开放。按钮和单元格函数都不需要它，可以关闭。",
        "Open. Neither buttons nor functions in cells need it; it may be closed.",
    ),
    "vba-access-unknown": _unknown(
        ("未能查明：{reason}。", "按钮和单元格函数都不需要它，可不处理。"),
        ("Not known: {reason}.", "Nothing here needs it; there is nothing to do."),
    ),
    "child-processes-allowed": _ok(
        "没有发现禁止 Office 启动其他程序的 Defender 规则（其他杀毒软件的拦截查不到）。",
        "No Defender rule that forbids it was found (what other security programs block cannot be seen).",
    ),
    "child-processes-blocked": _mend(
        (
            "Defender 规则“阻止所有 Office 应用程序创建子进程”已启用（{source}），按钮启动不了 Python。",
            f"{_WATCH_ZH}；确需按钮的，请信息部门为 EXCEL.EXE 设置例外。",
        ),
        (
            "The Defender rule “Block all Office applications from creating child processes” is on ({source}), so buttons "
            "cannot start Python.",
            f"Please {_WATCH_EN}; if you need the buttons, ask your IT for an exception for EXCEL.EXE.",
        ),
    ),
    "child-processes-warned": _mend(
        (
            "Defender 规则“阻止所有 Office 应用程序创建子进程”设为警告（{source}），点按钮时会弹出拦截提示。",
            "请在提示中点“取消阻止”，24 小时内有效。",
        ),
        (
            "The Defender rule “Block all Office applications from creating child processes” warns ({source}): a click on "
            "a button brings up a notice.",
            "Choose Unblock in the notice; it holds for 24 hours.",
        ),
    ),
    "child-processes-unknown": _unknown(
        (
            "未能查明 Defender 是否禁止 Office 启动其他程序：{reason}。",
            f"如点按钮时报错 70 或 1000（拒绝访问），{_WATCH_ZH}。",
        ),
        (
            "Whether Defender forbids Office to start programs could not be seen: {reason}.",
            f"If buttons fail with error 70 or 1000 (access denied), {_WATCH_EN}.",
        ),
    ),
    "win32-calls-allowed": _ok(
        "没有发现禁止宏调用系统功能的 Defender 规则。",
        "No Defender rule that forbids macros to call Windows was found.",
    ),
    "win32-calls-blocked": _mend(
        (
            "Defender 规则“阻止来自 Office 宏的 Win32 API 调用”已启用（{source}），加载项的宏会被拦下。",
            f"{_WATCH_ZH}；确需按钮的，请信息部门为加载项设置例外。",
        ),
        (
            "The Defender rule “Block Win32 API calls from Office macros” is on ({source}), so the add-in is stopped.",
            f"Please {_WATCH_EN}; if you need the buttons, ask your IT for an exception for the add-in.",
        ),
    ),
    "win32-calls-warned": _mend(
        (
            "Defender 规则“阻止来自 Office 宏的 Win32 API 调用”设为警告（{source}），加载项可能被拦下。",
            "请在提示中点“取消阻止”。",
        ),
        (
            "The Defender rule “Block Win32 API calls from Office macros” warns ({source}); the add-in may be stopped.",
            "Choose Unblock in the notice.",
        ),
    ),
    "win32-calls-unknown": _unknown(
        (
            "未能查明 Defender 是否禁止宏调用系统功能：{reason}。",
            "加载项打不开时，请到 Defender 的“保护历史记录”查看。",
        ),
        (
            "Whether Defender forbids macros to call Windows could not be seen: {reason}.",
            "If the add-in does not load, look at Defender's protection history.",
        ),
    ),
    "workbook-whole": _ok("文件完好，可以读取。", "The file is whole and can be read."),
    "workbook-broken": _mend(
        (
            "“{path}”不是完好的工作簿：文件是空的、不完整，或者不是工作簿。",
            "请在 Excel 或 WPS 中打开后另存一份；打不开的，请换用备份或请对方重新发送。",
        ),
        (
            "“{path}” is no whole workbook: the file is empty, cut off, or something else.",
            "Open it in Excel or WPS and save a copy; if it does not open, use a backup or ask for it again.",
        ),
    ),
    "workbook-encrypted": _mend(
        (
            "“{path}”设有打开密码，命令行和 progress-xl-watch 不能处理，汇总时也读不了（已打开的可以校验）。",
            "请在 Excel“文件－信息－保护工作簿－用密码进行加密”中清空密码后保存。",
        ),
        (
            "“{path}” needs a password to open, so neither commands nor a roll-up can read it (once open, it can be checked).",
            "In Excel, File - Info - Protect Workbook - Encrypt with Password: empty it and save.",
        ),
    ),
    "workbook-too-large": _mend(
        ("“{path}”过大，超出填报表应有的规模。", "请删除表格以外的多余行列、图片和历史数据后保存。"),
        (
            "“{path}” is larger than any report.",
            "Delete surplus rows, columns, pictures and old data, then save it.",
        ),
    ),
    "workbook-unknown": _unknown(
        ("未能读取工作簿文件：{reason}。", "请在其他程序中关闭它后再诊断一次。"),
        ("The workbook's file could not be read: {reason}.", "Close it in other programs and diagnose again."),
    ),
    "internet-mark-absent": _ok("没有来自互联网的标记。", "The workbook is not marked as coming from the internet."),
    "internet-mark-present": _mend(
        (
            "“{path}”带有来自互联网的标记，Excel 会以受保护的视图打开，宏不能运行，按钮也不起作用。",
            "请关闭它，右键点文件－“属性”－勾选“解除锁定”－“确定”，再打开。",
        ),
        (
            "“{path}” is marked as coming from the internet: Excel opens it in Protected View, where neither macros nor "
            "buttons work.",
            "Close it, right-click the file, Properties, Unblock, OK; then open it again.",
        ),
    ),
    "quarantine-present": _mend(
        (
            "“{path}”带有下载隔离标记，macOS 会限制它的宏。",
            "请在终端运行 xattr -d com.apple.quarantine，后面空一格，把文件拖进窗口，回车。",
        ),
        (
            "“{path}” is in quarantine as a download, and macOS restricts its macros.",
            "In a terminal type xattr -d com.apple.quarantine and a space, drag the file into the window, press return.",
        ),
    ),
    "internet-mark-unknown": _unknown(
        ("未能查看来源标记：{reason}。", "如 Excel 上方有黄色提示条，请点“启用编辑”。"),
        ("The mark could not be read: {reason}.", "If Excel shows a yellow bar, choose Enable Editing."),
    ),
    "cloud-path-local": _ok("在本机或共享文件夹中。", "In a folder of this computer or of the network."),
    "cloud-path-synced": _mend(
        (
            "“{path}”在 OneDrive 文件夹中，Excel 报给程序的是网址。校验和标记不受影响，“汇总报送”需要本机路径。",
            "请把工作簿另存到 OneDrive 以外的本机文件夹后再汇总。",
        ),
        (
            "“{path}” is in a OneDrive folder, for which Excel gives a web address. Checking and marking work all the "
            "same; a roll-up needs a local path.",
            "Save the workbook in a local folder outside OneDrive before rolling up.",
        ),
    ),
    "cloud-path-web": _mend(
        (
            "工作簿是从网址打开的（{path}）。校验和标记不受影响，“汇总报送”需要本机路径。",
            "请把工作簿另存到本机文件夹后再汇总。",
        ),
        (
            "The workbook was opened from the web ({path}). Checking and marking work all the same; a roll-up needs a "
            "local path.",
            "Save the workbook in a local folder before rolling up.",
        ),
    ),
    "cloud-path-unknown": _unknown(
        ("未能确定工作簿的位置：{reason}。", "请把工作簿放在本机文件夹中。"),
        ("The place of the workbook is not known: {reason}.", "Keep the workbook in a local folder."),
    ),
    "error-com-server": _mend(
        (
            "这是单元格函数连不上 Python 的报错，多见于从微软应用商店安装的 Office；按钮不受影响。",
            "请先运行 progress-xl excel install 再试；Office 是商店版的，请卸载后改装桌面版。",
        ),
        (
            "This is what Excel says when functions in cells do not reach Python, mostly with an Office from the Microsoft "
            "Store; the buttons do without.",
            "Run progress-xl excel install and try again; replace an Office from the Store by the desktop one.",
        ),
    ),
    "error-vba-access": _mend(
        (
            "这是 xlwings 自带选项卡导入函数时的报错，本工具不需要“信任对 VBA 工程对象模型的访问”。",
            "请使用“进度填报”选项卡，不要点 xlwings 选项卡的“Import Functions”；单元格函数已随加载项提供。",
        ),
        (
            "This is what xlwings' own tab says when it imports functions; nothing here needs access to VBA projects.",
            "Use the tab 进度填报, not Import Functions of the tab xlwings: functions in cells come with the add-in.",
        ),
    ),
    "error-child-process": _mend(
        ("这是系统拒绝 Excel 启动 Python 的报错，多为 Defender 规则或杀毒软件所致。", f"{_WATCH_ZH}。"),
        (
            "This is what Excel says when the system refuses to let it start Python, mostly by a Defender rule or an "
            "antivirus program.",
            f"Please {_WATCH_EN}.",
        ),
    ),
    "error-file-denied": _mend(
        (
            "按钮已经启动了 Python，但系统不让它读写报错中的那个文件。",
            "请在其他程序中关闭该文件，或换到有写权限的文件夹。",
        ),
        (
            "The button did start Python, but the system keeps it from the file that the error names.",
            "Close the file in other programs, or use a folder that you may write to.",
        ),
    ),
    "error-dll": _mend(
        ("这是 Excel 找不到 xlwings 动态库的报错。", "请按上面“xlwings 动态库”“xlwings 版本”两项处理。"),
        (
            "This is what Excel says when it does not find xlwings' DLL.",
            "Do as said above of the DLL and of the version of xlwings.",
        ),
    ),
    "error-interpreter": _mend(
        ("这是 Excel 找不到 Python 的报错。", "请运行 progress-xl excel install。"),
        ("This is what Excel says when it does not find Python.", "Run: progress-xl excel install."),
    ),
    "error-package": _mend(
        ("Excel 启动的 Python 里没有本程序。", "请用安装了本程序的 Python 运行 progress-xl excel install。"),
        (
            "The Python that Excel started does not have this package.",
            "Run progress-xl excel install from the Python that has it.",
        ),
    ),
    "error-script": _mend(
        ("这是 macOS 上缺少 xlwings 启动脚本的报错。", "请运行 progress-xl excel install。"),
        ("This is what Excel for Mac says when xlwings' script is missing.", "Run: progress-xl excel install."),
    ),
    "error-text-unknown": _unknown(
        ("没有认出这段报错：{reason}。", "请把报错全文和本表一并发给技术人员。"),
        ("This error is not one that we know: {reason}.", "Send all of it and this table to whoever supports you."),
    ),
}
