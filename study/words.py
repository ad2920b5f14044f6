"""Closed classes of words: what can be written down once because a language has only so many of them."""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The inside of a character class for one Han character."""

ID = re.compile(rf"[a-z0-9{HAN}]+(?:-+[a-z0-9{HAN}]+)*")
"""The id of a topic: it is part of a file's name, and nothing in it leads to another folder."""

DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing for all that follows; no note needs them."""

NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
"""The words that announce how many things follow; a longer list is hardly ever announced in words."""

GENERIC_NOUNS = frozenset(
    """
    方法 模型 工作 文章 问题 过程 算法 网络 结构 架构 框架 技术 系统 论文 作者 团队 部分 方式 形式 内容 情况 结果
    效果 特点 特性 优点 缺点 优势 任务 目标 阶段 步骤 操作 功能 作用 原因 目的 思想 思路 概念 理论 原理 定义 公式
    表示 性能 能力 领域 方面 方案 机制 策略 类型 种类 数据 信息 参数 函数 变量 数值 样本 对象 东西 时候 时间 地方
    例子 代码 实现 应用 研究 设计 训练 输入 输出 本质 核心 关键 基础 背景 关系 区别 条件 环境 角度 程度 范围 标准
    要求 需求 场景 用户 读者 笔者 大家 人们 业界 细节 贡献 改进 创新 链接 地址 官方 文档 表格 图像 图片 位置 数量
    大小 规模 单位 元素 特征 整体 流程 程序 工具 平台 公司 办法 立马 有关 两者 研究人员 所有 每一 现实 意思 级别
    常用 额外 一样 整个 其余 方向 难度 成本 效率 精度 速度 复杂度 准确率 一步 两步 本文 下文 上文 现在 目前 近年来
    一般 通常 常规 传统 现代 method model work article problem process algorithm network structure architecture
    framework technology system paper author part form content result feature task goal stage step function data
    information parameter value sample approach example code layer case use way set number size type image
    images objects object strategy
    中文 英文 基本上 假设 无法 想法 结论 前提 顺序 现象 功夫 字面 层面 角色 案例 事情 部件 疑问 看法 关键字 网上 网站
    又称 也称 又叫 通俗 代价 好处 坏处 难点 做法 毛病 缺陷 弊端 结局 后果
    英语 全称 简称 名称 名字 缩写 作业 大部分 大多数 少数 某种 某个 全部 对应 原本 本身 自身 自己 内部 外部
    notebook paper author
    """.split()
)
"""Nouns that name nothing by themselves: never a key term, and never a subject that a card may ask about."""

HEADING_PARTS = frozenset(
    """
    模型 技术 原理 方法 算法 网络 论文 实验 核心 基础 理论 背景 相关 整体 总体 研究 项目 系统 框架 基本 主要 工作
    内容 知识 概述 概览 介绍 简介 引言 前言 导言 绪论 摘要 总结 小结 结论 分析 设计 架构 结构 贡献 阅读 概念 定义
    思想 思路 要点 优缺点 解释 几何
    动机 意义 目标 目录 过程 流程 步骤 细节 推导 公式 证明 实现 应用 场景 特点 优势 优点 缺点 问题 改进 对比 比较
    结果 评价 训练 推理 部署 代码 示例 例子 案例 参考 文献 资料 附录 直观 认识 理解 与 和 及 以及 的 之 与其
    笔记 课堂 讲义 读书 备忘 速查 lecture chapter notes
    overview introduction abstract background summary motivation method methods conclusion conclusions preface
    概论 导论 总览 综述 回顾 description abstract abstraction review preface
    preliminaries related work experiments results discussion references appendix example examples usage
    """.split()
)
"""What a heading that only says which part of a note follows is made of (`概述与理论背景`, `Introduction`)."""

_MARKS = re.compile(r"[\s(（)）:：,，、&.\d]+|^[一二三四五六七八九十]+(?=[、,，.])")
_JOINTS = re.compile("[与和及以的之其]*")
_HEADING = re.compile(
    "(?:" + "|".join(sorted(HEADING_PARTS, key=lambda part: (-len(part), part))) + ")+", re.IGNORECASE
)


ASPECT_HEADING = re.compile(
    r"(?:主要|核心|常见|基本|典型)?(?:应用场景|适用场景|使用场景|应用|优点|缺点|优势|劣势|不足|局限性?|特点|特性|特征|步骤|流程|思路|核心思路|类型|分类|种类|组成|"
    r"组成部分|职责|作用|功能|目标|原则|要点|性质|挑战|难点)"
)
"""A heading that says which of the topic's aspects the items under it are."""


