-- One row a shown unit, series and window (or, where its months are 0, observation).
-- k is 0 for the window of the as-of, -1 for that of the year before …; for an observation, its period; and
-- -9999 for the months of last year that answer to the rest of this one, -10000 for those of the year before it ….
SELECT {shown}, f.series, {k},
       fsum(f.num{times}), fsum(f.den{times}), sum(f.squares), sum(f.invited), sum(f.responded),
       bit_or(f.bits << (($end - f.last) % 12)), min({grade})
FROM flow f
{join}
WHERE f.last <= $end {only}
  AND {extent} {own_rows}
GROUP BY 1, 2, 3
