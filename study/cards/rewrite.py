"""Clauses rewritten by rule until nothing in them points outside: who acts, what a pronoun means, what only talks."""

from __future__ import annotations

import re
from functools import lru_cache

from study.cards.typeset import typeset
from study.words import HAN, POINTS_OUTSIDE

_GENERIC = (
    "模型|算法|方法|网络|结构|机制|框架|技术|系统|任务|函数|方案|工具|类模型|类算法|类方法|过程|协议|语言|库|"
    "数据结构|策略|指标|操作|命令|项目|论文|架构|组件|模块|层|[做作]法"
)
_PRONOUN = re.compile(
    rf"(?:它们?|其)(?![他它中实余次])|(?:该|这个?|这种|这类|这一|这项|此)(?:{_GENERIC})(?![{HAN}]{{0,2}}的逆)"
)
_ENGLISH_PRONOUN = re.compile(r"It(?= )")
_OWNS = re.compile(
    r"本质(?!上)|输入|输出|背后|(?:主要|基本|核心|关键)?(?:思想|思路|原理|理念|作用(?!于)|功能|优势|优点|缺点|特点|特性|目的|目标|"
    r"任务|区别|不同)|核心|开|奠|代表|最|底层|内部|名称|全称|时间复杂度|空间复杂度"
)
"""What 其 in front of it owns: `其目的` is 它的目的, while `其通过…` is 它通过…."""
_ASPECT = re.compile(
    r"(?:其|它们?的|(?:算法|模型|方法|网络|框架|协议|机制)的(?=关键|核心|思想|优点|缺点|特点|目的|目标))?"
    r"(?:最[^，是]{1,4}的|(?:还|也)?有?(?:一个|另一个|一点)(?:很|非常)?(?:好|重要|明显|显著|主要|突出|大)?的?)?(?:主要|核心|基本|显著|突出)?(?:缺点|优点|特点|特性|优势|缺陷|不足|局限|目的|目标|好处|思想|思路|方式|方法|关键|"
    r"做法|作用|功能|原理)(?:就?是|在于|(?:大致|基本上?)?可以?(?:概述|概括|归纳|总结|归结|表述|理解)(?:为|成))"
)
_OF_A_DEED = re.compile("(?!其|它)[^是]{0,6}(?:好处|作用|目的)(?:就?是|在于)")
_DIVIDED = re.compile(r"(?:根据|按照?)[^，]{2,20}?(?:可以|可)?分[为成]")
_ADJECTIVE = re.compile(r"(?:而|但|所谓|常规的|传统的|普通的|标准的|原始的|经典的|一般的)?[“\"]?")
_HERE = re.compile(r"这里(?:所说|所指)?的|(?:我们|大家)(?:通常|平常)?(?:所说|常说|熟知|说)的")
_DEMONSTRATIVE = re.compile(r"(?:这个|该|这种|这类|(?<![因为由如据])此) ?(?=[A-Za-z])")
_NAMED_BEFORE = re.compile(
    rf"(?:这个|这种|这类|这些|这[两三四]个|这[两三四]种|该|(?<![为因由据如对在从])此|这)((?:[{HAN}]{{2,4}}))"
)
_WE = re.compile(
    r"(?<![让使得给对为助诉带教帮])(?:我们|你们?|(?:人们|大家)(?!都[知认说觉想看听]))(?:还|也|又|都|就|便|再|只(?!有)|先|首先|直接)*(?!的|所|自|来|俩)"
)
"""The general actor of technical prose; without it the sentence says the same."""
_AS_KNOWN = re.compile("(?<![让使得给对为助诉带教帮])(?:我们|大家|人们)都?知道(?=[^，]{4})")
_AUTHOR = re.compile(
    r"(?:本?论文|本文|文章|该文|作者们?)(?:中|里)?(?=的任务|的方法|的核心|的(?:主要)?贡献|的创新|所?做的工作|所?提出|设计|采用|引入|使用|利用)"
)
_AUTHORS = re.compile("^(?:(?:本文|本?论文|文章|该文)的?)?作者们?(?:还|也)?(?=[^，的]{2})")
_SUCH_AS = re.compile(
    "^(?:已有|现有|之前|以往|此前|先前|早期)的?(?:工作|方法|研究|做法|模型|方案)，?(?:例如|比如|如|像) ?(?=[A-Z])"
)
"""Behind it stands whose work it was."""
_CITATION = re.compile(r"(?<![为到是于=∈])(?<![为到是于=∈] ) ?\[\d{1,3}\]")
_NAMED_AS = re.compile(
    rf"(?<=[{HAN}A-Za-z0-9\]])(?<![在从对把将为于是与和用以]) ?(?:这一|这个|这种|这类|这项)"
    rf"(?:概念|方法|算法|技术|工作|机制|思想|操作|策略|指标|模型|框架|工具|符号|数据结构|想法|现象)(?!的)"
)
"""What only says again what kind of thing a name stands for (`交并比这一概念`)."""
_USUAL_WAY = re.compile(r"(?:传统|现有|原来|原始|常规|朴素)的?(?:实现|做法|方案|方法|算法)")
_BECAUSE = re.compile(r"^(?:因为|由于)(?=将|把|对|增加|使用|采用|引入|减少|通过)")
_OTHERS_WORK = re.compile(r"^(?:之前|以往|以前|此前)的?(?=工作|方法|研究|做法)")
_REGARDED = re.compile(
    r"(?P<modal>(?:也|还|又|都|就|可以?|通常|一般|往往|只需要?|需要?)*)(?:将|把)(?:它们?|其|之)"
    r"(?P<verb>(?:理解|看|视|当|称|记|定义|看待|建模|转化|转换|分解|拆分|归类?|写)(?:为|成|作|做)(?:是|了)?)(?P<what>.+)"
)
_POINTING_TAIL = re.compile(
    rf"(?:(?<![用起看出下])来|(?<![可得难予所足加])以|从而|进而)(?:间接地?|直接|更好地?|有效地?)?[{HAN}]{{2,4}}(?:这|该|此|上述)[^，]*$"
)
_HEDGE = re.compile(
    r"(?<!概)(?:一般认为)(?=是|为|有|等于)|(?:一般|通常|普遍|广泛|公)?(?:地)?(?:被)?(?:普遍|广泛)?认为(?=是)"
)
_AND_THEN = re.compile(
    "^(?:其中|(?:因为)?这(?=[会能]|可以?|也会|就会|将|(?:主要|也)?是(?:因为|由于)|(?:也|就)?意味着))|此时"
)
"""What points to the clause before, and to nothing else."""
_REPEATS = re.compile("(?:会|将|就)?(?:一直|不断|重复|反复|交替|持续|进行到|直[到至])")
_COMPARED = re.compile("(?:相比|相较|比起|不同于)[^是会能]{2,30}$|(?:与|和|跟)[^是会能]{2,30}(?:相比|相反|不同)$")
"""All that was said so far is what something is held against, and not what a pronoun means."""
_ONE_OF_TWO = re.compile("^(?:前者|后者)")
_REVERSED = re.compile("(?<!是)反过来(?!说)")
_AT_THE_END = re.compile("[^其吉]它们?$")
_SEVERAL = re.compile("[两二]|[和与、]")
_BOTH = re.compile("两者|二者|它们")
_HERE_DOES = re.compile("这里(?=直接|采用|使用|用|将|把|没有|并没有|不|是)")
_RESULT = re.compile(r"^这(?:样|也|就|样就|样一来)?(?=使得?|导致|让|保证|避免|造成|带来|引起)")
_PROPOSED = re.compile(
    r"[^，]*?(?<!被)(?:提出|设计|推出|发明)了(?:(?:一种|一个)(?:[^，]{1,24}的 ?)?)?(?P<what>[^，的]{2,40})|"
    r"(?:作者们?|本文|本?论文|文章|研究者们?|研究人员)提出(?:一种|一个)?(?P<this>[^，]{2,40})"
)
PROPOSED_AS = re.compile(
    r"[^，]*?(?<!被)(?:提出|设计|推出|发明|开发|引入|介绍)(?:出|了)*(?:一种|一个|一套)(?:新的?|全新的)?"
    r"(?P<what>[^，]{3,50}?(?:方法|模型|算法|框架|网络|指标|机制|策略|结构|架构|系统|范式|数据集|基准|技术|损失函数))"
    r"(?: |[—–-]+|：|，?(?:称为|称之为|叫做?|名为|即|命名为) ?)"
    r"(?P<name>[A-Za-z][A-Za-z0-9 .+-]{1,40}?)(?: ?（[^（）]{1,80}）)?"
)
"""`提出了一种 Y 的方法 X`: what X is stands before its name."""
_AT_HEART = re.compile(
    r"[^，]*的(?:核心|关键|基础|主角|代表作?)(?:算法|技术|模型|组件|部分|工作)?(?:就|正)?是 ?"
    r"(?P<what>[^，的（]{2,40})(?:（[^（）]*）)?"
)
_SPOKEN_OF = re.compile(
    r"(?:当)?(?:我们|人们|大家)?(?:谈到|提到|说到|讲到|谈及|提及|谈起|说起) ?(?P<name>[^，]{2,20}?) ?时$|"
    r"(?:(?:在?[上前这本]一?(?:篇|节|章|期|次|讲)(?:文章|博客|笔记|课|内容)?|之前的?(?:文章|笔记)?|前面)[中里]?，?(?:我们)?|我们)"
    r"(?:已经|曾|一起)?"
    r"(?:学习|介绍|讲解|讲|了解|讨论|认识)(?:了|过) ?(?P<learned>[^，、的和与及]{2,40})|"
    r"(?:但|而)?(?:我们|本文|文中|这里)*(?:特指|专指|只(?:讨论|考虑|关注)) ?(?:的是)?(?P<meant>[^，]{2,20})|"
    r"(?:(?P<work>[A-Za-z][\w -]{1,30}?) ?的?)?(?:论文|文章|[Pp]aper)(?:题目|标题|名称)?：[^，]+"
)


