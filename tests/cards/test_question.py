"""Question cards: what a note itself asks and answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards import question
from study.cards.draft import Source
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "问:红黑树为什么要旋转? 答:插入之后节点的颜色可能违反规则。",
            "红黑树为什么要旋转？",
            "插入之后节点的颜色可能违反规则",
        ),
        (
            "Q1:什么是死锁? A1:多个线程互相等待对方的资源。 Q2:怎么避免死锁? A2:按固定的次序加锁。",
            "什么是死锁？",
            "多个线程互相等待对方的资源",
        ),
        (
            "Q:哈希表怎么处理冲突? A:拉链法。冲突的键放进同一条链表。",
            "哈希表怎么处理冲突？",
            "拉链法。冲突的键放进同一条链表",
        ),
        (
            "问:TCP 断开时哪一方进入 TIME_WAIT?为什么要等? 答:主动关闭的一方,要等网络里的旧报文消失。",
            "TCP 断开时哪一方进入 TIME_WAIT？为什么要等？",
            "主动关闭的一方，要等网络里的旧报文消失",
        ),
        ("那为啥 B+ 树比二叉树矮呢?因为一个节点能放很多键。", "为什么 B+ 树比二叉树矮？", "一个节点能放很多键"),
        ("CTC 要对很多路径求和。问:怎么把它变快? 答:用动态规划合并路径。", "怎么把 CTC 变快？", "用动态规划合并路径"),
        (
            "LRU 很常用。问:Redis 为什么快,它怕断电吗? 答:数据都在内存里。",
            "Redis 为什么快，它怕断电吗？",
            "数据都在内存里",
        ),
        (
            "问:红黑树和跳表有什么区别? 答:跳表用多层索引加快查找。红黑树靠旋转保持平衡。",
            "红黑树和跳表有什么区别？",
            "跳表用多层索引加快查找。红黑树靠旋转保持平衡",
        ),
        ("问:Redis 的一个槽有多大? 答:16 KB,不能改。", "Redis 的一个槽有多大？", "16 KB，不能改"),
        ("问:那么 Redis 的读写为什么快? 答:数据都在内存里,真香啊。", "Redis 的读写为什么快？", "数据都在内存里"),
    ],
)
def test_what_a_note_asks_and_answers_is_a_card(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(question, note)[0] == (front, back)


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        pytest.param(
            "红黑树面试题 1. 红黑树有什么用? 用来在内存里维护有序的键。 2. 查找有多快? 高度不超过对数级,查找也是。",
            "红黑树有什么用？",
            "用来在内存里维护有序的键",
            id="a heading",
        ),
        pytest.param(
            "红黑树面试题 1. 红黑树有什么用? 用来在内存里维护有序的键。 2. 查找有多快? 高度不超过对数级,查找也是。",
            "红黑树：查找有多快？",
            "高度不超过对数级，查找也是",
            id="a heading that does not name the topic",
        ),
        pytest.param(
            "红黑树面试题 1. 红黑树为什么快 高度不超过对数级。 2. 和 AVL 树的区别? 红黑树的旋转更少。",
            "红黑树和 AVL 树的区别？",
            "红黑树的旋转更少",
            id="a heading that goes on about the topic",
        ),
        pytest.param(
            "红黑树面试题 1. 红黑树为什么快 高度不超过对数级。 2. 和 AVL 树的区别? 红黑树的旋转更少。",
            "红黑树为什么快？",
            "高度不超过对数级",
            id="a heading without a question mark",
        ),
        pytest.param(
            "红黑树是平衡的二叉查找树。红黑树怎么保持平衡?插入和删除之后通过旋转和变色恢复性质。",
            "红黑树怎么保持平衡？",
            "插入和删除之后通过旋转和变色恢复性质",
            id="in passing",
        ),
    ],
)
def test_a_question_needs_no_labels_where_its_place_says_that_it_is_answered(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert (front, back) in asked(question, note)


def test_a_question_that_says_too_little_is_asked_of_the_topic(asked: Asked) -> None:
    note = "红黑树是平衡的二叉查找树。问:为什么快? 答:高度不超过对数级。"
    assert asked(question, note) == [("红黑树：为什么快？", "高度不超过对数级")]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("红黑树为什么要旋转?下次再写。", id="nobody answers"),
        pytest.param("写在前面。红黑树为什么要旋转?先从二叉树说起。", id="the answer comes later"),
        pytest.param("写在前面。红黑树到底为什么要旋转?插入会破坏颜色的规则。", id="it is asked for effect"),
        pytest.param("红黑树面试题 1. 红黑树的三种操作有哪些? 插入最难。 2. 别的 略。", id="the answer names fewer"),
        pytest.param("红黑树面试题 一、红黑树怎么删除? 1. 找到后继。 2. 交换颜色。", id="the first of several steps"),
        pytest.param("红黑树面试题 1. 为什么? 插入会破坏颜色的规则。 2. 别的 略。", id="nobody knows what is asked"),
        pytest.param("问:红黑树为什么要旋转? 答:插入之后节点的颜色...", id="the answer is cut off"),
        pytest.param("问:上图里的红黑树为什么要旋转? 答:颜色不对。", id="points outside"),
        pytest.param(
            "问:红黑树为什么要旋转? 答:两点。第一,插入的节点是红色的,父节点也可能是红色的...", id="a point is cut off"
        ),
        pytest.param("红黑树面试题 1. 红黑树有哪些性质? 红黑树的性质包括以下几个: 2. 别的 略。", id="it only leads up"),
        pytest.param("面试题 1. BERT 的原理是什么? BERT 来自谷歌的论文。 2. 别的 略。", id="where it comes from"),
        pytest.param(
            "面试题 1. 什么是四次挥手? 第一次挥手:客户端发送 FIN 报文; 第二次挥手:服务端回复...",
            id="the first of several parts",
        ),
        pytest.param("写在前面。 什么是红黑树? 红黑树的全称叫平衡的红黑二叉树。", id="what it is called"),
        pytest.param("写在前面。 什么是红黑树? 哈希表把键散列到桶里。", id="something else is told first"),
        pytest.param("问:例如给红黑树贴标签,可以有哪些? 答:颜色和高度等等。", id="an example"),
        pytest.param("红黑树 解决了什么问题 查找太慢。 怎么解决的 靠旋转保持平衡。", id="nobody knows what was solved"),
        pytest.param("问:红黑树难吗? 答:我觉得还行吧。", id="talk"),
        pytest.param("问:红黑树和跳表有什么区别? 答:跳表用多层索引加快查找。", id="one side of two"),
        pytest.param("写在前面。 为什么用红黑树? 最初的结构是一张表格。", id="no reason"),
        pytest.param(
            "红黑树入门 1. 什么是红黑树? 红黑树要满足的五个条件: 1) 根是黑色 2) 叶是黑色", id="it leads to a list"
        ),
        pytest.param("写在前面。 红黑树能被抢占吗? 见 include/linux/rbtree.h 里的宏。", id="a file"),
    ],
)
def test_a_question_without_an_answer_to_know_is_none(asked: Asked, note: str) -> None:
    assert asked(question, note) == []


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        ("什么是死锁", "definition"),
        ("死锁是什么", "definition"),
        ("死锁为什么危险", "purpose"),
        ("怎么避免死锁", "mechanism"),
        ("死锁出现在哪里", "attribute"),
    ],
)
def test_the_kind_is_that_of_what_is_asked(source_of: Callable[[str], Source], ask: str, kind: str) -> None:
    (draft,) = question.make(source_of(f"问:{ask}? 答:线程互相等待对方的资源。"))
    assert draft.kind == kind


def test_a_question_without_a_word_that_asks_is_none(asked: Asked) -> None:
    note = "问:索引为什么不用哈希表? 答:哈希表不支持范围查询。 问:那红黑树呢? 答:红黑树太高,磁盘访问次数多。"
    assert asked(question, note) == [("索引为什么不用哈希表？", "哈希表不支持范围查询")]
