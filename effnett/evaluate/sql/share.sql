-- How many gave each answer, by shown unit, series and window as in flow.sql.
SELECT {shown}, f.series, {k}, f.answer, sum(f.respondents)
FROM (SELECT *, $months[series] AS months, $rest[series] AS rest FROM flow_answers WHERE last <= $end {only}) f
{join}
WHERE {extent} {own_rows}
GROUP BY 1, 2, 3, 4
