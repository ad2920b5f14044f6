"""The rules of the catalogue: each breach is found, named and placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.catalog import faults
from study.catalog.check import GLOSS_LENGTH, check
from study.catalog.parse import Source, parse


def breaches(folder: Path, text: str, *, own: str = "") -> list[str]:
    sources: dict[str, Source] = {}
    for name, content in (("01-ours.yaml", text), ("catalog.yaml", own)):
        if not content:
            continue
        path = folder / name
        path.write_text("concepts:\n" + content, encoding="utf-8")
        parsed = parse(path, sources, len(sources))
        assert parsed.faults == ()
        sources |= {source.concept.id: source for source in parsed.sources}
    return [str(fault).removeprefix(f"{folder}/") for fault in check(sources)]


CHAIN = "- id: flour\n- id: dough\n  needs: {flour: 面团由面粉揉成}\n- id: bread\n  needs: {dough: 面包由面团烤成}\n"


def test_a_sound_catalogue_has_no_breach(tmp_path: Path) -> None:
    assert breaches(tmp_path, CHAIN) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- id: bread\n  name: Loaf\n  en: Bread\n",
            ["01-ours.yaml:2: bread: `name` must be its `en`, its `zh` or its `abbr`"],
        ),
        ("- id: bread\n  name: BR\n  en: Bread\n  abbr: BR\n", []),
        (
            f"- id: bread\n  gloss: {'长' * (GLOSS_LENGTH + 1)}\n",
            ["01-ours.yaml:2: bread: the gloss has 61 characters; 60 are allowed, shorten it"],
        ),
        (f"- id: bread\n  gloss: {'长' * GLOSS_LENGTH}\n", []),
        (
            "- id: flour\n- id: bread\n  needs:\n    flour: 由来\n    flours: 由来\n",
            ["01-ours.yaml:6: bread: needs the unknown concept `flours`; did you mean `flour`?"],
        ),
        (
            "- id: bread\n  needs: {zzz: 由来}\n",
            ["01-ours.yaml:3: bread: needs the unknown concept `zzz`; add that concept or leave it out"],
        ),
        (
            CHAIN + "- id: toast\n  needs:\n    bread: 烤的是面包\n    flour: 由来\n",
            ["01-ours.yaml:10: toast: `flour` is already implied by `bread`; leave it out"],
        ),
        (
            "- id: bread\n  needs: {bread: 自己}\n",
            ["01-ours.yaml:3: bread: prerequisites go in a circle: bread → bread; take one of them out"],
        ),
    ],
)
def test_a_breach_is_named_with_its_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert breaches(tmp_path, text) == expected


def test_a_circle_is_told_from_its_first_concept_in_the_order_of_learning(tmp_path: Path) -> None:
    text = "- id: c\n  needs: {b: x}\n- id: b\n  needs: {a: x}\n- id: a\n  needs: {c: x}\n"
    assert breaches(tmp_path, text) == [
        "01-ours.yaml:3: c: prerequisites go in a circle: a → b → c → a; take one of them out"
    ]


def test_a_circle_that_the_learner_closed_is_blamed_on_the_learners_line(tmp_path: Path) -> None:
    own = "- id: flour\n  needs:\n    bread: 面粉要先有面包\n"
    assert breaches(tmp_path, CHAIN, own=own) == [
        "catalog.yaml:4: flour: prerequisites go in a circle: bread → flour → dough → bread; take one of them out"
    ]


SAME = "- id: bread\n  en: Bread\n  abbr: BRD\n- id: braid\n  en: Braid\n  spellings: [B-r-d]\n"


def test_a_spelling_claimed_twice_is_a_breach_of_both_however_it_is_written(tmp_path: Path) -> None:
    advice = "say in `near` which words tell them apart"
    assert breaches(tmp_path, SAME) == [
        f"01-ours.yaml:2: bread: the spelling `brd` is also claimed by braid; {advice}",
        f"01-ours.yaml:5: braid: the spelling `brd` is also claimed by bread; {advice}",
    ]


def test_a_spelling_that_both_guard_is_no_breach(tmp_path: Path) -> None:
    text = SAME.replace("abbr: BRD\n", "abbr: BRD\n  near: {BRD: [面粉]}\n") + "  near: {BRD: [头发]}\n"
    assert breaches(tmp_path, text) == []


def test_one_concept_may_spell_its_name_in_two_ways_that_are_one(tmp_path: Path) -> None:
    assert breaches(tmp_path, "- id: rye\n  en: Rye-Bread\n  spellings: [ryebread, Rye bread]\n") == []


def test_a_prerequisite_of_ours_that_the_learners_lines_imply_is_not_the_learners_to_mend(tmp_path: Path) -> None:
    ours = CHAIN + "- id: yeast\n- id: toast\n  needs:\n    bread: 烤的是面包\n    yeast: 由来\n"
    own = "- id: bread\n  needs: {yeast: 面包靠酵母发起}\n"
    assert breaches(tmp_path, ours, own=own) == []


def test_a_redundant_prerequisite_of_the_learners_is_theirs_to_mend(tmp_path: Path) -> None:
    own = "- id: bread\n  needs:\n    flour: 由来\n"
    assert breaches(tmp_path, CHAIN, own=own) == [
        "catalog.yaml:4: bread: `flour` is already implied by `dough`; leave it out"
    ]


@pytest.mark.parametrize(("track", "wrong"), [("generativ", 1), ("generative", 0), ("baking", 0)])
def test_a_track_that_is_nearly_one_of_ours_is_a_slip_and_another_is_the_learners(
    tmp_path: Path, track: str, wrong: int
) -> None:
    path = tmp_path / "catalog.yaml"
    path.write_text(f"concepts:\n  - {{id: crumb, name: Crumb, track: {track}}}\n", encoding="utf-8")
    found = [str(fault) for fault in faults(path)]
    assert found == [f"{path}:2: crumb: there is no track `{track}`; did you mean `generative`?"] * wrong


def test_every_breach_is_told_at_once(tmp_path: Path) -> None:
    text = SAME + "- id: crumb\n  name: X\n  en: Crumb\n  gloss: " + "长" * 61 + "\n  needs: {gone: 由来}\n"
    assert len(breaches(tmp_path, text)) == 5
