-- One row a shown unit and series: its months that have a figure, oldest first, and their sums.
SELECT shown, series, list(last ORDER BY last), list(num ORDER BY last), list(den ORDER BY last),
       list(employees ORDER BY last)
FROM (
    SELECT {shown} AS shown, f.series, f.last, fsum(f.num) AS num, fsum(f.den) AS den,
           sum(f.employees)::INTEGER AS employees
    FROM flow f
    {join}
    WHERE f.span = 1 AND f.bits IS NOT NULL {only} {own_months}
    GROUP BY ALL)
GROUP BY ALL
