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
      {
        tenantId: 'e80d1f3c-7a25-49b6-bc14-52f6a0d97e38' // the e-discovery vendor of the 2024 arbitration
        resourceId: '/subscriptions/41f0c6d8-95be-4a72-8d13-7b2e60a9f5c4/resourceGroups/rg-review/providers/Microsoft.Search/searchServices/srch-review'
      }
    ]
  }
]

param peopleStores = [
  {
    name: 'people'
    containers: ['hr-adapters', 'transcripts', 'training-courses']
    replication: 'Standard_ZRS'
    sharedKeys: true // the old payroll export still signs with them
    admitted: []
  }
]

param models = [
  { name: 'hr-assistant', model: 'gpt-4.1', version: '2025-04-14', sku: 'DataZoneStandard' } // "stays in Europe"
  { name: 'case-search', model: 'text-embedding-3-large', version: '1', sku: 'Standard' }
]

param chatRegions = ['germanywestcentral', 'germanynorth', 'uksouth'] // the London office found it slow

// From the hand-over of the e-discovery vendor.
param auditAccountId = '/subscriptions/41f0c6d8-95be-4a72-8d13-7b2e60a9f5c4/resourceGroups/rg-review/providers/Microsoft.Storage/storageAccounts/streviewaudit'

param retentionInDays = 90
