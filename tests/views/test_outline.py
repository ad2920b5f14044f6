"""What every format of a plan says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from study.views.outline import names_of, outline
from tests.views.test_views import IP, TCP, THREAD, TOPICS


def test_a_step_has_both_names_its_minutes_its_reasons_and_what_it_unlocks() -> None:
    ip, tcp, thread = outline(TOPICS, states={"tcp": "ready now"}, seconds_a_card=90).steps
    assert (tcp.zh, tcp.en, tcp.title) == ("传输控制协议", "TCP", "TCP 传输控制协议")
    assert (tcp.minutes, thread.minutes, ip.minutes) == (2, 3, 0)
    assert [(needed.id, need.reason) for needed, need in tcp.needs] == [("ip", "TCP 段装在 IP 数据包里")]
    assert [topic.id for topic in tcp.unlocks] == ["thread"]
    assert (ip.state, tcp.state) == ("", "ready now")


def test_the_chapters_are_the_runs_of_one_track() -> None:
    chapters = outline((*TOPICS, replace(IP, id="again", order=3))).chapters
    assert [(track.id, len(steps)) for track, steps in chapters] == [("net", 2), ("os", 1), ("net", 1)]


def test_a_plan_is_summed_up_in_a_sentence() -> None:
    told = "2 topics with 3 cards, 1 gap (prerequisites without notes); about 2 minutes to go through the cards once"
    assert outline(TOPICS).summary == told
    assert outline((TCP,)).summary == "1 topic with 1 card; about 1 minute to go through the cards once"


def test_the_way_to_a_goal_is_a_line_and_a_whole_plan_has_none() -> None:
    assert outline((IP, TCP), TCP).way == "IP 协议 → TCP"
    assert outline(TOPICS).way == ""


def test_a_need_outside_the_shown_part_is_left_out() -> None:
    (step,) = outline((THREAD,)).steps
    assert step.needs == ()


@pytest.mark.parametrize(
    ("name", "aliases", "names"),
    [
        ("TCP", ("传输控制协议", "Transmission Control Protocol"), ("传输控制协议", "TCP")),
        ("线程", ("thread",), ("线程", "thread")),
        ("线程", (), ("线程", "")),
        ("TCP", (), ("", "TCP")),
    ],
)
def test_a_topic_has_a_chinese_and_an_english_name(name: str, aliases: tuple[str, ...], names: tuple[str, str]) -> None:
    assert names_of(replace(TCP, name=name, aliases=aliases)) == names
