"""Keeps a cluster like what a repository or bucket holds."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_kubernetes_flux_configuration",
    arm="Microsoft.KubernetesConfiguration/fluxConfigurations",
    place=On("cluster_id"),
    parts=(
        move("namespace", to="properties.namespace"),
        move("scope", to="properties.scope", default="namespace"),
        block(
            "git_repository",
            to="properties.gitRepository",
            parts=(move("url", to="url"), move("reference_value", to="repositoryRef.branch")),
        ),
        block(
            "bucket",
            to="properties.bucket",
            parts=(move("url", to="url"), move("bucket_name", to="bucketName")),
        ),
        block("blob_storage", to="properties.azureBlob", parts=(move("container_id", to="url"),)),
        each(
            "kustomizations",
            to="properties.kustomizations",
            parts=(move("name", to="name"), move("path", to="path")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_flux_configuration" "x" {
              name = "x"
              cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks"
              namespace = "llm"
              git_repository {
                url = "https://github.com/acme/llm"
                reference_type = "branch"
                reference_value = "main"
              }
              kustomizations {
                name = "k"
                path = "./serve"
              }
            }
            """,
            {
                "properties.gitRepository.url": "https://github.com/acme/llm",
                "properties.kustomizations[0].path": "./serve",
                "properties.scope": "namespace",
            },
        ),
    ),
)