STEPS_HEADING = re.compile(
    "(?:[^，,。:：]{0,12}(?:过程|流程|步骤)|[两二三四五2-5] ?(?:个?阶段|步)式?[\u4e00-\u9fff]{0,6})[:：]?"
)
"""A heading of the numbered steps under it (`训练流程`, `两阶段学习`)."""


_ON = re.compile(f"(?P<name>.*?[^的之\\s])\\s?[的之]?\\s?{_HEADING.pattern}", _HEADING.flags)
_BESIDE = re.compile("参考|代码|文献|资料|附录|目录|实验|示例|例子|案例")
"""What stands under such a heading is not said of what it names."""


def named_by_heading(text: str) -> str:
    """Give what a heading names before the words that say which part follows (`fastText 介绍`); "" for any other."""
    match = None if is_generic_heading(text) else _ON.fullmatch(text)
    return match["name"] if match and not _BESIDE.search(text, match.end("name")) else ""


def is_generic_heading(text: str) -> bool:
    """Tell a heading that only says which part of a note follows (`概述与理论背景`) from one that names something."""
    bare = _MARKS.sub("", text)
    return bool(_HEADING.fullmatch(bare)) and not _JOINTS.fullmatch(bare)


CONTINUES_LATIN = frozenset("是的为和与中等则也都会能由将把被有就还指即以及不只可到从来上下后时里最")
"""Han characters that go on with the sentence after a Latin word and a space: no new line begins with them."""

HANGS = frozenset("的是为在从到用将把与和个对于以及被由向让使给或比像如即指、")
"""Han characters after which a sentence must go on: no line ends with them."""

_OPENS_CLAUSE = "这 该 那 此 其 它 对于 在 为了 如果 当 由于 因为 若 与 和 将 把 使用 通过".split()
HOLLOW = "环节|部分|方法|算法|工具|工作|概念|手段|类别|内容|步骤|技术|模型|任务|组件|角色|知识点"
"""Nouns that say nothing of what is praised with them: `一个非常重要的组件`."""

NOT_A_HEADING = re.compile(
    r"^(?:" + "|".join(_OPENS_CLAUSE) + r")|如果|还会|就会|可以|需要|能够|会有|进行了|我们|(?<!什么)是[^什否]|"
    r"什么是[^:：]{1,20}[:：](?=.)|为了|使得|表示|了$|来[回看]"
)
"""What a line that states something holds, and a heading does not."""


INSTRUCTION = re.compile(
    "(?:添加|插入|删除|修改|更新|查询|查找|查看|查|创建|新建|安装|卸载|启动|停止|重启|配置|运行|编译|部署|下载|上传|提交|切换|合并|撤销|"
    "回滚|打开|关闭|导入|导出|备份|恢复|验收|测试)(?=[\u4e00-\u9fffA-Za-z ]{2})"
)
"""How a line begins that says what somebody is to do."""


FIGURE = r"(?:(?<![\u4e00-\u9fff])|(?<=[如见由从在和与据上下图]))[图表]\s?(?:\d|[(（][a-f\d][)）])"
"""A numbered figure or table, and not `原图 800x600` nor `链表 3`."""

ELSEWHERE = (
    r"上述|下述|(?<![比例诸譬])如[上下](?![载传])|[上下]面|(?<![线之])[上下]图(?![像片形谱灵案层])|"
    rf"[上下]表(?![现示达征面决情])|(?<![文样基脚副版根成日])本(?:[文节章篇](?![件本])|论文|研究|工作|实验(?!室)|教程|系列|专栏)|笔者|{FIGURE}"
)
"""What points to another place of the note or its page."""

