-- 走势：各月月底（截至日在月中的，那个月取截至日）全部台账合计，有几本台账、几条事项，已完成、逾期、到期、按时完成的各几条。
WITH lasts AS (
    SELECT register, EXTRACT(YEAR FROM day) * 100 + EXTRACT(MONTH FROM day) AS in_month, MAX(day) AS day
    FROM samples
    GROUP BY register, EXTRACT(YEAR FROM day) * 100 + EXTRACT(MONTH FROM day)
)
SELECT
    CAST(l.in_month AS INTEGER) AS in_month,
    CAST(COUNT(DISTINCT s.register) AS BIGINT) AS registers,
    CAST(SUM(CASE WHEN s.state <> 'waived' THEN s.number ELSE 0 END) AS BIGINT) AS owed,
    CAST(SUM(CASE WHEN s.state IN ('done', 'done-late') THEN s.number ELSE 0 END) AS BIGINT) AS met,
    CAST(SUM(CASE WHEN s.state = 'overdue' THEN s.number ELSE 0 END) AS BIGINT) AS overdue,
    CAST(SUM(s.reckoned) AS BIGINT) AS due,
    CAST(SUM(s.on_time) AS BIGINT) AS on_time
FROM samples s
JOIN lasts l ON l.register = s.register AND l.day = s.day
WHERE s.kind = 'obligation' AND s.judged
GROUP BY l.in_month
ORDER BY l.in_month
