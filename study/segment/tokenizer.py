"""The only door to jieba: words and their parts of speech, from an own tokenizer that knows the catalogue."""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import compress
from typing import Any

_KNOWN_TAG = "nz"  # ICTCLAS: another proper noun, which is what a catalogue's spelling is
_TECHNICAL = {
    word: tag
    for tag, words in {
        "b": "随机 真实 特定 最优 异步 实时 无偏 高速 潜在 正向 反向 并行 串行 离散 通用 一维 二维 三维 多维 "
        "高维 低维 二元 多元 启发式 生成式 交互式 无条件 全新",
        "n": "异常 批次 好处 难点 相机 偏好 阵列 前端 余数 第三方 主机 伸缩性 优先级 超链接",
        "d": "无法 预先",
        "v": "利用 更新 忽略 大于 小于 等于 暂停 除以",
    }.items()
    for word in words.split()
}
"""The part of speech in technical text of words that the dictionary, counted in newspapers, takes for others: 随机 for
an adverb, 前端 for a place, 并行 for a verb."""
_FIXED = {"l", "i"}  # ICTCLAS: a fixed phrase
_IS_NOUN = re.compile(
    "(?![一两三几对从这那先就非以任哪打长不])[\u4e00-\u9fff]{2,}(?:[性值器数率机]|(?P<noun>[\u4e00-\u9fff]{2}))"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.]*|\d+(?:\.\d+)?[A-Za-z%]*")

_FUNCTION = re.compile(
    "[才只要将会太来从很都就也不没每各该此其为被把在能可如等地得着了的是有和与或及并而但且下上中里用先再看]"
)
_HAS_HAN = re.compile("[\u3400-\u9fff]")
_SPACE = re.compile(r"\s")
_GAP = re.compile(r"(?<=([\u4e00-\u9fff]))\s(?=([\u4e00-\u9fff]))")
_AROUND = range(1, 4)  # characters of a word on one side of the white space that parts it
_PREPOSITION = re.compile("(?:由|被|基于|通过|对于|关于|根据)(?=[\u4e00-\u9fff])")


