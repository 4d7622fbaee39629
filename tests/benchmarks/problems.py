"""Problems nobody tuned on: scikit-learn's bundled tables, and made ones that look like what clients send.

Each is a table of text or numbers as it stands in the file, its target, and what a careful reader expects of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from sklearn import datasets

Rows = np.random.Generator
WORDS = ("invoice", "refund", "delay", "parcel", "login", "password", "screen", "crash", "battery", "order", "address",
         "payment", "tariff", "cancel")  # fmt: skip
FILLER = ("the", "a", "my", "since", "please", "help", "again", "still", "it", "was", "on", "with", "very", "today")


@dataclass(frozen=True)
class Problem:
    """``tasks`` are the answers a careful reader accepts, none: it is refused; ``rare``: accuracy would mislead."""

    name: str
    table: pd.DataFrame
    target: str
    tasks: tuple[str, ...]
    rare: bool = False
    arguments: tuple[str, ...] = ()
    write: dict[str, str] = field(default_factory=dict)
    truth: Callable[[pd.Series], pd.Series] | None = None
    """How the target's cells are read as numbers; None: as they stand."""


def bundled() -> Iterator[Problem]:
    """Seven tables that come with scikit-learn."""
    for name, load, task in (
        ("iris", datasets.load_iris, "multiclass"),
        ("wine", datasets.load_wine, "multiclass"),
        ("breast_cancer", datasets.load_breast_cancer, "binary"),
        ("diabetes", datasets.load_diabetes, "regression"),
        ("digits", datasets.load_digits, "multiclass"),
    ):
        made = load(as_frame=True)
        table = made.frame
        if name == "iris":
            table = table.assign(target=made.target_names[made.target])
        yield Problem(name, table, "target", (task,))
    made = datasets.load_linnerud(as_frame=True)
    for target in ("Weight", "Pulse"):
        yield Problem(f"linnerud_{target.lower()}", made.frame, target, ("regression",))


def _mixed(rng: Rows, rows: int) -> tuple[pd.DataFrame, np.ndarray]:
    """A table of customers, and a hidden number that some columns tell something of."""
    age, income = rng.integers(18, 80, rows), rng.lognormal(10, 0.6, rows)
    plan = rng.choice(["basic", "plus", "pro"], rows, p=[0.5, 0.3, 0.2])
    months, calls = rng.exponential(24, rows).astype(int), rng.poisson(2, rows)
    hidden = 0.03 * (age - 45) - 0.8 * (np.log(income) - 10) + 0.9 * (plan == "basic") - 0.03 * months + 0.4 * calls
    hidden = hidden + 0.6 * np.sin(age / 6) * (plan == "pro")
    table = pd.DataFrame({"age": age, "income": income.round(2), "plan": plan, "months": months, "calls": calls})
    return table, (hidden - hidden.mean()) / hidden.std()


def _chance(rng: Rows, hidden: np.ndarray, share: float) -> np.ndarray:
    """Truth values of about a share of the rows, more often where ``hidden`` is high."""
    noisy = hidden * 1.5 + rng.logistic(size=len(hidden))
    return noisy > np.quantile(noisy, 1 - share)


def rare() -> Iterator[Problem]:
    """Few positives."""
    for name, rows, share in (("rare_1_percent", 20_000, 0.01), ("rare_0.2_percent", 50_000, 0.002)):
        rng = np.random.default_rng(1)
        table, hidden = _mixed(rng, rows)
        table["fraud"] = np.where(_chance(rng, hidden * 2, share), "yes", "no")
        yield Problem(name, table, "fraud", ("binary",), rare=True)