_TOLD_HERE = re.compile(
    "^(?:(?:之前|前面|上次|此前)(?:谈|讲|提|说|介绍)(?:过|到)|"
    "(?:(?:本|这一?篇|该)(?:文章|文)|文中|这里|下面|今天|接下来)(?:我们)?(?:主要|将|要|会)*(?:所)?"
    "(?:介绍|讨论|讲解|讲|说|学习|研究|关注|阐述|提到|提出|分析))的 ?(?=[A-Za-z\u4e00-\u9fff“])"
)
"""What only says that the note speaks of what follows: `本文介绍的 X 是…`."""
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (_DEMONSTRATIVE, ""),
    (_HERE, ""),
    (_AS_KNOWN, ""),
    (_WE, ""),
    (
        re.compile(
            "^(?:首先|其次|随后|最后|进一步|还|也)?(?:展示|证明|表明|揭示)了(?![一几多]|如何|怎|其|它)(?=[^，]{4})"
        ),
        "",
    ),
    (re.compile(r"(?<=》)该(?=论文|文章)"), ""),
    (_CITATION, ""),
    (_TOLD_HERE, ""),
    (_SUCH_AS, ""),
    (_NAMED_AS, ""),
    (re.compile(r"像 ?([^，]{1,24}?) ?这样的"), r"\1 等"),
    (re.compile(r"(?<=[A-Za-z0-9]) ?这样的(?=[^，]{2})"), " 等"),
    (re.compile(r"(?<=\w) ?同样(?=使用|采用|是|可以|需要)|^所谓"), ""),
    (
        re.compile(r"(?:说的|指的)?就?是(?:这样的?一?[种个]|这种)(?:情况|过程|问题|方法|任务|技术|现象|思想)[:：]"),
        "是指",
    ),
    (_HEDGE, ""),
    (re.compile(r"(?:以下|下文|后文|本文)(?:中|里)?(?:统一|均|都|一律)?(?=简?称)"), ""),
    (re.compile(r"^(?:[A-Za-z][\w-]* ){0,4}?((?:[A-Za-z][\w-]* ){1,3})(?=\1)"), ""),
    (re.compile(r"^作为(?=[^，]{2,14}(?:策略|模型|算法|方法)$)"), "对于"),
)
"""What says nothing, in the order in which it is taken out."""
_NO_SUBJECT = re.compile("[左右]边|是(?!否)|还是|亦或|抑或|或(?!许)")
"""How a sentence begins that stood beside a picture, behind a formula or behind the first of two."""
_OBJECT_PRONOUN = re.compile("[把将对给](?:它们?|其(?![他余中实]))")
DENIES = (
    "(?:并?没有|不再)(?:再|直接|显式)?(?=执行|采用|使用|考虑|引入|利用|改变|依赖|要求|需要|复制|[对将把])"
    "(?![^，]*(?:时$|情况下|[就则]))"
)
"""How a clause begins that says what its subject does not do."""
_ELIDED = re.compile(
    r"(?:由于其|因其|凭借其|得益于其|借助其)|(?:不仅|仅仅?|可能|既|也|还|又|再|主要|通常|一般|同时|只)*(?:能够?(?!力|量)|将(?![^，]{2,12}称)|把|(?:可以?|可)(?=通过|用(?!性)|帮助|有效|大大|显著|减少|提高|避免|让|使|支持|"
    r"处理|自动|直接)|(?:通过|利用|采用|使用)(?![^，]*就)|提供|支持|包含|包括|具有|拥有|实现|满足|泛指|特指|专指|适用于|用于|用来|旨在|允许|负责|基于|继承|保留|融合|结合|"
    r"解决|避免|提高|减少|降低|由[^，]{2,20}(?:组成|构成)|"
    rf"{DENIES}|[与和跟同] ?[^，]{{1,30}}(?:类似|相似|一样|相同|不同)$)"
)
"""Predicates that a sentence begins with when it goes on about the subject of the one before."""


