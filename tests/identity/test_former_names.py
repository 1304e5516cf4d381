"""Names that built-in roles had before still lead to them."""

from __future__ import annotations

import pytest

from ringfence.reference.roles import by_name


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Azure AI User", "Foundry User"),
        ("azure ai project manager", "Foundry Project Manager"),
        ("Key Vault Data Access Administrator (preview)", "Key Vault Data Access Administrator"),
        (
            "Virtual Machine Data Access Administrator",
            "Virtual Machine Data Access Administrator (preview)",
        ),
    ],
)
def test_former_names(before: str, now: str) -> None:
    role = by_name(now)
    assert role is not None
    assert by_name(before) == role


def test_a_name_that_no_role_has() -> None:
    assert by_name("Azure AI") is None
    assert by_name(" (preview)") is None
