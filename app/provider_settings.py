"""What it takes to let people sign in with an OpenID Connect provider: all of it, or nothing."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """`name` is what people know it by."""

    issuer: str
    client_id: str
    client_secret: SecretStr
    name: str


def check_provider_url(url: str) -> str:
    """Whoever listens on the way could sign in as anybody: so HTTPS, or this machine. Raises ValueError."""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not (is_safe and parts.hostname and parts.username is None and not parts.fragment and url.isprintable()):
        raise ValueError("it has to be an address that begins with https:// (http:// for this machine alone)")
    return url


def check_issuer(url: str) -> str:
    """Raises ValueError."""
    if urlsplit(url).query or url.endswith("/.well-known/openid-configuration"):
        raise ValueError("it has to be the issuer alone, without /.well-known/openid-configuration or a query")
    return check_provider_url(url)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_provider(
    issuer: str | None, client_id: str | None, secret: SecretStr | None, secret_file: Path | None, name: str | None
) -> ProviderSettings:
    """Where any of it is set. Raises ValueError, whose message is for the operator."""
    if secret and secret_file:
        raise ValueError("ARBORIST_OIDC_CLIENT_SECRET and ARBORIST_OIDC_CLIENT_SECRET_FILE are both set: leave out one")
    given = secret or (_read_secret(secret_file) if secret_file else None)
    if not (issuer and client_id and given):
        needed = {
            "ARBORIST_OIDC_ISSUER": issuer,
            "ARBORIST_OIDC_CLIENT_ID": client_id,
            "ARBORIST_OIDC_CLIENT_SECRET (or ARBORIST_OIDC_CLIENT_SECRET_FILE)": given,
        }
        missing = " and ".join(variable for variable, value in needed.items() if not value)
        raise ValueError(f"ARBORIST_OIDC_*: half of it is set; set {missing} as well, or nothing of it")
    return ProviderSettings(issuer, client_id, given, name or urlsplit(issuer).hostname or issuer)


def _read_secret(file: Path) -> SecretStr:
    """Raises ValueError."""
    try:
        secret = file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ValueError(f"ARBORIST_OIDC_CLIENT_SECRET_FILE={file}: it cannot be read: {why}") from error
    if not secret:
        raise ValueError(f"ARBORIST_OIDC_CLIENT_SECRET_FILE={file}: there is nothing in it")
    return SecretStr(secret)
