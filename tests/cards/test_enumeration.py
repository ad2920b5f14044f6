"""Enumeration cards: lists, divisions and steps."""

from __future__ import annotations

import pytest

from study.cards import enumeration
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("操作系统的进程有三种状态: 1. 就绪 2. 运行 3. 阻塞", "操作系统的进程有哪三种状态？", "就绪；运行；阻塞"),
        ("LSTM 有三个门: 1. 遗忘门 2. 输入门 3. 输出门", "LSTM 有哪三个门？", "遗忘门；输入门；输出门"),
        (
            "TCP 三次握手分为三个步骤: 1. 客户端发送 SYN 2. 服务端回复 SYN 和 ACK 3. 客户端回复 ACK",
            "TCP 三次握手分为哪三个步骤？",
            "客户端发送 SYN → 服务端回复 SYN 和 ACK → 客户端回复 ACK",
        ),
        ("红黑树有以下性质: 1. 根是黑色 2. 叶子是黑色", "红黑树有哪些性质？", "根是黑色；叶子是黑色"),
        (
            "Redis 哨兵主要有以下功能: 监控:检查节点是否存活。 通知:向管理员报警。",
            "Redis 哨兵主要有哪些功能？",
            "监控：检查节点是否存活；通知：向管理员报警",
        ),
        ("快速排序 优点: 平均很快; 不占额外的空间。", "快速排序的优点有哪些？", "平均很快；不占额外的空间"),
        (
            "GAN 由生成器和判别器组成,生成器负责生成样本。",
            "GAN 由哪几部分组成？",
            "生成器；判别器",
        ),
        (
            "隐马尔可夫模型的参数由初始概率、转移概率和观测概率三部构成。",
            "隐马尔可夫模型的参数由哪几部分构成？",
            "初始概率；转移概率；观测概率",
        ),
        ("ACID 包括原子性、一致性、隔离性和持久性。", "ACID 包括哪些性质？", "原子性；一致性；隔离性；持久性"),
        ("GAN 由生成器和判别器组成。", "GAN 由哪几部分组成？", "生成器；判别器"),
        ("Transformer 由编码器、解码器两部分组成。", "Transformer 由哪两部分组成？", "编码器；解码器"),
        ("机器学习分为监督学习、无监督学习和强化学习三类。", "机器学习分为哪三类？", "监督学习；无监督学习；强化学习"),
        (
            "OSI 模型分为七层:物理层、数据链路层、网络层、传输层、会话层、表示层和应用层。",
            "OSI 模型分为哪七层？",
            "物理层；数据链路层；网络层；传输层；会话层；表示层；应用层",
        ),
        (
            "死锁的必要条件包括互斥、占有并等待、不可抢占和循环等待。",
            "死锁的必要条件包括哪些？",
            "互斥；占有并等待；不可抢占；循环等待",
        ),
        (
            "K-Means 先随机选取 K 个中心,然后把每个样本分给最近的中心,最后重新计算各簇的均值。",
            "K-Means 的步骤依次是什么？",
            "随机选取 K 个中心 → 把每个样本分给最近的中心 → 重新计算各簇的均值",
        ),
        (
            "A/B 测试把用户随机分成对照组和实验组,两组只差策略,其余都相同。",
            "A/B 测试把用户随机分成哪些？",
            "对照组；实验组",
        ),
        (
            "EM 算法的每次迭代分两步:E 步,求隐变量的后验分布;M 步,更新参数使期望最大。",
            "EM 算法的每次迭代分哪两步？",
            "E 步，求隐变量的后验分布 → M 步，更新参数使期望最大",
        ),
        (
            "BERT 的训练有两个步骤: 1. 在没有标注的语料上预训练 2. 在做下游任务时,从预训练的网络开始,"
            "在每一个任务的标注数据上继续训练所有的参数,直到验证集上的效果不再提高",
            "BERT 的训练有哪两个步骤？",
            "在没有标注的语料上预训练 → 在做下游任务时，从预训练的网络开始，在每一个任务的标注数据上继续训练所有的参数",
        ),
        (
            "SLAM 概述 SLAM 是机器人的定位技术。 核心挑战 1. 数据关联:匹配观测与地图 2. 实时性:在很少的资源上运行",
            "SLAM 的核心挑战有哪些？",
            "数据关联：匹配观测与地图；实时性：在很少的资源上运行",
        ),
        (
            "Kafka 通过分区保存消息。 其核心流程如下: 1. 生产者追加消息 2. 消费者按偏移量拉取消息",
            "Kafka 的核心流程依次是什么？",
            "生产者追加消息 → 消费者按偏移量拉取消息",
        ),
        (
            "kube-scheduler 负责挑选节点。 过程分两步走: 1. 过滤掉不合适的节点 2. 给剩下的节点打分",
            "kube-scheduler 中，过程分哪两步走？",
            "过滤掉不合适的节点 → 给剩下的节点打分",
        ),
        (
            "ARIMA 有三个阶数。p 是自回归的阶数;d 是差分的次数;q 是移动平均的阶数。",
            "ARIMA 的公式中，p、d、q 各表示什么？",
            "p：自回归的阶数；d：差分的次数；q：移动平均的阶数",
        ),
        (
            "感受野由且仅由卷积核大小和步长组成。",
            "感受野由且仅由哪几部分组成？",
            "卷积核大小；步长",
        ),
        (
            "MapReduce 先对数据分片并映射,再按键归并结果。",
            "MapReduce 的步骤依次是什么？",
            "对数据分片并映射 → 按键归并结果",
        ),
        ("进程有三种基本状态,就绪、运行和阻塞。", "进程有哪三种基本状态？", "就绪；运行；阻塞"),
        (
            "Kafka 生产者支持三种确认级别:acks=0、acks=1 和 acks=all,级别越高越可靠。",
            "Kafka 生产者支持哪三种确认级别？",
            "acks=0；acks=1；acks=all",
        ),
        ("LSTM 用三个门控制信息:输入门、遗忘门和输出门。", "LSTM 用哪三个门控制信息？", "输入门；遗忘门；输出门"),
        (
            "Raft 把共识拆开。在算法中,有三种角色,Leader,Follower和Candidate。",
            "Raft 中，有哪三种角色？",
            "Leader；Follower；Candidate",
        ),
        (
            "数据库锁保护共享的数据。 按照粒度可分为: 表锁(锁住整张表) 行锁(只锁住一行)",
            "按照粒度，数据库锁可以分为哪几类？",
            "表锁（锁住整张表）；行锁（只锁住一行）",
        ),
        (
            "GPT 只预测下一个词。 两阶段学习: 1、在语料上预训练 2、在任务上微调 其他",
            "GPT 两阶段学习依次有哪些？",
            "在语料上预训练 → 在任务上微调",
        ),
        (
            "ROUGE 可细分为 ROUGE-N, ROUGE-L 以及 ROUGE-S 三种评价指标。",
            "ROUGE 可细分为哪三种评价指标？",
            "ROUGE-N；ROUGE-L；ROUGE-S",
        ),
    ],
)
def test_parts_kinds_and_steps_are_asked_for_together(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(enumeration, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("操作系统的进程有三种状态: 1. 就绪 2. 运行...", id="the list is cut"),
        pytest.param("ACID 包括原子性、一致性、隔离...", id="the sentence is cut"),
        pytest.param("它包括查询、键和值。", id="nothing is named"),
        pytest.param("Adam 包括动量。", id="one thing is no list"),
        pytest.param("池化有两种方式: 1. [公式] 2. [公式]", id="formulas were taken out"),
        pytest.param("Docker 有两个优点: 1. 令人惊艳的速度 2. 不错的文档", id="opinions"),
        pytest.param(
            "Docker 入门 核心内容: 1. 镜像怎么构建 2. 容器怎么运行 3. 网络怎么连接", id="what the note goes into"
        ),
        pytest.param("Docker 入门 参考: 1. 容器网络详解 2. 镜像分层详解", id="what the note rests on"),
        pytest.param("ACID 包括上述三点和下面的持久性。", id="points outside"),
        pytest.param("BERT 在多项任务中表现出色,包括问答、分类和推理。", id="praise"),
        pytest.param("红黑树 插入流程: 旋转操作 染色 写在最后,树高有上界。", id="two headings below a third"),
        pytest.param("ACID 由来已久。", id="由 without what it is made of"),
        pytest.param("联邦学习的流程:S1 服务器下发模型。", id="only the first step"),
        pytest.param("机器学习分为、和监督学习。", id="an item is missing"),
        pytest.param("交叉验证将数据分成多个训练集和验证集。", id="many of one and the other"),
        pytest.param("复制算法把内存分成两块轮换着用,没有碎片,但浪费一半空间。", id="more items than counted"),
        pytest.param(
            "缓存入门。 常用的办法有两个:把空值也存起来;在前面加一层过滤器。", id="ways of doing what is not said"
        ),
        pytest.param("进程有三种基本状态,就绪和运行。", id="fewer than its lead counts"),
    ],
)
def test_what_is_no_whole_list_gives_no_enumeration(asked: Asked, note: str) -> None:
    assert asked(enumeration, note) == []


