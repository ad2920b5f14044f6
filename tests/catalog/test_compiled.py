"""The shipped catalogue kept as JSON: the same catalogue, whatever becomes of the cache folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from study import catalog
from study.catalog import compiled
from study.errors import StudyError

PROGRAM = "from study import catalog; k = catalog.load(); print(len(k.concepts), sorted(k.concepts)[0], len(k.tracks))"


TEA = """
track: tea
en: Tea
zh: 茶
concepts:
  - id: leaf
    name: 茶叶
    en: Tea Leaf
    zh: 茶叶
    gloss: 茶树上采下、经加工后可以冲泡的叶子。
  - id: brew
    name: 冲泡
    en: Brewing
    zh: 冲泡
    gloss: 用热水浸出茶叶中可溶之物的过程。
    needs:
      leaf: 冲泡的就是茶叶
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and a small catalogue instead of the program's."""
    folder = tmp_path / "cache"
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "01-tea.yaml").write_text(TEA, encoding="utf-8")
    monkeypatch.setattr(compiled, "user_cache_path", lambda *_, **__: folder)
    monkeypatch.setattr(catalog, "_OURS", tmp_path / "ours")
    return folder


def load_in_a_new_process() -> catalog.Catalog:
    catalog._shipped.cache_clear()
    return catalog.load()


def test_the_kept_catalogue_is_the_written_one(cache: Path) -> None:
    first = catalog.load()
    (kept,) = cache.iterdir()
    assert kept.name.startswith("catalog-")
    again = load_in_a_new_process()
    assert again.concepts == first.concepts
    assert list(again.concepts) == list(first.concepts)
    assert again.tracks == first.tracks


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"concepts": [[1]], "tracks": []}', b"\xff"])
def test_a_damaged_cache_is_written_anew(cache: Path, content: bytes) -> None:
    first = catalog.load()
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert load_in_a_new_process().concepts == first.concepts
    assert kept.read_bytes() != content


def test_without_a_cache_folder_the_catalogue_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    where = {"XDG_CACHE_HOME": str(tmp_path / "file"), "HOME": str(tmp_path / "file"), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=where, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == str(len(catalog.load().concepts))


def test_a_learner_with_a_catalogue_of_their_own_waits_for_ours_once(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("concepts:\n  - id: mine\n    zh: 我的\n    en: Mine\n", encoding="utf-8")
    assert catalog.faults(tmp_path / "catalog.yaml") == ()
    (kept,) = cache.iterdir()
    written = kept.stat().st_mtime_ns
    assert {"leaf", "mine"} <= catalog.load(tmp_path / "catalog.yaml").concepts.keys()
    assert kept.stat().st_mtime_ns == written


def test_a_fault_of_the_shipped_files_is_named_and_nothing_is_kept(cache: Path, tmp_path: Path) -> None:
    with (tmp_path / "ours" / "01-tea.yaml").open("a", encoding="utf-8") as tea:
        tea.write("  - id: leaf\n    zh: 叶\n")
    assert [(fault.path.name, fault.line) for fault in catalog.faults()] == [("01-tea.yaml", 18)]
    with pytest.raises(StudyError, match="leaf: this id is also in"):
        catalog.load()
    assert not cache.exists()


def test_the_learners_own_concepts_are_never_kept(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("concepts:\n  - id: mine\n    zh: 我的\n    en: Mine\n", encoding="utf-8")
    assert "mine" in catalog.load(tmp_path / "catalog.yaml").concepts
    assert "mine" not in catalog.load().concepts
    assert "mine" in catalog.load(tmp_path / "catalog.yaml").concepts
    assert all("mine" not in kept.read_text(encoding="utf-8").split('"') for kept in cache.iterdir())
