"""Every outcome of every check, over made-up computers."""

import plistlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from progress_xl.errors import PathMissing
from progress_xl.excel.doctor import CHECKS, Case, Diagnosis, diagnose, examine
from progress_xl.excel.machine import System
from tests.excel.machines import X64, X86, XLWINGS, add_in, file, machine, program, registered

Keys = dict[str, dict[str, Any]]

SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
LOCATION = SECURITY + r"\Trusted Locations\Location2"
RULES = r"Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
GROUP_POLICY, LOCAL = rf"HKLM\SOFTWARE\Policies\{RULES}", rf"HKLM\SOFTWARE\{RULES}"
DEVICE = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device\Defender"
DISABLED = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
# As Microsoft's list of attack surface reduction rules names them.
CHILD_PROCESSES = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
WIN32_CALLS = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"
WPS = r"C:\Program Files\WPS Office\et.exe"
XLSTART = "AppData/Roaming/Microsoft/Excel/XLSTART"
MAC_SETTINGS = "Library/Containers/com.microsoft.Excel/Data/Library/Preferences/com.microsoft.Excel.plist"


@dataclass
class Computer:
    """A computer that has nothing wrong with it, until a test takes something away."""

    home: Path
    system: System = "windows"
    registry: Keys = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    xlwings: str = XLWINGS

    def codes(self, **asked: Any) -> dict[str, str]:
        return {found.check: found.code for found in self.found(**asked)}

    def found(self, **asked: Any) -> list[Diagnosis]:
        there = machine(self.home, self.system, self.registry, **self.facts)
        return list(examine(Case(there, "0.1.0", self.xlwings, **asked)))


@pytest.fixture
def windows(tmp_path: Path) -> Computer:
    excel = file(tmp_path / "Office16" / "EXCEL.EXE", program(X64))
    file(tmp_path / XLSTART / "progress_xl.xlam", add_in())
    python = file(tmp_path / "Python311" / "python.exe")
    file(tmp_path / ".xlwings" / "xlwings.conf", f'"INTERPRETER_WIN","{python}"\r\n'.encode("gbk"))
    file(tmp_path / "Python311" / f"xlwings64-{XLWINGS}.dll", program(X64))
    registry = {
        **registered("Excel.Application", f'"{excel}" /automation'),
        r"HKCR\Excel.Application\CurVer": {"": "Excel.Application.16"},
        LOCATION: {"Path": str(tmp_path / XLSTART) + "\\"},
    }
    return Computer(tmp_path, registry=registry)


@pytest.fixture
def macos(tmp_path: Path) -> Computer:
    office = tmp_path / "Library" / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    file(office / "Startup.localized" / "Excel" / "progress_xl.xlam", add_in())
    plist = tmp_path / "Applications" / "Microsoft Excel.app" / "Contents" / "Info.plist"
    file(plist, plistlib.dumps({"CFBundleShortVersionString": "16.83"}))
    python = file(tmp_path / "Python311" / "python.exe")
    conf = tmp_path / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"
    file(conf, f'"INTERPRETER_MAC","{python}"\n'.encode())
    scripts = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    file(scripts / f"xlwings-{XLWINGS}.applescript")
    file(tmp_path / MAC_SETTINGS, plistlib.dumps({"VisualBasicMacroExecutionState": "EnabledWithoutWarnings"}))
    return Computer(tmp_path, "macos", facts={"code_page": "utf-8"})


def test_a_windows_computer_with_nothing_wrong(windows: Computer) -> None:
    assert windows.codes(workbook=str(windows.home / "报送.xlsx")) == {
        "python": "python-fits",
        "excel": "excel-found",
        "bitness": "bitness-fits",
        "add-in": "add-in-current",
        "interpreter": "interpreter-set",
        "xlwings": "xlwings-same",
        "dll": "dll-found",
        "macros": "macros-trusted",
        "vba-access": "vba-access-off",
        "child-processes": "child-processes-allowed",
        "win32-calls": "win32-calls-allowed",
        "internet-mark": "internet-mark-absent",
        "cloud-path": "cloud-path-local",
    }


