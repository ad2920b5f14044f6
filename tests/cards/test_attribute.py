"""Attribute cards: aim, core idea, strength of a thing."""

from __future__ import annotations

import pytest

from study.cards import attribute
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("批归一化的目的是减小每层输入分布的变化。", "批归一化的目的是什么？", "减小每层输入分布的变化"),
        (
            "Dropout 的核心思想是在训练时随机丢弃一部分神经元。",
            "Dropout 的核心思想是什么？",
            "在训练时随机丢弃一部分神经元",
        ),
        ("BERT 的任务是理解文本,用到的工具是 Transformer,特点是双向编码。", "BERT 的任务是什么？", "理解文本"),
        (
            "批归一化的目的是减小每层输入分布的变化,优点是收敛更快。",
            "批归一化的目的是什么？",
            "减小每层输入分布的变化",
        ),
        ("LRU 的思想在于淘汰最久没有被访问的页面。", "LRU 的思想是什么？", "淘汰最久没有被访问的页面"),
        (
            "虚拟内存的优点是让每个进程以为自己独占全部内存。",
            "虚拟内存的优点是什么？",
            "每个进程以为自己独占全部内存",
        ),
        (
            "LRU 的核心思想大致可概述为用一个链表记录访问的先后。",
            "LRU 的核心思想是什么？",
            "用一个链表记录访问的先后",
        ),
        (
            "Redis 是内存数据库,这意味着断电会丢数据。",
            "Redis 是内存数据库，这意味着什么？",
            "断电会丢数据",
        ),
        ("Transformer 里去掉了循环。并行意味着允许同时训练。", "Transformer 中，并行意味着什么？", "允许同时训练"),
        (
            "目标检测要解决的是在图像中找出物体的类别和位置。",
            "目标检测要解决的是什么？",
            "在图像中找出物体的类别和位置",
        ),
    ],
)
def test_what_a_note_says_of_a_thing_is_asked_for_by_name(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(attribute, note) == [(front, back)]


def test_an_aspect_of_the_thing_just_named_is_asked_with_its_name(asked: Asked) -> None:
    note = "布隆过滤器用位数组判断元素是否存在。优点是占用的空间远小于哈希表。"
    assert asked(attribute, note) == [("布隆过滤器的优点是什么？", "占用的空间远小于哈希表")]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("快速排序的优点是非常优雅。", id="an opinion"),
        pytest.param("K-Means 的优势是否明显取决于数据。", id="whether"),
        pytest.param("它的优点是收敛很快而且不会震荡。", id="a pronoun without its noun"),
        pytest.param("LRU 的思想如下图所示。", id="points to a figure"),
        pytest.param("Transformer 的特点是什么?", id="a question"),
        pytest.param("Adam 的优势是能够...", id="cut"),
        pytest.param("Adam 的优势是快。", id="too little to know"),
    ],
)
def test_a_sentence_without_a_fact_of_its_own_gives_no_attribute(asked: Asked, note: str) -> None:
    assert asked(attribute, note) == []


def test_labels_that_name_a_deed_are_asked_by_how_and_those_of_a_part_of_the_note_are_not(asked: Asked) -> None:
    note = (
        "Docker 入门。 "
        "速读:Docker 用镜像启动容器。 "
        "坑一:忘了挂载卷就丢失数据。 "
        "要泼一点冷水:容器并不等于虚拟机本身。 "
        "面试官:镜像分几层你知道吗? 环境:一台装了内核 5.4 的机器。 "
        "查看日志:docker logs 加编号。 "
        "删除容器:先停止它的进程再移除可写层。 "
        "镜像:容器启动时的只读文件系统。"
    )
    assert asked(attribute, note) == [
        ("Docker 中，怎么查看日志？", "docker logs 加编号"),
        ("Docker 中，怎么删除容器？", "先停止它的进程再移除可写层"),
        ("Docker 中，镜像指什么？", "容器启动时的只读文件系统"),
    ]


def test_a_label_that_names_an_aspect_of_anything_asks_for_that_of_the_topic(asked: Asked) -> None:
    note = "跳表由多层有序链表组成。结构:底层包含全部元素。 局限:每个节点要存多个指针。"
    fronts = [front for front, _ in asked(attribute, note)]
    assert {"跳表的结构是什么？", "跳表的局限是什么？"} <= set(fronts)


def test_a_label_that_comes_again_is_of_several_parts_and_asks_nothing(asked: Asked) -> None:
    note = (
        "跳表由多层有序链表组成。索引层:跳过大部分元素的多层链表。 好处:查找的路径变得更短。 好处:插入的代价变得更小。"
    )
    assert [front for front, _ in asked(attribute, note)] == ["跳表中，索引层指什么？"]


def test_a_label_that_only_leads_up_to_what_follows_asks_nothing(asked: Asked) -> None:
    note = (
        "跳表由多层有序链表组成。老师强调:底层包含全部元素。 记忆:上层稀疏而下层稠密。 算个账:每个节点要存两个指针。 "
        "比如:第二层跳过一半元素。 八十年代:单机数据库流行起来。"
    )
    assert asked(attribute, note) == []


