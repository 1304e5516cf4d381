@export()
@description('A storage account of the firm, and what is in it.')
type store = {
  name: string
  containers: string[]
  replication: 'Standard_ZRS' | 'Standard_GRS'
  sharedKeys: bool
  @description('Instances that may come in from other networks.')
  admitted: instance[]?
}

@export()
type instance = {
  tenantId: string
  resourceId: string
}

@export()
type model = {
  name: string
  model: string
  version: string
  sku: 'Standard' | 'DataZoneStandard' | 'GlobalStandard'
}

@export()
type endpoint = {
  name: string
  target: string
  group: string
  zone: string
}
