"""Statements: where a run of clauses begins and ends, what it is about, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cards.draft import Source
from study.cards.statement import Statement
from tests.cards.conftest import said

Take = Callable[[str], Source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Redis 是内存数据库,由于数据都在内存中", "Redis 是内存数据库"),
        ("MVCC 让读操作不加锁,事务会根据快照和日志中的版本链。", "MVCC 让读操作不加锁"),
        ("Redis 是内存数据库,当内存不足时。", "Redis 是内存数据库"),
        ("布隆过滤器用位数组表示集合,我们后面会证明。", "布隆过滤器用位数组表示集合"),
        ("协同过滤依赖用户行为,也就是说,例如点击。", "协同过滤依赖用户行为"),
        ("交叉熵衡量两个分布的差异,其公式为 [公式]", "交叉熵衡量两个分布的差异"),
        ("红黑树用颜色约束高度,比如有七个键,高度是三。", "红黑树用颜色约束高度"),
        ("红黑树是平衡树。如果在旧的系统中,红黑树有三种颜色,那么这种设计就不对。", "红黑树是平衡树"),
        ("红黑树的做法有两种。一种是旋转节点的位置,一种是改变颜色。", "红黑树的做法有两种"),
        ("与 AVL 树类似,也是一种平衡树。红黑树很快。", "红黑树很快"),
    ],
)
def test_a_statement_ends_before_the_clause_that_cannot_stand_in_it(source_of: Take, text: str, expected: str) -> None:
    assert said(source_of(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Redis 的读写很快，因为数据都在内存中。",
        "红黑树的高度有上限，因为这会限制旋转的次数。",
        "缓存越来越重要，因为这些缓存能减少磁盘的读写。",
        "Redis 把数据存在内存中，作为数据库的缓存。",
        "LSTM 可以处理很长的序列，除了没有见过的词。",
    ],
)
def test_a_reason_behind_a_fact_belongs_to_it(source_of: Take, text: str) -> None:
    assert said(source_of(text)) == [text.rstrip("。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TCP 提供可靠传输;UDP 不保证送达。", ["TCP 提供可靠传输", "UDP 不保证送达"]),
        ("红黑树可能需要旋转;支持对数时间的查找。", ["红黑树可能需要旋转", "红黑树支持对数时间的查找"]),
        (
            "进程拥有独立的地址空间;而线程共享进程的地址空间。",
            ["进程拥有独立的地址空间；而线程共享进程的地址空间", "线程共享进程的地址空间"],
        ),
    ],
)
def test_a_statement_ends_at_a_semicolon_unless_the_next_clause_answers_it(
    source_of: Take, text: str, expected: list[str]
) -> None:
    assert said(source_of(text)) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("上一节我们学习了红黑树,这种结构用颜色保持平衡。", "红黑树用颜色保持平衡"),
        ("搜索引擎的核心是倒排索引,该结构由词找到文档。", "倒排索引由词找到文档"),
        ("跳表 本文介绍的跳表在每层抽取一部分节点。", "跳表在每层抽取一部分节点"),
    ],
)
def test_what_a_note_says_it_speaks_of_is_the_subject(source_of: Take, note: str, expected: str) -> None:
    assert expected in said(source_of(note))


def test_of_two_things_that_a_note_told_of_neither_is_the_subject(source_of: Take) -> None:
    lines = said(source_of("上一节我们学习了红黑树和跳表,这种结构用颜色保持平衡。"))
    assert not any("颜色" in line for line in lines)


def test_what_a_model_learned_is_not_what_the_note_speaks_of(source_of: Take) -> None:
    lines = said(source_of("BERT 用掩码训练,学习了词向量,可以用于分类。"))
    assert not any(line.startswith("词向量可以") for line in lines)


def test_a_long_sentence_gives_up_its_last_clauses(source_of: Take) -> None:
    text = "二叉堆用数组存储一棵完全二叉树," + "父节点的值总是不小于它左右两个子节点的值," * 7 + "堆顶最大。"
    (statement, *_) = source_of(text).statements
    assert len(statement.text) <= 120
    assert statement.text.endswith("父节点的值总是不小于它左右两个子节点的值")


def only(source: Source) -> Statement:
    return source.statements[0]


def test_a_statement_knows_its_scope_its_subject_and_what_it_says_of_it(source_of: Take) -> None:
    statement = only(source_of("在推荐系统中,协同过滤(CF)利用相似用户的行为。"))
    assert statement.scope == "在推荐系统中，"
    assert statement.subject is not None
    assert (statement.subject.name, statement.shown) == ("协同过滤", "协同过滤")
    assert statement.predicate == "利用相似用户的行为"


def test_a_statement_without_a_term_in_front_has_no_subject(source_of: Take) -> None:
    statement = only(source_of("下午的会议讨论了红黑树。"))
    assert (statement.subject, statement.shown, statement.predicate) == (None, "", "下午的会议讨论了红黑树")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(
            "写时复制 通过推迟拷贝来节省内存。 引用计数 用一个整数记录有多少处指向对象",
            ["写时复制通过推迟拷贝来节省内存", "引用计数用一个整数记录有多少处指向对象"],
            id="the first sentence and lines without a full stop",
        ),
        pytest.param(
            "写时复制 在多数操作系统中,进程共享内存页。",
            ["在多数操作系统中，进程共享内存页", "进程共享内存页"],
            id="a scope is no deed",
        ),
        pytest.param(
            "协同过滤面试题 1. 有哪些类型 基于模型(model based)的协同过滤 用机器学习的思想来建模。",
            ["用机器学习的思想来建模"],
            id="a heading that only begins with a term",
        ),
        pytest.param(
            "一致性哈希 一致性哈希把键映射到环上。 计算节点的位置也一样。",
            ["一致性哈希把键映射到环上", "计算节点的位置也一样"],
            id="prose further on speaks of what was said last",
        ),
        pytest.param(
            "缓存穿透 恶意请求会绕过缓存。 1. 用布隆过滤器拦截,不查数据库 2. 用空值占位",
            ["缓存穿透恶意请求会绕过缓存", "用布隆过滤器拦截，不查数据库", "用空值占位"],
            id="numbered lines that a sentence leads up to",
        ),
        pytest.param(
            "Dropout 介绍 通过随机丢弃神经元来防止过拟合。",
            ["Dropout 通过随机丢弃神经元来防止过拟合"],
            id="a heading that names it before the word for the part that follows",
        ),
        pytest.param(
            "写时复制的实现原理 1. 获取页表 2. 把页标为只读",
            ["获取页表", "把页标为只读"],
            id="a step is not what it does",
        ),
        pytest.param(
            "一致性哈希 1. 红黑树 2. 利用有序表找到下一个节点。",
            ["红黑树", "利用有序表找到下一个节点"],
            id="the item before is of another",
        ),
        pytest.param(
            "写时复制 安装依赖需要有管理员的权限,否则失败",
            ["安装依赖需要有管理员的权限，否则失败"],
            id="what somebody is to do",
        ),
    ],
)
def test_a_heading_is_the_subject_of_what_stands_under_it_without_one(
    source_of: Take, note: str, expected: list[str]
) -> None:
    assert said(source_of(note)) == expected


def test_an_item_of_a_list_that_names_what_it_speaks_of_says_something_by_itself(source_of: Take) -> None:
    source = source_of("读文件的过程如下: 1. CPU 向磁盘控制器发出命令; 2. 先等待,再返回; 3. DMA:搬运数据;")
    assert said(source) == ["CPU 向磁盘控制器发出命令"]
    assert source.statements[0].is_line


def test_a_statement_from_mid_sentence_ends_before_what_points_to_all_of_it(source_of: Take) -> None:
    note = "数据并行把批次分给设备,GPU 计算梯度。 最朴素的是各自计算,master 汇总更新,这种方法需要传递全量梯度。"
    lines = said(source_of(note))
    assert "master 汇总更新" in lines
    assert [line for line in lines if "这种方法" in line] == [lines[-2]]  # that begins where the sentence does


def test_a_clause_behind_a_reason_with_a_subject_of_its_own_gets_no_other(source_of: Take) -> None:
    note = "Redis 缓存 Redis 把数据放在内存里。 由于前面的查询结果已经排好,可以直接存在本地。"
    assert not any(line.startswith("Redis 可以直接存") for line in said(source_of(note)))


def test_a_statement_quotes_the_note_s_own_words(source_of: Take) -> None:
    text = "概述 但是,ActorCritic 有两个网络,一个选动作,我们后面再讲。"
    statement = only(source_of(text))
    assert statement.text == "Actor-Critic 有两个网络，一个选动作"
    assert text[statement.start : statement.end] == "ActorCritic 有两个网络,一个选动作"
    assert statement.heading == "概述"
    assert text[statement.start : statement.end_of("有两个网络")] == "ActorCritic 有两个网络"
    assert statement.end_of("没有这句") == statement.end


PIECES = st.sampled_from(
    [
        "红黑树", "TCP", "ActorCritic", "它", "其", "是一种平衡树", "有两个网络", "提供可靠传输", "但是,", "一般来说,",
        "如果", ",", ";", "。", "? ", "(RBT)", "在推荐系统中,", "[公式]", " ", "概述 ", "我们", "的", "包括: ", "...",
    ]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=25).map("".join))
@settings(max_examples=60, deadline=None)
def test_every_statement_lies_within_the_note_clause_by_clause(source_of: Take, text: str) -> None:
    for statement in source_of(text).statements:
        assert statement.text
        assert 0 <= statement.start < statement.end == statement.ends[-1] <= len(text)
        assert list(statement.ends) == sorted(statement.ends)
        assert statement.text.startswith(statement.scope + statement.shown)
        assert not statement.text.endswith(("。", "，", "；"))
