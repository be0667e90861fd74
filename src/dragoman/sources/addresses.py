"""Which IP addresses belong to the public internet. The lists are IANA's registries of special-purpose addresses, written out.

Python's own judgement (``is_global``) is asked too, but it differs between versions.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_REFUSED = tuple(
    ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # a cloud's own services, at an address that looks public
        *("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001:2::/48", "2001:10::/28", "2001:20::/28"),
        *("2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 behind NAT64
_ISATAP = (0x00005EFE, 0x02005EFE)  # the middle of an IPv6 address that ends in an IPv4 one (RFC 5214)


def is_private(address: str) -> bool:
    """Whether an IP address is none of the public internet: private, loopback, link-local, reserved, multicast, in any wrapping.

    IPv4 addresses inside IPv6 ones (mapped, NAT64, 6to4, Teredo, ISATAP) are judged too. A zone (``fe80::1%eth0``) does not matter.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return is_private(str(found.ipv4_mapped))
        if any(is_private(str(inner)) for inner in _inner(found)):
            return True
        if found in _TRANSLATED or found.teredo or found.sixtofour:
            return False
    return any(found in network for network in _REFUSED) or not found.is_global or found.is_multicast or found.is_reserved


def _inner(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    number = int(address)
    found = [address.sixtofour] if address.sixtofour else list(address.teredo or ())
    if address in _TRANSLATED or number >> 32 & 0xFFFFFFFF in _ISATAP:
        found.append(IPv4Address(number & 0xFFFFFFFF))
    return found
