"""Python, Excel, and what binds them: add-in, interpreter, xlwings, its library and its script."""

from pathlib import Path

from progress_xl.excel.add_in import ADD_IN
from progress_xl.excel.doctor.case import Case, Diagnosis
from progress_xl.excel.doctor.office import bits_of, excel_bits, has_wps
from progress_xl.excel.install import script_of

_DISABLED = r"HKCU\Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems"
_STORE = ("WindowsApps", "PythonSoftwareFoundation.Python")


def python(case: Case) -> Diagnosis:
    ours = case.machine.python
    from_store = case.is_windows and any(part.startswith(_STORE) for part in ours.executable.parts)
    code = "python-from-store" if from_store else "python-fits"
    return Diagnosis("python", code, {"version": ours.version, "bits": ours.bits, "path": ours.executable})


def excel(case: Case) -> Diagnosis:
    found = case.excel
    if found is None:
        return Diagnosis("excel", "only-wps" if has_wps(case.machine) else "excel-absent")
    if found.taken_by:
        return Diagnosis("excel", "excel-taken-by-wps", {"path": found.taken_by})
    return Diagnosis("excel", "excel-found", {"version": found.version})


def bitness(case: Case) -> Diagnosis | None:
    """The two run apart, so they need not be equal (xlwings#766); only a library of Excel's own bitness is needed."""
    if not case.is_windows or case.excel is None:
        return None
    ours = case.machine.python.bits
    if ours == 32:
        return Diagnosis("bitness", "python-32-bit")
    bits = excel_bits(case.machine, case.excel)
    if bits is None:
        return Diagnosis("bitness", "bitness-unknown", {"python": ours, "reason": case.excel.program})
    return Diagnosis("bitness", "bitness-fits", {"python": ours, "excel": bits})


def add_in(case: Case) -> Diagnosis | None:
    if case.machine.system == "other":
        return None
    path = case.places.add_in
    if not path.exists():
        return Diagnosis("add-in", "add-in-missing", {"path": path.parent})
    version = case.add_in.package if case.add_in else "?"
    if version != case.package:
        return Diagnosis("add-in", "add-in-differs", {"version": version, "package": case.package})
    code = "add-in-disabled" if _is_disabled(case) else "add-in-current"
    return Diagnosis("add-in", code, {"path": path, "version": version})


def _is_disabled(case: Case) -> bool:
    if not case.is_windows or case.excel is None:
        return False
    items = case.machine.registry.values(_DISABLED.format(version=case.excel.version)).values()
    return any(ADD_IN in item.decode("utf-16-le", "replace").lower() for item in items if isinstance(item, bytes))


def interpreter(case: Case) -> Diagnosis | None:
    if case.machine.system == "other":
        return None
    ours = case.machine.python.executable
    if not case.interpreter:
        return Diagnosis("interpreter", "interpreter-unset", {"settings": case.places.settings})
    if conda := _missing_conda(case):
        return Diagnosis("interpreter", "conda-gone", {"settings": case.places.settings, "path": conda})
    details = {"path": case.interpreter, "ours": ours}
    if case.same_path(case.interpreter, ours):
        spaced = case.machine.system == "macos" and " " in case.interpreter
        return Diagnosis("interpreter", "interpreter-spaced" if spaced else "interpreter-set", details)
    # A bare name is looked for along the path by the shell.
    is_path = "/" in case.interpreter or "\\" in case.interpreter
    gone = is_path and not Path(case.interpreter).exists()
    return Diagnosis("interpreter", "interpreter-gone" if gone else "interpreter-other", details)


def _missing_conda(case: Case) -> str | None:
    """xlwings' VBA stops where both of its settings for conda are made and the program is not there."""
    folder, environment = case.setting("CONDA PATH"), case.setting("CONDA ENV")
    if not (case.is_windows and folder and environment):
        return None
    return None if (Path(folder) / "condabin" / "conda.bat").exists() else folder


def xlwings(case: Case) -> Diagnosis | None:
    if case.machine.system == "other" or case.add_in is None:
        return None
    code = "xlwings-same" if case.add_in.xlwings == case.xlwings else "xlwings-differs"
    return Diagnosis("xlwings", code, {"version": case.xlwings, "add_in": case.add_in.xlwings})


def dll(case: Case) -> Diagnosis | None:
    """Where xlwings' VBA looks for its library: beside the interpreter, else in the folder above."""
    if not case.is_windows or case.excel is None:
        return None
    excel = excel_bits(case.machine, case.excel)
    if excel is None:
        return Diagnosis("dll", "dll-unknown", {"reason": case.excel.program})
    version = case.add_in.xlwings if case.add_in else case.xlwings
    folder = Path(case.interpreter or case.machine.python.executable).parent
    name = f"xlwings{excel}-{version}.dll"
    path = next((place for place in (folder / name, folder.parent / name) if place.exists()), None)
    if path is None:
        return Diagnosis("dll", "dll-missing", {"folder": folder, "name": name, "version": version})
    bits = bits_of(path)
    code = "dll-found" if bits in (None, excel) else "dll-wrong-bitness"
    return Diagnosis("dll", code, {"path": path, "bits": bits, "excel": excel, "version": version})


def script(case: Case) -> Diagnosis | None:
    """What xlwings' RunPython goes through on macOS."""
    path = script_of(case.places, case.add_in) if case.machine.system == "macos" else None
    if path is None:
        return None
    return Diagnosis("script", "script-found" if path.exists() else "script-missing", {"path": path})
