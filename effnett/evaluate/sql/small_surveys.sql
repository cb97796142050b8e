-- The answers of every unit to the questions and periods that some unit has few answers to.
SELECT series, last, span, org_unit, num, den, squares
FROM flow
WHERE series IN ({series}) AND den > 0
  AND (series, last, span) IN (SELECT (series, last, span) FROM flow WHERE series IN ({series}) AND den > 0 AND den < $limit)
ORDER BY ALL
