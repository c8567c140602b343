"""Run the service: uvicorn around the application, signals, and what a person sees first."""

import asyncio
import json
import math
import os
import shlex
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from app.defaults import default_data_dir
from app.main import create_app
from app.service import Programs, Service
from app.settings import Settings
from app.store import tokens
from grader.verdict import Mode

SAMPLE = "submissions/accepted/textbook.py"


class Server(uvicorn.Server):
    """Says how to begin once the port is bound, and leaves signals to `serve`.

    uvicorn's own handling would end the process by the same signal again, before the service is closed.
    """

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        service: Service = self._app.state.service
        for line in await greet(service, port):
            print(line, flush=True)
        self._telling = asyncio.create_task(tell_when_ready(service))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._telling.cancel()
        await super().shutdown(sockets)

    def stop(self) -> None:
        """Whoever waits for a verdict hears at once that it will be there later."""
        self.force_exit = self.should_exit
        self.should_exit = True
        if hasattr(self._app.state, "service"):
            self._app.state.service.announcer.close()


async def serve(settings: Settings, programs: Programs | None = None) -> None:
    """Until SIGTERM or SIGINT. Raises what `open_service` raises, and SystemExit if the port cannot be bound."""
    os.environ.pop("ARBORIST_OIDC_CLIENT_SECRET", None)  # it has been read, and the judges need not have it
    app = create_app(settings, programs)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        lifespan="off",  # it is entered below, so that what goes wrong in it is ours to explain
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_grace_s),
    )
    server = Server(config, app)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, server.stop)
    async with app.router.lifespan_context(app):
        await server.serve()


async def tell_when_ready(service: Service) -> None:
    """The first start on a machine compiles for half a minute; whoever pastes a request meanwhile should know."""
    print("Getting ready: until then submissions are taken and wait.", flush=True)
    await service.was_examined.wait()
    if not service.may_judge:
        print("The cage does not hold on this host, so nothing is judged: `arborist doctor` says why.", flush=True)
        return
    if accepted := service.settings.unsafe_judge_despite:
        why = "does not hold" if service.override_in_effect else "holds, so the override can go"
        print(f"UNSAFE: submissions are judged despite {', '.join(accepted)}; the cage {why}.", flush=True)
    await service.pool.was_ready.wait()
    print("Ready: submissions are judged at once.", flush=True)


async def greet(service: Service, port: int) -> list[str]:
    """What to print: where it is, and a whole request to paste if the store is fresh, else how to get a token."""
    host = f"[{service.settings.host}]" if ":" in service.settings.host else service.settings.host
    address = f"http://{host}:{port}"
    first = f"Arborist is on {address} for your browser, and its API is described on {address}/docs"
    if not service.settings.binds_loopback or await tokens.was_ever_made(service.store) or not service.catalogue:
        return [first, f"Make a token with: {_tokens_command(service.settings)}"]
    secret = await tokens.create(service.store, "first")
    return [first, write_curl_line(address, secret, *_choose_sample(service))]


def write_curl_line(address: str, token: str, problem_id: str, source: str) -> str:
    """Safe to paste into any POSIX shell: in single quotes only a single quote is special, and JSON can say it else."""
    request = {"problem_id": problem_id, "mode": Mode.SUBMIT, "wait_s": 25, "source": source}
    body = json.dumps(request).replace("'", "\\u0027")
    return (
        f"curl -sS {address}/api/v1/submissions -H 'Authorization: Bearer {token}' "
        f"-H 'Content-Type: application/json' -d '{body}'"
    )


def _choose_sample(service: Service) -> tuple[str, str]:
    """A problem's id with a solution of it, or else with its starter."""
    for problem in service.catalogue.values():
        sample = problem.folder / SAMPLE
        if sample.is_file():
            return problem.id, sample.read_text(encoding="utf-8")
    problem = next(iter(service.catalogue.values()))
    return problem.id, problem.starter


def _tokens_command(settings: Settings) -> str:
    """Works in whatever shell it is pasted into: with this service's store and this command's whole path.

    The PATH of this process says nothing about that shell's: `make serve` puts the environment on it.
    """
    script = Path(sys.argv[0]).absolute()
    command = shlex.quote(str(script)) if script.is_file() else "arborist"
    folder = (
        "" if settings.data_dir == default_data_dir() else f"ARBORIST_DATA_DIR={shlex.quote(str(settings.data_dir))} "
    )
    return f"{folder}{command} tokens create NAME"
