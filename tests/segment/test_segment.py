"""Entries taken apart: headings, sentences, listings and the concepts that whole words name."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.catalog import Catalog
from study.model import Entry, Passage
from study.segment import Segmenter, counted

Take = Callable[[str], Passage]

PIECES = st.sampled_from(
    [
        *"堆栈树的是在有三个种 \u3000,，.。:：;；!！?？()（）[]《》“”\"'、-•①💡🔖",
        "哈希表", "并发现", "TCP", "tf.Example", "f(x,t)", "0.5", "e.g.", "1. ", "2、", "概述 ", "包括: ", "三种: ",
        "[公式]", "[代码]", "https://example.org/x ", "...", "Quick Sort", "𝑥", "é", "\ufe0f",
    ]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_every_part_is_the_entry_s_own_text_at_its_place(segmenter: Segmenter, known: Catalog, text: str) -> None:
    passage = segmenter.segment(Entry("e", text, ("a.txt",)), known.mentions(text))
    items = [part for listing in passage.listings for part in (listing.lead, *listing.items)]
    for part in (*passage.headings, *passage.sentences, *items):
        assert part.text == text[part.start : part.end] == part.text.strip()
        assert part.text
        for word in part.words:
            assert word.text == text[word.start : word.end]
            assert part.start <= word.start < word.end <= part.end
    run = sorted((part.start, part.end) for part in (*passage.headings, *passage.sentences))
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(run))


def test_a_heading_stands_apart_and_over_the_sentences_that_follow_it(passage_of: Take) -> None:
    passage = passage_of("堆排序 堆排序先建堆。再逐个取出堆顶。 缺点 堆排序不稳定。")
    assert [heading.text for heading in passage.headings] == ["堆排序", "缺点"]
    assert [(sentence.heading, sentence.text) for sentence in passage.sentences] == [
        ("堆排序", "堆排序先建堆。"),
        ("堆排序", "再逐个取出堆顶。"),
        ("缺点", "堆排序不稳定。"),
    ]


def test_an_item_of_a_numbered_list_heads_none_of_its_siblings(passage_of: Take) -> None:
    passage = passage_of("GPU 编程 1. 网格 2. 线程块 3. 程序分成两部分执行,内存各自独立。")
    assert [sentence.heading for sentence in passage.sentences][-1] == "GPU 编程"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("链表插入很快。 数组按下标访问...", [False, True]),
        ("链表插入很快。 数组按下标访问…", [False, True]),
        ("链表插入很快。 数组按下标访问很快。...", [False, False]),
        ("链表插入很快。 数组按下标访问快吗?...", [False, False]),
        ("链表插入很快。 他说“数组更快。”...", [False, False]),
        ("链表插入很快。 数组按下标访问", [False, False]),
    ],
)
def test_only_a_sentence_that_the_excerpt_breaks_off_is_cut(passage_of: Take, text: str, cut: list[bool]) -> None:
    assert [sentence.cut for sentence in passage_of(text).sentences] == cut


@pytest.mark.parametrize(
    ("text", "items", "cut"),
    [
        ("进程有三种状态: 就绪 运行 阻塞", ["就绪", "运行", "阻塞"], False),
        ("进程有三种状态: 就绪 运行 阻塞 调度器切换它们。", ["就绪", "运行", "阻塞"], False),
        ("死锁的条件包括: 互斥 占有并等待 不可剥夺 循环等待", ["互斥", "占有并等待", "不可剥夺", "循环等待"], False),
        ("事务的特性有: 1. 原子性 1. 隔离性 1. 持久性", ["原子性", "隔离性", "持久性"], False),
        (
            "建立连接分三步: 1. 发出请求。 2. 收到应答。 3. 再次确认。",
            ["发出请求。", "收到应答。", "再次确认。"],
            False,
        ),
        ("建立连接分三步: ① 发出请求 ② 收到应答 ③ 再次确认", ["发出请求", "收到应答", "再次确认"], False),
        ("事务的特性有: 1. 原子性。全做或全不做。 2. 隔离性。", ["原子性。", "隔离性。"], False),
        ("提交分两步: (1)准备。 (2)提交。 3 缺点 (1)阻塞。", ["准备。", "提交。"], False),
        ("数组的优点: • 访问快 • 省内存", ["访问快", "省内存"], False),
        ("建立连接的过程: ①发出请求（SYN）②收到应答③再次确认", ["发出请求（SYN）", "收到应答", "再次确认"], False),
        ("建立连接分三步: 1. 发出请求。 2. 收到应答。 3. 再次...", ["发出请求。", "收到应答。"], True),
        ("事务的特性有: 原子性 隔离性 持久...", ["原子性", "隔离性"], True),
        (
            "节点的职责有以下几项: 监控:检查节点。另外也计数。 通知:报告故障。",
            ["监控:检查节点。", "通知:报告故障。"],
            False,
        ),
        ("数组的优点: 访问快; 省内存; 容易写。", ["访问快;", "省内存;", "容易写。"], False),
        ("事务有 3 种方案: 补偿方案 消息方案 通知方案", ["补偿方案", "消息方案", "通知方案"], False),
        (
            "类的周期包括: 加载(Load) 验证(Verify) 使用(Use) 其中验证很慢。",
            ["加载(Load)", "验证(Verify)", "使用(Use)"],
            False,
        ),
        ("排序算法一共有 3 种: QuickSort MergeSort HeapSort", ["QuickSort", "MergeSort", "HeapSort"], False),
    ],
)
def test_a_lead_and_the_items_behind_it_are_a_listing(passage_of: Take, text: str, items: list[str], cut: bool) -> None:
    (listing,) = passage_of(text).listings
    assert listing.lead.text == text[: text.index(":") + 1]
    assert ([item.text for item in listing.items], listing.cut) == (items, cut)


@pytest.mark.parametrize(
    "text",
    [
        "误差可以写作: [公式] 1. 偏差 2. 方差",
        "循环这样写: [代码] 初始化 判断 更新",
        "进程有三种状态: 就绪 运行",
        "数组的优点: 访问快。",
        "数组的优点:",
        "令牌桶的规则: The bucket holds b tokens. Each request takes one token. 多余的丢弃",
        "每个叶子对应一个区域: 分类:存储类别; 回归:存储均值。",
        "数组和链表。 前者访问快 后者插入快",
    ],
)
def test_no_listing_is_made_where_the_items_are_not_all_there(passage_of: Take, text: str) -> None:
    assert passage_of(text).listings == ()


def test_a_noun_behind_items_that_are_clauses_heads_the_next_part(passage_of: Take) -> None:
    text = "虚拟内存的好处: 隔离了不同的进程 扩大了可用的空间 页表 页表记录映射。"
    assert [item.text for item in passage_of(text).listings[0].items] == ["隔离了不同的进程", "扩大了可用的空间"]


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("观察线程并发现死锁。", ["线程", "并发", "死锁"], ["线程", "死锁"]),
        ("对方差点赢了。", ["方差"], []),
        ("试卷积压很多。", ["卷积"], []),
        ("路线程序都定了。", ["线程"], []),
        ("样本方差很小。", ["方差"], ["方差"]),
        ("支持高并发的线程池。", ["并发", "线程池"], ["并发", "线程池"]),
    ],
)
def test_a_concept_that_only_cuts_across_words_is_not_named(
    known: Catalog, passage_of: Take, text: str, found: list[str], kept: list[str]
) -> None:
    assert [text[mention.start : mention.end] for mention in known.mentions(text)] == found
    assert [text[mention.start : mention.end] for mention in passage_of(text).mentions] == kept


@pytest.mark.parametrize(
    ("lead", "count"),
    [
        ("分为三个阶段", 3),
        ("有 4 种做法", 4),
        ("两大类", 2),
        ("先分两类,再分五步", 5),
        ("第三天", 0),
        ("有很多种", 0),
        ("", 0),
    ],
)
def test_a_lead_s_last_count_says_how_many_things_it_announces(lead: str, count: int) -> None:
    assert counted(lead) == count
