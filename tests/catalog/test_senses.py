"""Names with more than one sense, on sentences about either."""

from __future__ import annotations

import pytest

from study.catalog import Catalog


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SD 在潜空间里做扩散,按提示词生成图像。", "stable-diffusion"),
        ("样本的 SD 是方差的平方根,也叫标准差。", "standard-deviation"),
        ("DP 在每张卡上放一份模型副本,再同步梯度。", "data-parallelism"),
        ("背包问题用 DP 求解,先写出状态转移方程。", "dynamic-programming"),
        ("LDM 先把图像压到潜空间再做扩散。", "latent-diffusion"),
        ("SSM 像 RNN 一样逐步更新隐藏状态,Mamba 是其变体。", "state-space-model"),
        ("PG 直接对策略的参数求梯度,是强化学习算法。", "policy-gradient"),
        ("RL 里智能体靠奖励学策略。", "reinforcement-learning"),
        ("在 Actor-Critic 里 Actor 按策略选动作,Critic 估计价值。", "policy-network"),
        ("flow 模型要求变换可逆,雅可比行列式好算,是生成模型。", "normalizing-flow"),
        ("attention 按查询与键的相似度给值加权,Transformer 离不开它。", "attention"),
        ("VAEs 用编码器给出隐变量的分布。", "vae"),
    ],
)
def test_the_sense_is_told_by_the_words_around(known: Catalog, text: str, wanted: str) -> None:
    assert wanted in {mention.concept.id for mention in known.mentions(text)}


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("打开这个 URL 就能下载。", "reinforcement-learning"),
        ("The organs of the body.", "gan"),
        ("Pay attention to the deadline.", "attention"),
        ("审批的 flow 由三个部门完成。", "normalizing-flow"),
        ("这位 Actor 得了奖。", "policy-network"),
        ("满足条件时才返回,否则继续等。", "conditional-generation"),
        ("他在平台上发现了并发现象之外的事。", "concurrency"),
        ("样本的 SD 是方差的平方根,也叫标准差。", "stable-diffusion"),
        ("背包问题用 DP 求解,先写出状态转移方程。", "data-parallelism"),
        ("It was a nice day.", "nice"),
    ],
)
def test_another_sense_is_left_alone(known: Catalog, text: str, unwanted: str) -> None:
    assert unwanted not in {mention.concept.id for mention in known.mentions(text)}
