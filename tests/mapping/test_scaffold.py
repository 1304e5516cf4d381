"""The skeleton of a new mapping is a module that can be imported and corrected."""

from __future__ import annotations

import pytest

from ringfence.readers.terraform.mapping import Mapping
from ringfence.readers.terraform.scaffold import main


def test_a_skeleton_is_a_mapping_with_every_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["azurerm_attestation_provider"]) == 0
    module: dict[str, object] = {}
    exec(compile(capsys.readouterr().out, "skeleton", "exec"), module)
    mapping = module["MAPPING"]
    assert isinstance(mapping, Mapping)
    read = {name for part in mapping.parts for name in part.reads}
    assert {"location", "policy_signing_certificate_data", "sgx_enclave_policy_base64"} <= read


def test_a_skeleton_names_what_older_versions_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["azurerm_kubernetes_cluster"]) == 0
    out = capsys.readouterr().out
    assert "# older versions: api_server_authorized_ip_ranges\n" in out
    assert "# older versions: default_node_pool.enable_node_public_ip\n" in out


@pytest.mark.parametrize("words", [[], ["azurerm_no_such_thing"], ["x_y", "/no/such/file"]])
def test_a_type_that_is_not_listed_is_an_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("error: ")
