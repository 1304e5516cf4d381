"""What Kubernetes itself decides, whoever runs the cluster: who selects whom, who may send where."""
