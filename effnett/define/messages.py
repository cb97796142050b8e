"""Every message about a definition, in bokmål and English side by side: what is wrong, and what to do.

Words in braces are filled in by the mistake. A warning is told but does not fail a check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

Words = tuple[str, str]
"""What is wrong, and what to do about it."""


class Message(NamedTuple):
    """One message in both languages."""

    norwegian: Words
    english: Words
    warning: bool = False


_FILES: Final = {
    "too_large": Message(
        ("filen er på {size} byte, for stor for en definisjon", "Er det en datafil? Les den inn med effnett import."),
        ("the file has {size} bytes, too many for a definition", "Is it data? Load it with effnett import."),
    ),
    "utf16": Message(
        ("filen er lagret som UTF-16", "Lagre den på nytt som UTF-8."),
        ("the file is saved as UTF-16", "Save it again as UTF-8."),
    ),
    "not_utf8": Message(
        ("tegnet {byte} er ikke UTF-8 (kanskje «{guess}» i Windows-1252)", "Lagre filen på nytt som UTF-8."),
        ('the byte {byte} is not UTF-8 (perhaps "{guess}" in Windows-1252)', "Save the file again as UTF-8."),
    ),
    "control_character": Message(
        ("styretegnet {character} kan ikke stå i en YAML-fil", "Slett det, eller skriv filen på nytt som ren tekst."),
        ("the control character {character} cannot stand in a YAML file", "Delete it, or save the file as plain text."),
    ),
    "looks_like_html": Message(
        ("filen er en nettside eller XML, ikke YAML", "Last ned selve filen på nytt."),
        ("the file is a web page or XML, not YAML", "Download the file itself again."),
    ),
    "empty_file": Message(
        ("filen er tom", "Skriv definisjonen, eller slett filen."),
        ("the file is empty", "Write the definition, or delete the file."),
    ),
    "unreadable_file": Message(
        ("filen kan ikke leses: {reason}", "Se etter at den finnes, og at du har lov til å lese den."),
        ("the file cannot be read: {reason}", "See that it exists and that you may read it."),
    ),
    "no_folder": Message(
        ("mappen finnes ikke", "Oppgi mappen med målekartene: effnett check MAPPE."),
        ("the folder does not exist", "Name the folder of scorecards: effnett check FOLDER."),
    ),
    "empty_folder": Message(
        ("mappen har ingen YAML-filer", "Legg målekartene der, ett i hver .yaml-fil."),
        ("the folder has no YAML files", "Put the scorecards there, one in each .yaml file."),
    ),
}

_ASKED: Final = {
    "unknown_scorecard": Message(
        ("ukjent målekart", "{guess}Målekartene som kan brukes, er: {known}."),
        ("unknown scorecard", "{guess}The scorecards that can be used are: {known}."),
    ),
    "no_such_file": Message(
        ("filen finnes ikke", "Oppgi id-en til et målekart, eller en YAML-fil som finnes."),
        ("the file does not exist", "Name a scorecard's id, or a YAML file that exists."),
    ),
}

_SYNTAX: Final = {
    "not_yaml": Message(
        ("YAML-en kan ikke leses: {problem}", "Se på innrykk, kolon og anførselstegn her og på linjen over."),
        ("the YAML cannot be read: {problem}", "Look at indentation, colons and quotes here and on the line above."),
    ),
    "tab": Message(
        ("linjen er rykket inn med tabulator", "YAML rykkes inn med mellomrom: to for hvert nivå."),
        ("the line is indented with a tab", "YAML is indented with spaces: two for each level."),
    ),
    "colon_in_text": Message(
        ("et kolon for mye på linjen, eller feil innrykk", 'Sett teksten i anførselstegn: title: "Mål: trivsel".'),
        ("a colon too many on the line, or wrong indentation", 'Put the text in quotes: title: "Goal: wellbeing".'),
    ),
    "unknown_escape": Message(
        ("omvendt skråstrek betyr noe eget mellom doble anførselstegn", "Bruk enkle anførselstegn: 'C:\\tall'."),
        ("a backslash means something of its own between double quotes", "Use single quotes: 'C:\\data'."),
    ),
    "quote_not_closed": Message(
        ("anførselstegnet som åpnes her, lukkes ikke", "Sett det som mangler, eller fjern det som er for mye."),
        (
            "the quote that opens here is not closed",
            "Add the one that is missing, or remove the extra one.",
        ),
    ),
    "bracket_not_closed": Message(
        ("klammen som åpnes her, lukkes ikke som den skal", "Se etter ] eller }}, og komma mellom delene."),
        (
            "the bracket that opens here is not closed as it should be",
            "Look for ] or }}, and commas between the parts.",
        ),
    ),
    "bad_tag": Message(
        ("utropstegnet begynner en YAML-merkelapp", "Sett teksten i anførselstegn."),
        ("the exclamation mark begins a YAML tag", "Put the text in quotes."),
    ),
    "undefined_alias": Message(
        (
            "stjernen viser til noe som ikke er navngitt i filen",
            'Skal stjernen være tekst, så sett den i anførselstegn: "*".',
        ),
        ("the asterisk refers to something not named in the file", 'If the asterisk is text, put it in quotes: "*".'),
    ),
    "bad_alias": Message(
        ("* og & betyr noe eget i YAML", 'Sett teksten i anførselstegn: "*".'),
        ("* and & mean something of their own in YAML", 'Put the text in quotes: "*".'),
    ),
    "colon_missing": Message(
        ("det mangler et kolon etter en nøkkel", "Skriv nøkkel: verdi, med mellomrom etter kolonet."),
        ("there is no colon after a key", "Write key: value, with a space after the colon."),
    ),
    "indentation": Message(
        (
            "innrykket passer ikke med linjene over (det som begynner på linje {began})",
            "Rykk like deler like langt inn, to mellomrom for hvert nivå.",
        ),
        (
            "the indentation does not fit the lines above (what begins on line {began})",
            "Indent parts of one level alike, two spaces for each level.",
        ),
    ),
    "special_character": Message(
        ("tegnet {character} kan ikke begynne en verdi i YAML", "Sett teksten i anførselstegn."),
        ("the character {character} cannot begin a value in YAML", "Put the text in quotes."),
    ),
    "many_documents": Message(
        ("filen har mer enn ett dokument (---)", "Skriv ett målekart i hver fil."),
        ("the file has more than one document (---)", "Write one scorecard in each file."),
    ),
    "tag": Message(
        ("merkelappen {tag} er ikke tillatt: her er bare tekst, tall, lister og nøkler", "Fjern den."),
        ("the tag {tag} is not allowed: only text, numbers, lists and keys are read", "Remove it."),
    ),
    "too_deep": Message(
        ("filen er nøstet mer enn {most} nivåer ned", "Se etter en klamme som ikke lukkes."),
        ("the file is nested more than {most} levels deep", "Look for a bracket that is not closed."),
    ),
    "alias_in_itself": Message(
        ("*{alias} viser til noe den selv står i", "Skriv delen ut i stedet."),
        ("*{alias} refers to something that it stands in", "Write the part out instead."),
    ),
    "unknown_alias": Message(
        (
            "*{alias} er ikke navngitt med &{alias} lenger oppe",
            'Skal stjernen være tekst, så sett den i anførselstegn: "*".',
        ),
        ("*{alias} is not named by &{alias} further up", 'If the asterisk is text, put it in quotes: "*".'),
    ),
    "aliases_grow": Message(
        ("filen vokser over alle grenser når henvisningene (*) skrives ut", "Skriv delene ut, eller bruk extends."),
        (
            "the file grows beyond all bounds when its aliases (*) are written out",
            "Write the parts out, or use extends.",
        ),
    ),
    "merge_not_map": Message(
        ("<< kan bare hente inn nøkler med verdier", "Vis til noe slikt: <<: *navn."),
        ("<< can only bring in keys with values", "Refer to such: <<: *name."),
    ),
    "key_not_text": Message(
        (
            "en nøkkel kan ikke være en liste eller andre nøkler",
            "Skriv nøkkel: verdi. Sett tekst med klammer i anførselstegn.",
        ),
        ("a key cannot be a list or other keys", "Write key: value. Put text with brackets in quotes."),
    ),
    "duplicate_key": Message(
        ("nøkkelen {key} står to ganger, først på linje {line}", "Slett den ene; ellers gjelder bare den ene av dem."),
        ("the key {key} is given twice, first on line {line}", "Delete one of them; otherwise only one would count."),
    ),
}

_VALUES: Final = {
    "unknown_key": Message(
        ("ukjent nøkkel «{key}»", "{guess}Her kan stå: {known}."),
        ('unknown key "{key}"', "{guess}Allowed here: {known}."),
    ),
    "missing_key": Message(
        ("«{key}» mangler", "Skriv {key}: … her."),
        ('"{key}" is missing', "Write {key}: … here."),
    ),
    "empty_value": Message(
        ("verdien er tom", "Skriv {wanted}, eller fjern nøkkelen."),
        ("the value is empty", "Write {wanted}, or remove the key."),
    ),
    "wrong_kind": Message(
        ("her står {found}", "Det skal være {wanted}."),
        ("found {found}", "It should be {wanted}."),
    ),
    "empty_list": Message(
        ("listen er tom", "Legg til det første, eller fjern nøkkelen."),
        ("the list is empty", "Add its first item, or remove the key."),
    ),
    "unquoted_code": Message(
        ("{text} uten anførselstegn er {meaning} for YAML", 'Skriv "{text}".'),
        ("{text} without quotes is {meaning} to YAML", 'Write "{text}".'),
    ),
    "boolean_word": Message(
        ("{text} uten anførselstegn er {meaning} for YAML", 'Skriv "{text}".'),
        ("{text} without quotes is {meaning} to YAML", 'Write "{text}".'),
    ),
    "unknown_language": Message(
        ("ukjent språk «{key}»", "Språkene er {known}."),
        ('unknown language "{key}"', "The languages are {known}."),
    ),
    "not_a_choice": Message(
        ("ukjent verdi «{text}»", "{guess}Velg en av: {known}."),
        ('unknown value "{text}"', "{guess}Choose one of: {known}."),
    ),
    "not_boolean": Message(
        ("her står {found}", "Skriv true eller false."),
        ("found {found}", "Write true or false."),
    ),
    "decimal_comma": Message(
        ("{text} har desimalkomma", "I YAML skrives tall med punktum: {better}."),
        ("{text} has a decimal comma", "In YAML numbers have a point: {better}."),
    ),
    "comma_in_text": Message(
        ("et komma mellom {{ og }} deler teksten", 'Sett den i anførselstegn: "{text}".'),
        ("a comma between {{ and }} cuts the text", 'Put it in quotes: "{text}".'),
    ),
    "quoted_number": Message(
        ("«{text}» er tekst, ikke et tall", "Skriv {better}, uten anførselstegn og prosenttegn."),
        ('"{text}" is text, not a number', "Write {better}, without quotes or a percent sign."),
    ),
    "odd_number": Message(
        ("{text} er ikke et vanlig tall for YAML", "Skriv det med sifre og punktum, uten null foran: 1000 eller 9.9."),
        (
            "{text} is no ordinary number to YAML",
            "Write it with digits and a point, without a leading zero: 1000 or 9.9.",
        ),
    ),
    "too_small": Message(
        ("{text} er for lite", "Skriv {low} eller mer."),
        ("{text} is too small", "Write {low} or more."),
    ),
    "not_above": Message(
        ("{text} er for lite", "Skriv et tall over {low}."),
        ("{text} is too small", "Write a number above {low}."),
    ),
    "out_of_range": Message(
        ("{text} passer ikke her", "Skriv et helt tall fra {low} til {high}."),
        ("{text} does not fit here", "Write a whole number from {low} to {high}."),
    ),
    "privacy_limit": Message(
        ("grensen {text} verner ikke personene bak tallene", "Skriv et helt tall fra {low} til {high}."),
        (
            "the limit {text} does not protect the people behind the figures",
            "Write a whole number from {low} to {high}.",
        ),
    ),
    "not_a_year": Message(
        ("{text} er ikke et årstall", "Skriv et år fra {low} til {high}."),
        ("{text} is not a year", "Write a year from {low} to {high}."),
    ),
    "not_two": Message(
        ("her står {count} tall, ikke to", "Skriv [lavest, høyest], med punktum i desimaltall."),
        ("found {count} numbers, not two", "Write [lowest, highest], with a point in decimals."),
    ),
    "scale_backwards": Message(
        ("skalaen begynner på {first} og slutter på {last}", "Skriv laveste svar først: [1, 6]."),
        ("the scale begins at {first} and ends at {last}", "Write the lowest answer first: [1, 6]."),
    ),
    "years_backwards": Message(
        ("årene går fra {first} til {last}", "Skriv det første året først: [2006, 2009]."),
        ("the years run from {first} to {last}", "Write the first year first: [2006, 2009]."),
    ),
    "not_a_period": Message(
        ("«{text}» er ikke en periode", 'Skriv et år (2020), en måned ("2009-05") eller et tertial ("2009-T2").'),
        ('"{text}" is not a period', 'Write a year (2020), a month ("2009-05") or a tertial ("2009-T2").'),
    ),
    "bad_scorecard_id": Message(
        ("«{text}» kan ikke være id for et målekart", "Bruk små bokstaver a–z, sifre og bindestrek: bydel-alna."),
        ('"{text}" cannot be the id of a scorecard', "Use lower-case a–z, digits and hyphens: bydel-alna."),
    ),
    "bad_id": Message(
        ("«{text}» kan ikke være en id", "Bruk bokstaver, sifre og bindestrek, uten mellomrom: sykefravaer."),
        ('"{text}" cannot be an id', "Use letters, digits and hyphens, without spaces: sykefravaer."),
    ),
}

_TARGETS: Final = {
    "empty_target": Message(
        ("målet er tomt", "Skriv {{ at_most: 9.9 }} eller {{ 2009: {{ at_least: 90 }} }}, eller fjern nøkkelen."),
        ("the target is empty", "Write {{ at_most: 9.9 }} or {{ 2009: {{ at_least: 90 }} }}, or remove the key."),
    ),
    "no_limit": Message(
        ("målet sier ikke hva som er bra", "Skriv at_least, at_most eller between."),
        ("the target does not say what is good", "Write at_least, at_most or between."),
    ),
    "many_limits": Message(
        ("målet har flere grenser: {limits}", "Skriv bare én; begge sider er between: [fra, til]."),
        ("the target has several limits: {limits}", "Write only one; both sides is between: [from, to]."),
    ),
    "years_mixed": Message(
        ("«{key}» står sammen med årstall", "Skriv den under hvert år: {{ 2009: {{ at_most: 9.9 }} }}."),
        ('"{key}" stands beside years', "Write it under each year: {{ 2009: {{ at_most: 9.9 }} }}."),
    ),
    "not_target_years": Message(
        ("«{text}» er ikke et årstall", "Skriv ett år (2009) eller flere (2006-2008)."),
        ('"{text}" is not a year', "Write one year (2009) or several (2006-2008)."),
    ),
    "years_overlap": Message(
        ("årene overlapper: {year} har alt et mål på linje {line}", "La hvert år ha ett mål."),
        ("the years overlap: {year} already has a target on line {line}", "Let each year have one target."),
    ),
    "between_backwards": Message(
        ("nedre grense {low} er over øvre grense {high}", "Skriv den laveste først: between: [40, 60]."),
        ("the lower limit {low} is above the upper limit {high}", "Write the lowest first: between: [40, 60]."),
    ),
    "bad_steps": Message(
        ("steps er ikke tre voksende tall", "Skriv det som skal være nådd i T1, T2 og T3: [30, 60, 90]."),
        ("steps are not three growing numbers", "Write what is due at T1, T2 and T3: [30, 60, 90]."),
    ),
    "steps_miss_target": Message(
        ("siste trinn er {last:g}, men målet er {target:g}", "La det siste trinnet være målet."),
        ("the last step is {last:g}, but the target is {target:g}", "Let the last step be the target."),
    ),
    "path_and_steps": Message(
        ("målet har både path og steps", "Behold den ene."),
        ("the target has both path and steps", "Keep one of them."),
    ),
    "path_of_between": Message(
        ("{key} har ingen mening for between", "Bruk at_least eller at_most, eller fjern {key}."),
        ("{key} has no meaning for between", "Use at_least or at_most, or remove {key}."),
    ),
    "no_direction": Message(
        (
            "«direction» mangler, og det er ikke noe mål som sier hvilken vei som er bedre",
            "Skriv direction: higher, lower eller neutral.",
        ),
        (
            '"direction" is missing, and no target says which way is better',
            "Write direction: higher, lower or neutral.",
        ),
    ),
    "direction_against_target": Message(
        ("direction: {direction} er i strid med målet, som er {limit}", "Fjern direction; målet sier den."),
        ("direction: {direction} contradicts the target, which is {limit}", "Remove direction; the target says it."),
    ),
    "targets_disagree": Message(
        (
            "målet er {limit}, men et annet mål for indikatoren sier {direction}",
            "La alle mål for en indikator peke samme vei.",
        ),
        (
            "the target is {limit}, but another target of the indicator says {direction}",
            "Let all targets of an indicator point one way.",
        ),
    ),
    "target_outside_scale": Message(
        ("målet {target} er utenfor skalaen {low}–{high}", "Rett målet eller scale."),
        ("the target {target} is outside the scale {low}–{high}", "Correct the target or the scale."),
    ),
    "target_not_percent": Message(
        ("målet {target} er utenfor {low}–{high} prosent", "Rett målet; det er i prosent."),
        ("the target {target} is outside {low}–{high} per cent", "Correct the target; it is in per cent."),
    ),
}

_INDICATORS: Final = {
    "duplicate_id": Message(
        ("id-en «{id}» er brukt før, på linje {line}", "Gi den ene en annen id."),
        ('the id "{id}" is already used, on line {line}', "Give one of them another id."),
    ),
    "no_source": Message(
        ("measure sier ikke hvor tallene kommer fra", "Skriv en av: {known}."),
        ("measure does not say where the figures come from", "Write one of: {known}."),
    ),
    "many_sources": Message(
        ("measure har flere kilder: {given}", "Behold en av: {known}."),
        ("measure has several sources: {given}", "Keep one of: {known}."),
    ),
    "service_spelt_twice": Message(
        (
            "tjenesten «{service}» skrives «{other}» i {file}:{line}, og regnes som en annen",
            "Skriv den likt hvis det er den samme.",
        ),
        (
            'the service "{service}" is written "{other}" in {file}:{line}, and is taken for another',
            "Write it alike if it is the same.",
        ),
        warning=True,
    ),
    "unit_must_be_percent": Message(
        ("tallet er i prosent, men unit er {unit}", "Skriv unit: percent, eller fjern unit."),
        ("the figure is in per cent, but the unit is {unit}", "Write unit: percent, or remove it."),
    ),
    "unit_taken_for_percent": Message(
        (
            "«unit» mangler; tallet leses som prosent",
            "Skriv unit: percent, eller det tallet er i (count, score, ratio …).",
        ),
        (
            '"unit" is missing; the figure is taken for per cent',
            "Write unit: percent, or what it is in (count, score, ratio …).",
        ),
        warning=True,
    ),
    "no_scale": Message(
        ("«scale» mangler; en undersøkelse må si hvilken skala den har", "Skriv for eksempel scale: [1, 6]."),
        ('"scale" is missing; a survey must name its scale', "Write, say, scale: [1, 6]."),
    ),
    "other_scale": Message(
        (
            "skalaen er ikke den som står i surveys.yaml for {survey}",
            "Skriv scale: [{low}, {high}], eller rett surveys.yaml.",
        ),
        (
            "the scale is not the one surveys.yaml has for {survey}",
            "Write scale: [{low}, {high}], or correct surveys.yaml.",
        ),
    ),
    "no_answers": Message(
        ("en andel må si hvilke svar som teller med", "Skriv answers: [5, 6]."),
        ("a share must say which answers count", "Write answers: [5, 6]."),
    ),
    "answers_of_mean": Message(
        ("answers hører til andeler, men dette er et gjennomsnitt", "Skriv statistic: share, eller fjern answers."),
        ("answers belong to shares, but this is a mean", "Write statistic: share, or remove answers."),
    ),
    "answer_outside_scale": Message(
        ("svaret {answer} er utenfor skalaen {low}–{high}", "Rett answers eller scale."),
        ("the answer {answer} is outside the scale {low}–{high}", "Correct the answers or the scale."),
    ),
    "kostra_window": Message(
        (
            "KOSTRA-tall kan ikke legges sammen, så window kan ikke være {window}",
            "Fjern window, eller skriv window: latest.",
        ),
        ("KOSTRA figures cannot be added up, so the window cannot be {window}", "Remove it, or write window: latest."),
    ),
}

_YEAR: Final = {
    "not_a_month_day": Message(
        ("«{text}» er ikke en dag i året", '{guess}Skriv måned og dag, i anførselstegn: "01-31".'),
        ('"{text}" is not a day of the year', '{guess}Write month and day, in quotes: "01-31".'),
    ),
    "not_in_month": Message(
        ("dagen «{text}» finnes ikke i måned {month}", 'Månedens siste dag er "{last}".'),
        ('the day "{text}" is not in month {month}', 'The last day of the month is "{last}".'),
    ),
    "unquoted_day": Message(
        ("{text} står uten anførselstegn", 'Skriv "{text}"; med et årstall foran ville YAML gjort det til noe annet.'),
        ("{text} stands without quotes", 'Write "{text}"; with a year in front YAML would make something else of it.'),
        warning=True,
    ),
    "far_from_tertial": Message(
        (
            "datoen {date} er over fire måneder etter at tertial {tertial} er slutt, og regnes til året etter",
            "Rett date eller tertial, eller fjern tertial hvis milepælen ikke hører til et.",
        ),
        (
            "the date {date} is over four months after tertial {tertial} has ended, and is taken for the next year",
            "Correct the date or the tertial, or remove the tertial if it belongs to none.",
        ),
        warning=True,
    ),
}

_CARDS: Final = {
    "id_in_two_files": Message(
        ("id-en «{id}» er også brukt i {other}", "Gi det ene målekartet en annen id."),
        ('the id "{id}" is also used in {other}', "Give one of the scorecards another id."),
    ),
    "unknown_base": Message(
        ("extends viser til «{text}», som ikke finnes", "{guess}Skriv id-en til et annet målekart i mappen."),
        ('extends names "{text}", which does not exist', "{guess}Write the id of another scorecard in the folder."),
    ),
    "not_a_scorecard": Message(
        (
            "filen er ikke et målekart: ingen av nøklene hører til i et",
            "Begynn med scorecard: id, eller flytt filen ut av mappen.",
        ),
        (
            "the file is no scorecard: none of its keys belong in one",
            "Begin with scorecard: id, or move the file out of the folder.",
        ),
    ),
    "own_without_base": Message(
        (
            "«indicators» øverst i filen hører sammen med extends",
            "Skriv indikatorene under focus_areas, eller legg til extends.",
        ),
        (
            '"indicators" at the top of the file belongs with extends',
            "Write the indicators under focus_areas, or add extends.",
        ),
    ),
    "extends_itself": Message(
        ("extends: {text} går i ring", "La målekartet som det arves fra, stå på egne ben."),
        ("extends: {text} goes in a circle", "Let the scorecard that is inherited from stand by itself."),
    ),
    "not_inherited": Message(
        (
            "indikatoren «{id}» finnes ikke i målekartet som utvides",
            "{guess}Nye indikatorer skrives under focus_areas.",
        ),
        (
            'the indicator "{id}" is not in the scorecard that is extended',
            "{guess}New indicators go under focus_areas.",
        ),
    ),
    "no_members": Message(
        ("gruppen sier ikke hvem som er med", "Skriv en av: {known}."),
        ("the group does not say who is in it", "Write one of: {known}."),
    ),
    "many_memberships": Message(
        ("gruppen sier på flere måter hvem som er med: {given}", "Behold en av dem."),
        ("the group says in several ways who is in it: {given}", "Keep one of them."),
    ),
}

_LOADED: Final = {
    "unknown_unit": Message(
        (
            "enheten «{code}» finnes ikke i enhetsregisteret",
            "{guess}Rett koden, eller les inn enheten: effnett import units.",
        ),
        (
            'the unit "{code}" is not in the unit register',
            "{guess}Correct the code, or load the unit: effnett import units.",
        ),
    ),
    "unit_not_loaded": Message(
        (
            "enheten «{code}» kan ikke kontrolleres: ingen slike enheter er lest inn",
            "Les inn enhetene: effnett import units.",
        ),
        ('the unit "{code}" cannot be checked: no such units are loaded', "Load the units: effnett import units."),
        warning=True,
    ),
    "peers_not_loaded": Message(
        ("gruppen «{group}» har medlemmer det ikke er lest inn tall for: {codes}", "Se etter at kodene er riktige."),
        ('the group "{group}" has members without figures: {codes}', "See that the codes are right."),
        warning=True,
    ),
    "unknown_survey": Message(
        ("undersøkelsen «{survey}» står ikke i surveys.yaml", "{guess}Rett id-en, eller legg undersøkelsen til der."),
        ('the survey "{survey}" is not in surveys.yaml', "{guess}Correct the id, or add the survey there."),
    ),
    "unknown_question": Message(
        (
            "spørsmålet «{question}» finnes ikke i undersøkelsen {survey}",
            "{guess}Rett id-en, eller legg spørsmålet til i surveys.yaml.",
        ),
        (
            'the question "{question}" is not in the survey {survey}',
            "{guess}Correct the id, or add the question to surveys.yaml.",
        ),
    ),
    "question_not_loaded": Message(
        (
            "det er ikke lest inn svar på spørsmålet «{question}» i {survey}",
            "Les dem inn: effnett import survey_answers.",
        ),
        (
            'no answers are loaded for the question "{question}" of {survey}',
            "Load them: effnett import survey_answers.",
        ),
        warning=True,
    ),
    "unknown_activity": Message(
        (
            "aktiviteten «{activity}» finnes ikke blant dem som er lest inn",
            "{guess}Rett navnet, eller les inn tallene: effnett import activity.",
        ),
        (
            'the activity "{activity}" is not among those loaded',
            "{guess}Correct the name, or load it: effnett import activity.",
        ),
    ),
    "activity_not_loaded": Message(
        (
            "aktiviteten «{activity}» kan ikke kontrolleres: ingen aktivitetstall er lest inn",
            "Les dem inn: effnett import activity.",
        ),
        ('the activity "{activity}" cannot be checked: no activity is loaded', "Load it: effnett import activity."),
        warning=True,
    ),
    "unknown_function": Message(
        (
            "funksjonen «{function}» finnes ikke i regnskapet som er lest inn",
            "{guess}Rett koden, eller les inn regnskapet: effnett import accounts.",
        ),
        (
            'the function "{function}" is not in the accounts loaded',
            "{guess}Correct the code, or load the accounts: effnett import accounts.",
        ),
    ),
    "function_not_loaded": Message(
        (
            "funksjonen «{function}» kan ikke kontrolleres: ingen regnskap er lest inn",
            "Les dem inn: effnett import accounts.",
        ),
        ('the function "{function}" cannot be checked: no accounts are loaded', "Load them: effnett import accounts."),
        warning=True,
    ),
    "unknown_contents": Message(
        (
            "KOSTRA-serien «{contents}» finnes ikke blant dem som er lest inn",
            "{guess}Rett koden, eller les inn tabellen: effnett import kostra.",
        ),
        (
            'the KOSTRA series "{contents}" is not among those loaded',
            "{guess}Correct the code, or load the table: effnett import kostra.",
        ),
    ),
    "kostra_not_loaded": Message(
        (
            "KOSTRA-serien «{contents}» kan ikke kontrolleres: ingen KOSTRA-tall er lest inn",
            "Les dem inn: effnett import kostra.",
        ),
        (
            'the KOSTRA series "{contents}" cannot be checked: no KOSTRA figures are loaded',
            "Load them: effnett import kostra.",
        ),
        warning=True,
    ),
    "no_such_series": Message(
        ("{contents} er ikke lest inn med denne tabellen og disse filtrene", "Det som finnes, er: {known}."),
        ("{contents} is not loaded with this table and these filters", "There is: {known}."),
    ),
    "many_series": Message(
        ("{contents} passer på {count} serier", "Skriv table eller filters, så det blir én: {known}."),
        ("{contents} fits {count} series", "Write table or filters, so that it is one: {known}."),
    ),
}

_ACCESS: Final = {
    "not_an_address": Message(
        ("«{text}» er ingen e-postadresse", 'Skriv den slik personen logger inn med den: "kari@alna.no".'),
        ('"{text}" is no e-mail address', 'Write it as the person logs in with it: "kari@alna.no".'),
    ),
    "no_role": Message(
        ("det står ikke hva personen er", "Skriv role: og en av: {known}."),
        ("nothing says what the person is", "Write role: and one of: {known}."),
    ),
    "two_kinds_of_role": Message(
        ("både role og roles står her", "Behold roles: [{known}] med de rollene personen har, og slett role."),
        ("both role and roles are given", "Keep roles: [{known}] with those the person has, and delete role."),
    ),
    "leader_without_units": Message(
        ("en leder må ha enheter", 'Skriv org_units: ["kode"] med koden til hver enhet som personen leder.'),
        ("a leader must have units", 'Write org_units: ["code"] with the code of each unit the person leads.'),
    ),
    "units_without_leader": Message(
        ("org_units gjelder bare ledere, og gjør ingenting her", "Legg til rollen leader, eller slett org_units."),
        ("org_units is for leaders alone, and does nothing here", "Add the role leader, or delete org_units."),
        warning=True,
    ),
    "twice_in_access": Message(
        ("{value} er skrevet opp før, på linje {line}", "Behold den ene, med alle rollene og enhetene."),
        ("{value} is already given, on line {line}", "Keep one of them, with all roles and units."),
    ),
}

MESSAGES: Final[Mapping[str, Message]] = {
    **_FILES,
    **_ASKED,
    **_SYNTAX,
    **_VALUES,
    **_TARGETS,
    **_INDICATORS,
    **_YEAR,
    **_CARDS,
    **_LOADED,
    **_ACCESS,
}
