-- Who has sick leave rows in each month of the tertials that some unit has few employees in; bits tell the series.
SELECT last, org_unit, any_value(employees), bit_or(1 << (series - $first))
FROM flow
WHERE series IN ({series}) AND bits IS NOT NULL AND employees IS NOT NULL
  AND last // 4 IN (SELECT last // 4 FROM flow WHERE series IN ({series}) AND bits IS NOT NULL AND employees < $limit)
GROUP BY last, org_unit
ORDER BY last, org_unit