POINTS_OUTSIDE = re.compile(
    r"^(?:传统|现有|以往|之前|已有|原来)的?(?:实现|方法|做法|方案|工作|算法)|^.?(?:它|"
    r"其)(?![他它中实余次])|这(?! ?[两二三四五六几\d] ?[个种类项])|(?<![\u4e00-\u9fffA-Za-z0-9）” ])这|(?<!应)该(?!项)|"
    r"(?<![因由彼如])此(?!外)|如此|"
    rf"{ELSEWHERE}|[图表]所示|"
    r"[前后]一[项种类](?!式)|"
    r"(?<!的)[前后]面"
    r"(?! ?[A-Za-z]|的?(?:接|加|挂|跟|挡|放|插|几?层|卷积|网络|块|元素|节点|字符|词|请求|行|列|几?位|帧|步))|"
    r"(?<!的)文章(?!标题|题目|《)|^.?作者|^(?:论文|文章)的?作者|我们|"
    r"你|大家|读者|前者|后者|[左右]侧|(?:^|[，从由如])[图表]上|以下|(?<![个种类项条次倍及级%])以上|其中|"
    r"^而?那[两二三几一]?[个种些次条]|公式[里中]还|第 ?[一二三四五六\d]+ ?[条](?!指令|链)|"
    r"有人(?!引用|访问|请求|调用|修改|点击)|\b(?i:our|my|your)\b|(?:(?<![\u4e00-\u9fff])|(?<=[上下从由如看见]))[表图]中(?!心)|(?<=在)[表图]中(?=[，,]|可|能?看|标|[红蓝绿黄黑白虚实左右上下])|两者|(?<![其排])[他她](?!们)|"
    r"相比之下|同样(?![的大小多少长短高低快慢好重])|^[两三]个(?:算法|方法|模型|指标|协议|步骤|阶段|部分|版本)(?:都|均|各)"
)
"""Words that need something outside the card, wherever they stand in it."""


def points_outside(text: str) -> bool:
    """Say whether a text points to something that it does not hold; `两者` behind two things named does not."""
    found = POINTS_OUTSIDE.search(text)
    while found and found.group() in {"两者", "二者"} and re.search("[两二和与、]", text[: found.start()]):
        found = POINTS_OUTSIDE.search(text, found.end())
    return bool(found)


ASIDES = re.compile(
    r"(?:在?第 ?[一二三四五六七八九十\d]+ ?[章节讲篇][中里]?(?:[，,]|$)|"
    r"我们(?:已经?|就|曾)?(?:讲过|学过|学习过|学习了|介绍过|提到过?|说过)(?!的)|"
    r"(?:前面?|之前|此前|上面)(?:已经?)?(?:介绍|讲|说|提到?)过[，,]|"
    r"在?(?:前面?|之前|此前|上面?)(?:的|几|一|[一二两三四五六七八九十\d])*(?:小节|章节|章|节|篇|部分|讲)(?:文章)?[中里]?[，,]?(?:我们)?"
    r"(?:已经?|就|曾)?(?:提到|讲到|讲过|说到|说过|介绍过|学习过|了解到|知道)了?(?!的)[，,]?|【[^】]{1,12}】|不得不说|(?:主要|大概|简单)(?:说|讲|谈)了(?:一下)?|回[想忆顾]一下|这(?:也|就)?(?:意味着|说明了?|表明)|也正因为如此|正因为如此|后来(?=$|[，,在])|一般认为|我们知道|众所周知的是|总的来[看说]|总而言之|总之|"
    r"简单[来地的]?[说讲]|形象[一地]?点?(?:来)?(?:[说讲]|理解)|"
    r"(?:我们)?(?:表明|证明|发现|观察到|注意到|指出)(?=[，,]|$)|通俗[来地的]?[说讲]|简言之|简而言之|具体(?:来[说讲]|而言|地)|一般来[说讲]|通常来[说讲]|一般而言|"
    r"换句话说|换言之|也就是说|另外值得一提的是|值得一提的是|值得注意的是|需要注意的是|请?注意(?:到)?(?![力事])|事实上|"
    r"实际上|其实(?![现例])|显然|当然|众所周知|"
    r"可以说(?!明)|(?:可以|不难|容易)(?:看[到出]|发现|知道|想到)|由此可见|"
    r"由(?:式|图|表)? ?[（(]?\d[\d.]*[)）]? ?可[知见得]|"
    r"我们(?:知道|发现|看到)|大家知道|由于篇幅(?:所限|有限)?|从[^，,]{1,6}上来?[看讲说]|从(?:这个|"
    r"另一个)?角度(?:来)?看|"
    r"直观地?(?:来)?[说讲看]|严格(?:来)?[说讲]|更准确地?说|理论上|对于?(?:大多数|大部分|很多|许多|不少|一般)?(?:人|读者|初学者)来[说讲]|相信(?:大家|很多|不少)?(?:读者|人)?都?|到这里|"
    r"综上(?:所述)?|近年来|"
    r"基于上述分析|正如(?:前面|上面)?所说|如前所述|顾名思义|毫无疑问|为此|既然如此|(?:作者|论文|文章|研究者|研究人员)们?(?:推导出|发现|指出|注意到|证明了?|观察到|认为)(?=[，：])|"
    r"因此|所以|因而|于是|然而|但是|不过|但|并且|而且|而|此外|另外|同时|接下来|接着|随后|然后|首先|其次|最后(?![一两二三的])|最终(?!的)|"
    r"那么|第[一二三四五六][步招点]?(?=[，,、])|算下来|退而求其次|可是|这样一来|这里有个细节|(?:需要|要)(?:指出|说明|强调|注意)的是|换个角度(?:看|想)?|例如|比如|即使是?|至于|另一方面|一方面|相反|反之|同样地|有趣的是|(?:不幸|幸运|遗憾)的是|[一二三四五六]是|其[一二三四五六](?=[,，是])是?|(?:实验|研究|经验)(?:结果)?(?:也)?(?:发现|表明|证明)|结果(?:表明|显示)|顺便说一下|顺便一提|总体来看|即使|尤其是|特别是|总体而言|就这样|得益于此|相应地|类似地|同理|有意思的是|好玩的是|特别地)"
    r"\s*[,，:：、]?\s*"
)
"""Connectives and asides at the head of a clause that carry no fact."""

