office = ["198.51.100.1", "198.51.100.2"]

containers = {
  "price-weights" = { store = "models" }
  "checkpoints"   = { store = "models" }
  "segments"      = { store = "customers" }
  "baskets-2026"  = { store = "customers" }
}
