"""The history of a repository: what was deleted is found, and nothing of the repository is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ringfence.model.credential import Credential
from ringfence.readers.credentials.history import NoHistory, read_history
from ringfence.readers.credentials.read import read_credentials
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Tree
from tests.credentials.making import Maker

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

MAKE = Maker(21)


def git(folder: Path, *words: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "n", f"GIT_{role}_EMAIL": "n@example.org"}
    done = subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, env=environment
    )
    return done.stdout.decode().strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q")
    return folder


def history(folder: Path) -> list[Credential]:
    return read_history(folder, read_credentials(Tree.at(folder))).credentials


def test_a_deleted_file_is_found_at_the_commit_that_brought_it(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "deploy").mkdir()
    (folder / "deploy/app.env").write_text(f"\nHF_TOKEN={MAKE.hugging_face()}\n")
    first = commit(folder, "one")
    (folder / "deploy/app.env").write_text("\nHF_TOKEN=$(HF)\n")
    commit(folder, "two")
    shutil.rmtree(folder / "deploy")
    commit(folder, "three")
    found = history(folder)
    assert [(c.kind, str(c.source), c.committed) for c in found] == [
        ("hugging-face-token", f"{first[:12]}:deploy/app.env:2", True)
    ]


def test_other_branches_and_merges_count(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "a.txt").write_text("a\n")
    commit(folder, "one")
    main = git(folder, "rev-parse", "--abbrev-ref", "HEAD")
    git(folder, "checkout", "-q", "-b", "side")
    (folder / "b.txt").write_text(f"token {MAKE.anthropic()}\n")
    commit(folder, "side")
    git(folder, "checkout", "-q", main)
    assert [c.kind for c in history(folder)] == ["anthropic-key"]


def test_what_still_stands_in_the_tree_is_told_once(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    text = f"token {MAKE.openai()}\n"
    (folder / "a.txt").write_text(text)
    commit(folder, "one")
    (folder / "a.txt").write_text("# moved\n" + text)
    commit(folder, "two")
    assert history(folder) == []


def test_each_credential_is_told_once(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    token = MAKE.hugging_face()
    for number in range(4):
        (folder / "a.txt").write_text(f"version {number}\ntoken {token}\n")
        commit(folder, str(number))
    (folder / "a.txt").unlink()
    commit(folder, "gone")
    assert len(history(folder)) == 1


def test_only_what_lies_below_the_folder_counts(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    for name in ("in", "out"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(f"token {MAKE.hugging_face()}\n")
    commit(folder, "one")
    (folder / "in/a.txt").write_text("gone\n")
    commit(folder, "two")
    assert [c.source.file.partition(":")[2] for c in history(folder / "in")] == ["in/a.txt"]


def test_nothing_of_the_repository_is_run(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "a.txt").write_text(f"token {MAKE.hugging_face()}\n")
    (folder / ".gitattributes").write_text("* filter=evil diff=evil\n")
    commit(folder, "one")
    (folder / "a.txt").unlink()
    commit(folder, "two")
    ran = tmp_path / "ran"
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "diff.evil.textconv",
                "filter.evil.smudge", "filter.evil.process", "core.sshCommand", "diff.evil.command"):  # fmt: skip
        git(folder, "config", key, str(script))
    git(folder, "config", "log.showSignature", "true")
    hooks = folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        shutil.copy(script, hooks / name)
    assert [c.kind for c in history(folder)] == ["hugging-face-token"]
    assert not ran.exists()


def test_a_shallow_clone_is_told(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    for number in range(3):
        (folder / "a.txt").write_text(str(number))
        commit(folder, str(number))
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), str(tmp_path / "c"))
    found = read_history(tmp_path / "c", Harvest())
    assert [blind.inert for blind in found.blinds] == [False]
    assert read_history(folder, Harvest()).blinds == []


def test_a_content_that_is_missing_is_told(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "a.txt").write_text("gone\n")
    commit(folder, "one")
    blob = git(folder, "rev-parse", "HEAD:a.txt")
    (folder / "b.txt").write_text(f"token {MAKE.hugging_face()}\n")
    commit(folder, "two")
    (folder / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    found = read_history(folder, Harvest())
    assert [c.kind for c in found.credentials] == ["hugging-face-token"]
    assert ["1 of its contents" in blind.reason for blind in found.blinds] == [True]


def test_no_repository_and_no_git_are_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoHistory, match="is in no git repository"):
        read_history(tmp_path, Harvest())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoHistory, match="not installed"):
        read_history(tmp_path, Harvest())
