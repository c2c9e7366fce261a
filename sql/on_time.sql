-- 各县区的按时完成率：到期（due）的事项里按时完成（on_time）、逾期完成（late）、未完成（missing，其中待佐证的 unproved）的各几条，一条责任计一次。
-- 到期的不含印发以前到期的、不适用的、退回后还可重报的，也不含只商请的；没有启用的和有数据不能用的台账不在里面。率高的在前，一样的按名称。
WITH counted AS (
    SELECT
        register,
        SUM(CASE WHEN reckoned THEN 1 ELSE 0 END) AS due,
        SUM(CASE WHEN on_time THEN 1 ELSE 0 END) AS on_time,
        SUM(CASE WHEN reckoned AND state = 'done-late' THEN 1 ELSE 0 END) AS late,
        SUM(CASE WHEN reckoned AND state NOT IN ('done', 'done-late') THEN 1 ELSE 0 END) AS missing,
        SUM(CASE WHEN reckoned AND assumed THEN 1 ELSE 0 END) AS assumed,
        SUM(CASE WHEN reckoned AND state = 'unproved' THEN 1 ELSE 0 END) AS unproved
    FROM duties
    WHERE kind = 'obligation' AND judged
    GROUP BY register
)
SELECT
    c.register,
    r.name,
    CAST(c.due AS BIGINT) AS due,
    CAST(c.on_time AS BIGINT) AS on_time,
    CAST(c.late AS BIGINT) AS late,
    CAST(c.missing AS BIGINT) AS missing,
    CAST(c.assumed AS BIGINT) AS assumed,
    CAST(c.unproved AS BIGINT) AS unproved
FROM counted c
JOIN registers r ON r.register = c.register
WHERE c.due > 0
ORDER BY CAST(c.on_time AS DOUBLE) / CAST(c.due AS DOUBLE) DESC, r.name, c.register
