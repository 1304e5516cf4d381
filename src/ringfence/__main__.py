"""`python -m ringfence` is the same as `ringfence`."""

from ringfence.cli.main import run

if __name__ == "__main__":
    run()
