"""Words of the Tjenesteprofil page, and of what has become of municipalities."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "reform.heading": (
        "Kommuner som er endret",
        "Kommunar som er endra",
        "Municipalities that have changed",
    ),
    "reform.renamed": (
        "{day}: {old} fikk nytt nummer og er {new}.",
        "{day}: {old} fekk nytt nummer og er {new}.",
        "{day}: {old} was renumbered and is {new}.",
    ),
    "reform.merged": (
        "{day}: {old} ble slått sammen til {new}.",
        "{day}: {old} vart slått saman til {new}.",
        "{day}: {old} merged into {new}.",
    ),
    "reform.split": (
        "{day}: {old} ble delt, og gikk til {new}.",
        "{day}: {old} vart delt, og gjekk til {new}.",
        "{day}: {old} was split and went to {new}.",
    ),
    "reform.ended": (
        "{day}: {old} gikk ut av bruk og er i dag en del av {new}.",
        "{day}: {old} gjekk ut av bruk og er i dag ein del av {new}.",
        "{day}: {old} went out of use and is part of {new} today.",
    ),
    "reform.parts": (
        "Bare en del kom fra {parts}.",
        "Berre ein del kom frå {parts}.",
        "Only a part came from {parts}.",
    ),
    "reform.shares": (
        "Summer føres gjennom med hver sin andel: {shares}.",
        "Summar blir førte gjennom med kvar sin del: {shares}.",
        "Sums are carried through by shares: {shares}.",
    ),
    "reform.no_shares": (
        "Heller ikke summer føres gjennom, for andelene er ikke kjent.",
        "Heller ikkje summar blir førte gjennom, for delane er ikkje kjende.",
        "Sums are not carried through either, as the shares are not known.",
    ),
    "reform.sums": (
        "Det som kan legges sammen (regnskap, fravær, aktivitet og svar), følger med til den nye.",
        "Det som kan leggjast saman (rekneskap, fråvær, aktivitet og svar), følgjer med til den nye.",
        "What adds up (accounts, absence, activity and answers) follows along to the new one.",
    ),
    "reform.joined": (
        "Tallene fra før og etter står i samme linje.",
        "Tala frå før og etter står i same linje.",
        "Figures from before and after stand in one line.",
    ),
    "reform.broken": (
        "Publiserte tall kan ikke føres gjennom, så linja er brutt her, og endringen er ikke regnet ut.",
        "Publiserte tal kan ikkje førast gjennom, så linja er broten her, og endringa er ikkje rekna ut.",
        "Published figures cannot be carried through, so the line is broken here and no change is computed.",
    ),
    "reform.not_there": (
        "Ingen egen kommune i {year}: {names}.",
        "Ingen eigen kommune i {year}: {names}.",
        "No municipality of its own in {year}: {names}.",
    ),
    "reform.now": (
        "I {year} var det blitt {now}.",
        "I {year} var det blitt {now}.",
        "By {year} that had become {now}.",
    ),
    "page.service": ("Tjenesteprofil", "Tenesteprofil", "Service profile"),
    "profile.heading": ("Tjenesteprofil – {service}", "Tenesteprofil – {service}", "Service profile – {service}"),
    "profile.against": ("mot", "mot", "against"),
    "profile.counted": ("{n} av {of} med tall", "{n} av {of} med tal", "{n} of {of} with figures"),
    "profile.borrowed": (
        "Tjenesten er definert i «{title}». Bare tall som er publisert for alle, er hentet derfra.",
        "Tenesta er definert i «{title}». Berre tal som er publiserte for alle, er henta derfrå.",
        "The service is defined in “{title}”. Only figures published for all are taken from there.",
    ),
    "profile.nobody": (
        "Det er ingen gruppe å sammenligne med. Skriv grupper i scorecards/peers.yaml.",
        "Det er inga gruppe å samanlikne med. Skriv grupper i scorecards/peers.yaml.",
        "There is no group to compare with. Write groups in scorecards/peers.yaml.",
    ),
    "profile.not_yours": (
        "Du ser tallene for din egen enhet, de som ligger under den, og det samlede målekartet.",
        "Du ser tala for di eiga eining, dei som ligg under ho, og det samla målekartet.",
        "You see the figures of your own unit, those below it, and the whole scorecard's.",
    ),
    "profile.node.resources": ("Ressurser", "Ressursar", "Resources"),
    "profile.node.services": ("Tjenester", "Tenester", "Services"),
    "profile.node.targets": ("Målgrupper", "Målgrupper", "Target groups"),
    "profile.node.users": ("Brukere", "Brukarar", "Users"),
    "profile.node.employees": ("Ansatte", "Tilsette", "Employees"),
    "profile.relation": (
        "{name}: {first} – {last}",
        "{name}: {first} – {last}",
        "{name}: {first} – {last}",
    ),
    "profile.frame": (
        "Rammebetingelser: regnskap og lønn",
        "Rammevilkår: rekneskap og løn",
        "Frame: accounts and payroll",
    ),
    "profile.no_figure": ("ingen indikator", "ingen indikator", "no indicator"),
    "profile.compared": (
        "Ingen publiserte tall for {year} er lest inn. Sammenligningen med andre er av {compared}.",
        "Ingen publiserte tal for {year} er lesne inn. Samanlikninga med andre er av {compared}.",
        "No published figures of {year} are loaded. The comparison with others is of {compared}.",
    ),
    "profile.no_index": ("ingen å måle mot", "ingen å måle mot", "nobody to measure against"),
    "profile.no_index.year": (
        "bare hele år måles mot andre",
        "berre heile år blir målte mot andre",
        "only whole years are measured against others",
    ),
    "profile.no_index.ratio": (
        "ingen indeks: gjennomsnittet er 0, eller noen tall er negative",
        "ingen indeks: gjennomsnittet er 0, eller nokre tal er negative",
        "no index: the average is 0, or some figures are negative",
    ),
    "profile.status_in": ("{status} i {year}", "{status} i {year}", "{status} in {year}"),
    "profile.head.index": ("Indeks, snitt = 100", "Indeks, snitt = 100", "Index, average = 100"),
    "profile.head.ends": ("Høyest og lavest", "Høgast og lågast", "Highest and lowest"),
    "profile.index": ("indeks {n}", "indeks {n}", "index {n}"),
    "profile.index.text": (
        "Vi: {own}. Lavest: {low}, høyest: {high}. Gruppens gjennomsnitt er 100.",
        "Vi: {own}. Lågast: {low}, høgast: {high}. Gjennomsnittet til gruppa er 100.",
        "We: {own}. Lowest: {low}, highest: {high}. The group's average is 100.",
    ),
    "profile.index.of": ("blant {n} med tall", "blant {n} med tal", "among {n} with a figure"),
    "profile.index.published": ("SSBs snitt", "SSB sitt snitt", "SSB's average"),
    "profile.index.means": (
        "Indeks: verdien i prosent av gruppens gjennomsnitt i det siste året. Alle som har en verdi, teller likt,"
        " vi også; der SSB publiserer gruppens eget snitt, brukes det, og da står «SSBs snitt» ved tallet. Blå prikk"
        " er vi, streken er 100, og de grå prikkene er høyest og lavest; en åpen prikk ligger over 250. Høyt er ikke"
        " det samme som bra: retningen står under hvert nøkkeltall.",
        "Indeks: verdien i prosent av gjennomsnittet til gruppa i det siste året. Alle som har ein verdi, tel likt,"
        " vi òg; der SSB publiserer eit snitt for gruppa sjølv, blir det brukt, og då står «SSB sitt snitt» ved"
        " talet. Blå prikk er vi, streken er 100, og dei grå prikkane er høgast og lågast; ein open prikk ligg over"
        " 250. Høgt er ikkje det same som bra: retninga står under kvart nøkkeltal.",
        "Index: the value in per cent of the group's average in the last year. All that have a value count the"
        " same, we too; where SSB publishes an average of the group itself, that is used, and “SSB's average” stands"
        " beside the figure. The blue dot is us, the line is 100, and the grey dots are highest and lowest; an open"
        " dot lies beyond 250. High is not the same as good: the direction stands under each figure.",
    ),
    "profile.highest": ("høyest {n}: {name}", "høgast {n}: {name}", "highest {n}: {name}"),
    "profile.lowest": ("lavest {n}: {name}", "lågast {n}: {name}", "lowest {n}: {name}"),
    "profile.own": ("vi selv", "vi sjølve", "ourselves"),
    "profile.caption": (
        "{service}: nøkkeltall for tre år og indeks mot gruppen",
        "{service}: nøkkeltal for tre år og indeks mot gruppa",
        "{service}: figures of three years and index against the group",
    ),
    "profile.wonderings": ("Undringer om tjenesten", "Undringar om tenesta", "Questions about the service"),
    "profile.wonderings.none": (
        "Ingen har undret seg over tjenesten ennå.",
        "Ingen har undra seg over tenesta enno.",
        "Nobody has asked anything about the service yet.",
    ),
    "profile.wonderings.more": (
        "{n} eldre undringer står på siden Tiltak og undringer.",
        "{n} eldre undringar står på sida Tiltak og undringar.",
        "{n} older questions are on the page for actions and questions.",
    ),
    "profile.empty": (
        "Ingen indikator hører til en tjeneste ennå. En tjeneste finnes når indikatorer er merket med den.",
        "Ingen indikator høyrer til ei teneste enno. Ei teneste finst når indikatorar er merkte med ho.",
        "No indicator belongs to a service yet. A service is there when indicators are tagged with it.",
    ),
    "profile.empty.how": (
        "Skriv «service» og «dimension» på indikatoren i YAML-fila. dimension er en av {dimensions}.",
        "Skriv «service» og «dimension» på indikatoren i YAML-fila. dimension er ein av {dimensions}.",
        "Write “service” and “dimension” on the indicator in the YAML file. dimension is one of {dimensions}.",
    ),
}
