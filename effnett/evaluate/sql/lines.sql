-- One row a shown unit and series: its periods with what was added up over units for each, as JSON lists (lists of
-- values take twice as long to hand over). What is the same everywhere, or nowhere, is one value or none.
SELECT shown, series, to_json(list(last)), CASE WHEN max(span) > 1 THEN to_json(list(span)) END,
       to_json(list(num)), CASE WHEN count(den) > 0 THEN to_json(list(den)) END,
       CASE WHEN count(squares) > 0 THEN to_json(list(squares)) END,
       CASE WHEN count(invited) > 0 THEN to_json(list(invited)) END,
       CASE WHEN count(responded) > 0 THEN to_json(list(responded)) END,
       CASE WHEN min(grade) < max(grade) THEN to_json(list(grade)) ELSE to_json(min(grade)) END
FROM (
    SELECT {shown} AS shown, f.series, f.last, f.span, fsum(f.num{times}) AS num, fsum(f.den{times}) AS den,
           sum(f.squares) AS squares, sum(f.invited) AS invited, sum(f.responded) AS responded, min({grade}) AS grade
    FROM flow f
    {join}
    WHERE true {only} {own_months}
    GROUP BY 1, 2, 3, 4
    ORDER BY 3, 4)
GROUP BY 1, 2
