-- Employees of a window: the smallest month's sum over the units that have rows in it.
SELECT shown, series, k, min(employees)::INTEGER
FROM (
    SELECT {shown} AS shown, f.series, {k} AS k, f.last, sum(f.employees) AS employees
    FROM flow f
    {join}
    WHERE f.last <= $end {only} AND f.bits IS NOT NULL AND f.employees IS NOT NULL
      AND {extent} {own_rows}
    GROUP BY ALL)
GROUP BY ALL
