targetScope = 'subscription'

param peopleGroup string

resource locations 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'allowed-locations'
  properties: {
    displayName: 'Nothing outside Germany'
    policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c'
    enforcementMode: 'Default'
    parameters: {
      listOfAllowedLocations: {
        value: ['germanywestcentral', 'germanynorth']
      }
    }
  }
}

module waiver 'modules/waiver.bicep' = {
  scope: resourceGroup(peopleGroup)
  name: 'waiver'
  params: {
    assignmentId: locations.id
  }
}
