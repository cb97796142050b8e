-- What evaluation reads, made anew from the raw tables before a file is published.
-- Each statement stands alone after a line `-- needs:` with the raw tables it reads; statements are run in
-- this order, and only those that need a changed table (or a table made anew above them).

-- One row a unit, series and period. num and den are the parts of a sum, unscaled; num is NULL where there is
-- only a mark, and so are bits. bits has a bit set for each month that the row covers.
-- Amounts, of both signs, are summed in decimals: what is left of large ones that cancel must be right.
-- squares (sum of squared answers) and invited are infinite where they are not known: so is then every sum.
-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
CREATE OR REPLACE TABLE flow_rows AS
WITH leave AS (
    SELECT 'sick_leave' AS source, k.key AS key, '' AS part, s.org_unit, s.last, s.span,
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
), budgeted AS (
    SELECT 'accounts' AS source, 'actual_of_budget' AS key,
           CASE WHEN grouping(function) = 1 THEN '*' ELSE function END AS part, org_unit, last, span,
           sum(actual::DECIMAL(28, 6))::DOUBLE AS num,
           sum(budget::DECIMAL(28, 6)) FILTER (actual IS NOT NULL)::DOUBLE AS den,
           min_by(mark, list_position(['?', ':', '..', '...', '.'], mark)) AS mark,
           min(quality) FILTER (actual IS NOT NULL) AS quality
    FROM accounts
    WHERE actual IS NOT NULL OR mark IS NOT NULL
    GROUP BY GROUPING SETS ((org_unit, last, span), (org_unit, last, span, function))
), cumulative AS (                                       -- from January to each quarter's end
    SELECT q.org_unit, q.last, q.span, f.function, coalesce(sum(x.amount::DECIMAL(28, 6)), 0) AS amount,
           any_value(f.part) AS part, coalesce(min(x.quality), 3) AS quality
    FROM (SELECT DISTINCT org_unit, last, span FROM accounts_extract) q
    JOIN (SELECT DISTINCT org_unit, last // 12 AS year, unnest([function, '*']) AS part, function
          FROM accounts_extract WHERE class = '1') f ON f.org_unit = q.org_unit AND f.year = q.last // 12
    LEFT JOIN accounts_extract x ON x.class = '1' AND x.org_unit = q.org_unit AND x.last = q.last
         AND x.function = f.function
    GROUP BY q.org_unit, q.last, q.span, f.function, f.part
), extract AS (                                          -- what each quarter adds to the one before
    SELECT 'accounts' AS source, 'net_operating_expenditure' AS key, part, org_unit, last,
           (span - coalesce(lag(span) OVER w, 0))::INTEGER AS span, amount - coalesce(lag(amount) OVER w, 0) AS num,
           quality
    FROM (SELECT org_unit, last, span, part, sum(amount)::DOUBLE AS amount, min(quality) AS quality
          FROM cumulative GROUP BY ALL)
    WINDOW w AS (PARTITION BY org_unit, part, last // 12 ORDER BY last)
), counted AS (
    SELECT 'activity' AS source, measure AS key, '' AS part, org_unit, last, span, fsum(numerator) AS num,
           fsum(denominator) AS den, any_value(mark) AS mark, min(quality) AS quality
    FROM activity GROUP BY ALL
), answers AS (
    SELECT survey, question, org_unit, last, span, fsum(answer * respondents) AS num,
           sum(respondents) FILTER (answer IS NOT NULL) AS den, fsum(answer * answer * respondents) AS squares,
           min_by(mark, list_position(['?', ':', '..', '...', '.'], mark)) AS mark,
           coalesce(min(quality) FILTER (answer * respondents IS NOT NULL), 3) AS quality
    FROM survey_answers GROUP BY ALL
), means AS (
    SELECT survey, question, org_unit, last, span, mean * respondents AS num, respondents AS den,
           CASE WHEN respondents <= 1 THEN respondents * mean * mean                -- of one answer there is no sd
                ELSE coalesce((respondents - 1) * sd * sd + respondents * mean * mean, 'infinity'::DOUBLE)
           END AS squares, mark, quality
    FROM survey_means m
    WHERE NOT EXISTS (FROM answers a WHERE a.survey = m.survey AND a.question = m.question
                      AND a.org_unit = m.org_unit AND a.last = m.last AND a.span = m.span)
), surveyed AS (
    SELECT 'survey' AS source, b.survey AS key, b.question AS part, b.org_unit, b.last, b.span, b.num,
           b.den, b.squares, coalesce(i.invited, 'infinity'::DOUBLE) AS invited,
           coalesce(i.responded, 'infinity'::DOUBLE) AS responded, b.mark, b.quality
    FROM (FROM answers UNION ALL BY NAME FROM means) b
    LEFT JOIN survey_invited i USING (survey, org_unit, last, span)
)
FROM leave UNION ALL BY NAME FROM budgeted UNION ALL BY NAME FROM extract UNION ALL BY NAME FROM counted
UNION ALL BY NAME FROM surveyed;

-- The series by number. own_rows is what the rule "own rows or descendants" is decided by: one survey, one
-- measure, or the whole source.
-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
CREATE OR REPLACE TABLE flow_series AS
SELECT row_number() OVER (ORDER BY source, key, part)::INTEGER AS series, source, key, part,
       CASE source WHEN 'sick_leave' THEN source ELSE source || '/' || key END AS own_rows
FROM (SELECT DISTINCT source, key, part FROM flow_rows);

-- What stands beside a mark (employees, invited) is of nobody who counts in a sum.
-- grade is the figure's quality, or 10 '?', 11 ':', 12 '..', 13 '.' for a mark: the smallest is the whole sum's.
-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
CREATE OR REPLACE TABLE flow AS
SELECT s.series, r.org_unit, r.last, r.span, r.num, CASE WHEN r.num IS NOT NULL THEN r.den END::DOUBLE AS den,
       CASE WHEN r.num IS NOT NULL THEN r.squares END AS squares, CASE WHEN r.num IS NOT NULL THEN r.invited END AS invited,
       CASE WHEN r.num IS NOT NULL THEN r.responded END AS responded,
       CASE WHEN r.num IS NOT NULL THEN r.employees END AS employees,
       CASE WHEN r.num IS NOT NULL THEN (1 << r.span) - 1 END AS bits,
       CASE WHEN r.num IS NOT NULL THEN r.quality WHEN r.mark = '?' THEN 10 WHEN r.mark = ':' THEN 11
            WHEN r.mark = '.' THEN 13 ELSE 12 END::TINYINT AS grade
FROM flow_rows r JOIN flow_series s USING (source, key, part)
ORDER BY s.series, r.org_unit, r.last;

-- Counted answers, for shares.
-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
CREATE OR REPLACE TABLE flow_answers AS
SELECT s.series, a.org_unit, a.last, a.span, a.answer, sum(a.respondents)::INTEGER AS respondents
FROM survey_answers a JOIN flow_series s ON s.source = 'survey' AND s.key = a.survey AND s.part = a.question
WHERE a.answer IS NOT NULL AND a.respondents IS NOT NULL
GROUP BY ALL
ORDER BY ALL;

-- Which units have rows of their own, when.
-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
CREATE OR REPLACE TABLE flow_presence AS
SELECT DISTINCT own_rows, org_unit, last, span FROM flow JOIN flow_series USING (series) ORDER BY ALL;

-- needs: sick_leave accounts accounts_extract activity survey_answers survey_means survey_invited units
DROP TABLE flow_rows;

-- needs: kostra
CREATE OR REPLACE TABLE kostra_regions AS
SELECT DISTINCT region FROM kostra ORDER BY region;

-- Which regions have a figure of a series in a period, a bit for each: those of many series are put together at once.
-- `part` counts regions by 512, in the order of their codes.
-- needs: kostra
CREATE OR REPLACE TABLE kostra_present AS
SELECT series, last, (number // 512)::SMALLINT AS part, bitstring_agg(number % 512, 0, 511) AS present
FROM kostra JOIN (SELECT region, row_number() OVER (ORDER BY region) - 1 AS number FROM kostra_regions) USING (region)
WHERE value IS NOT NULL
GROUP BY ALL
ORDER BY ALL;

-- needs: kostra
CREATE OR REPLACE TABLE kostra_by_series AS
SELECT series, region, last, span, value, mark, quality FROM kostra ORDER BY series, last, region;
