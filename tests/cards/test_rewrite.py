"""Rules of rewriting, a table each: what a clause becomes so that it can stand alone, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cards.rewrite import announces_aspect, bare, named, owns, proposed, rewrite, spoken_of
from study.words import points_outside

TREE = "红黑树"

PIECES = st.sampled_from(
    [
        *"它其该这此有最,，的是",
        "它们", "这种结构", "该算法", "我们", "人们", "本文", "作者", "这里的", "所谓", "缺点", "通过", "把它看作",
        "红黑树", "Redis", "键", "旋转", "上述", "如图所示", "两者", "可以", " [3]", "导致", "一种平衡树",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("它通过旋转保持平衡", "红黑树通过旋转保持平衡"),
        ("该算法在插入时旋转", "红黑树在插入时旋转"),
        ("这种数据结构支持范围查询", "红黑树支持范围查询"),
        ("这个方法在插入时变色", "红黑树在插入时变色"),
        ("此协议在传输前握手", "红黑树在传输前握手"),
        ("其通过旋转保持平衡", "红黑树通过旋转保持平衡"),
        ("其核心是旋转和变色", "红黑树的核心是旋转和变色"),
        ("其目的是保持平衡", "红黑树的目的是保持平衡"),
        ("它的优点在于查找很快", "红黑树的优点在于查找很快"),
        ("这里采用数组存储节点", "红黑树采用数组存储节点"),
    ],
)
def test_a_pronoun_at_the_head_becomes_the_subject_and_is_refused_without_one(text: str, expected: str) -> None:
    assert rewrite(text, TREE, "", "", begins=False) == expected
    assert rewrite(text, "", "", "", begins=False) == ""


@pytest.mark.parametrize("text", ["其他索引占用更多内存", "其余节点是黑色的", "其实红黑树很快"])
def test_a_word_that_only_begins_like_a_pronoun_stays(text: str) -> None:
    assert rewrite(text, "哈希表", "", "", begins=False) == text


def test_an_english_pronoun_becomes_the_subject_and_is_refused_without_one() -> None:
    assert rewrite("It keeps keys in memory", "Redis", "", "", begins=True) == "Redis keeps keys in memory"
    assert rewrite("It keeps keys in memory", "", "", "", begins=True) == ""


def test_they_are_only_several_things() -> None:
    assert rewrite("它们共享地址空间", "进程和线程", "", "", begins=False) == "进程和线程共享地址空间"
    assert rewrite("它们共享地址空间", "线程", "", "", begins=False) == ""


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("所谓“红黑树”", "红黑树很快"),
        ("传统的红黑树", "红黑树很快"),
        ("而红黑树", "红黑树很快"),
        ("Redis", "Redis 很快"),
    ],
)
def test_the_subject_is_put_without_what_stood_before_its_name(subject: str, expected: str) -> None:
    assert rewrite("它很快", subject, "", "", begins=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("缺点是旋转次数较多", "红黑树的缺点是旋转次数较多"),
        ("特点是每个节点有颜色", "红黑树的特点是每个节点有颜色"),
        ("最大的优点是查找很快", "红黑树最大的优点是查找很快"),
        ("还有一个缺点是实现复杂", "红黑树的一个缺点是实现复杂"),
        ("根据颜色可以分为两类", "红黑树根据颜色可以分为两类"),
        ("传统的实现需要递归", "红黑树的传统的实现需要递归"),
        ("算法的关键是旋转和变色", "红黑树的关键是旋转和变色"),
    ],
)
def test_an_aspect_is_said_of_the_subject_and_refused_without_one(text: str, expected: str) -> None:
    assert rewrite(text, TREE, "", "", begins=False) == expected
    assert rewrite(text, "", "", "", begins=False) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通过旋转保持平衡", "红黑树通过旋转保持平衡"),
        ("用于存储有序的键", "红黑树用于存储有序的键"),
        ("能够在对数时间内查找", "红黑树能够在对数时间内查找"),
        ("主要用于查找", "红黑树主要用于查找"),
        ("由节点和边组成", "红黑树由节点和边组成"),
    ],
)
def test_a_sentence_that_begins_with_its_predicate_gets_the_subject_of_the_one_before(text: str, expected: str) -> None:
    assert rewrite(text, TREE, "", "", begins=True) == expected
    assert rewrite(text, TREE, "", "", begins=False) == text
    assert rewrite(text, "", "", "", begins=True) == text


@pytest.mark.parametrize("text", ["能力很强", "由根开始查找", "将哈希表称为字典", "通过红黑树存储键", "节点带有颜色"])
def test_a_sentence_that_names_its_own_subject_gets_no_other(text: str) -> None:
    assert rewrite(text, TREE, "", "", begins=True) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("可以把它看作一种查找树", "红黑树可以看作一种查找树"),
        ("我们可以把它理解为平衡树", "红黑树可以理解为平衡树"),
        ("通常将其视为平衡树", "红黑树被视为平衡树"),
        ("把它转化为图的着色问题", "红黑树被转化为图的着色问题"),
    ],
)
def test_what_somebody_takes_it_for_is_what_the_subject_is_taken_for(text: str, expected: str) -> None:
    assert rewrite(text, TREE, "", "", begins=False) == expected
    assert rewrite(text, "", "", "", begins=False) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们可以用红黑树存储键", "可以用红黑树存储键"),
        ("人们通常用红黑树存储键", "通常用红黑树存储键"),
        ("我们知道当插入节点时红黑树会旋转", "当插入节点时红黑树会旋转"),
        ("大家都用红黑树存储键", "用红黑树存储键"),
        ("我们所说的红黑树是平衡树", "红黑树是平衡树"),
        ("大家熟知的红黑树是平衡树", "红黑树是平衡树"),
        ("这里所说的红黑树是平衡树", "红黑树是平衡树"),
        ("这里的节点带有颜色位", "节点带有颜色位"),
        ("这个 Redis 是键值数据库", "Redis 是键值数据库"),
        ("该 Kafka 集群由多个代理组成", "Kafka 集群由多个代理组成"),
        ("《平衡树综述》该论文比较两种旋转", "《平衡树综述》论文比较两种旋转"),
        ("红黑树 [3] 是平衡树", "红黑树是平衡树"),
        ("交并比这一概念衡量重叠", "交并比衡量重叠"),
        ("像 Redis 这样的数据库把数据放在内存里", "Redis 等数据库把数据放在内存里"),
        ("Redis 同样使用单线程", "Redis 使用单线程"),
        ("所谓红黑树是平衡树", "红黑树是平衡树"),
        ("保证 String 这样的核心类不被冒充", "保证 String 等核心类不被冒充"),
        ("红黑树这个数据结构是平衡的", "红黑树是平衡的"),
        ("死锁指的是这种情况:进程互相等待", "死锁是指进程互相等待"),
        ("红黑树被认为是平衡树", "红黑树是平衡树"),
        ("大概率是红色", "大概率是红色"),
        ("因此 Redis 很快", "因此 Redis 很快"),
        ("彼此等待的进程会死锁", "彼此等待的进程会死锁"),
        ("作为淘汰策略", "对于淘汰策略"),
        ("我们首先证明了红黑树总是平衡的", "红黑树总是平衡的"),
        ("证明了一个定理", "证明了一个定理"),
        ("之前谈过的红黑树", "红黑树"),
    ],
)
def test_what_says_nothing_goes_and_what_only_looks_like_it_stays(text: str, expected: str) -> None:
    assert rewrite(text, "", "", "", begins=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文提出一种双向编码器", "BERT 提出一种双向编码器"),
        ("文章采用双向编码", "BERT 采用双向编码"),
        ("作者使用掩码预测训练模型", "BERT 使用掩码预测训练模型"),
        ("作者认为掩码应当随机", "BERT 的作者认为掩码应当随机"),
        ("论文的作者们训练了两个模型", "BERT 的作者训练了两个模型"),
        ("之前的工作只从左到右编码", "在 BERT 的研究中，以往的工作只从左到右编码"),
    ],
)
def test_the_paper_and_its_authors_are_the_work_and_are_refused_where_none_is_known(text: str, expected: str) -> None:
    assert rewrite(text, "", "BERT", "", begins=False) == expected
    assert rewrite(text, "", "", "", begins=False) == ""


def test_a_clause_that_names_the_work_speaks_of_its_authors_themselves() -> None:
    assert rewrite("BERT 的作者采用掩码", "", "BERT", "", begins=False) == "BERT 的作者采用掩码"


@pytest.mark.parametrize(
    ("text", "begins", "expected"),
    [
        ("因为增加层数会提高误差", False, "增加层数会提高误差"),
        ("因为增加层数会提高误差", True, "因为增加层数会提高误差"),
        ("因为红黑树很平衡", False, "因为红黑树很平衡"),
    ],
)
def test_because_goes_from_a_deed_in_the_middle_of_a_sentence(text: str, begins: bool, expected: str) -> None:
    assert rewrite(text, "", "", "", begins=begins) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这使得查找更快", "使得查找更快"),
        ("这样避免了退化", "避免了退化"),
        ("这样一来保证了平衡", "保证了平衡"),
        ("它在插入后旋转", "它在插入后旋转"),
        ("其中根是黑色的", "其中根是黑色的"),
        ("其高度是对数级的", "其高度是对数级的"),
        ("这种颜色决定旋转", "这种颜色决定旋转"),
        ("这个节点带有编号", "这个节点带有编号"),
    ],
)
def test_a_clause_may_point_to_the_clauses_before_it_but_not_without_them(text: str, expected: str) -> None:
    assert rewrite(text, "", "", "红黑树的每个节点带有颜色", begins=False) == expected
    assert rewrite(text, "", "", "", begins=False) == ""


@pytest.mark.parametrize("text", ["这种颜色决定旋转", "两者都带有颜色", "后者带有颜色"])
def test_what_the_clauses_before_do_not_name_is_refused(text: str) -> None:
    assert rewrite(text, "", "", "红黑树保持平衡", begins=False) == ""


def test_both_are_the_two_that_were_named_before() -> None:
    assert rewrite("两者都带有颜色", "", "", "红黑树和堆都是树", begins=False) == "两者都带有颜色"
    assert rewrite("后者没有颜色", "", "", "红黑树和堆都是树", begins=False) == "后者没有颜色"


def test_the_reverse_of_nothing_said_is_refused() -> None:
    assert rewrite("堆反过来", "", "", "", begins=True) == ""
    assert rewrite("堆反过来", "", "", "红黑树先旋转再染色", begins=False) == "堆反过来"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Redis 把数据放在内存里从而加快这些访问", "Redis 把数据放在内存里"),
        ("红黑树旋转节点来间接提高这棵树的速度", "红黑树旋转节点"),
        ("Redis 用哈希表来存储键", "Redis 用哈希表来存储键"),
    ],
)
def test_an_end_that_points_outside_is_cut_off(text: str, expected: str) -> None:
    assert rewrite(text, "", "", "", begins=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "如上图所示的红黑树带有颜色",
        "红黑树的操作见下表",
        "红黑树与前面的堆不同",
        "上述节点是黑色的",
        "以上步骤构成红黑树",
        "红黑树的作用如下",
        "图 3 中的红黑树带有颜色",
        "笔者用红黑树存储键",
        "本文用红黑树存储键",
        "他提出了红黑树",
        "有人提出了红黑树",
        "红黑树胜过两者",
        "也就是一种平衡树",
        "我们的模型使用红黑树",
        "左边是红黑树",
        "通过旋转把它变成平衡树",
    ],
)
def test_what_points_outside_and_cannot_be_mended_is_refused(text: str) -> None:
    assert rewrite(text, TREE, "", "", begins=False) == ""


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.booleans())
@settings(max_examples=80, deadline=None)
def test_no_rewritten_clause_points_outside(text: str, begins: bool) -> None:
    said = rewrite(text, TREE, "", "", begins=begins)
    assert not points_outside(re.sub("(旋转.*?)[该此]旋转", r"\1旋转", said))  # what it has named it may point to


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("核心是旋转", True), ("目的是平衡", True), ("本质是平衡树", True), ("作用是平衡", True), ("输入是键", True),
        ("通过旋转", False), ("本质上是平衡树", False), ("作用于节点", False), ("在插入后旋转", False),
    ],
)  # fmt: skip
def test_a_pronoun_before_a_part_or_property_is_an_owner(rest: str, expected: bool) -> None:
    assert owns(rest) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("缺点是占用内存", True),
        ("主要缺点在于占用内存", True),
        ("有一个好处是查找快", True),
        ("按照颜色分为两类", True),
        ("缺点", False),
        ("红黑树的缺点是旋转多", False),
        ("根据颜色选择旋转", False),
    ],
)
def test_an_aspect_is_announced_where_what_it_belongs_to_is_not_named(text: str, expected: bool) -> None:
    assert announces_aspect(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("所谓“红黑树”", "红黑树"), ("传统的锁", "锁"), ("经典的 LRU", "LRU"), ("而堆", "堆"), ("红黑树", "红黑树")],
)
def test_a_bare_name_has_no_adjective_and_no_quotation_marks(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们所说的红黑树是树", "红黑树是树"),
        ("大家常说的锁", "锁"),
        ("这里所指的锁", "锁"),
        ("这里的节点", "节点"),
        ("这里有节点", "这里有节点"),
    ],
)
def test_a_name_stands_without_the_words_that_lead_to_it(text: str, expected: str) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("论文提出一种编码器", "编码器"),
        ("研究人员提出知识蒸馏", "知识蒸馏"),
        ("2017 年提出了注意力机制", "注意力机制"),
        ("工程师设计了一种哈希表", "哈希表"),
        ("被提出了", ""),
        ("Redis 支持集群", ""),
        ("提出了知识蒸馏的学者", ""),
    ],
)
def test_what_a_clause_proposes(text: str, expected: str) -> None:
    assert proposed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("当我们谈到死锁时", "死锁"),
        ("但这里我们特指操作系统中的死锁", "操作系统中的死锁"),
        ("本文只讨论死锁", "死锁"),
        ("当提到红黑树时", "红黑树"),
        ("说起缓存 时", "缓存"),
        ("提到 Redis 时", "Redis"),
        ("Kafka 论文：A Log for Events", "Kafka"),
        ("论文：A Log for Events", "Redis"),
        ("谈到死锁", ""),
        ("当进程等待时", ""),
    ],
)
def test_what_is_spoken_of(text: str, expected: str) -> None:
    assert spoken_of(text, "Redis" if "论文" in text else "") == expected


@pytest.mark.parametrize("earlier", ["与平衡树不同", "相比平衡树和跳表"])
def test_what_something_is_held_against_is_not_what_a_pronoun_means(earlier: str) -> None:
    assert rewrite("这种数据结构旋转得更少", TREE, "", earlier, begins=False) == "红黑树旋转得更少"
    assert rewrite("这种数据结构旋转得更少", "", "", earlier, begins=False) == ""
