"""Characters that look like another: the radicals that PDF fonts give for the characters they are the sign of."""

import unicodedata

# Of the radicals supplement only a few have a mapping in Unicode itself; these are the ones that stand for a character.
_SUPPLEMENT = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺎兀⺐尢⺒巳⺓幺⺕彐⺛旡⺝月⺟母⺠民⺧牛⺩王⺬示⺯糸⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺻聿⺼月⺽臼⻁虎⻂衣⻃覀⻄西⻅见"
    "⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻑長⻒长⻓长⻔门⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RANGES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


def _look_alikes() -> dict[int, str]:
    table = {ord(radical): plain for radical, plain in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    for first, last in _RANGES:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table.setdefault(code, plain)
    return table


LOOK_ALIKES = _look_alikes()  # for `str.translate`: one character for one
