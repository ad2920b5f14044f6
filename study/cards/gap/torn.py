"""Half of something: a gap that cuts a compound, a formula or what a verb says."""

from __future__ import annotations

import re

from study.cards.draft import Source, is_english
from study.cards.gap.cues import is_cued
from study.cards.gap.phrases import KINDS, Phrase
from study.cards.statement import Statement
from study.model import Word

_COMPOUNDS = {"n", "nz", "vn", "b", "a", "an"}
_SHORT = 4  # characters; a longer gap is hardly the first half of a word
_HANGS = re.compile(
    " (?:called|named|known as)$|(?<![实同定延临小即按准平当用耗计超及随])时$|一般$|通常$|往往$|对应$|相应$|"
    "(?<=[\u4e00-\u9fff]{2})(?:类似|相似|相同|一致|不同)$|^(?:有关|关于)"
)
"""Half of a condition (`自回归生成时`), how often (`设备一般`), or a name that is still to come."""
_GOES_ON = re.compile(" ?(?:一[个种类条些组套]|起来|出来|上去|下去|进去|过来|在一起)")
"""What belongs to a verb in front of it."""
_MODAL = re.compile(
    "(?:同时|需要?|必须|应该?|可以|能够?|会|想要?|要|来|去|先|再|直接|分别|不断|用于|用以|就是|是|负责) ?$"
)
_PREFIX = re.compile(
    "(?:[零双无伪]|(?<![各来亲独出源取暗私])自|(?<![很许更诸众大太较最])多|(?<![简清订账名])单|(?<![并除是])非|(?<![一多大])半|(?<![相违])反)$"
)
"""What belongs to the word behind it: half of `零样本思维链` is no name."""
_ONE_WORD = re.compile("有监|超[大高长参分]|预[训测处]|[微细]调")
"""A word that begins in front of a gap and ends in it: `要用有{{监督信号}}`."""
_PREDICATES = frozenset("是 为 有 指".split())
_EQUATES = re.compile("(?:[是为指]|即为) ?$")
_WITH_SIGN = re.compile("[\u4e00-\u9fff]{1,4} ?[A-Za-z]")
"""A noun with the letter that stands for it in one note: `编号 N`."""
_MADE_OF = re.compile("由.*(?:组成|构成)")
"""A gap that says more than what it is made of."""
_RELATIVE = re.compile("[^，]*的 ?$")
_OF_VERB = re.compile("[了着](?=[\u4e00-\u9fff])(?![色重眼手])")
_TOGETHER = re.compile(
    r"[^，]{0,10}?(?:成[正反]比|成比例|相[关同等似反近]|有关|无关|一致|不同|解耦|等价|匹配|混淆)|(?:互[动相]|相互|交[互换]|对话|竞争|协作|博弈)"
)
"""Behind `A 与 B`: 与 says of what A is like, and does not join the two."""
_NUMBERED = re.compile(r"([A-Za-z]{2,})\d")
_CALL = re.compile(r"[a-z]\(\) ?$")
"""A function, to whose name the noun behind it belongs: `通过 accept(){{方法监听客户端}}请求`."""
_AMOUNT_OF = re.compile(" ?(?:数量|个数|数目|使用率|利用率|占用率)")
"""Behind a name: how much of it there is (`远大于 {{CPU}} 数量`)."""
_AT_ONCE = re.compile("(?:任务|线程|进程|协程|请求|用户|事务|程序|操作|节点)(?:并发|并行|串行|异步|同步|交替|轮流)$")
"""Who does it, and how: what they do is still to come."""
_BETWEEN = re.compile("(?!之)[^，的]{1,6}之?间")
"""Behind `A 与 B`: what of B it is that stands beside A (`A 与 B {{表现}}之间的关系`)."""
_CARRIED = re.compile(
    "[\u4e00-\u9fff](?:拷贝|复制|移动|转移|传输|发送|映射|转换|写入|加载|迁移|翻译)[到至成为][\u4e00-\u9fff]"
)
"""What is done with the first half of a gap, and where the second half is."""
_INSIDE = re.compile(
    "[\u4e00-\u9fff](?:(?<![生合集组构完形造达促养])成(?![分员果功本熟立长绩对])|[拉压推送投指][向进]|时(?![间序刻钟延候态域]))[\u4e00-\u9fff]"
)
"""A verb or a time inside a gap: half of what is said."""
_NAMES_ABILITY = re.compile("的([\u4e00-\u9fff]{2})$")
"""A verb behind 的 is half of a noun: `很强的生成能力`."""
_BY_WHOM = re.compile("(?:由|被)(?!来|动|于|此)")
"""A gap that says who does it, and not what."""
_LIKE = re.compile("(?:类似|不同|相当|等价|取决|依赖)于?[^的]{2,}$")
"""What something is like, where the noun is still to come (`{{类似于链表}}的结构`)."""
_FOR = re.compile("用[于来以] ?$")
_HALF_ITEM = re.compile("[\u4e00-\u9fff]、[^、]{2,}|(?:、|以及|或者|和(?![谐平声解])|并且)")
"""One character, then whole items: the first item began in front of the gap (`去{{噪、图像增强}}`)."""
_BECOMES = re.compile("[\u4e00-\u9fff](?:(?<![生合集组构完形造达促养])成|(?<![行作人认因])为|作)$")
"""The end of a verb that says what something is made into."""
_OWNS = re.compile("的(?=[^，；。])")
"""What makes of a gap in front of it the owner of a noun."""
_LIGHT = re.compile(
    "(?:实现|完成|进行|处理|计算|解决|表示|存储|保存|描述|衡量|记录|控制|判断|得到|生成|开始|结束|为止)$"
)
_DETERMINER = re.compile(
    r" (?:the|an?|this|these|that|those|all|each|every|its|their|our|any|some|no|one|two|it|them)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:which|who|it|they|we|you|not|can|will|may|must|should|cannot|also|then|just|still|do|does) $"
)
_LEADS_IN = re.compile(
    r"the|an?|of|in|on|to|for|with|by|from|as|at|and|or|into|than|over|per|each|every|all|two|three|[a-z]{2,}(?:s|ed|ing)"
)
"""What may stand in front of a name of one word."""
_VERBAL = re.compile(
    r"^(?:called|named|known|added|based|given|used|made|trained|learned|becomes?|is|are|was|be|been|has|have|means?)\b|"
    r"\b(?:even|always|often|then|so|but|during|while|when|if|because|more|less|fewer|very|too|only|also|not|almost|exactly)\b"
)
_SIGN = r"\s?[+*/=^]\s?"


