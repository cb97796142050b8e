"""Every word a reader meets, in bokmål, nynorsk and English, in one catalogue.

Bokmål is whole. A word that is not said in the other two is said in bokmål.
"""

from __future__ import annotations

from typing import Final

from effnett.model.evaluation import Status, Verdict
from effnett.model.observation import Absent, Quality
from effnett.model.records import ActionState, AnswerCode, AssessmentState, RecordKind, WonderingState
from effnett.model.scorecard import Direction
from effnett.present.words import access, follow_up, meeting, peers, service, tertial, writing

LANGUAGES: Final = ("nb", "nn", "en")

_SHARED: Final[dict[str, tuple[str, ...]]] = {
    # pages and choices
    "page.scorecard": ("Målekart", "Målekart", "Scorecard"),
    "lost.title": ("Siden finnes ikke", "Sida finst ikkje", "There is no such page"),
    "lost.text": (
        "Adressen leder ikke til noen side i effnett. Den kan være skrevet feil. Gå til en av disse:",
        "Adressa leier ikkje til noka side i effnett. Ho kan vere feilskriven. Gå til ei av desse:",
        "The address leads to no page of effnett. It may be misspelt. Go to one of these:",
    ),
    "skip": ("Hopp til innholdet", "Hopp til innhaldet", "Skip to the content"),
    "page.data": ("Data", "Data", "Data"),
    "choice.scorecard": ("Målekart", "Målekart", "Scorecard"),
    "choice.org_unit": ("Enhet", "Eining", "Unit"),
    "choice.year": ("År", "År", "Year"),
    "choice.tertial": ("Tertial", "Tertial", "Tertial"),
    "choice.tertial.n": ("{n}. tertial", "{n}. tertial", "Tertial {n}"),
    "choice.unknown": (
        "Adressen ba om {what} «{value}», som ikke finnes her. Viser {shown} i stedet.",
        "Adressa bad om {what} «{value}», som ikkje finst her. Viser {shown} i staden.",
        "The address asked for {what} “{value}”, which is not here. Showing {shown} instead.",
    ),
    # the scorecard
    "heading": ("Målekart {year} – {unit}", "Målekart {year} – {unit}", "Scorecard {year} – {unit}"),
    "status_per": ("Status per {tertial} ({span})", "Status per {tertial} ({span})", "Status as of {tertial} ({span})"),
    "indicators.one": ("1 indikator", "1 indikator", "1 indicator"),
    "indicators.many": ("{n} indikatorer", "{n} indikatorar", "{n} indicators"),
    "loaded": ("data sist lastet {day}", "data sist lasta {day}", "data last loaded {day}"),
    "demo": (
        "Demonstrasjonsdata: bydelens publiserte tall er ekte, enhetene og resten er laget for å vise verktøyet.",
        "Demonstrasjonsdata: dei publiserte tala til bydelen er ekte, resten er laga for å vise verktøyet.",
        "Demonstration data: the district's published figures are real, its units and the rest are made up.",
    ),
    "table.caption": (
        "{title}: mål, resultat og status for hver indikator",
        "{title}: mål, resultat og status for kvar indikator",
        "{title}: target, result and status of each indicator",
    ),
    "head.factor": ("Kritisk suksessfaktor", "Kritisk suksessfaktor", "Critical success factor"),
    "head.indicator": ("Måleindikator", "Måleindikator", "Indicator"),
    "head.target": ("Mål", "Mål", "Target"),
    "head.result": ("Resultat", "Resultat", "Result"),
    "head.status": ("Status", "Status", "Status"),
    "head.change": ("Endring fra i fjor", "Endring frå i fjor", "Change from last year"),
    "head.years": ("{years}, mål stiplet", "{years}, mål stipla", "{years}, target dashed"),
    "head.bar": ("Resultat mot mål", "Resultat mot mål", "Result against target"),
    "head.unit": ("Enhet", "Eining", "Unit"),
    "head.year": ("År", "År", "Year"),
    "head.period": ("Periode", "Periode", "Period"),
    "only_action": ("Bare det som krever handling", "Berre det som krev handling", "Only what needs action"),
    "nothing_to_act_on": (
        "Ingen indikatorer krever handling nå.",
        "Ingen indikatorar krev handling no.",
        "No indicator needs action now.",
    ),
    "excel": ("Last ned som Excel", "Last ned som Excel", "Download as Excel"),
    "detail.open": ("Vis detaljer", "Vis detaljar", "Show details"),
    "detail.close": ("Lukk detaljene", "Lukk detaljane", "Close the details"),
    "detail.of": ("Detaljer: {title}", "Detaljar: {title}", "Details: {title}"),
    # statuses
    "status.met": ("Nådd", "Nådd", "Met"),
    "status.near": ("Nær målet", "Nær målet", "Near"),
    "status.missed": ("Ikke nådd", "Ikkje nådd", "Missed"),
    "status.no_target": ("Uten mål", "Utan mål", "No target"),
    "status.no_data": ("Ingen data", "Ingen data", "No data"),
    "status.suppressed": ("Skjermet", "Skjerma", "Suppressed"),
    "count.met": ("{n} nådd", "{n} nådd", "{n} met"),
    "count.near": ("{n} nær", "{n} nær", "{n} near"),
    "count.missed": ("{n} ikke nådd", "{n} ikkje nådd", "{n} missed"),
    "count.no_target": ("{n} uten mål", "{n} utan mål", "{n} without target"),
    "count.no_data": ("{n} uten data", "{n} utan data", "{n} without data"),
    "count.suppressed": ("{n} skjermet", "{n} skjerma", "{n} suppressed"),
    "counts.met": ("{n} mål nådd", "{n} mål nådd", "{n} targets met"),
    "counts.near": ("{n} nær målet", "{n} nær målet", "{n} near"),
    "sum.met": ("{met} av {of} mål nådd", "{met} av {of} mål nådd", "{met} of {of} targets met"),
    "sum.not_judged": ("Ingen mål kan vurderes", "Ingen mål kan vurderast", "No target can be judged"),
    "sum.none": ("Ingen indikatorer har mål", "Ingen indikatorar har mål", "No indicator has a target"),
    "sum.row": (
        "{title} er {side} for {nth} tertial på rad",
        "{title} er {side} for {nth} tertial på rad",
        "{title} is {side} for the {nth} tertial in a row",
    ),
    "sum.signal": ("{title}: {told}", "{title}: {told}", "{title}: {told}"),
    "side.above": ("over målet", "over målet", "above target"),
    "side.below": ("under målet", "under målet", "below target"),
    "side.outside": ("utenfor målet", "utanfor målet", "outside the target"),
    "critical": ("Kritisk: {titles} – ikke nådd", "Kritisk: {titles} – ikkje nådd", "Critical: {titles} – missed"),
    # targets
    "target.so_far": ("mål hittil {target}", "mål hittil {target}", "target so far {target}"),
    "target.between": ("{low}–{high}", "{low}–{high}", "{low}–{high}"),
    "target.at_least": ("minst {target}", "minst {target}", "at least {target}"),
    "target.at_most": ("høyst {target}", "høgst {target}", "at most {target}"),
    "target.none": ("uten mål", "utan mål", "no target"),
    "direction.higher": ("høyere er bedre", "høgare er betre", "higher is better"),
    "direction.lower": ("lavere er bedre", "lågare er betre", "lower is better"),
    "direction.between": ("innenfor er best", "innanfor er best", "within is best"),
    "direction.neutral": ("verken høyt eller lavt er bedre", "verken høgt eller lågt er betre", "neither is better"),
    # what follows a figure
    "n": ("n\u00a0=\u00a0{n}", "n\u00a0=\u00a0{n}", "n\u00a0=\u00a0{n}"),
    "few": ("færre enn 30 svar", "færre enn 30 svar", "fewer than 30 answers"),
    "low_response": ("svarprosent under 50", "svarprosent under 50", "response rate under 50 %"),
    "uncertain": (
        "usikker: målet er innenfor feilmarginen",
        "usikker: målet er innanfor feilmarginen",
        "uncertain: the target is within the margin of error",
    ),
    "change.incomplete": (
        "{have} av {of} måneder, mot en periode på {of} måneder året før",
        "{have} av {of} månader, mot ein periode på {of} månader året før",
        "{have} of {of} months, against a period of {of} months the year before",
    ),
    "months": ("{have} av {of} måneder", "{have} av {of} månader", "{have} of {of} months"),
    "parts": ("{numerator} av {denominator}", "{numerator} av {denominator}", "{numerator} of {denominator}"),
    "of_budget": ("brukt av budsjett {span}", "brukt av budsjett {span}", "spent of budget {span}"),
    "under_spent": ("mindreforbruk {money}", "mindreforbruk {money}", "underspent {money}"),
    "over_spent": ("merforbruk {money}", "meirforbruk {money}", "overspent {money}"),
    "as_budgeted": ("som budsjettert", "som budsjettert", "as budgeted"),
    "old": ("{months} måneder gammelt", "{months} månader gammalt", "{months} months old"),
    "stale": ("for gammelt til å vurderes", "for gammalt til å vurderast", "too old to be judged"),
    "quality.final": ("endelig", "endeleg", "final"),
    "quality.provisional": ("foreløpig", "førebels", "provisional"),
    "quality.estimate": ("anslag", "anslag", "estimate"),
    "quality.year_uncertain": ("usikkert år", "usikkert år", "year uncertain"),
    # comparison
    "compare.better_than": ("bedre enn {share} av de andre", "betre enn {share} av dei andre", "better than {share}"),
    "compare.no_rank": (
        "ingen plassering: det må være tall for minst {least}",
        "inga plassering: det må vere tal for minst {least}",
        "no rank: there must be figures for at least {least}",
    ),
    "compare.without": ("uten tall i {year}", "utan tal i {year}", "without a figure in {year}"),
    "compare.with_data": (
        "{n} av {of} har tall for {year}",
        "{n} av {of} har tal for {year}",
        "{n} of {of} have figures for {year}",
    ),
    "compare.median": ("median {value}", "median {value}", "median {value}"),
    "compare.quartiles": ("midterste halvdel {q1}–{q3}", "midtarste halvdel {q1}–{q3}", "middle half {q1}–{q3}"),
    "compare.ends": ("lavest {least}, høyest {most}", "lågast {least}, høgast {most}", "least {least}, most {most}"),
    "compare.own": ("den det gjelder", "den det gjeld", "the one asked about"),
    "compare.list": ("egen liste", "eiga liste", "own list"),
    "compare.country": ("alle kommuner i landet", "alle kommunar i landet", "all municipalities"),
    "compare.county": ("fylke {which}", "fylke {which}", "county {which}"),
    "compare.county.own": ("kommunene i eget fylke", "kommunane i eige fylke", "the own county"),
    "compare.kostra_group": ("KOSTRA-gruppe {which}", "KOSTRA-gruppe {which}", "KOSTRA group {which}"),
    "compare.kostra_group.own": ("egen KOSTRA-gruppe", "eiga KOSTRA-gruppe", "the own KOSTRA group"),
    "compare.neighbours": ("naboene til {which}", "naboane til {which}", "the neighbours of {which}"),
    "compare.neighbours.own": ("naboene", "naboane", "the neighbours"),
    "compare.similar": ("de {which} mest like", "dei {which} mest like", "the {which} most alike"),
    "head.rank": ("Nr.", "Nr.", "No."),
    "absent.missing": ("mangler", "manglar", "missing"),
    "absent.not_applicable": ("ikke aktuelt", "ikkje aktuelt", "not applicable"),
    "absent.confidential": ("kan ikke offentliggjøres", "kan ikkje offentleggjerast", "confidential"),
    "absent.not_known_yet": ("ikke kjent ennå", "ikkje kjent enno", "not known yet"),
    "absent.suppressed": ("skjermet av hensyn til personvernet", "skjerma av omsyn til personvernet", "suppressed"),
    "absent.stale": ("for gammelt til å vurderes", "for gammalt til å vurderast", "too old to be judged"),
    "suppressed": ("skjermet", "skjerma", "suppressed"),
    # change
    "points": ("{text} pp", "{text} pp", "{text} pp"),
    "points.spelt": (
        "pp: prosentpoeng · n: antall svar · ingen sikker endring: forskjellen kan være tilfeldig (95 %) · "
        "stiplet linje: målet, med den gode siden skyggelagt · strek i stolpen: målet",
        "pp: prosentpoeng · n: talet på svar · inga sikker endring: skilnaden kan vere tilfeldig (95 %) · "
        "stipla linje: målet, med den gode sida skugga · strek i stolpen: målet",
        "pp: percentage points · n: answers · no sure change: the difference may be chance (95 %) · "
        "dashed line: the target, its good side shaded · mark in the bar: the target",
    ),
    "verdict.better": ("bedre", "betre", "better"),
    "verdict.worse": ("verre", "verre", "worse"),
    "verdict.unchanged": ("uendret", "uendra", "unchanged"),
    "verdict.no_sure_change": ("ingen sikker endring", "inga sikker endring", "no sure change"),
    "change": ("endring", "endring", "change"),
    "change.before": ("fra {before}", "frå {before}", "from {before}"),
    "line.broken": ("brudd", "brot", "break"),
    "line.text": ("{title}. {points}.", "{title}. {points}.", "{title}. {points}."),
    "bar.text": ("Resultat {value}, mål {target}", "Resultat {value}, mål {target}", "Result {value}, target {target}"),
    # the control chart: what is real
    "spc.heading": (
        "Er det en reell endring? Måned for måned",
        "Er det ei reell endring? Månad for månad",
        "Is the change real? Month by month",
    ),
    "spc.how": (
        "De fleste månedene ligger i det grå båndet av seg selv. Se etter det som er merket.",
        "Dei fleste månadene ligg i det grå bandet av seg sjølv. Sjå etter det som er merkt.",
        "Most months lie in the grey band by themselves. Look for what is marked.",
    ),
    "spc.help": ("Slik leser du kontrolldiagrammet", "Slik les du kontrolldiagrammet", "How to read the control chart"),
    "spc.quiet": (
        "Ingen tegn til endring: den nyeste måneden er innenfor det vanlige",
        "Ingen teikn til endring: den nyaste månaden er innanfor det vanlege",
        "No sign of change: the newest month is within ordinary variation",
    ),
    "spc.seasonal": (
        "Fraværet følger årstidene. Derfor viser diagrammet forskjellen fra samme måned året før.",
        "Fråværet følgjer årstidene. Difor viser diagrammet skilnaden frå same månad året før.",
        "Sick leave follows the seasons, so the chart shows the difference from the same month a year before.",
    ),
    "spc.in_a_row": ("{n} måneder på rad", "{n} månader på rad", "{n} months in a row"),
    "spc.in_a_row.gaps": ("{n} målte måneder på rad", "{n} målte månader på rad", "{n} measured months in a row"),
    "spc.outside_limits.up": ("uvanlig høyt i {month}", "uvanleg høgt i {month}", "unusually high in {month}"),
    "spc.outside_limits.down": ("uvanlig lavt i {month}", "uvanleg lågt i {month}", "unusually low in {month}"),
    "spc.seven_one_side.up": (
        "{n} over eget gjennomsnitt",
        "{n} over eige gjennomsnitt",
        "{n} above its own mean",
    ),
    "spc.seven_one_side.down": (
        "{n} under eget gjennomsnitt",
        "{n} under eige gjennomsnitt",
        "{n} below its own mean",
    ),
    "spc.seven_trend.up": ("stigende {n}", "stigande {n}", "rising {n}"),
    "spc.seven_trend.down": ("synkende {n}", "søkkande {n}", "falling {n}"),
    "spc.two_of_three.up": (
        "svært høyt i to av de tre siste månedene",
        "svært høgt i to av dei tre siste månadene",
        "very high in two of the last three months",
    ),
    "spc.two_of_three.down": (
        "svært lavt i to av de tre siste månedene",
        "svært lågt i to av dei tre siste månadene",
        "very low in two of the last three months",
    ),
    "spc.against_last_year": (
        "{text} (mot samme måned året før)",
        "{text} (mot same månad året før)",
        "{text} (against the same month a year before)",
    ),
    "spc.for_better": ("{text} – til det bedre", "{text} – til det betre", "{text} – for the better"),
    "spc.for_worse": ("{text} – til det verre", "{text} – til det verre", "{text} – for the worse"),
    "spc.assurance.always": (
        "Målet ({target}) nås hver måned hvis det fortsetter som nå.",
        "Målet ({target}) blir nådd kvar månad om det held fram som no.",
        "The target ({target}) will be met every month if it goes on as now.",
    ),
    "spc.assurance.never": (
        "Målet ({target}) nås ikke uten at noe endres: hele den vanlige variasjonen ligger på feil side.",
        "Målet ({target}) blir ikkje nådd utan at noko blir endra: heile den vanlege variasjonen ligg på feil side.",
        "The target ({target}) will not be met unless something changes: all ordinary variation is on the wrong side.",
    ),
    "spc.assurance.now_and_then": (
        "Målet ({target}) nås noen måneder og andre ikke, slik det er nå. Det avgjøres av tilfeldigheter.",
        "Målet ({target}) blir nådd nokre månader og andre ikkje, slik det er no. Det er tilfeldig.",
        "The target ({target}) will be met some months and not others, as it is now. That is chance.",
    ),
    "spc.mean": ("gjennomsnitt {value}", "gjennomsnitt {value}", "mean {value}"),
    "spc.upper": ("vanlig variasjon opp til {value}", "vanleg variasjon opp til {value}", "ordinary up to {value}"),
    "spc.lower": ("vanlig variasjon ned til {value}", "vanleg variasjon ned til {value}", "ordinary down to {value}"),
    "spc.target": ("mål {target}", "mål {target}", "target {target}"),
    "spc.better": ("bedre", "betre", "better"),
    "spc.worse": ("verre", "verre", "worse"),
    "spc.signal": ("uvanlig", "uvanleg", "unusual"),
    "spc.began.shift": ("nytt nivå: {reason}", "nytt nivå: {reason}", "new level: {reason}"),
    "spc.began.break": ("brudd: {reason}", "brot: {reason}", "break: {reason}"),
    "spc.text": (
        "Kontrolldiagram over {title}, {first}–{last}. Gjennomsnitt {centre}, vanlig variasjon fra {lower} til "
        "{upper}. {told}.",
        "Kontrolldiagram over {title}, {first}–{last}. Gjennomsnitt {centre}, vanleg variasjon frå {lower} til "
        "{upper}. {told}.",
        "Control chart of {title}, {first}–{last}. Mean {centre}, ordinary variation from {lower} to {upper}. {told}.",
    ),
    "spc.figures": ("Tallene i kontrolldiagrammet", "Tala i kontrolldiagrammet", "The figures in the control chart"),
    "spc.head.month": ("Måned", "Månad", "Month"),
    "spc.head.value": ("Verdi", "Verdi", "Value"),
    "spc.head.difference": ("Forskjell fra året før", "Skilnad frå året før", "Difference from the year before"),
    "spc.head.centre": ("Gjennomsnitt", "Gjennomsnitt", "Mean"),
    "spc.head.ordinary": ("Vanlig variasjon", "Vanleg variasjon", "Ordinary variation"),
    "spc.head.note": ("Merknad", "Merknad", "Note"),
    "spc.between": ("{low} til {high}", "{low} til {high}", "{low} to {high}"),
    # units of measurement
    "unit.percent": ("prosent", "prosent", "per cent"),
    "unit.score": ("poeng", "poeng", "score"),
    "unit.nok": ("kr", "kr", "NOK"),
    "unit.nok_per_inhabitant": ("kr per innbygger", "kr per innbyggjar", "NOK per inhabitant"),
    "unit.count": ("antall", "tal", "number"),
    "unit.days": ("dager", "dagar", "days"),
    "unit.hours": ("timer", "timar", "hours"),
    "unit.years": ("år", "år", "years"),
    "unit.ratio": ("forholdstall", "forholdstal", "ratio"),
    "unit.per_1000": ("per 1000", "per 1000", "per 1000"),
    # a row's detail
    "detail.series": ("Utviklingen over år", "Utviklinga over år", "Over the years"),
    "detail.figures": ("Tallene i figuren", "Tala i figuren", "The figures in the chart"),
    "detail.units": ("Enhetene under", "Einingane under", "The units below"),
    "detail.definition": ("Definisjon", "Definisjon", "Definition"),
    "detail.explain": ("Hvor kommer tallet fra?", "Kvar kjem talet frå?", "Where does the figure come from?"),
    "detail.no_series": ("Ingen tall å tegne.", "Ingen tal å teikne.", "No figures to draw."),
    "chart.text": (
        "Linje over {title} {years}. {points}.",
        "Linje over {title} {years}. {points}.",
        "Line of {title} {years}. {points}.",
    ),
    "card.method": ("Metode", "Metode", "Method"),
    "card.source": ("Kilde", "Kjelde", "Source"),
    "card.formula": ("Formel", "Formel", "Formula"),
    "card.window": ("Tidsrom", "Tidsrom", "Window"),
    "card.direction": ("Retning", "Retning", "Direction"),
    "card.owner": ("Eier", "Eigar", "Owner"),
    "card.description": ("Om indikatoren", "Om indikatoren", "About"),
    "card.source_note": ("Merknad om kilden", "Merknad om kjelda", "Note on the source"),
    "card.near": ("«Nær målet»", "«Nær målet»", "“Near”"),
    "card.near.text": ("inntil {near} fra målet", "inntil {near} frå målet", "within {near} of the target"),
    "percentage_points": ("{text} prosentpoeng", "{text} prosentpoeng", "{text} percentage points"),
    "outlook.forecast": (
        "Prognose for hele året: {value}.",
        "Prognose for heile året: {value}.",
        "Forecast for the whole year: {value}.",
    ),
    "outlook.at_most": (
        "For å nå målet må resten av året bli høyst {value}.",
        "For å nå målet må resten av året bli høgst {value}.",
        "To reach the target the rest of the year must be at most {value}.",
    ),
    "outlook.at_least": (
        "For å nå målet må resten av året bli minst {value}.",
        "For å nå målet må resten av året bli minst {value}.",
        "To reach the target the rest of the year must be at least {value}.",
    ),
    "outlook.below_nothing": (
        "Målet kan ikke lenger nås i år: resten av året måtte bli under 0.",
        "Målet kan ikkje lenger nåast i år: resten av året måtte bli under 0.",
        "The target is out of reach this year: the rest of it would have to be below 0.",
    ),
    "outlook.above_all": (
        "Målet kan ikke lenger nås i år: resten av året måtte bli over {value}.",
        "Målet kan ikkje lenger nåast i år: resten av året måtte bli over {value}.",
        "The target is out of reach this year: the rest of it would have to be over {value}.",
    ),
    "outlook.secured": (
        "Målet nås, hva resten av året enn gir.",
        "Målet blir nådd, kva resten av året enn gir.",
        "The target is reached whatever the rest of the year gives.",
    ),
    "outlook.how": (
        "Prognosen er det som er hittil, og resten av året som i fjor, justert for hvor mye året avviker fra i fjor.",
        "Prognosen er det som er hittil, og resten av året som i fjor, justert for kor mykje året avvik frå i fjor.",
        "The forecast is what is so far, and the rest as last year, moved by as much as this year differs from it.",
    ),
    "and": ("og", "og", "and"),
    "record.told": (
        "Prognosen på samme tid i {years} bommet med {misses}.",
        "Prognosen på same tid i {years} bomma med {misses}.",
        "The forecast at the same time in {years} was off by {misses}.",
    ),
    # notes on a target
    "note.title": ("Om målet", "Om målet", "On the target"),
    "note.below_reached": (
        "Målet er mindre krevende enn det som allerede er nådd.",
        "Målet er mindre krevjande enn det som alt er nådd.",
        "The target asks for less than has already been reached.",
    ),
    "note.outside_best_peer": (
        "Målet er bedre enn det noen kommune hadde samme år.",
        "Målet er betre enn det nokon kommune hadde same år.",
        "The target is better than what any municipality had the same year.",
    ),
    "note.unchanged": (
        "Målet har vært det samme i tre år.",
        "Målet har vore det same i tre år.",
        "The target has been the same for three years.",
    ),
    "note.unreachable": (
        "Målet nås ikke med utviklingen de tre siste årene.",
        "Målet blir ikkje nådd med utviklinga dei tre siste åra.",
        "The target is not reached at the slope of the last three years.",
    ),
    # true spread
    "spread.title": (
        "Varierer enhetene mer enn kommunene?",
        "Varierer einingane meir enn kommunane?",
        "Do the units differ more than municipalities?",
    ),
    "spread.more": (
        "Ja: spredningen er {units} mellom {n} enheter og {municipalities} mellom {m} kommuner.",
        "Ja: spreiinga er {units} mellom {n} einingar og {municipalities} mellom {m} kommunar.",
        "Yes: the spread is {units} among {n} units and {municipalities} among {m} municipalities.",
    ),
    "spread.less": (
        "Nei: spredningen er {units} mellom {n} enheter og {municipalities} mellom {m} kommuner.",
        "Nei: spreiinga er {units} mellom {n} einingar og {municipalities} mellom {m} kommunar.",
        "No: the spread is {units} among {n} units and {municipalities} among {m} municipalities.",
    ),
    "spread.same": (
        "Like mye: spredningen er {units} både mellom {n} enheter og mellom {m} kommuner.",
        "Like mykje: spreiinga er {units} både mellom {n} einingar og mellom {m} kommunar.",
        "As much: the spread is {units} both among {n} units and among {m} municipalities.",
    ),
    "spread.how": (
        "Standardavviket mellom dem når det som skyldes tilfeldigheter i svarene er trukket fra.",
        "Standardavviket mellom dei når det som kjem av tilfelle i svara er trekt frå.",
        "The standard deviation between them, less what is due to chance in the answers.",
    ),
    # what pulls
    "pull.title": ("Hva trekker opp og ned", "Kva dreg opp og ned", "What pulls up and down"),
    "pull.how": (
        "Trekket er hvor langt enheten ligger fra helheten, vektet med hvor stor del av den enheten er. "
        "Endringen er fordelt på utvikling i enhetene og endret sammensetning.",
        "Trekket er kor langt eininga ligg frå heilskapen, vekta med kor stor del av han eininga er. "
        "Endringa er fordelt på utvikling i einingane og endra samansetjing.",
        "The pull is how far a unit lies from the whole, weighed by its share of it. "
        "The change is split into the units' own development and a changed mix.",
    ),
    "pull.head.unit": ("Enhet", "Eining", "Unit"),
    "pull.head.pull": ("Trekk", "Trekk", "Pull"),
    "pull.head.bar": ("← ned · opp →", "← ned · opp →", "← down · up →"),
    "pull.head.rate": ("Utvikling i enheten", "Utvikling i eininga", "Own development"),
    "pull.head.mix": ("Endret sammensetning", "Endra samansetjing", "Changed mix"),
    "pull.up": ("trekker opp", "dreg opp", "pulls up"),
    "pull.down": ("trekker ned", "dreg ned", "pulls down"),
    "pull.even": ("som helheten", "som heilskapen", "as the whole"),
    "pull.better": ("– til det bedre", "– til det betre", "– for the better"),
    "pull.worse": ("– til det verre", "– til det verre", "– for the worse"),
    "pull.gone": ("Enheter som er nedlagt", "Einingar som er nedlagde", "Units that are no more"),
    "pull.sum": ("Sum", "Sum", "Sum"),
    "pull.change": ("Endring i alt:", "Endring i alt:", "Change in all:"),
    "pull.whole": (
        "Endring i alt (skjermede enheter er ikke fordelt)",
        "Endring i alt (skjerma einingar er ikkje fordelte)",
        "Change in all (suppressed units are not split)",
    ),
    "period.same": (
        "Samme del av hvert år: {span}",
        "Same del av kvart år: {span}",
        "The same part of each year: {span}",
    ),
    "card.targets": ("Mål gjennom årene", "Mål gjennom åra", "Targets through the years"),
    "card.breaks": ("Brudd i serien", "Brot i serien", "Breaks"),
    "card.file": ("Definert i", "Definert i", "Defined in"),
    "every_year": ("alle år", "alle år", "every year"),
    "window.year_to_date": ("fra 1. januar til og med tertialet", "frå 1. januar til og med tertialet", "year to date"),
    "window.tertial": ("tertialet alene", "tertialet åleine", "the tertial alone"),
    "window.rolling_12_months": ("de siste tolv månedene", "dei siste tolv månadene", "the last twelve months"),
    "window.latest": ("den nyeste målingen", "den nyaste målinga", "the newest observation"),
    "source.sick_leave": ("Sykefravær", "Sjukefråvær", "Sick leave"),
    "source.accounts": ("Regnskap", "Rekneskap", "Accounts"),
    "source.survey": ("Spørreundersøkelse", "Spørjeundersøking", "Survey"),
    "source.activity": ("Registrert aktivitet", "Registrert aktivitet", "Registered activity"),
    "source.kostra": ("KOSTRA (SSB)", "KOSTRA (SSB)", "KOSTRA (Statistics Norway)"),
    "formula.sick_leave": (
        "tapte dagsverk / avtalte dagsverk × 100",
        "tapte dagsverk / avtalte dagsverk × 100",
        "lost days / agreed days × 100",
    ),
    "formula.accounts": (
        "regnskap / periodisert budsjett × 100",
        "rekneskap / periodisert budsjett × 100",
        "actual / periodised budget × 100",
    ),
    "formula.survey.mean": (
        "sum av (svar × antall som svarte det) / antall gyldige svar",
        "sum av (svar × talet på dei som svara det) / talet på gyldige svar",
        "sum of (answer × respondents) / valid answers",
    ),
    "formula.survey.share": (
        "antall som svarte {answers} / antall gyldige svar × 100",
        "talet på dei som svara {answers} / talet på gyldige svar × 100",
        "respondents who answered {answers} / valid answers × 100",
    ),
    "formula.activity": ("teller / nevner", "teljar / nemnar", "numerator / denominator"),
    "formula.kostra": ("verdien slik SSB har publisert den", "verdien slik SSB har publisert han", "as published"),
    "explain.sql": ("SQL med parametre", "SQL med parametrar", "SQL with parameters"),
    "explain.rows": ("Radene bak tallet ({n})", "Radene bak talet ({n})", "The rows behind ({n})"),
    "explain.hidden": (
        "Noen rader vises ikke: de gjelder så få personer at de må skjermes, eller ville røpet slike.",
        "Nokre rader blir ikkje viste: dei gjeld så få personar at dei må skjermast, eller ville røpt slike.",
        "Some rows are not shown: they are of too few people, or would give such rows away.",
    ),
    "explain.sources": ("Filer og linjer", "Filer og linjer", "Files and lines"),
    "explain.source": (
        "{file}, linje {lines} – lest inn {day} kl. {time} av {who}, kontrollsum {checksum}",
        "{file}, linje {lines} – lesen inn {day} kl. {time} av {who}, kontrollsum {checksum}",
        "{file}, line {lines} – imported {day} at {time} by {who}, checksum {checksum}",
    ),
    "unknown_person": ("ukjent", "ukjend", "unknown"),
    # nothing to show
    "empty.heading": ("Ingen data er lastet inn", "Ingen data er lasta inn", "Nothing is loaded"),
    "empty.text": (
        "Lageret «{store}» er tomt. Les inn enhetene først, så tallene:",
        "Lageret «{store}» er tomt. Les inn einingane først, så tala:",
        "The store “{store}” is empty. Load the units first, then the figures:",
    ),
    "empty.or": (
        "eller prøv med demonstrasjonsdata:",
        "eller prøv med demonstrasjonsdata:",
        "or try it with demonstration data:",
    ),
    "empty.then": (
        "Du kan også laste opp filene på siden Data. Last denne siden på nytt etterpå.",
        "Du kan også laste opp filene på sida Data. Last denne sida på nytt etterpå.",
        "You can also upload the files on the Data page. Reload this page afterwards.",
    ),
    "no_scorecards.heading": ("Ingen målekart", "Ingen målekart", "No scorecards"),
    "no_scorecards.text": (
        "Det er ingen målekart i mappen «{folder}».",
        "Det er ingen målekart i mappa «{folder}».",
        "There is no scorecard in “{folder}”.",
    ),
    "mistakes.heading": ("{file} har feil", "{file} har feil", "{file} has mistakes"),
    "mistakes.text": (
        "Målekartet vises når feilene er rettet. De andre målekartene virker.",
        "Målekartet blir vist når feila er retta. Dei andre målekarta verkar.",
        "The scorecard is shown when these are mended. The others work.",
    ),
    "place.line": ("Linje {line}", "Linje {line}", "Line {line}"),
    "place.column": (
        "Linje {line}, kolonne {column}",
        "Linje {line}, kolonne {column}",
        "Line {line}, column {column}",
    ),
    "problem.other_kind": (
        "Velg {kind} under «Hva inneholder filen?»",
        "Vel {kind} under «Kva inneheld fila?»",
        "Choose {kind} under “What does the file hold?”",
    ),
    "problem.units_first": (
        "Les først inn en fil med enhetene: velg {kind} under «Hva inneholder filen?»",
        "Les først inn ei fil med einingane: vel {kind} under «Kva inneheld fila?»",
        "First load a file of the units: choose {kind} under “What does the file hold?”",
    ),
    "mistakes.check": (
        "Rett filen og last siden på nytt, eller kontroller den med kommandoen:",
        "Rett fila og last sida på nytt, eller kontroller ho med kommandoen:",
        "Mend the file and reload this page, or check it with the command:",
    ),
    "mistakes.of_others": (
        "Har feil og kan ikke vises: {titles}. Velg målekartet i linjen øverst for å se hva som er galt.",
        "Har feil og kan ikkje visast: {titles}. Vel målekartet i linja øvst for å sjå kva som er gale.",
        "Has mistakes and cannot be shown: {titles}. Choose it in the bar above to see what is wrong.",
    ),
    "mistakes.of_others.no_bar": (
        "Har feil og kan ikke vises: {titles}. Velg det på siden Målekart for å se hva som er galt.",
        "Har feil og kan ikkje visast: {titles}. Vel det på sida Målekart for å sjå kva som er gale.",
        "Has mistakes and cannot be shown: {titles}. Choose it on the page Scorecard to see what is wrong.",
    ),
    "mistakes.of_files": (
        "Har feil: {files}. Feilene står på siden Data.",
        "Har feil: {files}. Feila står på sida Data.",
        "Has mistakes: {files}. They are listed on the Data page.",
    ),
    # the Data page
    "data.heading": ("Data", "Data", "Data"),
    "data.loaded": ("Dette er lastet inn", "Dette er lasta inn", "What is loaded"),
    "data.nothing": ("Ingenting er lastet inn ennå.", "Ingenting er lasta inn enno.", "Nothing is loaded yet."),
    "data.kind": ("Slag", "Slag", "Kind"),
    "data.periods": ("Perioder", "Periodar", "Periods"),
    "data.rows": ("Rader", "Rader", "Rows"),
    "data.newest": ("Sist lest inn", "Sist lesen inn", "Last import"),
    "data.file": ("Fil", "Fil", "File"),
    "data.who": ("Av", "Av", "By"),
    "data.imports": ("Innlesninger", "Innlesingar", "Imports"),
    "data.taken": ("Tatt inn", "Teke inn", "Taken"),
    "data.replaced": ("Erstattet", "Erstatta", "Replaced"),
    "data.unchanged": ("Uendret", "Uendra", "Unchanged"),
    "data.rejected": ("Avvist", "Avvist", "Rejected"),
    "data.rejects": ("Avviste rader og filer", "Avviste rader og filer", "Rejected rows and files"),
    "data.no_rejects": ("Ingen rader er avvist.", "Ingen rader er avviste.", "No rows are rejected."),
    "data.line": ("Linje", "Linje", "Line"),
    "data.why": ("Hvorfor", "Kvifor", "Why"),
    "data.stale": ("Foreldede serier", "Forelda seriar", "Stale series"),
    "data.no_stale": ("Ingen serier er foreldet.", "Ingen seriar er forelda.", "No series is stale."),
    "data.problems": ("Feil i målekartene", "Feil i målekarta", "Mistakes in the scorecards"),
    "data.no_problems": ("Målekartene er uten feil.", "Målekarta er utan feil.", "The scorecards have no mistakes."),
    "data.warnings": ("{n} advarsler", "{n} åtvaringar", "{n} warnings"),
    "data.upload": ("Last opp en fil", "Last opp ei fil", "Upload a file"),
    "data.kind_first": (
        "Velg hva filen inneholder, så vises en forhåndsvisning her.",
        "Vel kva fila inneheld, så kjem ei førehandsvising her.",
        "Choose what the file holds, and a preview is shown here.",
    ),
    "data.choose_kind": ("Hva inneholder filen?", "Kva inneheld fila?", "What does the file hold?"),
    "data.choose_file": ("Velg fil", "Vel fil", "Choose a file"),
    "data.browse": ("Velg fil …", "Vel fil …", "Choose file …"),
    "data.limit": ("inntil {size} MB", "inntil {size} MB", "up to {size} MB"),
    "data.contents": ("KOSTRA-kode, der filen ikke sier det", "KOSTRA-kode, der fila ikkje seier det", "Contents code"),
    "data.preview": ("Forhåndsvisning av {file}", "Førehandsvising av {file}", "Preview of {file}"),
    "data.preview.counts": (
        "Rader som kan leses inn: {rows}. Rader som avvises: {rejects}.",
        "Rader som kan lesast inn: {rows}. Rader som blir avviste: {rejects}.",
        "{rows} rows can be loaded, {rejects} are rejected.",
    ),
    "data.first_rows": ("De første radene", "Dei første radene", "The first rows"),
    "preview.line": ("linje", "linje", "line"),
    "preview.period": ("periode", "periode", "period"),
    "preview.quality": ("datakvalitet", "datakvalitet", "quality"),
    "preview.mark": ("merke", "merke", "mark"),
    "preview.region": ("region", "region", "region"),
    "preview.series": ("serie", "serie", "series"),
    "preview.value": ("verdi", "verdi", "value"),
    "data.allow": (
        "Les inn de gode radene og la de avviste ligge",
        "Les inn dei gode radene og lat dei avviste liggje",
        "Load the good rows and leave the rejected ones",
    ),
    "data.import": ("Les inn", "Les inn", "Load"),
    "data.importing": ("Leser inn {file} …", "Les inn {file} …", "Loading {file} …"),
    "data.done": (
        "{file} er lest inn. Rader: {taken} tatt inn, {replaced} erstattet, {unchanged} uendret, {rejected} avvist.",
        "{file} er lesen inn. Rader: {taken} tekne inn, {replaced} erstatta, {unchanged} uendra, {rejected} avviste.",
        "{file}: {taken} rows loaded, {replaced} replaced, {unchanged} unchanged, {rejected} rejected.",
    ),
    "data.refused": ("{file} kan ikke leses inn", "{file} kan ikkje lesast inn", "{file} cannot be loaded"),
    "data.units": ("Enheter", "Einingar", "Units"),
    "data.when": ("Når", "Når", "When"),
    "data.stale_per": (
        "Ikke oppdatert på over to år, regnet fra {day}",
        "Ikkje oppdatert på over to år, rekna frå {day}",
        "Not updated for more than two years before {day}",
    ),
    "data.newest_period": ("Nyeste", "Nyaste", "Newest"),
    "data.refusals": ("Filer som ikke ble lest inn", "Filer som ikkje vart lesne inn", "Files that were refused"),
    "data.rejected_rows": (
        "{file}: {n} rader avvist ({day})",
        "{file}: {n} rader avviste ({day})",
        "{file}: {n} rows rejected ({day})",
    ),
    "data.refusal": ("{file} ({kind}, {day})", "{file} ({kind}, {day})", "{file} ({kind}, {day})"),
    "data.rejected_file": ("Last ned de avviste radene", "Last ned dei avviste radene", "Download the rejected rows"),
    "data.choose_kind.none": ("Velg slag", "Vel slag", "Choose a kind"),
    "data.table": (
        "Tabellnummer, der filen ikke sier det",
        "Tabellnummer, der fila ikkje seier det",
        "Table number",
    ),
    "data.nothing_changed": (
        "{file} er lest inn før; ingenting er endret.",
        "{file} er lesen inn før; ingenting er endra.",
        "{file} has been loaded before; nothing changed.",
    ),
    "kind.units": ("Enheter", "Einingar", "Units"),
    "kind.sick_leave": ("Sykefravær", "Sjukefråvær", "Sick leave"),
    "kind.accounts": ("Regnskap", "Rekneskap", "Accounts"),
    "kind.population": ("Befolkning", "Folketal", "Population"),
    "kind.survey_answers": ("Spørreundersøkelse – svar", "Spørjeundersøking – svar", "Survey answers"),
    "kind.survey_means": ("Spørreundersøkelse – gjennomsnitt", "Spørjeundersøking – gjennomsnitt", "Survey means"),
    "kind.survey_invited": ("Spørreundersøkelse – inviterte", "Spørjeundersøking – inviterte", "Survey invited"),
    "kind.activity": ("Aktivitet", "Aktivitet", "Activity"),
    "kind.region_codes": ("Endringer i kommunekoder", "Endringar i kommunekodar", "Changes of region codes"),
    "kind.region_groups": ("KOSTRA-grupper og nettverk", "KOSTRA-grupper og nettverk", "Region groups"),
    "kind.kostra": ("KOSTRA (SSB)", "KOSTRA (SSB)", "KOSTRA (Statistics Norway)"),
    "more": ("… og {n} til.", "… og {n} til.", "… and {n} more."),
    # what people write
    "record.vurdering": ("vurdering", "vurdering", "assessment"),
    "record.undring": ("undring", "undring", "question"),
    "record.svar": ("svar", "svar", "answer"),
    "record.tiltak": ("tiltak", "tiltak", "action"),
    "record.beslutning": ("beslutning", "avgjerd", "decision"),
    "record.prognose": ("lederens prognose", "prognosen til leiaren", "leader's forecast"),
    "record.milepæl": ("milepæl", "milepæl", "milestone"),
    "state.none": ("ikke påbegynt", "ikkje påbegynt", "not begun"),
    "state.utkast": ("utkast", "utkast", "draft"),
    "state.levert": ("levert", "levert", "delivered"),
    "state.godkjent": ("godkjent", "godkjend", "approved"),
    "state.åpen": ("åpen", "open", "open"),
    "state.lukket": ("lukket", "lukka", "closed"),
    "state.planlagt": ("planlagt", "planlagd", "planned"),
    "state.i_gang": ("i gang", "i gang", "under way"),
    "state.gjort": ("gjort", "gjort", "done"),
    "state.avlyst": ("avlyst", "avlyst", "dropped"),
    "state.withdrawn": ("trukket tilbake", "trekt tilbake", "withdrawn"),
    "answer.datafeil": ("feil i tallene", "feil i tala", "error in the data"),
    "answer.tidspunkt": ("tidspunktet", "tidspunktet", "timing"),
    "answer.sammenlignbarhet": ("ikke sammenlignbart", "ikkje samanliknbart", "not comparable"),
    "answer.tilfeldig": ("tilfeldig", "tilfeldig", "chance"),
    "answer.frafall": ("frafall", "fråfall", "non-response"),
    "answer.demografi": ("demografi", "demografi", "demography"),
    "answer.bevisst_prioritering": ("bevisst prioritering", "medviten prioritering", "a choice made"),
    "answer.reelt_problem": ("et reelt problem", "eit reelt problem", "a real problem"),
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    key: texts
    for words in (
        _SHARED,
        access.WORDS,
        writing.WORDS,
        tertial.WORDS,
        meeting.WORDS,
        follow_up.WORDS,
        peers.WORDS,
        service.WORDS,
    )
    for key, texts in words.items()
}
_ORDINALS: Final = {
    "nb": ("", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende"),
    "nn": ("", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuande", "åttande", "niande"),
    "en": ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
}


def say(key: str, language: str = "nb", **values: object) -> str:
    """The words of a key in a language, with its values put in."""
    texts = _WORDS[key]
    text = texts[LANGUAGES.index(language)] if language in LANGUAGES else texts[0]
    return text.format(**values) if values else text


def status_word(status: Status, language: str = "nb") -> str:
    """`Nådd`, `Ikke nådd` …"""
    return say(f"status.{status.value}", language)


def verdict_word(verdict: Verdict | None, language: str = "nb") -> str:
    """`bedre`, `ingen sikker endring` …; nothing for a neutral indicator."""
    return say(f"verdict.{verdict.value}", language) if verdict else ""


def absent_word(absent: Absent, language: str = "nb") -> str:
    """Why there is no figure."""
    return say(f"absent.{absent.value}", language)


def quality_word(quality: Quality | None, language: str = "nb") -> str:
    """`anslag`, `foreløpig`, `usikkert år`; nothing for a final figure."""
    return "" if quality in (None, Quality.FINAL) else say(f"quality.{quality.word}", language)


def record_word(kind: RecordKind, language: str = "nb") -> str:
    """`vurdering`, `undring` …"""
    return say(f"record.{kind.value}", language)


def state_word(state: AssessmentState | WonderingState | ActionState | None, language: str = "nb") -> str:
    """`utkast`, `i gang` …; `ikke påbegynt` where there is no record."""
    return say(f"state.{state.value}" if state else "state.none", language)


def answer_word(code: AnswerCode, language: str = "nb") -> str:
    """`feil i tallene`, `et reelt problem` …"""
    return say(f"answer.{code.value}", language)


def direction_word(direction: Direction, language: str = "nb") -> str:
    """`lavere er bedre` …"""
    return say(f"direction.{direction.value}", language)


def ordinal(count: int, language: str = "nb") -> str:
    """`fjerde`; `12.` beyond nine."""
    words = _ORDINALS.get(language, _ORDINALS["nb"])
    return words[count] if count < len(words) else f"{count}."
