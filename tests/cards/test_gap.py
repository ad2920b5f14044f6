"""Gaps: what a cloze hides, so that what is asked for is the fact, whole and never the topic itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from study.cards import cloze
from study.cards.draft import Source
from study.ids import fold
from tests.cards.conftest import Asked


def hidden(cards: list[tuple[str, str]]) -> list[str]:
    return [gap for front, _ in cards for gap in re.findall(r"\{\{c1::(.*?)\}\}", front)]


LISTS = [
    ("Transformer 使用编码器和解码器处理序列。", "编码器和解码器"),
    ("Kafka 用分区和副本应对单机的故障。", "分区和副本"),
    ("Docker 使用命名空间和 cgroups 隔离容器。", "命名空间和 cgroups"),
    ("Adam 结合了动量法和 RMSProp。", "动量法和 RMSProp"),
    ("MapReduce 把任务分为 Map 和 Reduce 两个阶段。", "Map 和 Reduce"),
    ("在一个进程中，每个线程拥有独立的栈和程序计数器。", "独立的栈和程序计数器"),
    ("CAP 定理涉及一致性、可用性和分区容错性。", "一致性、可用性和分区容错性"),
]
PHRASES = [
    ("知识蒸馏让参数少得多的学生模型学习教师模型的软标签。", "教师模型的软标签"),
    ("批归一化在每一步训练中都使用小批量的均值和方差。", "小批量的均值和方差"),
    ("死锁的检测使用资源分配图。", "资源分配图"),
    ("K-Means 使用欧氏距离衡量样本的相似度。", "欧氏距离"),
    ("负载均衡器采用轮询策略分发请求。", "轮询策略"),
    ("垃圾回收通过可达性分析找到存活对象。", "存活对象"),
    ("卷积神经网络利用卷积核提取局部特征。", "局部特征"),
    ("逻辑回归和感知机都属于线性分类器。", "线性分类器"),
    ("MySQL 的 InnoDB 引擎使用 B+ 树组织索引。", "B+ 树"),
    ("HTTPS 在 TCP 之上使用 TLS/SSL 协议。", "TLS/SSL 协议"),
    ("word2vec 用很浅的网络把词映射成几百维的稠密向量。", "几百维的稠密向量"),
    ("Transformer 没有采用循环网络的结构,而是完全依赖于注意力的计算。", "注意力的计算"),
    ("强化学习要收集的是智能体和环境互动的轨迹。", "轨迹"),
    ("GAN 的判别器负责判断生成器生成的样本是否为真,训练靠反向传播。", "反向传播"),
    ("Kafka 用顺序写代替随机的磁盘访问,吞吐量更高。", "随机的磁盘访问"),
    ("卷积神经网络常常被用在图像的分类上。", "图像的分类"),
    ("目标检测需要同时预测物体的类别和位置,因此比图像分类难。", "物体的类别和位置"),
    ("TCP 拥塞控制以丢包的次数为依据,调整窗口。", "丢包的次数"),
    ("ARIMA 的 d 为时间序列成为平稳时所做的差分次数。", "差分次数"),
    ("BERT 整体上是一个自编码语言模型(Autoencoder LM),设计了两个任务。", "自编码语言模型（Autoencoder LM）"),
    ("卷积层的输入和输出由四维张量组成。", "四维张量"),
    ("知识图谱把世界的知识表示为实体和关系的网络。", "实体和关系的网络"),
    ("遗传算法中，过早收敛会限制种群的探索能力。", "种群的探索能力"),
    ("传统的词袋模型中,得到的表示更多的是一种忽略次序的计数。", "忽略次序的计数"),
    ("哈希表采用随机技术决定哪些桶应增加多少个节点。", "随机技术"),
]
WHOLE_NAMES = [
    (
        "伸展树在 1985 年被 Daniel D. Sleator 和 Robert Tarjan 提出。",
        "Daniel D. Sleator 和 Robert Tarjan",
    ),
    (
        "红黑树是常见的数据结构。ConcurrentHashMap、TreeMap 以及 JDK8 的 HashMap 底层都用到了红黑树。",
        "ConcurrentHashMap、TreeMap 以及 JDK8 的 HashMap",
    ),
]
GLOSSED = [
    ("目标检测使用边界框(bounding box)。", "边界框（bounding box）"),
    ("推荐系统的召回阶段通常依赖协同过滤(collaborative filtering)。", "协同过滤（collaborative filtering）"),
]
KINDS_BEHIND = [
    ("谱聚类为了降维,使用一种叫做 Laplacian eigenmaps 的技术。", "Laplacian eigenmaps"),
    ("搜索引擎对网页排序,采用一种名为 TrustRank 的算法。", "TrustRank"),
]
EXAMPLES = [
    ("键值数据库如 Redis 把数据存储在内存中。", "内存"),
    ("HTTPS 用混合加密方式保护数据,例如 TLS 的握手。", "混合加密方式"),
]
PLURALS = [
    ("Random forests average the predictions of decision trees.", "decision trees"),
    ("BERT is trained with masked language models on large corpora.", "masked language models"),
    ("Kafka stores messages in partitions on several machines.", "partitions"),
    ("Redis uses skip lists to keep sorted sets in order.", "skip lists"),
    ("TCP uses sequence numbers to reorder packets.", "sequence numbers"),
    ("Recurrent neural networks suffer from vanishing gradients.", "vanishing gradients"),
]
AMOUNTS = [
    ("MoCo 的动量系数取 0.999,变化很慢。", "0.999"),
    ("Redis 的默认端口是 6379,集群总线端口要再加一万。", "6379"),
    ("InnoDB 一个页默认 16KB,一页放得下上千个键。", "16KB"),
    ("BERT 遮住的词占 15%,其余不变。", "15%"),
    ("二叉堆的插入操作的时间为 O(logn)。", "O(logn)"),
    ("声纹识别的信号频率为 20hz ~ 20khz 之间。", "20hz ~ 20khz"),
    ("A goroutine starts with a stack of about 2 KB and grows on demand.", "2 KB"),
]
TITLES = [
    ("GPT 的论文《Improving Language Understanding》介绍了预训练。", "预训练"),
    (
        "BERT 在论文《BERT: Pre-training of Deep Bidirectional Transformers》中使用掩码语言模型。",
        "掩码语言模型",
    ),
]


@pytest.mark.parametrize(("note", "gap"), LISTS)
def test_a_coordinated_list_is_hidden_whole(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), PHRASES)
def test_a_noun_phrase_is_hidden_whole(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), WHOLE_NAMES)
def test_persons_and_names_that_belong_together_are_hidden_together(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), GLOSSED)
def test_the_name_in_the_other_language_is_hidden_with_a_name(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), KINDS_BEHIND)
def test_a_name_is_hidden_and_its_kind_stays_in_sight(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), TITLES)
def test_half_a_title_is_never_hidden(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), EXAMPLES)
def test_the_fact_is_hidden_and_not_the_example_beside_it(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize(("note", "gap"), AMOUNTS)
def test_an_amount_is_hidden_with_its_unit(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


def test_a_number_in_an_example_is_nothing_to_know(asked: Asked) -> None:
    assert asked(cloze, "举个例子,哈希表放了三个键以后,装载因子就是 0.75。") == []


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("In the CAP theorem every read sees the latest write.", id="a verb before a determiner"),
        pytest.param("MCTS uses a rule which balances exploitation.", id="a verb behind which"),
        pytest.param("In a mixture of experts a loss is added during training.", id="a participle behind is"),
        pytest.param("Points on the margin of an SVM are called support vectors.", id="half of a name"),
        pytest.param("Classifier-free guidance in five minutes.", id="a title without a verb"),
    ],
)
def test_an_english_gap_never_holds_the_verb(asked: Asked, note: str) -> None:
    assert not {"read sees", "balances exploitation", "added during training", "vectors", "five minutes"} & set(
        hidden(asked(cloze, note))
    )


@pytest.mark.parametrize(("note", "gap"), PLURALS)
def test_an_english_gap_holds_its_plural_s(asked: Asked, note: str, gap: str) -> None:
    assert hidden(asked(cloze, note)) == [gap]


@pytest.mark.parametrize("note", [note for note, _ in [*LISTS, *PHRASES, *TITLES, *EXAMPLES, *PLURALS]])
def test_the_topic_and_the_rest_of_the_sentence_stay_in_sight(
    asked: Asked, source_of: Callable[[str], Source], note: str
) -> None:
    source = source_of(note)
    ((front, _),) = asked(cloze, note)
    (gap,) = hidden([(front, "")])
    topic = (source.topic.name, *source.topic.aliases)
    assert not any(fold(name) in fold(gap) for name in topic)
    assert any(fold(name) in fold(front) for name in topic)
    (statement, *_) = source.statements
    assert front.rstrip("。.") == statement.text.replace(gap, f"{{{{c1::{gap}}}}}")


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("梯度下降的收敛速度取决于学习率。", id="only the topic could be hidden"),
        pytest.param("优化手段包括 SGD、Adam 和 RMSProp。", id="a list that holds the topic"),
        pytest.param("负载均衡算法包括轮询、加权轮询和最少连接。", id="one word stands in two items of the list"),
        pytest.param("跳表在一些数据库如 Redis 里使用。", id="the topic and an example"),
        pytest.param("GAN 的论文是《Generative Adversarial Nets》。", id="only a title"),
        pytest.param("训练红黑树。", id="too short"),
        pytest.param("进程、数据库事务和分布式任务。", id="a list without a verb"),
        pytest.param("凡经历过几场面试的程序员。", id="a noun phrase"),
        pytest.param("数据库索引的底层存在很多种类型。", id="only a number"),
        pytest.param("迁移学习的成本低于有监督训练流程。", id="half of 有监督"),
        pytest.param("目标检测还需要引入一些位置概念。", id="some, not which"),
        pytest.param("大部分原因是为了重用 Redis 的数据。", id="the reason of what was said before"),
        pytest.param("随后线程释放锁和内存。", id="goes on from the sentence before"),
        pytest.param("消费娱乐：手机的人脸识别以及支付 APP 中的人脸识别。", id="a label and a list"),
        pytest.param("操作系统的进程控制块保存了程序计数器和其他寄存器。", id="what is hidden is not all named"),
        pytest.param("在操作系统中，上下文切换是计算密集型操作。", id="anything would fit"),
        pytest.param("死锁并非数据库的事务错误。", id="one of many that it is not"),
        pytest.param("死锁不只属于数据库的事务。", id="one of many that it is not alone"),
        pytest.param("有研究者提出,没有必要依赖于卷积神经网络。", id="somebody's opinion"),
        pytest.param("先验分布的后验均值等于(a+k)/(a+b+n)。", id="a part of a formula"),
        pytest.param("Raft 的服务器是 follower / candidate / leader 之一。", id="one of several beside a stroke"),
        pytest.param(
            "一致性哈希的思路,是把哈希值的空间想象成一个首尾相接的圆环。", id="a deed without what it is done to"
        ),
        pytest.param("随机森林的每棵树都有三分之一多的数据压根没见过。", id="an adverb of what follows"),
        pytest.param("梯度下降每次用零样本学习。", id="half of a name with a number"),
        pytest.param("在 Adam 里学习率与步数的平方根成反比。", id="what two things are like, not two things"),
        pytest.param("自编码器把每张图压成向量空间里的一个点。", id="a verb among nouns"),
        pytest.param("BERT 的预训练阶段包含两个任务。", id="a bare count"),
        pytest.param("线程从进程启动开始。", id="a verb at the end"),
        pytest.param("CSRF 悄悄地让人打开 bank.com。", id="an address"),
        pytest.param("限流的阈值算法从假设阈值开始。", id="what only supposes"),
        pytest.param(
            "MCTS has four phases: selection, expansion, simulation and backup.", id="a bare count in English"
        ),
        pytest.param("Llama 具有很强的生成能力和理解能力。", id="a verb behind 的 belongs to its noun"),
        pytest.param("早停可以用于规范机器学习的回归中遇到的问题。", id="half of what it is used for"),
        pytest.param("滤波常见的应用有去噪、图像增强、角点检测等。", id="a list without the head of its first item"),
        pytest.param("发展 1. 1997 年 IBM 提出了 EJB 2. 1998 年发布 JDK", id="lines of a list that ran together"),
        pytest.param("分片是有意将大型数据库分解成小型数据库的方式。", id="the verb that says into what"),
        pytest.param("传统的点对点消息队列里的消息不可重复消费。", id="what may not be done"),
        pytest.param("Kafka 使用消息队列的好处。", id="a heading"),
        pytest.param("进程是操作系统的重要组成部分。", id="a filler"),
        pytest.param("HashMap 的每个桶是一个类似于链表的结构。", id="what it is like, without the noun"),
        pytest.param("自动微分在训练里都是由框架,里面的模块去实现的。", id="who does it, without what"),
        pytest.param("页面置换算法用指针循环扫描。", id="a noun with the verb behind it"),
        pytest.param("HTTP 是计算机世界中。", id="where it is, without what"),
        pytest.param("一致性哈希顺着环找到的第一台就是它的归宿。", id="what it is points elsewhere"),
        pytest.param("两种卷积的模型加载流程类似,依次读取权重。", id="that they are alike"),
        pytest.param("BERT 和 RoBERTa 是不一样的。", id="that they differ"),
        pytest.param("每个节点与一个特征向量相关联,包含有关节点的信息。", id="about what"),
        pytest.param("块设备一般用于缓存,比如:机械硬盘、固态硬盘、USB 存储器等。", id="half of a name and how often"),
        pytest.param(
            "RAID 一般用于备份,比如:传统磁盘、固态硬盘、USB 存储器等。", id="a list without the noun of its last item"
        ),
        pytest.param("Paxos 的提议者选择一个提案编号 N。", id="the letter that stands for it in one note"),
        pytest.param("红黑树可以从 (数组, etc) 中构建。", id="and so on"),
        pytest.param("MySQL 从库启动的线程，主库读取时启动。", id="a label of which nothing is said"),
        pytest.param("AdaBoost 每轮得到一个模型，k 轮共得到 k 个模型。", id="how many of what stands before"),
        pytest.param("异步 I/O 的实现会负责把数据从内核拷贝到用户空间。", id="from where and to where"),
        pytest.param("强化学习的策略是根据“奖励函数”或“代价函数”优化的。", id="one of two in quotation marks"),
        pytest.param("以 MFCC 特征的提取为例，对语音进行分帧。", id="what only is the example"),
        pytest.param(
            "GPU 的片上内存一般为 Shared Memory \\ L1 Cache \\ 寄存器文件。", id="one of several beside a bar"
        ),
        pytest.param("HTTP 是计算机世界中，在两点之间传输的约定。", id="where it is one, not what"),
        pytest.param("卷积层中存在着负相关程度很高的核。", id="of which it is said how much"),
        pytest.param("单核处理器不支持远多于 CPU 数量的任务。", id="of what there is an amount"),
        pytest.param("在用户看来，多个任务并发运行。", id="who does it and how, without what"),
        pytest.param(
            "基于用户(user-based)的协同过滤主要考虑的是用户之间的相似度。",
            id="half of the name that a sentence opens with",
        ),
        pytest.param("Rust 的所有权规则在编译时确保内存安全。", id="half of a quality"),
        pytest.param(
            "top-k 针对 beam search 每次选取 k 个概率最大的 token。随机采样(弥补了 top-k 中的 k 不好取值的问题)。",
            id="in a bracket behind a bare name",
        ),
        pytest.param("HTTP 服务端通过 accept()方法监听客户端请求。", id="a noun that belongs to a function's name"),
        pytest.param("函子把函数应用在 context1 中的值上。这样得到 context2。", id="one of several by number"),
        pytest.param("tensor cores and cuda cores.", id="two names"),
        pytest.param("HBase 的一行数据包含唯一标识 rowkey、多个列及对应的值。", id="one of a list with its Latin name"),
        pytest.param("没有了自动微分，也就没有了 AI 框架最核心的功能。", id="of whom the best is still to come"),
    ],
)
def test_where_only_the_topic_or_half_of_something_could_be_hidden_nothing_is(asked: Asked, note: str) -> None:
    assert asked(cloze, note) == []
