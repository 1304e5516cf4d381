import { store } from '../types.bicep'

param company string
param location string
param offices string[]
param stores store[]
param workspaceId string
param auditAccountId string
param vaultUri string
param keyIdentityId string

var contents = flatten(map(range(0, length(stores)), i => map(stores[i].containers, name => { store: i, name: name })))

resource accounts 'Microsoft.Storage/storageAccounts@2024-01-01' = [
  for each in stores: {
    name: 'st${company}${each.name}'
    location: location
    kind: 'StorageV2'
    sku: {
      name: each.replication
    }
    identity: {
      type: 'UserAssigned'
      userAssignedIdentities: {
        '${keyIdentityId}': {}
      }
    }
    properties: {
      allowBlobPublicAccess: false
      allowSharedKeyAccess: each.sharedKeys
      allowCrossTenantReplication: false
      minimumTlsVersion: 'TLS1_2'
      publicNetworkAccess: 'Enabled' // for the offices only: everything else is denied below
      networkAcls: {
        bypass: 'AzureServices'
        defaultAction: 'Deny'
        ipRules: [for office in offices: { value: office }]
        resourceAccessRules: each.?admitted ?? []
      }
      encryption: {
        keySource: 'Microsoft.Keyvault'
        identity: {
          userAssignedIdentity: keyIdentityId
        }
        keyvaultproperties: {
          keyvaulturi: vaultUri
          keyname: 'stores'
        }
      }
    }
  }
]

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = [
  for (each, i) in stores: {
    parent: accounts[i]
    name: 'default'
    properties: {
      deleteRetentionPolicy: {
        enabled: true
        days: 30
      }
    }
  }
]

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for each in contents: {
    parent: blobs[each.store]
    name: each.name
    properties: {
      publicAccess: 'None'
    }
  }
]

resource records 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = [
  for (each, i) in stores: {
    scope: blobs[i]
    name: 'audit'
    properties: {
      workspaceId: workspaceId
      storageAccountId: auditAccountId
      logs: [
        for category in ['StorageRead', 'StorageWrite', 'StorageDelete']: {
          category: category
          enabled: true
        }
      ]
    }
  }
]

output ids array = [for (each, i) in stores: accounts[i].id]
output names array = [for (each, i) in stores: accounts[i].name]
