"""Parsers on mutated input: `make fuzz` (`python -m fuzz`), ten minutes each unless told otherwise.

One file in `targets` for each parser: `SEEDS`, what the mutation starts from, and `check(data)`,
which may raise nothing for any bytes whatever. Inputs that once broke a parser are kept, small, in
`found/<target>/`; `make test` replays them and the seeds.
"""
