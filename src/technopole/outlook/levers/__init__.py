"""What it would take: a stock-and-flow model of the loop from research to industry, with levers.

Read `equations.py` first: it is the whole model, top to bottom. Then:

    equations.py      what happens in a year: stocks, flows, and the words for each
    formulas.py       the same equations read for their words, their units and another program's syntax
    expressions.py    a number worked out from facts, such as `001-025 / 001-026`
    declared.py       reads the pack's levers.toml: coefficients, levers, checks, limits
    running.py        draws the coefficients and runs the years, all draws at once
    answers.py        `ask(model, settings)`: what every indicator becomes, and what each lever adds
    checks.py         the sanity checks that the pack declares, run
    serving.py        which measures, schemes and institutions of the plan serve an indicator
"""
