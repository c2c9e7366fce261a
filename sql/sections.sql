-- 各部分（按部分的名称，各县区同名的并在一起）：几个县区有，几条事项，已完成、逾期、到期、按时完成的各几条。
WITH counted AS (
    SELECT
        t.section_title,
        COUNT(DISTINCT d.register) AS registers,
        SUM(CASE WHEN d.state <> 'waived' THEN 1 ELSE 0 END) AS owed,
        SUM(CASE WHEN d.state IN ('done', 'done-late') THEN 1 ELSE 0 END) AS met,
        SUM(CASE WHEN d.state = 'overdue' THEN 1 ELSE 0 END) AS overdue,
        SUM(CASE WHEN d.reckoned THEN 1 ELSE 0 END) AS due,
        SUM(CASE WHEN d.on_time THEN 1 ELSE 0 END) AS on_time
    FROM duties d
    JOIN tasks t ON t.register = d.register AND t.task = d.task
    WHERE d.kind = 'obligation' AND d.judged
    GROUP BY t.section_title
),
placed AS (
    SELECT *, ROW_NUMBER() OVER (ORDER BY registers DESC, owed DESC, section_title) AS place
    FROM counted
)
SELECT
    section_title,
    CAST(registers AS BIGINT) AS registers,
    CAST(owed AS BIGINT) AS owed,
    CAST(met AS BIGINT) AS met,
    CAST(overdue AS BIGINT) AS overdue,
    CAST(due AS BIGINT) AS due,
    CAST(on_time AS BIGINT) AS on_time
FROM placed
WHERE place <= (SELECT MAX(top) FROM asked)
ORDER BY place
