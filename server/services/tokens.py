"""Secrets that open a door: made here, kept only as fingerprints, and the addresses that carry them."""

import hashlib
import hmac
import secrets

from server.settings import Settings


def new_token() -> str:
    """Return a fresh secret for a link or a cookie: 256 bits as 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """Return what is stored of a secret: 64 hexadecimal characters that do not lead back to it."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_address(settings: Settings, token: str) -> str:
    """Return the address in a sign-in mail: it opens a page with a button, and only the button signs in."""
    return f"{settings.base_url}/entrer/{token}"


def demo_address(settings: Settings, token: str) -> str:
    """Return the lasting address of a demo person: opened on this machine, it signs in at once."""
    return f"{settings.base_url}/demo/{token}"


def demo_token(settings: Settings, person_id: str) -> str:
    """Return the lasting secret of one demo person's link, the same at every start of this installation."""
    return hmac.new(settings.secret_key, f"demo link {person_id}".encode(), hashlib.sha256).hexdigest()
