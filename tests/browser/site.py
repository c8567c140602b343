"""A whole service on a real port, with scripted judges, and what its operator does."""

import json
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.roles import Role
from app.settings import Settings
from app.store import accounts, invitations
from app.store.database import Store
from tests.api.embedded_service import in_store
from tests.api.service_process import Place
from tests.site.oidc.coming_in import set_for
from tests.site.oidc.loopback_provider import open_provider

JUDGES = 2
"""One of them may wait for ever, for a page that shows a submission being judged."""
FOREVER_S = 100_000


@dataclass(frozen=True, slots=True)
class Site:
    place: Place
    address: str

    def invite(self, role: Role) -> str:
        """The path of a link with which one person can sign up in that role."""
        return self._make_link(lambda store: invitations.create(store, role))

    def reset_password(self, login: str) -> str:
        """The path of a link with which that person can choose another password."""

        async def create(store: Store) -> str:
            found = await accounts.find(store, login)
            assert found, login
            return await invitations.create(store, found[0].role, found[0].id)

        return self._make_link(create)

    def write_telling(self, name: str, verdict: dict[str, Any], source: str = "") -> str:
        """A source that is judged so. What `source` says does not matter."""
        path = self.place.folder / f"{name}.json"
        path.write_text(json.dumps(verdict))
        return f"tell {path}\n{source}"

    def _make_link(self, create: Callable[[Store], Awaitable[str]]) -> str:
        """In a thread of its own: Playwright's has an event loop that runs already."""
        folder = self.place.folder
        settings = Settings(data_dir=folder / "store", cache_dir=folder / "cache")
        with ThreadPoolExecutor(1) as threads:
            return f"/invitations/{threads.submit(in_store, settings, create).result()}"


@contextmanager
def open_site(place: Place) -> Iterator[Site]:
    with (
        open_provider() as provider,
        place.serve(judges=JUDGES, judge_wall_s=FOREVER_S, **set_for(provider)) as service,
    ):
        service.wait_until_ready(JUDGES)
        yield Site(place, service.address)
