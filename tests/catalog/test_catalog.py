"""The catalogue that comes with the program, and the learner's own over it."""

from __future__ import annotations

import graphlib
import re
from pathlib import Path

import pytest

from study import catalog
from study.catalog import Catalog, compiled
from study.catalog.check import GLOSS_LENGTH
from study.errors import StudyError

TRACKS = """
    mathematics machine-learning deep-learning vision sequence generative language reinforcement alignment multimodal
    recommendation distributed performance frameworks architecture operating-systems networks data-structures
    databases languages services engineering
""".split()


def named(known: Catalog, text: str) -> list[str]:
    return [mention.concept.id for mention in known.mentions(text)]


def test_the_catalogue_that_comes_with_the_program_breaks_none_of_its_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "user_cache_path", lambda *_, **__: tmp_path)  # so that it is read from its files
    assert [str(fault) for fault in catalog.faults()] == []


def test_the_catalogue_covers_the_fields_that_the_notes_are_about_in_teaching_order(known: Catalog) -> None:
    assert [track.id for track in known.tracks] == TRACKS
    assert {concept.track for concept in known.concepts.values()} == set(TRACKS)
    assert all(track.en != track.id and re.search(r"[\u4e00-\u9fff]", track.zh) for track in known.tracks)


def test_the_catalogue_is_large_enough_to_know_most_of_what_a_note_names(known: Catalog) -> None:
    assert len(known.concepts) >= 800


def test_every_concept_has_a_place_of_its_own_and_an_id_that_is_safe_as_a_file_name(known: Catalog) -> None:
    assert sorted(concept.place for concept in known.concepts.values()) == list(range(len(known.concepts)))
    assert [key for key in known.concepts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_every_gloss_is_one_short_chinese_sentence(known: Catalog) -> None:
    wrong = [
        concept.id
        for concept in known.concepts.values()
        if not 8 <= len(concept.gloss) <= GLOSS_LENGTH
        or concept.gloss.count("。") != 1
        or not concept.gloss.endswith("。")
    ]
    assert wrong == []


def test_every_prerequisite_has_a_reason_that_says_more_than_its_name(known: Catalog) -> None:
    wrong = [
        (concept.id, need.topic)
        for concept in known.concepts.values()
        for need in concept.needs
        if len(need.reason) < 4 or need.reason in known.concepts[need.topic].names
    ]
    assert wrong == []


def test_prerequisites_never_go_in_a_circle(known: Catalog) -> None:
    needs = {key: [need.topic for need in concept.needs] for key, concept in known.concepts.items()}
    assert len(list(graphlib.TopologicalSorter(needs).static_order())) == len(known.concepts)


def test_no_prerequisite_is_implied_by_another(known: Catalog) -> None:
    redundant = [
        (concept.id, need.topic)
        for concept in known.concepts.values()
        for need in concept.needs
        if any(need.topic in known.ancestors(other.topic) for other in concept.needs)
    ]
    assert redundant == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("SD 在潜空间里做扩散,再由解码器还原", "stable-diffusion"),
        ("身高的均值是 170,SD 是 6", "standard-deviation"),
        ("爬楼梯用 DP:写出状态转移再填表", "dynamic-programming"),
        ("单机多卡时 DP 让每张卡存一份模型", "data-parallelism"),
        ("SDE 在常微分方程之外多了布朗运动的一项", "stochastic-differential-equation"),
        ("DDPM 加噪的极限可以写成 SDE", "diffusion-sde"),
        ("RL 里的智能体靠奖励改进策略", "reinforcement-learning"),
        ("SAM 点一下就给出物体的掩码", "segment-anything"),
    ],
)
def test_a_name_with_several_senses_is_told_by_the_words_around_it(known: Catalog, text: str, concept: str) -> None:
    senses = {
        "stable-diffusion", "standard-deviation", "dynamic-programming", "data-parallelism", "diffusion-sde",
        "stochastic-differential-equation", "reinforcement-learning", "segment-anything",
    }  # fmt: skip
    assert senses & set(named(known, text)) == {concept}


@pytest.mark.parametrize("text", ["SD 很常用", "DP 很常用", "SDE 很常用", "SDK 里有方差", "DPI 与动态规划"])
def test_a_name_with_several_senses_is_not_guessed(known: Catalog, text: str) -> None:
    senses = {"stable-diffusion", "standard-deviation", "data-parallelism", "diffusion-sde"}
    assert senses & set(named(known, text)) == set()
    assert [text[m.start : m.end] for m in known.mentions(text) if text[m.start : m.end].isascii()] == []


def test_reinforcement_learning_is_not_found_inside_a_web_address(known: Catalog) -> None:
    text = "这个 URL 的策略与奖励都写在网页里,CURL 也能取"
    assert "reinforcement-learning" not in named(known, text)


