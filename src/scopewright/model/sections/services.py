"""How predictions are served: where, how fast, at which load (row P5)."""

from __future__ import annotations

from scopewright.language import N_
from scopewright.model.fields import choice, money, number, prose, text
from scopewright.model.kinds import Amount
from scopewright.model.record import Record, section

MODES = (("realtime", N_("On request")), ("batch", N_("In batches")))
PLACES = (("cloud", N_("Cloud")), ("own", N_("Own data centre")), ("edge", N_("Device")), ("browser", N_("Browser")))


@section(
    "services",
    N_("Prediction services"),
    one=N_("prediction service"),
    prefix="SV",
    place=10,
    phase="deploy",
    icon="server",
    document="design",
    hint=N_("Say how predictions are asked for, how many a second at most and how long one may take."),
)
class Service(Record):
    """A service specification; workers must be able to carry latency times load."""

    title: str = text(N_("Service"), required=True)
    mode: str | None = choice(N_("Mode"), MODES)
    place: str | None = choice(N_("Runs in"), PLACES)
    latency: float | None = number(N_("Latency"), low=0, unit="ms", help=N_("Of one prediction on one worker."))
    load: float | None = number(N_("Peak load"), low=0, unit="/s", help=N_("Predictions asked for in one second."))
    workers: int | None = number(N_("Workers"), low=0, help=N_("How many predictions are computed at the same time."))
    compute: str = text(N_("Compute"), column=False, help=N_("Processor, memory, accelerator of one worker."))
    cost: Amount | None = money(N_("Cost a month"), column=False)
    logging: str = prose(N_("Logging"), help=N_("What is kept of every prediction, and for how long."))
    security: str = prose(N_("Security and privacy"), help=N_("Who may ask, what leaves the house, what is erased."))