OPINIONS = re.compile(
    r"应该算是|^可见|令人|让人(?:困惑|头[疼大]|费解|惊)|惊艳|强大的支持|相信|值得|致力于|精巧|也许|或许|不算太|大概(?!率)|感觉|不太好|太[大小多少高低贵慢难]了|(?<![许很更])多(?:么)?(?:受欢迎|重要|强大)|"
    r"(?:简单|容易|方便|轻松)(?:一?点|多了?)$|相对而言|类比|打个比方|比喻|好比|就像|关于[^，]{2,20}参考|详见|参见|这么做|博主|不错的|飞跃|毫无疑问|要命|吃不消|头大|还不行|听上去|优雅|难免|"
    r"有(?:研究者|学者|人|论文|工作)(?:提出|认为|发现|指出|表明)|想必|个人(?:认为|觉得)|好像|似乎|未免|"
    r"(?<!自)我(?!们)|咱|[啊呀嘛呗啦哦噢哈](?=$|[，。！？!?~～])|(?<=[^，]{2})呢(?=$|[，。])|压根|反正(?![切弦割])|说白了|"
    r"^意思(?:就?是|为)|\b(?:is|are|It's) like\b|可想而知|(?:不需要?|不必|无需|不用)知道[^，]*(?:什么|怎么|如何)|"
    r"不言而喻|有多大(?=[^，]{0,4}$)|设想(?!的)|踩坑|入坑|好懂|不抄了|不赘述|不展开|折腾|搞懂|吐槽|忘了|(?:人|大家|一直|原|本|曾|误|都)(?:都|会|常|还|先)*以为"
)
"""Opinion and talk: nothing to know."""

