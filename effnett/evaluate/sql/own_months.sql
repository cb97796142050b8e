AND NOT EXISTS (
    SELECT 1
    FROM {above} b
    JOIN flow_presence p ON p.org_unit = b.above
    WHERE NOT b.is_shown AND b.shown = r.shown AND b.source = r.source AND p.own_rows = $own_rows[f.series]
      AND p.last = f.last AND p.span = 1 AND f.last BETWEEN b.first AND b.last)
