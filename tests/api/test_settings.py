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
        ("ARBORIST_OIDC_ISSUER", "http://login.example", "begins with https://"),
        ("ARBORIST_OIDC_ISSUER", "https://me:pass@login.example", "begins with https://"),
        ("ARBORIST_OIDC_ISSUER", "https://login.example/.well-known/openid-configuration", "the issuer alone"),
        ("ARBORIST_OIDC_ISSUER", "https://login.example/?tenant=x", "the issuer alone"),
        ("ARBORIST_OIDC_SIGN_UP", "everybody", "ARBORIST_OIDC_SIGN_UP=everybody: "),
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


ISSUER = {"oidc_issuer": "https://login.example"}
CLIENT = {"oidc_client_id": "arborist"}
SECRET = {"oidc_client_secret": "hidden"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (ISSUER, ["ARBORIST_OIDC_CLIENT_ID", "ARBORIST_OIDC_CLIENT_SECRET", "ARBORIST_OIDC_CLIENT_SECRET_FILE"]),
        (ISSUER | CLIENT, ["ARBORIST_OIDC_CLIENT_SECRET", "ARBORIST_OIDC_CLIENT_SECRET_FILE"]),
        (CLIENT | SECRET, ["ARBORIST_OIDC_ISSUER"]),
        (ISSUER | SECRET, ["ARBORIST_OIDC_CLIENT_ID"]),
        ({"oidc_name": "Example University"}, ["ARBORIST_OIDC_ISSUER", "ARBORIST_OIDC_CLIENT_ID"]),
        ({"oidc_sign_up": "open"}, ["ARBORIST_OIDC_ISSUER", "ARBORIST_OIDC_CLIENT_ID"]),
    ],
)
def test_half_a_provider_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: list[str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"ARBORIST_{name.upper()}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    (line,) = str(caught.value).splitlines()
    assert [variable for variable in missing if variable not in line] == []
    assert [variable for variable in given if f"set ARBORIST_{variable.upper()}" in line] == []
    assert "hidden" not in line


def test_a_provider_s_secret_may_come_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    settings = Settings(**ISSUER, **CLIENT, oidc_client_secret_file=file)  # type: ignore[arg-type]
    assert settings.provider
    assert settings.provider.client_secret.get_secret_value() == "from a file"
    assert settings.provider.name == "login.example"
    assert "from a file" not in repr(settings) + repr(settings.provider)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), (b" \n", "nothing in it"), (b"\xff\xfe", "not UTF-8")],
    ids=["missing", "empty", "binary"],
)
def test_a_file_without_a_secret_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    for name, value in (ISSUER | CLIENT | {"oidc_client_secret_file": str(file)}).items():
        monkeypatch.setenv(f"ARBORIST_{name.upper()}", value)
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings()
    assert str(caught.value).startswith(f"ARBORIST_OIDC_CLIENT_SECRET_FILE={file}: ")


def test_two_secrets_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in (ISSUER | CLIENT | SECRET | {"oidc_client_secret_file": str(tmp_path)}).items():
        monkeypatch.setenv(f"ARBORIST_{name.upper()}", value)
    with pytest.raises(SettingsError, match="leave out one"):
        load_settings()


@pytest.mark.parametrize("issuer", ["https://login.example", "https://login.example/tenant/", "http://127.0.0.1:9000"])
def test_an_issuer_is_kept_as_it_is_written(issuer: str) -> None:
    settings = Settings(oidc_issuer=issuer, oidc_client_id="arborist", oidc_client_secret="hidden")  # type: ignore[arg-type]
    assert settings.provider
    assert settings.provider.issuer == issuer
