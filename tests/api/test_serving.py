"""The service as a process: how it greets, how it ends, and what it says when it cannot begin."""

import json
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.serve import write_curl_line
from tests.api.processes import find_processes
from tests.api.service_process import Place, find_token, submission
from tests.api.waiting import wait_until


def test_a_fresh_store_greets_with_a_line_that_works_in_a_shell(tmp_path: Path) -> None:
    with Place(tmp_path).serve() as service:
        assert service.greeting[1].startswith("curl ")
        pasted = subprocess.run(["sh", "-c", service.greeting[1]], capture_output=True, text=True, check=True)
        assert json.loads(pasted.stdout)["outcome"] == "accepted"


def test_a_line_is_safe_to_paste_whatever_the_source(tmp_path: Path) -> None:
    source = "print('it''s', \"$HOME\", `id`, !!, \\'\\n', '\\u0027')\n\té\0"
    line = write_curl_line("http://127.0.0.1:1", "arb_x", "p", source)
    shown = subprocess.run(["sh", "-c", f'curl() {{ printf %s "$8"; }}; {line}'], capture_output=True, check=True)
    assert json.loads(shown.stdout)["source"] == source


@pytest.mark.parametrize("knobs", [{}, {"host": "0.0.0.0"}], ids=["store in use", "open to the network"])
def test_no_token_is_printed_but_how_to_make_one(tmp_path: Path, knobs: dict[str, Any]) -> None:
    place = Place(tmp_path)
    assert place.run("tokens", "create", "first").returncode == 0
    with place.serve(**knobs) as service:
        assert "tokens create NAME" in service.greeting[1]
        assert str(tmp_path / "store") in service.greeting[1]
        assert "arb_" not in "".join(service.greeting)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_at_once_with_nothing_left(tmp_path: Path, number: signal.Signals) -> None:
    place = Place(tmp_path)
    with place.serve(judges=2) as service, service.client(find_token(service.greeting[1])) as client:
        service.wait_until_ready(2)
        client.post("/api/v1/submissions", json=submission("hang"))
        wait_until(place.journal.exists, "its turn")
        assert service.stop(number) == 0
    assert find_processes(str(place.journal)) == []
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_whoever_waits_while_it_ends_is_told_where_to_look_later(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with (
        place.serve() as service,
        ThreadPoolExecutor() as threads,
        service.client(find_token(service.greeting[1])) as client,
    ):
        waiting = threads.submit(client.post, "/api/v1/submissions", json=submission("hang", wait_s=25))
        wait_until(place.journal.exists, "its turn")
        assert service.stop(signal.SIGTERM) == 0
        assert waiting.result().status_code == 202


def test_a_second_service_on_the_same_data_says_who_has_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.serve() as service:
        second = place.run("serve")
        assert second.returncode != 0
        assert f"process {service.process.pid}" in second.stderr
        assert len(second.stderr.splitlines()) == 1


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = Place(tmp_path).run("serve", port=taken.getsockname()[1])
    assert done.returncode != 0
    assert "address already in use" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_neither_tokens_nor_sources_are_logged(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with place.serve(log_level="debug") as service:
        token = find_token(service.greeting[1])
        with service.client(token) as client:
            for source in ("die very secret", "garbage very secret", "accepted very secret"):
                client.post("/api/v1/submissions", json=submission(source, wait_s=25))
        service.stop(signal.SIGTERM)
    log = (tmp_path / "log").read_text()
    assert '"path": "/api/v1/submissions"' in log
    assert "very secret" not in log
    assert token not in log
    for line in log.splitlines():
        json.loads(line)
