"""No secret gets into a report, and nothing that is none gets lost from it."""

from __future__ import annotations

import base64
import secrets
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.claims import Evidence
from ringfence.model.symbols import symbol
from ringfence.report.disclosure import clean, evidence_value, names_secret, presentable
from tests.report.cases import account


@pytest.mark.parametrize(
    ("secret", "harmless"),
    [
        ("adminPassword", "adminUsername"),
        ("primaryKey", "keyUri"),
        ("key1", "keySource"),
        ("accountKey", "allowSharedKeyAccess"),
        ("connectionString", "connectionStringName"),
        ("AZURE_STORAGE_CONNECTION_STRING", "AZURE_STORAGE_ACCOUNT"),
        ("sas_token", "tokenLifetime"),
        ("clientSecret", "secretName"),
        ("sasUrl", "secretUri"),
        ("OPENAI_API_KEY", "monkey"),
        ("privateKey", "publicKey"),
        ("customData", "dataDisks"),
    ],
)
def test_the_last_word_says_what_a_property_holds(secret: str, harmless: str) -> None:
    assert names_secret(secret)
    assert not names_secret(harmless)


def value_at(pointer: str, **body: Any) -> Any:
    resource = account("data")
    resource.body = body
    value = resource.look(pointer)
    return evidence_value(Evidence(resource, pointer, value))  # type: ignore[arg-type]


def test_a_secret_is_redacted_at_its_name_and_below_it() -> None:
    password = secrets.token_urlsafe(12)
    assert (
        value_at("properties.adminPassword", properties={"adminPassword": password}) == "<redacted>"
    )
    whole = value_at("properties", properties={"adminPassword": password, "size": "S", "keys": [1]})
    assert whole == {"adminPassword": "<redacted>", "size": "S", "keys": [1]}
    below = value_at("secrets", secrets=[{"a": password}])
    assert below == [{"a": "<redacted>"}]


def test_a_label_says_that_the_value_beside_it_is_a_secret() -> None:
    word = secrets.token_urlsafe(8)
    settings = [{"name": "DB_PASSWORD", "value": word}, {"name": "DB_HOST", "value": word}]
    assert value_at("env[0].value", env=settings) == "<redacted>"
    assert value_at("env[1].value", env=settings) == word
    assert value_at("env", env=settings) == [
        {"name": "DB_PASSWORD", "value": "<redacted>"},
        {"name": "DB_HOST", "value": word},
    ]


def test_switches_and_numbers_are_no_secrets() -> None:
    assert value_at("properties.disablePassword", properties={"disablePassword": True}) is True
    assert presentable(5, secret=True) == 5
    assert presentable("", secret=True) == ""


def account_key() -> str:
    return base64.b64encode(secrets.token_bytes(64)).decode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (lambda key: f"AccountName=st;AccountKey={key};EndpointSuffix=x", "AccountName=st"),
        (lambda key: f"https://st.blob.core.windows.net/c?sv=2024&sig={key}&se=2", "sv=2024"),
        (lambda key: f"the registry takes {key} from everybody", "the registry takes"),
        (lambda key: f'{{"password": "{key}"}}', "password"),
        (lambda key: f"-----BEGIN RSA PRIVATE KEY-----\n{key}\n-----END RSA PRIVATE KEY-----", ""),
    ],
)
def test_secrets_are_known_by_their_shape(text: Any, kept: str) -> None:
    key = account_key()
    cleaned = clean(text(key))
    assert key not in cleaned
    assert key[:40] not in cleaned
    assert kept in cleaned
    assert "<redacted>" in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "`shared_access_key_enabled` is `true`",
        "shared_access_key_enabled = false",
        "`keys: customer` is demanded",
        'module.llm["eu"].azurerm_storage_account.this[0]',
        "key: the firewall of `st`",
        "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg/providers/Microsoft.Storage",
    ],
)
def test_plain_sentences_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_symbols_are_shown() -> None:
    assert clean(f"the id {symbol('principal of x', 'root')}") == "the id <principal of x>"


@given(st.text())
def test_clean_text_can_be_encoded_and_is_stable(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert not any("\ue000" <= char <= "\uf8ff" for char in cleaned)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=300) | st.just("hunter2!"),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=60,
)


@given(plain)
def test_every_value_can_be_shown_and_nothing_below_a_secret_is(value: Any) -> None:
    msgspec.json.encode(presentable(value))
    assert b"hunter2!" not in msgspec.json.encode(presentable(value, secret=True))
