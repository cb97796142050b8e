-- Employees of a window: the smallest month's sum over the units that have rows in it.
SELECT shown, series, k, min(employees)::INTEGER
FROM (
    SELECT {shown} AS shown, f.series, {k} AS k, f.last, sum(f.employees) AS employees
    FROM (SELECT *, $months[series] AS months, $rest[series] AS rest FROM flow
          WHERE last <= $end {only} AND bits IS NOT NULL AND employees IS NOT NULL) f
    {join}
    WHERE {extent} {own_rows}
    GROUP BY ALL)
GROUP BY ALL
