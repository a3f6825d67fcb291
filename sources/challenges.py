"""Pages that a server puts in place of the one asked for, to keep programs out."""

from __future__ import annotations

import re

# Longer bodies are pages in their own right, even where they carry a guard's script.
MAX_CHALLENGE = 40_000
_HEADERS = (("cf-mitigated", "challenge"), ("x-datadome", "protected"), ("x-amzn-waf-action", ""))
# The whole title, so that an article about such pages is not taken for one.
_TITLES = re.compile(
    rb"<title[^>]{0,200}>\s{0,50}(just a moment\.\.\.|attention required! \| cloudflare|ddos-guard|"
    rb"please wait\.\.\. \| cloudflare|one more step|are you (a )?human\??|verif(y|ying) you are human\.{0,3}|"
    rb"pardon our interruption|access to this page has been denied\.?|bot verification|robot check|"
    rb"security check(point)?|human verification|client challenge|"
    rb"making sure you(&#39;|')re not a bot!)\s{0,50}</title",
    re.IGNORECASE,
)
_MARKS = (
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"cf-challenge-running",
    b"_incapsula_resource",
    b"geo.captcha-delivery.com",
    b"px-captcha",
    b"sgcaptcha",
    b"awswafintegration",
    b"/.well-known/ddos-guard",
    b"anubis_challenge",
    b"kpsdk",
)


def is_challenge(status: int, headers: tuple[tuple[str, str], ...], body: bytes) -> bool:
    """Whether an answer is a check against programs, by its headers or by a short page with a known mark.

    Args:
        headers: names in lower case.
        body: decoded, or its beginning.
    """
    for name, value in headers:
        if any(name == known and value.lower().startswith(want) for known, want in _HEADERS) and status >= 400:
            return True
        if (name, value.lower()) == ("cf-mitigated", "challenge"):
            return True
    if len(body) > MAX_CHALLENGE:
        return False
    lowered = body.lower()
    return bool(_TITLES.search(body)) or any(mark in lowered for mark in _MARKS)
