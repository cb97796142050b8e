"""Words on who the reader is, and what may be read and written."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "access.name": (
        "Hva heter du? Navnet står ved det du skriver.",
        "Kva heiter du? Namnet står ved det du skriv.",
        "What is your name? It is kept with what you write.",
    ),
    "access.name.keep": ("Bruk dette navnet", "Bruk dette namnet", "Use this name"),
    "access.name.change": ("Skriv som en annen", "Skriv som ein annan", "Write as somebody else"),
    "access.writing_as": ("Du skriver som {name}.", "Du skriv som {name}.", "You write as {name}."),
    "access.no_health": (
        "Skriv ikke helseopplysninger eller navn på ansatte eller brukere.",
        "Skriv ikkje helseopplysningar eller namn på tilsette eller brukarar.",
        "Do not write health information or names of employees or users.",
    ),
    "access.role.director": ("direktør", "direktør", "director"),
    "access.role.leader": ("leder", "leiar", "leader"),
    "access.role.analyst": ("analytiker", "analytikar", "analyst"),
    "access.role.reader": ("leser", "lesar", "reader"),
    "access.login": (
        "Logg inn for å se målekartet.",
        "Logg inn for å sjå målekartet.",
        "Log in to see the scorecard.",
    ),
    "access.login.button": ("Logg inn", "Logg inn", "Log in"),
    "access.login.with": ("Logg inn med {provider}", "Logg inn med {provider}", "Log in with {provider}"),
    "access.logout": ("Logg ut", "Logg ut", "Log out"),
    "access.no_rule": (
        "Du er logget inn som {who}, men har ikke tilgang til effnett.",
        "Du er logga inn som {who}, men har ikkje tilgang til effnett.",
        "You are logged in as {who}, but may not use effnett.",
    ),
    "access.unverified": (
        "Du er logget inn som {who}, men adressen er ikke bekreftet. Bekreft den der du logger inn, og prøv igjen.",
        "Du er logga inn som {who}, men adressa er ikkje stadfesta. Stadfest henne der du loggar inn, og prøv igjen.",
        "You are logged in as {who}, but the address is not verified. Verify it where you log in, and try again.",
    ),
    "access.ask": ("Spør om tilgang: {contact}.", "Spør om tilgang: {contact}.", "Ask for access: {contact}."),
    "access.ask.somebody": (
        "Spør den som har satt opp effnett hos dere, om tilgang.",
        "Spør den som har sett opp effnett hos dykk, om tilgang.",
        "Ask whoever set up effnett with you for access.",
    ),
    "access.no_file": (
        "Ingen har tilgang ennå: filen access.yaml, som sier hvem som slipper inn, finnes ikke.",
        "Ingen har tilgang enno: fila access.yaml, som seier kven som slepp inn, finst ikkje.",
        "Nobody has access yet: there is no access.yaml, which says who may come in.",
    ),
    "access.mistakes": (
        "Ingen slipper inn akkurat nå: det er feil i filen access.yaml, som sier hvem som har tilgang. "
        "Loggen der programmet kjører, sier hvor feilen er. effnett check gjør det også.",
        "Ingen slepp inn akkurat no: det er feil i fila access.yaml, som seier kven som har tilgang. "
        "Loggen der programmet køyrer, seier kvar feilen er. effnett check gjer det òg.",
        "Nobody may come in just now: there are mistakes in access.yaml, which says who has access. "
        "The log where the program runs says where. So does effnett check.",
    ),
    "access.secrets": (
        "Ingen slipper inn akkurat nå: filen secrets.toml kan ikke leses. Loggen der programmet kjører, sier hvorfor.",
        "Ingen slepp inn akkurat no: fila secrets.toml kan ikkje lesast. Loggen der programmet køyrer, seier kvifor.",
        "Nobody may come in just now: secrets.toml cannot be read. The log where the program runs says why.",
    ),
    "access.elsewhere": (
        "effnett er satt opp uten innlogging, og vises derfor bare på maskinen det kjører på, på adressen localhost. "
        "Skal flere bruke det, må det settes opp med innlogging. docs/access.md sier hvordan.",
        "effnett er sett opp utan innlogging, og blir difor berre vist på maskina det køyrer på, på adressa localhost. "
        "Skal fleire bruke det, må det setjast opp med innlogging. docs/access.md seier korleis.",
        "effnett is set up without login, and so is shown only on the machine it runs on, at the address localhost. "
        "For others to use it, it must be set up with login. docs/access.md says how.",
    ),
    "access.not_yours": (
        "Du har ikke tilgang til enheten «{value}», eller den finnes ikke. Viser {shown} i stedet.",
        "Du har ikkje tilgang til eininga «{value}», eller ho finst ikkje. Viser {shown} i staden.",
        "You do not have access to the unit “{value}”, or there is none. Showing {shown} instead.",
    ),
    "access.no_scorecard": (
        "Ingen av målekartene gjelder enhetene du leder.",
        "Ingen av målekarta gjeld einingane du leier.",
        "None of the scorecards is of the units you lead.",
    ),
    "access.own_units": (
        "Du ser enhetene du leder. Tallene til de andre vises ikke.",
        "Du ser einingane du leier. Tala til dei andre blir ikkje viste.",
        "You see the units you lead. The figures of the others are not shown.",
    ),
    "access.own_part": (
        "Du ser det som gjelder enhetene du leder, og {unit} samlet. Det de andre enhetene skriver, vises ikke.",
        "Du ser det som gjeld einingane du leier, og {unit} samla. Det dei andre einingane skriv, blir ikkje vist.",
        "You see what is about the units you lead, and {unit} as a whole. What the others write is not shown.",
    ),
    "access.not_in_use": (
        "Innlogging er ikke satt opp, så access.yaml er ikke i bruk: den som åpner effnett på denne maskinen, ser alt.",
        "Innlogging er ikkje sett opp, så access.yaml er ikkje i bruk: den som opnar effnett på maskina, ser alt.",
        "Login is not set up, so access.yaml is not in use: whoever opens effnett on this machine sees all.",
    ),
}