def owns(rest: str) -> bool:
    """Say whether a pronoun in front of ``rest`` stands for an owner (`其核心`) and not for an actor (`其通过`)."""
    return bool(_OWNS.match(rest))


def announces_aspect(text: str) -> bool:
    """Say whether a clause begins with what it says of something it does not name (`缺点是…`, `根据…可以分为…`)."""
    return bool(_ASPECT.match(text) or _DIVIDED.match(text))


def bare(name: str) -> str:
    """Take 所谓, 传统的 and an opening quotation mark off a subject."""
    return _ADJECTIVE.sub("", name, count=1).strip('”" ')


def named(text: str) -> str:
    """Take off what comes before a name without changing it: `我们所说的`, `这里的`."""
    return _TOLD_HERE.sub("", _HERE.sub("", text))


def proposed(text: str) -> str:
    """Give what a clause `作者提出 X` proposes, "" for any other."""
    if named := PROPOSED_AS.fullmatch(text):
        return named["name"]
    match = _PROPOSED.fullmatch(text)
    return (match["what"] or match["this"]) if match else ""


def at_heart(text: str) -> str:
    """Give Y of a clause `X 的核心是 Y`, of which the note goes on to speak, "" for any other."""
    match = _AT_HEART.fullmatch(text)
    return match["what"] if match else ""