def test_everything_before_a_concept_is_everything_that_its_prerequisites_need(known: Catalog) -> None:
    for key, concept in known.concepts.items():
        direct = {need.topic for need in concept.needs}
        assert known.ancestors(key) == direct.union(*(known.ancestors(need) for need in direct))
    assert {"vector", "inner-product", "norm"} <= known.ancestors("cosine-similarity")


def test_a_concept_counts_those_that_need_it_directly_or_not(known: Catalog) -> None:
    expected = sum("matrix-multiplication" in known.ancestors(key) for key in known.concepts)
    assert known.dependents("matrix-multiplication") == expected > 5


def own(folder: Path, text: str) -> Path:
    path = folder / "catalog.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_learner_without_a_catalogue_has_ours(tmp_path: Path, known: Catalog) -> None:
    assert catalog.load(tmp_path / "catalog.yaml").concepts == known.concepts


def test_a_learner_adds_a_concept_that_is_found_and_has_its_place_after_ours(tmp_path: Path, known: Catalog) -> None:
    path = own(
        tmp_path,
        "concepts:\n  - id: sourdough-net\n    zh: 酸面包网络\n    en: SourdoughNet\n    gloss: 虚构的网络。\n"
        "    needs: {cnn: 它由卷积层堆成}\n",
    )
    mine = catalog.load(path)
    added = mine.concepts["sourdough-net"]
    assert named(mine, "酸面包网络即 Sourdough-Net") == ["sourdough-net", "sourdough-net"]
    assert (added.name, added.track, added.place) == ("酸面包网络", "own", len(known.concepts))
    assert mine.ancestors("sourdough-net") == known.ancestors("cnn") | {"cnn"}
    assert mine.tracks == known.tracks


def test_a_learner_adds_a_spelling_to_a_concept_of_ours(tmp_path: Path, known: Catalog) -> None:
    mine = catalog.load(own(tmp_path, "concepts:\n  - id: variance\n    spellings: [离散平方量]\n"))
    before, after = known.concepts["variance"], mine.concepts["variance"]
    assert named(known, "离散平方量") == []
    assert named(mine, "离散平方量") == ["variance"]
    assert set(before.names) < set(after.names)
    assert (after.name, after.gloss, after.needs, after.place) == (
        before.name, before.gloss, before.needs, before.place,
    )  # fmt: skip


def test_a_learner_may_add_a_prerequisite_to_a_concept_of_ours(tmp_path: Path, known: Catalog) -> None:
    mine = catalog.load(own(tmp_path, "concepts:\n  - id: norm\n    needs: {matrix: 笔记先讲矩阵}\n"))
    assert [need.topic for need in mine.concepts["norm"].needs] == ["vector", "matrix"]
    assert len(mine.concepts) == len(known.concepts)


def test_a_learners_own_track_comes_after_ours(tmp_path: Path) -> None:
    path = own(tmp_path, "track: baking\nen: Baking\nzh: 烘焙\nconcepts:\n  - id: crumb\n    zh: 面包心\n")
    mine = catalog.load(path)
    assert [track.id for track in mine.tracks] == [*TRACKS, "baking"]
    assert mine.concepts["crumb"].track == "baking"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "concepts:\n  - id: crumb\n    needs:\n      variancee: 由来\n",
            "catalog.yaml:4: crumb: needs the unknown concept `variancee`; did you mean `variance`?",
        ),
        ("concepts:\n  - id: crumb\n    glosss: x\n", "catalog.yaml:3: unknown key `glosss`; did you mean `gloss`?"),
        (
            "concepts:\n  - id: crumb\n  - id: crumb\n",
            "catalog.yaml:3: crumb: this id is also in catalog.yaml; one of the two must go",
        ),
        ("concepts: [\n", "catalog.yaml:2: is not valid YAML (did not find expected node content); mend this line"),
    ],
)
def test_a_broken_rule_in_the_learners_catalogue_stops_the_work_and_names_its_line(
    tmp_path: Path, text: str, expected: str
) -> None:
    path = own(tmp_path, text)
    with pytest.raises(StudyError) as caught:
        catalog.load(path)
    assert str(caught.value) == f"{tmp_path}/{expected}"
    assert catalog.faults(path) == caught.value.faults


def test_a_circle_closed_by_the_learner_is_blamed_on_the_learner(tmp_path: Path) -> None:
    path = own(tmp_path, "concepts:\n  - id: vector\n    needs:\n      matrix: 由来\n")
    assert [(fault.path, fault.line) for fault in catalog.faults(path)] == [(path, 4)]


def test_a_spelling_of_ours_that_the_learner_claims_is_a_fault_of_the_learners_line(tmp_path: Path) -> None:
    path = own(tmp_path, "concepts:\n  - id: tea\n    zh: 茶\n    spellings: [梯度下降]\n")
    assert [fault.line for fault in catalog.faults(path) if fault.path == path] == [2]
