"""The demo: a whole round on made-up workbooks finds exactly what was put into them."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import progress_xl as px
from progress_xl.cli import cli
from progress_xl.demo import run_demo, samples
from tests.targets.books import new_audit_errors

SAMPLES = Path(__file__).parents[1] / "workbooks" / "samples"
DISORDERS = json.loads((SAMPLES / "disorders.json").read_text(encoding="utf-8"))
ROUNDS = ("monthly", "quarterly-target", "quarterly-status")

Found = tuple[str, str, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list["px.Rollup"]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, run_demo(folder)


def _run(*arguments: "str | Path") -> Result:
    return CliRunner().invoke(cli, ["demo", *map(str, arguments)])


def test_samples_are_those_of_the_clone() -> None:
    assert samples().samefile(SAMPLES)


def test_findings_are_exactly_the_disorders_put_in(demo: tuple[Path, list["px.Rollup"]]) -> None:
    folder, results = demo
    found: Counter[Found] = Counter()
    for name, result in zip(ROUNDS, results, strict=True):
        master = folder / name / "总表.xlsx"
        for finding in result.findings:
            path = Path(finding.path)
            file = None if path == master else path.relative_to(folder / name).as_posix()
            found[name, finding.code, file, finding.cell, finding.task] += 1
    wanted = Counter((each["round"], each["code"], each["file"], each["cell"], each["task"]) for each in DISORDERS)
    assert sorted(map(str, (found - wanted).elements())) == []
    assert sorted(map(str, (wanted - found).elements())) == []


def test_missing_units_are_named(demo: tuple[Path, list["px.Rollup"]]) -> None:
    missing = {row.unit for result in demo[1] for row in result.ledger if row.status == "missing"}
    assert missing == {each["unit"] for each in DISORDERS if each["code"] == "missing-submission"}


def test_files_that_came_in_stay_as_they_were(demo: tuple[Path, list["px.Rollup"]]) -> None:
    for sample in SAMPLES.glob("*/报送/*"):
        assert (demo[0] / sample.relative_to(SAMPLES)).read_bytes() == sample.read_bytes()


def test_files_to_send_back_are_those_with_cells_to_mend_that_can_be_marked(
    demo: tuple[Path, list["px.Rollup"]],
) -> None:
    marked = {path.relative_to(demo[0]).as_posix() for path in demo[0].glob("*/退回/*")}
    assert marked == {
        f"{each['round']}/{each['file']}".replace("/报送/", "/退回/")
        for each in DISORDERS
        if each["cell"] and each["file"].endswith(".xlsx")
    }


def test_marked_files_and_masters_have_no_fault_that_they_did_not_have_before(
    demo: tuple[Path, list["px.Rollup"]],
) -> None:
    written = [*demo[0].glob("*/退回/*"), *demo[0].glob("*/总表.xlsx")]
    for path in written:
        name = path.relative_to(demo[0]).as_posix().replace("/退回/", "/报送/")
        assert new_audit_errors(SAMPLES / name, path) == [], name


def test_it_says_where_to_look(tmp_path: Path) -> None:
    result = _run(tmp_path / "示例")
    said = result.stdout.replace("\n", "")
    assert (result.exit_code, result.stderr) == (0, "")
    for name in ROUNDS:
        assert str(tmp_path / "示例" / name / "总表.xlsx") in said
        assert str(tmp_path / "示例" / name / "退回") in said


def test_without_a_folder_it_stays_in_one_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("--lang", "en").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["progress-xl-demo"]


def test_twice_gives_the_same_files(tmp_path: Path) -> None:
    assert _run(tmp_path).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert _run(tmp_path).exit_code == 0
    assert {path.name for path in before} == {path.name for path in tmp_path.rglob("*") if path.is_file()}
    changed = {path.relative_to(tmp_path).parts[1] for path, old in before.items() if path.read_bytes() != old}
    assert changed <= {"总表.xlsx"}


@pytest.mark.parametrize(
    "foreign", ["账目.xlsx", "monthly/账目.xlsx", "monthly/报送/市教育局.xlsx", "quarterly-target/旧/a.txt"]
)
def test_folder_with_other_content_is_refused_and_left(tmp_path: Path, foreign: str) -> None:
    path = tmp_path / foreign
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mine")
    result = _run(tmp_path)
    assert result.exit_code == 2
    assert path.name in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "示例"
    path.write_bytes(b"mine")
    result = _run(path)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert path.read_bytes() == b"mine"
