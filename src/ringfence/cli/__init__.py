"""The command line: wiring and screens. Only this package prints and exits."""
