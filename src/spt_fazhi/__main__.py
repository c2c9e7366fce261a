"""`python -m spt_fazhi`: the same as `fazhi`, for machines where the script is not on the path."""

from spt_fazhi.cli.app import main

if __name__ == "__main__":
    main()
