AND NOT EXISTS (
    SELECT 1
    FROM {above} b
    JOIN flow_presence p ON p.org_unit = b.above
    WHERE b.shown = r.shown AND b.source = r.source AND p.own_rows = $own_rows[f.series]
      AND p.last <= $end AND f.last >= b.first AND f.last - f.span < b.last
      AND CASE WHEN b.is_shown THEN {months} = 0
               WHEN p.last <= f.last - f.span OR f.last <= p.last - p.span THEN false
               WHEN {months} = 0 THEN true
               ELSE ($end - p.last) // 12 = ($end - f.last) // 12 AND ($end - p.last) % 12 + p.span
                    <= CASE WHEN ($end - f.last) % 12 < {months} THEN {months} ELSE 12 END END)
