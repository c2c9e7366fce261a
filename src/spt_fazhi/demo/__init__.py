"""A plainly invented workspace, for newcomers, tests and benchmarks: values in, files out; no disk."""