def classes() -> Iterator[Problem]:
    """Many classes, ordered classes, classes written as numbers, and two classes in several spellings."""
    rng = np.random.default_rng(2)
    matrix, codes = datasets.make_classification(
        6_000, 20, n_informative=12, n_classes=30, n_clusters_per_class=1, class_sep=1.5, random_state=2
    )
    table = pd.DataFrame(matrix.round(4)).add_prefix("x")
    yield Problem("thirty_classes", table.assign(label=[f"c{code:02d}" for code in codes]), "label", ("multiclass",))
    table, hidden = _mixed(rng, 2_500)
    stars = np.digitize(hidden + rng.normal(0, 0.6, 2_500), [-1.2, -0.4, 0.4, 1.2]) + 1
    yield Problem("ordinal_stars", table.assign(stars=stars), "stars", ("multiclass", "regression"))
    words = np.array(["low", "medium", "high"])[np.digitize(hidden, [-0.7, 1.0])]
    yield Problem("ordinal_words", table.assign(risk=words), "risk", ("multiclass",))
    codes = np.array([101, 205, 310, 420])[np.digitize(hidden, [-0.6, 0.2, 0.9])]
    yield Problem("numeric_classes", table.assign(code=codes), "code", ("multiclass",))
    yes = _chance(rng, hidden, 0.35)
    for name, true, false in (
        ("target_bool", "True", "False"),
        ("target_yes_no", "Yes", "No"),
        ("target_0_1", "1", "0"),
        ("target_1.0", "1.0", "0.0"),
        ("target_j_n", "J", "N"),
        ("target_minus_one", "1", "-1"),
    ):
        yield Problem(name, table.assign(y=np.where(yes, true, false)), "y", ("binary",))
    spelled = np.where(yes, rng.choice(["Yes", "yes", "YES "], 2_500), rng.choice(["No", "no"], 2_500))
    yield Problem("spellings", table.assign(y=spelled), "y", ("binary",))
    holes = pd.Series(np.where(yes, "1.0", "0.0")).where(rng.random(2_500) > 0.2)
    yield Problem("target_with_holes", table.assign(y=holes), "y", ("binary",))
    odd = np.where(yes, 'a "quoted", class', "Größe; 5 µm")
    yield Problem("odd_class_names", table.assign(y=odd), "y", ("binary",))
    named = np.where(yes, "None", "Good")
    yield Problem("class_called_none", table.assign(y=named), "y", ())
    nan = np.array(["Gd", "NA", "TA"])[np.digitize(hidden, [-0.6, 0.4])]
    yield Problem("class_called_na", table.assign(y=nan), "y", ("binary", "multiclass"))
    one = codes.astype(str).astype(object)
    one[:3] = "999"
    yield Problem("class_of_three_rows", table.assign(y=one), "y", ("multiclass",))


def ugly() -> Iterator[Problem]:
    """Columns as clients send them."""
    rng = np.random.default_rng(3)
    table, hidden = _mixed(rng, 3_000)
    yes = np.where(_chance(rng, hidden, 0.3), "churned", "stayed")
    city = rng.integers(0, 600, 3_000)
    effect = rng.normal(0, 1.2, 600)[city]
    yes_city = np.where(_chance(rng, hidden + effect, 0.3), "churned", "stayed")
    wide = table.assign(city=[f"city {number}" for number in city], y=yes_city)
    yield Problem("many_cities", wide, "y", ("binary",))
    empty = {f"sensor {number}": np.where(rng.random(3_000) < 0.95, np.nan, hidden + rng.normal(size=3_000))
             for number in range(12)}  # fmt: skip
    yield Problem("mostly_missing", table.assign(**empty, y=yes), "y", ("binary",))
    ids = {"CustomerID": [f"C-{number:06d}" for number in rng.permutation(3_000)], "const": "x", "nothing": ""}
    yield Problem("ids_and_constants", pd.DataFrame(ids).join(table).assign(y=yes), "y", ("binary",))
    leak = np.where(yes == "churned", rng.integers(1, 28, 3_000), np.nan)
    yield Problem("leaking", table.assign(cancel_day=leak, y=yes), "y", ("binary",))
    twice = pd.concat([table.assign(y=yes)] * 2, ignore_index=True)
    yield Problem("duplicates", twice, "y", ("binary",))
    yield Problem("sixty_rows", table.assign(y=yes)[:60], "y", ("binary",))
    german = table.assign(y=(hidden * 10 + rng.normal(0, 3, 3_000) + 50).round(2))
    comma = {"sep": ";", "decimal": ","}
    yield Problem("german_commas", german, "y", ("regression",), write=comma)
    same = pd.DataFrame({"a": rng.normal(size=500), "b": rng.normal(size=500), "y": rng.integers(0, 2, 500)})
    yield Problem("pure_noise", same, "y", ("binary",))
    spaced = table.rename(columns={"age": " Age (years) ", "income": "Income, €", "plan": "plan\nname"})
    yield Problem("odd_headers", spaced.assign(y=yes), "y", ("binary",))


def large() -> Iterator[Problem]:
    """Long and wide tables."""
    rng = np.random.default_rng(4)
    table, hidden = _mixed(rng, 200_000)
    yield Problem("200000_rows", table.assign(y=np.where(_chance(rng, hidden, 0.3), 1, 0)), "y", ("binary",))
    amount = (np.exp(hidden * 0.5 + rng.normal(0, 0.3, 200_000)) * 100).round(2)
    yield Problem("200000_amounts", table.assign(y=amount), "y", ("regression",))
    matrix, codes = datasets.make_classification(2_000, 500, n_informative=15, random_state=4)
    wide = pd.DataFrame(matrix.round(4)).add_prefix("x")
    yield Problem("500_columns", wide.assign(y=codes), "y", ("binary",))
    matrix, values = datasets.make_regression(1_500, 500, n_informative=20, noise=20, random_state=4)
    wide = pd.DataFrame(matrix.round(4)).add_prefix("x").assign(y=values.round(3))
    yield Problem("500_columns_regression", wide, "y", ("regression",))
    matrix, codes = datasets.make_classification(
        40_000, 25, n_informative=14, n_classes=26, n_clusters_per_class=1, class_sep=1.3, random_state=5
    )
    many = pd.DataFrame(matrix.round(3)).add_prefix("x").assign(y=[chr(65 + code) for code in codes])
    yield Problem("40000_rows_26_classes", many, "y", ("multiclass",))


