"""Cues: the words that lead up to what a sentence is there to say."""

from __future__ import annotations

import re

_CUES = re.compile(
    r"(?:称为|称之为|叫做?|就是|指的是|是指|是|为|成为?|基于|采用|使用|利用|通过|借助|用|依赖于?|依据|根据|需要|只能|包括|包含|引入|"
    r"提出了?|提供|实现|解决|导致|造成|带来|避免|保证|确保|降低|提高|提升|减少|存储|保存|写入|来自|属于|位于|定义在|服从|共享|激活|"
    r"相当于|改进了?|输出|得到|处理|表示|做|有|到|成|：)\s?$|"
    r"\b(?:uses?|applies|is|are|called|named|into|with|by|replaces?|computes?|yields?)(?: the| an?)? $"
)
"""What stands in front of the words that a sentence is there to say."""
_CUE_LENGTH = 20  # characters of the longest, with what may stand behind it


def is_cued(before: str) -> bool:
    """Say whether what stands in front of a gap leads up to what the sentence is there to say."""
    return _CUES.search(before, max(0, len(before) - _CUE_LENGTH)) is not None