def test_a_label_of_who_says_it_or_of_an_examination_asks_nothing(asked: Asked) -> None:
    note = "红黑树是一种平衡树。 文中指出:旋转保持平衡的代价不高。 核心考点:旋转和着色怎样保持平衡的性质。"
    assert asked(attribute, note) == []


def test_an_aspect_ends_where_the_next_line_ran_into_it(asked: Asked) -> None:
    note = "Apriori 算法 目的:从交易记录里找出频繁项集 Scan 数据库的时候,候选项集很多。"
    assert ("Apriori 的目的是什么？", "从交易记录里找出频繁项集") in asked(attribute, note)


def test_an_aspect_under_the_heading_of_another_term_is_that_term_s(asked: Asked) -> None:
    note = "B 树 B 树的节点存多个键。 哈希索引 适合等值查询。 实现方式:把键散列到桶里。"
    assert ("哈希索引的实现方式是什么？", "把键散列到桶里") in asked(attribute, note)


def test_an_aspect_behind_a_sentence_on_another_concept_is_nobody_s_for_sure(asked: Asked) -> None:
    assert asked(attribute, "召回率 精确率是预测为正的样本里真为正的比例。 缺点:不看漏掉了多少正样本。") == []


def test_numbered_steps_with_what_happens_in_them_are_asked_one_by_one(asked: Asked) -> None:
    first, second = "客户端发送 FIN 报文,进入 FIN_WAIT_1 状态", "服务端回复 ACK 报文,进入 CLOSE_WAIT 状态"
    note = f"四次挥手 第一次挥手:{first}; 第二次挥手:{second};"
    assert asked(attribute, note) == [
        ("四次挥手中，第一次挥手做什么？", "客户端发送 FIN 报文，进入 FIN_WAIT_1 状态"),
        ("四次挥手中，第二次挥手做什么？", "服务端回复 ACK 报文，进入 CLOSE_WAIT 状态"),
    ]


def test_an_item_of_a_list_that_has_a_key_term_for_a_label_is_asked_for_by_it(asked: Asked) -> None:
    herd, brain = "许多线程等待同一个锁,锁释放时被同时唤醒", "网络分区之后,两个节点各自接受加锁的请求"
    note = f"分布式锁 问题: 1. 惊群效应:{herd} 2. 脑裂:{brain} 3. 预测时长:估计锁要持有多久"
    assert asked(attribute, note) == [
        ("分布式锁中，惊群效应指什么？", "许多线程等待同一个锁，锁释放时被同时唤醒"),
        ("分布式锁中，脑裂指什么？", "网络分区之后，两个节点各自接受加锁的请求"),
    ]


def test_a_label_with_nothing_but_names_behind_it_is_asked_for_them_all(asked: Asked) -> None:
    note = "表锁 表锁:表共享读锁、表独占写锁、意向锁。 行锁:记录锁、间隙锁、临键锁。"
    assert ("表锁中，行锁包括哪些？", "记录锁、间隙锁、临键锁") in asked(attribute, note)


def test_an_aspect_behind_a_label_that_names_another_concept_is_not_the_topic_s(asked: Asked) -> None:
    note = "动量法 随机梯度下降(SGD):不记得从前的梯度。 做法:随机取一部分样本来更新参数。动量法加快收敛。"
    assert not any("动量法" in front for front, _ in asked(attribute, note))


def test_the_verb_of_a_list_and_a_place_of_code_are_no_labels_to_ask_for(asked: Asked) -> None:
    note = (
        "聚类 聚类算法包括:K 均值聚类、层次聚类和混合高斯模型。 非官方实现:someone/clustering "
        "划分方法:把样本分到最近的中心。"
    )
    assert [front for front, _ in asked(attribute, note)] in ([], ["聚类中，划分方法指什么？"])


def test_neither_the_topic_nor_an_aspect_is_asked_what_it_is_by_its_label(asked: Asked) -> None:
    note = (
        "Inference 参数 Beam Search 是一种搜索方式。 Greedy Search: 每次都选取概率最大的那一个; "
        "Beam Search: 每次保留几个概率最大的,形成树; Nuclear Sampling: 每次保留累积概率达到 p 的那些"
    )
    assert [front for front, _ in asked(attribute, note)] == ["Beam Search 中，Nuclear Sampling 指什么？"]
    note = "SLAM 概述 SLAM 是定位技术。 核心挑战 1. 实时性要求:在资源受限的平台上运行 2. 光照变化:处理明暗的变化"
    assert not any("挑战的" in front for front, _ in asked(attribute, note))


def test_where_a_list_says_what_was_read_no_label_is_asked_for(asked: Asked) -> None:
    note = "红黑树 红黑树的资料: 1. 标题:平衡树的旋转与染色 2. 阅读时间:二零二零年的一月和二月"
    assert not any("标题" in front or "时间" in front for front, _ in asked(attribute, note))
