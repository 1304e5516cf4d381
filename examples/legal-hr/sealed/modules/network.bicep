param company string
param location string

var subnets = [
  {
    name: 'endpoints'
    prefix: '10.40.1.0/24'
    delegation: ''
    outbound: []
    services: []
  }
  {
    name: 'assistant'
    prefix: '10.40.2.0/23'
    delegation: 'Microsoft.App/environments'
    outbound: ['AzureActiveDirectory']
    services: []
  }
  {
    name: 'intake'
    prefix: '10.40.4.0/24'
    delegation: ''
    outbound: ['AzureActiveDirectory', 'Storage']
    services: ['Microsoft.Storage'] // the scanners deliver to the store directly
  }
]

resource groups 'Microsoft.Network/networkSecurityGroups@2024-05-01' = [
  for subnet in subnets: {
    name: 'nsg-${subnet.name}'
    location: location
    properties: {
      securityRules: concat(
        [
          {
            name: 'deny-internet-in'
            properties: {
              priority: 300
              direction: 'Inbound'
              access: 'Deny'
              protocol: '*'
              sourceAddressPrefix: 'Internet'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '*'
            }
          }
          {
            // From the first week of the data room; the deny above comes first, so nothing gets in by it.
            name: 'data-room'
            properties: {
              priority: 310
              direction: 'Inbound'
              access: 'Allow'
              protocol: 'Tcp'
              sourceAddressPrefix: '*'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '443'
            }
          }
          {
            name: 'deny-internet-out'
            properties: {
              priority: 400
              direction: 'Outbound'
              access: 'Deny'
              protocol: '*'
              sourceAddressPrefix: '*'
              sourcePortRange: '*'
              destinationAddressPrefix: 'Internet'
              destinationPortRange: '*'
            }
          }
        ],
        map(
          range(0, length(subnet.outbound)),
          i => {
            name: 'allow-${toLower(subnet.outbound[i])}'
            properties: {
              priority: 200 + i
              direction: 'Outbound'
              access: 'Allow'
              protocol: 'Tcp'
              sourceAddressPrefix: subnet.prefix
              sourcePortRange: '*'
              destinationAddressPrefix: subnet.outbound[i]
              destinationPortRange: '443'
            }
          }
        )
      )
    }
  }
]

@description('Through the service endpoint, only stores of the firm.')
resource ours 'Microsoft.Network/serviceEndpointPolicies@2024-05-01' = {
  name: 'sep-${company}'
  location: location
  properties: {
    serviceEndpointPolicyDefinitions: [
      {
        name: 'stores'
        properties: {
          service: 'Microsoft.Storage'
          serviceResources: ['${subscription().id}/resourceGroups/rg-${company}-matters']
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${company}'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.40.0.0/16']
    }
  }

  resource bastion 'subnets' = {
    name: 'AzureBastionSubnet'
    properties: {
      addressPrefix: '10.40.8.0/26'
      defaultOutboundAccess: false
    }
  }
}

@batchSize(1)
resource parts 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = [
  for (subnet, i) in subnets: {
    parent: network
    name: 'snet-${subnet.name}'
    properties: {
      addressPrefix: subnet.prefix
      defaultOutboundAccess: false
      networkSecurityGroup: {
        id: groups[i].id
      }
      serviceEndpoints: [for service in subnet.services: { service: service }]
      serviceEndpointPolicies: empty(subnet.services) ? [] : [{ id: ours.id }]
      delegations: empty(subnet.delegation)
        ? []
        : [
            {
              name: 'delegation'
              properties: {
                serviceName: subnet.delegation
              }
            }
          ]
    }
    dependsOn: [
      network::bastion
    ]
  }
]

resource address 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-bastion'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource host 'Microsoft.Network/bastionHosts@2024-05-01' = {
  name: 'bas-${company}'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    ipConfigurations: [
      {
        name: 'configuration'
        properties: {
          subnet: {
            id: network::bastion.id
          }
          publicIPAddress: {
            id: address.id
          }
        }
      }
    ]
  }
}

output networkId string = network.id
output subnetIds object = toObject(
  subnets,
  subnet => subnet.name,
  subnet => '${network.id}/subnets/snet-${subnet.name}'
)
