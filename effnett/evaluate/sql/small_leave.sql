-- Who has sick leave rows, in which series, in each month of the tertials that some unit has few employees in.
SELECT last, org_unit, any_value(employees), list(DISTINCT series ORDER BY series)
FROM flow
WHERE series IN ({series}) AND bits IS NOT NULL AND employees IS NOT NULL
  AND last // 4 IN (SELECT last // 4 FROM flow WHERE series IN ({series}) AND bits IS NOT NULL AND employees < $limit)
GROUP BY last, org_unit
ORDER BY last, org_unit
