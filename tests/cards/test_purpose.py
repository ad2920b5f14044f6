"""Purpose cards: what a thing is for, and why it is so."""

from __future__ import annotations

import pytest

from study.cards import purpose
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("布隆过滤器用于快速判断元素是否可能在集合中。", "布隆过滤器用来做什么？", "快速判断元素是否可能在集合中"),
        ("读写锁可以用来提高并发读取的吞吐量。", "读写锁用来做什么？", "提高并发读取的吞吐量"),
        ("Kafka 广泛应用于收集海量的日志。", "Kafka 用来做什么？", "收集海量的日志"),
        (
            "位置编码用于注入词的顺序信息,因为注意力机制本身不区分顺序。",
            "位置编码用来做什么？",
            "注入词的顺序信息",
        ),
        (
            "Redis 哨兵用于实现集群的高可用,本身也是分布式的,多个哨兵互相协同。",
            "Redis 哨兵用来做什么？",
            "实现集群的高可用",
        ),
        ("知识蒸馏旨在把大模型的能力迁移到小模型。", "知识蒸馏的目的是什么？", "把大模型的能力迁移到小模型"),
        ("为了衡量两个分布的距离,使用 KL 散度来 衡量", "使用 KL 散度是为了什么？", "衡量两个分布的距离"),
        ("早停是为了防止模型过拟合。", "早停的目的是什么？", "防止模型过拟合"),
        ("虚拟内存的引入是为了隔离不同进程的地址空间。", "虚拟内存的引入是为了什么？", "隔离不同进程的地址空间"),
        ("ResNet 的提出主要是为了解决深层网络的退化。", "ResNet 的提出是为了什么？", "解决深层网络的退化"),
        (
            "朴素贝叶斯是一种概率分类方法,常用于文档分类和垃圾邮件过滤。",
            "朴素贝叶斯常用于什么？",
            "文档分类和垃圾邮件过滤",
        ),
        ("Kafka 是一个消息队列,主要应用于实时的日志收集。", "Kafka 主要应用于什么？", "实时的日志收集"),
        (
            "布隆过滤器不仅可以节省内存,还可以避免多余的磁盘访问。",
            "布隆过滤器有什么作用？",
            "节省内存，还可以避免多余的磁盘访问",
        ),
        ("布隆过滤器(Bloom Filter),用来快速判断元素是否存在。", "布隆过滤器用来做什么？", "快速判断元素是否存在"),
    ],
)
def test_what_a_thing_is_for_is_asked_of_that_thing(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(purpose, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "Dropout 随机丢弃一部分神经元,以防止过拟合。",
            "Dropout 随机丢弃一部分神经元，目的是什么？",
            "防止过拟合",
        ),
        (
            "红黑树在插入后旋转节点,从而保持树的平衡。",
            "红黑树在插入后旋转节点，结果是什么？",
            "保持树的平衡",
        ),
        ("LSTM 加入遗忘门以缓解梯度消失。", "LSTM 加入遗忘门，目的是什么？", "缓解梯度消失"),
        ("为了减少磁盘寻道,数据库引入了 B+ 树。", "引入 B+ 树是为了什么？", "减少磁盘寻道"),
        ("为了捕捉长距离依赖,研究者提出了许多注意力机制的方法。", "提出许多注意力机制是为了什么？", "捕捉长距离依赖"),
        ("为了避免死锁,线程按固定顺序申请锁。", "线程按固定顺序申请锁是为了什么？", "避免死锁"),
        ("为了提高吞吐量,Kafka 把消息攒成一批再发送。", "Kafka 把消息攒成一批再发送是为了什么？", "提高吞吐量"),
    ],
)
def test_a_deed_stands_in_the_question_and_its_aim_in_the_answer(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(purpose, note) == [(front, back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "残差连接能缓解梯度消失是因为梯度可以沿捷径直接回传。",
            "为什么残差连接能缓解梯度消失？",
            "梯度可以沿捷径直接回传",
        ),
        (
            "TCP 需要三次握手,原因在于双方都要确认对方的收发能力。",
            "为什么 TCP 需要三次握手？",
            "双方都要确认对方的收发能力",
        ),
        (
            "因为数据全部放在内存里,所以 Redis 的读写不需要等待磁盘。",
            "为什么 Redis 的读写不需要等待磁盘？",
            "数据全部放在内存里",
        ),
        (
            "由于每个节点最多只有两个子节点,因此二叉树的查找只需要比较两次。",
            "为什么二叉树的查找只需要比较两次？",
            "每个节点最多只有两个子节点",
        ),
        ("单链表只保存后继指针,所以不能从后往前遍历。", "为什么单链表不能从后往前遍历？", "单链表只保存后继指针"),
        ("红黑树只要求近似平衡,因此适用范围更广。", "为什么红黑树的适用范围更广？", "红黑树只要求近似平衡"),
        (
            "LSTM 的门可以一直开着,因此很多步以前的梯度也传得回来。",
            "为什么很多步以前的梯度也传得回来？",
            "LSTM 的门可以一直开着",
        ),
        (
            "HTTP 是无状态的协议,因此服务器需要用 Cookie 记录会话。",
            "为什么服务器需要用 Cookie 记录会话？",
            "HTTP 是无状态的协议",
        ),
        (
            "MVCC 很常用。快照是基于事务开始时的状态创建的,因此事务不会读到别人未提交的修改。",
            "为什么事务不会读到别人未提交的修改？",
            "快照基于事务开始时的状态创建",
        ),
        (
            "KL 散度之所以不叫距离,是因为它不满足对称性。",
            "为什么 KL 散度不叫距离？",
            "KL 散度不满足对称性",
        ),
        (
            "红黑树由于其自平衡的特性,保证了最坏情形下对数级的查找。",
            "红黑树为什么保证了最坏情形下对数级的查找？",
            "自平衡的特性",
        ),
    ],
)
def test_a_fact_with_its_cause_is_asked_for_by_why(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(purpose, note) == [(front, back)]


def test_each_item_of_a_list_about_a_term_is_asked_for_the_aim_that_it_states(asked: Asked) -> None:
    note = "注意力机制的改进包括: 1. 缩放点积以防止梯度消失 2. 拼接结果 3. 使用多头来捕捉不同子空间的关系"
    assert asked(purpose, note) == [
        ("注意力机制为什么缩放点积？", "防止梯度消失"),
        ("注意力机制为什么使用多头？", "捕捉不同子空间的关系"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("它用于快速判断元素是否在布隆过滤器中。", id="a pronoun without its noun"),
        pytest.param("这样做是为了防止过拟合。", id="points outside"),
        pytest.param("布隆过滤器用于上述场景的加速。", id="the aim points outside"),
        pytest.param("因此这个方法很适合 Redis。", id="no cause is told"),
        pytest.param("由于数据都在内存中,因此 Redis 很重要。", id="praise"),
        pytest.param("TCP 很复杂,因此很多人倾向于使用封装好的库。", id="a habit"),
        pytest.param("当内存不足时,因此 Redis 会淘汰部分键。", id="a condition is no cause"),
        pytest.param("与 UDP 不同,因此 TCP 需要先建立连接。", id="a comparison is no cause"),
        pytest.param("布隆过滤器是用来判断元素是否存在的数据结构。", id="a definition"),
        pytest.param("红黑树在插入之后得以保持平衡。", id="以 inside 得以"),
        pytest.param("Redis 的单个实例足以支持高并发。", id="以 inside 足以"),
        pytest.param("布隆过滤器在爬虫里可以实现去重。", id="以 inside 可以"),
        pytest.param("语义分割为每个像素分配一个类别,如把猫都标成猫。", id="为 that says for whom"),
        pytest.param("为了进一步压缩,不是保存布隆过滤器的位置,而是保存差值。", id="what is not done"),
        pytest.param("TCP 用于传输。", id="too bare an aim"),
        pytest.param("为了什么要用红黑树?", id="a question"),
        pytest.param("布隆过滤器用于快速判断...", id="cut"),
        pytest.param("布隆过滤器用于计算 [公式]。", id="a formula was taken out"),
        pytest.param("红黑树是一种平衡树。", id="no aim"),
        pytest.param("Bloom filters are used for membership tests.", id="English"),
        "Raft 是为了便于理解而设计的一个共识算法。",
    ],
)
def test_where_no_aim_and_no_cause_is_told_there_is_no_purpose(asked: Asked, note: str) -> None:
    assert asked(purpose, note) == []


def test_a_verb_of_direction_is_no_purpose(asked: Asked) -> None:
    assert asked(purpose, "解码器把低层特征拼进来改善边缘的轮廓。") == []
