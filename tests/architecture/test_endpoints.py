"""What FastAPI calls for a request runs in the event loop: it hands a plain function to a thread, at a page's cost."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

import app.api
import app.site


def find_routes() -> Iterator[APIRoute]:
    for package in (app.api, app.site):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            router = getattr(import_module(module.name), "router", None)
            yield from (route for route in getattr(router, "routes", ()) if isinstance(route, APIRoute))


def find_plain(dependant: Dependant) -> Iterator[str]:
    call = dependant.call
    if not (is_coroutine(call) or is_coroutine(type(call).__call__)):
        yield repr(call)
    for each in dependant.dependencies:
        yield from find_plain(each)


def is_coroutine(call: object) -> bool:
    return inspect.iscoroutinefunction(call) or inspect.isasyncgenfunction(call)


ROUTES = list(find_routes())


@pytest.mark.parametrize("route", ROUTES, ids=[f"{route.path}-{route.name}" for route in ROUTES])
def test_an_endpoint_and_all_it_depends_on_are_coroutines(route: APIRoute) -> None:
    assert list(find_plain(route.dependant)) == []
