"""The API describes itself, truly, and without the internet."""

import re

from grader.verdict import Outcome
from tests.api.embedded_service import Api

SCRIPT_OR_STYLE = re.compile(r"""(?:src|href)=["']([^"']+)""")


def test_the_page_loads_nothing_from_elsewhere(api: Api) -> None:
    page = api.client.get("/docs")
    assert page.status_code == 200
    assert "http://" not in page.text
    assert "https://" not in page.text
    assets = SCRIPT_OR_STYLE.findall(page.text)
    assert len(assets) >= 3
    for asset in assets:
        assert api.client.get(asset).status_code == 200, asset


def test_the_page_reads_a_schema_of_a_version_that_it_knows(api: Api) -> None:
    schema = api.client.get("/openapi.json").json()
    script = api.client.get("/static-offline-docs/swagger-ui-bundle.js").text
    assert schema["openapi"].startswith("3.1.")
    assert 'PACKAGE_VERSION:"5.' in script


def test_the_schema_says_exactly_what_a_verdict_is(api: Api) -> None:
    schemas = api.client.get("/openapi.json").json()["components"]["schemas"]
    assert set(schemas["Outcome"]["enum"]) == set(Outcome)
    assert set(schemas["Verdict"]["properties"]) == set(api.submit("accepted").json())
