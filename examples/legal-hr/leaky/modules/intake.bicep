param location string
param subnetId string
param storeName string

@description('Public key of the administrators.')
param adminKey string = loadTextContent('../intake.pub')

var writer = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor

resource store 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storeName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-intake'
  location: location
}

resource release 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: identity
  name: 'github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: 'repo:ostertal-brandt/assistants:environment:production'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: store
  name: guid(store.id, identity.id, writer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', writer)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource interface 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-intake'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'internal'
        properties: {
          subnet: {
            id: subnetId
          }
          privateIPAllocationMethod: 'Dynamic'
        }
      }
    ]
  }
}

@description('Takes in scans and mails, and cuts them into chunks for the index.')
resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-intake'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    hardwareProfile: {
      vmSize: 'Standard_D8s_v5'
    }
    osProfile: {
      computerName: 'intake'
      adminUsername: 'intake'
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: {
          publicKeys: [
            {
              path: '/home/intake/.ssh/authorized_keys'
              keyData: adminKey
            }
          ]
        }
      }
    }
    storageProfile: {
      imageReference: {
        publisher: 'Canonical'
        offer: 'ubuntu-24_04-lts'
        sku: 'server'
        version: 'latest'
      }
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          storageAccountType: 'Premium_LRS'
        }
      }
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: interface.id
        }
      ]
    }
  }
}
