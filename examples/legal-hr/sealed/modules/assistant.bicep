import { model } from '../types.bicep'

param company string
param location string
param models model[]
param chatRegions string[]
param workspaceId string
param subnetId string
param insightsId string

var roles = {
  openAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd' // Cognitive Services OpenAI User
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
}

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'oai-${company}-people'
  location: location
  kind: 'OpenAI'
  sku: {
    name: 'S0'
  }
  properties: {
    customSubDomainName: 'oai-${company}-people'
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
  }
}

@batchSize(1)
resource deployments 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [
  for each in models: {
    parent: account
    name: each.name
    sku: {
      name: each.sku
      capacity: 30
    }
    properties: {
      model: {
        format: 'OpenAI'
        name: each.model
        version: each.version
      }
    }
  }
]

resource chats 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: 'cosmos-${company}-chats'
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
    locations: [
      for (region, i) in chatRegions: {
        locationName: region
        failoverPriority: i
      }
    ]
    backupPolicy: {
      type: 'Periodic'
      periodicModeProperties: {
        backupStorageRedundancy: 'Local'
      }
    }
  }

  resource conversations 'sqlDatabases' = {
    name: 'conversations'
    properties: {
      resource: {
        id: 'conversations'
      }
    }

    resource history 'containers' = {
      name: 'history'
      properties: {
        resource: {
          id: 'history'
          partitionKey: {
            paths: ['/employee']
            kind: 'Hash'
          }
        }
      }
    }
  }
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'cr${company}people'
  location: location
  sku: {
    name: 'Premium'
  }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    publicNetworkAccess: 'Disabled'
  }

  resource north 'replications' = {
    name: 'germanynorth'
    location: 'germanynorth'
    properties: {}
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-hr-assistant'
  location: location
}

resource asks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, identity.id, roles.openAiUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.openAiUser)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: images
  name: guid(images.id, identity.id, roles.acrPull)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource remembers 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: chats
  name: guid(chats.id, identity.id, 'contributor')
  properties: {
    roleDefinitionId: '${chats.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: identity.properties.principalId
    scope: chats.id
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${company}-people'
  location: location
  properties: {
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
      internal: true
    }
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-hr-assistant'
  location: location
  tags: {
    'hidden-link: /app-insights-resource-id': insightsId
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      ingress: {
        external: true // within the network: the environment is internal
        targetPort: 8080
        transport: 'http'
      }
      registries: [
        {
          server: images.properties.loginServer
          identity: identity.id
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'assistant'
          image: '${images.properties.loginServer}/hr-assistant:2026.11'
          env: [
            {
              name: 'AZURE_OPENAI_ENDPOINT'
              value: account.properties.endpoint
            }
            {
              name: 'CHAT_HISTORY_ENDPOINT'
              value: chats.properties.documentEndpoint
            }
          ]
        }
      ]
    }
  }
}

resource accountRecord 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      { categoryGroup: 'audit', enabled: true }
      { category: 'RequestResponse', enabled: true }
    ]
  }
}

resource chatsRecord 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: chats
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'DataPlaneRequests', enabled: true }
    ]
  }
}

resource imagesRecord 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: images
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'ContainerRegistryRepositoryEvents', enabled: true }
    ]
  }
}

output accountId string = account.id
output chatsId string = chats.id
output registryId string = images.id
