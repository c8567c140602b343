"""What /metrics says, to whoever scrapes it."""

import os
import signal
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.api.embedded_service import Api, open_api
from tests.api.scripts import script_programs
from tests.api.waiting import wait_until

VERDICT = 'arborist_verdicts_total{mode="%s",outcome="%s",problem="state_zero_kernel"} %s'


def test_verdicts_are_counted_by_problem_mode_and_outcome(own_api: Api) -> None:
    assert "arborist_internal_errors_total 0.0" in own_api.measure()
    for source, mode in [("accepted", "submit"), ("die", "submit"), ("wrong_answer", "submit"), ("x", "run")]:
        own_api.submit(source, mode=mode)
    assert {
        VERDICT % ("submit", "accepted", 1.0),
        VERDICT % ("submit", "wrong_answer", 1.0),
        VERDICT % ("submit", "internal_error", 1.0),
        "arborist_internal_errors_total 1.0",
        VERDICT % ("run", "accepted", 1.0),
        'arborist_queued_seconds_count{priority="interactive"} 4.0',
        'arborist_judging_seconds_count{mode="submit"} 3.0',
    } <= set(own_api.measure())


def test_the_line_the_judges_and_the_cage_are_gauges(tmp_path: Path) -> None:
    with open_api(tmp_path, queue_most=2) as api:
        api.wait_until_ready()
        held = api.submit(f"gate {tmp_path / 'open'}", wait_s=0).json()["id"]
        wait_until(lambda: api.show(held)["status"] == "running", "its turn")
        assert [api.submit("accepted", wait_s=0).status_code for _ in range(2)] == [202, 503]
        lines = set(api.measure())
        assert {
            'arborist_queue_open{priority="interactive",status="queued"} 1.0',
            'arborist_queue_open{priority="interactive",status="running"} 1.0',
            'arborist_queue_open{priority="bulk",status="queued"} 0.0',
            'arborist_queue_oldest_wait_seconds{priority="bulk"} 0.0',
            "arborist_queue_most 2.0",
            "arborist_queue_full_total 1.0",
            "arborist_ready 1.0",
            "arborist_judges 1.0",
            "arborist_judges_ready 1.0",
            "arborist_judge_restarts_total 0.0",
            "arborist_cage_holds 1.0",
            'arborist_cage_layer{layer="landlock_abi"} 7.0',
            'arborist_cage_layer{layer="view"} 1.0',
            'arborist_cage_layer{layer="own_uid"} 0.0',
        } <= lines
        (oldest,) = (line for line in lines if line.startswith('arborist_queue_oldest_wait_seconds{priority="i'))
        assert float(oldest.split()[1]) > 0
        (tmp_path / "open").touch()


def test_a_judge_that_was_replaced_is_counted(own_api: Api) -> None:
    own_api.submit("accepted")
    os.kill(int(own_api.journal.read_text().split()[1]), signal.SIGKILL)
    wait_until(lambda: "arborist_judge_restarts_total 1.0" in own_api.measure(), "the restart")


def test_the_text_is_what_prometheus_reads_and_no_label_tells_who(own_api: Api) -> None:
    verdict = own_api.submit("accepted").json()
    answer = own_api.client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    families = list(text_string_to_metric_families(answer.text))
    assert len({family.name for family in families}) == len(families)
    assert all(family.documentation for family in families)
    assert verdict["id"] not in answer.text


def test_the_layers_stand_in_readiness(own_api: Api) -> None:
    states = {layer["id"]: layer["state"] for layer in own_api.readiness()["cage"]["layers"]}
    assert states == {"landlock_abi": "7", "view": "on", "own_uid": "off"}


def test_a_cage_that_is_not_examined_yet_does_not_count_as_one_that_holds(tmp_path: Path) -> None:
    programs = script_programs(tmp_path / "journal", cage="crashes")
    with open_api(tmp_path, programs) as api:
        assert {"arborist_cage_holds 0.0", "arborist_ready 0.0"} <= set(api.measure())
