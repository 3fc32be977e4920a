"""What Excel and Windows let the add-in do: macro settings, and Defender's rules for Office."""

import plistlib
import re
from collections.abc import Mapping
from typing import Any

from progress_xl.excel.doctor.case import Case, Diagnosis, read

_SECURITY = r"Microsoft\Office\{version}\Excel\Security"
# A policy, where there is one, overrules what the user chose.
_POLICIES, _OWN = r"HKCU\Software\Policies" + "\\", r"HKCU\Software" + "\\"
_LOCATIONS = r"\Trusted Locations"
_ALL, _ASK = 1, 2  # other levels of VBAWarnings: 3 signed macros only, 4 none
_MAC_SETTINGS = "Library/Containers/com.microsoft.Excel/Data/Library/Preferences/com.microsoft.Excel.plist"

# "Block all Office applications from creating child processes" and "Block Win32 API calls from Office macros".
_CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
_WIN32_CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
_DEFENDER = r"Microsoft\Windows Defender"
_GUARD = _DEFENDER + r"\Windows Defender Exploit Guard\ASR\Rules"
# Who set the rules, the one that counts first: device management (two places), group policy, the computer itself.
_LISTS = (
    (r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device\Defender", "AttackSurfaceReductionRules", "MDM"),
    (rf"HKLM\SOFTWARE\Policies\{_DEFENDER}\Policy Manager", "ASRRules", "MDM"),
)
_RULES = ((rf"HKLM\SOFTWARE\Policies\{_GUARD}", "GPO"), (rf"HKLM\SOFTWARE\{_GUARD}", "Set-MpPreference"))
_OFF, _BLOCK, _AUDIT, _WARN = "0", "1", "2", "6"
_RULE = re.compile(r"([0-9a-f-]{36})=(\d)", re.IGNORECASE)


def macros(case: Case) -> Diagnosis | None:
    if case.machine.system == "macos":
        return _macros_on_macos(case)
    if not case.is_windows or case.excel is None:
        return None
    settings = _security(case)
    folder = case.places.add_in.parent
    for rule in ("DisableAllAddins", "RequireAddinSig"):
        if settings.get(rule) == 1:
            return Diagnosis("macros", "add-ins-refused", {"rule": rule})
    level, trusted = settings.get("VBAWarnings", _ASK), _is_trusted(case)
    if trusted or level == _ALL:
        return Diagnosis("macros", "macros-trusted" if trusted else "macros-all-allowed")
    if trusted is None:
        return Diagnosis("macros", "macros-unknown", {"reason": "Trusted Locations"})
    code = "macros-ask" if level == _ASK else "macros-blocked"
    return Diagnosis("macros", code, {"folder": folder, "level": f"VBAWarnings={level}"})


def _is_trusted(case: Case) -> bool | None:
    """Whether Excel trusts its start folder; ``None`` if it lists no locations at all."""
    if _security(case, _LOCATIONS).get("AllLocationsDisabled") == 1:
        return False
    registry, folder = case.machine.registry, case.places.add_in.parent
    keys = [_key(case, root) + _LOCATIONS for root in (_POLICIES, _OWN)]
    entries = [registry.values(rf"{key}\{name}") for key in keys for name in registry.keys(key)]
    paths = [case.machine.expanded(str(entry["Path"])) for entry in entries if "Path" in entry]
    return any(case.same_path(path, folder) for path in paths) if paths else None


def _security(case: Case, below: str = "") -> Mapping[str, Any]:
    own, policy = (case.machine.registry.values(_key(case, root) + below) for root in (_OWN, _POLICIES))
    return {**own, **policy}


def _key(case: Case, root: str) -> str:
    return root + _SECURITY.format(version=case.excel.version if case.excel else "16.0")


def _macros_on_macos(case: Case) -> Diagnosis | None:
    if case.excel is None:
        return None
    content = read(case.machine.home / _MAC_SETTINGS)
    level = plistlib.loads(content).get("VisualBasicMacroExecutionState") if content else None
    if level == "EnabledWithoutWarnings":
        return Diagnosis("macros", "macros-all-allowed")
    if level == "DisabledWithoutWarnings":
        return Diagnosis("macros", "macros-blocked", {"folder": case.places.add_in.parent, "level": level})
    return Diagnosis("macros", "macros-unknown", {"reason": level or "VisualBasicMacroExecutionState"})


def vba_access(case: Case) -> Diagnosis | None:
    if not case.is_windows or case.excel is None:
        return None
    code = "vba-access-on" if _security(case).get("AccessVBOM") == 1 else "vba-access-off"
    return Diagnosis("vba-access", code)


def child_processes(case: Case) -> Diagnosis | None:
    """The known blocker of xlwings' RunPython, which starts cmd.exe (xlwings#821, #1420, #2433)."""
    return _by_rule(case, "child-processes", _CHILD_PROCESSES)


def win32_calls(case: Case) -> Diagnosis | None:
    """xlwings' module declares functions of Windows, which this rule stops whether or not they are called."""
    return _by_rule(case, "win32-calls", _WIN32_CALLS)


def _by_rule(case: Case, check: str, rule: str) -> Diagnosis | None:
    if not case.is_windows:
        return None
    setting, source = _setting(case, rule)
    outcome = {_BLOCK: "blocked", _WARN: "warned"}.get(setting, "allowed")
    return Diagnosis(check, f"{check}-{outcome}", {"source": source})


def _setting(case: Case, rule: str) -> tuple[str, str]:
    """How a rule is set, and by whom; without a setting it is off."""
    registry = case.machine.registry
    for key, name, source in _LISTS:
        listed = dict(_RULE.findall(str(registry.values(key).get(name, "")).lower()))
        if rule in listed:
            return listed[rule], source
    for key, source in _RULES:
        values = {name.lower(): str(value) for name, value in registry.values(key).items()}
        if rule in values:
            return values[rule], source
    return _OFF, ""
