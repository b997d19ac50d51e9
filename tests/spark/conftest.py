"""Spark as users beyond one machine run it: a master, two executors, and the driver beside them.

These tests take a minute and want Java and `requirements/spark.txt`; `make spark` runs them. They are
collected only when this folder is named.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    named = (Path(arg.partition("::")[0]).resolve() for arg in config.args)
    here = Path(__file__).parent
    return None if any(here == path or here in path.parents for path in named) else True


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on a cluster of two executors on this machine, each a process of its own."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.fail(
            "Spark needs Java 17 or newer. Install it, for example: apt-get install default-jre"
        )
    folder = tmp_path_factory.mktemp("spark")
    os.environ["SPARK_HOME"] = str(_home(folder / "home"))
    os.environ["SPARK_LOCAL_DIRS"] = str(folder / "local")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("rules")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    yield started
    started.stop()


def _home(folder: Path) -> Path:
    """Spark's installed files seen from another folder, for executors write where they are installed."""
    import pyspark

    folder.mkdir()
    for part in Path(pyspark.__file__).parent.iterdir():
        if part.name != "work":
            (folder / part.name).symlink_to(part)
    return folder
