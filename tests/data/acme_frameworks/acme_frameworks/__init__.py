"""Editions of the frameworks of Acme, an invented organisation; the YAML files are all there is."""