def is_torn(source: Source, statement: Statement, phrase: Phrase, before: str, behind: str) -> bool:
    """Say whether a gap hides only half of what belongs together.

    Args:
        source: the entry.
        statement: the sentence with the gap.
        phrase: what would be hidden.
        before: the statement's text in front of the gap.
        behind: the statement's text behind the gap.
    """
    text = phrase.text
    if _ONE_WORD.fullmatch(before[-1:] + text[:1]):
        return True
    if _HANGS.search(text) or _HALF_ITEM.match(text) or (_LIKE.fullmatch(text) and behind.lstrip().startswith("的")):
        return True
    if (numbered := _NUMBERED.fullmatch(text)) and any(
        other != text for other in re.findall(rf"\b{numbered[1]}\d\b", source.passage.entry.text, re.ASCII)
    ):
        return True  # `context1` of two contexts
    if is_english(statement.text):
        return _is_torn_english(text, before, behind)
    words = source.wording.words(statement.start, statement.end)
    cued = phrase.is_object or is_cued(before)
    return (
        _is_half_a_sign(text, before, behind)
        or _is_half_a_compound(words, text, before, behind, cued=cued)
        or _is_half_a_deed(words, text, before, behind)
        or (
            not phrase.is_object
            and _holds_a_verb(words, text, before, behind, is_term=source.names.called(text) is not None)
        )
    )


def _is_torn_english(text: str, before: str, behind: str) -> bool:
    """Tell a gap that holds the verb: no tagger knows English words, but what stands around a verb tells it."""
    if _DETERMINER.match(behind) or _AUXILIARY.search(before) or _VERBAL.search(text):
        return True
    if (
        " " not in text
        and text.islower()
        and (word := re.search(r"([a-z]+) $", before))
        and not _LEADS_IN.fullmatch(word[1])
    ):
        return True  # `support {{vectors}}`
    if re.search(r"[a-z]ed$", text) and behind.startswith(" by "):
        return True  # `a {{certificate signed}} by a CA`
    return before.endswith((" is ", " are ", " was ", " were ", " be ")) and bool(re.match(r"[a-z]+ed\b", text))


def _is_half_a_sign(text: str, before: str, behind: str) -> bool:
    """Tell a part of a formula, and a symbol that stands beside the noun for which it stands."""
    if _WITH_SIGN.fullmatch(text) or _MADE_OF.fullmatch(text):
        return True
    in_formula = text.isascii() and (re.search(rf"{_SIGN}$", before) or re.match(_SIGN, behind))
    return bool(in_formula or (re.fullmatch("[a-z]{1,6}", text) and re.search("[\u4e00-\u9fff] ?$", before)))


