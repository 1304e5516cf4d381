"""A task of a registry: builds and runs code under an identity."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import IDENTITY, SAID, TAGS

MAPPING = Mapping(
    terraform="azurerm_container_registry_task",
    arm="Microsoft.ContainerRegistry/registries/tasks",
    place=Under("Microsoft.ContainerRegistry/registries", "tasks", ("container_registry_id",)),
    parts=(
        TAGS,
        IDENTITY,
        move("agent_pool_name", to="properties.agentPoolName"),
        move("enabled", to="properties.status", default=True, convert=SAID),
        block(
            "docker_step",
            to="properties.step",
            parts=(
                Fixed("type", "Docker"),
                move("context_path", to="contextPath"),
                move("dockerfile_path", to="dockerFilePath"),
                move("image_names", to="imageNames"),
            ),
        ),
        block(
            "encoded_step",
            to="properties.step",
            parts=(Fixed("type", "EncodedTask"), move("context_path", to="contextPath")),
        ),
        block(
            "file_step",
            to="properties.step",
            parts=(
                Fixed("type", "FileTask"),
                move("context_path", to="contextPath"),
                move("task_file_path", to="taskFilePath"),
            ),
        ),
        each(
            "source_trigger",
            to="properties.trigger.sourceTriggers",
            parts=(
                move("name", to="name"),
                move("repository_url", to="sourceRepository.repositoryUrl"),
                move("branch", to="sourceRepository.branch"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_task" "x" {
              name = "x"
              container_registry_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr"
              platform {
                os = "Linux"
              }
              docker_step {
                dockerfile_path = "Dockerfile"
                context_path = "https://github.com/acme/llm#main"
                context_access_token = "not to be seen"
                image_names = ["llm:latest"]
              }
            }
            """,
            {
                "properties.step.contextPath": "https://github.com/acme/llm#main",
                "properties.step.type": "Docker",
                "properties.status": "Enabled",
            },
        ),
    ),
)
