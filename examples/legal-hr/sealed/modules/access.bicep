param location string
param storeName string

var blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' // Storage Blob Data Reader

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storeName
}

resource payroll 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-payroll-export'
  location: location
}

// It reads what it exports, and nothing else.
resource exports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: guid(store.id, payroll.id, blobReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobReader)
    principalId: payroll.properties.principalId
    principalType: 'ServicePrincipal'
  }
}
