"""What a provider says has to be signed by it, for this site, for this sign-in, and still hold."""

import base64
import hmac
import json
import time
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.api.embedded_service import Api
from tests.site.browsing import open_browser, open_site
from tests.site.oidc.coming_in import come_in, set_for
from tests.site.oidc.loopback_provider import (
    CLIENT_ID,
    Claims,
    Forge,
    LoopbackProvider,
    make_key,
    open_provider,
)

OTHER = make_key("first")
"""Another key under the same name."""


def sign_badly(change: Claims, *without: str) -> Forge:
    return lambda provider, claims: provider.sign({k: v for k, v in (claims | change).items() if k not in without})


def sign_as(algorithm: str) -> Forge:
    """By whoever knows what everybody may know."""
    return lambda provider, claims: sign_by_hand({"alg": algorithm, "kid": provider.key.kid}, claims, provider.key)


def sign_by_hand(header: Claims, claims: Claims, key: RSAKey) -> str:
    """Since no library does it."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, claims)]
    signed = hmac.digest(key.as_pem(private=False), ".".join(parts).encode(), "sha256")
    signature = "" if header["alg"] == "none" else base64.urlsafe_b64encode(signed).decode().rstrip("=")
    return ".".join([*parts, signature])


FORGED = {
    "a nonce of another sign-in": sign_badly({"nonce": "of another sign-in"}),
    "no nonce": sign_badly({}, "nonce"),
    "for another audience": sign_badly({"aud": "another-client"}),
    "for another audience, made for us": sign_badly({"aud": "another-client", "azp": CLIENT_ID}),
    "for an audience of others": sign_badly({"aud": ["another-client", "and-another"]}),
    "for us among others, made for another": sign_badly({"aud": [CLIENT_ID, "another"], "azp": "another"}),
    "no audience": sign_badly({}, "aud"),
    "another issuer": sign_badly({"iss": "https://elsewhere.example"}),
    "no issuer": sign_badly({}, "iss"),
    "expired": sign_badly({"exp": int(time.time()) - 61}),
    "never expires": sign_badly({}, "exp"),
    "issued in a while": sign_badly({"iat": int(time.time()) + 3600}),
    "no subject": sign_badly({}, "sub"),
    "an empty subject": sign_badly({"sub": ""}),
    "a subject that is no text": sign_badly({"sub": 7}),
    "an endless subject": sign_badly({"sub": "x" * 256}),
    "an access token of another": sign_badly({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    "not signed": sign_as("none"),
    "signed with the public key": sign_as("HS256"),
    "signed with another key": lambda _, claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, OTHER),
    "signed with a key that it brings": lambda _, claims: jwt.encode(
        {"alg": "RS256", "jwk": OTHER.as_dict(private=False)}, claims, OTHER
    ),
    "no token at all": lambda _, _claims: "not.a.token",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_all_right_lets_nobody_in(site: Api, provider: LoopbackProvider, forge: Forge) -> None:
    provider.forge = forge
    browser = open_browser(site)
    page = come_in(browser)
    assert (page.status_code, "cannot accept" in page.text) == (502, True)
    assert "Traceback" not in page.text
    assert not browser.is_signed_in()
    provider.forge = None
    come_in(browser)
    assert browser.is_signed_in()  # it was the token


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_provider_cannot_talk_us_into_a_weak_signature(tmp_path: Path, algorithm: str) -> None:
    with open_provider() as weak, open_site(tmp_path, **set_for(weak)) as site:
        weak.described = {"id_token_signing_alg_values_supported": [algorithm]}
        weak.forge = sign_as(algorithm)
        browser = open_browser(site)
        assert come_in(browser).status_code == 502
        assert not browser.is_signed_in()


def test_a_clock_that_is_a_little_wrong_does_not_matter_and_a_very_wrong_one_is_told(
    site: Api, provider: LoopbackProvider
) -> None:
    browser = open_browser(site)
    provider.forge = sign_badly({"iat": int(time.time()) + 30})
    come_in(browser)
    assert browser.is_signed_in()
    provider.forge = sign_badly({"exp": int(time.time()) - 3600})
    assert "its clock and ours differed" in come_in(open_browser(site)).text


def test_a_new_key_of_the_provider_is_found(site: Api, provider: LoopbackProvider) -> None:
    come_in(open_browser(site))
    provider.key = make_key("second")
    browser = open_browser(site)
    come_in(browser)
    assert browser.is_signed_in()
