-- One row a shown unit, measure and window (or, where months is 0, observation), newest first within `points`.
-- k is 0 for the window of the as-of, -1 for that of the year before …; for an observation, its period; and
-- -9999 for the months of last year that answer to the rest of this one, of the measures with `rest` of them.
-- own_rows.sql stands in the conditions where some unit has both rows of its own and units below it.
SELECT r.shown, w.measure,
       CASE WHEN w.months = 0 THEN f.last * 16 + f.span
            WHEN ($end - f.last) % 12 + f.span <= w.months THEN -(($end - f.last) // 12)
            ELSE -9999 END AS k,
       fsum(f.num), fsum(f.den), sum(f.squares), sum(f.invited), sum(f.responded), min(f.employees),
       bit_or(f.bits << (($end - f.last) % 12)), min(f.quality), any_value(f.mark)
FROM flow f
JOIN (SELECT unnest($series) AS series, unnest($measure) AS measure, unnest($months) AS months,
             unnest($rest) AS rest, unnest($own_rows) AS own_rows) w ON w.series = f.series
JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source) r ON r.source = f.org_unit
WHERE f.last <= $end
  AND (w.months = 0 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= w.months)
       OR (f.last <= $end - 12 + w.rest AND f.last - f.span >= $end - 12))
  {own_rows}
GROUP BY 1, 2, 3, w.months
QUALIFY w.months > 0 OR row_number() OVER (PARTITION BY r.shown, w.measure ORDER BY k DESC) <= $points
