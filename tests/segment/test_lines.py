"""Where lines and sentences end in notes whose line breaks the index page took away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from study.model import Passage

Take = Callable[[str], Passage]


def parts(passage: Passage) -> tuple[list[str], list[str]]:
    return [heading.text for heading in passage.headings], [sentence.text for sentence in passage.sentences]


@pytest.mark.parametrize(
    ("text", "headings", "expected"),
    [
        ("概述 哈希表用键直接找到值。", ["概述"], ["哈希表用键直接找到值。"]),
        ("背景与动机 哈希表用键直接找到值。", ["背景与动机"], ["哈希表用键直接找到值。"]),
        ("Introduction 哈希表用键直接找到值。", ["Introduction"], ["哈希表用键直接找到值。"]),
        ("二分查找 二分查找要求数组有序。", ["二分查找"], ["二分查找要求数组有序。"]),
        ("快速排序 Quick Sort 是分治算法。", ["快速排序"], ["Quick Sort 是分治算法。"]),
        ("Dijkstra算法 Dijkstra算法求最短路。", ["Dijkstra算法"], ["Dijkstra算法求最短路。"]),
        ("Merge Sort Merge Sort is stable.", ["Merge Sort"], ["Merge Sort is stable."]),
        ("堆很快。 缺点与改进 堆不稳定。", ["缺点与改进"], ["堆很快。", "堆不稳定。"]),
        ("什么是闭包? 闭包是函数和它的环境。", ["什么是闭包?"], ["闭包是函数和它的环境。"]),
        ("Motivation full Fine-Tuning 太贵。", ["Motivation"], ["full Fine-Tuning 太贵。"]),
        ("Key idea 把更新写成低秩矩阵。", ["Key idea"], ["把更新写成低秩矩阵。"]),
        ("Method 把更新写成低秩矩阵。", ["Method"], ["把更新写成低秩矩阵。"]),
        (
            "图解哈希表:它到底怎么找到一个值 哈希表用键直接找到值。",
            ["图解哈希表:它到底怎么找到一个值"],
            ["哈希表用键直接找到值。"],
        ),
        ("Paging The address space is split.", ["Paging"], ["The address space is split."]),
        ("栈和队列 The stack is last in, first out.", ["栈和队列"], ["The stack is last in, first out."]),
        ("LT 和 ET LT 是默认的模式。", ["LT 和 ET"], ["LT 是默认的模式。"]),
        ("Merge Sort 与 Heap Sort Merge Sort 是稳定的。", ["Merge Sort 与 Heap Sort"], ["Merge Sort 是稳定的。"]),
        ("Raft 及 Paxos Raft 最早用于日志。", ["Raft 及 Paxos"], ["Raft 最早用于日志。"]),
        ("broker 一台独立的服务器称为 broker。", ["broker"], ["一台独立的服务器称为 broker。"]),
        ("选举过程 Follower 在超时之后发起选举。", ["选举过程"], ["Follower 在超时之后发起选举。"]),
        ("abstract LSTM(长短期记忆)有三个门。", ["abstract"], ["LSTM(长短期记忆)有三个门。"]),
        ("0.Raft Basic Raft的全称并不存在。", ["Raft Basic"], ["Raft的全称并不存在。"]),
        (
            "In Search of an Understandable Log 作者用日志复制状态。",
            ["In Search of an Understandable Log"],
            ["作者用日志复制状态。"],
        ),
        ("Log Structured Merge 本文用日志代替随机写。", ["Log Structured Merge"], ["本文用日志代替随机写。"]),
        ("冒泡排序(bubble sort) 冒泡排序每轮交换相邻元素。", ["冒泡排序(bubble sort)"], ["冒泡排序每轮交换相邻元素。"]),
        ("Raft 组合了日志和 Paxos 的优点 日志用来复制。", ["Raft 组合了日志和 Paxos 的优点"], ["日志用来复制。"]),
        (
            "用Python写。heap 最小的元素在堆顶。heap 主要用于排序。",
            [],
            ["用Python写。", "heap 最小的元素在堆顶。", "heap 主要用于排序。"],
        ),
        ("Sorting with The Heap is stable.", [], ["Sorting with The Heap is stable."]),
        ("Intuition: 把更新写成低秩矩阵。", ["Intuition:"], ["把更新写成低秩矩阵。"]),
        ("经验回放:把 (s,a,r) 存进缓冲区。", [], ["经验回放:把 (s,a,r) 存进缓冲区。"]),
        ("Background subtraction finds what moves.", [], ["Background subtraction finds what moves."]),
        ("Background Subtraction finds what moves.", [], ["Background Subtraction finds what moves."]),
        ("Setup time 由时钟决定。", [], ["Setup time 由时钟决定。"]),
        (
            "READ_COMMITTED:会出现不可重复读,只锁一行(默认)REPEATABLE_READ:会出现幻读,锁所有行",
            [],
            ["READ_COMMITTED:会出现不可重复读,只锁一行(默认)", "REPEATABLE_READ:会出现幻读,锁所有行"],
        ),
        (
            "隔离级别 DIRTY_READ :能读到没有提交的修改 REPEATABLE_READ :会出现幻读(锁定已读的行)",
            ["隔离级别"],
            ["DIRTY_READ :能读到没有提交的修改", "REPEATABLE_READ :会出现幻读(锁定已读的行)"],
        ),
        (
            "Push(入栈)操作:把元素放到栈顶,栈高加一 Pop(出栈)操作:把栈顶的元素取走,栈高减一",
            [],
            ["Push(入栈)操作:把元素放到栈顶,栈高加一", "Pop(出栈)操作:把栈顶的元素取走,栈高减一"],
        ),
        ("Stack和Queue Stack(栈)后进先出,用于回溯。", ["Stack和Queue"], ["Stack(栈)后进先出,用于回溯。"]),
        (
            "堆适合取最小的元素 Part 2 二叉树 二叉树由顶点和边组成。",
            ["堆适合取最小的元素", "Part 2 二叉树"],
            ["二叉树由顶点和边组成。"],
        ),
        ("!!! note 堆(heap)是树。 [!TIP] 栈是表。", [], ["堆(heap)是树。", "栈是表。"]),
        ("堆是树．栈是表．", [], ["堆是树．", "栈是表．"]),
        ("这棵树的高度不超过对数级,所以它的查 找很快。", [], ["这棵树的高度不超过对数级,所以它的查 找很快。"]),
        (
            "堆排序的背 后是完全二叉树,每个父节 点都不小于它的 子节点。",
            [],
            ["堆排序的背 后是完全二叉树,每个父节 点都不小于它的 子节点。"],
        ),
        ("堆适合取最小的元素 图由顶点和边组成。", ["堆适合取最小的元素"], ["图由顶点和边组成。"]),
        ("Queue: 是先进先出的线性表。", [], ["Queue: 是先进先出的线性表。"]),
        ("目前最常用的哈希函数是: MurmurHash(v3)", [], ["目前最常用的哈希函数是: MurmurHash(v3)"]),
        ("问:什么是闭包? 答:函数和它的环境。", ["什么是闭包?"], ["函数和它的环境。"]),
        ("关于闭包 函数和它的环境就是闭包。", ["关于闭包"], ["函数和它的环境就是闭包。"]),
        ("Stack: 后进先出。 Queue: 先进先出。", [], ["Stack: 后进先出。", "Queue: 先进先出。"]),
        ("queue: 先进先出。 stack: 后进先出。", [], ["queue: 先进先出。", "stack: 后进先出。"]),
        ("Queue(队列): 先进先出。", [], ["Queue(队列): 先进先出。"]),
        (
            "堆只给出最小的那个元素的键和值 Heap 的核心思想 Heap 把最小的元素放在根上。",
            ["堆只给出最小的那个元素的键和值", "Heap 的核心思想"],
            ["Heap 把最小的元素放在根上。"],
        ),
        ("背景 传统的 Queue 存在竞争。", ["背景"], ["传统的 Queue 存在竞争。"]),
        (
            "有两种存法. 行式存储: 数据按行存放,写入很快. 列式存储: 数据按列存放,聚合很快. 优点: 压缩得好.",
            ["优点:"],
            ["有两种存法.", "行式存储: 数据按行存放,写入很快.", "列式存储: 数据按列存放,聚合很快.", "压缩得好."],
        ),
        (
            "要释放内存,malloc 函数:申请内存,free 函数:释放内存。",
            [],
            ["要释放内存,malloc 函数:申请内存,free 函数:释放内存。"],
        ),
        (
            "Greedy Search: 每次取最大的; Beam Search: 每次取几个,形成树 Nuclear Sampling: 取到累积概率为止",
            [],
            ["Greedy Search: 每次取最大的;", "Beam Search: 每次取几个,形成树", "Nuclear Sampling: 取到累积概率为止"],
        ),
        ("坡度指上升的高度与前进的距离 之比。", [], ["坡度指上升的高度与前进的距离 之比。"]),
        (
            "栈的论文 实现:somebody/stack Stack是后进先出的线性表。",
            ["栈的论文", "实现:somebody/stack"],
            ["Stack是后进先出的线性表。"],
        ),
        (
            "Stack machines (2019) pag. 1 Motivation & Contribution 1.1 Motivation 传统的栈由一块连续的内存组成。",
            ["1 Motivation & Contribution", "Motivation"],
            ["Stack machines (2019) pag.", "传统的栈由一块连续的内存组成。"],
        ),
        ("1. 什么是上下文 CPU 寄存器就是上下文的一部分。", ["什么是上下文"], ["CPU 寄存器就是上下文的一部分。"]),
        ("什么是闭包:函数和它的环境 闭包由编译器生成。", [], ["什么是闭包:函数和它的环境", "闭包由编译器生成。"]),
        (
            "树有三种遍历方式: Preorder 先访问根 Inorder 先访问左边 Postorder 最后访问根 树由节点组成。",
            [],
            ["树有三种遍历方式:", "Preorder 先访问根", "Inorder 先访问左边", "Postorder 最后访问根", "树由节点组成。"],
        ),
        (
            "树分为哈夫曼 Tree(带权) 和其他。 哈夫曼 Tree 哈夫曼 Tree 用贪心构造。",
            ["哈夫曼 Tree"],
            ["树分为哈夫曼 Tree(带权) 和其他。", "哈夫曼 Tree 用贪心构造。"],
        ),
        ("堆排序 “堆排序”是指用堆来排序。", ["堆排序"], ["“堆排序”是指用堆来排序。"]),
        (
            "论文地址:On the Height of Binary Trees 传统的树没有次序。",
            ["论文地址:On the Height of Binary Trees"],
            ["传统的树没有次序。"],
        ),
        ("1.什么是Heap HEAP的根最小。", ["什么是Heap"], ["HEAP的根最小。"]),
        ("2. 堆的性质 (Property) 传统的树没有次序。", ["堆的性质 (Property)"], ["传统的树没有次序。"]),
        ("2. 堆 (Heap) 用来取最小的元素。", [], ["堆 (Heap) 用来取最小的元素。"]),
        ("用Heap排序,用Tree查找。Heap 结构比较简单。", [], ["用Heap排序,用Tree查找。", "Heap 结构比较简单。"]),
        ("Q1:什么是闭包? A1:函数和它的环境。 Q2:堆呢?", ["什么是闭包?"], ["函数和它的环境。", "堆呢?"]),
    ],
)
def test_a_heading_that_ran_into_the_text_is_a_line_of_its_own(
    passage_of: Take, text: str, headings: list[str], expected: list[str]
) -> None:
    assert parts(passage_of(text)) == (headings, expected)


@pytest.mark.parametrize(
    "text",
    [
        "💡 哈希表用键直接找到值。",
        "🔖哈希表用键直接找到值。",
        "⚠️ 哈希表用键直接找到值。",
        "https://example.org/a_b?c=1 哈希表用键直接找到值。",
        ":label:sec_hash-table 哈希表用键直接找到值。",
        "1. 哈希表用键直接找到值。",
        "2、哈希表用键直接找到值。",
        "（3）哈希表用键直接找到值。",
        "一、哈希表用键直接找到值。",
        "② 哈希表用键直接找到值。",
        "• 哈希表用键直接找到值。",
        "1.2 哈希表用键直接找到值。",
        "0x01 哈希表用键直接找到值。",
        "[代码] 哈希表用键直接找到值。",
    ],
)
def test_emoji_addresses_numbers_and_bullets_at_the_head_of_a_line_go(passage_of: Take, text: str) -> None:
    assert parts(passage_of(text)) == ([], ["哈希表用键直接找到值。"])


@pytest.mark.parametrize(
    "text",
    [
        "1. 栈后进先出。 1. 堆取最大。 1. 树没有环。",
        "1.栈后进先出。2.堆取最大。3.树没有环。",
        "（1）栈后进先出。（2）堆取最大。（3）树没有环。",
        "①栈后进先出。②堆取最大。③树没有环。",
        "一、栈后进先出。二、堆取最大。三、树没有环。",
        "• 栈后进先出。 • 堆取最大。 • 树没有环。",
        " · 栈后进先出。 · 堆取最大。 · 树没有环。",
        "* 栈后进先出。 * 堆取最大。 * 树没有环。",
        "a.栈后进先出。 b.堆取最大。 c.树没有环。",
        "a) 栈后进先出。 b) 堆取最大。 c) 树没有环。",
        "- 栈后进先出。 - 堆取最大。 - 树没有环。",
    ],
)
def test_every_list_number_begins_a_line_and_stands_in_none(passage_of: Take, text: str) -> None:
    assert parts(passage_of(text)) == ([], ["栈后进先出。", "堆取最大。", "树没有环。"])


@pytest.mark.parametrize(
    "text",
    [
        "用 Python 写脚本很快，用 Go 写服务更稳。",
        "在 Linux 中 fork 会复制进程。",
        "编译器把 C++ 代码变成 x86 指令。",
        "索引 (index) 让查询更快。",
        "步长取 2 时, 输出减半。",
        "如 图 3 所示, 查询变快。",
    ],
)
def test_spaces_between_scripts_break_no_line_where_the_author_writes_them(passage_of: Take, text: str) -> None:
    assert parts(passage_of(text)) == ([], [text])


def test_a_space_before_a_latin_name_breaks_the_line_where_the_author_writes_none(passage_of: Take) -> None:
    tight = "MMU负责翻译地址,由CPU触发 TLB缓存页表项,命中率很高。"
    camel = "mmapFile把文件映射到内存,由内核完成 sendFile不经过用户空间。"
    assert parts(passage_of(camel))[1] == ["mmapFile把文件映射到内存,由内核完成", "sendFile不经过用户空间。"]
    spaced = "MMU 负责翻译地址,由 CPU 触发 TLB 缓存页表项,命中率很高。"
    assert parts(passage_of(tight))[1] == ["MMU负责翻译地址,由CPU触发", "TLB缓存页表项,命中率很高。"]
    assert parts(passage_of(spaced))[1] == [spaced]


def test_a_number_right_behind_a_word_ends_its_line_where_a_space_follows(passage_of: Take) -> None:
    text = "NDCG用排序打分,取值是0~1 用户给query打分,档位有4档。"
    assert parts(passage_of(text))[1] == ["NDCG用排序打分,取值是0~1", "用户给query打分,档位有4档。"]


def test_a_row_of_numbers_stays_in_its_line(passage_of: Take) -> None:
    text = "NDCG按排序打分,人工的打分依次是:2 3 2 2 1 1 1。"
    assert parts(passage_of(text))[1] == [text]


def test_a_section_s_number_with_a_full_stop_begins_a_line(passage_of: Take) -> None:
    assert parts(passage_of("栈后进先出 1.1. 堆取最大。"))[1][-1] == "堆取最大。"


def test_a_line_that_says_an_aspect_is_no_heading(passage_of: Take) -> None:
    assert parts(passage_of("词法分析 输入:程序的文本 输出:一串单词 之后做语法分析。"))[1][:2] == [
        "输入:程序的文本",
        "输出:一串单词",
    ]


def test_the_names_of_links_stand_in_no_line(passage_of: Take) -> None:
    text = "CenterNet Objects as Points [abstract] [pdf] [code] 用热图的峰值定位目标。"
    assert parts(passage_of(text)) == (["CenterNet Objects as Points"], ["用热图的峰值定位目标。"])
