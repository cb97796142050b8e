-- The answers of every unit to the questions and periods that some unit has few answers to, as JSON lists.
SELECT series, last, span, to_json(list(org_unit)), to_json(list(num)), to_json(list(den)), to_json(list(squares))
FROM flow
WHERE series IN ({series}) AND den > 0
GROUP BY series, last, span
HAVING min(den) < $limit
ORDER BY series, last, span
