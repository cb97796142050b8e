"""Words of the Sammenligning page."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "record.utvalg": ("utvalg", "utval", "selection"),
    "page.compare": ("Sammenligning", "Samanlikning", "Comparison"),
    "peers.heading": ("Sammenligning – {service}", "Samanlikning – {service}", "Comparison – {service}"),
    "peers.all": ("alle indikatorer", "alle indikatorar", "all indicators"),
    "peers.against": ("{unit} mot:", "{unit} mot:", "{unit} against:"),
    "peers.kind.municipality": ("kommuner", "kommunar", "municipalities"),
    "peers.kind.district": ("bydeler", "bydelar", "districts"),
    "peers.kind.unit": ("enheter", "einingar", "units"),
    "peers.with_figures": (
        "{n} av {of} {kind} har tall i {year}",
        "{n} av {of} {kind} har tal i {year}",
        "{n} of {of} {kind} have figures in {year}",
    ),
    "peers.country": (
        "{n} av {of} kommuner i landet har tall i {year}",
        "{n} av {of} kommunar i landet har tal i {year}",
        "{n} of the country's {of} municipalities have figures in {year}",
    ),
    "peers.not_all_loaded": (
        "Tall er lest inn for {loaded} av landets {of} kommuner. Plass og median gjelder dem som har tallet.",
        "Tal er lest inn for {loaded} av dei {of} kommunane i landet. Plass og median gjeld dei som har talet.",
        "Figures are loaded for {loaded} of the country's {of} municipalities. Ranks are of those with the figure.",
    ),
    "peers.members_of_year": (
        "Gruppen er den som gjaldt i {year}.",
        "Gruppa er den som galdt i {year}.",
        "The group is that of {year}.",
    ),
    "peers.other_year": (
        "Det er ingen tall for {asked}. Viser {shown}, det nyeste året med tall.",
        "Det er ingen tal for {asked}. Viser {shown}, det nyaste året med tal.",
        "There are no figures for {asked}. Showing {shown}, the newest year with figures.",
    ),
    "peers.whole_year": (
        "Tallene gjelder hele {year}, også når målekartet vises per et tidligere tertial. "
        "Der måneder mangler, står det ved tallet.",
        "Tala gjeld heile {year}, også når målekartet blir vist per eit tidlegare tertial. "
        "Der månader manglar, står det ved talet.",
        "The figures are for the whole of {year}, also where the scorecard is shown as of an earlier tertial. "
        "Where months are missing, it stands by the figure.",
    ),
    "peers.borrowed": (
        "Målekartet har ikke denne tjenesten. Nøkkeltallene er KOSTRA-tall som er definert i «{title}».",
        "Målekartet har ikkje denne tenesta. Nøkkeltala er KOSTRA-tal som er definerte i «{title}».",
        "The scorecard does not have this service. These are KOSTRA figures as defined in “{title}”.",
    ),
    "peers.not_yours": (
        "Du har ikke tilgang til å se tallene for denne enheten.",
        "Du har ikkje tilgang til å sjå tala for denne eininga.",
        "You may not see the figures of this unit.",
    ),
    "peers.filtered": (
        "Tall som ikke er publisert, vises bare for enheter du har tilgang til.",
        "Tal som ikkje er publiserte, blir berre viste for einingar du har tilgang til.",
        "Figures that are not published are shown only for units you may see.",
    ),
    # what may be chosen
    "peers.choose.group": ("Sammenlign med", "Samanlikn med", "Compare with"),
    "peers.choose.service": ("Tjeneste", "Teneste", "Service"),
    "peers.choose.effort": ("Innsats", "Innsats", "Effort"),
    "peers.choose.result": ("Resultat", "Resultat", "Result"),
    "peers.choose.reference": ("Målt mot", "Målt mot", "Measured against"),
    "peers.choose.none": (
        "Det er ingen grupper å sammenligne med.",
        "Det finst ingen grupper å samanlikne med.",
        "There are no groups to compare with.",
    ),
    "peers.group.option": (
        "{title} – {n} av {of} har tall",
        "{title} – {n} av {of} har tal",
        "{title} – {n} of {of} have figures",
    ),
    "peers.group.refused": (
        "{title} – kan ikke brukes nå",
        "{title} – kan ikkje brukast no",
        "{title} – cannot be used now",
    ),
    "peers.groups": ("Grupper og nettverk", "Grupper og nettverk", "Groups and networks"),
    "peers.rules": ("Etter regel", "Etter regel", "By rule"),
    "peers.own": ("Eget valg", "Eige val", "Own choice"),
    "peers.own.begin": ("Egen liste …", "Eiga liste …", "Own list …"),
    "peers.services.own": ("I målekartet", "I målekartet", "In the scorecard"),
    "peers.services.others": (
        "I andre målekart for enheten",
        "I andre målekart for eininga",
        "In other scorecards of the unit",
    ),
    "peers.services.borrowed": (
        "KOSTRA-tall fra andre målekart",
        "KOSTRA-tal frå andre målekart",
        "KOSTRA figures of other scorecards",
    ),
    "peers.siblings": ("enhetene ved siden av", "einingane ved sida av", "the units beside"),
    "peers.similar.weighted": (
        "de {which} mest like, med egne vekter",
        "dei {which} mest like, med eigne vekter",
        "the {which} most alike, by own weights",
    ),
    "peers.list.open": ("Velg egen liste", "Vel eiga liste", "Choose your own list"),
    "peers.list.legend": (
        "Hvem vil dere sammenligne med?",
        "Kven vil de samanlikne med?",
        "Whom will you compare with?",
    ),
    "peers.list.find": ("Finn i listen", "Finn i lista", "Find in the list"),
    "peers.list.use": ("Bruk listen", "Bruk lista", "Use the list"),
    "peers.similar.open": (
        "Hva gjør enheter like? Se og endre vektene",
        "Kva gjer einingar like? Sjå og endre vektene",
        "What makes units alike? See and change the weights",
    ),
    "peers.similar.told": (
        "Avstanden er det veide snittet av forskjellene, målt i standardavvik. Vekt 0 utelater noe.",
        "Avstanden er det vegde snittet av skilnadene, målt i standardavvik. Vekt 0 utelèt noko.",
        "The distance is the weighted mean of the differences in standard deviations. A weight of 0 leaves out.",
    ),
    "peers.similar.units": ("Hvor mange", "Kor mange", "How many"),
    "peers.similar.size": ("Folketall", "Folketal", "Inhabitants"),
    "peers.similar.band": ("Andel {first}–{last} år", "Del {first}–{last} år", "Share aged {first}–{last}"),
    "peers.similar.from": ("Andel {first} år og over", "Del {first} år og over", "Share aged {first} and over"),
    "peers.similar.figure": ("Legg til et KOSTRA-tall", "Legg til eit KOSTRA-tal", "Add a KOSTRA figure"),
    "peers.similar.figure.none": ("ingen", "ingen", "none"),
    "peers.similar.weight": ("Vekt for tallet", "Vekt for talet", "The figure's weight"),
    "peers.similar.use": ("Bruk vektene", "Bruk vektene", "Use the weights"),
    # the table
    "peers.four": ("Fire suksesskriterier", "Fire suksesskriterium", "Four criteria of success"),
    "peers.table": (
        "{unit} mot {group} i {year}: verdi, plass og hvordan de andre ligger",
        "{unit} mot {group} i {year}: verdi, plass og korleis dei andre ligg",
        "{unit} against {group} in {year}: value, rank and how the others lie",
    ),
    "peers.head.dimension": ("Forhold", "Forhold", "Relation"),
    "peers.head.indicator": ("Nøkkeltall", "Nøkkeltal", "Figure"),
    "peers.head.own": ("Vi", "Vi", "We"),
    "peers.head.strip": ("De andre (strek = median)", "Dei andre (strek = median)", "The others (line = median)"),
    "peers.head.years": ("{years} (stiplet = median)", "{years} (stipla = median)", "{years} (dashed = median)"),
    "peers.head.place": ("Plass", "Plass", "Rank"),
    "peers.dimension.prioritering": ("Prioritering", "Prioritering", "Priority"),
    "peers.dimension.dekningsgrad": ("Dekningsgrad", "Dekningsgrad", "Coverage"),
    "peers.dimension.produktivitet": ("Produktivitet", "Produktivitet", "Productivity"),
    "peers.dimension.kvalitet": ("Kvalitet", "Kvalitet", "Quality"),
    "peers.dimension.medarbeidere": ("Medarbeidere", "Medarbeidarar", "Employees"),
    "peers.dimension.other": ("Annet", "Anna", "Other"),
    "peers.rank": ("nr. {rank} av {n} (1 er best)", "nr. {rank} av {n} (1 er best)", "no. {rank} of {n} (1 is best)"),
    "peers.size": (
        "nr. {rank} av {n} (1 er høyest)",
        "nr. {rank} av {n} (1 er høgast)",
        "no. {rank} of {n} (1 is highest)",
    ),
    "peers.rank.short": ("nr. {rank} av {n}", "nr. {rank} av {n}", "no. {rank} of {n}"),
    "peers.tied": ("delt", "delt", "shared"),
    "peers.higher_than": ("høyere enn {share} av de andre", "høgare enn {share} av dei andre", "higher than {share}"),
    "peers.few": ("for få til en plassering", "for få til ei plassering", "too few for a rank"),
    "peers.alone": ("ingen andre har tall", "ingen andre har tal", "nobody else has a figure"),
    "peers.nobody": ("ingen har tall", "ingen har tal", "nobody has a figure"),
    "peers.all_equal": ("alle har samme tall", "alle har same tal", "all have the same figure"),
    "peers.no_quartiles": (
        "for få til å vise den midterste halvdelen",
        "for få til å vise den midtarste halvdelen",
        "too few to show the middle half",
    ),
    "peers.n_of": ("{n} av {of} har tall", "{n} av {of} har tal", "{n} of {of} have figures"),
    "peers.beyond.one": (
        "utenfor skalaen: {name} {value}",
        "utanfor skalaen: {name} {value}",
        "beyond the scale: {name} {value}",
    ),
    "peers.beyond.many": (
        "{n} utenfor skalaen, lengst ute {name} {value}",
        "{n} utanfor skalaen, lengst ute {name} {value}",
        "{n} beyond the scale, farthest {name} {value}",
    ),
    "peers.key": (
        "Blå prikk: vi. Grå prikker: de andre. Blått felt: den midterste halvdelen, fra 8 tall. "
        "Pil i kanten: noen ligger utenfor skalaen. Velg et nøkkeltall for å se alle.",
        "Blå prikk: vi. Grå prikkar: dei andre. Blått felt: den midtarste halvdelen, frå 8 tal. "
        "Pil i kanten: nokon ligg utanfor skalaen. Vel eit nøkkeltal for å sjå alle.",
        "Blue dot: we. Grey dots: the others. Blue field: the middle half, from 8 figures. "
        "Arrow at the edge: somebody lies beyond the scale. Choose a figure to see all.",
    ),
    "peers.nothing": (
        "Ingen indikatorer å sammenligne. Velg en annen tjeneste, eller gi indikatorer «service» og «dimension».",
        "Ingen indikatorar å samanlikne. Vel ei anna teneste, eller gi indikatorar «service» og «dimension».",
        "No indicators to compare. Choose another service, or give indicators a service and a dimension.",
    ),
    "peers.without": (
        "Ingen i gruppen har tall i {year} for: {titles}.",
        "Ingen i gruppa har tal i {year} for: {titles}.",
        "Nobody in the group has a figure in {year} of: {titles}.",
    ),
    # one figure
    "peers.one": ("{title} – alle i {year}", "{title} – alle i {year}", "{title} – everybody in {year}"),
    "peers.one.drawn": (
        "Hver prikk er en enhet. Velg en enhet i listen, så vises prikken.",
        "Kvar prikk er ei eining. Vel ei eining i lista, så blir prikken vist.",
        "Each dot is a unit. Choose one in the list and its dot is shown.",
    ),
    "peers.one.find": ("Finn en enhet", "Finn ei eining", "Find a unit"),
    "peers.one.list": ("Enheter, best først", "Einingar, best først", "Units, best first"),
    "peers.one.list.size": ("Enheter, høyest først", "Einingar, høgast først", "Units, highest first"),
    "peers.one.around": ("De nærmeste på listen", "Dei næraste på lista", "Those nearest on the list"),
    "peers.one.all": ("Alle {n} som tabell", "Alle {n} som tabell", "All {n} as a table"),
    "peers.one.averages": ("SSBs gjennomsnitt", "Gjennomsnitta til SSB", "Statistics Norway's averages"),
    "peers.one.sort": ("Sorter etter {what}", "Sorter etter {what}", "Sort by {what}"),
    "peers.one.median": ("median {value}", "median {value}", "median {value}"),
    "peers.one.half": ("midterste halvdel", "midtarste halvdel", "middle half"),
    "peers.one.scroll": ("Tegningen av alle enhetene", "Teikninga av alle einingane", "The drawing of all units"),
    # effort against result
    "peers.effort": ("Får vi igjen for innsatsen?", "Får vi att for innsatsen?", "Does the effort pay?"),
    "peers.effort.text": (
        "{effort} mot {result} i {year} for {n} enheter. {own}",
        "{effort} mot {result} i {year} for {n} einingar. {own}",
        "{effort} against {result} in {year} for {n} units. {own}",
    ),
    "peers.effort.own": (
        "{name}: innsats {effort}, resultat {result}.",
        "{name}: innsats {effort}, resultat {result}.",
        "{name}: effort {effort}, result {result}.",
    ),
    "peers.effort.without": (
        "{name} mangler ett av tallene.",
        "{name} manglar eitt av tala.",
        "{name} lacks one of the figures.",
    ),
    "peers.effort.low_good": (
        "lavere innsats, bedre resultat",
        "lågare innsats, betre resultat",
        "less effort, better result",
    ),
    "peers.effort.high_good": (
        "høyere innsats, bedre resultat",
        "høgare innsats, betre resultat",
        "more effort, better result",
    ),
    "peers.effort.low_bad": (
        "lavere innsats, svakere resultat",
        "lågare innsats, svakare resultat",
        "less effort, weaker result",
    ),
    "peers.effort.high_bad": (
        "høyere innsats, svakere resultat",
        "høgare innsats, svakare resultat",
        "more effort, weaker result",
    ),
    "peers.effort.low_more": (
        "lavere innsats, høyere tall",
        "lågare innsats, høgare tal",
        "less effort, higher figure",
    ),
    "peers.effort.high_more": (
        "høyere innsats, høyere tall",
        "høgare innsats, høgare tal",
        "more effort, higher figure",
    ),
    "peers.effort.low_less": ("lavere innsats, lavere tall", "lågare innsats, lågare tal", "less effort, lower figure"),
    "peers.effort.high_less": (
        "høyere innsats, lavere tall",
        "høgare innsats, lågare tal",
        "more effort, lower figure",
    ),
    "peers.effort.pattern": (
        "Rangkorrelasjon {r} blant {n} enheter. Det er et mønster, ikke en årsak.",
        "Rangkorrelasjon {r} blant {n} einingar. Det er eit mønster, ikkje ei årsak.",
        "Rank correlation {r} among {n} units. It is a pattern, not a cause.",
    ),
    "peers.effort.no_pattern": (
        "For få enheter ({n}) til å si noe om et mønster; det må være minst 10.",
        "For få einingar ({n}) til å seie noko om eit mønster; det må vere minst 10.",
        "Too few units ({n}) to tell of a pattern; there must be at least 10.",
    ),
    "peers.effort.axes": (
        "Tallene er fra {year}. Stiplet: medianen av hver.",
        "Tala er frå {year}. Stipla: medianen av kvar.",
        "The figures are of {year}. Dashed: the median of each.",
    ),
    "peers.effort.beyond": (
        "Utenfor aksene, tegnet som ring i kanten: {names}.",
        "Utanfor aksane, teikna som ring i kanten: {names}.",
        "Beyond the axes, drawn as a ring at the edge: {names}.",
    ),
    "peers.effort.none": (
        "Ingen enheter har begge tallene.",
        "Ingen einingar har begge tala.",
        "No unit has both figures.",
    ),
    "peers.effort.table": ("Tallene bak tegningen", "Tala bak teikninga", "The figures behind the drawing"),
    "peers.effort.years": ("{name} gjennom årene", "{name} gjennom åra", "{name} through the years"),
    # more, the same, less
    "peers.spending": (
        "Bruker mer på – like mye – mindre",
        "Bruker meir på – like mykje – mindre",
        "Spends more – the same – less on",
    ),
    "peers.spending.table": (
        "Utgifter per innbygger og andel av budsjettet, målt mot {reference}",
        "Utgifter per innbyggjar og del av budsjettet, målt mot {reference}",
        "Spending per inhabitant and share of the budget, against {reference}",
    ),
    "peers.spending.median": ("gruppens median", "medianen i gruppa", "the group's median"),
    "peers.spending.service": ("Tjeneste", "Teneste", "Service"),
    "peers.spending.per": ("Per innbygger", "Per innbyggjar", "Per inhabitant"),
    "peers.spending.share": ("Andel av budsjettet", "Del av budsjettet", "Share of the budget"),
    "peers.spending.more": ("mer", "meir", "more"),
    "peers.spending.same": ("like mye", "like mykje", "the same"),
    "peers.spending.less": ("mindre", "mindre", "less"),
    "peers.spending.percent": ("{percent} av {reference}", "{percent} av {reference}", "{percent} of {reference}"),
    "peers.spending.disagree": ("sier ulike ting", "seier ulike ting", "say different things"),
    "peers.spending.why": (
        "Der de to er ulike, er det et spørsmål om hvor mye det er å bruke i alt. "
        "Like mye er 95–105 %. Verken mer eller mindre er bedre.",
        "Der dei to er ulike, er det eit spørsmål om kor mykje det er å bruke i alt. "
        "Like mykje er 95–105 %. Verken meir eller mindre er betre.",
        "Where the two differ it is a question of how much there is to spend in all. "
        "The same is 95–105 %. Neither more nor less is better.",
    ),
    "peers.spending.unknown": ("ikke kjent", "ikkje kjent", "not known"),
    # what stands out
    "peers.stands_out": ("Her skiller vi oss ut", "Her skil vi oss ut", "Where we stand out"),
    "peers.teach": ("Kan lære bort", "Kan lære bort", "Can teach"),
    "peers.learn": ("Kan lære av andre", "Kan lære av andre", "Can learn from others"),
    "peers.more": ("Har mer av", "Har meir av", "Has more of"),
    "peers.less": ("Har mindre av", "Har mindre av", "Has less of"),
    "peers.neutral": ("verken bedre eller dårligere", "verken betre eller dårlegare", "neither better nor worse"),
    "peers.nothing_stands_out": (
        "Ingenting skiller seg klart ut.",
        "Ingenting skil seg klart ut.",
        "Nothing stands out clearly.",
    ),
    "peers.too_few": (
        "Det må være minst fem andre med tall før noe kan sies å skille seg ut.",
        "Det må vere minst fem andre med tal før noko kan seiast å skilje seg ut.",
        "There must be five others with figures before anything stands out.",
    ),
    "peers.proposed": (
        "Foreslått av tallene. Ingen har bekreftet utvalget.",
        "Foreslått av tala. Ingen har stadfesta utvalet.",
        "Proposed by the figures. Nobody has confirmed the selection.",
    ),
    "peers.confirmed": (
        "Bekreftet av {author} {day}.",
        "Stadfesta av {author} {day}.",
        "Confirmed by {author} {day}.",
    ),
    "peers.confirmed.other": (
        "Mot en annen gruppe er et utvalg bekreftet: {confirmed}",
        "Mot ei anna gruppe er eit utval stadfesta: {confirmed}",
        "Against another group a selection is confirmed: {confirmed}",
    ),
    "peers.proposed.here": (
        "Foreslått av tallene for denne gruppen.",
        "Foreslått av tala for denne gruppa.",
        "Proposed by the figures of this group.",
    ),
    "peers.choose.own": ("Bekreft eller bytt ut", "Stadfest eller byt ut", "Confirm or replace"),
    "peers.choose.told": (
        "Velg høyst fire hver vei. Det som er valgt, er det som kommer med i rapporten.",
        "Vel høgst fire kvar veg. Det som er valt, er det som kjem med i rapporten.",
        "Choose at most four each way. What is chosen is what goes into the report.",
    ),
    "peers.choose.why": ("Begrunnelse (frivillig)", "Grunngiving (frivillig)", "Reason (optional)"),
    "peers.choose.save": ("Lagre utvalget", "Lagre utvalet", "Save the selection"),
    "peers.choose.meanwhile": (
        "{author} har lagret et utvalg i mellomtiden; det vises over. Ditt står her og er ikke lagret. Lagrer du, blir "
        "ditt det som vises, og det andre står i historikken.",
        "{author} har lagra eit utval i mellomtida; det blir vist over. Ditt står her og er ikkje lagra. Lagrar du, "
        "blir ditt det som blir vist, og det andre står i historikken.",
        "{author} has saved a selection meanwhile; it is shown above. Yours stands here and is not saved. If you save "
        "it, yours is the one that is shown, and the other stands in the history.",
    ),
    "peers.saved": ("Utvalget er lagret.", "Utvalet er lagra.", "The selection is saved."),
    "peers.save.conflict": (
        "{author} har lagret et annet utvalg i mellomtiden. Det vises nå; ditt er tatt vare på i historikken.",
        "{author} har lagra eit anna utval i mellomtida. Det blir vist no; ditt er teke vare på i historikken.",
        "{author} has saved another selection meanwhile. It is shown now; yours is kept in the history.",
    ),
    "peers.save.name": (
        "Ikke lagret ennå: Skriv navnet ditt øverst på siden, og lagre en gang til.",
        "Ikkje lagra enno: Skriv namnet ditt øvst på sida, og lagre ein gong til.",
        "Not saved yet: give your name at the top of the page, and save once more.",
    ),
    "peers.save.forbidden": (
        "Du kan ikke lagre et utvalg for denne enheten.",
        "Du kan ikkje lagre eit utval for denne eininga.",
        "You may not save a selection for this unit.",
    ),
    "peers.every.ask": (
        "Se hva som skiller seg ut blant alle KOSTRA-tall",
        "Sjå kva som skil seg ut blant alle KOSTRA-tal",
        "See what stands out among all KOSTRA figures",
    ),
    "peers.every": (
        "Blant alle KOSTRA-tall som er lest inn for oss ({n})",
        "Blant alle KOSTRA-tal som er lesne inn for oss ({n})",
        "Among all KOSTRA figures loaded for us ({n})",
    ),
    "peers.every.told": (
        "Ingen har sagt hva som er bedre her, så det er bare mer og mindre.",
        "Ingen har sagt kva som er betre her, så det er berre meir og mindre.",
        "Nobody has said what is better here, so there is only more and less.",
    ),
    # whom to talk to
    "peers.talk": ("Hvem kan vi snakke med?", "Kven kan vi snakke med?", "Whom can we talk to?"),
    "peers.talk.alike": ("ligner oss", "liknar oss", "like us"),
    "peers.talk.unlike": ("ulik oss", "ulik oss", "unlike us"),
    "peers.talk.unknown": (
        "likheten er ikke kjent: folketall er ikke lest inn",
        "likskapen er ikkje kjend: folketal er ikkje lese inn",
        "likeness is not known: no population is loaded",
    ),
    "peers.talk.teaches": ("Kan lære oss", "Kan lære oss", "Can teach us"),
    "peers.talk.learns": ("Kan lære av oss", "Kan lære av oss", "Can learn from us"),
    "peers.talk.item": (
        "{title}: {theirs} mot våre {ours}",
        "{title}: {theirs} mot våre {ours}",
        "{title}: {theirs} against our {ours}",
    ),
    "peers.talk.nothing": (
        "ingenting klart, i disse tallene",
        "ingenting klart, i desse tala",
        "nothing clear, in these figures",
    ),
    "peers.no_own": (
        "Vi har ingen egne tall som kan sammenlignes dette året.",
        "Vi har ingen eigne tal som kan samanliknast dette året.",
        "We have no figures of our own to compare this year.",
    ),
    "peers.talk.not_weak": (
        "Vi er ikke svakere enn medianen i noe av dette.",
        "Vi er ikkje svakare enn medianen i noko av dette.",
        "We are not weaker than the median in any of this.",
    ),
    "peers.talk.nobody": (
        "Ingen i gruppen er klart bedre der vi er svakest.",
        "Ingen i gruppa er klart betre der vi er svakast.",
        "Nobody in the group is clearly better where we are weakest.",
    ),
    "peers.talk.why": (
        "Én som ligner og én som er ulik: nettverk av ulike lærer mest av hverandre.",
        "Éin som liknar og éin som er ulik: nettverk av ulike lærer mest av kvarandre.",
        "One that is like us and one that is not: networks of unlike ones learn most.",
    ),
    # what is joined and what is broken
    "peers.breaks": ("Brudd og endringer", "Brot og endringar", "Breaks and changes"),
    "peers.breaks.none": (
        "Ingen kjente brudd i {years}. Ingen i gruppen er slått sammen eller delt etter 1. januar {first}.",
        "Ingen kjende brot i {years}. Ingen i gruppa er slegne saman eller delte etter 1. januar {first}.",
        "No known breaks in {years}. Nobody in the group was merged or split after 1 January {first}.",
    ),
    "peers.and_more": ("{names} og {n} til", "{names} og {n} til", "{names} and {n} more"),
    "peers.self_counted": (
        "{counted}, oss selv medregnet",
        "{counted}, oss sjølve medrekna",
        "{counted}, ourselves among them",
    ),
    "peers.breaks.others": (
        "{n} av {of} i gruppen ble slått sammen eller delt i {years}: {names}. Tall fra før og etter er ikke koblet.",
        "{n} av {of} i gruppa vart slegne saman eller delte i {years}: {names}. Tal frå før og etter er ikkje kopla.",
        "{n} of {of} in the group were merged or split in {years}: {names}. Figures before and after are not joined.",
    ),
    "peers.breaks.joined": (
        "{n} av {of} i gruppen fikk ny kode i {years} og er koblet: {names}.",
        "{n} av {of} i gruppa fekk ny kode i {years} og er kopla: {names}.",
        "{n} of {of} in the group got a new code in {years} and are joined: {names}.",
    ),
    "peers.breaks.indicator": (
        "{title}: brudd fra {when}: {why}",
        "{title}: brot frå {when}: {why}",
        "{title}: broken from {when}: {why}",
    ),
    "peers.gone": ("ingen egen kommune", "ingen eigen kommune", "no municipality of its own"),
    "peers.gone.one": (
        "{n} av {of} i gruppen var ikke egen kommune i {year}. Hvorfor står under Brudd og endringer.",
        "{n} av {of} i gruppa var ikkje eigen kommune i {year}. Kvifor står under Brot og endringar.",
        "{n} of {of} in the group was no municipality of its own in {year}. Why is under Breaks and changes.",
    ),
    "peers.gone.some": (
        "{n} av {of} i gruppen var ikke egne kommuner i {year}. Hvorfor står under Brudd og endringer.",
        "{n} av {of} i gruppa var ikkje eigne kommunar i {year}. Kvifor står under Brot og endringar.",
        "{n} of {of} in the group were no municipalities of their own in {year}. Why is under Breaks and changes.",
    ),
    "peers.gone.ask": (
        "Sammenlign med kommunene de er blitt en del av",
        "Samanlikn med kommunane dei er blitt ein del av",
        "Compare with the municipalities they have become part of",
    ),
    "peers.breaks.not_then": (
        "{name} var ingen egen enhet i {years}, og har ingen tall for da.",
        "{name} var inga eiga eining i {years}, og har ingen tal for då.",
        "{name} was no unit of its own in {years}, and has no figures for them.",
    ),
}
