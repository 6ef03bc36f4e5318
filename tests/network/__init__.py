"""A small made-up network, of the kind that the benchmarks make large ones of."""
