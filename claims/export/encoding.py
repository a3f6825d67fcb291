"""How the JSON formats are written: for people and programs, letters as they are, the same value always the same."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any


def json_bytes(value: Any) -> bytes:
    """A JSON text in UTF-8, indented; lone surrogates, which UTF-8 cannot hold, as JSON's own escapes."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def urn(kind: str, *names: str) -> str:
    """An identifier that is always the same for the same names: `urn:uuid:...`."""
    said = ":".join(("stet", kind, *names)).encode("utf-8", "surrogatepass").hex()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, said)}"


def hash_uri(sha256: str) -> str:
    """What has no address, named by its hash (RFC 6920): `ni:///sha-256;...`."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def is_web(address: str) -> bool:
    """Whether an address can be opened in a browser."""
    return address.lower().startswith(("http://", "https://"))
