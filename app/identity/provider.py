"""The OpenID Connect provider: where people are sent to sign in, and who it says that they are.

Authlib does what the standard asks for. What it leaves to its caller is here: time-outs, which signatures count, that
the description and the token are of the issuer that was set and for this site, and what went wrong in plain words.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import httpx2
import structlog
from authlib.integrations.starlette_client import OAuthError, StarletteOAuth2App
from joserfc.errors import ExpiredTokenError, JoseError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.identity.detour import Detour
from app.provider_settings import ProviderSettings, check_provider_url

log = structlog.get_logger()

WALL_S = 10.0
"""For one thing that is asked of the provider."""
LEEWAY_S = 60
"""By how much its clock may differ from ours."""
KNOWN_FOR_S = 600
SCOPE = "openid profile email"
# Signed with a key that it alone has. HS256 would be one that this site has too, `none` is no signature.
ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}

Url = Annotated[str, AfterValidator(check_provider_url)]
Word = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, str) else "")]
"""A claim that may be missing, or be anything."""


class ProviderError(Exception):
    """The message is for whoever wanted to sign in."""


class UnreachableError(ProviderError):
    """It does not answer."""


class DistrustedError(ProviderError):
    """It answered, and nobody is signed in by that."""


class Description(BaseModel):
    """What of its metadata is used."""

    model_config = ConfigDict(hide_input_in_errors=True)

    issuer: str
    authorization_endpoint: Url
    token_endpoint: Url
    jwks_uri: Url
    userinfo_endpoint: Url | None = None
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]
    id_token_signing_alg_values_supported: list[str] = ["RS256"]


class Person(BaseModel):
    """Who the provider says that it is: `issuer` and `sub` for ever, the rest as of now."""

    model_config = ConfigDict(hide_input_in_errors=True)

    issuer: str
    sub: str = Field(min_length=1, max_length=255)
    name: Word = ""
    preferred_username: Word = ""
    email: Word = ""


class Provider:
    def __init__(self, settings: ProviderSettings, public_url: str) -> None:
        self._settings = settings
        self._way_back = f"{public_url.rstrip('/')}/sign-in/oidc/callback"
        self._tls = httpx2.create_ssl_context()  # takes 20 ms, and would be made for each request
        self._client: StarletteOAuth2App | None = None
        self._known_until = 0.0

    @property
    def name(self) -> str:
        return self._settings.name

    async def begin(self) -> tuple[str, Detour]:
        """Where to send the browser, and what it needs to come back with. Raises ProviderError."""
        async with self._explaining():
            client = await self._find_client()
            made = await client.create_authorization_url(self._way_back)
        return made["url"], Detour(made["state"], made["nonce"], made["code_verifier"])

    async def identify(self, code: str, detour: Detour) -> Person:
        """Who came back with that code. Raises ProviderError."""
        async with self._explaining():
            client = await self._find_client()
            token = await client.fetch_access_token(self._way_back, code=code, code_verifier=detour.code_verifier)
            claims = await client.parse_id_token(token, detour.nonce, self._require_claims(), leeway=LEEWAY_S)
            if claims is None:
                raise ValueError("no id_token")
            if not {"preferred_username", "email"} & claims.keys():
                claims |= await self._ask_for_more(client, token, claims["sub"])
            return Person.model_validate(claims | {"issuer": self._settings.issuer})

    def _require_claims(self) -> dict[str, Any]:
        """Beside what is always required: a subject, the nonce, a time that is not over."""
        return {
            "iss": {"essential": True, "value": self._settings.issuer},
            "aud": {"essential": True, "value": self._settings.client_id},
        }

    async def _ask_for_more(self, client: StarletteOAuth2App, token: dict[str, Any], subject: str) -> dict[str, Any]:
        """Many a provider puts no name into its id_token."""
        if client.server_metadata["userinfo_endpoint"] is None or "access_token" not in token:
            return {}
        more = dict(await client.userinfo(token=token))
        if more.get("sub") != subject:
            raise ValueError("userinfo of another subject")
        return more

    async def _find_client(self) -> StarletteOAuth2App:
        """With its description and, once they were needed, its keys; both are asked for anew now and then."""
        if self._client is None or time.monotonic() > self._known_until:
            self._client = self._make_client(await self._describe())
            self._known_until = time.monotonic() + KNOWN_FOR_S
        return self._client

    async def _describe(self) -> Description:
        address = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        async with httpx2.AsyncClient(verify=self._tls, timeout=WALL_S) as http:
            answer = await http.get(address)
        answer.raise_for_status()
        description = Description.model_validate_json(answer.content)
        if description.issuer != self._settings.issuer:
            raise ValueError(f"it calls itself {description.issuer!r}, and the setting is {self._settings.issuer!r}")
        return description

    def _make_client(self, description: Description) -> StarletteOAuth2App:
        methods = description.token_endpoint_auth_methods_supported
        posts = "client_secret_post" in methods and "client_secret_basic" not in methods
        return StarletteOAuth2App(
            None,  # no web framework: a detour keeps what has to be kept
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret.get_secret_value(),
            authorize_url=description.authorization_endpoint,
            access_token_url=description.token_endpoint,
            client_kwargs={
                "scope": SCOPE,
                "code_challenge_method": "S256",
                "timeout": WALL_S,
                "verify": self._tls,
                "token_endpoint_auth_method": "client_secret_post" if posts else "client_secret_basic",
            },
            jwks_uri=description.jwks_uri,
            userinfo_endpoint=description.userinfo_endpoint,
            id_token_signing_alg_values_supported=sorted(
                ALGORITHMS.intersection(description.id_token_signing_alg_values_supported)
            ),
        )

    @asynccontextmanager
    async def _explaining(self) -> AsyncIterator[None]:
        """Within the time that there is; whatever goes wrong becomes a ProviderError, and the log says what it was."""
        try:
            async with asyncio.timeout(WALL_S):
                yield
        except httpx2.HTTPStatusError as error:
            raise self._distrust(error, f"HTTP {error.response.status_code}") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            log.warning("provider_unreachable", issuer=self._settings.issuer, error=repr(error))
            raise UnreachableError(f"{self.name} cannot be reached at present. Try again in some minutes.") from error
        except ExpiredTokenError as error:
            raise self._distrust(error, "what it says is out of date, as if its clock and ours differed") from error
        except (JoseError, OAuthError) as error:
            raise self._distrust(error, str(error.error)[:60]) from error
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise self._distrust(error, "not as the standard says") from error

    def _distrust(self, error: Exception, reason: str) -> DistrustedError:
        """What was known of it may be the reason: a key that it has replaced."""
        self._client = None
        log.warning("provider_distrusted", issuer=self._settings.issuer, error=repr(error))
        return DistrustedError(
            f"{self.name} gave an answer that this site cannot accept ({reason}). Begin again; if that does not help, "
            "tell whoever runs this site."
        )
