"""A catalogue file → concepts, and every fault of form with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.catalog.parse import Source, parse
from study.model import Need, Track


def read(folder: Path, text: str, known: dict[str, Source] | None = None) -> tuple[list[Source], list[str]]:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    parsed = parse(path, known or {}, 0)
    return list(parsed.sources), [str(fault).removeprefix(f"{folder}/") for fault in parsed.faults]


FULL = """\
track: gardening
en: Gardening
zh: 园艺
concepts:
  - id: soil
    zh: 土壤
    en: Soil
    gloss: 植物扎根的一层松散物质。
  - id: compost
    name: Compost
    en: Compost
    zh: 堆肥
    abbr: CP
    spellings: [腐殖土]
    near:
      CP: [土壤, 肥料]
    gloss: 由植物残体腐熟而成的肥料。
    needs:
      soil: 堆肥改良的就是土壤
"""


def test_a_concept_is_read_with_everything_that_is_said_of_it(tmp_path: Path) -> None:
    sources, faults = read(tmp_path, FULL)
    soil, compost = (source.concept for source in sources)
    assert faults == []
    assert soil.name == "土壤"
    assert compost.names == ("Compost", "CP", "堆肥", "腐殖土")
    assert compost.sure_names == ("Compost", "堆肥", "腐殖土")
    assert compost.near == (("CP", ("土壤", "肥料")),)
    assert compost.gloss == "由植物残体腐熟而成的肥料。"
    assert compost.needs == (Need("soil", "堆肥改良的就是土壤"),)
    assert (soil.track, soil.place, compost.place) == ("gardening", 0, 1)


def test_a_concept_knows_its_line_and_those_of_its_prerequisites(tmp_path: Path) -> None:
    sources, _ = read(tmp_path, FULL)
    assert [(source.line, source.need_lines) for source in sources] == [(5, ()), (9, (19,))]


def test_a_file_names_its_track_in_two_languages(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(FULL, encoding="utf-8")
    assert parse(path, {}, 7).track == Track("gardening", "Gardening", "园艺")
    assert [source.concept.place for source in parse(path, {}, 7).sources] == [7, 8]


def test_a_concept_that_no_note_is_about_says_so_and_an_own_file_may_add_that(tmp_path: Path) -> None:
    ours, _ = read(tmp_path, "concepts:\n  - id: soil\n  - id: ph\n    topic: never\n")
    assert [source.concept.is_topic for source in ours] == [True, False]
    (mine,), _ = read(tmp_path, "concepts:\n  - id: soil\n    topic: never\n", {"soil": ours[0]})
    assert not mine.concept.is_topic


def test_a_concept_with_an_id_alone_is_called_by_it(tmp_path: Path) -> None:
    sources, faults = read(tmp_path, "concepts:\n  - id: mulch\n")
    assert faults == []
    assert [(source.concept.name, source.concept.en, source.concept.track) for source in sources] == [
        ("mulch", "mulch", "own")
    ]


def test_a_known_concept_changes_only_in_what_is_said_of_it(tmp_path: Path) -> None:
    ours = {source.concept.id: source for source in read(tmp_path, FULL)[0]}
    text = "concepts:\n  - id: compost\n    spellings: [黑土]\n    near: {HT: [花园]}\n"
    sources, faults = read(tmp_path, text, ours)
    before, after = ours["compost"].concept, sources[0].concept
    assert faults == []
    assert (after.spellings, after.near) == (("腐殖土", "黑土"), (*before.near, ("HT", ("花园",))))
    assert (after.name, after.zh, after.abbr, after.gloss, after.needs, after.track, after.place) == (
        before.name, before.zh, before.abbr, before.gloss, before.needs, before.track, before.place,
    )  # fmt: skip


def test_a_prerequisite_is_added_to_those_of_a_known_concept_and_only_it_has_a_line(tmp_path: Path) -> None:
    ours = {source.concept.id: source for source in read(tmp_path, FULL)[0]}
    text = "concepts:\n  - id: compost\n    needs:\n      worm: 蚯蚓翻动堆肥\n"
    source = read(tmp_path, text, ours)[0][0]
    assert [need.topic for need in source.concept.needs] == ["soil", "worm"]
    assert source.need_lines == (0, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "own.yaml:1: must be a mapping with a list `concepts:`; see the README's catalogue section"),
        ("- id: soil\n", "own.yaml:1: must be a mapping with a list `concepts:`; see the README's catalogue section"),
        (
            "concepts:\n  soil: x\n",
            "own.yaml:1: must be a mapping with a list `concepts:`; see the README's catalogue section",
        ),
        ("concepts:\n  - soil\n", "own.yaml:1: each concept must be a mapping that begins with `- id:`"),
        (
            "concepts:\n  - id: Soil Layer\n",
            "own.yaml:2: `Soil Layer` is no id: it has small letters, digits and hyphens",
        ),
        ("concepts:\n\n  - en: Soil\n", "own.yaml:3: a concept needs an `id`"),
        ("concepts:\n  - id: a\n    glos: x\n", "own.yaml:3: unknown key `glos`; did you mean `gloss`?"),
        ("tracks: x\nconcepts: []\n", "own.yaml:1: unknown key `tracks`; did you mean `track`?"),
        (
            "concepts: []\nqqqqq: x\n",
            "own.yaml:2: unknown key `qqqqq`; known are track, en, zh, concepts",
        ),
        (
            "concepts:\n  - id: a\n    spellings: 黑土\n",
            "own.yaml:3: `spellings` must be a list of words, as in `spellings: [one, two]`",
        ),
        (
            "concepts:\n  - id: a\n    near: [CP]\n",
            "own.yaml:3: `near` must be a mapping, as in `near: {SD: [扩散, 文生图]}`",
        ),
        (
            "concepts:\n  - id: a\n    near:\n      CP: 土\n",
            "own.yaml:4: `CP` must be a list of words, as in `CP: [one, two]`",
        ),
        (
            "concepts:\n  - id: a\n    topic: yes\n",
            "own.yaml:3: `topic` can only be `never`: no note is about this concept",
        ),
        ("concepts:\n  - id: a\n    near:\n      CP: []\n", "own.yaml:4: `CP` needs words that tell its meaning"),
        (
            "concepts:\n  - id: a\n    needs: [soil]\n",
            "own.yaml:3: `needs` must be a mapping, as in `needs: {ddpm: why}`",
        ),
        (
            "concepts:\n  - id: a\n    needs:\n      b: 有理由\n      soil:\n",
            "own.yaml:5: `soil` has no reason; write `soil: why it must be known first`",
        ),
        (
            "concepts:\n  - id: a\n  - id: b\n  id: c\n",
            "own.yaml:4: is not valid YAML (did not find expected '-' indicator); mend this line",
        ),
    ],
)
def test_a_fault_of_form_is_one_line_that_says_where_and_what_to_do(tmp_path: Path, text: str, expected: str) -> None:
    assert read(tmp_path, text)[1] == [expected]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = "concepts:\n  - id: a\n    glos: x\n    spellings: y\n  - zh: 乙\n  - id: c\n    needs: {a: ''}\n"
    sources, faults = read(tmp_path, text)
    assert [fault.split(":")[1] for fault in faults] == ["3", "4", "5", "7"]
    assert [source.concept.id for source in sources] == ["a", "c"]
