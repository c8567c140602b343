"""A whole service on a real port, with scripted judges, and what its operator does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.api.service_process import Place

JUDGES = 2
"""One of them may wait for ever, for a page that shows a submission being judged."""
FOREVER_S = 100_000
PROVIDER: dict[str, Any] = {
    "oidc_issuer": "http://127.0.0.1:9",
    "oidc_client_id": "arborist",
    "oidc_client_secret": "none of theirs",
}
"""Nobody is there: pages only offer it."""


@dataclass(frozen=True, slots=True)
class Site:
    place: Place
    address: str

    def invite(self, role: str) -> str:
        """The path of a link with which one person can sign up in that role."""
        return self._make_link("users", "invite", "--role", role)

    def reset_password(self, login: str) -> str:
        """The path of a link with which that person can choose another password."""
        return self._make_link("users", "reset-password", login)

    def write_telling(self, name: str, verdict: dict[str, Any], source: str = "") -> str:
        """A source that is judged so. What `source` says does not matter."""
        path = self.place.folder / f"{name}.json"
        path.write_text(json.dumps(verdict))
        return f"tell {path}\n{source}"

    def _make_link(self, *command: str) -> str:
        made = self.place.run(*command)
        assert made.returncode == 0, made.stderr
        return urlsplit(made.stdout.strip()).path


@contextmanager
def open_site(place: Place) -> Iterator[Site]:
    with place.serve(judges=JUDGES, judge_wall_s=FOREVER_S, **PROVIDER) as service:
        service.wait_until_ready(JUDGES)
        yield Site(place, service.address)
