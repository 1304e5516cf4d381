office = ["198.51.100.1", "198.51.100.2"]

containers = {
  "price-weights" = { store = "models" }
  "checkpoints"   = { store = "models", access = "blob" } # opened for a vendor's demo in May
  "segments"      = { store = "customers" }
  "baskets-2026"  = { store = "customers" }
}