def test_a_mac_with_nothing_wrong(macos: Computer) -> None:
    found = macos.found(workbook=str(macos.home / "报送.xlsx"))
    assert {one.check: one.code for one in found} == {
        "python": "python-fits",
        "excel": "excel-found",
        "add-in": "add-in-current",
        "interpreter": "interpreter-set",
        "xlwings": "xlwings-same",
        "script": "script-found",
        "macros": "macros-all-allowed",
        "internet-mark": "internet-mark-absent",
        "cloud-path": "cloud-path-local",
    }
    assert "16.83" in found[1].text()[0]


def test_elsewhere_there_is_no_excel_and_nothing_to_bind(tmp_path: Path) -> None:
    assert Computer(tmp_path, "other").codes() == {"python": "python-fits", "excel": "excel-absent"}


def test_elsewhere_wps_is_found_by_its_program(tmp_path: Path) -> None:
    file(tmp_path / "bin" / "et")
    there = Computer(tmp_path, "other", facts={"environ": {"PATH": f"/usr/bin-of-others:{tmp_path / 'bin'}"}})
    assert there.codes()["excel"] == "only-wps"


def test_a_computer_with_nothing_on_it(tmp_path: Path) -> None:
    codes = Computer(tmp_path).codes()
    assert codes["excel"] == "excel-absent"
    assert codes["add-in"] == "add-in-missing"
    assert codes["interpreter"] == "interpreter-unset"
    assert {"bitness", "dll", "xlwings", "macros"}.isdisjoint(codes)


class TestPython:
    def test_from_the_store_is_no_good(self, windows: Computer) -> None:
        windows.facts = {"python": "AppData/Local/Microsoft/WindowsApps/python.exe"}
        assert windows.codes()["python"] == "python-from-store"

    def test_of_32_bits_has_no_library_in_its_xlwings(self, windows: Computer) -> None:
        windows.facts = {"bits": 32}
        assert windows.codes()["bitness"] == "python-32-bit"


