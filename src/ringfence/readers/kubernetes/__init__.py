"""Kubernetes: manifests as people and tools write them, in the shape that Kubernetes has."""
