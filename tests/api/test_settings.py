"""Settings come from the environment, and what is wrong in it is said before anything starts."""

from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, load_settings
from grader.limits import LEAST
from tests.api.service_process import Place


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ARBORIST_PORT", "eighty", "ARBORIST_PORT=eighty: "),
        ("ARBORIST_PORT", "70000", "less than or equal to 65535"),
        ("ARBORIST_JUDGES", "0", "greater than or equal to 1"),
        ("ARBORIST_JUDGE_WALL_S", "nan", "ARBORIST_JUDGE_WALL_S=nan: "),
        ("ARBORIST_MOST_MEMORY_BYTES", "1000", f"greater than or equal to {LEAST.memory_bytes}"),
        ("ARBORIST_LOG_LEVEL", "loud", "ARBORIST_LOG_LEVEL=loud: "),
        ("ARBORIST_DATABASE_URL", "mysql://me:secret@host/db", "only SQLite is supported"),
        ("ARBORIST_DATA_DIR", "/what?", "a folder's name with a ? in it"),
        ("ARBORIST_UNSAFE_JUDGE_DESPITE", "1", "ARBORIST_UNSAFE_JUDGE_DESPITE=1: "),
        ("ARBORIST_JUDGE", "3", "did you mean ARBORIST_JUDGES?"),
    ],
)
def test_a_bad_variable_is_one_line(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (line,) = str(caught.value).splitlines()
    assert line.startswith(variable)
    assert said in line
    assert "secret" not in line


def test_every_bad_variable_is_named_and_nothing_starts(tmp_path: Path) -> None:
    done = Place(tmp_path).run("serve", port="x", judges="y")
    assert done.returncode == 2
    assert [line.partition("=")[0] for line in done.stderr.splitlines()] == ["ARBORIST_PORT", "ARBORIST_JUDGES"]


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORIST_PORT", "")
    assert load_settings().port == 8000


def test_folders_follow_xdg_unless_it_is_relative(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "there"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert Settings().data_dir == tmp_path / "there" / "arborist"
    assert Settings().cache_dir == tmp_path / ".cache" / "arborist"


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("web", False)],
)
def test_loopback_is_known(host: str, is_loopback: bool) -> None:
    assert Settings(host=host).binds_loopback is is_loopback