class TestExcel:
    def test_of_32_bits_wants_its_own_library(self, windows: Computer) -> None:
        file(windows.home / "Office16" / "EXCEL.EXE", program(X86))
        codes = windows.codes()
        assert (codes["bitness"], codes["dll"]) == ("bitness-fits", "dll-missing")
        file(windows.home / "Python311" / f"xlwings32-{XLWINGS}.dll", program(X86))
        assert windows.codes()["dll"] == "dll-found"

    def test_whose_program_cannot_be_seen_is_of_the_bitness_that_was_installed(self, windows: Computer) -> None:
        windows.registry |= registered("Excel.Application", r"C:\Office16\EXCEL.EXE /automation")
        assert windows.codes()["bitness"] == "bitness-unknown"
        assert windows.codes()["dll"] == "dll-unknown"
        windows.registry[r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"] = {"Platform": "x86"}
        found = {one.check: one for one in windows.found()}
        assert found["bitness"].details["excel"] == 32
        assert found["dll"].details["name"] == f"xlwings32-{XLWINGS}.dll"

    @pytest.mark.parametrize("name", ["Ket.Application", "ET.Application"])
    def test_absent_but_wps_there(self, tmp_path: Path, name: str) -> None:
        assert (
            Computer(tmp_path, registry=registered(name, f'"{WPS}" /automation', "{45}")).codes()["excel"] == "only-wps"
        )

    def test_absent_with_its_name_taken_by_wps(self, tmp_path: Path) -> None:
        registry = registered("Ket.Application", WPS, "{45}") | registered("Excel.Application", WPS)
        assert Computer(tmp_path, registry=registry).codes()["excel"] == "only-wps"

    def test_there_with_its_name_taken_by_wps(self, windows: Computer) -> None:
        windows.registry |= registered("Excel.Application", f'"{WPS}" /automation')
        app_path = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
        windows.registry[app_path] = {"": str(windows.home / "Office16" / "EXCEL.EXE")}
        (taken,) = [one for one in windows.found() if one.check == "excel"]
        assert taken.code == "excel-taken-by-wps"
        assert WPS in taken.text()[0]

    def test_half_registered_is_absent(self, tmp_path: Path) -> None:
        registry: Keys = {r"HKCR\Excel.Application\CLSID": {"": "{x}"}}
        assert Computer(tmp_path, registry=registry).codes()["excel"] == "excel-absent"

    def test_of_another_year_has_its_settings_elsewhere(self, windows: Computer) -> None:
        windows.registry[r"HKCR\Excel.Application\CurVer"] = {"": "Excel.Application.15"}
        windows.registry[SECURITY.replace("16.0", "15.0")] = {"VBAWarnings": 1}
        assert windows.codes()["macros"] == "macros-all-allowed"

    def test_that_may_not_be_looked_for_is_not_known(self, windows: Computer) -> None:
        windows.facts = {"denied": [r"HKCR\Excel.Application\CLSID"]}
        codes = windows.codes()
        assert codes["excel"] == "excel-unknown"
        assert {codes[name] for name in ("bitness", "dll", "macros")} == {
            "bitness-unknown",
            "dll-unknown",
            "macros-unknown",
        }

    def test_on_a_mac_only_wps(self, macos: Computer) -> None:
        (macos.home / "Applications" / "Microsoft Excel.app" / "Contents" / "Info.plist").unlink()
        assert macos.codes()["excel"] == "excel-absent"
        (macos.home / "Applications" / "wpsoffice.app").mkdir()
        assert macos.codes()["excel"] == "only-wps"


class TestAddIn:
    def test_missing(self, windows: Computer) -> None:
        (windows.home / XLSTART / "progress_xl.xlam").unlink()
        codes = windows.codes()
        assert codes["add-in"] == "add-in-missing"
        assert "xlwings" not in codes

    @pytest.mark.parametrize("content", [add_in("0.0.9"), b"not a workbook"])
    def test_of_another_version(self, windows: Computer, content: bytes) -> None:
        file(windows.home / XLSTART / "progress_xl.xlam", content)
        assert windows.codes()["add-in"] == "add-in-differs"

    def test_disabled_by_excel_after_a_crash(self, windows: Computer) -> None:
        path = str(windows.home / XLSTART / "progress_xl.xlam").upper()
        windows.registry[DISABLED] = {"A1B2": b"\x01\0\0\0" + path.encode("utf-16-le"), "other": 1}
        assert windows.codes()["add-in"] == "add-in-disabled"

    def test_built_with_another_xlwings(self, windows: Computer) -> None:
        windows.xlwings = "0.38.0"
        assert windows.codes()["xlwings"] == "xlwings-differs"


class TestInterpreter:
    def settings(self, computer: Computer, text: str) -> None:
        file(computer.home / ".xlwings" / "xlwings.conf", text.encode("gbk"))

    def test_not_named(self, windows: Computer) -> None:
        self.settings(windows, '"UDF MODULES",""\r\n')
        assert windows.codes()["interpreter"] == "interpreter-unset"

    def test_gone(self, windows: Computer) -> None:
        self.settings(windows, f'"INTERPRETER_WIN","{windows.home}/Python39/python.exe"\r\n')
        assert windows.codes()["interpreter"] == "interpreter-gone"

    def test_another(self, windows: Computer) -> None:
        self.settings(windows, f'"INTERPRETER_WIN","{file(windows.home / "Python39" / "python.exe")}"\r\n')
        assert windows.codes()["interpreter"] == "interpreter-other"

    def test_a_bare_name_depends_on_the_path(self, windows: Computer) -> None:
        self.settings(windows, '"INTERPRETER_WIN","python"\r\n')
        assert windows.codes()["interpreter"] == "interpreter-other"

    def test_by_a_variable_and_in_capitals(self, windows: Computer) -> None:
        windows.facts = {"environ": {"MINE": str(windows.home), "APPDATA": str(windows.home / "AppData" / "Roaming")}}
        self.settings(windows, '"interpreter_win","%MINE%\\PYTHON311\\python.exe"\r\n')
        assert windows.codes()["interpreter"] == "interpreter-set"

    def test_on_a_mac_with_a_space_in_its_path(self, macos: Computer) -> None:
        macos.facts |= {"python": "My Python/python"}
        conf = macos.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"
        file(conf, f'"INTERPRETER_MAC","{macos.home}/My Python/python"\n'.encode())
        assert macos.codes()["interpreter"] == "interpreter-spaced"

    def test_through_a_conda_that_is_gone(self, windows: Computer) -> None:
        python, conda = windows.home / "Python311" / "python.exe", windows.home / "anaconda3"
        self.settings(windows, f'"INTERPRETER_WIN","{python}"\r\n"CONDA PATH","{conda}"\r\n"CONDA ENV","base"\r\n')
        assert windows.codes()["interpreter"] == "conda-gone"
        file(conda / "condabin" / "conda.bat")
        assert windows.codes()["interpreter"] == "interpreter-set"

    def test_that_may_not_be_read_is_not_known(self, windows: Computer) -> None:
        (windows.home / ".xlwings" / "xlwings.conf").unlink()
        (windows.home / ".xlwings" / "xlwings.conf").mkdir()
        assert windows.codes()["interpreter"] == "interpreter-unknown"


class TestLibrary:
    def test_in_the_folder_above_of_a_virtual_environment(self, windows: Computer) -> None:
        dll = windows.home / "Python311" / f"xlwings64-{XLWINGS}.dll"
        dll.rename(windows.home / dll.name)
        assert windows.codes()["dll"] == "dll-found"

    def test_in_a_folder_of_the_user_is_not_found(self, windows: Computer) -> None:
        dll = windows.home / "Python311" / f"xlwings64-{XLWINGS}.dll"
        file(windows.home / "AppData" / "Roaming" / "Python" / dll.name, dll.read_bytes())
        dll.unlink()
        assert windows.codes()["dll"] == "dll-missing"

    def test_of_another_version_is_not_found(self, windows: Computer) -> None:
        file(windows.home / XLSTART / "progress_xl.xlam", add_in(xlwings="0.37.9"))
        assert windows.codes()["dll"] == "dll-missing"

    def test_renamed_from_the_other_bitness(self, windows: Computer) -> None:
        file(windows.home / "Python311" / f"xlwings64-{XLWINGS}.dll", program(X86))
        assert windows.codes()["dll"] == "dll-wrong-bitness"

    def test_is_looked_for_beside_the_python_that_the_add_in_starts(self, windows: Computer) -> None:
        other = file(windows.home / "anaconda3" / "envs" / "python.exe")
        file(windows.home / ".xlwings" / "xlwings.conf", f'"INTERPRETER_WIN","{other}"\r\n'.encode())
        assert windows.codes()["dll"] == "dll-missing"

    def test_a_mac_wants_the_script_of_the_add_ins_version(self, macos: Computer) -> None:
        office = macos.home / "Library" / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        file(office / "Startup.localized" / "Excel" / "progress_xl.xlam", add_in(xlwings="0.37.9"))
        assert macos.codes()["script"] == "script-missing"


class TestMacros:
    @pytest.mark.parametrize(("level", "code"), [(2, "macros-ask"), (3, "macros-blocked"), (4, "macros-blocked")])
    def test_from_a_start_folder_that_is_not_trusted(self, windows: Computer, level: int, code: str) -> None:
        windows.registry[LOCATION] = {"Path": "C:\\elsewhere\\"}
        windows.registry[SECURITY] = {"VBAWarnings": level}
        assert windows.codes()["macros"] == code

    def test_with_all_locations_switched_off_by_policy(self, windows: Computer) -> None:
        windows.registry[POLICY + r"\Trusted Locations"] = {"AllLocationsDisabled": 1}
        assert windows.codes()["macros"] == "macros-ask"

    def test_a_trusted_folder_outweighs_the_level(self, windows: Computer) -> None:
        windows.registry[SECURITY] = {"VBAWarnings": 4}
        assert windows.codes()["macros"] == "macros-trusted"

    def test_a_policy_outweighs_the_users_choice(self, windows: Computer) -> None:
        windows.registry |= {LOCATION: {"Path": "C:\\"}, SECURITY: {"VBAWarnings": 1}, POLICY: {"VBAWarnings": 4}}
        assert windows.codes()["macros"] == "macros-blocked"

    def test_locations_are_named_by_variables(self, windows: Computer) -> None:
        windows.facts = {"environ": {"APPDATA": str(windows.home / "AppData" / "Roaming")}}
        windows.registry[LOCATION] = {"Path": "%APPDATA%\\Microsoft\\Excel\\XLSTART"}
        assert windows.codes()["macros"] == "macros-trusted"

    @pytest.mark.parametrize("rule", ["DisableAllAddins", "RequireAddinSig"])
    def test_add_ins_without_signature_refused(self, windows: Computer, rule: str) -> None:
        windows.registry[POLICY] = {rule: 1}
        assert windows.codes()["macros"] == "add-ins-refused"

    def test_without_a_list_of_locations_is_not_known(self, windows: Computer) -> None:
        del windows.registry[LOCATION]
        assert windows.codes()["macros"] == "macros-unknown"

    def test_may_not_be_read_is_not_known(self, windows: Computer) -> None:
        windows.facts = {"denied": [POLICY]}
        codes = windows.codes()
        assert (codes["macros"], codes["vba-access"]) == ("macros-unknown", "vba-access-unknown")

    def test_access_to_projects_is_no_fault_either_way(self, windows: Computer) -> None:
        windows.registry[SECURITY] = {"AccessVBOM": 1}
        assert windows.codes()["vba-access"] == "vba-access-on"

    @pytest.mark.parametrize(
        ("state", "code"), [("DisabledWithoutWarnings", "macros-blocked"), ("DisabledWithWarnings", "macros-unknown")]
    )
    def test_on_a_mac(self, macos: Computer, state: str, code: str) -> None:
        file(macos.home / MAC_SETTINGS, plistlib.dumps({"VisualBasicMacroExecutionState": state}))
        assert macos.codes()["macros"] == code

    def test_on_a_mac_that_keeps_its_settings_to_itself(self, macos: Computer) -> None:
        (macos.home / MAC_SETTINGS).unlink()
        assert macos.codes()["macros"] == "macros-unknown"


class TestDefender:
    @pytest.mark.parametrize(
        ("key", "values"),
        [
            (GROUP_POLICY, {CHILD_PROCESSES.lower(): "1"}),
            (LOCAL, {CHILD_PROCESSES: 1}),
            (DEVICE, {"AttackSurfaceReductionRules": f"{WIN32_CALLS}=2|{CHILD_PROCESSES}=1"}),
            (
                r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager",
                {"ASRRules": f"{CHILD_PROCESSES.lower()}=1"},
            ),
        ],
    )
    def test_forbids_child_processes_wherever_it_is_set(
        self, windows: Computer, key: str, values: Mapping[str, Any]
    ) -> None:
        windows.registry[key] = dict(values)
        codes = windows.codes()
        assert codes["child-processes"] == "child-processes-blocked"
        assert codes["win32-calls"] == "win32-calls-allowed"

    @pytest.mark.parametrize(
        ("setting", "outcome"), [("0", "allowed"), ("2", "allowed"), ("5", "allowed"), ("6", "warned")]
    )
    def test_other_settings(self, windows: Computer, setting: str, outcome: str) -> None:
        windows.registry[GROUP_POLICY] = {CHILD_PROCESSES: setting}
        assert windows.codes()["child-processes"] == f"child-processes-{outcome}"

    def test_device_management_outweighs_the_computer(self, windows: Computer) -> None:
        windows.registry |= {
            DEVICE: {"AttackSurfaceReductionRules": f"{CHILD_PROCESSES}=0"},
            LOCAL: {CHILD_PROCESSES: 1},
        }
        assert windows.codes()["child-processes"] == "child-processes-allowed"

    def test_forbids_calls_of_windows(self, windows: Computer) -> None:
        windows.registry[GROUP_POLICY] = {WIN32_CALLS: "1"}
        assert windows.codes()["win32-calls"] == "win32-calls-blocked"

    def test_that_may_not_be_read_is_not_known(self, windows: Computer) -> None:
        windows.facts = {"denied": [LOCAL]}
        codes = windows.codes()
        assert (codes["child-processes"], codes["win32-calls"]) == ("child-processes-unknown", "win32-calls-unknown")

    def test_that_blocks_by_policy_is_known_though_the_rest_may_not_be_read(self, windows: Computer) -> None:
        windows.registry[GROUP_POLICY] = {CHILD_PROCESSES: "1"}
        windows.facts = {"denied": [LOCAL]}
        assert windows.codes()["child-processes"] == "child-processes-blocked"


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le")


class TestWorkbook:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (add_in(), "workbook-whole"),
            (b"", "workbook-broken"),
            (add_in()[:-300], "workbook-broken"),
            (b"%PDF-1.4", "workbook-broken"),
            (ENCRYPTED, "workbook-encrypted"),
        ],
        ids=["whole", "empty", "cut off", "something else", "password"],
    )
    def test_whose_file_is_no_workbook(self, windows: Computer, content: bytes, code: str) -> None:
        path = file(windows.home / "报送.xlsx", content)
        assert windows.codes(workbook=str(path))["workbook"] == code

    def test_whose_file_may_not_be_read_is_not_known(self, windows: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = file(windows.home / "报送.xlsx", add_in())
        monkeypatch.setattr(Path, "open", refuse)
        assert windows.codes(workbook=str(path))["workbook"] == "workbook-unknown"

    @pytest.mark.parametrize(("zone", "code"), [(3, "present"), (4, "present"), (0, "absent"), (2, "absent")])
    def test_marked_by_windows(self, windows: Computer, zone: int, code: str) -> None:
        stream = f"[ZoneTransfer]\r\nZoneId={zone}\r\nHostUrl=https://mail.example/\r\n".encode()
        windows.facts = {"labels": {("报送.xlsx", "Zone.Identifier"): stream}}
        codes = windows.codes(workbook=str(windows.home / "报送.xlsx"))
        assert codes["internet-mark"] == f"internet-mark-{code}"

    def test_marked_by_macos(self, macos: Computer) -> None:
        macos.facts |= {"labels": {("报送.xlsx", "com.apple.quarantine"): b"0083;5f;Safari;"}}
        assert macos.codes(workbook=str(macos.home / "报送.xlsx"))["internet-mark"] == "quarantine-present"

    def test_on_the_web_has_an_address_and_no_mark(self, windows: Computer) -> None:
        codes = windows.codes(workbook="https://d.docs.live.net/4ffb1cf57289ab33/报送.xlsx")
        assert codes["cloud-path"] == "cloud-path-web"
        assert "internet-mark" not in codes

    @pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
    def test_below_onedrive_on_windows(self, windows: Computer, name: str) -> None:
        windows.facts = {"environ": {name: str(windows.home / "OneDrive - 市政府")}}
        assert windows.codes(workbook=str(windows.home / "onedrive - 市政府" / "七月" / "报送.xlsx"))["cloud-path"] == (
            "cloud-path-synced"
        )
        assert windows.codes(workbook=str(windows.home / "OneDrive - 市政府旧" / "报送.xlsx"))["cloud-path"] == (
            "cloud-path-local"
        )

    def test_below_onedrive_on_a_mac(self, macos: Computer) -> None:
        folder = macos.home / "Library" / "CloudStorage" / "OneDrive-市政府"
        folder.mkdir(parents=True)
        assert macos.codes(workbook=str(folder / "报送.xlsx"))["cloud-path"] == "cloud-path-synced"

    def test_that_is_not_there_is_said(self, windows: Computer) -> None:
        with pytest.raises(PathMissing):
            diagnose(windows.home / "没有.xlsx", machine=machine(windows.home))

    def test_whose_mark_cannot_be_read_is_not_known(self, windows: Computer) -> None:
        def refuse(*_: object) -> bytes:
            raise OSError(22, "Invalid argument")

        there = machine(windows.home)
        object.__setattr__(there, "label", refuse)
        found = {one.check: one.code for one in diagnose(file(windows.home / "报送.xlsx"), machine=there)}
        assert found["internet-mark"] == "internet-mark-unknown"


def test_what_is_to_be_mended_is_said_first_and_what_is_well_last(windows: Computer) -> None:
    there = machine(windows.home, registry=windows.registry, denied=[LOCAL])
    states = [one.state for one in diagnose("https://d.docs.live.net/1/报送.xlsx", machine=there)]
    assert set(states) == {"mend", "unknown", "ok"}
    assert states == sorted(states, key=["mend", "unknown", "ok"].index)


# As users quote them in the issues of xlwings, and as a Chinese Windows says them.
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Run-time error '70':\n\nPermission denied", "error-child-process"),
        ("运行时错误 '70':\n\n拒绝的权限", "error-child-process"),
        (
            "Could not create Python process.\nError message: Access is denied.\n\nCommand: cmd.exe /K",
            "error-child-process",
        ),
        ("App or process blocked: EXCEL.EXE\nBlocked by: Attack surface reduction", "error-child-process"),
        ("Method 'Run' of object 'IWshShell3' failed", "error-child-process"),
        ("Run-time error '53':\nFile not found: xlwings64-0.30.13.dll", "error-dll"),
        ("Could not load xlwings32-0.23.1.dll from either of the following folders:", "error-dll"),
        ("Could not find Interpreter!", "error-interpreter"),
        ("'python' 不是内部或外部命令，也不是可运行的程序", "error-interpreter"),
        ("Python was not found; run without arguments to install from the Microsoft Store", "error-interpreter"),
        ("ModuleNotFoundError: No module named 'progress_xl'", "error-package"),
        ("PermissionError: [Errno 13] Permission denied: 'D:\\\\总表.xlsx'", "error-file-denied"),
        ("[WinError 5] 拒绝访问。: 'D:\\\\总表.xlsx'", "error-file-denied"),
        (
            "To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.",
            "error-script",
        ),
        ("Could not activate Python COM server, hr = -2147221164 1000", "error-com-server"),
        ("Run-time error '1004':\nMethod 'VBProject' of object '_Workbook' failed", "error-vba-access"),
        ("运行时错误 '1004':\n\n不信任到 Visual Basic Project 的程序连接", "error-vba-access"),
        ("Programmatic access to Visual Basic Project is not trusted", "error-vba-access"),
        ("下标越界", "error-text-unknown"),
        ("运行时错误 '1004':\n应用程序定义或对象定义错误", "error-text-unknown"),
    ],
)
def test_what_excel_said_is_recognised(tmp_path: Path, said: str, code: str) -> None:
    assert Computer(tmp_path).codes(error=said)["error-text"] == code


@pytest.mark.parametrize("check", CHECKS)
def test_what_the_system_does_not_let_us_read_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    def refuse(_: Case) -> Diagnosis:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(CHECKS, check, refuse)
    (found,) = [one for one in Computer(tmp_path).found() if one.check == check]
    assert found.state == "unknown"
    assert "Permission denied" in found.text("en")[0]
