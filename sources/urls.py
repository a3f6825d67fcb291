"""Addresses of pages: which may be asked for at all, and in which one spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from sources.hosts import numeric_host

MAX_LENGTH = 8_000  # what servers commonly take in a request line
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*", re.ASCII)
PORTS = {"http": 80, "https": 443}
_KEEP_IN_PATH = "/:@!$&'()*+,;=~-._%"


class BadUrl(ValueError):
    """An address that is not asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A checked address: `host` in ASCII (punycode, or an IP address without brackets), `target` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def web_address(url: str, base: str = "") -> WebAddress:
    """Check an address and bring it into its one spelling; `base` is where a relative one was found.

    Raises:
        BadUrl: not http or https, user and password, control characters, no host, an impossible host or port.
    """
    text = url.strip(" \t\r\n")
    if not text:
        raise BadUrl("the address is empty")
    if len(text) > MAX_LENGTH:
        raise BadUrl(f"the address is longer than {MAX_LENGTH} characters")
    if base:
        text = text.replace(" ", "%20")
    if _CONTROL.search(text):
        raise BadUrl("the address holds control characters or spaces")
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        port = parts.port
    except ValueError as error:
        raise BadUrl(f"the address cannot be taken apart: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        path = "; a file is named by its path, without file://" if scheme == "file" else ""
        raise BadUrl(f"only http and https addresses are fetched{path}")
    if "@" in parts.netloc:
        raise BadUrl("the address holds a user name or password")
    if "\\" in parts.netloc or port == 0:
        raise BadUrl("the address names no possible server")
    path = quote(parts.path, safe=_KEEP_IN_PATH) or "/"
    query = "?" + quote(parts.query, safe=_KEEP_IN_PATH + "?") if parts.query else ""
    return WebAddress(scheme, _host(parts.netloc), port or PORTS[scheme], path + query)


def _host(netloc: str) -> str:
    written = netloc if netloc.endswith("]") else netloc.rpartition(":")[0] if ":" in netloc else netloc
    if netloc.startswith("["):
        written = netloc[: netloc.find("]") + 1]
        return _numeric(written) or ""
    name = unquote(written)
    if not name.isascii():
        try:
            name = idna.uts46_remap(name, std3_rules=False, transitional=False)
            name = name if name.isascii() else idna.encode(name).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise BadUrl(f"the host name is not allowed: {error}") from error
    name = name.lower().rstrip(".")
    numeric = _numeric(name)
    if numeric is not None:
        return numeric
    if len(name) > 253 or not _HOST.fullmatch(name):
        raise BadUrl("the address names no possible server")
    return name


def _numeric(host: str) -> str | None:
    if not host:
        raise BadUrl("the address names no server")
    try:
        return numeric_host(host)
    except ValueError as error:
        raise BadUrl(f"the host is no address: {error}") from error


def host_of(url: str) -> str:
    """The host of an address without a leading `www.`, or the empty string."""
    try:
        return web_address(url).host.removeprefix("www.")
    except BadUrl:
        return ""
