"""OCMW practice in the course sheets: how much, beside which work fields, and where to begin."""
