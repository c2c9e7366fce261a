-- 按时完成率最低的单位：只比政府系统里有自己办事机构、没有撤并的（compared），到期不足 fewest 项次的不比。
-- 共同完成的事项，负责的每家单位各计一项次。只商请的单位不在里面。
WITH borne AS (
    SELECT register, unit, state, reckoned, on_time, chased
    FROM duties
    WHERE kind = 'obligation' AND judged AND unit IS NOT NULL
    UNION ALL
    SELECT d.register, s.unit, d.state, d.reckoned, d.on_time, s.chased
    FROM duties d
    JOIN shares s ON s.register = d.register AND s.duty = d.duty
    WHERE d.kind = 'obligation' AND d.judged AND d.unit IS NULL
),
counted AS (
    SELECT
        register,
        unit,
        SUM(CASE WHEN state <> 'waived' THEN 1 ELSE 0 END) AS owed,
        SUM(CASE WHEN reckoned THEN 1 ELSE 0 END) AS due,
        SUM(CASE WHEN on_time THEN 1 ELSE 0 END) AS on_time,
        SUM(CASE WHEN reckoned AND state = 'done-late' THEN 1 ELSE 0 END) AS late,
        SUM(CASE WHEN state = 'overdue' THEN 1 ELSE 0 END) AS overdue,
        SUM(chased) AS chased
    FROM borne
    GROUP BY register, unit
),
placed AS (
    SELECT
        c.*,
        u.name AS unit_name,
        ROW_NUMBER() OVER (
            ORDER BY
                CAST(c.on_time AS DOUBLE) / CAST(c.due AS DOUBLE), c.due DESC, r.name, u.name, c.register, c.unit
        ) AS place
    FROM counted c
    JOIN units u ON u.register = c.register AND u.unit = c.unit
    JOIN registers r ON r.register = c.register
    WHERE u.compared AND c.due >= (SELECT MAX(fewest) FROM asked)
),
listed AS (
    SELECT * FROM placed WHERE place <= (SELECT MAX(top) FROM asked)
),
returned AS (
    SELECT l.register, l.unit, COUNT(*) AS number
    FROM listed l
    JOIN records e ON e.register = l.register AND e.unit = l.unit
    WHERE e.returned
    GROUP BY l.register, l.unit
)
SELECT
    l.register,
    r.name,
    l.unit,
    l.unit_name,
    CAST(l.owed AS BIGINT) AS owed,
    CAST(l.due AS BIGINT) AS due,
    CAST(l.on_time AS BIGINT) AS on_time,
    CAST(l.late AS BIGINT) AS late,
    CAST(l.overdue AS BIGINT) AS overdue,
    CAST(l.chased AS BIGINT) AS chased,
    CAST(COALESCE(b.number, 0) AS BIGINT) AS returned
FROM listed l
JOIN registers r ON r.register = l.register
LEFT JOIN returned b ON b.register = l.register AND b.unit = l.unit
ORDER BY l.place
