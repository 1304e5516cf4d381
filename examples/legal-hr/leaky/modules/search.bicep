param company string
param location string
param workspaceId string

@description('The index of the case files: whoever reads it reads the files.')
resource search 'Microsoft.Search/searchServices@2024-06-01-preview' = {
  name: 'srch-${company}-cases'
  location: location
  sku: {
    name: 'standard'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    publicNetworkAccess: 'enabled' // opened for the pilot with the associates
    disableLocalAuth: true
    semanticSearch: 'disabled'
  }
}

resource record 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: search
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'OperationLogs'
        enabled: true
      }
    ]
  }
}

output id string = search.id
output principalId string = search.identity.principalId
