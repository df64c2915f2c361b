# Thin names over the scripts that CI runs too.
.PHONY: app read setup test trust bench scale clean
.SILENT:

app: setup
	.venv/bin/rafiq app $(if $(PORT),--port $(PORT),)

read: setup
	test -n "$(FILE)" || { echo "make read: name the article: make read FILE=article.txt" >&2; exit 2; }
	.venv/bin/rafiq read "$(FILE)" --out article.html

setup:
	scripts/setup.sh

test:
	scripts/test.sh

trust:
	scripts/trust.sh

bench:
	.venv/bin/python -m benchmarks.speed

scale:
	scripts/scale.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache dist build scripts/javascript/node_modules