@pytest.mark.parametrize(
    ("lead", "front"),
    [
        ("缓存通常分为三个层级", "缓存通常分为哪三个层级？"),
        ("索引有 2 种", "索引有哪 2 种？"),
        ("协程有很多优点", "协程有哪些优点？"),
        ("死锁的必要条件包括", "死锁的必要条件有哪些？"),
        ("这需要", ""),
        ("分布式事务主要有以下 5 种方案", "分布式事务主要有哪 5 种方案？"),
        ("Kafka 的优点主要有以下几点", "Kafka 的优点主要有哪些？"),
        ("BERT 的训练分为以下几个阶段", "BERT 的训练分为哪些阶段？"),
        ("HTTP 请求由下面几部分组成", "HTTP 请求由哪些部分组成？"),
        ("消息队列的应用场景大致如下", "消息队列的应用场景有哪些？"),
        ("归一化主要有这几个方法", "归一化主要有哪些方法？"),
        ("归并排序的核心流程如下", "归并排序的核心流程依次是什么？"),
        ("归并排序采用了典型的两阶段过程", "归并排序采用了哪两阶段过程？"),
        ("归并排序主要包括了三个步骤", "归并排序主要包括了哪三个步骤？"),
    ],
)
def test_a_lead_turns_into_a_question(lead: str, front: str) -> None:
    assert enumeration.question(lead) == front


def test_what_the_thing_is_stands_in_no_question_about_its_parts(asked: Asked) -> None:
    note = "协同过滤是一种推荐方法,包括两类:基于用户的协同过滤和基于物品的协同过滤。"
    assert asked(enumeration, note) == [("协同过滤包括哪两类？", "基于用户的协同过滤；基于物品的协同过滤")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("栈、队列和链表", ["栈", "队列", "链表"]),
        ("栈（先进后出、后进先出）和队列", ["栈（先进后出、后进先出）", "队列"]),
        ("《栈、队列》、链表", ["《栈、队列》", "链表"]),
        ("读锁、写锁等锁", ["读锁", "写锁"]),
        ("互斥、循环等待", ["互斥", "循环等待"]),
        ("加锁，等待，解锁", ["加锁", "等待", "解锁"]),
        ("栈", ["栈"]),
    ],
)
def test_items_are_split_outside_brackets(text: str, items: list[str]) -> None:
    assert enumeration.split_items(text) == items
