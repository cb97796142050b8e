"""Words of the forms that people write in, on every page that has one."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "write.saving": ("Lagrer …", "Lagrar …", "Saving …"),
    "write.waiting": (
        "Ikke lagret – venter på forbindelse. Teksten er tatt vare på i denne nettleseren.",
        "Ikkje lagra – ventar på samband. Teksten er teken vare på i denne nettlesaren.",
        "Not saved – waiting for the connection. The text is kept in this browser.",
    ),
    "write.unsaved": ("Ikke lagret ennå", "Ikkje lagra enno", "Not saved yet"),
    "write.draft": (
        "Ikke lagret ennå. Teksten er tatt vare på i denne nettleseren.",
        "Ikkje lagra enno. Teksten er teken vare på i denne nettlesaren.",
        "Not saved yet. The text is kept in this browser.",
    ),
    "write.recovered": (
        "Hentet fram igjen fra denne nettleseren. Ikke lagret ennå.",
        "Henta fram att frå denne nettlesaren. Ikkje lagra enno.",
        "Brought back from this browser. Not saved yet.",
    ),
    "write.locked": (
        "Her er en tekst som ikke er lagret. Si hva du heter, så hentes den fram og lagres.",
        "Her er ein tekst som ikkje er lagra. Sei kva du heiter, så vert han henta fram og lagra.",
        "There is a text here that is not saved. Say your name, and it is brought back and saved.",
    ),
    "write.saved": ("Lagret {when} av {who}", "Lagra {when} av {who}", "Saved {when} by {who}"),
    "write.done": ("{what} {when} av {who}", "{what} {when} av {who}", "{what} {when} by {who}"),
    "write.at": ("kl. {time}", "kl. {time}", "at {time}"),
    "write.on": ("{day} kl. {time}", "{day} kl. {time}", "{day} at {time}"),
    "write.conflict": (
        "Endret av {who} {when}; se begge versjonene. Ingenting er skrevet over.",
        "Endra av {who} {when}; sjå begge versjonane. Ingenting er skrive over.",
        "Changed by {who} {when}; see both versions. Nothing has been overwritten.",
    ),
    "write.gone": (
        "Teksten finnes ikke lenger i lageret. Din er tatt vare på.",
        "Teksten finst ikkje lenger i lageret. Din er teken vare på.",
        "The text is no longer in the store. Yours is kept.",
    ),
    "write.changed": (
        "Endret av {who} {when} i mellomtiden. Se hva som står der nå, og prøv igjen.",
        "Endra av {who} {when} i mellomtida. Sjå kva som står der no, og prøv att.",
        "Changed by {who} {when} meanwhile. See what it says now, and try again.",
    ),
    "write.mine": ("Din tekst", "Din tekst", "Your text"),
    "write.theirs": ("Lagret av {who}", "Lagra av {who}", "Saved by {who}"),
    "write.keep_mine": ("Lagre min tekst", "Lagre min tekst", "Save my text"),
    "write.keep_theirs": ("Bruk den andre", "Bruk den andre", "Use the other"),
    "write.merge": (
        "Du kan også rette i feltet over til teksten er slik den skal bli, og så lagre den. Den du ikke velger, står i "
        "historikken.",
        "Du kan òg rette i feltet over til teksten er slik han skal bli, og så lagre han. Den du ikkje vel, står i "
        "historikken.",
        "You may also edit the field above until it says what it should, and save it. The one you do not choose stays "
        "in the history.",
    ),
    "write.not_allowed": (
        "Du har ikke tilgang til å skrive her.",
        "Du har ikkje tilgang til å skrive her.",
        "You may not write here.",
    ),
    "write.choose": ("Velg", "Vel", "Choose"),
    "write.indicator": ("Gjelder", "Gjeld", "About"),
    "write.whole_unit": ("Enheten samlet", "Heile eininga", "The unit as a whole"),
    "write.day": (
        "«{text}» er ikke en dato. Skriv den som 15.09.2009.",
        "«{text}» er ikkje ein dato. Skriv han som 15.09.2009.",
        "“{text}” is no date.",
    ),
    "write.number": (
        "«{text}» er ikke et tall. Skriv det med komma, som 12,8.",
        "«{text}» er ikkje eit tal. Skriv det med komma, som 12,8.",
        "“{text}” is no number. Write it with a comma, as 12,8.",
    ),
    "write.no_code": ("Velg en årsak til svaret.", "Vel ei årsak til svaret.", "Choose a reason for the answer."),
    "write.withdraw": ("Trekk tilbake", "Trekk tilbake", "Withdraw"),
    "write.take_back": ("Ta fram igjen", "Ta fram att", "Take back"),
    "write.withdrawn": (
        "Trukket tilbake {when} av {who}. Ingenting er slettet.",
        "Trekt tilbake {when} av {who}. Ingenting er sletta.",
        "Withdrawn {when} by {who}. Nothing has been deleted.",
    ),
    "write.history": ("Alle versjoner ({n})", "Alle versjonar ({n})", "All versions ({n})"),
    "write.history.of": ("{of}: alle versjoner ({n})", "{of}: alle versjonar ({n})", "{of}: all versions ({n})"),
    "write.version": ("Versjon {n}", "Versjon {n}", "Version {n}"),
    "write.lost": (
        "Kom for sent, og ble lagt ved siden av",
        "Kom for seint, og vart lagd ved sida av",
        "Came too late, and was kept aside",
    ),
    "write.empty": ("(tom)", "(tom)", "(empty)"),
    # undringer
    "wonder.new": ("Ny undring", "Ny undring", "New question"),
    "wonder.text": ("Hva lurer du på?", "Kva lurer du på?", "What do you wonder?"),
    "wonder.owner": ("Hvem skal svare?", "Kven skal svare?", "Who is to answer?"),
    "wonder.deadline": ("Svar innen", "Svar innan", "Answer by"),
    "wonder.save": ("Send undringen", "Send undringa", "Send the question"),
    "wonder.from": ("Undring fra {who}", "Undring frå {who}", "Question from {who}"),
    "wonder.to": ("til {who}", "til {who}", "to {who}"),
    "wonder.about": ("om {title}", "om {title}", "on {title}"),
    "wonder.waiting": ("Svar ventes", "Svar er venta", "An answer is awaited"),
    "wonder.waiting.by": ("Svar ventes innen {day}", "Svar er venta innan {day}", "An answer is awaited by {day}"),
    "wonder.late": ("Fristen gikk ut {day}", "Fristen gjekk ut {day}", "The deadline passed {day}"),
    "wonder.close": ("Lukk undringen", "Lukk undringa", "Close the question"),
    "wonder.open": ("Åpne igjen", "Opne att", "Open again"),
    "wonder.closed": ("Undringen er lukket", "Undringa er lukka", "The question is closed"),
    "wonder.none": ("Ingen undringer ennå.", "Ingen undringar enno.", "No questions yet."),
    "answer.new": ("Svar på undringen", "Svar på undringa", "Answer the question"),
    "answer.code": ("Hva er årsaken?", "Kva er årsaka?", "What is the reason?"),
    "answer.text": ("Svar", "Svar", "Answer"),
    "answer.save": ("Lagre svaret", "Lagre svaret", "Save the answer"),
    "answer.by": ("Svar fra {who}", "Svar frå {who}", "Answer from {who}"),
    "answer.why.datafeil": (
        "tallet er registrert feil",
        "talet er registrert feil",
        "the figure is registered wrongly",
    ),
    "answer.why.tidspunkt": (
        "noe er ført i en annen periode",
        "noko er ført i ein annan periode",
        "something is booked in another period",
    ),
    "answer.why.sammenlignbarhet": (
        "det er ikke det samme som måles",
        "det er ikkje det same som vert målt",
        "it is not the same that is measured",
    ),
    "answer.why.tilfeldig": (
        "vanlig variasjon, ingen egen årsak",
        "vanleg variasjon, inga eiga årsak",
        "ordinary variation, no cause of its own",
    ),
    "answer.why.frafall": ("for få har svart", "for få har svart", "too few have answered"),
    "answer.why.demografi": ("de vi er til for, er andre", "dei vi er til for, er andre", "those we serve are others"),
    "answer.why.bevisst_prioritering": (
        "vi har valgt det slik",
        "vi har valt det slik",
        "we have chosen it to be so",
    ),
    "answer.why.reelt_problem": (
        "noe må gjøres",
        "noko må gjerast",
        "something must be done",
    ),
    # tiltak
    "action.new": ("Nytt tiltak", "Nytt tiltak", "New action"),
    "action.text": ("Hva skal gjøres?", "Kva skal gjerast?", "What is to be done?"),
    "action.owner": ("Hvem gjør det?", "Kven gjer det?", "Who does it?"),
    "action.deadline": ("Frist", "Frist", "Deadline"),
    "action.state": ("Hvor langt er det kommet?", "Kor langt er det kome?", "How far has it come?"),
    "action.remeasure": ("Når måles det igjen?", "Når vert det målt att?", "When is it measured again?"),
    "action.save": ("Lagre tiltaket", "Lagre tiltaket", "Save the action"),
    "action.change": ("Endre", "Endre", "Change"),
    "action.late": ("forsinket", "forseinka", "late"),
    "action.due": ("frist {day}", "frist {day}", "due {day}"),
    "action.measured": ("måles igjen {day}", "vert målt att {day}", "measured again {day}"),
    "action.none": ("Ingen tiltak ennå.", "Ingen tiltak enno.", "No actions yet."),
}
