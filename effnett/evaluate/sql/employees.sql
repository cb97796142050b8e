-- Employees of a window: the smallest month's sum over the units that have rows in it.
SELECT shown, measure, k, min(employees)::INTEGER
FROM (
    SELECT r.shown, w.measure, f.last,
           CASE WHEN w.months = 0 THEN f.last * 16 + f.span
                WHEN ($end - f.last) % 12 + f.span <= w.months THEN -(($end - f.last) // 12)
                ELSE -9999 END AS k,
           sum(f.employees) AS employees
    FROM flow f
    JOIN (SELECT unnest($series) AS series, unnest($measure) AS measure, unnest($months) AS months,
                 unnest($rest) AS rest, unnest($own_rows) AS own_rows) w ON w.series = f.series
    JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source) r ON r.source = f.org_unit
    WHERE f.last <= $end AND f.bits IS NOT NULL
      AND (w.months = 0 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= w.months)
           OR (f.last <= $end - 12 + w.rest AND f.last - f.span >= $end - 12))
      {own_rows}
    GROUP BY ALL)
GROUP BY ALL
