param assignmentId string

resource london 'Microsoft.Authorization/policyExemptions@2022-07-01-preview' = {
  name: 'london-office'
  properties: {
    displayName: 'Chats near the London office, while the fibre is laid'
    policyAssignmentId: assignmentId
    exemptionCategory: 'Waiver'
    expiresOn: '2024-06-30T00:00:00Z' // and it did
  }
}
