CASE WHEN {months} = 0 THEN f.last * 16 + f.span
     WHEN ($end - f.last) % 12 + f.span <= {months} THEN -(($end - f.last) // 12)
     ELSE -9999 - ($end - f.last) // 12 END