def spoken_of(text: str, work: str) -> str:
    """Give X of a clause `当我们谈到 X 时`, `这里特指 X` or `X 论文:…`, "" for any other.

    Args:
        text: the clause.
        work: what the paper is about where its label does not say it.
    """
    match = _SPOKEN_OF.fullmatch(text)
    return (match["name"] or match["learned"] or match["meant"] or match["work"] or work) if match else ""


def rewrite(text: str, subject: str, work: str, earlier: str, *, begins: bool) -> str:
    """Make one typeset clause self-contained; "" where that is not certain.

    Args:
        text: the clause without asides and final punctuation.
        subject: what the words before it speak of, as the note spells it, or "".
        work: what 本文 and 作者 speak for: the name of the note's topic, or "" where that is no work.
        earlier: the clauses of the same statement in front of it, which it may point to; "" for the first one.
        begins: it begins a sentence, so that a verb at its head goes on about the subject of the sentence before.
    """
    opens = not earlier
    by_author = _WE.match(text) is not None  # what `我们将…` says, the subject of the sentence before does not do
    text = _POINTING_TAIL.sub("", _plain(text, work))
    if opens and not begins:
        text = _BECAUSE.sub("", text)
    if regarded := _REGARDED.match(text):
        modal = "可以" if re.search("[可需]", regarded["modal"]) else "被"
        text = typeset(f"{bare(subject)} {modal}{regarded['verb']}{regarded['what']}") if subject else ""
    if opens and (_NO_SUBJECT.match(text) or _OBJECT_PRONOUN.search(text)):
        return ""
    if opens and begins and subject and not by_author and _ELIDED.match(text):
        text = text if bare(subject) in text else typeset(f"{bare(subject)} {text}")
    elif opens or (_COMPARED.match(earlier) and _PRONOUN.match(text)):
        text = _with_subject(text, subject, begins=begins)
    else:
        text = _RESULT.sub("", text)
    return "" if _points(text, earlier) else text


