-- What evaluation reads, made anew from the raw tables before a file is published.
-- num and den are sums' parts, unscaled; num is NULL where there is only a mark.
-- Statements are run one by one; each stands alone after `-- needs: <raw tables>`.

-- needs: sick_leave units
CREATE OR REPLACE TABLE flow_sick_leave AS
SELECT k.key, s.org_unit, s.last, s.span,
       CASE k.key WHEN 'total' THEN self_certified_days + doctor_certified_days
                  WHEN 'self_certified' THEN self_certified_days
                  WHEN 'doctor_certified' THEN doctor_certified_days
                  WHEN 'short_term' THEN short_term_days
                  ELSE long_term_days END AS num,
       s.agreed_days AS den, coalesce(s.employees, u.employees) AS employees, s.mark, s.quality
FROM sick_leave s
LEFT JOIN units u ON u.org_unit = s.org_unit
CROSS JOIN (VALUES ('total'), ('self_certified'), ('doctor_certified'), ('short_term'), ('long_term')) k(key)
WHERE s.mark IS NOT NULL OR num IS NOT NULL
ORDER BY ALL;

-- needs: accounts
CREATE OR REPLACE TABLE flow_accounts AS
SELECT CASE WHEN grouping(function) = 1 THEN '*' ELSE function END AS key, org_unit, last, span,
       sum(actual) AS num, sum(budget) FILTER (actual IS NOT NULL) AS den, NULL::INTEGER AS employees,
       any_value(mark) AS mark, min(quality) AS quality
FROM accounts
WHERE actual IS NOT NULL OR mark IS NOT NULL
GROUP BY GROUPING SETS ((org_unit, last, span), (org_unit, last, span, function))
ORDER BY ALL;

-- needs: accounts_extract
CREATE OR REPLACE TABLE flow_accounts_extract AS
SELECT CASE WHEN grouping(function) = 1 THEN '*' ELSE function END AS key, org_unit, last, span,
       sum(amount) AS num, NULL::DOUBLE AS den, NULL::INTEGER AS employees, NULL::VARCHAR AS mark,
       min(quality) AS quality
FROM accounts_extract
WHERE class = '1'
GROUP BY GROUPING SETS ((org_unit, last, span), (org_unit, last, span, function))
ORDER BY ALL;

-- needs: activity
CREATE OR REPLACE TABLE flow_activity AS
SELECT measure AS key, org_unit, last, span, sum(numerator) AS num, sum(denominator) AS den,
       NULL::INTEGER AS employees, any_value(mark) AS mark, min(quality) AS quality
FROM activity
GROUP BY ALL
ORDER BY ALL;

-- squares is the sum of squared answers; NULL where a standard deviation is not known.
-- lowest and highest answer given; infinite where only a mean is known.
-- needs: survey_answers survey_means survey_invited
CREATE OR REPLACE TABLE flow_survey AS
WITH answers AS (
    SELECT survey, question, org_unit, last, span, sum(answer * respondents) AS num,
           sum(respondents) FILTER (answer IS NOT NULL) AS n, sum(answer * answer * respondents) AS squares,
           min(answer) FILTER (respondents > 0) AS lowest, max(answer) FILTER (respondents > 0) AS highest,
           any_value(mark) AS mark, min(quality) AS quality
    FROM survey_answers GROUP BY ALL
), means AS (
    SELECT survey, question, org_unit, last, span, mean * respondents AS num, respondents AS n,
           CASE WHEN respondents = 1 THEN mean * mean ELSE (respondents - 1) * sd * sd + respondents * mean * mean END AS squares,
           CASE WHEN sd = 0 THEN mean ELSE '-infinity'::DOUBLE END AS lowest,
           CASE WHEN sd = 0 THEN mean ELSE 'infinity'::DOUBLE END AS highest, mark, quality
    FROM survey_means m
    WHERE NOT EXISTS (FROM answers a WHERE a.survey = m.survey AND a.question = m.question
                      AND a.org_unit = m.org_unit AND a.last = m.last AND a.span = m.span)
)
SELECT b.survey, b.question, b.org_unit, b.last, b.span, b.num, coalesce(b.n, 0)::INTEGER AS n, b.squares,
       b.lowest, b.highest, i.invited, i.responded, b.mark, b.quality
FROM (FROM answers UNION ALL BY NAME FROM means) b
LEFT JOIN survey_invited i USING (survey, org_unit, last, span)
ORDER BY ALL;

-- needs: kostra
CREATE OR REPLACE TABLE kostra_by_series AS
SELECT series, region, last, span, value, mark, quality FROM kostra ORDER BY series, last, region;
