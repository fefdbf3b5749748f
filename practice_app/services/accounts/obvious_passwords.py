"""Passwords that somebody who knows a little would try: signs in a row, and what one is called.

The same rule stands in ``components/accounts/obvious.js``, since the form says so while somebody types; both are held
to ``tests/password_cases.json``.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from practice_app.services.accounts.common_passwords import form

FRESH = 3
"""A password has at least so many signs that don't follow from those before them."""
LEFT = 6
"""What is no name nor address in a password is at least so long; a syllable of Hangul or a Han sign counts twice."""
PRODUCT = ("woodshed", "우드셰드", "우드쉐드")
_SHORTEST_WORD = 3
_LONGEST_PIECE = 8
_ROWS = (
    *("1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"),
    *(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
        "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
        "ㅋㅌㅊㅍㅠㅜㅡ",
        "가나다라마바사아자차카타파하",
        "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    ),
    *("도레미파솔라시도", "일이삼사오육칠팔구십", "一二三四五六七八九十"),
)
_LIKE_LETTERS = str.maketrans("013457@$!", "oleastasi")
_BETWEEN = re.compile(r"[\W_]+")
_WIDE = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
_KEYS = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        strict=True,
    )
)
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏ,ㅐ,ㅑ,ㅒ,ㅓ,ㅔ,ㅕ,ㅖ,ㅗ,ㅗㅏ,ㅗㅐ,ㅗㅣ,ㅛ,ㅜ,ㅜㅓ,ㅜㅔ,ㅜㅣ,ㅠ,ㅡ,ㅡㅣ,ㅣ"
_TAILS = ",ㄱ,ㄲ,ㄱㅅ,ㄴ,ㄴㅈ,ㄴㅎ,ㄷ,ㄹ,ㄹㄱ,ㄹㅁ,ㄹㅂ,ㄹㅅ,ㄹㅌ,ㄹㅍ,ㄹㅎ,ㅁ,ㅂ,ㅂㅅ,ㅅ,ㅆ,ㅇ,ㅈ,ㅊ,ㅋ,ㅌ,ㅍ,ㅎ"


def in_a_row(password: str) -> bool:
    """Tell whether a password only repeats a piece, counts, or follows the keys."""
    signs = form(password)
    return min(_fresh(signs, piece) for piece in range(1, _LONGEST_PIECE + 1)) < FRESH


def is_called(password: str, names: Iterable[str]) -> bool:
    """Tell whether little is left of a password without these names and addresses, our product's name and digits."""
    words = sorted({word for name in (*PRODUCT, *names) for word in _words(name)}, key=len, reverse=True)
    typed = form(password)
    return any(_little_left(_letters(reading), words) for reading in (typed, typed.translate(_LIKE_LETTERS)))


def on_latin_keys(value: str) -> str:
    """Give what appears when Hangul is typed on a keyboard that is set to Latin: 김 is ``rla``."""
    return "".join(map(_keys, value)).lower()


def _little_left(letters: str, words: list[str]) -> bool:
    left = letters
    for word in words:
        left = left.replace(word, " ")
    kept = left.replace(" ", "")
    return left != letters and len(kept) + len(_WIDE.findall(kept)) < LEFT


def _words(name: str) -> Iterator[str]:
    """Give what stands for a name in a password: it whole, its parts, each also backwards and on Latin keys."""
    folded = form(name)
    parts = {_letters(folded), *map(_letters, _BETWEEN.split(folded))}
    parts |= {part[-2:] for part in parts if 3 <= len(part) <= 4 and len(_WIDE.findall(part)) == len(part)}
    for part in parts:
        if len(part) + len(_WIDE.findall(part)) >= _SHORTEST_WORD:
            yield from (part, part[::-1], on_latin_keys(part))


def _letters(value: str) -> str:
    return "".join(filter(str.isalpha, value))


def _fresh(signs: str, piece: int) -> int:
    """Count the signs that neither continue the one before nor repeat the one a piece before."""
    before = "\0" + signs
    repeated = "\0" * piece + signs
    return sum(sign != repeated[at] and not _follows(before[at], sign) for at, sign in enumerate(signs))


def _follows(one: str, other: str) -> bool:
    return (one, other) in _NEXT or (one.isalnum() and other.isalnum() and abs(ord(one) - ord(other)) <= 1)


def _keys(sign: str) -> str:
    number = ord(sign) - 0xAC00
    if not 0 <= number < 11172:
        return sign
    parts = _LEADS[number // 588] + _VOWELS.split(",")[number % 588 // 28] + _TAILS.split(",")[number % 28]
    return "".join(_KEYS[part] for part in parts)


def _pairs(row: str) -> Iterator[tuple[str, str]]:
    signs = form(row)
    for one, other in pairwise(signs):
        yield from ((one, other), (other, one))


_NEXT = {pair for row in _ROWS for pair in _pairs(row)}
