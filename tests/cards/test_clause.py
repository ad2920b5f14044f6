"""What a clause says by itself: its words made to stand alone, and nothing where it is no fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.cards.draft import Source
from tests.cards.conftest import said

Take = Callable[[str], Source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("但是,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("值得注意的是,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("因此,一般来说,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("事实上红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("如图所示,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("形象一点理解,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("我们表明,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("在第 5 章中,我们讲过红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("注意力机制给每个位置一个权重。", "注意力机制给每个位置一个权重"),
        ("最后一层是全连接层。", "最后一层是全连接层"),
        ("【优点】红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("反正切函数的导数处处为正。", "反正切函数的导数处处为正"),
        ("二是红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("有意思的是,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("回想一下,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("前面介绍过,红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("深入 Redis 的内部,掌握完整的流程。红黑树的旋转很便宜。", "红黑树的旋转很便宜"),
        ("红黑树的旋转很便宜。这个过程不断重复,直到根节点。", "红黑树的旋转很便宜"),
    ],
)
def test_asides_at_the_head_are_dropped_and_words_that_begin_like_them_stay(
    source_of: Take, text: str, expected: str
) -> None:
    assert said(source_of(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("红黑树是一种平衡树。它的高度不超过 2log(n+1)。", "红黑树的高度不超过 2log(n+1)"),
        ("TCP 提供可靠传输。UDP 不保证送达。它的头部只有 8 字节。", "UDP 的头部只有 8 字节"),
        ("LSTM 用门控制记忆。此外,它有三个门。", "LSTM 有三个门"),
        ("GRU 是 LSTM 的简化版本。该模型只有两个门。", "GRU 只有两个门"),
        ("GoogLeNet 由 Inception 模块堆叠而成。该模块有四条支路。", "Inception 模块有四条支路"),
        ("快速排序是一种排序算法。其思想是分而治之。", "快速排序的思想是分而治之"),
        ("红黑树很快。与 AVL 树类似,也是一种平衡树。", "红黑树与 AVL 树类似，也是一种平衡树"),
        ("红黑树很快。没有复制整个节点,而是改变颜色。", "红黑树没有复制整个节点，而是改变颜色"),
        ("快速排序是一种排序算法。优点是平均很快。", "快速排序的优点是平均很快"),
        ("CNN 由来已久,这里特指计算机视觉中的 CNN,其核心是卷积核。", "计算机视觉中的 CNN 的核心是卷积核"),
        ("Batch Normalization rescales layers. It speeds up training.", "Batch Normalization speeds up training"),
    ],
)
def test_a_pronoun_becomes_the_one_thing_that_it_can_mean(source_of: Take, text: str, resolved: str) -> None:
    assert said(source_of(text))[-1] == resolved


@pytest.mark.parametrize(
    "text",
    [
        "它的高度不超过两倍。",
        "其思想是分而治之。",
        "优点是平均很快。",
        "大家都喜欢排队。它的头部只有 8 字节。",
        "GAN 由生成器和判别器组成。它们交替训练。",
        "It prevents overfitting.",
    ],
)
def test_a_pronoun_that_may_mean_anything_makes_no_statement(source_of: Take, text: str) -> None:
    unclear = text.rstrip("。.").replace(". ", "。").split("。")[-1].lstrip("它们其").removeprefix("It ")
    assert not any(unclear in line for line in said(source_of(text)))


@pytest.mark.parametrize(
    "text",
    [
        "上述哈希表的查找很快。",
        "哈希表的结构见图 3。",
        "我们的哈希表丢失了会话。",
        "哈希表的做法如下。",
        "哈希表好像很神奇。",
        "初次接触哈希表是一件让人困惑的事。",
        "哈希表为什么快?",
        "哈希表的期望写作 $E[n]$ 即可。",
        "哈希表的负载写作 [Math] 即可。",
        "哈希表的负载定义为 [公式]",
        "哈希表用键直接找到...",
        "我第一次用哈希表时丢失了会话。",
        "很多人以为哈希表总是最快。",
        "前天用哈希表时丢失了会话。",
        "网上讲哈希表的文章不少。",
        "哈希表的例子很好懂,不抄了。",
        "当 时,哈希表退化成链表。",
        "例:电话簿,哈希表按姓名找号码。",
        "哈希表的代码还在那儿等着呢。",
        "哈希表的查找用 SELECT 语句。",
        "哈希表的大小用 --size 选项指定。",
        "两个算法都用哈希表。",
        "上一章讲了哈希表的查找。",
        "今天写哈希表的时候犯了个错误。",
        "如果哈希表的冲突很多,再配上很长的链表。",
        "用很大的数组来保证它。",
        "毕设做的是哈希表的可视化。",
        "拿电话簿举例,哈希表按姓名找号码。",
        "任何哈希表都可以写成 的形式。",
        "哈希表最好的装载因子是 0.75 。",
        "int size = 3 之后哈希表就满了。",
        "有同学问哈希表怎么扩容才好。",
        "这篇用哈希表的朋友都知道扩容很慢。",
        "哈希表 √ √ × 平衡树 × √ √ 各有长短。",
        "用 unsigned int 存哈希表的键。",
        "文中详细阐述了红黑树的旋转和变色。",
        "红黑树把插入的节点染成红色的 它旋转。",
        "栈和红黑树的节点 mathbf z 相等。",
        "例如有七个键,红黑树的高度是三。",
    ],
)
def test_pointers_opinions_questions_placeholders_and_cut_sentences_make_no_statement(
    source_of: Take, text: str
) -> None:
    assert said(source_of(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在操作系统中,我们用信号量控制对共享资源的访问。", "在操作系统中，用信号量控制对共享资源的访问"),
        ("Kafka 用分区日志保存消息,大家通常按偏移量读取。", "Kafka 用分区日志保存消息，通常按偏移量读取"),
    ],
)
def test_the_general_actor_of_technical_prose_is_left_out(source_of: Take, text: str, expected: str) -> None:
    assert said(source_of(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先说结论:哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("道理很简单:哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("实现细节:哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("哈希表笔记 一句话总结:哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("第二,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("第三步,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("坑二:哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("方法一 哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("简单说,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("缺点:1、哈希表不能按次序遍历;2、哈希表要预留空间。", "哈希表要预留空间"),
        ("请注意,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("作者发现,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("为此,哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("其中哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("② 哈希表用键直接找到值。", "哈希表用键直接找到值"),
        ("哈希表应该避免冲突。", "哈希表应该避免冲突"),
        ("由于哈希表上的查找很快,哈希表适合做缓存。", "由于哈希表上的查找很快，哈希表适合做缓存"),
        ("哈希表的负载越高,冲突越多。", "哈希表的负载越高，冲突越多"),
        ("已有工作如 Kafka 把消息追加到日志。", "Kafka 把消息追加到日志"),
        ("红黑树被广泛认为是一种实用的平衡树。", "红黑树是一种实用的平衡树"),
    ],
)
def test_what_only_leads_up_to_a_fact_goes_and_the_fact_stays(source_of: Take, text: str, expected: str) -> None:
    assert expected in said(source_of(text))


def test_what_a_course_goes_into_is_no_statement(source_of: Take) -> None:
    assert said(source_of("课程主要介绍红黑树的旋转和染色。红黑树的旋转很便宜。")) == ["红黑树的旋转很便宜"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("红黑树由 Bayer 发明,当时叫做平衡二叉 B 树。", ["红黑树由 Bayer 发明，当时叫做平衡二叉 B 树"]),
        ("堆在删除堆顶之后,此时要把最后一个元素移到堆顶。", ["堆在删除堆顶之后，此时要把最后一个元素移到堆顶"]),
        ("堆用数组存储节点,可以取最大的元素或者。", ["堆用数组存储节点"]),
        ("堆用数组存储节点,无论是大顶堆。", ["堆用数组存储节点"]),
        ("还是堆最适合取最大的元素。", []),
        (
            "从使用的角度,堆怎么旋转不重要,我们只要知道,对于一个有序的数组,堆可以线性地建成。",
            ["对于一个有序的数组，堆可以线性地建成"],
        ),
        (
            "在上一节我们提到堆有两种用法。在前面的章节中我们讲过,堆用数组存储节点。",
            ["堆有两种用法", "堆用数组存储节点"],
        ),
        (
            "LSTM 有三个门。通过门控,LSTM 可以记住很久以前的输入。",
            ["LSTM 有三个门", "通过门控，LSTM 可以记住很久以前的输入", "LSTM 可以记住很久以前的输入"],
        ),
        ("堆(heap): 是每个父节点都不小于子节点的完全二叉树。", ["堆（heap）是每个父节点都不小于子节点的完全二叉树"]),
        ("堆 概念: 是每个父节点都不小于子节点的完全二叉树。", ["堆是每个父节点都不小于子节点的完全二叉树"]),
        ("堆的用途越来越广泛。", ["堆的用途越来越广泛"]),
        ("对于堆,我们只有在取出元素之后才知道哪个最大。", ["对于堆，只有在取出元素之后才知道哪个最大"]),
        ("比较函数告诉堆哪个元素应当排在前头。", ["比较函数告诉堆哪个元素应当排在前头"]),
        ("核心观点:红黑树(Red-Black Tree)通过旋转保持平衡。", ["红黑树（Red-Black Tree）通过旋转保持平衡"]),
        ("一个重要发现:红黑树和 2-3 树是等价的。", ["红黑树和 2-3 树是等价的"]),
        ("堆的核心思想可以概括为用数组表示完全二叉树。", ["堆的核心思想可以概括为用数组表示完全二叉树"]),
        (
            "稳定序列是指如果按照这种序列排序,则相等的元素不换位置。",
            ["稳定序列是指如果按照这种序列排序，则相等的元素不换位置"],
        ),
        ("慢节点就不会拖住整个堆。", []),
        ("堆通过比较函数就可以建成。", ["堆通过比较函数就可以建成"]),
        ("如何维护次序是堆的难点。", ["如何维护次序是堆的难点"]),
        ("这里如何维护次序,堆没有说。", []),
        ("x_i = 2i+1,堆用数组存储节点。", ["堆用数组存储节点"]),
        ("图的表示:PageRank 将网页表示为节点。", ["PageRank 将网页表示为节点"]),
        (
            "摘要:文章提出了一种简化遗忘的方法 GRU(Gated Recurrent Unit)。该方法用两个门控制信息。",
            ["GRU 用两个门控制信息"],
        ),
    ],
)
def test_small_words_that_look_like_others_do_not_lose_a_fact(source_of: Take, note: str, expected: list[str]) -> None:
    assert said(source_of(note)) == expected


@pytest.mark.parametrize(
    ("note", "said_of_it"),
    [
        ("Raft 入门 首先引入一个状态机模型来记录日志,该模型是由命令组成的。", "状态机模型是由命令组成的"),
        ("Raft 入门 首先引入一个 log model 来记录日志,该模型是由命令组成的。", "log model 是由命令组成的"),
    ],
)
def test_what_was_just_brought_in_is_what_a_pointing_word_of_its_kind_means(
    source_of: Take, note: str, said_of_it: str
) -> None:
    lines = said(source_of(note))
    assert said_of_it in lines
    assert not any(line.startswith("Raft 是由命令组成") for line in lines)


def test_markup_of_a_book_is_no_part_of_what_is_said(source_of: Take) -> None:
    source = source_of(
        "残差网络 :label:sec_resnet 残差网络在每个块里加上输入 :cite:He.ea.2016。 :numref:fig_block 画出了它。"
    )
    assert said(source) == ["残差网络在每个块里加上输入"]
