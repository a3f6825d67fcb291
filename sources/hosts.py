"""Hosts by their spelling: what is a number, which address that is, and which addresses lie inside."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IANA IPv4 special-purpose registry, with multicast and the reserved class E.
_INNER_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only global unicast is outside, and of that not what IANA keeps for protocols (Teredo among them), for
# documentation, and for 6to4.
_OUTER_6 = IPv6Network("2000::/3")
_INNER_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
# In these two an IPv4 address stands in the last 32 bits, and it is that one which is reached.
_CARRIES_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

_LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")


def is_inner(address: str) -> bool:
    """Whether a numeric address lies inside: anything but global unicast, also where IPv4 is wrapped in IPv6.

    What is no address counts as inner.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(parsed, IPv6Address):
        if any(parsed in net for net in _CARRIES_IPV4):
            return is_inner(str(IPv4Address(int(parsed) & 0xFFFFFFFF)))
        return parsed not in _OUTER_6 or any(parsed in net for net in _INNER_6)
    return any(parsed in net for net in _INNER_4)


def is_local_name(host: str) -> bool:
    """Whether a host name means this machine by its very name (RFC 6761), whatever a name server says."""
    name = host.rstrip(".").lower()
    return name in _LOCAL_NAMES or name.endswith(".localhost")


def numeric_host(host: str) -> str | None:
    """The address that a host spelt as a number stands for, or None for a name.

    Reads IPv4 as browsers and `inet_aton` do: 1 to 4 parts, each decimal, octal (`0177`) or hexadecimal (`0x7f`).

    Raises:
        ValueError: the host is spelt as a number but is no address.
    """
    if host.startswith("[") or ":" in host:
        try:
            return str(IPv6Address(host.strip("[]")))
        except AddressValueError as error:
            raise ValueError(str(error)) from error
    parts = host.rstrip(".").split(".")
    if not _is_number(parts[-1]):
        return None
    if len(parts) > 4:
        raise ValueError("more than four parts")
    numbers = [_number(part) for part in parts]
    if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise ValueError("a part is too large")
    return str(IPv4Address(numbers[-1] + sum(number << (24 - 8 * place) for place, number in enumerate(numbers[:-1]))))


def _is_number(part: str) -> bool:
    return part.isascii() and (part.isdigit() or part[:2].lower() == "0x")


def _number(part: str) -> int:
    if len(part) > 32 or not part:
        raise ValueError("a part is no number")
    if part[:2].lower() == "0x":
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)
