"""Kubernetes on Azure: what AKS makes of Services and routes, and which cluster runs what."""
