"""Who can send packets to whom in Azure: filters, routes, peerings, private links."""