@lru_cache(maxsize=1 << 8)  # a clause is read as the opening of a run, and again as what follows in another
def _plain(text: str, work: str) -> str:
    """Drop what says nothing, and say who 本文 and 作者 are."""
    before = text
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    if work and work not in text:
        text = _OTHERS_WORK.sub(f"在 {work} 的研究中，以往的", _AUTHOR.sub(f"{work} ", text))
        text = _AUTHORS.sub(f"{work} 的作者", text)
    return text if text == before else typeset(text)


def _points(text: str, earlier: str) -> bool:
    """Say whether a clause points to something that neither it nor the clauses before it name."""
    if earlier:
        pronoun = _PRONOUN.match(text)
        text = text[pronoun.end() :] if pronoun else _AND_THEN.sub("", text, count=1)
    elif _REVERSED.search(text) or _AT_THE_END.search(text):
        return True
    text = _NAMED_BEFORE.sub(
        lambda found: found[1] if found[1][:2] in earlier + text[: found.start()] else found[0], text
    )
    if _SEVERAL.search(earlier):
        text = _ONE_OF_TWO.sub("", _BOTH.sub("", text))
    return bool(POINTS_OUTSIDE.search(text))


def _with_subject(text: str, subject: str, *, begins: bool) -> str:
    """Put the subject that an opening clause lacks or only points to; "" where there is none to put."""
    if announces_aspect(text):
        if not begins and _OF_A_DEED.match(text):
            return ""  # `…,好处是…` speaks of what was done, not of who did it
        text = re.sub(r"^(?:其|它的?|还有|也有|有|(?:算法|模型|方法|网络|框架|协议|机制)的)", "", text)
        joint = "的" if _ASPECT.match(text) and not text.startswith("最") else ""
        return typeset(subject + joint + text) if subject else ""
    if _USUAL_WAY.match(text):
        return typeset(f"{bare(subject)} 的{text}") if subject else ""
    if text.startswith("也就是"):
        return ""
    here = _HERE_DOES.match(text)
    pronoun = here or _PRONOUN.match(text) or _ENGLISH_PRONOUN.match(text)
    if not pronoun:
        return text
    if not subject or (pronoun.group() == "它们" and not re.search("[和与、]", subject)):
        return ""
    rest = text[pronoun.end() :]
    if pronoun.group().endswith("过程") and _REPEATS.match(rest):
        return ""  # of the steps before it, and not of what they belong to
    if here and bare(subject) in rest:
        return rest
    joint = "的" if pronoun.group() == "其" and owns(rest) else ""
    return typeset(bare(subject) + joint + rest)
