"""Desks for the tests of rounds."""

from pathlib import Path

import pytest

from tests.rounds.desk import Desk
from tests.rounds.tables import MASTER


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def issued(desk: Desk) -> Desk:
    """With the coordinator's master, still empty."""
    desk.issue(MASTER)
    return desk
