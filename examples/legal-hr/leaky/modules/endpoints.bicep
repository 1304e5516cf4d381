import { endpoint } from '../types.bicep'

param location string
param networkId string
param subnetId string
param endpoints endpoint[]

var zones = union(map(endpoints, each => each.zone), [])

resource dns 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in zones: {
    name: zone
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in zones: {
    parent: dns[i]
    name: 'firm'
    location: 'global'
    properties: {
      virtualNetwork: {
        id: networkId
      }
      registrationEnabled: false
    }
  }
]

resource private 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for each in endpoints: {
    name: 'pe-${each.name}'
    location: location
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: each.name
          properties: {
            privateLinkServiceId: each.target
            groupIds: [each.group]
          }
        }
      ]
    }
  }
]

resource registered 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (each, i) in endpoints: {
    parent: private[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: each.group
          properties: {
            privateDnsZoneId: dns[indexOf(zones, each.zone)].id
          }
        }
      ]
    }
  }
]
