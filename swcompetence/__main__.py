"""`python -m swcompetence`."""

from swcompetence.cli import main

main()
