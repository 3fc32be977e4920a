"""Where skipping is no excuse: with ``PROGRESS_XL_NO_SKIPS`` set, a skipped test makes the run fail."""

import os
import shutil

import pytest

pytest_plugins = ["tests.engines.fixtures"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("libreoffice") and not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("PROGRESS_XL_NO_SKIPS") and skipped and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} tests were skipped, which PROGRESS_XL_NO_SKIPS forbids", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
