"""Whether two mentions are of one speaker."""

from __future__ import annotations

import pytest

from claims.matching.quotes.names import Same, same_speaker


@pytest.mark.parametrize(
    ("claimed", "given", "same"),
    [
        ("Ana Brook", "Brook", Same.YES),
        ("Ana Brook", "Ana Brook, mayor", Same.YES),
        ("Ana Brook", "Uwe Petersen", Same.NO),
        ("Ana Brook", "", Same.UNKNOWN),
        # many share the small words of a name
        ("Joris van der Meulen", "Annelies Kok", Same.NO),
        ("Joris van der Meulen", "Piet van der Berg", Same.NO),
        ("Joris van der Meulen", "Van der Meulen", Same.YES),
        # initials, as in an interview
        ("Solène Hamelin", "S. H.", Same.YES),
        ("Solène Hamelin", "P. D.", Same.NO),
        # a role before the name, or with a body's
        ("consigliera di opposizione Marta Vannelli", "Cons. Orsucci", Same.NO),
        ("presidente da cooperativa Mata Viva", "Rui Simões", Same.UNKNOWN),
        # an office may be anybody's
        ("Leonor Sequeira", "A Presidente", Same.UNKNOWN),
        ("Anne Le Bihan", "Le président", Same.UNKNOWN),
        ("Jan Bos", "Der Minister", Same.UNKNOWN),
        ("Ana Brook", "The Minister", Same.UNKNOWN),
        ("The Minister", "the minister", Same.YES),
        ("王芳", "Wang Fang", Same.YES),
        # every syllable of a given name has its sound
        ("Song Qiaoyun", "宋巧云", Same.YES),
        ("Yan Jingxuan", "颜静萱", Same.YES),
        # a long surname is enough
        ("Lucie Bernardin", "贝尔纳丹", Same.YES),
        ("Lucie Bernardin", "莫雷尔", Same.NO),
        # part by part, by the classes of consonants that Chinese keeps
        ("玛丽·杜布瓦", "Marie Dubois", Same.YES),
        ("阿涅丝·布尔吉尼翁", "Agnès Bourguignon", Same.YES),
        ("彼得·施密特", "Peter Schmidt", Same.YES),
        ("埃莉诺·特雷姆", "Tremlow", Same.YES),
        # a short surname alone leaves it open
        ("苏珊·黑尔", "Dr Hale", Same.UNKNOWN),
        # pinyin tells every letter
        ("王秀英", "Ying Xiaonan", Same.NO),
        ("夏清远", "Xia Qingyuan", Same.YES),
        # a given name alone is nobody's
        ("Anna Roth", "Anna Keller", Same.NO),
        ("Mayor Anna Roth", "Anna Keller", Same.NO),
        ("Anna Roth", "Anna Roth-Keller", Same.YES),
        ("Olena Zelenska", "Olena Zelenskaya", Same.YES),
        ("Juan García", "Juan García López", Same.YES),
        # an office before the name
        ("植物学家玛丽·杜布瓦", "Marie Dubois", Same.YES),
        # a particle may be heard with the surname or be left out, and an r that ends a syllable too
        ("维姆·范德贝格", "Wim van der Berg", Same.YES),
        ("范德贝格", "Wim van der Berg", Same.YES),
        ("埃尔斯·德格鲁特", "Els de Groot", Same.YES),
        ("德格鲁特", "Els de Groot", Same.YES),
        ("格鲁特", "Els de Groot", Same.YES),
        ("卡尔·冯·林登", "Karl von Linden", Same.YES),
        ("范德贝格", "Kees van Dam", Same.NO),
        ("埃尔斯·德格鲁特", "Piet Bakker", Same.NO),
        # a surname alone behind the point, if it has sounds enough, and a name behind an office
        ("约翰娜·卡瓦列罗", "Caballero", Same.YES),
        ("约翰娜·卡瓦列罗", "Petersen", Same.NO),
        ("伊娃·豪尔", "Hall", Same.UNKNOWN),
        ("Guo Wenlan", "临海渔业公司董事郭文兰", Same.YES),
        ("Guo Wenlan", "临海渔业公司代表何子俊", Same.NO),
    ],
)
def test_same(claimed: str, given: str, same: Same) -> None:
    assert same_speaker(claimed, given) is same
