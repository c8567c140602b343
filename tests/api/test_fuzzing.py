"""Schemathesis sends what the schema allows and what it forbids; every answer must be one that the schema announces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import settings

from app.main import create_app
from app.settings import Settings
from tests.api.service_process import Place, find_token

SCHEMA = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@dataclass(frozen=True, slots=True)
class Target:
    address: str
    token: str


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with Place(tmp_path_factory.mktemp("fuzzing")).serve() as service:
        service.wait_until_ready(1)
        yield Target(service.address, find_token(service.greeting[1]))


@SCHEMA.parametrize()
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_every_answer_is_one_that_the_schema_announces(case: schemathesis.Case[Any], target: Target) -> None:
    case.call_and_validate(target.address, headers={"Authorization": f"Bearer {target.token}"})
