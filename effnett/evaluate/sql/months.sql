-- One row a shown unit and series: its months that have a figure, oldest first, and their sums, as JSON lists:
-- lists of values take twice as long to hand over.
SELECT shown, series, to_json(list(last)), to_json(list(num)), to_json(list(den))
FROM (
    SELECT {shown} AS shown, f.series, f.last, fsum(f.num) AS num, fsum(f.den) AS den
    FROM flow f
    {join}
    WHERE f.span = 1 AND f.bits IS NOT NULL {only} {own_months}
    GROUP BY 1, 2, 3
    ORDER BY 3)
GROUP BY 1, 2
