-- Respondents whose answer is one of those asked for; NULL where a survey is known by its means alone.
SELECT r.shown, w.measure,
       CASE WHEN w.months = 0 THEN f.last * 16 + f.span ELSE -(($end - f.last) // 12) END AS k,
       sum(f.respondents) FILTER (list_contains(w.answers, f.answer)),
       sum(f.respondents) FILTER (f.answer IS NOT NULL)
FROM survey_answers f
JOIN (SELECT unnest($survey) AS survey, unnest($question) AS question, unnest($measure) AS measure,
             unnest($months) AS months, unnest($answers) AS answers, unnest($own_rows) AS own_rows) w
     ON w.survey = f.survey AND w.question = f.question
JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source) r ON r.source = f.org_unit
WHERE f.last <= $end
  AND (w.months = 0 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= w.months))
  {own_rows}
GROUP BY ALL
