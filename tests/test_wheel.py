"""An installed wheel holds all that the commands need: the demo runs from it, far from the clone."""

import hashlib
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("progress_xl", "workbooks", "setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, and with the packages of this one behind it."""
    home = tmp_path_factory.mktemp("wheel")
    source = _copy(home / "source")
    _run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", home, source)
    (wheel,) = home.glob("*.whl")
    environment = home / "environment"
    venv.create(environment, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))
    _run(sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", packages, wheel)
    (packages / "behind.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return environment


def _copy(target: Path) -> Path:
    """What a release is made of, so that building leaves nothing in the clone."""
    for name in SOURCES:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.mkdir(exist_ok=True)
            shutil.copy(place, target / name)
    return target


def _run(*command: "str | Path", cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def test_package_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    place = _run(_python(installed), "-c", "import progress_xl; print(progress_xl.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed)


def test_demo_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    _run(_python(installed), "-m", "progress_xl", "demo", cwd=tmp_path)
    assert sorted(path.name for path in (tmp_path / "progress-xl-demo").iterdir()) == [
        "monthly",
        "quarterly-status",
        "quarterly-target",
    ]
    assert (tmp_path / "progress-xl-demo" / "monthly" / "总表.xlsx").is_file()


def test_forms_are_inside(installed: Path, tmp_path: Path) -> None:
    code = "import progress_xl as px; print(*[px.Form.builtin(n).name for n in ('monthly','quarterly-status')])"
    assert _run(_python(installed), "-c", code, cwd=tmp_path).split() == ["monthly", "quarterly-status"]


def test_add_in_and_templates_are_inside(installed: Path, tmp_path: Path) -> None:
    code = (
        "from importlib.resources import files; import hashlib;"
        "print(*(f'{item.name}:{hashlib.sha256(item.read_bytes()).hexdigest()}'"
        " for item in files('progress_xl').joinpath('workbooks').iterdir() if item.is_file()))"
    )
    shipped = [*(ROOT / "workbooks").glob("*.xlam"), *(ROOT / "workbooks").glob("*.xlsm")]
    assert len(shipped) == 3
    assert sorted(_run(_python(installed), "-X", "utf8", "-c", code, cwd=tmp_path).split()) == sorted(
        f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in shipped
    )


def test_add_in_to_be_installed_is_the_one_inside(installed: Path, tmp_path: Path) -> None:
    code = "from progress_xl.shipped import shipped; print(shipped('progress_xl.xlam'))"
    assert Path(_run(_python(installed), "-X", "utf8", "-c", code, cwd=tmp_path).strip()).is_relative_to(installed)


def test_commands_are_installed(installed: Path) -> None:
    commands = [path for path in installed.rglob("progress-xl*") if path.is_file()]
    assert sorted(path.stem for path in commands) == ["progress-xl", "progress-xl-watch"]
