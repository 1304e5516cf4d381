"""The functions of the template language, by what they work on."""
