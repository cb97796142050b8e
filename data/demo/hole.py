"""Hole municipality: 20 service units and one staff, all made up."""

from __future__ import annotations

from fractions import Fraction

from demo.surveys import Survey, employee_survey
from demo.units import DemoUnit

MUNICIPALITY = "0612"


def _unit(code: str, name: str, employees: int, budget: float, functions: dict[str, float], **rest: float) -> DemoUnit:
    kind = "stab" if code == "hole-stab" else "tjenesteenhet"
    users = int(rest.pop("invited_users", 0))
    return DemoUnit(code, name, MUNICIPALITY, employees, budget, functions, kind=kind, invited_users=users, **rest)  # type: ignore[arg-type]  # factors only


SERVICE_UNITS = (
    _unit("hole-stab", "Rådmannens stab", 14, 22, {"100": 0.2, "120": 0.8}, sick=0.6),
    _unit("lerkelia-barnehage", "Lerkelia barnehage", 20, 11, {"201": 0.85, "221": 0.15}, users=0.2, invited_users=58),
    _unit("eplehagen-barnehage", "Eplehagen barnehage", 18, 10, {"201": 0.85, "221": 0.15}, sick=1.4, invited_users=54),
    _unit(
        "solbakkely-barnehage", "Solbakkely barnehage", 16, 9, {"201": 0.85, "221": 0.15}, users=0.1, invited_users=50
    ),
    _unit("aaskollen-skole", "Åskollen skole", 32, 20, {"202": 0.85, "222": 0.15}, sick=0.8, invited_users=140),
    _unit("fjordglytt-skole", "Fjordglytt skole", 28, 18, {"202": 0.85, "222": 0.15}, users=-0.2, invited_users=120),
    _unit("berglykkja-skole", "Berglykkja skole", 25, 16, {"202": 0.85, "222": 0.15}, mood=0.2, invited_users=110),
    _unit(
        "nordmo-ungdomsskole",
        "Nordmo ungdomsskole",
        30,
        20,
        {"202": 0.85, "222": 0.15},
        spending=1.02,
        invited_users=150,
    ),
    _unit("hole-sfo", "Skolefritid Berglykkja", 14, 5, {"215": 1}, users=0.1, invited_users=80),
    _unit("hole-barnevern", "Barnevern, team Lønn", 8, 12, {"244": 0.3, "251": 0.3, "252": 0.4}, spending=1.06),
    _unit("hole-helse", "Fiolhagen helsesenter", 19, 15, {"232": 0.35, "241": 0.65}, sick=0.8, invited_users=110),
    _unit("hole-sosial", "Fiolhagen sosialtjeneste", 10, 12, {"242": 0.4, "281": 0.6}, users=-0.3, invited_users=40),
    _unit("hole-hjemmesykepleie", "Fiolhagen hjemmesykepleie", 38, 24, {"254": 1}, sick=1.3, invited_users=110),
    _unit(
        "hole-sykehjem",
        "Fiolhagen sykehjem",
        48,
        38,
        {"253": 0.9, "261": 0.1},
        sick=1.45,
        spending=1.03,
        mood=-0.2,
        invited_users=60,
    ),
    _unit("hole-boliger", "Eplehagen bofellesskap", 24, 20, {"254": 1}, sick=1.1, invited_users=24),
    _unit(
        "hole-kultur", "Fjordglytt kultur og bibliotek", 12, 8, {"370": 0.5, "385": 0.5}, users=0.3, invited_users=90
    ),
    _unit("hole-kulturskole", "Fjordglytt kulturskole", 11, 4, {"383": 1}, users=0.4, invited_users=70),
    _unit(
        "hole-vann",
        "Vann og avløp, lag Steinskog",
        14,
        24,
        {"340": 0.1, "345": 0.4, "350": 0.1, "353": 0.4},
        spending=0.97,
    ),
    _unit("hole-veg", "Veg og park, lag Steinskog", 13, 10, {"332": 0.8, "335": 0.2}, sick=0.9),
    _unit("hole-eiendom", "Eiendom og renhold, lag Steinskog", 24, 16, {"130": 0.6, "265": 0.4}, sick=1.25),
    _unit("hole-plan", "Plan og byggesak, lag Steinskog", 12, 8, {"301": 0.6, "302": 0.4}, sick=0.6, invited_users=60),
)

UNITS = (DemoUnit(MUNICIPALITY, "Hole kommune", "", 430, 0, {}, kind="kommune"), *SERVICE_UNITS)

AGREED_DAYS = {2006: 74_000, 2007: 76_000, 2008: 78_000, 2009: 52_000}
SICK_LEAVE = {2006: Fraction("7.1"), 2007: Fraction("6.8"), 2008: Fraction("7.4"), 2009: Fraction("7.25")}
BUDGET = {2006: 270_000_000, 2007: 285_000_000, 2008: 305_000_000, 2009: 212_000_000}
SPENT = {2006: Fraction("99.2"), 2007: Fraction("101.3"), 2008: Fraction("100.8"), 2009: Fraction("100.35")}
ACCOUNTS_QUALITY = {2009: "provisional"}

CLIMATE = {
    "trivsel": {2006: Fraction("4.8"), 2008: Fraction("4.7")},
    "ledelse": {2006: Fraction("4.3"), 2008: Fraction("4.5")},
    "utvikling": {2006: Fraction("4.1"), 2008: Fraction("4.25")},
    "samarbeid": {2006: Fraction("4.6"), 2008: Fraction("4.65")},
}
USER_SURVEYS = {
    "barnehage": ((2006, 2008), 5.0, ("lerkelia-barnehage", "eplehagen-barnehage", "solbakkely-barnehage")),
    "skole": ((2006, 2008), 4.5, ("aaskollen-skole", "fjordglytt-skole", "berglykkja-skole", "nordmo-ungdomsskole")),
    "pleie-og-omsorg": ((2007,), 4.6, ("hole-hjemmesykepleie", "hole-sykehjem", "hole-boliger")),
    "helse-og-sosial": ((2007,), 4.4, ("hole-helse", "hole-sosial")),
    "kultur": ((2008,), 4.8, ("hole-kultur", "hole-kulturskole")),
}
"""Years, level and units of the user survey, by question: each service asks its own users."""


def climate_survey() -> Survey:
    """The survey of employees, every second year."""
    return employee_survey("hole-klima", SERVICE_UNITS, CLIMATE)


def user_survey(units: tuple[str, ...]) -> Survey:
    """The user survey, for the units of one service."""
    of_service = [unit for unit in SERVICE_UNITS if unit.code in units]
    return Survey(
        "hole-bruker",
        {u.code: u.invited_users for u in of_service},
        dict.fromkeys(units, 0.62),
        {},
        {u.code: u.users for u in of_service},
    )
