targetScope = 'subscription'

import { store, model } from 'types.bicep'

param company string
param location string = 'germanywestcentral'

@description('Public addresses of the offices.')
param offices string[]

@description('Case files: privileged.')
param matterStores store[]

@description('What the HR assistant learnt and heard.')
param peopleStores store[]

param models model[]
param chatRegions string[]

@description('Where records of reads of case files are archived; by default the account of the firm.')
param auditAccountId string = ''

@minValue(30)
param retentionInDays int = 365

var tags = {
  owner: 'knowledge-engineering'
  firm: company
}

resource shared 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${company}-shared'
  location: location
  tags: tags
}

resource matters 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${company}-matters'
  location: location
  tags: tags
}

resource people 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${company}-people'
  location: location
  tags: tags
}

module network 'modules/network.bicep' = {
  scope: shared
  name: 'network'
  params: {
    company: company
    location: location
  }
}

module logging 'modules/logging.bicep' = {
  scope: shared
  name: 'logging'
  params: {
    company: company
    location: location
    retentionInDays: retentionInDays
  }
}

module keys 'modules/keys.bicep' = {
  scope: shared
  name: 'keys'
  params: {
    company: company
    location: location
    workspaceId: logging.outputs.workspaceId
  }
}

module caseStores 'modules/stores.bicep' = {
  scope: matters
  name: 'stores'
  params: {
    company: company
    location: location
    offices: offices
    stores: matterStores
    workspaceId: logging.outputs.workspaceId
    auditAccountId: empty(auditAccountId) ? logging.outputs.archiveId : auditAccountId
    vaultUri: keys.outputs.vaultUri
    keyIdentityId: keys.outputs.identityId
  }
}

module peopleStore 'modules/stores.bicep' = {
  scope: people
  name: 'stores'
  params: {
    company: company
    location: location
    offices: offices
    stores: peopleStores
    workspaceId: logging.outputs.workspaceId
    auditAccountId: logging.outputs.archiveId
    vaultUri: keys.outputs.vaultUri
    keyIdentityId: keys.outputs.identityId
  }
}

module caseIndex 'modules/search.bicep' = {
  scope: matters
  name: 'search'
  params: {
    company: company
    location: location
    workspaceId: logging.outputs.workspaceId
  }
}

module assistant 'modules/assistant.bicep' = {
  scope: people
  name: 'assistant'
  params: {
    company: company
    location: location
    models: models
    chatRegions: chatRegions
    workspaceId: logging.outputs.workspaceId
    subnetId: network.outputs.subnetIds.assistant
    insightsId: logging.outputs.insightsId
  }
}

module intake 'modules/intake.bicep' = {
  scope: matters
  name: 'intake'
  params: {
    location: location
    subnetId: network.outputs.subnetIds.intake
    storeName: caseStores.outputs.names[0]
  }
}

module endpoints 'modules/endpoints.bicep' = {
  scope: shared
  name: 'endpoints'
  params: {
    location: location
    networkId: network.outputs.networkId
    subnetId: network.outputs.subnetIds.endpoints
    endpoints: [
      { name: 'cases', target: caseStores.outputs.ids[0], group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
      { name: 'people', target: peopleStore.outputs.ids[0], group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
      { name: 'search', target: caseIndex.outputs.id, group: 'searchService', zone: 'privatelink.search.windows.net' }
      { name: 'openai', target: assistant.outputs.accountId, group: 'account', zone: 'privatelink.openai.azure.com' }
      { name: 'chats', target: assistant.outputs.chatsId, group: 'Sql', zone: 'privatelink.documents.azure.com' }
      { name: 'registry', target: assistant.outputs.registryId, group: 'registry', zone: 'privatelink${environment().suffixes.acrLoginServer}' }
      { name: 'keys', target: keys.outputs.vaultId, group: 'vault', zone: 'privatelink.vaultcore.azure.net' }
    ]
  }
}

module access 'modules/access.bicep' = {
  scope: people
  name: 'access'
  params: {
    storeName: peopleStore.outputs.names[0]
    location: location
  }
}

module governance 'governance.bicep' = {
  name: 'governance'
  params: {
    peopleGroup: people.name
  }
}
