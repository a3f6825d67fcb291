"""A short news item with a notice about cookies on top is no wall; a page of nothing but the notice is one."""

from __future__ import annotations

import pytest

from sources.document import Document, Warn
from sources.reading import read

NOTICE = {
    "en": "<div><p>We use cookies.</p><button>Accept all</button></div>",
    "fr": "<div><p>Nous utilisons des cookies.</p><button>Tout accepter</button></div>",
    "zh": "<div><p>本站使用 cookie。</p><button>全部接受</button></div>",
}
ITEM = {
    "en": "<p>The port of Sarnac handled 1.2 million passengers last year, the harbour office said on Monday.</p>"
    "<p>It is the highest figure since the quay opened, and twice as many as ten years ago. A second quay follows.</p>"
    "<p>Work on it begins in the spring, and the town hopes to see the first ships there in four years.</p>",
    "fr": "<p>Le port de Sarnac a vu passer 1,2 million de voyageurs l’an dernier, a annoncé lundi la capitainerie.</p>"
    "<p>C’est le chiffre le plus élevé depuis l’ouverture du quai, et deux fois plus qu’il y a dix ans.</p>"
    "<p>Un second quai suivra au printemps, et la ville espère y voir les premiers navires dans quatre ans.</p>",
    "zh": "<p>港务局周一表示,去年经萨尔纳克港出入境的旅客达到一百二十万人次,为码头启用以来最高纪录。</p>"
    "<p>这一数字是十年前的两倍。第二座码头将于明年春天动工,预计耗资三千四百万欧元。</p>",
}


@pytest.mark.parametrize("code", sorted(NOTICE))
@pytest.mark.parametrize("shows_item", [True, False])
def test_what_stands_beside_the_notice_decides(code: str, shows_item: bool) -> None:
    page = f"<html><body>{NOTICE[code]}<main>{ITEM[code] if shows_item else ''}</main></body></html>"
    document = read(page.encode(), media_type="text/html; charset=utf-8")
    assert isinstance(document, Document)
    walls = [warning for warning in document.warnings if warning.kind is Warn.CONSENT_WALL]
    assert bool(walls) is not shows_item
