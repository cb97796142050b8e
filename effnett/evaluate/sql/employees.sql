-- Employees of a window: the smallest month's sum over the units that have rows in it.
SELECT shown, series, k, min(employees)::INTEGER
FROM (
    SELECT r.shown, f.series, {k} AS k, f.last, sum(f.employees) AS employees
    FROM (SELECT *, $months[series] AS months, $rest[series] AS rest FROM flow
          WHERE last <= $end AND bits IS NOT NULL AND employees IS NOT NULL) f
    JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source) r ON r.source = f.org_unit
    WHERE {extent} {own_rows}
    GROUP BY ALL)
GROUP BY ALL
