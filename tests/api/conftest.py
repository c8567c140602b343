"""One service for the tests that only ask, one of their own for those that break something."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.embedded_service import Api, open_api


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with open_api(tmp_path_factory.mktemp("service"), judges=2) as opened:
        opened.wait_until_ready()
        yield opened


@pytest.fixture
def own_api(tmp_path: Path) -> Iterator[Api]:
    """One judge, which ends what hangs after two seconds."""
    with open_api(tmp_path, judge_wall_s=2.0) as opened:
        opened.wait_until_ready()
        yield opened
