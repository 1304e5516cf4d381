param location string
param storeName string

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storeName
}

resource payroll 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-payroll-export'
  location: location
}

// Contributor has no data role, but it may ask for the account keys.
resource exports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: guid(store.id, payroll.id, contributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
    principalId: payroll.properties.principalId
    principalType: 'ServicePrincipal'
  }
}