def texts() -> Iterator[Problem]:
    """Free text that decides."""
    rng = np.random.default_rng(5)
    topic = rng.integers(0, 7, 3_000)
    told = []
    for number in topic:
        known = rng.choice(WORDS[2 * number : 2 * number + 2], 2)
        told.append(" ".join(rng.permutation([*known, rng.choice(WORDS), *rng.choice(FILLER, rng.integers(4, 14))])))
    queue = np.array(["billing", "shipping", "access", "hardware", "orders", "payments", "contracts"])[topic]
    tickets = pd.DataFrame({"ticket": told, "hour": rng.integers(0, 24, 3_000), "queue": queue})
    yield Problem("tickets", tickets, "queue", ("multiclass",))
    urgent = np.where((topic < 2) ^ (rng.random(3_000) < 0.1), "urgent", "normal")
    yield Problem("tickets_binary", tickets.drop(columns="queue").assign(y=urgent), "y", ("binary",))


def times() -> Iterator[Problem]:
    """Dates with a trend and a season, and customers with several rows."""
    rng = np.random.default_rng(6)
    day = pd.date_range("2021-01-01", periods=1_400, freq="D")
    place = np.arange(1_400)
    sales = 200 + 0.15 * place + 40 * np.sin(place * 2 * np.pi / 7) + 30 * np.cos(place * 2 * np.pi / 365)
    table = pd.DataFrame({
        "day": day.strftime("%d.%m.%Y"), "promo": rng.integers(0, 2, 1_400), "temp": rng.normal(15, 8, 1_400).round(1),
    })  # fmt: skip
    table["sales"] = (sales + 25 * table["promo"] + rng.normal(0, 12, 1_400)).round(1)
    yield Problem("trend_and_season", table, "sales", ("regression",))
    yield Problem("by_time", table, "sales", ("regression",), arguments=("--time", "day"))
    table, hidden = _mixed(rng, 4_000)
    customer = rng.integers(0, 400, 4_000)
    own = rng.normal(0, 1, 400)[customer]
    grouped = table.assign(customer=customer + 10_000, y=np.where(_chance(rng, hidden + own, 0.4), "late", "paid"))
    yield Problem("customers", grouped, "y", ("binary",), arguments=("--group", "customer"))


def _plain_money(cells: pd.Series) -> pd.Series:
    return cells.str.replace(r"[^\d.-]", "", regex=True).astype(float)


def _german_money(cells: pd.Series) -> pd.Series:
    return cells.str.replace(r"[^\d,-]", "", regex=True).str.replace(",", ".").astype(float)


def amounts() -> Iterator[Problem]:
    """Numbers to be predicted, as they are written and spread in real files."""
    rng = np.random.default_rng(7)
    table, hidden = _mixed(rng, 2_500)
    money = np.exp(hidden * 0.9 + 6 + rng.normal(0, 0.4, 2_500))
    yield Problem("skewed_money", table.assign(y=money.round(2)), "y", ("regression",))
    dollars = [f"${value:,.2f}" for value in money]
    yield Problem("dollars", table.assign(y=dollars), "y", ("regression",), truth=_plain_money)
    euros = [f"{value:,.2f} €".replace(",", "_").replace(".", ",").replace("_", ".") for value in money]
    yield Problem("euros", table.assign(y=euros), "y", ("regression",), truth=_german_money, write={"sep": ";"})
    percent = [f"{value:.1f} %" for value in 100 / (1 + np.exp(-hidden + rng.normal(0, 0.5, 2_500)))]
    yield Problem("percent", table.assign(y=percent), "y", ("regression",), truth=_plain_money)
    counts = rng.poisson(np.exp(hidden * 0.6 + 0.8))
    yield Problem("counts", table.assign(y=counts), "y", ("regression",))
    zeros = np.where(rng.random(2_500) < 0.7, 0.0, money.round(2))
    yield Problem("mostly_zero", table.assign(y=zeros), "y", ("regression",))
    holes = pd.Series(money.round(2)).where(rng.random(2_500) > 0.3)
    yield Problem("amounts_with_holes", table.assign(y=holes), "y", ("regression",))
    years = (1990 + 10 * hidden + rng.normal(0, 3, 2_500)).astype(int)
    yield Problem("years", table.assign(year=years), "year", ("regression",))
    tiny = (hidden * 1e-6 + rng.normal(0, 3e-7, 2_500)).astype(float)
    yield Problem("tiny_numbers", table.assign(y=tiny), "y", ("regression",))
    huge = (hidden * 1e12 + 5e12).round()
    yield Problem("huge_numbers", table.assign(y=[f"{value:.0f}" for value in huge]), "y", ("regression",))


FAMILIES = (bundled, rare, classes, ugly, large, texts, times, amounts)


def problems() -> Iterator[Problem]:
    """All of them, in a fixed order."""
    for family in FAMILIES:
        yield from family()
