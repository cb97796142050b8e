-- One row a shown unit, series and window (or, where `months` of the series is 0, observation).
-- k is 0 for the window of the as-of, -1 for that of the year before …; for an observation, its period; and
-- -9999 for the months of last year that answer to the rest of this one, where the series has `rest` of them.
-- `months` and `rest` are by the series' number; NULL for a series that nobody asks for.
SELECT {shown}, f.series, {k},
       fsum(f.num), fsum(f.den), sum(f.squares), sum(f.invited), sum(f.responded), min(f.employees),
       bit_or(f.bits << (($end - f.last) % 12)), min(f.grade)
FROM (SELECT *, $months[series] AS months, $rest[series] AS rest FROM flow WHERE last <= $end {only}) f
{join}
WHERE {extent} {own_rows}
GROUP BY 1, 2, 3
