"""The image, built and started as docker-compose.yml says: what it may do, and that it judges."""

import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from tests.container.compose import Client, Service, open_service

pytestmark = [pytest.mark.container, pytest.mark.timeout(900)]

TEXTBOOK = """\
import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(in_features=x.shape[-1], out_features=int(features), rngs=nnx.Rngs(int(seed)))
    model.bias.value = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)
        return jnp.zeros_like(leaf) if "kernel" in name else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    merged = nnx.merge(graphdef, new_state)
    return merged(x)
"""
CONSTANT = """\
import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(features))
"""
ZEROED_BIAS = TEXTBOOK.replace('"kernel" in name', "True")


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode != 0:
        pytest.fail("no Docker daemon answers: start one, and let this user reach it")
    with open_service() as started:
        yield started


@pytest.fixture(scope="module")
def client(service: Service) -> Client:
    return Client(service.port, service.create_token("container-test"))


def test_the_container_has_no_privilege(service: Service) -> None:
    description = service.inspect()
    host = description["HostConfig"]
    assert description["Config"]["User"] == "10001:10001"
    assert host["Privileged"] is False
    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert 0 < host["PidsLimit"] <= 512
    assert 0 < host["Memory"] <= 4 << 30


def test_only_the_data_volume_is_mounted(service: Service) -> None:
    mounts = [(mount["Type"], mount["Destination"]) for mount in service.inspect()["Mounts"]]
    assert mounts == [("volume", "/data")]


def test_the_port_is_published_on_loopback_only(service: Service) -> None:
    published = service.inspect()["HostConfig"]["PortBindings"]
    assert published == {"8000/tcp": [{"HostIp": "127.0.0.1", "HostPort": str(service.port)}]}


def test_no_secret_is_in_the_environment(service: Service) -> None:
    names = {variable.partition("=")[0] for variable in service.inspect()["Config"]["Env"]}
    assert [name for name in names if {"TOKEN", "SECRET", "PASSWORD", "KEY"} & set(name.split("_"))] == []


def test_the_kernel_agrees(service: Service) -> None:
    """What is asked for above, read where it takes effect."""
    status = dict(
        line.split(":", 1) for line in service.run_python("print(open('/proc/self/status').read())").splitlines()
    )
    assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0
    assert int(status["NoNewPrivs"]) == 1
    attempt = "import errno\ntry: open('/opt/arborist/x', 'w')\nexcept OSError as e: print(errno.errorcode[e.errno])"
    assert service.run_python(attempt) == "EROFS"


def test_nothing_to_build_with_is_shipped(service: Service) -> None:
    tools = ["cc", "gcc", "g++", "clang", "make", "curl", "wget", "git"]
    assert service.run_python(f"import shutil; print([t for t in {tools} if shutil.which(t)])") == "[]"
    modules = ["pip", "pytest", "hatchling"]
    assert service.run_python(f"import importlib.util as u; print([m for m in {modules} if u.find_spec(m)])") == "[]"


def test_the_textbook_solution_is_accepted(client: Client) -> None:
    verdict = client.judge("state_zero_kernel", TEXTBOOK)
    assert verdict["outcome"] == "accepted", verdict
    assert verdict["score"] == 1
    assert verdict["calls_judged"] == 100


def test_a_constant_answer_hears_of_a_skipped_step(client: Client) -> None:
    verdict = client.judge("state_zero_kernel", CONSTANT)
    assert verdict["outcome"] == "step_missing", verdict
    failed = [check["title"] for check in verdict["checks"] if check["status"] == "failed"]
    assert failed, verdict


def test_a_zeroed_bias_gets_the_smallest_call(client: Client) -> None:
    verdict = client.judge("state_zero_kernel", ZEROED_BIAS)
    assert verdict["outcome"] == "wrong_answer", verdict
    assert verdict["counterexample"]["arguments"]["features"]["text"] in ("1", "1.0")
    assert "state_zero_kernel(" in verdict["counterexample"]["snippet"]


def test_a_student_signs_up_and_is_told_of_the_skipped_step_on_a_page(client: Client) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    site = f"http://127.0.0.1:{client.port}"

    def send(path: str, **fields: str) -> None:
        form = urllib.parse.urlencode(fields).encode() if fields else None
        browser.open(urllib.request.Request(f"{site}{path}", form, {"Origin": site}), timeout=60).close()

    def read(path: str) -> str:
        return str(browser.open(f"{site}{path}", timeout=60).read().decode())

    send("/sign-up", login="ada", password="four words in a row")
    send("/problems/state_zero_kernel", source=CONSTANT, mode="submit")
    while "not judged yet" in (page := read("/problems/state_zero_kernel/history")):
        time.sleep(0.2)
    assert "A step is missing" in page
    assert "color-scheme" in read("/static/arborist.css")


def test_verdicts_and_tokens_survive_a_new_container(service: Service, client: Client) -> None:
    verdict = client.judge("state_zero_kernel", CONSTANT)
    service.compose("rm", "--force", "--stop", "web")
    service.start()
    assert client.wait_for_verdict(verdict["id"]) == verdict


def test_it_stops_within_the_grace_that_docker_gives(service: Service) -> None:
    service.compose("stop", "web")
    state = service.inspect()["State"]
    assert (state["ExitCode"], state["OOMKilled"]) == (0, False)
