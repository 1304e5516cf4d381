param assignmentId string

resource london 'Microsoft.Authorization/policyExemptions@2022-07-01-preview' = {
  name: 'london-office'
  properties: {
    displayName: 'Chats near the London office, until the fibre is laid'
    policyAssignmentId: assignmentId
    exemptionCategory: 'Waiver'
  }
}
