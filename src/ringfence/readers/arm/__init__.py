"""ARM templates: decoded, evaluated, and brought to the provider's shape."""
