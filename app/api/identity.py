"""Who asks: the bearer token's id."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.dependencies import ServiceOf
from app.api.errors import TokenInvalidError, TokenRequiredError
from app.store import tokens

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="arborist"'}
_BEARER = HTTPBearer(auto_error=False, description="Made with `arborist tokens create NAME`.")


async def find_token_id(
    service: ServiceOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> str:
    if credentials is None:
        raise TokenRequiredError("Send a token: `Authorization: Bearer arb_...`.", CHALLENGE)
    token_id = await tokens.find_owner(service.store, credentials.credentials)
    if token_id is None:
        challenge = {"WWW-Authenticate": CHALLENGE["WWW-Authenticate"] + ', error="invalid_token"'}
        raise TokenInvalidError("This token is not known here, or was revoked.", challenge)
    return token_id


TokenId = Annotated[str, Depends(find_token_id)]
