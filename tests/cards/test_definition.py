"""Definition cards: the ways in which notes say what a thing is, and sentences that only look like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards import definition
from study.cards.definition.answer import trim
from study.cards.draft import Source
from tests.cards.conftest import Asked


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        ("学习率是一个控制每次参数更新步长的超参数。", "学习率是什么？", "控制每次参数更新步长的超参数"),
        ("写时拷贝法(英文:Copy-on-write)是一种推迟复制的优化策略。", "写时拷贝法是什么？", "推迟复制的优化策略"),
        ("本文介绍的跳表则是一种多层的有序链表。", "跳表是什么？", "多层的有序链表"),
        (
            "最短路径问题是一种在图中寻找两点之间权值最小的路径的问题。",
            "最短路径问题是什么？",
            "在图中寻找两点之间权值最小的路径的问题",
        ),
        (
            "Spark 的核心是弹性分布式数据集(RDD),它是一种只读的分区集合。",
            "弹性分布式数据集是什么？",
            "只读的分区集合",
        ),
        ("早停是指在验证误差不再下降时停止训练。", "早停指的是什么？", "在验证误差不再下降时停止训练"),
        (
            "线程池是指先创建一组线程,然后反复用它们执行任务。",
            "线程池指的是什么？",
            "先创建一组线程，然后反复用它们执行任务",
        ),
        ("红黑树是一种自平衡的二叉查找树,每个节点带有一个颜色位。", "红黑树是什么？", "自平衡的二叉查找树"),
        (
            "一致性哈希是一种把节点和键映射到同一个环上的哈希方法,用于减少节点增减时的数据迁移。",
            "一致性哈希是什么？",
            "把节点和键映射到同一个环上的哈希方法，用于减少节点增减时的数据迁移",
        ),
        (
            "过拟合是指模型在训练集上误差很小,在测试集上误差很大的现象。",
            "过拟合是什么？",
            "模型在训练集上误差很小，在测试集上误差很大的现象",
        ),
        (
            "所谓注意力机制,就是让模型按相关程度给输入的各部分分配权重的方法。",
            "注意力机制是什么？",
            "让模型按相关程度给输入的各部分分配权重的方法",
        ),
        (
            "稳定排序就是指如果两个元素相等,则它们在这种排序之后的先后不变。",
            "稳定排序是什么？",
            "如果两个元素相等，则它们在这种排序之后的先后不变",
        ),
        (
            "一致性哈希:简单说就是把节点和键放到同一个环上的方法。",
            "一致性哈希是什么？",
            "把节点和键放到同一个环上的方法",
        ),
        ("线程死锁是指一组线程互相等对方释放资源。", "线程死锁是什么？", "一组线程互相等对方释放资源"),
        (
            "EM 算法(Expectation-Maximization),是在概率模型中寻找参数最大似然估计的算法。",
            "EM 算法是什么？",
            "在概率模型中寻找参数最大似然估计的算法",
        ),
        (
            "InnoDB 是一个支持事务的存储引擎,在上一小节提到它有四种特性。",
            "InnoDB 是什么？",
            "支持事务的存储引擎",
        ),
        (
            "函数连同外层的变量一起保存下来,这样的组合就是闭包。",
            "闭包是什么？",
            "函数连同外层的变量一起保存下来",
        ),
        ("信息熵是衡量随机变量不确定性的量,单位为比特。", "信息熵是什么？", "衡量随机变量不确定性的量"),
        (
            "缓存击穿:某个热点键过期的瞬间,大量请求同时打到数据库。",
            "缓存击穿是什么？",
            "某个热点键过期的瞬间，大量请求同时打到数据库",
        ),
        (
            "早停是一个省事的办法:先留出验证集,误差升高就停下,取最好的参数。",
            "早停是什么？",
            "省事的办法：先留出验证集，误差升高就停下，取最好的参数",
        ),
        (
            "交叉熵被定义为用分布 q 编码来自分布 p 的样本所需的平均比特数。",
            "交叉熵是什么？",
            "用分布 q 编码来自分布 p 的样本所需的平均比特数",
        ),
        ("哈希表:根据键直接访问内存存储位置的数据结构。", "哈希表是什么？", "根据键直接访问内存存储位置的数据结构"),
        (
            "LSTM是一种带有门控单元的循环神经网络,能够缓解梯度消失。",
            "LSTM 是什么？",
            "带有门控单元的循环神经网络，能够缓解梯度消失",
        ),
        (
            "数据:从网上收集的四亿对图片和文字,叫做图文对。CLIP 用图文对训练。",
            "图文对是什么？",
            "从网上收集的四亿对图片和文字",
        ),
        (
            "脏读:事务读到了另一个事务未提交的修改,回滚之后读到的值就不存在了,因为修改被撤销。",
            "脏读是什么？",
            "事务读到了另一个事务未提交的修改，回滚之后读到的值就不存在了",
        ),
        (
            "双亲委派模型是指类加载器收到请求后,先不自己加载,而是交给父加载器。",
            "双亲委派模型是什么？",
            "类加载器收到请求后，先不自己加载，而是交给父加载器",
        ),
        (
            "每次只看一个样本就更新一次参数,这就是随机梯度下降。",
            "随机梯度下降是什么？",
            "每次只看一个样本就更新一次参数",
        ),
        (
            "布隆过滤器(Bloom Filter)即 Bloom Filter,指的是可以判断元素可能存在与否的数据结构。",
            "布隆过滤器是什么？",
            "可以判断元素可能存在与否的数据结构",
        ),
        (
            "分库分表是一种有意将一个大库的数据分散到多个库中的方式。",
            "分库分表是什么？",
            "有意将一个大库的数据分散到多个库中的方式",
        ),
        (
            "直方图均衡化既能在灰度图上做,也能在彩色图上做,是一种拉伸灰度分布的变换。",
            "直方图均衡化是什么？",
            "拉伸灰度分布的变换",
        ),
        (
            "红黑树(Red-Black Tree)又称对称二叉 B 树,简称 RB 树,是用颜色约束保持平衡的二叉查找树。",
            "红黑树是什么？",
            "用颜色约束保持平衡的二叉查找树",
        ),
        ("通俗地讲,哈希表就是把键换算成下标的数组。", "哈希表是什么？", "把键换算成下标的数组"),
        ("垃圾回收就是判断一个对象是不是还会被用到。", "垃圾回收是什么？", "判断一个对象是不是还会被用到"),
        (
            "集成学习就是通过某种策略,把多个弱学习器合成一个强学习器。",
            "集成学习指的是什么？",
            "通过某种策略，把多个弱学习器合成一个强学习器",
        ),
        (
            "最大似然估计指的是,给定一批样本,找出使它们出现的概率最大的参数。",
            "最大似然估计是什么？",
            "给定一批样本，找出使它们出现的概率最大的参数",
        ),
        ("朴素贝叶斯是一类假设特征相互独立的分类方法。", "朴素贝叶斯是什么？", "假设特征相互独立的分类方法"),
        (
            "拓扑排序是这样一种问题:给定一个有向无环图,求出一个让每条边都朝后的次序。",
            "拓扑排序是什么？",
            "给定一个有向无环图，求出一个让每条边都朝后的次序",
        ),
        (
            "若一棵树任意节点的左右子树高度差不超过 1,则称该树为平衡树。平衡树查找快。",
            "什么情况下称为平衡树？",
            "一棵树任意节点的左右子树高度差不超过 1",
        ),
        (
            "排序算法 稳定排序:如果 a 原本在 b 的前面,且 a == b,排序之后 a 仍然在 b 的前面,则为稳定排序。",
            "什么情况下称为稳定排序？",
            "a 原本在 b 的前面，且 a == b，排序之后 a 仍然在 b 的前面",
        ),
        ("CycleGAN 是一种不成对的图像翻译方法,由 Berkeley, UCB 提出。", "CycleGAN 是什么？", "不成对的图像翻译方法"),
        ("本文提出了一种基于对比学习的句向量方法 SimCSE。", "SimCSE 是什么？", "基于对比学习的句向量方法"),
        (
            "Raft 是为了便于理解而设计的一个共识算法。",
            "Raft 是什么？",
            "为了便于理解而设计的一个共识算法",
        ),
        (
            "树的结点只与父结点相连。从根开始逐层访问所有结点。这种遍历方式我们称之为“广度优先搜索”。",
            "广度优先搜索是什么？",
            "从根开始逐层访问所有结点",
        ),
    ],
)
def test_a_sentence_that_says_what_a_thing_is_gives_its_definition(
    asked: Asked, note: str, front: str, back: str
) -> None:
    assert asked(definition, note) == [(front, back)]


def test_two_names_in_one_sentence_are_each_told_by_their_own_clause(asked: Asked) -> None:
    note = "插入元素到栈的顶端的操作叫入栈,从栈的顶端取走元素的操作叫出栈。入栈和出栈都很快,入栈与出栈互逆。"
    assert not any("叫" in back for _, back in asked(definition, note))


def test_what_each_model_has_of_its_own_is_asked_of_the_topic(asked: Asked) -> None:
    note = "CTC 入门 CTC 是一种不需要对齐的训练准则。 损失函数是所有能压缩成目标文本的路径概率之和取负对数。"
    assert ("CTC 中，损失函数是什么？", "所有能压缩成目标文本的路径概率之和取负对数") in asked(definition, note)


def test_a_thing_is_defined_under_its_own_name_before_a_looser_one(source_of: Callable[[str], Source]) -> None:
    note = (
        "损失函数概述 代价函数是目标函数的一种类型,用于训练。 "
        "损失函数是用来量化模型预测与真实标签之间差异的一个非负实数函数。"
    )
    best, _ = sorted(definition.make(source_of(note)), key=lambda draft: -draft.weight)
    assert (best.front, best.back) == ("损失函数是什么？", "用来量化模型预测与真实标签之间差异的一个非负实数函数")


def test_a_compound_is_another_card_than_its_head(source_of: Callable[[str], Source]) -> None:
    note = "死锁是一种互相等待的状态。线程死锁是指一组线程互相等对方释放资源。"
    drafts = list(definition.make(source_of(note)))
    assert [(draft.front, draft.about) for draft in drafts] == [
        ("死锁是什么？", ()),
        ("线程死锁是什么？", ("线程死锁",)),
    ]


def test_in_glossary_style_each_heading_is_what_its_noun_phrase_defines(asked: Asked) -> None:
    note = "进程 一个正在运行的程序实例,拥有独立的地址空间。 线程 进程中的一个执行单元,共享所属进程的内存。"
    assert asked(definition, note) == [
        ("进程是什么？", "正在运行的程序实例，拥有独立的地址空间"),
        ("线程是什么？", "进程中的一个执行单元，共享所属进程的内存"),
    ]


def test_of_a_cut_sentence_the_clauses_that_stand_whole_are_used(asked: Asked) -> None:
    note = "一致性哈希是一种把节点和键映射到同一个环上的哈希方法,用于..."
    assert asked(definition, note) == [("一致性哈希是什么？", "把节点和键映射到同一个环上的哈希方法")]


def test_a_pronoun_is_resolved_and_never_asked_about(asked: Asked) -> None:
    note = "布隆过滤器是一种用位数组和多个哈希函数判断元素是否存在的概率型数据结构,其查询可能误报但不会漏报。"
    back = "用位数组和多个哈希函数判断元素是否存在的概率型数据结构，查询可能误报但不会漏报"
    assert asked(definition, note) == [("布隆过滤器是什么？", back)]


@pytest.mark.parametrize(
    ("note", "front", "back"),
    [
        (
            "Dropout is a regularization method that randomly drops units during training.",
            "What is Dropout?",
            "a regularization method that randomly drops units during training",
        ),
        (
            "A hash table is a data structure that maps keys to values.",
            "What is a hash table?",
            "a data structure that maps keys to values",
        ),
        (
            "An LSTM is a recurrent network with gates that control what it remembers.",
            "What is an LSTM?",
            "a recurrent network with gates that control what it remembers",
        ),
        (
            "Stacks are linear structures that remove the last added item first.",
            "What are Stacks?",
            "linear structures that remove the last added item first",
        ),
    ],
)
def test_an_english_note_is_asked_about_in_english(asked: Asked, note: str, front: str, back: str) -> None:
    assert asked(definition, note) == [(front, back)]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("中心极限定理指的是给定一个任意分布的总体。", id="what is given, and no more"),
        pytest.param("消息队列是分布式系统必然要面对的一个问题。", id="a problem, not which"),
        pytest.param("BERT 是“Bidirectional Encoder Representations from Transformers”的首字母缩写。", id="a name"),
        pytest.param("在第 5 章里讲过的分区,MongoDB 和 Solr Cloud 中被称为分片。", id="where it is called so"),
        pytest.param("垃圾回收是我个人认为最优雅的机制。", id="an opinion"),
        pytest.param("BERT 是最重要的模型。", id="praise"),
        pytest.param("Docker 是非常好用的工具。", id="praise with 非常"),
        pytest.param("虚拟内存是操作系统中重要的概念。", id="a filler that sets nothing apart"),
        pytest.param("学习率是最重要的超参数之一。", id="one among others"),
        pytest.param("学习率非常重要。", id="a property"),
        pytest.param("红黑树是否平衡取决于颜色。", id="whether"),
        pytest.param("知识蒸馏是什么?", id="a question"),
        pytest.param("Kafka 是 LinkedIn 开发的。", id="who made it"),
        pytest.param("Raft 是 2014 年由斯坦福的团队提出的算法。", id="who made it, and a bare noun"),
        pytest.param("正则项:XGBoost 在目标函数中加入正则项。正则项:限制树。", id="a label under which another acts"),
        pytest.param("关键就在深度可分离的那种卷积,翻译过来叫深度可分离卷积。", id="only a translation"),
        pytest.param("如果给它加几层索引,查找时从最高层开始,这就是跳表。", id="what it is added to stood before"),
        pytest.param("它是一种平衡树,查询复杂度为对数级。", id="a pronoun without its noun"),
        pytest.param("前者是一种带门控的循环神经网络。", id="points to the text before"),
        pytest.param("如下图所示的结构是一种平衡树。", id="points to a figure"),
        pytest.param("红黑树是一种自平衡的二叉...", id="cut inside the sentence"),
        pytest.param("学习率是一个用 [公式] 表示的超参数。", id="a formula was taken out"),
        pytest.param("It is a recurrent network with gates that control what it remembers.", id="English pronoun"),
        pytest.param("The Adam optimizer is widely used in practice for deep networks.", id="English participle"),
        pytest.param("相对位置编码是如果还用绝对位置就会出错。", id="a condition"),
        pytest.param("凸优化里局部最优就是全局最优。", id="another name alone"),
        pytest.param("早停可以看成对参数做正则化。", id="what it is seen as doing"),
        pytest.param("学习率是 [0.1, 0.3]。", id="only numbers"),
        pytest.param("POST 指的是根据请求报文。", id="half of what is meant"),
        pytest.param("HTTP 是计算机世界中,在两点之间传输超文本的约定。", id="where it is, without what"),
        pytest.param("HTTP 是什么?HTTP 是也就是 HyperText Transfer Protocol。", id="the name written out"),
        pytest.param("HTTP 是超文本传输协议,也就是 HyperText Transfer Protocol。", id="two other names"),
        pytest.param("梯度下降是使用非常广泛的优化算法。", id="how widely it is used"),
        pytest.param("协同过滤是推荐系统的一个常见应用。", id="one application of many"),
        pytest.param("快照指定的时间到了以后,把内存中的数据写入磁盘。", id="a verb that begins with 指"),
        pytest.param("A deadlock is good to avoid in programs and systems.", id="English adjective"),
        pytest.param("死锁是旨在避免的问题。", id="what it is for"),
        pytest.param("缓存是计算机存储的一种技术。", id="one technique of many"),
        pytest.param("哈希表是数据库系统中非常重要的一个组件。", id="praise of a component"),
        pytest.param("像素就是(假如有三个通道)三维的数组。", id="an aside in front"),
        pytest.param("跳表:多层索引 一个节点需要两个指针,每个指针 8 字节。", id="what a thing needs, under a line"),
        pytest.param("扩散模型是近年来最热门的生成模型。", id="how popular it is"),
        pytest.param("第一步是把问题抽象为马尔可夫决策过程,也就是明确各个组成要素。", id="what to do to get it"),
        pytest.param("要先建立索引,也就是明确哪些列常常用来查找。", id="what to do with it"),
        pytest.param("很多模型不止一层,比如逻辑回归就是一层神经网络的输出。", id="what it is in an example"),
        pytest.param(
            "缓存是数据库、浏览器、编译器以及操作系统等许多领域的核心技术。",
            id="how important it is, and in which fields",
        ),
        pytest.param("时间是变量,积分是任意非负值。", id="which value it has"),
        pytest.param("哈希表:没有顺序的概念,遍历的次序不固定。", id="what it lacks"),
        pytest.param("中心极限定理指的是给定一个总体,每次从中取样。", id="only under what condition"),
    ],
)
def test_a_sentence_that_defines_nothing_gives_no_definition(asked: Asked, note: str) -> None:
    assert asked(definition, note) == []


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("一种压缩方法，用于减小模型", "压缩方法，用于减小模型"),
        ("一种压缩模型的方法，它由大模型教小模型", "压缩模型的方法，由大模型教小模型"),
        ("一种压缩模型的方法，其和剪枝关系密切", "压缩模型的方法"),
        ("一种压缩模型的方法，效果因任务而异", "压缩模型的方法"),
        ("一种压缩模型的方法，包括两部分", "压缩模型的方法"),
        ("一种压缩模型的方法，主要分为以下 3 个步骤", "压缩模型的方法"),
        ("一种协议，让写入完成后，所有副本的值相同", "协议，让写入完成后，所有副本的值相同"),
        ("否收敛", ""),
        ("经典的算法", ""),
    ],
)
def test_an_answer_keeps_the_clauses_that_go_on_about_it(what: str, answer: str) -> None:
    assert trim(what)[0] == answer
