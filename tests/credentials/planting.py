"""A benchmark of our own: credentials in many carriers, and decoys that look like them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.credentials.making import ALNUM, B64, HEX, Maker


@dataclass(frozen=True)
class Planted:
    """A file, its text, and the secret that has to be found in it ("" for a decoy)."""

    file: str
    data: bytes
    secret: str = ""


Carrier = tuple[str, Callable[[str, str], str]]
"""An ending, and what makes the text from the name of a setting and its value."""


def _ipynb(name: str, value: str) -> str:
    source = ["import os\n", f'os.environ["{name}"] = "{value}"\n', "client = connect()\n"]
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
    return json.dumps({"cells": [cell], "nbformat": 4, "metadata": {}}, indent=1)


def _secret(name: str, value: str) -> str:
    data = base64.b64encode(value.encode()).decode()
    return f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  {name}: {data}\n"


CARRIERS: tuple[Carrier, ...] = (
    (".env", lambda n, v: f"LOG=debug\n{n}={v}\n"),
    (".yaml", lambda n, v: f'env:\n  - name: {n}\n    value: "{v}"\n'),
    ("values.yaml", lambda n, v: f"app:\n  {n}: {v}\n"),
    (".json", lambda n, v: json.dumps({"settings": {n: v}, "a": 1}, indent=2)),
    ("min.json", lambda n, v: json.dumps({"x": list(range(99)), n: v, "z": "q" * 99})),
    (".ipynb", _ipynb),
    ("Dockerfile", lambda n, v: f"FROM python:3.11\nENV {n}={v}\nRUN pip install x\n"),
    ("Dockerfile.arg", lambda n, v: f"FROM python:3.11\nARG {n}={v}\n"),
    (".cs", lambda n, v: f'class A {{\n  const string {n} = "{v}";\n}}\n'),
    (".py", lambda n, v: f'import os\n{n} = "{v}"\nrun({n})\n'),
    (".ps1", lambda n, v: f'$env:{n} = "{v}"\nWrite-Host done\n'),
    (".sh", lambda n, v: f"#!/bin/bash\nexport {n}='{v}'\n"),
    (
        ".config",
        lambda n, v: (
            f'<configuration>\n <appSettings>\n  <add key="{n}" value="{v}" />\n </appSettings>\n'
        ),
    ),
    (".tf", lambda n, v: f'locals {{\n  {n} = "{v}"\n}}\n'),
    (".tfvars", lambda n, v: f'region = "westeurope"\n{n} = "{v}"\n'),
    (".md", lambda n, v: f"# Setup\n\nSet `{n}` to `{v}` and start.\n"),
    ("secret.yaml", _secret),
    (".toml", lambda n, v: f'[app]\n{n} = "{v}"\n'),
    (".ini", lambda n, v: f"[app]\n{n}={v}\n"),
    (".properties", lambda n, v: f"app.{n}={v}\n"),
    (".bicep", lambda n, v: f"var {n} = '{v}'\n"),
    (".groovy", lambda n, v: f'withEnv(["{n}={v}"]) {{ sh "make" }}\n'),
    (".yml", lambda n, v: f"jobs:\n  a:\n    env:\n      {n}: {v}\n"),
)


def secrets(make: Maker) -> Iterator[tuple[str, str]]:
    """Yield the name of a setting and its value, for each kind of credential."""
    yield "AZURE_STORAGE_KEY", make.storage_key()
    yield "storage_account_key", make.key64()
    account = make.of(HEX, 8)
    yield (
        "AZURE_STORAGE_CONNECTION_STRING",
        f"DefaultEndpointsProtocol=https;AccountName=st{account};AccountKey={make.key64()};"
        "EndpointSuffix=core.windows.net",
    )
    yield "WEIGHTS_URL", f"https://st{account}.blob.core.windows.net/weights?{make.sas()}"
    yield "BLOB_SAS", f"?{make.account_sas()}"
    yield "CHECKPOINT", f"https://st{account}.blob.core.windows.net/c/m.bin?{make.delegation_sas()}"
    yield "COSMOS_KEY", make.key64("ACDb")
    yield (
        "COSMOS_CONNECTION",
        f"AccountEndpoint=https://c{account}.documents.azure.com:443/;AccountKey={make.key64()};",
    )
    yield "AZURE_CLIENT_SECRET", make.client_secret()
    yield "ARM_CLIENT_SECRET", make.client_secret()
    yield "AZURE_OPENAI_API_KEY", make.ai_key()
    yield "AZURE_OPENAI_KEY", make.hex32()
    yield "COGNITIVE_SERVICES_KEY", make.hex32()
    yield "SPEECH_KEY", make.hex32()
    yield "SEARCH_ADMIN_KEY", make.search_key()
    yield "ACR_PASSWORD", make.registry_password()
    yield (
        "SERVICEBUS_CONNECTION",
        f"Endpoint=sb://ns{account}.servicebus.windows.net/;SharedAccessKeyName=RootManage"
        f"SharedAccessKey;SharedAccessKey={make.key32('+ASb')}",
    )
    yield (
        "EVENTHUB_CONNECTION",
        f"Endpoint=sb://eh{account}.servicebus.windows.net/;SharedAccessKeyName=send;"
        f"SharedAccessKey={make.key32()};EntityPath=hub",
    )
    yield "FUNCTION_KEY", make.function_key()
    yield "AZURE_DEVOPS_PAT", make.pat()
    yield "SYSTEM_ACCESSTOKEN_PAT", make.cask("AAAAAZDO")
    yield (
        "SQL_CONNECTION",
        f"Server=tcp:sql{account}.database.windows.net,1433;Initial Catalog=d;User ID=app;"
        f"Password={make.password()};Encrypt=True;",
    )
    yield (
        "DATABASE_URL",
        f"postgresql://app:{make.password()}@pg{account}.postgres.database.azure.com:5432/rag",
    )
    yield (
        "REDIS_CONNECTION",
        f"r{account}.redis.cache.windows.net:6380,password={make.key32('AzCa')},ssl=True",
    )
    yield "AWS_ACCESS_KEY_ID", make.aws_id()
    yield "AWS_SECRET_ACCESS_KEY", make.aws_secret()
    yield "HF_TOKEN", make.hugging_face()
    yield "OPENAI_API_KEY", make.openai()
    yield "ANTHROPIC_API_KEY", make.anthropic()
    yield "WANDB_API_KEY", make.of(HEX, 40)
    yield "DATABRICKS_TOKEN", "dapi" + make.hex32()


def planted(make: Maker) -> Iterator[Planted]:
    """Yield every credential in a carrier, each kind in another one."""
    for number, (name, value) in enumerate(secrets(make)):
        for turn in range(3):
            ending, write = CARRIERS[(number * 5 + turn * 7) % len(CARRIERS)]
            setting = name.lower() if turn == 2 else name
            file = f"planted/{number}-{turn}/{'app' if ending.startswith('.') else ''}{ending}"
            text = write(setting, value)
            yield Planted(file, text.encode("utf-16" if turn == 1 else "utf-8"), value)


def decoys(make: Maker) -> Iterator[Planted]:
    """Yield texts that look like credentials and are none."""
    texts = list(_placeholders()) + list(_lookalikes(make))
    for number, text in enumerate(texts):
        ending, _ = CARRIERS[number % len(CARRIERS)]
        yield Planted(f"decoys/{number}/{'app' if ending[0] == '.' else ''}{ending}", text.encode())


def _placeholders() -> Iterator[str]:
    names = ("AZURE_OPENAI_API_KEY", "STORAGE_KEY", "AccountKey", "client_secret", "AWS_SECRET")
    values = (
        "<your-key>", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "changeme", "${{ secrets.OPENAI_KEY }}",
        "$(OPENAI_KEY)", "${OPENAI_KEY}", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/k/)",
        "var.openai_key", "#{OpenAiKey}#", "{{ .Values.key }}", "00000000000000000000000000000000",
        "your-api-key-goes-here-and-is-long", "abcdefghijklmnopqrstuvwxyz012345", "REPLACE_ME_WITH_A_KEY_OF_THE_ACCOUNT",
        "1234567890abcdef1234567890abcdef", "ffffffffffffffffffffffffffffffff", "*" * 32,
    )  # fmt: skip
    for name in names:
        for value in values:
            yield f'{name} = "{value}"\n'
    yield "AccountKey=<key>;AccountName=devstoreaccount1\n"
    yield "Server=tcp:x.database.windows.net;Password={your_password};User ID=a;\n"
    yield "Server=localhost;User ID=sa;Password=Sup3rS3cretLocal!;\n"
    yield "postgresql://user:password@db.acme.io/x\npostgres://postgres:pg9dk2kdk@localhost/x\n"
    yield "token: hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nAKIAIOSFODNN7EXAMPLE\n"
    yield "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"
    yield "sk-proj-xxxxxxxxxxxxxxxxxxxxT3BlbkFJxxxxxxxxxxxxxxxxxxxx\nghp_" + "a" * 36 + "\n"
    yield "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n"
    yield "https://st.blob.core.windows.net/c?sv=2023-11-03&sr=c&sp=r&se=2030-01-01&sig=REDACTED\n"
    yield "https://st.blob.core.windows.net/c?sv=2023-11-03&sr=c&sp=r&se=2030-01-01&sig=${SIG}\n"


def _lookalikes(make: Maker) -> Iterator[str]:
    for _ in range(8):
        yield f"client_id: {make.guid()}\ntenant_id: {make.guid()}\nAZURE_CLIENT_ID={make.guid()}\n"
        yield f"ref: {make.of(HEX, 40)}\ncommit = {make.of(HEX, 40)}\n"
        yield f'"integrity": "sha512-{make.key64()}"\n"shasum": "{make.of(HEX, 40)}"\n'
        digest = hashlib.md5(make.bytes(9)).hexdigest()
        yield f"api_key_md5 = {digest}\nETag: {digest}\ncache_key: {make.hex32()}\n"
        yield f"--hash=sha256:{make.of(HEX, 64)}\nimage: app@sha256:{make.of(HEX, 64)}\n"
        yield f"![](data:image/png;base64,{base64.b64encode(make.bytes(600)).decode()})\n"
        body = base64.b64encode(make.bytes(900)).decode()
        lines = "\n".join(body[at : at + 64] for at in range(0, len(body), 64))
        yield f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
        yield f"!function(e,t){{var n='{make.of(ALNUM, 44)}',r={make.of(HEX, 8)!r}}}(this);" * 40
        yield f"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ{make.of(B64, 340)} me@host\n"
        yield f"test_vector: {make.of(HEX, 64)}\nkeystream = '{make.of(HEX, 128)}'\n"
        yield f'"traceId": "{make.hex32()}", "spanId": "{make.of(HEX, 16)}", "key": "{make.of(ALNUM, 20)}"\n'
        yield f"https://st.blob.core.windows.net/c/{make.guid()}/{make.hex32()}.bin\n"
        yield f"operationId: {make.hex32()}\nopenai_model_id: {make.hex32()}\nspeech_model: {make.guid()}\n"
        yield f"ghp_{make.of(ALNUM, 36)} is a token whose checksum is wrong\n"
