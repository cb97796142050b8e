-- Who has sick leave rows in each month of the tertials that some unit has few employees in, a row a tertial, as
-- JSON lists; bits tell the series.
SELECT to_json(list(last)), to_json(list(org_unit)), to_json(list(employees)), to_json(list(bits))
FROM (
    SELECT last, org_unit, any_value(employees) AS employees, bit_or(1 << (series - $first)) AS bits
    FROM flow
    WHERE series IN ({series}) AND bits IS NOT NULL AND employees IS NOT NULL
    GROUP BY 1, 2
    ORDER BY 1, 2)
GROUP BY last // 4
HAVING min(employees) < $limit
ORDER BY last // 4
