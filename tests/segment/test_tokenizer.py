"""Words and their parts of speech, from a tokenizer that nobody else can change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.segment.tokenizer import Tokenizer

ROOT = Path(__file__).parents[2]


SPELLINGS = ("跳表", "量子行走算法", "Bloom Filter", "并发", "带 空格")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(SPELLINGS)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("并发现规律的a0. ,。💡"), max_size=60
    )
)
@settings(max_examples=60, deadline=None)
def test_words_joined_give_the_text_back(tokenizer: Tokenizer, text: str) -> None:
    assert "".join(word for word, _ in tokenizer.cut(text)) == text


@given(
    texts=st.lists(
        st.lists(
            st.sampled_from("并发现规律跳表 量子行走算法 研究 生命 起源 的 了 A0 TCP 机器 学习 长春市长".split())
        ).map("".join)
        | st.text(max_size=20),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=15, deadline=None)
@pytest.mark.long
def test_with_only_the_words_that_a_text_may_hold_it_is_cut_the_same(tokenizer: Tokenizer, texts: list[str]) -> None:
    small = Tokenizer(SPELLINGS, texts)
    for text in texts:
        assert list(small.cut(text)) == list(tokenizer.cut(text))
        assert list(small.cut(text[1:])) == list(tokenizer.cut(text[1:]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("量子行走算法很快", ("量子行走算法", "nz")),
        ("跳表有很多层", ("跳表", "nz")),
        ("排序很快", ("排序", "n")),
        ("很快排好", ("很快", "d")),
        ("TCP可靠", ("TCP", "eng")),
        ("Rust很快", ("Rust", "eng")),
        ("随机技术", ("随机", "b")),
        ("相机标定", ("相机", "n")),
        ("微分方程的解", ("微分方程", "n")),
        ("众所周知", ("众所周知", "i")),
        ("99%的请求", ("99%", "m")),
        ("0.5的概率", ("0.5", "m")),
        ("。堆", ("。", "x")),
        (" 堆", (" ", "x")),
    ],
)
def test_a_word_carries_its_part_of_speech(tokenizer: Tokenizer, text: str, expected: tuple[str, str]) -> None:
    assert next(tokenizer.cut(text)) == expected
    assert tokenizer.first_tag(text) == expected[1]


def test_a_preposition_is_no_part_of_an_unknown_name(tokenizer: Tokenizer) -> None:
    assert [word for word, _ in tokenizer.cut("它由锁机制实现")][:3] == ["它", "由", "锁"]


def test_a_text_without_words_has_no_part_of_speech(tokenizer: Tokenizer) -> None:
    assert tokenizer.first_tag("") == "x"


@pytest.mark.parametrize(
    ("before", "behind", "parts"),
    [
        ("最终的监督信", "息不多", True),
        ("这背", "后有原因", True),
        ("损失", "函数很小", False),
        ("进程", "间通信", False),
        ("栈", "队列", False),
        ("", "息", False),
        ("信", "", False),
    ],
)
def test_white_space_parts_a_word_where_both_sides_make_one(
    tokenizer: Tokenizer, before: str, behind: str, parts: bool
) -> None:
    assert tokenizer.parts_word(before, behind) is parts
    assert Tokenizer([], [f"{before} {behind}"]).parts_word(before, behind) is parts


def test_only_a_tokenizer_that_was_told_a_spelling_keeps_it_whole(tokenizer: Tokenizer) -> None:
    assert "量子行走算法" in [word for word, _ in tokenizer.cut("研究量子行走算法")]
    assert "量子行走算法" not in [word for word, _ in Tokenizer([]).cut("研究量子行走算法")]


def test_a_known_spelling_does_not_come_out_of_two_other_words(tokenizer: Tokenizer) -> None:
    assert [word for word, _ in tokenizer.cut("并发现规律")] == ["并", "发现", "规律"]
    assert ("并发", "nz") in list(tokenizer.cut("处理并发请求"))


def test_the_temporary_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    planted = {tmp_path / name: b"planted" for name in ("jieba.cache", "jieba.u.cache")}
    for path, content in planted.items():
        path.write_bytes(content)
    code = (
        "import tempfile; from study.segment.tokenizer import Tokenizer;"
        "print(tempfile.gettempdir()); print([w for w, _ in Tokenizer([]).cut('深度学习')])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (f"{tmp_path}\n['深度', '学习']\n", "")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == planted
