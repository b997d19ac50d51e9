"""Hong Kong's model, and its file for breaking."""

import pytest

from technopole.evidence.problems import Report
from technopole.outlook.levers.declared import FILE, Model, model_of, read_model
from technopole.plan.packs import Pack, load


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load("hong_kong")


@pytest.fixture(scope="session")
def model(pack: Pack) -> Model:
    found = model_of(pack)
    assert isinstance(found, Model)
    return found


@pytest.fixture(scope="session")
def full(model: Model) -> dict[str, float]:
    return {name: lever.most for name, lever in model.levers.items()}


@pytest.fixture
def read_with(pack):
    """Reads levers.toml with one piece of its text replaced; gives the model and the faults."""

    def read(old="", new="", whole=None):
        text = pack.files[FILE].decode()
        assert old in text
        changed = text.replace(old, new, 1) if whole is None else whole
        report = Report()
        found = read_model(
            {**pack.files, FILE: changed.encode()},
            pack.evidence.observations,
            pack.indicators,
            report,
            nodes=pack.tree.nodes,
            entities=pack.register.entities,
        )
        return found, sorted(report.problems)

    return read
