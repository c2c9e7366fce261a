# Short forms of the lines in README.md and CONTRIBUTING.md. On Windows type the lines spelled out there.
PYTHON ?= python3
BIN := .venv/bin
.PHONY: status help test cov lint fix check schema picture bundle program lock ci clean

status: .venv/run ## 看真实台账
	@$(BIN)/fazhi status

help: ## 列出可以 make 的
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'

test: .venv/dev ## 跑测试
	@$(BIN)/python -m pytest

cov: .venv/dev ## 测试走到了程序的哪些地方
	@$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

lint: .venv/dev ## 代码检查
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/dev ## 自动改能改的写法和排版
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: .venv/run ## 检查台账数据
	@$(BIN)/fazhi check

schema: .venv/run ## 重新生成 schema/
	$(BIN)/fazhi schema

picture: .venv/dev ## 重新生成 README 里的图
	$(BIN)/python docs/img/make_status.py
	$(BIN)/python docs/img/make_page.py
	$(BIN)/python docs/img/make_form.py
	$(BIN)/python docs/img/make_board.py

bundle: .venv/run ## 不能上网的电脑用的安装包，三种电脑各一个，放在 dist/
	$(BIN)/python -m offline.bundle

program: .venv/run ## 不用装 Python 的程序文件夹，给这种电脑的，放在 dist/program/
	$(BIN)/python -m offline.program.build --pack

lock: ## 重新锁定依赖（需要 uv）
	uv lock --upgrade
	uv export -q --all-extras --no-emit-project --no-header --no-annotate -o requirements.lock
	uv export -q --extra build --no-emit-project --no-header --no-annotate -o requirements-run.lock

ci: ## 提交前的全部检查
	.ci/run

clean: ## 删掉 .venv 和各种缓存
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/run: requirements-run.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements-run.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@ .venv/run
