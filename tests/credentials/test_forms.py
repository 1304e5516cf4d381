"""The forms in which people write credentials down, and texts that only look like one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.readers.credentials import files
from ringfence.readers.credentials.read import finds
from ringfence.readers.credentials.sas import moment
from tests.credentials.making import ALNUM, B64, HEX, Maker

MAKE = Maker(41)


def kinds(text: str) -> list[str]:
    return [find.kind.id for _, _, find in finds(files.of(text.encode()))]


def escaped(text: str) -> str:
    return text.replace("&", "\\u0026").replace("+", "\\u002B")


FORMS: dict[str, tuple[str, str]] = {
    "az storage": (
        f"az storage blob list --account-name st1 --account-key {MAKE.key64()} -c w",
        "storage-key",
    ),
    "wandb": (f"wandb login {MAKE.of(HEX, 40)}", "wandb-key"),
    "jdbc": (
        f"jdbc:sqlserver://x.database.windows.net:1433;database=d;user=u@x;password={MAKE.password()};",
        "sql-password",
    ),
    "mongo": (
        f"mongodb://acc:{MAKE.key64()}@acc.mongo.cosmos.azure.com:10255/?ssl=true",
        "cosmos-key",
    ),
    "curl with a token": (f"curl -u :{MAKE.pat()} https://dev.azure.com/o/_apis", "devops-pat"),
    "positional": (
        f'c = CosmosClient("https://c.documents.azure.com:443/", "{MAKE.key64()}")',
        "cosmos-key",
    ),
    "long name": (f"AZURE_STORAGE_ACCOUNT_PRIMARY_KEY={MAKE.key64()}", "storage-key"),
    "long name of a short key": (f"AZURE_COGNITIVE_SERVICES_API_KEY={MAKE.hex32()}", "ai-key"),
    "curl": (
        f'curl -H "api-key: {MAKE.hex32()}" https://g.openai.azure.com/openai/deployments',
        "ai-key",
    ),
    "header": (f"Ocp-Apim-Subscription-Key: {MAKE.hex32()}", "ai-key"),
    "credential object": (
        f'c = TextClient("https://l.cognitiveservices.azure.com", AzureKeyCredential("{MAKE.hex32()}"))',
        "ai-key",
    ),
    "speech": (f'SpeechConfig.FromSubscription("{MAKE.hex32()}", "westeurope")', "ai-key"),
    "nested yaml": (f"openai:\n  endpoint: x\n  api_key: {MAKE.hex32()}\n", "ai-key"),
    "camel case": (f"azureOpenAIKey: {MAKE.hex32()}", "ai-key"),
    "several lines": (f'client = AzureOpenAI(\n  api_key=(\n    "{MAKE.hex32()}"\n  ))', "ai-key"),
    "getenv": (f'os.getenv("AZURE_OPENAI_KEY", "{MAKE.hex32()}")', "ai-key"),
    "spark": (
        f'spark.conf.set("fs.azure.account.key.a1.dfs.core.windows.net", "{MAKE.key64()}")',
        "storage-key",
    ),
    "env with a space": (f"ENV AZURE_OPENAI_KEY {MAKE.hex32()}", "ai-key"),
    "markdown table": (f"| openai key | `{MAKE.hex32()}` |", "ai-key"),
    "bicep": (f"var openAiKey = '{MAKE.hex32()}'", "ai-key"),
    "parameters": ('{"parameters": {"openAiKey": {"value": "' + MAKE.hex32() + '"}}}', "ai-key"),
    "compose": (f"    environment:\n      - AZURE_SEARCH_KEY={MAKE.search_key()}\n", "search-key"),
    "set": (f"set COSMOS_KEY={MAKE.key64()}", "cosmos-key"),
    "helm": (f"--set openai.apiKey={MAKE.hex32()}", "ai-key"),
    "xml": (f'<add key="SpeechKey" value="{MAKE.hex32()}" />', "ai-key"),
    "element": (f"<AzureOpenAIKey>{MAKE.hex32()}</AzureOpenAIKey>", "ai-key"),
    "variable": (f'variable "openai_key" {{\n  default = "{MAKE.hex32()}"\n}}', "ai-key"),
    "old search": (
        f"endpoint: https://s.search.windows.net\napi-key: {MAKE.hex32().upper()}",
        "search-key",
    ),
    "docker login": (
        f"docker login acme.azurecr.io -u acme -p {MAKE.of(ALNUM + '+', 32)}",
        "registry-password",
    ),
    "docker config": (
        '{"auths": {"acme.azurecr.io": {"auth": "'
        + __import__("base64").b64encode(f"acme:{MAKE.password()}".encode()).decode()
        + '"}}}',
        "registry-password",
    ),
    "function url": (
        f"https://app.azurewebsites.net/api/f?code={MAKE.of(ALNUM, 54)}==",
        "function-key",
    ),
    "aws pair": (
        f'new BasicAWSCredentials("{MAKE.aws_id()}", "{MAKE.aws_secret()}")',
        "aws-secret-key",
    ),
    "aws provider": (
        f'provider "aws" {{\n  access_key = "{MAKE.aws_id()}"\n  secret_key = "{MAKE.aws_secret()}"\n}}',
        "aws-secret-key",
    ),
    "clone with user": (
        f"git clone https://u:{MAKE.pat()}@dev.azure.com/o/p/_git/r",
        "url-login",
    ),
    "clone": (f"git clone https://{MAKE.pat()}@dev.azure.com/o/p/_git/r", "devops-pat"),
    "basic": (
        "Authorization: Basic "
        + __import__("base64").b64encode(f":{MAKE.pat()}".encode()).decode(),
        "devops-pat",
    ),
    "iot": (
        f"HostName=h.azure-devices.net;SharedAccessKeyName=o;SharedAccessKey={MAKE.key32()}",
        "iot-key",
    ),
    "app configuration": (
        f"Endpoint=https://c.azconfig.io;Id=x-l0-s0:abc;Secret={MAKE.key32()}",
        "app-configuration-key",
    ),
    "escaped signature": (
        json.dumps({"u": "X"}).replace(
            "X", escaped(f"https://a1.blob.core.windows.net/c?{MAKE.sas()}")
        ),
        "storage-sas",
    ),
    "signature in xml": (
        f"<u>https://a1.blob.core.windows.net/c?{MAKE.sas().replace('&', '&amp;')}</u>",
        "storage-sas",
    ),
    "signature alone": (f"SAS_TOKEN={MAKE.sas()}", "storage-sas"),
    "queue signature": (
        f"https://a1.queue.core.windows.net/q?sv=2022-11-02&sp=rp&se=2030-01-01&sig={MAKE.signature()}",
        "storage-sas",
    ),
    "bus signature": (
        "SharedAccessSignature sr=https%3a%2f%2fn.servicebus.windows.net%2fq"
        f"&sig={MAKE.signature()}&se=1893456000&skn=k",
        "bus-sas",
    ),
    "logic app": (
        "https://prod-1.westeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke?"
        f"api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={MAKE.of(ALNUM, 43)}",
        "callback-url",
    ),
    "notebook": (
        json.dumps({"source": [f"%env HF_TOKEN={MAKE.hugging_face()}\n", "x"]}),
        "hugging-face-token",
    ),
    "escaped line end": (f'"a\\n{MAKE.hugging_face()}\\n"', "hugging-face-token"),
    "cohere": (f"COHERE_API_KEY={MAKE.of(ALNUM, 40)}", "model-api-key"),
    "mistral": (f"MISTRAL_API_KEY={MAKE.of(ALNUM, 32)}", "model-api-key"),
    "pinecone": (f"PINECONE_API_KEY={MAKE.guid()}", "vector-store-key"),
    "qdrant": (f'QdrantClient(url="x", qdrant_api_key="{MAKE.of(ALNUM, 44)}")', "vector-store-key"),
    "old client secret": (f"ARM_CLIENT_SECRET={MAKE.of(ALNUM + '~._', 34)}", "client-secret"),
    "pem": (MAKE.private_key(), "private-key"),
    "pem in json": (json.dumps({"key": MAKE.private_key("")}), "private-key"),
    "kubernetes": (
        MAKE.web_token("kubernetes/serviceaccount", sub="system:serviceaccount:x:y"),
        "kubernetes-token",
    ),
    "entra": (MAKE.web_token(f"https://sts.windows.net/{MAKE.guid()}/", exp=4102444800), "entra-token"),
    "endpoint key": (
        "url = 'https://m.westeurope.inference.ml.azure.com/score'\n"
        f"api_key = '{MAKE.of(ALNUM, 32)}'",
        "ml-endpoint-key",
    ),
    "insights": (
        f"InstrumentationKey={MAKE.guid()};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
        "insights-connection",
    ),
    "dollar in password": (
        "Server=tcp:s.database.windows.net;User ID=a;Password=xK$92mQ7!ab;",
        "sql-password",
    ),
}  # fmt: skip

NOTHING: dict[str, str] = {
    "python argument": "connect(host='a.b.c', key_password=self.key_password, x=1)",
    "several hosts": "MultiHostUrl('https://foo.com:123,foo:bar@bar.com/path')",
    "key in a marker's wrong place": f"key: {MAKE.of(B64, 40)}+ASt{MAKE.of(B64, 42)}==",
    "hash beside a host": f"https://g.openai.azure.com\nsha: {MAKE.hex32()}",
    "other web token": MAKE.web_token("https://accounts.example.org"),
    "signature too short": "https://a.blob.core.windows.net/c?sv=2022-11-02&sp=r&sr=c&sig=abcd%3D",
    "reference": "AccountKey=${{ secrets.KEY }};AccountName=x",
    "certificate": f"cert: MII{MAKE.of(B64, 600)}",
    "presigned placeholder": "https://b.s3.amazonaws.com/k?X-Amz-Signature=<signature>",
    "guid": f"AZURE_OPENAI_RESOURCE_ID_KEY={MAKE.guid()}",
    "checksum in a list": '[{"name":"OPENAI_API_KEY","value":"$(K)"},{"name":"IMAGE_MD5","value":"'
    + MAKE.hex32()
    + '"}]',
    "version in a list": '[{"name":"SPEECH_KEY","value":"$(K)"},{"name":"BUILD","value":"'
    + MAKE.hex32()
    + '"}]',
    "other keys beside a host": "base: https://g.openai.azure.com\n"
    + "".join(
        f"{name}: {MAKE.hex32()}\n"
        for name in (
            "idempotency_key",
            "cache_key",
            "conversation_id",
            "next_token",
            "documentKey",
            "etag",
            "x-trace-id",
        )
    ),
    "emulators": "AccountName=devstoreaccount1;AccountKey="
    + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2"
    + "UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;",
    "secret of an emulator": "Endpoint=sb://localhost;SharedAccessKeyName=x;SharedAccessKey=SAS_KEY_VALUE;",
    "vector": f"KEY = {MAKE.hex32()}\nIV = {MAKE.hex32()}\nPT = {MAKE.hex32()}\n",
    "signature of a document": f'{{"signature": "{MAKE.key64()}", "alg": "ES512"}}',
    "sas in words": "append ?sv=2022-11-02&sr=b&sig=<signature> to the URL; sig=$(SIG) in pipelines",
    "same letter": f"AZURE_OPENAI_API_KEY={'a1' * 16}",
    "hexdump": f"speech_key_sha256: {MAKE.of(HEX, 64)}",
    "local database": "postgresql://app:k2j9dkw8@localhost:5432/x",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_known(form: str) -> None:
    text, kind = FORMS[form]
    assert kind in kinds(text)


@pytest.mark.parametrize("form", NOTHING)
def test_a_look_alike_is_none(form: str) -> None:
    assert kinds(NOTHING[form]) == []


@given(st.binary(max_size=3000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_can_be_searched(data: bytes) -> None:
    list(finds(files.of(data)))


PIECES = st.sampled_from(
    ["sig=", "&sv=2022-11-02", "AccountKey=", "eyJ", ".", "-----BEGIN PRIVATE KEY-----", "Basic ",
     '"auth": "', "kind: Secret\n", "data: ", "://", "@", ":", "password=", "Q~8", "hf_", "\\n", "%3D",
     "AKIA", "MII", "=", "x" * 90, "A1" * 50, "\n", '"', "JQQJ99", "se=99999999999999999"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_pieces_of_credentials_break_nothing(parts: list[str]) -> None:
    kinds("".join(parts))


@given(st.text(max_size=40))
def test_a_time_is_read_or_it_is_none(text: str) -> None:
    found = moment(text)
    assert found is None or found.tzinfo is not None


def test_times_are_read_as_the_service_reads_them() -> None:
    assert moment("2030-01-02") == datetime(2030, 1, 2, tzinfo=UTC)
    assert moment("2030-01-02T03:04Z") == datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    assert moment("2030-01-02T03:04:05Z") == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert moment("soon") is None