def _is_half_a_compound(words: list[Word], text: str, before: str, behind: str, *, cued: bool) -> bool:
    """Tell `{{计算速度和内存}}访问开销` and `{{redo 日志和 undo}} 日志`: a noun touches the gap where no cue stands.

    A list may not lack the noun of its last item, either: `{{硬盘、USB}} 存储器`.
    """
    nouns = [word for word in words if len(word.text) > 1 and not word.text.isascii()]
    beside = {word.tag for word in nouns if before.endswith(word.text)}
    left = not beside.isdisjoint(_COMPOUNDS)
    right = any(behind.startswith(word.text) and word.tag in {"n", "nz", "vn", "an"} for word in nouns)
    if _AMOUNT_OF.match(behind) or (_CALL.search(before) and any(text.startswith(kind) for kind in KINDS)):
        return True
    bracketed = before.endswith("）") and not text[:1].isascii()  # `单精度(FP32)浮点数据类型` is one name
    able = _NAMES_ABILITY.search(before)
    verbal = any(able and word.text == able[1] and word.tag[0] == "v" for word in nouns)
    half = (left and not (cued or text[:1].isascii())) or verbal
    if (
        len(text) < _SHORT
        and before.endswith("是")
        and re.match("[\u4e00-\u9fff]{2}", behind)
        and behind[0] not in "的之"
    ):
        return True  # `就是{{人工}}标注`
    last = text.rpartition("、")[2]
    is_mixed = last != text and last.isascii() and not text.replace("、", "").isascii()
    again = any(
        behind.lstrip().startswith(word.text) and (word.text in text or (is_mixed and word.tag == "n"))
        for word in nouns
    )
    return bracketed or right or again or half or "b" in beside or bool(_PREFIX.search(before))


def _is_half_a_deed(words: list[Word], text: str, before: str, behind: str) -> bool:
    """Tell a gap that ends in a verb of which the rest stands behind it, or begins with one that belongs in front."""
    joins = re.search("[与和跟]", text)
    if _OF_VERB.match(behind) or (joins and (_TOGETHER.match(behind) or _BETWEEN.match(behind))):
        return True
    known = [word for word in words if len(word.text) > 1 and not word.text.isascii()]
    deed = _ends_in(known, text, "v") or text[-1] in "成为作到"
    if (_GOES_ON.match(behind) and deed) or _ends_in(known, text, "d"):
        return True
    if _BECOMES.search(text) and behind[:1].isalnum():
        return True  # `将{{大型数据库分解成}}小型数据库`
    if _is_label(words, before, behind):
        return True
    if _EQUATES.search(before) and any(
        word.tag == "v" and len(word.text) > 1 and behind.startswith(word.text) for word in words
    ):
        return True  # `d 为{{序列}}成为平稳时的次数`
    if _OWNS.match(behind) and _FOR.search(before):
        return True  # `用于{{规范机器学习}}的非参数回归`
    if _BY_WHOM.match(text) and not any(word.tag[0] == "v" and text.endswith(word.text) for word in known):
        return True  # `都是由 AI 框架,…`: what it did is still to come
    first = next((word for word in known if text.startswith(word.text)), None)
    # `同时预测物体的类别`: what is predicted is the class
    if "、" in text and any(
        before.rstrip().endswith(word.text) and behind.lstrip().startswith(word.text) for word in known
    ):
        return True  # `A 对应 {{B、C}} 对应 D`
    goes_on = _OWNS.match(behind) or any(word.tag[:1] in "nv" and behind.startswith(word.text) for word in known)
    return bool(goes_on and first and first.tag[0] == "v" and _MODAL.search(before))


def _is_label(words: list[Word], before: str, behind: str) -> bool:
    """Tell the noun of `master 启动的{{线程}},…`: nothing is said of it before the comma."""
    said = [word for word in words if word.text in before]
    if not (_RELATIVE.fullmatch(before) and behind.startswith("，")):
        return False
    if any(word.tag == "p" or word.text in _PREDICATES for word in said):
        return False
    verbs = [word.text for word in said if word.tag[:1] == "v" and len(word.text) > 1]
    return all(before.count(verb) == before.count(f"{verb}的") for verb in verbs)


def _holds_a_verb(words: list[Word], text: str, before: str, behind: str, *, is_term: bool) -> bool:
    """Tell nouns that were taken together with a verb (`初始化阶段干`, `跳表实现`), and half of `key 编码器`."""
    if _INSIDE.search(text) or _CARRIED.search(text) or (_LIGHT.search(text) and not is_term):
        return True
    if any(text.endswith(word.text) and word.tag == "v" for word in words if len(word.text) == 1 and word.text != text):
        return True
    known = [word for word in words if len(word.text) > 1 and not word.text.isascii()]
    if not is_term and any(word.tag in {"d", "ad"} and word.text in text for word in known):
        return True
    if (_ends_in(known, text, "v") or _AT_ONCE.search(text)) and (
        re.search("[对把将给]$", before) or any(behind.startswith(word.text) and word.tag == "v" for word in known)
    ):
        return True  # `对答案投票取多数`, `用指针循环扫描`, `多个任务并发运行`
    compound = any(behind.lstrip().startswith(word.text) and word.tag == "n" for word in words if len(word.text) > 1)
    return bool(re.fullmatch("[a-z]+", text)) and compound


def _ends_in(words: list[Word], text: str, tag: str) -> bool:
    return any(text.endswith(word.text) and word.tag[:1] == tag and word.text != text for word in words)
