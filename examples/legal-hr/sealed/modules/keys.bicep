param company string
param location string
param workspaceId string

var cryptoUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'e147488a-f6f5-4113-8e2d-b22465e65bf6' // Key Vault Crypto Service Encryption User
)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${company}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }

  resource stores 'keys' = {
    name: 'stores'
    properties: {
      kty: 'RSA-HSM'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
    }
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-stores'
  location: location
}

resource mayWrap 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, cryptoUser)
  properties: {
    roleDefinitionId: cryptoUser
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource record 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output vaultId string = vault.id
output vaultUri string = vault.properties.vaultUri
output identityId string = identity.id
