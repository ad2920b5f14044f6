"""Synthetic notes: as many as wanted, the same ones every time, on many topics, some of them in two versions."""

from __future__ import annotations

import random
from pathlib import Path

from study import catalog
from study.model import Concept

SNAPSHOTS = 4
"""Files that the notes are spread over."""
_ALIKE = 0.15  # of the notes stand in a further snapshot as well, cut at another length or slightly reworded
_LONG = 350  # code points, as the blog's index page cuts
_HEAD = "INCOMING TRANSMISSION\n\nLATEST UPDATES\n"
_SUBJECTS = "延迟 吞吐量 误差 方差 收敛速度 显存占用 采样步数 泛化能力 训练稳定性 通信开销 分辨率 召回率".split()
_DOINGS = "缓存中间结果 并行处理各个分片 逐步缩小搜索范围 对输入做归一化 随机丢弃连接 共享同一组参数".split()
_PARTS = "编码器 解码器 调度器 缓冲区 路由表 索引块 打分函数 候选集 校验和 时间戳 哨兵节点 优先队列".split()


def entries(count: int, seed: int = 8) -> list[str]:
    """Make notes of the length that the index page cuts them at, no two of them alike."""
    draw = random.Random(seed)
    concepts = sorted(catalog.load().concepts.values(), key=lambda concept: concept.id)
    return [_note(draw, concepts[draw.randrange(len(concepts))].name, concepts, at) for at in range(count)]


def _note(draw: random.Random, name: str, concepts: list[Concept], at: int) -> str:
    other, third = (concepts[draw.randrange(len(concepts))].name for _ in range(2))
    own = f"{draw.choice('甲乙丙丁戊己庚辛')}{draw.choice('型类级层')}{at}号方案"
    kinds = [
        f"{name}是一种通过{draw.choice(_DOINGS)}来降低{draw.choice(_SUBJECTS)}的方法。",
        f"与{other}不同,{name}不需要额外的{draw.choice(_PARTS)},而是直接{draw.choice(_DOINGS)}。",
        f"{name}的主要优点是{draw.choice(_SUBJECTS)}低,缺点是{draw.choice(_SUBJECTS)}难以控制。",
        f"{own}由三个部分组成:{'、'.join(draw.sample(_PARTS, 3))}。",
        f"为了提高{draw.choice(_SUBJECTS)},{own}把{draw.choice(_PARTS)}换成了{draw.choice(_PARTS)}。",
        f"在{name}中,{draw.choice(_PARTS)}负责{draw.choice(_DOINGS)},{draw.choice(_PARTS)}负责汇总结果。",
        f"{own}基于{third},适用于第{draw.randrange(10, 99)}类负载。",
        f"当{draw.choice(_SUBJECTS)}超过{draw.randrange(2, 90)}%时,{name}会触发{draw.choice(_DOINGS)}。",
    ]
    text = "".join([kinds[0], *draw.sample(kinds[1:], 7)])
    while len(text) < _LONG:
        text += f"第{len(text)}步,{own}{draw.choice(_DOINGS)},使{draw.choice(_SUBJECTS)}下降{draw.randrange(2, 60)}%。"
    return text[:_LONG] + "..."


def write(folder: Path, count: int, seed: int = 8) -> None:
    """Write snapshots with so many notes into a folder, a share of them twice."""
    draw = random.Random(seed + 1)
    made = entries(count, seed)
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[list[str]] = [[] for _ in range(SNAPSHOTS)]
    for at, text in enumerate(made):
        first = at * SNAPSHOTS // max(1, count)
        pages[first].append(text)
        if draw.random() < _ALIKE:
            again = text[: draw.randrange(250, _LONG)] + "..." if draw.random() < 0.5 else text.replace("。", ";", 1)
            pages[(first + 1) % SNAPSHOTS].append(again)
    for at, page in enumerate(pages):
        (folder / f"{at:03d}.txt").write_text(_HEAD + "\n".join(page) + "\n", encoding="utf-8")
