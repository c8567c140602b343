"""What somebody does first: start it, paste the line, change the source; and judge a file without a service."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.real_service import ARBORIST, ROOT, environment, serve, wait_for_verdict

ACCEPTED = ROOT / "problems/state_zero_kernel/submissions/accepted/textbook.py"
TEXTBOOK = ACCEPTED.read_text(encoding="utf-8")
ONES = "import jax.numpy as jnp\n\n\ndef state_zero_kernel(seed, x, features):\n    return jnp.ones(int(features))\n"
BIAS_ZEROED = (ROOT / "problems/state_zero_kernel/submissions/wrong_answer/plain_tree_map.py").read_text()


def paste(line: str, source: str) -> dict[str, Any]:
    """The printed line with another problem and source in it, in a shell."""
    *before, body = shlex.split(line)
    changed = json.dumps(json.loads(body) | {"problem_id": "state_zero_kernel", "source": source})
    finished = subprocess.run(["sh", "-c", shlex.join([*before, changed])], capture_output=True, text=True, check=True)
    verdict: dict[str, Any] = json.loads(finished.stdout)
    return verdict


def test_printed_line_judges_what_it_is_given(tmp_path: Path, cache_dir: Path) -> None:
    with serve(tmp_path, cache_dir) as service:
        service.wait_until_ready()
        accepted = paste(service.second_line, TEXTBOOK)
        assert accepted["outcome"] == "accepted", accepted
        ones = paste(service.second_line, ONES)
        assert ones["outcome"] == "step_missing"
        assert "Split the model" in ones["message"]
        zeroed = paste(service.second_line, BIAS_ZEROED)
        assert zeroed["outcome"] == "wrong_answer"
        assert zeroed["counterexample"]["shrunk"]
        assert zeroed["counterexample"]["arguments"]["x"]["shape"] == [1]
        assert zeroed["lesson"]["diagnosis"]["hint"]
        again = run(tmp_path, cache_dir, "replay", zeroed["id"])
        assert (again.returncode, again.stderr) == (0, "The same verdict.\n")


def test_submission_survives_kill_9_of_the_service_and_is_judged_once(tmp_path: Path, cache_dir: Path) -> None:
    with serve(tmp_path, cache_dir) as service:
        token = service.second_line.partition("Bearer ")[2].partition("'")[0]
        body = {"problem_id": "state_zero_kernel", "source": TEXTBOOK, "mode": "submit", "wait_s": 0}
        with service.client(token) as client:
            ids = [client.post("/api/v1/submissions", json=body).json()["id"] for _ in range(3)]
            service.kill()
    with serve(tmp_path, cache_dir) as service, service.client(token) as client:
        verdicts = [wait_for_verdict(client, submission_id) for submission_id in ids]
        assert [verdict["outcome"] for verdict in verdicts] == ["accepted"] * 3
        assert verdicts == [wait_for_verdict(client, submission_id) for submission_id in ids]


def judge(tmp_path: Path, cache_dir: Path, *arguments: str, **knobs: str) -> subprocess.CompletedProcess[str]:
    return run(tmp_path, cache_dir, "judge", *arguments, **knobs)


def run(tmp_path: Path, cache_dir: Path, *arguments: str, **knobs: str) -> subprocess.CompletedProcess[str]:
    known = environment(tmp_path, cache_dir) | knobs
    return subprocess.run([*ARBORIST, *arguments], cwd=ROOT, env=known, capture_output=True, text=True, check=False)


def test_replay_of_nothing_says_so(tmp_path: Path, cache_dir: Path) -> None:
    finished = run(tmp_path, cache_dir, "replay", "0" * 32)
    assert finished.returncode == 2
    assert "there is no submission" in finished.stderr


def test_command_line_prints_the_object_of_the_api(tmp_path: Path, cache_dir: Path) -> None:
    finished = judge(tmp_path, cache_dir, "state_zero_kernel", str(ACCEPTED), "--json")
    assert finished.returncode == 0, finished.stderr
    verdict = json.loads(finished.stdout)
    assert verdict["outcome"] == "accepted"
    assert verdict["status"] == "done"
    assert set(verdict["versions"]) == {"arborist", "python", "jax", "flax", "hypothesis"}


def test_command_line_speaks_to_people(tmp_path: Path, cache_dir: Path) -> None:
    file = tmp_path / "ones.py"
    file.write_text(ONES)
    finished = judge(tmp_path, cache_dir, "state_zero_kernel", str(file), "--seed", "7")
    assert finished.returncode == 1, finished.stderr
    assert finished.stdout.startswith("step_missing")
    assert "replay seed 7" in finished.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("state_zero_kernel", "no/such/file.py"), "cannot be read"),
        (("state_zero_kernl", str(ACCEPTED)), "did you mean state_zero_kernel?"),
        (("state_zero_kernel",), "Missing argument"),
    ],
    ids=["no file", "no problem", "no argument"],
)
def test_wrong_command_ends_with_status_2(
    tmp_path: Path, cache_dir: Path, arguments: tuple[str, ...], said: str
) -> None:
    finished = judge(tmp_path, cache_dir, *arguments)
    assert finished.returncode == 2
    assert said in finished.stderr


def test_malformed_problem_ends_with_status_3_and_says_what_is_wrong(tmp_path: Path, cache_dir: Path) -> None:
    (tmp_path / "problems/broken").mkdir(parents=True)
    (tmp_path / "problems/broken/problem.toml").write_text("title = 1")
    finished = judge(tmp_path, cache_dir, "broken", str(ACCEPTED), ARBORIST_PROBLEMS_DIR=str(tmp_path / "problems"))
    assert finished.returncode == 3
    assert "reference.py: missing" in finished.stderr
    assert "Traceback" not in finished.stderr


def read_commands() -> list[str]:
    """Every command line in the README's shell blocks, without its comment."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def test_commands_of_the_readme_run(tmp_path: Path, cache_dir: Path) -> None:
    """`make` and `docker` lines are run by continuous integration itself; here they must be real targets."""
    commands = read_commands()
    problems_dir = tmp_path / "problems"
    problems_dir.mkdir()
    (problems_dir / "state_zero_kernel").symlink_to(ROOT / "problems" / "state_zero_kernel")
    assert {command.split()[0] for command in commands} == {"make", ".venv/bin/arborist", "docker"}
    for command in commands:
        program, *arguments = shlex.split(command)
        if program == "make":
            subprocess.run(["make", "--dry-run", *arguments], cwd=ROOT, check=True, capture_output=True)
        elif program == ".venv/bin/arborist":
            known = environment(tmp_path, cache_dir) | {"ARBORIST_PROBLEMS_DIR": str(problems_dir)}
            finished = subprocess.run([*ARBORIST, *arguments], cwd=ROOT, env=known, capture_output=True, check=False)
            assert finished.returncode == 0, finished.stdout.decode()
