using 'main.bicep'

param company = 'ostertal'
param offices = ['192.0.2.1', '192.0.2.2']

param matterStores = [
  {
    name: 'cases'
    containers: ['privileged-documents', 'privileged-briefs', 'case-embeddings']
    replication: 'Standard_GRS' // germanywestcentral pairs with germanynorth: still in the country
    sharedKeys: false
    admitted: [
      {
        tenantId: '3b9e6a52-41d7-4c0f-8f2a-9d5c7e1b6044' // ours
        resourceId: '/subscriptions/c2a7d9f4-6b18-4f3e-a5d0-1e8b3c7f9256/resourceGroups/rg-ostertal-matters/providers/Microsoft.Search/searchServices/srch-ostertal-cases'
      }
    ]
  }
]

param peopleStores = [
  {
    name: 'people'
    containers: ['hr-adapters', 'transcripts', 'training-courses']
    replication: 'Standard_ZRS'
    sharedKeys: false
    admitted: []
  }
]

param models = [
  { name: 'hr-assistant', model: 'gpt-4.1', version: '2025-04-14', sku: 'Standard' } // in this region and nowhere else
  { name: 'case-search', model: 'text-embedding-3-large', version: '1', sku: 'Standard' }
]

param chatRegions = ['germanywestcentral', 'germanynorth']

param retentionInDays = 365
