"""The kinds of credential that are looked for."""

from __future__ import annotations

from typing import Final

from ringfence.model.credential import Family
from ringfence.readers.credentials.finds import Kind

STORAGE_KEY: Final = Kind("storage-key", "an account key", Family.STORAGE)
SAS: Final = Kind("storage-sas", "a shared access signature", Family.STORAGE)
COSMOS_KEY: Final = Kind("cosmos-key", "an account key", Family.COSMOS)
SEARCH_KEY: Final = Kind("search-key", "a search key", Family.SEARCH)
AI_KEY: Final = Kind("ai-key", "an AI services key", Family.AI)
REGISTRY_PASSWORD: Final = Kind("registry-password", "a registry password", Family.REGISTRY)
BUS_KEY: Final = Kind("bus-key", "a shared access key", Family.BUS)
BUS_SAS: Final = Kind("bus-sas", "a shared access signature", Family.BUS)
REDIS_KEY: Final = Kind("redis-key", "an access key", Family.REDIS)
SQL_PASSWORD: Final = Kind("sql-password", "a login", Family.SQL, guessable=True)
POSTGRESQL_PASSWORD: Final = Kind(
    "postgresql-password", "a login", Family.POSTGRESQL, guessable=True
)
DATABASE_PASSWORD: Final = Kind("database-password", "a database login", guessable=True)
FUNCTION_KEY: Final = Kind("function-key", "a function key", Family.FUNCTIONS)
ML_KEY: Final = Kind("ml-endpoint-key", "an endpoint key", Family.ML)
CLIENT_SECRET: Final = Kind("client-secret", "a client secret", Family.PRINCIPAL)
KUBERNETES_TOKEN: Final = Kind("kubernetes-token", "a service account token", Family.KUBERNETES)
ENTRA_TOKEN: Final = Kind("entra-token", "an Entra access token")
DEVOPS_PAT: Final = Kind("devops-pat", "an Azure DevOps access token")
APP_CONFIGURATION_KEY: Final = Kind("app-configuration-key", "an App Configuration key")
IOT_KEY: Final = Kind("iot-key", "an IoT Hub key")
EVENT_GRID_KEY: Final = Kind("event-grid-key", "an Event Grid key", writes_only=True)
BATCH_KEY: Final = Kind("batch-key", "a Batch account key")
APIM_KEY: Final = Kind("api-management-key", "an API Management key")
SIGNALR_KEY: Final = Kind("signalr-key", "a SignalR or Web PubSub key")
ML_CLASSIC_KEY: Final = Kind("ml-classic-key", "a web service key")
LOGIC_URL: Final = Kind("callback-url", "a signed trigger URL")
INSIGHTS: Final = Kind(
    "insights-connection", "an Application Insights connection string", writes_only=True
)
WORKSPACE_KEY: Final = Kind("workspace-key", "a log workspace key", writes_only=True)
AZURE_KEY: Final = Kind("azure-key", "a key of an Azure service")
AWS_KEY: Final = Kind("aws-access-key", "an AWS access key id")
AWS_SECRET: Final = Kind("aws-secret-key", "an AWS secret access key")
AWS_SESSION: Final = Kind("aws-session-token", "an AWS session token")
AWS_URL: Final = Kind("aws-presigned-url", "a presigned S3 URL")
BEDROCK_KEY: Final = Kind("bedrock-key", "an Amazon Bedrock API key")
HUGGING_FACE: Final = Kind("hugging-face-token", "a Hugging Face token")
OPENAI: Final = Kind("openai-key", "an OpenAI API key")
ANTHROPIC: Final = Kind("anthropic-key", "an Anthropic API key")
MODEL_API: Final = Kind("model-api-key", "a key of a model provider")
VECTOR_STORE: Final = Kind("vector-store-key", "a key of a vector store")
WANDB: Final = Kind("wandb-key", "a Weights & Biases key")
DATABRICKS: Final = Kind("databricks-token", "a Databricks access token")
GITHUB: Final = Kind("github-token", "a GitHub token")
GITLAB: Final = Kind("gitlab-token", "a GitLab token")
SLACK: Final = Kind("slack-token", "a Slack token")
PACKAGE_TOKEN: Final = Kind("package-registry-token", "a token of a package registry")
GOOGLE: Final = Kind("google-api-key", "a Google API key")
TRACING: Final = Kind("tracing-key", "a key of a tracing service")
PRIVATE_KEY: Final = Kind("private-key", "a private key")
BASIC_LOGIN: Final = Kind("url-login", "a login in a URL", guessable=True)