TALK = re.compile(
    r"^(?:深入(?:理解|学习|了解|掌握|浅出)? ?(?=[A-Z])|掌握(?!了|着|的)[^，]{2})|"
    r"已经?(?:介绍|讲|学习(?!到|的)|知道|了解)|在?(?:介绍|讲解|讨论|了解|学习)[^，]*之?前$|将(?:剖析|介绍|讲解|讨论|梳理)|(?:感谢|欢迎)[^，]{2}|(?:^|[可请以，])参考(?!模型|策略|系|帧|点|值|图像)[^，]{2}|"
    r"对吧(?=$|[，。])|[对是]不[对是]$|了解了解|来看(?:看|一看|一下)|(?:第|，|^)一作(?![用业为者])|通讯作者|(?:其|个人|项目)主页|接下来的(?:内容|[章小]节|文章|部分)|毕设|实习|组会|PPT|文章里|补一句|小伙伴|绕不开|博客|想象一下|试想|一般看|调研|^(?:论文)?(?:题目|标题)(?:翻译|是|为)|[前后上下]半篇|(?<!上)[前后下]文(?!简?称|件|本|档)|上文(?!件|本|档)|[上下]一?[章篇](?!幅)|上一?节(?!点|奏|拍)|这一?[章篇](?!论文)|文末|"
    r"今天|昨[天晚]|前天|前几天|前段时间|第一反应|网上[^，]{0,12}(?:文章|资料|说法|教程|答案)|\b[Nn]otes\b|TL;?DR|先从[^，]{1,14}[说讲]起|(?:课程|教程|讲座|视频|专栏|系列)(?:主要|将|会)*(?:介绍|讲解|讲)|这[几两]天|上周|周末|(?:^|[，）])最近(?![的最邻似公点距使未一])|(?<!协)同学(?!习)|(?<![不相共协等合])同事(?![件务物实])|老板|面试[官被]|"
    r"朋友(?:都|们)|掀起|热潮|(?:开始|很|最|爆)火(?![焰灾箭])|(?<![使重常])火[遍爆](?!炸)|有(?:单独|专门)的?[^，]{0,4}[章节篇]|官网(?:上)?(?:描述|介绍|给出|写)|博文|"
    r"(?:^|，)(?:论?文|文章)[中里]?(?:还|也|则)?(?:详细地?)?(?:阐述|介绍|讨论|分析|描述|综述)了|"
    r"[一两三几半\d] ?年有余|(?:没有?|抽)时间(?!成本|开销|限制|戳|片|步)"
)
"""What speaks of the note and its reader, not of the matter."""

DEPENDENT = re.compile(
    r"^(?:如果|若|假如|假设|当(?!前|时(?!间|刻|钟))|只要|除了|由于|因为|为了|作为|虽然|尽管|即使|考虑|与其|一旦|既然)|"
    r"^(?:随着|得益于|根据|按照|针对|从(?!而)|和[^，]{2,12}(?:相同|一样)$)(?!.*(?:分为|可以|能够?|是|会|被))|"
    r"^(?:无论|不论|不管)(?!.*[都均总皆])|"
    r"^(?:将|把|对|从)[^，]*(?:上|中|里|时|之?后)$|(?:允许|能够|需要|会|是)在[^，]*(?:上|中|里|下|时|之前|之后|之?内)$|(?<!来)越(?!来)[^，越]{1,6}$|(?:一种|一个|一类)$|^在.*(?:之?前|之?后|时|中|下|上|里|方面|过程|背景|条件)$|(?:时|时候|之前|之后|的话|而言|来说|来讲|起见|"
    r"：|写成|写作|记作|记为|表示为|定义为|包含|包括|例如|比如|诸如|在于|意味着|的是|可知|发现|表明|或者|以及|并且)$"
)
"""A clause that only prepares the one behind it."""

SPEAKER = re.compile(r"(?<![A-Za-z0-9])(?:[问答]|面试官|候选人|参考回答|回答|解答|参考答案|[QA]\s?\d{0,2})\s*[:：]\s*")
"""Who speaks in a note that asks and answers: `问:`, `A：`, `Q3:`."""

_ASKER = re.compile(r"(?:问|面试官|(?<![A-Za-z0-9])Q\s?\d{0,2})\s*[:：]")
_ASKED = re.compile("[?？]")
_ANSWERER = re.compile(r"(?:答|(?<![A-Za-z0-9])A\s?\d{0,2})\s*[:：]")


def is_dialogue(text: str) -> bool:
    """Say whether a note asks and answers under labels."""
    at = 0
    for part in (
        _ASKER,
        _ASKED,
        _ANSWERER,
    ):  # one after the other: in one pattern they would take the time of all pairs
        found = part.search(text, at)
        if not found:
            return False
        at = found.end()
    return True


MARKER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*(?:[.、)）,，](?!\d)|(?=[ ][\u4e00-\u9fff]))|[（(]\d{1,2}[)）]|"
    r"第?[一二三四五六七八九十]{1,3}[、,，.：:]|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[a-f][.)）](?=\s?[\u4e00-\u9fff])|0x\d\d(?=\s)|\d{1,2}\.\d{1,2}(?=\s[A-Za-z])|[•●▪◆■·*-](?=\s)|[Ss]tep\s?\d{1,2}[:：.、]?(?=\s))\s*"
)
"""A list number or bullet at the head of a line."""

PLACEHOLDER = re.compile(r"\[(?:公式|Math|代码|图片|图|表格|表|链接|Code|Image|Formula)\]|\\[{}\\a-zA-Z]|\$")
"""What stands where the snapshot cut something out, or raw markup."""
