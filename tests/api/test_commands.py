"""The command line, but for what needs a real judge."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from tests.api.embedded_service import open_api
from tests.api.service_process import ROOT, Place


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """An `arborist` command in this process, with a store of its own."""
    monkeypatch.setenv("ARBORIST_DATA_DIR", str(tmp_path / "store"))
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_a_token_is_made_listed_and_revoked(run: Callable[..., Result]) -> None:
    made = run("tokens", "create", "for my script")
    assert made.stdout.startswith("arb_")
    assert len(made.stdout.split()) == 1
    again = run("tokens", "create", "for my script")
    assert again.exit_code == 2
    assert "already" in again.stderr
    assert run("tokens", "revoke", "for my script").exit_code == 0
    assert run("tokens", "revoke", "for my script").exit_code == 2
    assert run("tokens", "create", "for my script").exit_code == 0
    listed = run("tokens", "list").stdout.splitlines()
    assert [line.startswith("for my script  created 2") for line in listed] == [True, True]
    assert ["revoked" in line for line in listed] == [True, False]
    assert made.stdout.strip() not in "".join(listed)


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 101], ids=["empty", "two lines", "long"])
def test_a_token_has_a_name_that_can_be_shown(run: Callable[..., Result], name: str) -> None:
    assert run("tokens", "create", name).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("judge",), "Missing argument"),
        (("judge", "state_zero_kernal", "solution.py"), "did you mean state_zero_kernel?"),
        (("judge", "state_zero_kernel", "no_such_file.py"), "no_such_file.py cannot be read: No such file"),
        (("judge", "state_zero_kernel", "."), "cannot be read: Is a directory"),
        (("judge", "state_zero_kernel", "x.py", "--seed", "x"), "Invalid value for '--seed'"),
        (("guess",), "No such command"),
    ],
)
def test_a_mistake_in_use_ends_with_status_two(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = Place(tmp_path).run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_that_cannot_be_made_is_one_line(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    listed = run("tokens", "list")
    assert listed.exit_code == 3
    assert len(listed.stderr.splitlines()) == 1


def test_a_bad_setting_is_a_mistake_in_use(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORIST_MOST_CPU_S", "little")
    judged = run("judge", "state_zero_kernel", __file__)
    assert judged.exit_code == 2
    assert judged.stderr.startswith("ARBORIST_MOST_CPU_S=little: ")


def test_judging_starts_without_what_only_the_service_needs() -> None:
    source = "import app.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"asyncio", "fastapi", "pydantic", "sqlalchemy", "structlog", "jax"} & set(done.stdout.split())


def test_people_are_invited_promoted_and_removed(run: Callable[..., Result], tmp_path: Path) -> None:
    link = run("users", "invite", "--role", "instructor").stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/invitations/")
    with open_api(tmp_path, sign_up="invited") as api:
        path = link.removeprefix("http://127.0.0.1:8000")
        person = {"login": "ada", "name": "Ada L.", "password": "four words in a row"}
        own_form = {"Sec-Fetch-Site": "same-origin"}
        assert api.client.post(path, data=person | {"password": "short"}, headers=own_form).status_code == 422
        assert api.client.post(path, data=person, headers=own_form).status_code == 200
        assert api.client.post(path, data=person | {"login": "bob"}, headers=own_form).status_code == 404
        assert run("users", "list").stdout.startswith("ada  instructor  Ada L.  since 2")
        reset = run("users", "reset-password", "Ada").stdout.strip().removeprefix("http://127.0.0.1:8000")
        assert "<b>ada</b>" in api.client.get(reset).text
        assert api.client.post(reset, data={"password": "other words in a row"}, headers=own_form).status_code == 200
        assert api.client.get(reset).status_code == 404
    assert run("users", "role", "ada", "student").exit_code == 0
    assert run("users", "list").stdout.startswith("ada  student")
    assert run("users", "remove", "ada").exit_code == 0
    assert run("users", "list").stdout == ""
    for command in (("role", "ada", "admin"), ("remove", "ada"), ("reset-password", "ada")):
        refused = run("users", *command)
        assert (refused.exit_code, "nobody with the login 'ada'" in refused.stderr) == (2, True)
