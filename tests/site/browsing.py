"""A browser without JavaScript, as far as HTTP goes: it follows links, sends forms and keeps cookies."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from app.roles import Role
from app.store import accounts
from app.store.database import Store
from tests.api.embedded_service import PROBLEM, Api, in_store, open_api

PASSWORD = "four words in a row"
PAGE = f"/problems/{PROBLEM}"


@dataclass(frozen=True, slots=True)
class Browser:
    """`client` goes where it is sent."""

    client: TestClient

    def open(self, path: str) -> Response:
        return self.client.get(path)

    def send(self, path: str, **fields: Any) -> Response:
        """A form of one of our own pages."""
        return self.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    def sign_up(self, login: str, password: str = PASSWORD, name: str = "") -> Response:
        return self.send("/sign-up", login=login, name=name, password=password)

    def sign_in(self, login: str, password: str = PASSWORD) -> Response:
        return self.send("/sign-in", login=login, password=password)

    def submit(self, source: str, mode: str = "submit") -> Response:
        """The page that it ends on."""
        return self.send(PAGE, source=source, mode=mode)

    def is_signed_in(self) -> bool:
        return "Sign out" in self.open("/").text


@contextmanager
def open_site(folder: Path, **knobs: Any) -> Iterator[Api]:
    """Scripted judges: an outcome's name as source is judged so."""
    with open_api(folder, **knobs) as api:
        api.wait_until_ready()
        yield api


def open_browser(api: Api, scheme: str = "http") -> Browser:
    """Another one each time: with cookies of its own. The service is open already."""
    client = TestClient(api.client.app, base_url=f"{scheme}://testserver", follow_redirects=True)
    client.portal = api.client.portal  # the event loop that the service lives in
    return Browser(client)


def open_browser_as(api: Api, login: str, role: Role) -> Browser:
    """Somebody with that role."""
    browser = open_browser(api)
    browser.sign_up(login)

    async def promote(store: Store) -> None:
        found = await accounts.find(store, login)
        assert found
        await accounts.set_role(store, found[0].id, role)

    in_store(api.settings, promote)
    return browser


def find_submission(page: Response) -> str:
    """The id in the address of a page that shows a submission."""
    return str(page.url.params["submission"])
