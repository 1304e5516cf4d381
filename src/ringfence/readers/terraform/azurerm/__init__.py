"""The azurerm resource types, one module each; the module is named after the type."""
