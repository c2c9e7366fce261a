"""The rules, one a file: `RULES` (id → what it looks for, in Chinese), optionally `NEEDS`, and `check(context)`.

A file put here is found by itself (see `spt_fazhi.checks.runner`); `NEEDS` is described there.
"""
