AND NOT EXISTS (
    SELECT 1
    FROM (SELECT unnest($b_shown) AS shown, unnest($b_source) AS source, unnest($b_above) AS above,
                 unnest($b_is_shown) AS is_shown) b
    JOIN flow_presence p ON p.org_unit = b.above
    WHERE b.shown = r.shown AND b.source = r.source AND p.own_rows = $own_rows[f.series]
      AND ((p.last = f.last AND p.span = f.span) OR ({months} = 0 AND b.is_shown AND p.last <= $end)))
