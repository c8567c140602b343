"""An operator may let a service judge although its cage does not hold; whoever asks how it stands is told so."""

from pathlib import Path

import pytest

from tests.api.embedded_service import open_api
from tests.api.scripts import Cage, script_programs
from tests.api.service_process import Place
from tests.api.waiting import wait_until

SETTING = "ARBORIST_UNSAFE_JUDGE_DESPITE"


@pytest.mark.parametrize(
    ("cage", "override"),
    [("leaks", ()), ("leaks", ("another",)), ("leaks", ("true",)), ("crashes", ("network", "examination"))],
    ids=["none", "of another hole", "of no hole", "of what was not examined"],
)
def test_without_an_override_of_each_hole_nothing_is_judged(
    tmp_path: Path, cage: Cage, override: tuple[str, ...]
) -> None:
    programs = script_programs(tmp_path / "journal", cage=cage)
    with open_api(tmp_path, programs, unsafe_judge_despite=override) as api:
        wait_until(lambda: api.readiness()["cage"]["holds"] is False, "the examination")
        assert not api.readiness()["ready"]
        assert api.submit("accepted").json()["code"] == "cage_not_holding"
        assert api.judged() == []


def test_with_an_override_it_judges_and_says_so_wherever_one_looks(tmp_path: Path) -> None:
    programs = script_programs(tmp_path / "journal", cage="leaks")
    with open_api(tmp_path, programs, unsafe_judge_despite=("fork", "network")) as api:
        api.wait_until_ready()
        answer = api.submit("accepted")
        assert answer.json()["outcome"] == "accepted"
        assert answer.headers["Arborist-Override"] == "fork, network"
        said = {"accepted": ["fork", "network"], "in_effect": True}
        assert (api.readiness()["cage"]["holds"], api.readiness()["cage"]["override"]) == (False, said)
        assert api.client.get("/livez").json()["override"] == said
        assert {"arborist_cage_holds 0.0", "arborist_cage_override 1.0"} <= set(api.measure())
        assert "fork, network" in api.client.get("/openapi.json").json()["info"]["description"]


def test_an_override_that_nobody_needs_is_shown_as_well(tmp_path: Path) -> None:
    with open_api(tmp_path, unsafe_judge_despite=("network",)) as api:
        api.wait_until_ready()
        assert api.readiness()["cage"]["override"] == {"accepted": ["network"], "in_effect": False}


def test_by_default_there_is_none(tmp_path: Path) -> None:
    with open_api(tmp_path) as api:
        api.wait_until_ready()
        assert api.readiness()["cage"]["override"] is None
        assert api.client.get("/livez").json() == {"live": True, "override": None}
        assert "Arborist-Override" not in api.client.get("/livez").headers
        assert "arborist_cage_override 0.0" in api.measure()


def test_the_log_and_the_terminal_say_what_is_done_about_a_cage_that_leaks(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.serve("leaks") as service:
        assert service.process.stdout
        printed = [service.process.stdout.readline() for _ in range(2)]
        assert "nothing is judged" in printed[-1]
    with place.serve("leaks", unsafe_judge_despite="network") as service:
        assert service.process.stdout
        printed = [service.process.stdout.readline() for _ in range(3)]
        assert "UNSAFE: submissions are judged despite network; the cage does not hold" in printed[1]
        assert "Ready" in printed[2]
    log = (tmp_path / "log").read_text()
    assert '"event": "cage_does_not_hold", "level": "error"' in log
    for event in ("cage_override_set", "judging_although_the_cage_does_not_hold"):
        assert f'"event": "{event}", "level": "warning"' in log


def test_the_doctor_names_the_override(tmp_path: Path) -> None:
    done = Place(tmp_path).run("doctor", unsafe_judge_despite="network, fork")
    assert f"{SETTING} lets a service judge despite network, fork" in done.stdout
