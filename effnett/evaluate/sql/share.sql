-- How many gave each answer, by shown unit, series and window as in flow.sql.
SELECT {shown}, f.series, {k}, f.answer, sum(f.respondents)
FROM flow_answers f
{join}
WHERE f.last <= $end {only}
  AND {extent} {own_rows}
GROUP BY 1, 2, 3, 4
