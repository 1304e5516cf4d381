resource "azurerm_subscription_policy_assignment" "locations" {
  name                 = "allowed-locations"
  subscription_id      = data.azurerm_subscription.current.id
  policy_definition_id = "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"

  parameters = jsonencode({
    listOfAllowedLocations = { value = ["germanywestcentral", "germanynorth", "swedencentral"] }
  })
}

resource "azurerm_resource_group_policy_exemption" "pilot" {
  name                 = "pilot-in-london"
  resource_group_id    = azurerm_resource_group.reco.id
  policy_assignment_id = azurerm_subscription_policy_assignment.locations.id
  exemption_category   = "Waiver"
}