class Tokenizer:
    """Cut Chinese text into words with tags.

    jieba's own ``initialize`` reads a cache from the shared temporary folder and unmarshals it, so that whoever can
    write there changes the result; this tokenizer reads the dictionary itself, and takes the part of speech that
    stands in the same line along, instead of a second pass by ``jieba.posseg``.

    Args:
        spellings: words that are to stay whole.
        texts: those that are to be cut, or parts of them: only words that may stand in them are kept, which takes a
            third of the time and cuts them the same. None stands for any text.
    """

    def __init__(self, spellings: Iterable[str], texts: Iterable[str] | None = None) -> None:
        jieba = _import_jieba()
        pairs = None if texts is None else _pairs(texts)
        self._tags: dict[str, str] = {}
        self._jieba = jieba.Tokenizer()
        total = self._read_dictionary(pairs)
        for spelling in sorted(set(spellings)):
            if pairs is not None and not (spelling[:2] in pairs and spelling[-2:] in pairs):
                continue
            if not _HAS_HAN.search(spelling) or _SPACE.search(spelling):
                continue
            # A word that jieba knows keeps its own weight: forced, 并发 would also come out of 并发现.
            if self._jieba.FREQ.get(spelling, 0) == 0:
                self._jieba.add_word(spelling)
                self._jieba.total = total  # how a text is cut must not depend on words that do not stand in it
            self._tags[spelling] = _KNOWN_TAG

    def _read_dictionary(self, pairs: Collection[str] | None) -> int:
        """Read the words that begin and end so, and give the sum of all words' counts."""
        with self._jieba.get_dict_file() as file:
            columns = file.read().decode("utf-8").split()  # a word, how often it stands in jieba's texts, its tag
        words, counts, tags = columns[::3], list(map(int, columns[1::3])), columns[2::3]
        total = sum(counts)
        if pairs is not None:
            kept = [word[:2] in pairs and word[-2:] in pairs for word in words]
            words, counts, tags = (list(compress(column, kept)) for column in (words, counts, tags))
        self._tags.update(zip(words, tags, strict=True))
        self._tags.update((word, tag) for word, tag in _TECHNICAL.items() if word in self._tags)
        # jieba walks a prefix dictionary: every beginning of a word is a key, with 0 where it is no word itself.
        frequency: dict[str, int] = {}
        beginnings = {word[:-1] for word in words}
        while beginnings:
            frequency.update(dict.fromkeys(beginnings, 0))
            beginnings = {beginning[:-1] for beginning in beginnings if beginning}
        frequency.pop("", None)
        frequency.update(zip(words, counts, strict=True))
        self._jieba.FREQ, self._jieba.total, self._jieba.initialized = frequency, total, True
        return total

    def cut(self, text: str) -> Iterator[tuple[str, str]]:
        """Cut ``text`` into (word, tag) pairs that joined give ``text`` again; white space is tagged ``x``."""
        for word in self._jieba.cut(text, HMM=True):
            # jieba's model of unknown words takes a preposition for the beginning of a name: `由锁`, `基于隐`.
            opens = _PREPOSITION.match(word) if word not in self._tags else None
            for part in (word[: opens.end()], word[opens.end() :]) if opens else (word,):
                yield part, self._tag(part)

    def first_tag(self, text: str) -> str:
        """Give the part of speech of the first word of ``text``."""
        return next((tag for _, tag in self.cut(text)), "x")

    def parts_word(self, before: str, behind: str) -> bool:
        """Tell whether white space between two texts parts a word: `监督信 | 息`, `背 | 后有`."""
        spans = (before[-left:] + behind[:right] for left in _AROUND for right in _AROUND)
        if not any(word in self._tags for word in spans):
            return False  # as nearly always
        last = [word for word, _ in self.cut(before)][-1:]
        first = next((word for word, _ in self.cut(behind)), "")
        if not last or not first or min(len(last[0]), len(first)) > 1:
            return False
        at = 0
        for word, _ in self.cut(before + behind):
            at += len(word)
            if at > len(before):
                return at - len(word) < len(before) and word in self._tags
        return False

    def _tag(self, word: str) -> str:
        if tag := self._tags.get(word):
            return "n" if tag in _FIXED and self._is_noun(word) else tag
        if _LATIN.fullmatch(word):
            return "m" if word[0].isdigit() else "eng"
        # A word that only the hidden Markov model found is mostly a name, unless it holds a function word.
        return "n" if word.isalpha() and not _FUNCTION.search(word) else "x"

    def _is_noun(self, phrase: str) -> bool:
        """Tell a compound that the dictionary lists as a fixed phrase (`微分方程`) from an idiom (`众所周知`)."""
        match = _IS_NOUN.fullmatch(phrase)
        return match is not None and (match["noun"] is None or self._tags.get(match["noun"]) == "n")


def _pairs(texts: Iterable[str]) -> Collection[str]:
    """List how a word that stands in one of these texts may begin and end: with two characters, or one if it is all.

    White space may part a word: see `Tokenizer.parts_word`.
    """
    found: set[str] = set()
    for text in texts:
        found.update(text[at : at + long] for at in range(len(text)) for long in (1, 2))
        found.update(gap[1] + gap[2] for gap in _GAP.finditer(text))
    return found


@cache
def _import_jieba() -> Any:
    # jieba looks for pkg_resources only to open its dictionary, for which it has a plain way too; importing that
    # package costs more than jieba itself and warns of its own end. jieba's source warns when 3.12+ compiles it.
    missing = object()
    before = sys.modules.get("pkg_resources", missing)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba  # noqa: PLC0415 - only here, with what it warns of silenced
    finally:
        if before is missing:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before  # type: ignore[assignment]
    jieba.setLogLevel(logging.WARNING)
    return jieba
