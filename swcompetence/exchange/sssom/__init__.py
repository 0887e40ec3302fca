"""SSSOM: crosswalks and decisions as rows."""
