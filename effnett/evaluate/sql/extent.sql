({months} = 0
 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= {months})
 OR ({rest} > 0 AND f.last > $end - 12 * $rests AND ($end - f.last) % 12 >= {months}
     AND ($end - f.last) % 12 + f.span <= 12))
