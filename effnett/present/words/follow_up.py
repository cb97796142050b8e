"""Words of the pages Tiltak og undringer and Årshjul."""

from __future__ import annotations

from typing import Final

_SHARED: Final[dict[str, tuple[str, ...]]] = {
    "page.follow_up": ("Tiltak og undringer", "Tiltak og undringar", "Actions and questions"),
    "page.year": ("Årshjul", "Årshjul", "The year"),
    "today.demo": (
        "Demonstrasjon: siden regner med at i dag er {day}, ti dager etter tertialet som er valgt.",
        "Demonstrasjon: sida reknar med at i dag er {day}, ti dagar etter tertialet som er valt.",
        "Demonstration: the page takes today to be {day}, ten days after the tertial chosen.",
    ),
    "today.is": ("I dag er {day}", "I dag er {day}", "Today is {day}"),
    "by_whom": ("{day} av {who}", "{day} av {who}", "{day} by {who}"),
    "saved.conflict": (
        "{who} endret dette {when}. Siden viser nå det som gjelder; prøv en gang til hvis det fortsatt trengs.",
        "{who} endra dette {when}. Sida viser no det som gjeld; prøv ein gong til om det framleis trengst.",
        "{who} changed this {when}. The page now shows what holds; try again if it is still needed.",
    ),
    "state.late": ("Forsinket", "Forseinka", "Late"),
    "state.due": ("Forfaller nå", "Forfell no", "Due now"),
    "state.ahead": ("Kommer", "Kjem", "To come"),
    "state.done": ("Gjort", "Gjort", "Done"),
}
_YEAR: Final[dict[str, tuple[str, ...]]] = {
    "year.heading": ("Årshjul {year} – {unit}", "Årshjul {year} – {unit}", "The year {year} – {unit}"),
    "year.count.one": ("1 milepæl", "1 milepæl", "1 milestone"),
    "year.count": ("{n} milepæler", "{n} milepælar", "{n} milestones"),
    "year.late.one": ("1 er forsinket", "1 er forseinka", "1 is late"),
    "year.late": ("{n} er forsinket", "{n} er forseinka", "{n} are late"),
    "year.due.one": (
        "1 forfaller innen {days} dager",
        "1 forfell innan {days} dagar",
        "1 is due within {days} days",
    ),
    "year.due": (
        "{n} forfaller innen {days} dager",
        "{n} forfell innan {days} dagar",
        "{n} are due within {days} days",
    ),
    "year.calm": (
        "Ingenting er forsinket, og ingenting forfaller de neste {days} dagene",
        "Ingenting er forseinka, og ingenting forfell dei neste {days} dagane",
        "Nothing is late, and nothing is due within {days} days",
    ),
    "year.empty.heading": (
        "Årshjulet er ikke skrevet ennå",
        "Årshjulet er ikkje skrive enno",
        "The steering year is not written yet",
    ),
    "year.empty.text": (
        "Skriv milepælene i {file}, slik:",
        "Skriv milepælane i {file}, slik:",
        "Write the milestones in {file}, like this:",
    ),
    "year.empty.unit": (
        "Ingen milepæler gjelder denne enheten i {year}.",
        "Ingen milepælar gjeld denne eininga i {year}.",
        "No milestone applies to this unit in {year}.",
    ),
    "year.wrong": (
        "{file} har feil; det som er riktig, vises. Siden Data viser feilene.",
        "{file} har feil; det som er rett, blir vist. Sida Data viser feila.",
        "{file} has mistakes; what is right is shown. The page Data tells the mistakes.",
    ),
    "year.wheel": ("Årshjul {year}. {told}", "Årshjul {year}. {told}", "The year {year}. {told}"),
    "year.wheel.one": (
        "{number}: {title}, {day}, {state}",
        "{number}: {title}, {day}, {state}",
        "{number}: {title}, {day}, {state}",
    ),
    "year.wheel.today": ("I dag er {day}.", "I dag er {day}.", "Today is {day}."),
    "year.today": ("i dag", "i dag", "today"),
    "year.now": ("Forsinket og forfaller nå", "Forseinka og forfell no", "Late and due now"),
    "year.list": ("Hele året", "Heile året", "The whole year"),
    "year.units": ("Enhetene", "Einingane", "The units"),
    "year.units.caption": (
        "Enheter og milepæler: gjort, forsinket, forfaller nå eller kommer",
        "Einingar og milepælar: gjort, forseinka, forfell no eller kjem",
        "Units and milestones: done, late, due now or to come",
    ),
    "year.head.number": ("Nr.", "Nr.", "No."),
    "year.head.day": ("Frist", "Frist", "Due"),
    "year.head.milestone": ("Milepæl", "Milepæl", "Milestone"),
    "year.head.state": ("Status", "Status", "State"),
    "year.head.done": ("Gjort av enhetene", "Gjort av einingane", "Done by units"),
    "year.head.one": ("Når og av hvem", "Når og av kven", "When and by whom"),
    "year.for": ("for {year}", "for {year}", "for {year}"),
    "year.every_unit": ("gjelder hver enhet", "gjeld kvar eining", "applies to every unit"),
    "year.district": ("gjelder øverste ledelse", "gjeld øvste leiing", "applies to the top alone"),
    "year.delivery": (
        "gjort når vurderingene er levert",
        "gjort når vurderingane er leverte",
        "done when the assessments are delivered",
    ),
    "year.of": ("{done} av {of} gjort", "{done} av {of} gjort", "{done} of {of} done"),
    "year.lack": ("{n} av {of} mangler", "{n} av {of} manglar", "{n} of {of} not done"),
    "year.deadline": ("frist {day}", "frist {day}", "due {day}"),
    "year.open": ("Vis enhetene", "Vis einingane", "Show the units"),
    "year.close": ("Skjul enhetene", "Gøym einingane", "Hide the units"),
    "year.mark": ("Merk som gjort", "Merk som gjort", "Mark as done"),
    "year.mark.of": (
        "Merk som gjort: {title}, {unit}",
        "Merk som gjort: {title}, {unit}",
        "Mark as done: {title}, {unit}",
    ),
    "year.mark.day": ("Gjort dato", "Gjort dato", "Done on"),
    "year.undo": ("Angre", "Angre", "Take back"),
    "year.undo.of": ("Angre: {title}, {unit}", "Angre: {title}, {unit}", "Take back: {title}, {unit}"),
    "year.delivered": ("Levert {told}", "Levert {told}", "Delivered {told}"),
    "year.done": ("Gjort {told}", "Gjort {told}", "Done {told}"),
    "year.bad_day": (
        "Datoen kan ikke brukes. Velg en dag som ikke er etter i dag. Ingenting er lagret.",
        "Datoen kan ikkje brukast. Vel ein dag som ikkje er etter i dag. Ingenting er lagra.",
        "The date cannot be used. Choose a day not after today. Nothing is saved.",
    ),
    "year.not_allowed": (
        "Bare lederen for enheten og de som leder hele organisasjonen, kan merke milepælen. Ingenting er lagret.",
        "Berre leiaren for eininga og dei som leier heile organisasjonen, kan merke milepælen. Ingenting er lagra.",
        "Only the unit's leader and those who lead the whole may mark it. Nothing is saved.",
    ),
    "year.saved": (
        "Lagret: {title}, {unit}, er gjort {day}.",
        "Lagra: {title}, {unit}, er gjort {day}.",
        "Saved: {title}, {unit}, was done {day}.",
    ),
    "year.undone": (
        "Lagret: {title}, {unit}, er ikke gjort.",
        "Lagra: {title}, {unit}, er ikkje gjort.",
        "Saved: {title}, {unit}, is not done.",
    ),
    "year.ics": ("Hele året til kalenderen", "Heile året til kalenderen", "The whole year for the calendar"),
    "year.ics.unit": ("Bare {unit} til kalenderen", "Berre {unit} til kalenderen", "{unit} alone for the calendar"),
}
WORDS: Final[dict[str, tuple[str, ...]]] = {**_SHARED, **_YEAR}
